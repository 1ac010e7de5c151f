"""What the form of a check-in sends, read into values."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext

from northing.core.measures import Kind, NumberStyle
from northing.goals.queries.rows import KeyResultRow
from northing.web.sent import Problems, day, number, raise_if_any, whole


def said(sent: QueryDict, row: KeyResultRow, style: NumberStyle) -> dict[str, Any]:
    """What somebody says about a key result. Raises `Invalid` with a sentence for every field that cannot be read."""
    problems: Problems = {}
    facts: dict[str, Any] = {
        "confidence": _confidence(sent, problems),
        "note": sent.get("note", ""),
        "on": day(sent, "on", problems),
    }
    if row.measure.kind is Kind.MILESTONE:
        facts["stage_ids"] = _stages(sent, problems)
    else:
        facts["value"] = number(sent, "value", style, problems, row.measure.unit)
    if row.measure.kind is Kind.BASELINE and "measured_how" in sent:
        facts["measured_how"] = sent["measured_how"]
    raise_if_any(problems)
    return facts


def correction(sent: QueryDict, row: KeyResultRow, style: NumberStyle) -> dict[str, Any]:
    """The same for a correction, which says nothing about how a baseline is measured."""
    facts = said(sent, row, style)
    facts.pop("measured_how", None)
    return facts


def _confidence(sent: QueryDict, problems: Problems) -> int | None:
    text = sent.get("confidence", "").strip()
    if not text:
        return None
    tenths = whole(text)
    if tenths is None:
        problems.setdefault("confidence", []).append(gettext("Choose how sure you are, from 0 to 10."))
    return tenths


def _stages(sent: QueryDict, problems: Problems) -> list[int]:
    found = [whole(text) for text in sent.getlist("stage_ids")]
    if None in found:
        problems.setdefault("stage_ids", []).append(gettext("Choose from the stages of this key result."))
    return [number for number in found if number is not None]
