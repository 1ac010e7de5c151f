"""What a person has to do with: their own key results and objectives, those of their teams, and what is due of them.

The rows of a person's home and of their check-in, in a number of queries that does not grow with the organisation.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Any

from django.db.models import QuerySet

from northing.accounts.models import Person, Role
from northing.accounts.queries import start_of
from northing.checkins.models import CheckIn, Origin
from northing.checkins.queries import CheckInRow, newest
from northing.core.cadence import Span, checkin_due_dates, checkin_window
from northing.core.measures import Kind
from northing.core.rollup import Feeds
from northing.cycles.queries import CycleRow, cycles
from northing.goals.models import KeyResult, Objective, ObjectivePoint
from northing.goals.models.objective import State
from northing.goals.queries.loading import Loaded, load
from northing.goals.queries.rows import KeyResultRow, ObjectiveRow
from northing.goals.queries.visibility import visible_objectives
from northing.kit import errors
from northing.teams.queries import memberships

MOST = 200
"""Objectives on a person's home: more of them are for the explorer."""

WAITS_FOR_CLOSING = timedelta(days=60)

_PAUSE = timedelta(minutes=3)
_LONGEST_ROUND = timedelta(minutes=20)


class Place(StrEnum):
    """Where a key result stands in this week's round."""

    DONE = "done"
    DUE = "due"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Item:
    """One key result of a person's own, with the newest entry that counts and the one before it.

    `place`: spoken of in this week's window, due now, or nothing is asked of it at present.
    """

    row: KeyResultRow
    objective: ObjectiveRow
    last: CheckInRow | None
    before: CheckInRow | None
    place: Place

    @property
    def value_before(self) -> float | None:
        """What the measure stood at before the newest entry; None where nobody knows."""
        if self.last is None or self.row.value is None or self.last.value is None:
            return None
        if self.row.measure.reading.value == "increments":
            return self.row.value - self.last.value
        return self.before.value if self.before else None

    @property
    def stages_before(self) -> int | None:
        """How many stages were done before the newest entry."""
        if self.row.measure.kind is not Kind.MILESTONE or self.last is None or self.last.stages is None:
            return None
        return len(self.before.stages or ()) if self.before else 0


@dataclass(frozen=True, slots=True)
class Checklist:
    """A person's round of this week (R31): what was said already, in that order, what is due (the most overdue first),
    and what nothing is asked of.
    """

    items: tuple[Item, ...]
    cycle: CycleRow | None

    def those(self, place: Place) -> list[Item]:
        """The items of one place, in their order."""
        return [item for item in self.items if item.place is place]

    @property
    def round(self) -> list[Item]:
        """Everything that this week's round is about."""
        return [item for item in self.items if item.place is not Place.LATER]


@dataclass(frozen=True, slots=True)
class Own:
    """Everything that concerns a person: objectives with their key results, and which of them are their own."""

    reader_id: int
    loaded: Loaded
    items: tuple[Item, ...]
    running: frozenset[int]
    team_ids: frozenset[int]
    led_team_ids: frozenset[int]

    def key_results(self, objective_id: int) -> Sequence[KeyResultRow]:
        return self.loaded.key_results.get(objective_id, ())

    @property
    def led(self) -> list[ObjectiveRow]:
        """The objectives this person leads, or that are their own."""
        return [
            row
            for row in self.loaded.objectives.values()
            if any(person is not None and person.id == self.reader_id for person in (row.lead, row.individual))
        ]


def checklist(person: Person, today: date) -> Checklist:
    """The round of a person: every key result of theirs in the cycles that run and that takes check-ins. Three queries
    beyond those about the reader.
    """
    running = running_cycles(today)
    owned = KeyResult.objects.filter(owner=person, deleted_at__isnull=True).values("objective_id")
    ids = list(
        visible_objectives(person)
        .filter(id__in=owned, state=State.PUBLISHED.value, cycle_id__in=[cycle.id for cycle in running])
        .values_list("id", flat=True)
    )
    loaded = load(ids, ids, cycles(), today)
    return Checklist(_in_order(_items(person, loaded, today)), _main(running))


def one_of(person: Person, key_result_id: int, today: date) -> Item:
    """One key result of this person's own in a running cycle. `NotFound` for any other."""
    ids = list(
        visible_objectives(person)
        .filter(
            id__in=KeyResult.objects.filter(pk=key_result_id, owner=person, deleted_at__isnull=True).values(
                "objective_id"
            ),
            state=State.PUBLISHED.value,
        )
        .values_list("id", flat=True)
    )
    items = _items(person, load(ids, ids, cycles(), today), today)
    found = next((item for item in items if item.row.id == key_result_id), None)
    if found is None:
        raise errors.NotFound
    return found


