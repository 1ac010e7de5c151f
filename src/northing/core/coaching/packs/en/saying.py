"""What the coach says in English beside its findings: what it understood, and the question of R28."""

from northing.core.coaching.understood import Understood
from northing.core.measures import Kind, format_value


def sufficient(objective: str) -> str:
    """The question of R28, with the objective's own words in it."""
    if not objective:
        return "Could every key result be 1.0 and the objective still fail?"
    return f"Could every key result be 1.0, and “{objective}” still not be true?"


def understood(what: Understood, *, share: bool) -> str:
    """In words: "an increase of sign-ups from 12 to 20". `share`: the target is a part of what is measured."""

    def value(number: float) -> str:
        return format_value(number, what.unit)

    measure = what.measure or "the measure"
    if share and what.target is not None:
        return f"{value(what.target)} of {measure} (start still open)"
    match what.kind:
        case Kind.INCREASE | Kind.DECREASE:
            name = "an increase" if what.kind is Kind.INCREASE else "a decrease"
            start = f" from {value(what.start)}" if what.start is not None else ""
            target = f" to {value(what.target)}" if what.target is not None else ""
            still = [word for word, number in (("start", what.start), ("target", what.target)) if number is None]
            missing = f" ({' and '.join(still)} still open)" if still else ""
            return f"{name} of {measure}{start}{target}{missing}"
        case Kind.RANGE:
            if what.low is not None and what.high is not None:
                return f"{measure} kept between {value(what.low)} and {value(what.high)}"
            if what.low is not None:
                return f"{measure} kept at {value(what.low)} or more"
            return f"{measure} kept at {value(what.high or 0.0)} or less"
        case Kind.BASELINE:
            return f"a first trustworthy measurement of {measure}"
        case Kind.MILESTONE:
            return f"{len(what.stages)} stages: {', '.join(what.stages)}"
