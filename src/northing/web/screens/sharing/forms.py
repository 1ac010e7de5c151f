"""What the form for taking an objective on sends, as keyword arguments for the action."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext

from northing.core.measures import Kind, NumberStyle
from northing.goals.actions import KEPT, facts_of_sentence
from northing.goals.queries.drafting import Drafted
from northing.goals.queries.rows import KeyResultRow
from northing.web.sent import Problems, choice, number, raise_if_any

ROOM = 2
"""Sentences for key results of one's own; more can be added to the draft."""

NUMBERS: dict[Kind, tuple[str, ...]] = {
    Kind.INCREASE: ("start", "target"),
    Kind.DECREASE: ("start", "target"),
    Kind.RANGE: ("low", "high"),
}
"""Which numbers of a key result the form offers to change; the rest is changed in the draft."""


def taking_on(sent: Mapping[str, str], page: Drafted, style: NumberStyle) -> dict[str, Any]:
    """For whom, when, in which words, and what becomes of each key result. Raises `Invalid`."""
    problems: Problems = {}
    team, cycle = choice(sent, "team_id", problems), choice(sent, "cycle_id", problems)
    if team is None:
        problems.setdefault("team_id", []).append(gettext("Choose the team that takes it on."))
    if cycle is None:
        problems.setdefault("cycle_id", []).append(gettext("Choose a cycle."))
    parts: dict[int, Any] = {row.id: _part(sent, row, style, problems) for row in page.key_results}
    raise_if_any(problems)
    return {
        "team_id": team,
        "cycle_id": cycle,
        "statement": sent.get("statement", ""),
        "why": sent.get("why", ""),
        "key_results": parts,
        "added": [{"text": text, **facts_of_sentence(text)} for text in sentences(sent)],
        "key": sent.get("key", "")[:128],
    }


def sentences(sent: Mapping[str, str]) -> list[str]:
    """The sentences that say something."""
    return [text for place in range(ROOM) if (text := sent.get(f"added_{place}", "").strip())]


def _part(sent: Mapping[str, str], row: KeyResultRow, style: NumberStyle, problems: Problems) -> Any:
    """`KEPT`, what is different, or None. What was opened for a change and left as it is, is kept."""
    match sent.get(f"kr_{row.id}", "keep"):
        case "drop":
            return None
        case "change":
            return _changes(sent, row, style, problems)
        case _:
            return KEPT


def _changes(sent: Mapping[str, str], row: KeyResultRow, style: NumberStyle, problems: Problems) -> dict[str, Any]:
    text = " ".join(sent.get(f"text_{row.id}", row.text).split())
    changes: dict[str, Any] = {} if text == row.text else {"text": text}
    for name in NUMBERS.get(row.measure.kind, ()):
        field = f"{name}_{row.id}"
        value = number(sent, field, style, problems, row.measure.unit)
        if field in sent and value != getattr(row.measure, name):
            changes[name] = value
    return changes


def at_fields(errors: Mapping[str, Sequence[str]], sent: Mapping[str, str]) -> dict[str, list[str]]:
    """What the action found wrong, at the fields of the form: what has none of its own is said at its key result."""
    places = [place for place in range(ROOM) if sent.get(f"added_{place}", "").strip()]
    found: dict[str, list[str]] = {}
    for name, messages in errors.items():
        field, _, of = name.partition("-")
        if of.startswith("new"):
            field = f"added_{places[int(of.removeprefix('new'))]}"
        elif of:
            field = f"{field}_{of}" if field in ("text", "start", "target", "low", "high") else f"kr_{of}"
        found.setdefault(field, []).extend(messages)
    return found
