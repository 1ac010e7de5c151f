"""What the coach says in German beside its findings: what it understood, and the question of R28.

The words of the text are put behind a colon, because German would decline them and give them an article.
"""

from northing.core.coaching.understood import Understood
from northing.core.measures import GERMAN, Kind, format_value


def sufficient(objective: str) -> str:
    """The question of R28, with the objective's own words in it."""
    if not objective:
        return "Könnte jedes Key Result bei 1,0 stehen und das Objective trotzdem verfehlt sein?"
    return f"Könnte jedes Key Result bei 1,0 stehen und „{objective}“ trotzdem nicht wahr sein?"


def understood(what: Understood, *, share: bool) -> str:
    """In words: "Anstieg: Anmeldungen von 12 auf 20". `share`: the target is a part of what is measured."""

    def value(number: float) -> str:
        return format_value(number, what.unit, GERMAN)

    measure = what.measure or "die Messgröße"
    if share and what.target is not None:
        return f"Anteil von {value(what.target)}: {measure} (Startwert noch offen)"
    match what.kind:
        case Kind.INCREASE | Kind.DECREASE:
            name = "Anstieg" if what.kind is Kind.INCREASE else "Rückgang"
            start = f" von {value(what.start)}" if what.start is not None else ""
            target = f" auf {value(what.target)}" if what.target is not None else ""
            return f"{name}: {measure}{start}{target}{_still_missing(what)}"
        case Kind.RANGE:
            if what.low is not None and what.high is not None:
                return f"Bereich: {measure} zwischen {value(what.low)} und {value(what.high)}"
            if what.low is not None:
                return f"Bereich: {measure} bei mindestens {value(what.low)}"
            return f"Bereich: {measure} bei höchstens {value(what.high or 0.0)}"
        case Kind.BASELINE:
            return f"Erste verlässliche Messung: {measure}"
        case Kind.MILESTONE:
            return f"{len(what.stages)} Stufen: {', '.join(what.stages)}"


def _still_missing(what: Understood) -> str:
    if what.start is None and what.target is None:
        return " (Start- und Zielwert noch offen)"
    if what.start is None:
        return " (Startwert noch offen)"
    return " (Zielwert noch offen)" if what.target is None else ""
