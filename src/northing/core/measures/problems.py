"""What is wrong with a definition, and how to mend it (R4-R10). Each finding names its field."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from .formatting import format_value
from .kinds import Kind, Measure, Reading
from .numbers import ENGLISH, NumberStyle
from .progress import LARGEST, is_monotone

MOST_STAGES = 10
LONGEST_UNIT = 40

_NUMBERS = {
    Kind.INCREASE: ("start", "target", "level_03", "level_07"),
    Kind.DECREASE: ("start", "target", "level_03", "level_07"),
    Kind.RANGE: ("low", "high"),
    Kind.BASELINE: (),
    Kind.MILESTONE: (),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: the field of `Measure` it is about, and a sentence for the person who fills in the form."""

    field: str
    message: str


def problems(
    measure: Measure, publishing: bool = False, style: NumberStyle = ENGLISH, *, sketching: bool = False
) -> list[Problem]:
    """Everything that is wrong with a definition, in the order of the form; empty when nothing is.

    A draft may still lack its start (R9); with `publishing` it may not. A sentence that is being written (`sketching`)
    may lack everything, and only what it says must agree. Fields that another kind uses are ignored.
    """
    found = [*_of_unit(measure), *_of_numbers(measure)]
    if found:
        return found
    if sketching and _is_blank(measure):
        return []
    match measure.kind:
        case Kind.INCREASE | Kind.DECREASE:
            return [*_of_way(measure, publishing, style), *_of_levels(measure, style)]
        case Kind.RANGE:
            return list(_of_band(measure, style))
        case Kind.MILESTONE:
            return list(_of_stages(measure))
        case Kind.BASELINE:
            return list(_of_reading(measure))


def _is_blank(measure: Measure) -> bool:
    """What the kind lives on is not said yet."""
    match measure.kind:
        case Kind.INCREASE | Kind.DECREASE:
            return measure.target is None and measure.level_03 is None and measure.level_07 is None
        case Kind.RANGE:
            return measure.low is None and measure.high is None
        case Kind.MILESTONE:
            return not measure.stages
        case Kind.BASELINE:
            return False


def _of_unit(measure: Measure) -> Iterator[Problem]:
    if len(measure.unit) > LONGEST_UNIT:
        yield Problem("unit", f"A unit has up to {LONGEST_UNIT} characters, like min, %, kr or tickets per week.")
    elif not measure.unit.isprintable():
        yield Problem("unit", "A unit is one line of text, like min, %, kr or tickets per week.")


def _of_numbers(measure: Measure) -> Iterator[Problem]:
    for field in _NUMBERS[measure.kind]:
        value = getattr(measure, field)
        if value is not None and not math.isfinite(value):
            yield Problem(field, "This is not a number.")
        elif value is not None and abs(value) > LARGEST:
            yield Problem(
                field, "This is too large. Northing counts up to a quadrillion (1e15); choose a larger unit, such as M."
            )


def _of_way(measure: Measure, publishing: bool, style: NumberStyle) -> Iterator[Problem]:
    start, target = measure.start, measure.target
    if start is None and publishing:
        yield Problem("start", "Where does it start? Measure it before publishing, or make it a baseline key result.")
    if target is None:
        yield Problem("target", "Where should it get to? Write the value you want to see at the end of the cycle.")
    if start is None or target is None:
        return
    shown, from_ = format_value(target, "", style), format_value(start, "", style)
    more = measure.kind is Kind.INCREASE
    if target == start:
        yield Problem("target", f"The target is the same as the start, {from_}. What should change?")
    elif (target > start) != more:
        better, side = ("More", "below") if more else ("Less", "above")
        yield Problem(
            "target",
            f"{better} is better here, and {shown} is {side} the start of {from_}. {_ask(start, target, more, style)}",
        )


def _ask(start: float, target: float, more: bool, style: NumberStyle) -> str:
    """Two figures that changed places are the usual slip; otherwise it is the direction that is wrong."""
    for meant in _swapped_figures(target):
        if meant != start and (meant > start) == more:
            return f"Did you mean {format_value(meant, '', style)}?"
    return f"Is {'less' if more else 'more'} better, or did start and target change places?"


def _swapped_figures(value: float) -> Iterator[float]:
    """Every number that two neighbouring figures of a whole one make when they change places."""
    if value != int(value) or abs(value) >= 1e6:
        return
    figures = str(int(abs(value)))
    for i in range(len(figures) - 1):
        swapped = figures[:i] + figures[i + 1] + figures[i] + figures[i + 2 :]
        if swapped != figures and not swapped.startswith("0"):
            yield math.copysign(float(swapped), value)


def _of_levels(measure: Measure, style: NumberStyle) -> Iterator[Problem]:
    """R10: both levels or none, strictly on the way from the start to the target."""
    low, high = measure.level_03, measure.level_07
    if low is None and high is None:
        return
    if low is None or high is None:
        missing, field = ("0.3", "level_03") if low is None else ("0.7", "level_07")
        yield Problem(field, f"Write the value that earns {missing} as well, or leave both levels empty.")
        return
    start, target = measure.start, measure.target
    if start is not None and start == target:
        return
    ends = [value for value in (start, low, high, target) if value is not None]
    way = 1.0 if measure.kind is Kind.INCREASE else -1.0
    if is_monotone(ends) and (ends[-1] - ends[0]) * way > 0:
        return
    if start is not None and target is not None and (target - start) * way < 0:
        return
    field = "level_07" if start is None or (low - start) * way > 0 else "level_03"
    told = " → ".join("…" if value is None else format_value(value, "", style) for value in (start, low, high, target))
    word = "rise" if measure.kind is Kind.INCREASE else "fall"
    yield Problem(field, f"The values must {word} from the start over 0.3 and 0.7 to the target; now they are {told}.")


def _of_band(measure: Measure, style: NumberStyle) -> Iterator[Problem]:
    if measure.low is None and measure.high is None:
        yield Problem("low", "Between which values should it stay? One of the two may stay open.")
    elif measure.low is not None and measure.high is not None and measure.low > measure.high:
        low, high = format_value(measure.low, "", style), format_value(measure.high, "", style)
        yield Problem("high", f"{high} is below the lower bound of {low}. Did the two change places?")
    yield from _of_reading(measure)


def _of_reading(measure: Measure) -> Iterator[Problem]:
    if measure.reading is Reading.INCREMENTS:
        yield Problem(
            "reading", "Here every check-in states the current value. Only increase and decrease can be added up."
        )


def _of_stages(measure: Measure) -> Iterator[Problem]:
    stages = measure.stages
    if not stages:
        yield Problem("stages", "Name at least one stage that somebody can see is done.")
    elif len(stages) > MOST_STAGES:
        yield Problem("stages", f"{len(stages)} stages are a plan, not a result. Keep up to {MOST_STAGES}.")
    for number, stage in enumerate(stages, start=1):
        if not stage.label.strip():
            yield Problem("stages", f"Stage {number} has no name. What can be seen when it is done?")
        if not (math.isfinite(stage.weight) and 0 <= stage.weight <= LARGEST):
            yield Problem(
                "stages",
                f"The weight of stage {number} is a number from 0 up. Leave it at 1 if all stages count the same.",
            )
    if stages and all(stage.weight == 0 for stage in stages):
        yield Problem("stages", "All stages have the weight 0, so none of them counts. Give at least one a weight.")