def own(person: Person, today: date) -> Own:
    """What concerns a person in the cycles that run, are being drafted or wait for their end. Three queries beyond
    those about the reader.
    """
    running = running_cycles(today)
    ids = list(
        visible_objectives(person)
        .filter(id__in=_concerning(person, today))
        .order_by("cycle__ends_on", "position", "id")
        .values_list("id", flat=True)[:MOST]
    )
    loaded = load(ids, ids, cycles(), today)
    mine = memberships(person)
    in_running = {cycle.id for cycle in running}
    items = [
        item for item in _items(person, loaded, today) if item.objective.cycle.id in in_running
    ]  # what is only drafted, or over, has no round
    return Own(person.pk, loaded, _in_order(items), frozenset(in_running), mine.team_ids, mine.led_team_ids)


def running_cycles(today: date) -> list[CycleRow]:
    """The cycles of all levels that run on a day and are not closed."""
    return [cycle for cycle in cycles() if cycle.span.contains(today) and not cycle.is_closed]


def may_check_in(person: Person) -> bool:
    """Viewers and guests read and do nothing else (R52)."""
    return person.role == Role.CONTRIBUTOR.value


def last_round(person: Person, today: date) -> timedelta | None:
    """How long the last round of check-ins before today took, told by its entries; None where it was no round.

    The time before the first entry is not known, so the mean of the others stands for it. One query.
    """
    made = list(
        CheckIn.objects.filter(author=person, origin=Origin.PERSON.value, made_at__lt=start_of(today))
        .order_by("-made_at")
        .values_list("made_at", flat=True)[:20]
    )
    count = 1 + next(
        (place for place, (later, earlier) in enumerate(pairwise(made)) if later - earlier > _PAUSE), len(made) - 1
    )
    if count < 2:
        return None
    took = (made[0] - made[count - 1]) * count / (count - 1)
    return took if took <= _LONGEST_ROUND else None


def progress_before(objective_ids: Iterable[int], today: date) -> dict[int, float | None]:
    """What these objectives stood at on the last day before today on which their number changed. One query."""
    earlier = ObjectivePoint.objects.filter(objective_id__in=list(objective_ids), on__lt=today).order_by("on")
    return dict(earlier.values_list("objective_id", "progress"))


def _concerning(person: Person, today: date) -> QuerySet[Any, Any]:
    """The numbers of the objectives that a person leads, owns or helps with a part of, or whose team they are in."""
    open_cycles = [
        cycle.id for cycle in cycles() if not cycle.is_closed and cycle.span.ends_on >= today - WAITS_FOR_CLOSING
    ]
    there = Objective.objects.filter(
        cycle_id__in=open_cycles, state__in=(State.DRAFT.value, State.PUBLISHED.value), deleted_at__isnull=True
    ).order_by()
    parts = KeyResult.objects.filter(
        deleted_at__isnull=True,
        objective__cycle_id__in=open_cycles,
        objective__state__in=(State.DRAFT.value, State.PUBLISHED.value),
    ).order_by()
    mine = memberships(person)
    teams = mine.team_ids | mine.led_team_ids
    # One list made of short ones: each is found by an index of its own, whatever the size of the organisation.
    return (
        there.filter(lead=person)
        .values("id")
        .union(
            there.filter(individual=person).values("id"),
            there.filter(team_id__in=teams, individual__isnull=True).values("id"),
            parts.filter(owner=person).values("objective_id"),
            parts.filter(contributors__person=person).values("objective_id"),
        )
    )


def _items(person: Person, loaded: Loaded, today: date) -> list[Item]:
    owned = [
        (objective, row)
        for objective in loaded.objectives.values()
        if objective.state is State.PUBLISHED
        for row in loaded.key_results.get(objective.id, ())
        if row.owner is not None and row.owner.id == person.pk and row.feeds is Feeds.CHECKINS
    ]
    entries = newest([row.id for _, row in owned], 2) if owned else {}
    items = []
    for objective, row in owned:
        last, before = (*entries.get(row.id, ()), None, None)[:2]
        items.append(Item(row, objective, last, before, _place(row, last, objective.cycle, today)))
    return items


def _place(row: KeyResultRow, last: CheckInRow | None, cycle: CycleRow, today: date) -> Place:
    if row.is_due:
        return Place.DUE
    return Place.DONE if last is not None and _window(cycle, today).contains(last.on) else Place.LATER


def _window(cycle: CycleRow, today: date) -> Span:
    """The days of the round that is under way."""
    windows = (checkin_window(due, cycle.rules) for due in checkin_due_dates(cycle.span, cycle.rules))
    monday = today - timedelta(days=today.weekday())
    return next((window for window in windows if window.contains(today)), Span(monday, monday + timedelta(days=6)))


def _in_order(items: Iterable[Item]) -> tuple[Item, ...]:
    places = list(Place)

    def key(item: Item) -> tuple[int, float, date, int, int]:
        said_at = item.last.made_at.timestamp() if item.last and item.place is Place.DONE else 0.0
        return (
            places.index(item.place),
            said_at or -item.row.overdue_days,
            item.objective.cycle.span.ends_on,
            item.objective.id,
            item.row.number,
        )

    return tuple(sorted(items, key=key))


def _main(running: Sequence[CycleRow]) -> CycleRow | None:
    """Of several running cycles the shortest: its weeks are what people count."""
    return min(running, key=lambda cycle: (cycle.span.days, -cycle.id), default=None)
