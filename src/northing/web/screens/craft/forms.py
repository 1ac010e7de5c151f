"""What the forms of a draft's pages send, as keyword arguments for the actions."""

from collections.abc import Mapping
from typing import Any

from northing.core.crafting import Step
from northing.core.measures import Kind, NumberStyle, ValueProblem, split_value
from northing.goals.queries.rows import KeyResultRow
from northing.kit.errors import NotFound
from northing.web.sent import Problems, choice, number, raise_if_any, whole

_WAY = ("start", "level_03", "level_07", "target")
FIELDS: Mapping[Kind, tuple[str, ...]] = {Kind.INCREASE: _WAY, Kind.DECREASE: _WAY, Kind.RANGE: ("low", "high")}
"""The numbers that the small form of a key result asks for; other kinds are defined on their own page."""


def key_result_of(sent: Mapping[str, str]) -> int:
    """Which key result a form is about; `NotFound` for none."""
    found = whole(sent.get("key_result", ""))
    if found is None:
        raise NotFound
    return found


def definition(row: KeyResultRow, sent: Mapping[str, str], style: NumberStyle) -> dict[str, Any]:
    """How a key result will be scored and who owns it. A unit that is written beside a number counts where there is none.

    Raises `Invalid` for what cannot be read.
    """
    problems: Problems = {}
    names = FIELDS.get(row.measure.kind, ())
    unit = row.measure.unit or _written_unit([sent.get(name, "") for name in names], style)
    found: dict[str, Any] = {name: number(sent, name, style, problems, unit) for name in names if name in sent}
    if unit != row.measure.unit:
        found["unit"] = unit
    if "owner_id" in sent:
        found["owner_id"] = choice(sent, "owner_id", problems)
    raise_if_any(problems)
    return found


def _written_unit(texts: list[str], style: NumberStyle) -> str:
    for text in texts:
        try:
            unit = split_value(text, style)[1] if text.strip() else ""
        except ValueProblem:
            continue
        if unit:
            return unit
    return ""


def votes(sent: Mapping[str, str]) -> dict[int, int]:
    """How sure somebody is of each key result, in tenths. What was not chosen is not said; what cannot be is -1."""
    found: dict[int, int] = {}
    for name, text in sent.items():
        about = whole(name.removeprefix("vote-")) if name.startswith("vote-") else None
        if about is not None and text.strip():
            tenths = whole(text.strip())
            found[about] = -1 if tenths is None else tenths
    return found


def step_of(sent: Mapping[str, str]) -> Step:
    """The step that a set is sent back to; Refine where none is named, `NotFound` for none of ours."""
    try:
        return Step(sent.get("to") or Step.REFINE.value)
    except ValueError as unknown:
        raise NotFound from unknown
