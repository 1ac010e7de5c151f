"""What the form of a check-in sends. Values stay as they were written: only the key result knows its unit."""

import math
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext

from northing.kit import clock
from northing.web.sent import Problems, raise_if_any, whole

LONGEST_ROUND = 60 * 60


@dataclass(frozen=True, slots=True)
class Round:
    """When this round began (seconds since 1970), which key result is next, and which entry is being corrected."""

    began: int
    next_id: int | None = None
    corrects: int | None = None

    @property
    def seconds(self) -> int | None:
        """How long the round has taken so far; None where nobody could believe it."""
        took = now_in_seconds() - self.began
        return took if 0 <= took <= LONGEST_ROUND else None


def now_in_seconds() -> int:
    return math.floor(clock.now().timestamp())


def said(sent: QueryDict) -> dict[str, Any]:
    """What is said, for `check_in` and `correct_check_in`. Raises `Invalid` for what no browser of ours would send."""
    problems: Problems = {}
    facts: dict[str, Any] = {
        "written": sent.get("value", ""),
        "confidence": _confidence(sent, problems),
        "note": sent.get("note", ""),
    }
    if "stages" in sent:
        facts["stage_ids"] = _stages(sent, problems)
    if "measured_how" in sent:
        facts["measured_how"] = sent["measured_how"]
    raise_if_any(problems)
    return facts


def round_of(sent: QueryDict) -> Round:
    """Where in the round this form stands; what cannot be read is as if it were not there."""
    return Round(
        began=whole(sent.get("began", "")) or now_in_seconds(),
        next_id=whole(sent.get("next", "")),
        corrects=whole(sent.get("corrects", "")),
    )


def _confidence(sent: QueryDict, problems: Problems) -> int | None:
    text = sent.get("confidence", "").strip()
    if not text:
        return None
    tenths = whole(text)
    if tenths is None:
        problems["confidence"] = [gettext("Choose how sure you are, from 0 to 10.")]
    return tenths


def _stages(sent: QueryDict, problems: Problems) -> list[int]:
    found = [whole(text) for text in sent.getlist("stage_ids")]
    if None in found:
        problems["stage_ids"] = [gettext("Choose from the stages of this key result.")]
    return [number for number in found if number is not None]
