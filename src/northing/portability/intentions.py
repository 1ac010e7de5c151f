"""What a row of a file becomes here: decided by rules that lose nothing and invent nothing (docs/importing.md).

- A key result with a start and a target is measured (R4, R5). One with a target alone is not: nobody knows from where
it
  is to move, nor whether more or less is better, and R9 lets nothing of the kind be published. It becomes a milestone
  with a single stage, and its numbers stand in its note.
- The single stage is ticked only where the file itself says "reached": a checkbox, the word, or a final score of 1.0.
- Scores belong to periods that are over. Before, they are remarks.
- Facts without a place of their own stand in the note (key results) or below the why (objectives), under their names.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from northing.core.cadence import Span
from northing.core.measures import Kind, Measure, Stage
from northing.core.measures import problems as measure_problems
from northing.core.scoring import Commitment, round_tenth
from northing.kit.text import shorten
from northing.portability.reading import ImportedKeyResult, ImportedObjective, Note

TITLE = 500
LONGEST_TITLE = 4000
TEXT = 4000
STAGE = 200
NAME = 160

Remarks = list[tuple[str, str]]


class Phase(StrEnum):
    """How an objective arrives, by its period: over, running, or still to come."""

    CLOSED = "closed"
    PUBLISHED = "published"
    DRAFT = "draft"


def phase_of(span: Span, today: date) -> Phase:
    """An objective of a past period is closed, of a running one published, of a coming one a draft."""
    if span.ends_on < today:
        return Phase.CLOSED
    return Phase.PUBLISHED if span.starts_on <= today else Phase.DRAFT


class TooLong(ValueError):
    """A title of this length is none; the message says so, and the row and the field where it stands."""

    def __init__(self, message: str, row: int, name: str) -> None:
        super().__init__(message)
        self.row = row
        self.field = name


@dataclass(frozen=True, slots=True)
class Observation:
    """What the file says of the present state: it becomes a check-in on a day within the period."""

    value: float | None = None
    done: bool | None = None
    confidence: int | None = None
    note: str = ""

    @property
    def says_something(self) -> bool:
        return self.value is not None or self.done is True or self.confidence is not None or self.note != ""


@dataclass(frozen=True, slots=True)
class IntendedKeyResult:
    """A key result as it shall be here. People are names; `on` is the day of the observation."""

    row: int
    text: str
    note: str
    measure: Measure
    owner: str
    contributors: tuple[str, ...]
    weight: float
    score: float | None
    observation: Observation
    on: date | None
    initiatives: tuple[str, ...]

    def said(self) -> dict[str, Any]:
        """All of it as plain data, to be compared with what another import made of the row."""
        measure = self.measure
        return {
            "text": self.text,
            "note": self.note,
            "kind": measure.kind.value,
            "unit": measure.unit,
            "start": measure.start,
            "target": measure.target,
            "low": measure.low,
            "high": measure.high,
            "owner": self.owner,
            "contributors": list(self.contributors),
            "weight": self.weight,
            "score": self.score,
            "value": self.observation.value,
            "done": self.observation.done,
            "confidence": self.observation.confidence,
            "status": self.observation.note,
            "initiatives": list(self.initiatives),
        }


@dataclass(frozen=True, slots=True)
class IntendedObjective:
    """An objective as it shall be here, without its key results."""

    row: int
    statement: str
    why: str
    commitment: Commitment
    lead: str
    phase: Phase
    score: float | None
    initiatives: tuple[str, ...]

    def said(self) -> dict[str, Any]:
        """All of it as plain data, to be compared with what another import made of the row."""
        return {
            "statement": self.statement,
            "why": self.why,
            "commitment": self.commitment.value,
            "lead": self.lead,
            "phase": self.phase.value,
            "score": self.score,
            "initiatives": list(self.initiatives),
        }


@dataclass(slots=True)
class Deciding:
    """One row on its way: its notes for the report, and its remarks for the texts."""

    row: int
    notes: list[Note]
    place: str = ""
    remarks: Remarks = field(default_factory=list)

    def note(self, name: str, message: str) -> None:
        self.notes.append(Note(self.row, f"{self.place}{name}", message))

    def remark(self, label: str, said: str) -> None:
        if said:
            self.remarks.append((label, said))


def intended_objective(said: ImportedObjective, phase: Phase, notes: list[Note]) -> IntendedObjective:
    """What an objective of a file becomes. Raises `TooLong`."""
    deciding = Deciding(said.row, notes)
    statement, whole = _title(said.statement, deciding, "objective")
    deciding.remark("In full", whole)
    deciding.remark("Status", said.status)
    score = _score(said.score, said.score_said, phase, deciding)
    deciding.remarks += said.remarks
    lead = _name(said.lead, deciding, "Lead")
    return IntendedObjective(
        row=said.row,
        statement=statement,
        why=_text(said.why, deciding, "why"),
        commitment=said.commitment or Commitment.ASPIRATIONAL,
        lead=lead,
        phase=phase,
        score=score,
        initiatives=_initiatives(said.initiatives, deciding),
    )


def intended_key_result(
    said: ImportedKeyResult, phase: Phase, span: Span, today: date, place: str, notes: list[Note]
) -> IntendedKeyResult:
    """What a key result of a file becomes. `place` names it in notes ("key_results[2]."). Raises `TooLong`."""
    deciding = Deciding(said.row, notes, place)
    text, whole = _title(said.text, deciding, "text")
    deciding.remark("In full", whole)
    measure = _measure(said, text, phase, deciding)
    score = _score(said.score, said.score_said, phase, deciding)
    observation, on = _observation(said, measure, phase, span, today, deciding)
    deciding.remarks += said.remarks
    return IntendedKeyResult(
        row=said.row,
        text=text,
        note=_text("", deciding, "note"),
        measure=measure,
        owner=_name(said.owner, deciding, "Owner"),
        contributors=_contributors(said, deciding),
        weight=1.0 if said.weight is None else said.weight,
        score=score,
        observation=observation,
        on=on,
        initiatives=_initiatives(said.initiatives, deciding),
    )


# ---- what is measured -------------------------------------------------------------------------------------------------


def _measure(said: ImportedKeyResult, text: str, phase: Phase, deciding: Deciding) -> Measure:
    measure = _measured(said, phase)
    if measure is not None and not measure_problems(measure, publishing=phase is not Phase.DRAFT):
        _keep_other_numbers(said, measure, deciding)
        if said.kind in (Kind.INCREASE, Kind.DECREASE) and measure.kind is not said.kind:
            deciding.note("kind", f"The file says {said.kind}; by its numbers it is {measure.kind}.")
        return measure
    _say_why_milestone(said, deciding)
    milestone = Measure(Kind.MILESTONE, stages=(Stage(shorten(text, STAGE)),))
    _keep_other_numbers(said, milestone, deciding)
    return milestone


def _measured(said: ImportedKeyResult, phase: Phase) -> Measure | None:
    """A measure, where the file gives enough for one."""
    if said.start is not None and said.target is not None and said.start != said.target:
        kind = Kind.INCREASE if said.target > said.start else Kind.DECREASE
        return Measure(kind, start=said.start, target=said.target, unit=said.unit)
    if (said.low is not None or said.high is not None) and said.target is None:
        return Measure(Kind.RANGE, low=said.low, high=said.high, unit=said.unit)
    if said.kind is Kind.BASELINE and said.target is None:
        return Measure(Kind.BASELINE, unit=said.unit)
    directed = said.kind in (Kind.INCREASE, Kind.DECREASE)
    if said.kind is not None and directed and said.target is not None and said.start is None and phase is Phase.DRAFT:
        return Measure(said.kind, target=said.target, unit=said.unit)
    return None


def _say_why_milestone(said: ImportedKeyResult, deciding: Deciding) -> None:
    if said.target is not None and said.start is None:
        deciding.note("start", "No start value: taken over as a milestone, with its target in the note.")
    elif said.target is not None and said.start == said.target:
        deciding.note("target", "Start and target are the same: taken over as a milestone, with both in the note.")
    elif said.start is not None:
        deciding.note("target", "No target: taken over as a milestone, with its start in the note.")
    elif said.low is not None and said.high is not None and said.low > said.high:
        deciding.note(
            "low", "The lower bound lies above the upper one: taken over as a milestone, with both in the note."
        )


def _keep_other_numbers(said: ImportedKeyResult, measure: Measure, deciding: Deciding) -> None:
    """Every number that the measure does not hold stands in the note."""
    kept = {"Start": measure.start, "Target": measure.target, "At least": measure.low, "At most": measure.high}
    given = {"Start": said.start, "Target": said.target, "At least": said.low, "At most": said.high}
    for label, number in given.items():
        if number is not None and kept[label] is None:
            deciding.remark(label, _with_unit(number, said.unit))
    if said.current is not None and measure.kind is Kind.MILESTONE:
        deciding.remark("Current", _with_unit(said.current, said.unit))
    elif said.unit and measure.kind is Kind.MILESTONE and all(number is None for number in given.values()):
        deciding.remark("Unit", said.unit)


def _with_unit(number: float, unit: str) -> str:
    return f"{number:.15g} {unit}".strip()


# ---- scores and the present state -------------------------------------------------------------------------------------


def _score(score: float | None, said: str, phase: Phase, deciding: Deciding) -> float | None:
    if said:
        deciding.remark("Score in the file", said)
        deciding.note("score", f"Scores lie between 0.0 and 1.0: “{shorten(said, 20)}” is kept as {score:.1f}.")
    if score is None or phase is Phase.CLOSED:
        return score
    if not said:
        deciding.remark("Score in the file", f"{score:.15g}")
    deciding.note("score", "Its period is not over, so the score stands in the note: scores are given at the end.")
    return None


def _observation(
    said: ImportedKeyResult, measure: Measure, phase: Phase, span: Span, today: date, deciding: Deciding
) -> tuple[Observation, date | None]:
    """What becomes a check-in, and its day: the day the file names if it lies in the period, else the last day of it
    that has come.
    """
    confidence = None if said.confidence is None else round(round_tenth(said.confidence) * 10)
    if confidence is not None and said.confidence is not None and abs(confidence / 10 - said.confidence) > 1e-9:
        deciding.remark("Confidence in the file", f"{said.confidence:.15g}")
    if phase is Phase.DRAFT:
        _keep_unsaid(said, measure, confidence, deciding)
        return Observation(), None
    reached = said.done is True or (said.score == 1.0 and phase is Phase.CLOSED)
    observation = Observation(
        value=None if measure.kind is Kind.MILESTONE else said.current,
        done=reached if measure.kind is Kind.MILESTONE else None,
        confidence=confidence,
        note=_cut(said.status, deciding, "status"),
    )
    last = min(span.ends_on, today)
    on = said.as_of
    if on is not None and not span.starts_on <= on <= last:
        deciding.remark("As of", on.isoformat())
        deciding.note(
            "as of", "This day is not in the period so far. The value stands for the period's last day that has come."
        )
        on = None
    return observation, on or last


def _keep_unsaid(said: ImportedKeyResult, measure: Measure, confidence: int | None, deciding: Deciding) -> None:
    """Drafts take no check-ins: what the file says of the present state stands in the note."""
    deciding.remark("Status", said.status)
    if said.current is not None and measure.kind is not Kind.MILESTONE:
        deciding.remark("Current", _with_unit(said.current, measure.unit))
    if confidence is not None:
        deciding.remark("Confidence", f"{confidence / 10:.1f}")
    if said.done and not said.status:
        deciding.remark("Status", "done")
    if said.current is not None or confidence is not None or said.done:
        deciding.note("current", "Its period has not begun: drafts take no check-ins, so its state stands in the note.")


# ---- texts and names --------------------------------------------------------------------------------------------------


def _title(text: str, deciding: Deciding, name: str) -> tuple[str, str]:
    """The title, shortened where it must be, and then the whole of it for the note."""
    if len(text) <= TITLE:
        return text, ""
    if len(text) > LONGEST_TITLE - 200:
        message = f"This text has {len(text):,} characters. A title has at most {TITLE}; put the rest elsewhere."
        raise TooLong(message, deciding.row, f"{deciding.place}{name}")
    deciding.note(name, f"{len(text):,} characters: shortened to {TITLE}, with the whole text in the note.")
    return shorten(text, TITLE), text


def _text(text: str, deciding: Deciding, name: str) -> str:
    """A longer text with the remarks below it, a line each."""
    remarks = "\n".join(f"{label}: {said}" for label, said in deciding.remarks)
    return _cut(f"{text}\n\n{remarks}".strip(), deciding, name)


def _cut(text: str, deciding: Deciding, name: str) -> str:
    if len(text) <= TEXT:
        return text
    deciding.note(name, f"{len(text):,} characters with all remarks, and {TEXT:,} can be kept: the end is left out.")
    return shorten(text, TEXT)


def _name(said: str, deciding: Deciding, label: str) -> str:
    if len(said) <= NAME:
        return said
    deciding.remark(label, said)
    deciding.note(label.lower(), f"A name has at most {NAME} characters: shortened.")
    return shorten(said, NAME)


def _contributors(said: ImportedKeyResult, deciding: Deciding) -> tuple[str, ...]:
    names = dict.fromkeys(_name(name, deciding, "Contributor") for name in said.contributors)
    return tuple(name for name in names if name and name != said.owner)


def _initiatives(titles: Sequence[str], deciding: Deciding) -> tuple[str, ...]:
    kept = []
    for title in dict.fromkeys(titles):
        if len(title) > TITLE:
            deciding.note("initiatives", f"An initiative of {len(title):,} characters is shortened to {TITLE}.")
        kept.append(shorten(title, TITLE))
    return tuple(kept)


def changed_fields(before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    """The names under which two imports of one row differ."""
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
