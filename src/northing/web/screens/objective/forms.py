"""What the forms of an objective's page send, read into values; what cannot be read is said at its field."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from northing.core.measures import NumberStyle
from northing.web.sent import Problems, choice, day, number, raise_if_any, whole


def initiative(sent: Mapping[str, str]) -> dict[str, Any]:
    """The facts of an initiative, those that were sent. Raises `Invalid`."""
    problems: Problems = {}
    facts = {
        "title": sent.get("title", ""),
        "hypothesis": sent.get("hypothesis", ""),
        "key_result_id": choice(sent, "key_result_id", problems),
        "owner_id": choice(sent, "owner_id", problems),
        "due_on": day(sent, "due_on", problems),
    }
    raise_if_any(problems)
    return {field: fact for field, fact in facts.items() if field in sent}


def score(sent: Mapping[str, str], style: NumberStyle) -> float | None:
    """A score between 0.0 and 1.0, or None to leave it to the numbers. Raises `Invalid`."""
    problems: Problems = {}
    given = number(sent, "score", style, problems)
    raise_if_any(problems)
    return given


def weights(sent: Mapping[str, str], key_result_ids: list[int], style: NumberStyle) -> dict[int, float]:
    """The weight of each key result. Raises `Invalid` at the fields `weight_<number>`."""
    problems: Problems = {}
    found = {}
    for pk in key_result_ids:
        weight = number(sent, f"weight_{pk}", style, problems)
        if weight is None and f"weight_{pk}" not in problems:
            problems[f"weight_{pk}"] = [gettext("Write a weight; 1 is usual, 0 shows it without counting it.")]
        elif weight is not None:
            found[pk] = weight
    raise_if_any(problems)
    return found


def order(sent: Mapping[str, str], key_result_ids: list[int]) -> list[int]:
    """The key results in the order of the places that were written beside them; equal places keep their order."""
    places = {}
    for before, pk in enumerate(key_result_ids, start=1):
        written = whole(sent.get(f"place_{pk}", "").strip())
        places[pk] = before if written is None else written
    return sorted(key_result_ids, key=lambda pk: places[pk])
