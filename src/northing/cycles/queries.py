"""Reading the cycles."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from northing.accounts.queries import OrganisationRow, organisation, today
from northing.core import cadence
from northing.core.cadence import (
    Audience,
    CalendarDay,
    CalendarProblem,
    CalendarRules,
    DraftingWindow,
    Level,
    Milestone,
    Phase,
    ProposedCycle,
    Span,
)
from northing.cycles.models import Cycle
from northing.kit import errors
from northing.kit.ids import version_of
from northing.kit.memory import remembered

MOVED = "moved"
"""Under this name the stored calendar keeps the days that were moved, beside its offsets."""


@dataclass(frozen=True, slots=True)
class CycleRow:
    """A cycle with its calendar: the organisation's for this level, with the cycle's own offsets laid over (R27), and
    with days that were moved.

    `own` holds only those offsets, `moved` only those days, by the names of `cadence.DAY_NAMES`. `has_begun` is what
    the stored numbers rest on (R13).
    """

    id: int
    name: str
    level: Level
    span: Span
    rules: CalendarRules
    own: Mapping[str, int | float]
    moved: Mapping[str, date]
    has_begun: bool
    parent_id: int | None
    is_closed: bool

    @property
    def version(self) -> str:
        """Differs when somebody else has changed name, days, place or calendar since this was read (F4)."""
        return version_of(
            self.name, self.span.starts_on, self.span.ends_on, self.parent_id, self.rules.to_mapping(),
            cadence.write_moved(self.moved),
        )  # fmt: skip

    def milestones(self) -> tuple[Milestone, ...]:
        """The dates of its calendar, in date order (R27)."""
        return cadence.milestones(self.span, self.rules, self.moved)

    def next_milestone(self, day: date) -> Milestone | None:
        """The first date that begins on a day or later; None when its calendar has run out."""
        return cadence.next_milestone(self.span, day, self.rules, self.moved)

    def phase(self, day: date) -> Phase:
        """Where it is on a day."""
        return cadence.phase(self.span, day, self.rules, self.moved)

    def drafting(self) -> dict[Audience, DraftingWindow]:
        """Who drafts for it when, and which step is due by which day (R27, R28)."""
        return cadence.drafting_windows(self.span, self.rules, self.moved)

    def days(self) -> tuple[CalendarDay, ...]:
        """Every day of its calendar that may be moved, and which are."""
        return cadence.calendar_days(self.span, self.rules, self.moved)


def cycles() -> list[CycleRow]:
    """All cycles, the latest first and the longer before the shorter."""
    return remembered("cycles", _cycles)


def cycle(cycle_id: int) -> CycleRow:
    """One cycle. `NotFound` when there is none with this number."""
    row = next((row for row in cycles() if row.id == cycle_id), None)
    if row is None:
        raise errors.NotFound
    return row


def current(level: Level = Level.QUARTERLY) -> CycleRow | None:
    """The cycle of a level that runs today, else the next one, else the last; None when the level has none."""
    rows = [row for row in cycles() if row.level is level]
    return pick_current(rows, today())


def pick_current(rows: list[CycleRow], day: date) -> CycleRow | None:
    """The one of these that runs on a day (of several: the one that began last), else the next, else the last."""
    running = [row for row in rows if row.span.contains(day)]
    if running:
        return max(running, key=lambda row: (row.span.starts_on, row.id))
    coming = [row for row in rows if row.span.starts_on > day]
    if coming:
        return min(coming, key=lambda row: (row.span.starts_on, row.id))
    return max(rows, key=lambda row: (row.span.ends_on, row.id), default=None)


def usual(rows: list[CycleRow], day: date) -> CycleRow | None:
    """The cycle that a page shows unless another is asked for: the quarter of that day, or of what there is instead."""
    return pick_current([row for row in rows if row.level is Level.QUARTERLY] or rows, day)


def not_over(day: date) -> list[CycleRow]:
    """The cycles that run on a day or are still to come, and are not closed."""
    return [row for row in cycles() if not row.is_closed and row.span.ends_on >= day]


def coming(day: date) -> CycleRow | None:
    """The cycle that is drafted next: the first of the usual level that has not begun, or else the running one."""
    running = usual(cycles(), day)
    if running is None:
        return None
    later = [row for row in not_over(day) if row.level is running.level and row.span.starts_on > day]
    return min(later, key=lambda row: row.span.starts_on, default=running)


def proposed() -> list[ProposedCycle]:
    """The cycles that would be worth having by now and are not there yet."""
    founded = organisation()
    month = founded.year_starts_in_month if founded else 1
    present = cycles()
    taken = {(row.level, row.name) for row in present} | {(row.level, row.span) for row in present}
    return [
        proposal
        for proposal in cadence.propose_cycles(today(), month)
        if (proposal.level, proposal.name) not in taken and (proposal.level, proposal.span) not in taken
    ]


def cycle_row(stored: Cycle, founded: OrganisationRow | None) -> CycleRow:
    """A stored cycle as the rest of the house sees it."""
    level = Level(stored.level)
    own = {name: value for name, value in stored.calendar.items() if name != MOVED}
    return CycleRow(
        id=stored.pk,
        name=stored.name,
        level=level,
        span=Span(stored.starts_on, stored.ends_on),
        rules=rules_with(level, own, founded),
        own=own,
        moved=_moved(stored.calendar),
        has_begun=stored.has_begun,
        parent_id=stored.parent_id,
        is_closed=stored.closed_at is not None,
    )


def rules_with(level: Level, own: Mapping[str, object], founded: OrganisationRow | None) -> CalendarRules:
    """The calendar of a cycle. Where its own offsets contradict the organisation's, which may have changed since,
    they are laid over the recommended calendar instead.
    """
    base = founded.rules_for(level) if founded else CalendarRules.for_level(level)
    if not own:
        return base
    for beneath in (base, CalendarRules.for_level(level)):
        try:
            return CalendarRules.from_mapping({**beneath.to_mapping(), **own})
        except CalendarProblem:
            continue
    return base


def _moved(calendar: Mapping[str, object]) -> Mapping[str, date]:
    stored = calendar.get(MOVED) or {}
    try:
        return cadence.read_moved(stored) if isinstance(stored, dict) else {}
    except CalendarProblem:  # stored under other names than today's: the usual day is better than no page
        return {}


def _cycles() -> list[CycleRow]:
    founded = organisation()
    rows = [cycle_row(stored, founded) for stored in Cycle.objects.all()]
    levels = list(Level)
    return sorted(rows, key=lambda row: (-row.span.starts_on.toordinal(), levels.index(row.level), row.id))
