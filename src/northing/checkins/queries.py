"""Reading check-ins: the history of a key result, what is due, and how regularly a team reports."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, FilteredRelation, Q, Window
from django.db.models.functions import RowNumber

from northing.accounts.models import Person
from northing.accounts.queries import day_of
from northing.checkins.models import CheckIn, Origin
from northing.core.cadence import Discipline, checkin_due_dates, discipline, team_discipline
from northing.core.measures import Kind
from northing.core.rollup import Feeds
from northing.cycles.queries import CycleRow, current, cycles
from northing.goals.models import KeyResult
from northing.goals.models.objective import State
from northing.goals.queries.filters import end_of
from northing.goals.queries.rows import KeyResultRow, PersonRef, key_result_row
from northing.goals.queries.visibility import Reader, visible_key_results
from northing.kit import errors


@dataclass(frozen=True, slots=True)
class CheckInRow:
    """One entry of a history. `value` is None for a milestone; `stages` are the numbers of the stages done then.

    `superseded_by_id` is set when a later entry corrected this one; `withdrawn` when that one took it back.
    """

    id: int
    key_result_id: int
    author: PersonRef | None
    made_at: datetime
    on: date
    value: float | None
    stages: tuple[int, ...] | None
    confidence: float | None
    note: str
    supersedes_id: int | None
    superseded_by_id: int | None
    is_withdrawal: bool
    origin: Origin


@dataclass(frozen=True, slots=True)
class DueRow:
    """A key result of a person's own, as the personal check-in shows it (R31)."""

    key_result: KeyResultRow
    objective_id: int
    objective: str
    team: str
    last: CheckInRow | None


def checkin_row(checkin: CheckIn, superseded_by_id: int | None = None) -> CheckInRow:
    """The row of a loaded check-in (with its author)."""
    return CheckInRow(
        id=checkin.pk,
        key_result_id=checkin.key_result_id,
        author=PersonRef.of(checkin.author),
        made_at=checkin.made_at,
        on=checkin.on,
        value=checkin.value,
        stages=None if checkin.stages is None else tuple(checkin.stages),
        confidence=None if checkin.confidence is None else checkin.confidence / 10,
        note=checkin.note,
        supersedes_id=checkin.supersedes_id,
        superseded_by_id=superseded_by_id,
        is_withdrawal=checkin.is_withdrawal,
        origin=Origin(checkin.origin),
    )


def history(reader: Reader, key_result_id: int, *, until: date | None = None) -> list[CheckInRow]:
    """All check-ins of one key result, newest first, corrected ones too. `until` leaves out what was made later (R19)."""
    if not visible_key_results(reader, with_deleted=True).filter(pk=key_result_id).exists():
        raise errors.NotFound
    return entries_of(key_result_id, until=until)


def entries_of(key_result_id: int, *, until: date | None = None) -> list[CheckInRow]:
    """The same in one query, for a caller who knows already that the reader may see the key result."""
    entries = list(CheckIn.objects.filter(key_result_id=key_result_id).select_related("author").order_by("-on", "-id"))
    if until is not None:
        end = end_of(until)
        entries = [entry for entry in entries if entry.made_at < end]
    corrected_by = {entry.supersedes_id: entry.pk for entry in entries if entry.supersedes_id is not None}
    return [checkin_row(entry, corrected_by.get(entry.pk)) for entry in entries]


def check_in(reader: Reader, checkin_id: int) -> CheckInRow:
    """One entry, with what corrected it."""
    entry = (
        CheckIn.objects.select_related("author", "superseded_by")
        .filter(pk=checkin_id, key_result__in=visible_key_results(reader))
        .first()
    )
    if entry is None:
        raise errors.NotFound
    later = getattr(entry, "superseded_by", None)
    return checkin_row(entry, later.pk if later else None)


def in_force(key_result_id: int) -> list[CheckIn]:
    """The entries of a key result that count: not corrected, not withdrawn; in the order of their days."""
    return list(
        CheckIn.objects.filter(key_result_id=key_result_id, superseded_by__isnull=True, is_withdrawal=False).order_by(
            "on", "id"
        )
    )


def own_key_results(person: Person, today: date) -> list[DueRow]:
    """Every key result that a person owns in the cycles running today and that takes check-ins, due ones first (R31)."""
    running = {cycle.id: cycle for cycle in cycles() if cycle.span.contains(today) and not cycle.is_closed}
    key_results = list(
        visible_key_results(person)
        .filter(owner=person, objective__cycle_id__in=running, objective__state=State.PUBLISHED.value)
        .filter(feeds=Feeds.CHECKINS.value)
        .select_related("objective__team", "owner")
        .prefetch_related("stages")
        .order_by("objective__cycle__ends_on", "objective__position", "objective_id", "position", "id")
    )
    numbers = key_result_numbers({key_result.objective_id for key_result in key_results})
    last = latest([key_result.pk for key_result in key_results])
    rows = [
        DueRow(
            key_result=key_result_row(
                key_result,
                numbers[key_result.pk],
                key_result.objective,
                running[key_result.objective.cycle_id],
                today,
                key_result.stages.all(),
            ),
            objective_id=key_result.objective_id,
            objective=key_result.objective.statement,
            team=key_result.objective.team.name,
            last=last.get(key_result.pk),
        )
        for key_result in key_results
    ]
    return sorted(rows, key=lambda row: (not row.key_result.is_due, -row.key_result.overdue_days))


