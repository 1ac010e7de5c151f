"""What a file says, as every reader of files gives it: objectives with their key results, and what could not be read.

Nothing here knows what Northing already holds. Texts are cleaned (one line, nothing invisible) but not shortened, so
that whoever plans the import can say what is too long. Numbers are finite floats; what is not a number stays a text.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from northing.core.measures import Kind
from northing.core.scoring import Commitment


class Unreadable(Exception):
    """The file as a whole cannot be read: not a format we know, damaged, or too large. The message says why."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something a reader of the report should know: in which row (0: the whole file), about which field, and what."""

    row: int
    field: str
    message: str

    def as_json(self) -> dict[str, int | str]:
        return {"row": self.row, "field": self.field, "message": self.message}


@dataclass(frozen=True, slots=True)
class ImportedKeyResult:
    """One key result of a file.

    `start`, `target`, `low`, `high` and `current` are in `unit`. `score` is 0..1; `score_said` is what the file said
    where that is something else ("130%"). `confidence` is 0..1. `done` is what a checkbox or a word like "done" says,
    None where the file does not say. `remarks` are the facts for which Northing has no place of its own, by name.
    """

    row: int
    text: str
    ref: str = ""
    owner: str = ""
    contributors: tuple[str, ...] = ()
    start: float | None = None
    target: float | None = None
    low: float | None = None
    high: float | None = None
    current: float | None = None
    as_of: date | None = None
    unit: str = ""
    kind: Kind | None = None
    weight: float | None = None
    score: float | None = None
    score_said: str = ""
    confidence: float | None = None
    done: bool | None = None
    status: str = ""
    initiatives: tuple[str, ...] = ()
    remarks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ImportedObjective:
    """One objective of a file, with its key results in their order.

    `source` names the document it was first written in, where the file says so. `starts_on` and `ends_on` are given
    together or not at all. `parent` and `parent_key_result` are texts (or the `ref` of a row) to be looked for in the
    same file.
    """

    row: int
    statement: str
    ref: str = ""
    source: str = ""
    organisation: str = ""
    team: str = ""
    period: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    why: str = ""
    commitment: Commitment | None = None
    lead: str = ""
    score: float | None = None
    score_said: str = ""
    status: str = ""
    parent: str = ""
    parent_key_result: str = ""
    key_results: tuple[ImportedKeyResult, ...] = ()
    initiatives: tuple[str, ...] = ()
    remarks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that cannot be taken over as it is, and how many objectives and key results stand in it."""

    row: int
    field: str
    reason: str
    objectives: int = 1
    key_results: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A whole file. `names` gives the names of people whom the rows call by their e-mail address."""

    name: str
    objectives: tuple[ImportedObjective, ...]
    refused: tuple[RefusedRow, ...] = ()
    notes: tuple[Note, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def objectives_read(self) -> int:
        """How many objectives the file holds, those in refused rows included."""
        return len(self.objectives) + sum(row.objectives for row in self.refused)

    @property
    def key_results_read(self) -> int:
        """How many key results the file holds, those in refused rows included."""
        read = sum(len(objective.key_results) for objective in self.objectives)
        return read + sum(row.key_results for row in self.refused)
