"""What an import did, or would do: every objective and key result of the file accounted for."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from northing.portability.reading import Note


class Fate(StrEnum):
    """What became of a row."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a row stands in the way."""

    row: int
    field: str
    message: str


@dataclass(frozen=True, slots=True)
class RowFate:
    """An objective of the file and what became of it: for people who want to see before they decide."""

    row: int
    statement: str
    team: str
    period: str
    key_results: int
    fate: Fate


@dataclass(frozen=True, slots=True)
class Report:
    """The result of an import. Created, changed, unchanged and refused add up to what was read.

    One row that cannot be taken over refuses all that would be written: nothing is, and `in_the_way` says what has to
    be
    mended. `dry_run` tells that nothing was to be written.
    """

    document: str
    dry_run: bool
    objectives: Counter[Fate] = field(default_factory=Counter)
    key_results: Counter[Fate] = field(default_factory=Counter)
    teams: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    cycles: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    in_the_way: tuple[Refusal, ...] = ()
    rows: tuple[RowFate, ...] = ()
    alignments: int = 0
    run_id: int | None = None

    @property
    def is_refused(self) -> bool:
        return bool(self.in_the_way)

    @property
    def changes_anything(self) -> bool:
        """Whether anything was, or would be, written."""
        return any(
            counted[fate] for counted in (self.objectives, self.key_results) for fate in (Fate.CREATED, Fate.CHANGED)
        )

    def as_json(self) -> dict[str, Any]:
        """The report for programs; `notes` holds the reasons of refused rows first."""
        reasons = [Note(refusal.row, refusal.field, refusal.message) for refusal in self.in_the_way]
        return {
            "objectives": _counts(self.objectives),
            "key_results": _counts(self.key_results),
            "teams": len(self.teams),
            "people": len(self.people),
            "cycles": len(self.cycles),
            "notes": [note.as_json() for note in (*reasons, *self.notes)],
            "document": self.document,
            "dry_run": self.dry_run,
            "refused": self.is_refused,
            "alignments": self.alignments,
            "names": {"teams": list(self.teams), "people": list(self.people), "cycles": list(self.cycles)},
        }


@dataclass(frozen=True, slots=True)
class NoteGroup:
    """Notes that say the same of several rows."""

    field: str
    message: str
    rows: tuple[int, ...]


def grouped(notes: Sequence[Note]) -> list[NoteGroup]:
    """Notes with the same field and message together, the most frequent last, so that what stands alone is seen first."""
    rows: dict[tuple[str, str], list[int]] = {}
    for note in notes:
        rows.setdefault((note.field.rsplit(".", 1)[-1], note.message), []).append(note.row)
    groups = [NoteGroup(name, message, tuple(dict.fromkeys(found))) for (name, message), found in rows.items()]
    return sorted(groups, key=lambda group: len(group.rows))


def notes_in(report: Mapping[str, Any]) -> list[Note]:
    """The notes of a stored report."""
    return [Note(note["row"], note["field"], note["message"]) for note in report.get("notes", ())]


def _counts(counted: Counter[Fate]) -> dict[str, int]:
    return {fate.value: counted[fate] for fate in Fate}
