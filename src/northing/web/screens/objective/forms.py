"""What the forms of an objective's page send, read into values; what cannot be read is said at its field."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from northing.core.measures import NumberStyle
from northing.web import formats
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


def closing(
    sent: Mapping[str, str], proposed: Mapping[int, float | None], style: NumberStyle, *, whole: bool
) -> dict[str, Any]:
    """What is said at the end: scores, their reasons, what was learned. Raises `Invalid`.

    `proposed` are the scores that the numbers propose for the key results. What is left empty, or as it was filled in
    beforehand, is as proposed, to the last digit. `whole`: the form asks for the objective's own score.
    """
    problems: Problems = {}
    scores = {}
    for pk, suggestion in proposed.items():
        untouched = sent.get(f"score_{pk}", "").strip() in ("", formats.tenth(suggestion))
        scores[pk] = suggestion if untouched else number(sent, f"score_{pk}", style, problems)
    score = number(sent, "score", style, problems) if whole else None
    raise_if_any(problems)
    reasons = {pk: sent.get(f"reason_{pk}", "") for pk in proposed}
    return {"score": score, "key_result_scores": scores, "reasons": reasons, "learned": sent.get("learned")}


def arrangement(sent: Mapping[str, str], style: NumberStyle) -> tuple[dict[int, float], list[int]]:
    """The weights of the key results that the form named, and their order. Raises `Invalid` at `weight_<number>` and
    `place_<number>`.
    """
    problems: Problems = {}
    names = [name.removeprefix("weight_") for name in sent if name.startswith("weight_")]
    named = [pk for name in names if (pk := whole(name)) is not None]
    weights = {}
    for pk in named:
        weight = number(sent, f"weight_{pk}", style, problems)
        if weight is not None:
            weights[pk] = weight
        elif f"weight_{pk}" not in problems:
            problems[f"weight_{pk}"] = [gettext("Write a weight; 1 is usual, 0 shows it without counting it.")]
    order = _order(sent, named, problems)
    raise_if_any(problems)
    return weights, order


def _order(sent: Mapping[str, str], named: list[int], problems: Problems) -> list[int]:
    """In the order of the places written beside them. Who is sent to a place that is taken pushes the other away."""
    places = {}
    for before, pk in enumerate(named, start=1):
        written = sent.get(f"place_{pk}", "").strip()
        place = whole(written) if written else before
        if place is None:
            problems[f"place_{pk}"] = [gettext("Write a place as a whole number; 1 is the first.")]
            continue
        places[pk] = (place, (place > before) - (place < before), before)
    return sorted(places, key=lambda pk: places[pk])