def due(person: Person, today: date) -> list[DueRow]:
    """Those of a person's own key results for which a check-in is due now."""
    return [row for row in own_key_results(person, today) if row.key_result.is_due]


def due_count(person: Person, today: date) -> int:
    """How many check-ins are due from a person now: one small query, for the strip on every page."""
    running: dict[int, CycleRow] = {
        cycle.id: cycle for cycle in cycles() if cycle.span.contains(today) and not cycle.is_closed
    }
    own = KeyResult.objects.filter(
        owner=person,
        deleted_at__isnull=True,
        feeds=Feeds.CHECKINS.value,
        objective__deleted_at__isnull=True,
        objective__state=State.PUBLISHED.value,
        objective__cycle_id__in=running,
    )
    own = own.exclude(kind__in=(Kind.MILESTONE.value, Kind.BASELINE.value), progress__gte=1)
    return sum(
        key_result_row(k, 0, k.objective, running[k.objective.cycle_id], today).is_due
        for k in own.select_related("objective", "owner")
    )


def key_result_numbers(objective_ids: Iterable[int]) -> dict[int, int]:
    """The place of each key result in its objective, counted from 1, as all screens name it ("KR 2")."""
    found = KeyResult.objects.filter(objective_id__in=objective_ids, deleted_at__isnull=True)
    places: dict[int, int] = defaultdict(int)
    numbers = {}
    for pk, objective_id in found.order_by("position", "id").values_list("id", "objective_id"):
        places[objective_id] += 1
        numbers[pk] = places[objective_id]
    return numbers


def latest(key_result_ids: Sequence[int]) -> dict[int, CheckInRow]:
    """The newest entry that counts, for each of these key results, in one query."""
    newest = (
        CheckIn.objects.filter(key_result_id__in=key_result_ids, superseded_by__isnull=True, is_withdrawal=False)
        .annotate(place=Window(RowNumber(), partition_by=F("key_result_id"), order_by=[F("on").desc(), F("id").desc()]))
        .filter(place=1)
        .select_related("author")
    )
    return {entry.key_result_id: checkin_row(entry) for entry in newest}


def newest(key_result_ids: Sequence[int], count: int) -> dict[int, list[CheckInRow]]:
    """The `count` newest entries that count of each of these key results, the newest first, in one query.

    The caller knows that the reader may see them.
    """
    entries = (
        CheckIn.objects.filter(key_result_id__in=key_result_ids, superseded_by__isnull=True, is_withdrawal=False)
        .annotate(place=Window(RowNumber(), partition_by=F("key_result_id"), order_by=[F("on").desc(), F("id").desc()]))
        .filter(place__lte=count)
        .select_related("author")
    )
    found: dict[int, list[CheckInRow]] = defaultdict(list)
    for entry in entries.order_by("key_result_id", "place"):
        found[entry.key_result_id].append(checkin_row(entry))
    return dict(found)


def discipline_of(team_id: int, today: date) -> Discipline | None:
    """How regularly a team's key results were reported in the last six weeks (R34); None when nothing was due.

    Every due date of every published key result counts as one check-in that was due. One query beyond the cycles.
    """
    cycle = current()
    if cycle is None:
        return None
    key_results = KeyResult.objects.filter(
        objective__team_id=team_id,
        deleted_at__isnull=True,
        feeds=Feeds.CHECKINS.value,
        objective__deleted_at__isnull=True,
        objective__cycle_id=cycle.id,
        objective__state=State.PUBLISHED.value,
    ).annotate(said=FilteredRelation("checkins", condition=Q(checkins__is_withdrawal=False)))
    since: dict[int, datetime | None] = {}
    days: dict[int, list[date]] = defaultdict(list)
    facts = key_results.values_list("id", "published_at", "said__on", "said__superseded_by")
    for pk, published_at, on, corrected_by in facts:
        since[pk] = published_at
        if on is not None and corrected_by is None:
            days[pk].append(on)
    dues = checkin_due_dates(cycle.span, cycle.rules)
    parts = [
        discipline(
            [due for due in dues if published is None or due >= day_of(published)], days[pk], today, rules=cycle.rules
        )
        for pk, published in since.items()
    ]
    return team_discipline(parts) if parts else None
