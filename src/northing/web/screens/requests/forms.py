"""What the forms of requests send, as keyword arguments for the actions."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext

from northing.goals.actions import Wish
from northing.goals.queries.dependencies import Move
from northing.kit.errors import NotFound
from northing.web.sent import Problems, choice, day, raise_if_any, whole

ROWS = 3
"""How many teams can be asked with one form of the three questions."""


def wish(sent: Mapping[str, str]) -> dict[str, Any]:
    """What is asked of whom, by when, for which key result. Raises `Invalid` for what cannot be read."""
    problems: Problems = {}
    found = {
        "team_id": choice(sent, "team_id", problems),
        "words": sent.get("words", ""),
        "due_on": day(sent, "due_on", problems),
        "key_result_id": choice(sent, "key_result_id", problems),
        "key": sent.get("key", "")[:128],
    }
    raise_if_any(problems)
    return found


def move_of(sent: Mapping[str, str]) -> Move:
    """Which step it is; `NotFound` for none of ours."""
    try:
        return Move(sent.get("move", ""))
    except ValueError as unknown:
        raise NotFound from unknown


def step(sent: Mapping[str, str]) -> dict[str, Any]:
    """What was said with a step. Raises `Invalid` for what cannot be read."""
    problems: Problems = {}
    said: dict[str, Any] = {"due_on": day(sent, "due_on", problems), "reason": sent.get("reason", "")}
    if "words" in sent:
        said["words"] = sent["words"]
    raise_if_any(problems)
    return {**said, **bringer(sent)}


def bringer(sent: Mapping[str, str]) -> dict[str, int | None]:
    """What will bring it: "o12" is an objective, "k34" a key result, anything else nothing."""
    text = sent.get("serving", "")
    number = whole(text[1:])
    return {
        "serving_objective_id": number if text[:1] == "o" else None,
        "serving_key_result_id": number if text[:1] == "k" else None,
    }


def wishes(sent: Mapping[str, str]) -> dict[int, tuple[int, Wish]]:
    """The rows of the three questions in which something was written. Raises `Invalid` at "<field>-<row>"."""
    problems: Problems = {}
    found: dict[int, tuple[int, Wish]] = {}
    for place in range(ROWS):
        words = sent.get(f"words-{place}", "").strip()
        if not words:
            continue
        due: date | None = day(sent, f"due_on-{place}", problems)
        objective = choice(sent, f"objective_id-{place}", problems)
        team = choice(sent, f"team_id-{place}", problems)
        if objective is None:
            problems.setdefault(f"objective_id-{place}", []).append(gettext("Choose the objective that needs it."))
        else:
            found[place] = (objective, Wish(team, words, due))
    if not found and not problems:
        problems["words-0"] = [gettext("Say what you need from whom, in one row at least.")]
    raise_if_any(problems)
    return found
