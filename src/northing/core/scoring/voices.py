"""Three voices on one scale: what has happened, what the owner believes, what the numbers foresee (R3, R3b)."""

from dataclasses import dataclass
from enum import StrEnum

from .bands import Band, band, round_tenth
from .pace import pace as pace_of

DISAGREES_FROM = 0.4
"""How far apart, in rounded tenths, owner and numbers must be before Northing says so (R3)."""


class Voice(StrEnum):
    """Who speaks about a key result."""

    PACE = "pace"
    CONFIDENCE = "confidence"
    FORECAST = "forecast"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Owner and numbers are far apart (R3): `theirs` is the owner's confidence, `ours` what the voice of the numbers
    says.

    All three numbers are tenths between 0.0 and 1.0. `words` are for the owner, who sees them first;
    `words_to_others` tell the same to everybody else.
    """

    voice: Voice
    theirs: float
    ours: float
    gap: float
    words: str

    @property
    def words_to_others(self) -> str:
        return f"The owner says {self.theirs:.1f}, {_SPEAKER[self.voice]} says {self.ours:.1f}."


@dataclass(frozen=True, slots=True)
class Voices:
    """Everything a screen shows of a key result's standing: the voices that have spoken, one band, one disagreement."""

    pace: float | None
    confidence: float | None
    forecast: float | None
    band: Band
    disagreement: Disagreement | None


_SPEAKER = {Voice.FORECAST: "the trend", Voice.PACE: "the pace", Voice.CONFIDENCE: "the owner"}


def disagreement(confidence: float | None, pace: float | None, forecast: float | None = None) -> Disagreement | None:
    """Say it when owner and numbers differ by 0.4 or more, each rounded to one decimal first (R3).

    The forecast speaks for the numbers; the pace does while there is no forecast. None when they agree or one is
    silent.
    """
    voice, ours = (Voice.PACE, pace) if forecast is None else (Voice.FORECAST, forecast)
    if confidence is None or ours is None:
        return None
    theirs, ours = round_tenth(confidence), round_tenth(ours)
    gap = round_tenth(abs(theirs - ours))
    if gap < DISAGREES_FROM:
        return None
    words = f"You say {theirs:.1f}, {_SPEAKER[voice]} says {ours:.1f}. What do you know that the numbers don't?"
    return Disagreement(voice, theirs, ours, gap, words)


def voices(
    progress: float | None,
    expected: float,
    confidence: float | None = None,
    forecast: float | None = None,
    *,
    stale: bool = False,
    has_value: bool = True,
) -> Voices:
    """One call for a row or a page: pace, confidence, forecast, the band that is shown, and the disagreement if there
    is one.

    The band is that of the pace (R1, R3a). Stale beats it, whatever it was (R3b). `has_value` is False for a key
    result that nobody has checked in yet and whose progress is 0 all the same, such as a baseline (R7): it reads "No
    value yet", not "Off track".
    """
    pace = pace_of(progress, expected) if has_value else None
    shown = Band.STALE if stale else band(pace)
    return Voices(pace, confidence, forecast, shown, disagreement(confidence, pace, forecast))
