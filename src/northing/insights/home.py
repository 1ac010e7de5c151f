"""A person's home: what needs them, how their goals stand, what changed since they were last here, and the whole.

Twelve queries with everything around the page, whatever the size of the organisation; one more while OKRs are drafted.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum, TextField, When
from django.db.models.functions import Coalesce

from northing.accounts.models import Person
from northing.activity.models import Event, Subject, Verb
from northing.conversations.models import Comment, Mention
from northing.core.cadence import checkin_due_dates
from northing.core.measures import problems
from northing.core.rollup import CommitmentSummary, Summary
from northing.core.scoring import Band, Commitment
from northing.crafting.queries.listing import UnderWay, under_way
from northing.cycles.queries import CycleRow, current
from northing.goals.models import Alignment, KeyResult, Objective
from northing.goals.models.objective import State
from northing.goals.queries.bands import RANK, band_expression
from northing.goals.queries.dependencies import DependencyRow, needing
from northing.goals.queries.filters import Filters, matching
from northing.goals.queries.prepared import prepared
from northing.goals.queries.rows import KeyResultRow, ObjectiveRow, PersonRef, TeamRef
from northing.goals.queries.skeleton import kept_as
from northing.goals.queries.visibility import visible_objectives
from northing.insights.asked import Asked, asked
from northing.insights.own import Item, Own, Place, last_round, may_check_in, own
from northing.teams.models import Team, TeamKind
from northing.teams.queries import memberships

__all__ = [
    "Home",
    "Need",
    "NeedRow",
    "News",
    "Subject",
    "TeamPart",
    "Verb",
    "by_band",
    "home",
    "named",
    "news_row",
    "summary",
    "summed",
]

FIRST_LOOK_BACK = timedelta(days=7)
"""What somebody who was never here is told of."""

MOST_NEWS = 60

NOT_OF_NEIGHBOURS = (Verb.CHECKED_IN.value, Verb.CORRECTED.value, Verb.COMMENTED.value)


class Need(StrEnum):
    """Why something needs somebody, the most pressing first."""

    SILENT = "silent"
    DISAGREES = "disagrees"
    UNOWNED = "unowned"
    WITHOUT_KEY_RESULTS = "without_key_results"
    UNFINISHED = "unfinished"
    TO_CLOSE = "to_close"


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One thing that needs the reader: about a key result (with its objective) or about an objective.

    `missing` counts what keeps a draft from being published; `day` is when it is due, or since when it waits.
    """

    need: Need
    objective: ObjectiveRow
    key_result: KeyResultRow | None = None
    item: Item | None = None
    missing: int = 0
    parts: int = 0
    day: date | None = None


@dataclass(frozen=True, slots=True)
class TeamPart:
    """The published objectives of one of the reader's teams in the running cycles, with their key results."""

    team: TeamRef
    objectives: tuple[tuple[ObjectiveRow, tuple[KeyResultRow, ...]], ...]


@dataclass(frozen=True, slots=True)
class News:
    """Something that happened near the reader. `text` and `unit` are those of its key result, if it is about one; of a
    comment the `text` is what it says now.
    """

    id: int
    at: datetime
    who: PersonRef | None
    verb: Verb
    subject: Subject
    subject_id: int
    objective_id: int | None
    statement: str
    text: str
    unit: str
    team_id: int | None
    team: str
    on_behalf: bool
    door: str
    details: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Home:
    """Everything on a person's first page. `since` is when they were last here, None for the first time.

    `drafts`: those of the reader's teams that are on their way, and what lies before them as the sponsor (R28).
    `asked`: the sets of OKRs that the calendar asks the reader to draft now, and of which nothing is published yet (R27).
    """

    due: tuple[Item, ...]
    disagreeing: tuple[Item, ...]
    needs: tuple[NeedRow, ...]
    requests: tuple[DependencyRow, ...]
    asked: tuple[Asked, ...]
    drafts: tuple[UnderWay, ...]
    items: tuple[Item, ...]
    teams: tuple[TeamPart, ...]
    own_objectives: tuple[tuple[ObjectiveRow, tuple[KeyResultRow, ...]], ...]
    due_by: date | None
    cycle: CycleRow | None
    news: tuple[News, ...]
    since: datetime | None
    summary: Summary
    last_round: timedelta | None
    may_check_in: bool
    in_a_team: bool


def home(reader: Person, today: date, since: datetime | None, now: datetime) -> Home:
    """The home of a person on a day. `since`: when they were last here."""
    mine = own(reader, today)
    cycle = current()
    worst_first = sorted(mine.items, key=lambda item: how_bad(item.row))
    checks_in = may_check_in(reader)
    due = [item for item in mine.items if item.place is Place.DUE] if checks_in else []
    disagreeing = [item for item in mine.items if _waits_for_an_answer(item)] if checks_in else []
    waiting = tuple(one for one in asked(reader, today) if one.is_waiting)
    # Between the weeks of drafting only a sponsor has a draft to hear of.
    drafts = tuple(under_way(reader)) if waiting or memberships(reader).sponsored_team_ids else ()
    sets = {(one.team_id, one.cycle.id) for one in drafts}
    return Home(
        due=tuple(due),
        disagreeing=tuple(disagreeing),
        needs=tuple(need for need in _needs(mine, due, disagreeing, today) if not _is_of_a_set(need, sets))
        if checks_in
        else (),
        requests=tuple(needing(reader, today)) if checks_in else (),
        asked=waiting,
        drafts=drafts,
        items=tuple(worst_first),
        teams=tuple(_teams(mine)),
        own_objectives=tuple(
            (row, tuple(mine.key_results(row.id)))
            for row in mine.led
            if row.state is State.PUBLISHED and row.cycle.id in mine.running and _is_elsewhere(row, mine)
        ),
        due_by=_due_by(due, today),
        cycle=cycle,
        news=tuple(news(reader, list(mine.loaded.objectives), since or now - FIRST_LOOK_BACK)),
        since=since,
        summary=summary(reader, cycle, today) if cycle else Summary({}),
        last_round=last_round(reader, today) if due else None,
        may_check_in=checks_in,
        in_a_team=bool(mine.team_ids),
    )


def _is_of_a_set(need: NeedRow, sets: Collection[tuple[int, int]]) -> bool:
    """An unpublished objective of a set that is on its way: one line for the whole set is enough."""
    row = need.objective
    together = row.individual is None and not row.confidential and (row.team.id, row.cycle.id) in sets
    return need.need is Need.UNFINISHED and together


def how_bad(row: KeyResultRow | ObjectiveRow) -> tuple[int, float]:
    """Sorts the worst first: off track, at risk, stale, on track, without a value; each by its pace."""
    return RANK[row.voices.band], 2.0 if row.voices.pace is None else row.voices.pace


def summary(reader: Person, cycle: CycleRow, today: date) -> Summary:
    """How everything stands that the reader sees of a cycle, each commitment for itself (R18). One query.

    The same objectives as the explorer shows for the cycle; the database adds up, so that size does not matter.
    """
    filters = Filters(cycle_ids=(cycle.id,))
    try:
        query = prepared(
            kept_as("summary", reader, filters, [cycle], today, None),
            lambda: by_band(matching(reader, filters), cycle, today),
        )
    except EmptyResultSet:  # who may see nothing is told nothing
        return Summary({})
    return summed(query.rows())


def by_band(found: QuerySet[Any, Any], cycle: CycleRow, today: date, *by: str) -> QuerySet[Any, Any]:
    """Objectives of one cycle counted by the database: (by..., commitment, band, how many, how many have progress, the
    sum of it).
    """
    banded: QuerySet[Any, Any] = found.annotate(grade=Coalesce("score", "progress")).annotate(
        band=band_expression([cycle], today)
    )
    grouped: QuerySet[Any, Any] = banded.order_by().values_list(*by, "commitment", "band")
    added_up: QuerySet[Any, Any] = grouped.annotate(count=Count("id"), known=Count("progress"), total=Sum("progress"))
    return added_up


def summed(groups: Any) -> Summary:
    """A summary of rows (commitment, band, count, how many have progress, the sum of their progress)."""
    counts: dict[str, dict[Band, int]] = {}
    known: dict[str, int] = {}
    totals: dict[str, float] = {}
    for commitment, band, count, with_progress, total in groups:
        bands = counts.setdefault(commitment, dict.fromkeys(Band, 0))
        bands[Band(band)] += count
        known[commitment] = known.get(commitment, 0) + with_progress
        totals[commitment] = totals.get(commitment, 0.0) + (total or 0.0)
    return Summary(
        {
            each: CommitmentSummary(
                count=sum(counts[each.value].values()),
                without_progress=sum(counts[each.value].values()) - known[each.value],
                mean=totals[each.value] / known[each.value] if known[each.value] else None,
                bands=counts[each.value],
            )
            for each in Commitment
            if each.value in counts
        }
    )


def news(reader: Person, objective_ids: Sequence[int], since: datetime, limit: int = MOST_NEWS) -> list[News]:
    """What others did after `since` to these objectives, to what they serve or are served by, to the company's own,
    and in the reader's teams; newest first. Only what the reader may see (R51). One query.

    The weekly values of neighbours and their conversations are no news; what they publish, change or close is. Comments
    that name the reader are, wherever they stand, and of comments only that they were written.
    """
    near = Q(objective_id__in=_near(objective_ids)) & ~Q(verb__in=NOT_OF_NEIGHBOURS)
    named_in = Mention.objects.filter(person=reader).values("comment_id")
    speaks_to_me = Q(subject=Subject.COMMENT.value, subject_id__in=named_in)
    belongs = (Q(objective_id__in=objective_ids) | near | speaks_to_me) & Q(
        Exists(visible_objectives(reader).filter(pk=OuterRef("objective_id")))
    )
    in_my_teams = Q(objective_id__isnull=True, subject=Subject.TEAM.value, team_id__in=memberships(reader).team_ids)
    found = Event.objects.filter(belongs | in_my_teams, happened_at__gt=since).exclude(actor_id=reader.pk)
    found = found.filter(~Q(subject=Subject.COMMENT.value) | Q(verb=Verb.COMMENTED.value))
    return [news_row(event) for event in named(found).order_by("-happened_at", "-id")[:limit]]


def named(events: QuerySet[Event]) -> QuerySet[Event]:
    """Events with the names of who did it and of what it was done to.

    A key result that was moved since has no name here: where it is now, other people may read it (R51). Of a comment that
    was deleted since nothing is said any more.
    """
    comment = Comment.objects.filter(
        pk=OuterRef("subject_id"), objective_id=OuterRef("objective_id"), deleted_at__isnull=True
    )
    key_result = KeyResult.objects.filter(pk=OuterRef("subject_id"), objective_id=OuterRef("objective_id"))
    return events.annotate(
        who=Subquery(Person.objects.filter(pk=OuterRef("actor_id")).values("name")),
        statement=Subquery(Objective.objects.filter(pk=OuterRef("objective_id")).values("statement")),
        text=Case(
            When(subject=Subject.COMMENT.value, then=Subquery(comment.values("text"))),
            default=Subquery(key_result.values("text")),
            output_field=TextField(),
        ),
        unit=Subquery(key_result.values("unit")),
        team=Subquery(Team.objects.filter(pk=OuterRef("team_id")).values("name")),
    )


def news_row(event: Any) -> News:
    """The row of an event that has its names."""
    about = event.subject in (Subject.KEY_RESULT.value, Subject.COMMENT.value)
    return News(
        id=event.pk,
        at=event.happened_at,
        who=PersonRef(event.actor_id, event.who) if event.actor_id is not None and event.who else None,
        verb=Verb(event.verb),
        subject=Subject(event.subject),
        subject_id=event.subject_id,
        objective_id=event.objective_id,
        statement=event.statement or "",
        text=(event.text or "") if about else "",
        unit=(event.unit or "") if about else "",
        team_id=event.team_id,
        team=event.team or "",
        on_behalf=event.on_behalf,
        door=event.door,
        details=event.details,
    )


def _near(objective_ids: Sequence[int]) -> QuerySet[Any]:
    """The numbers of these objectives, of their neighbours, and of the company's own."""
    links = Alignment.objects.filter(removed_at__isnull=True).order_by()
    upwards = links.filter(child_id__in=objective_ids)
    return (
        Objective.objects.filter(id__in=objective_ids)
        .order_by()
        .values("id")
        .union(
            Objective.objects.filter(team__kind=TeamKind.COMPANY.value).order_by().values("id"),
            upwards.filter(parent_objective__isnull=False).values("parent_objective_id"),
            upwards.filter(parent_key_result__isnull=False).values("parent_key_result__objective_id"),
            links.filter(parent_objective_id__in=objective_ids).values("child_id"),
            links.filter(parent_key_result__objective_id__in=objective_ids).values("child_id"),
        )
    )


def _waits_for_an_answer(item: Item) -> bool:
    """The owner and the numbers differ (R3), and the newest entry does not say why."""
    return item.row.voices.disagreement is not None and not (item.last and item.last.note)


def _due_by(due: Sequence[Item], today: date) -> date | None:
    """The day by which this week's check-ins are due."""
    days = [
        day
        for item in due
        for day in checkin_due_dates(item.objective.cycle.span, item.objective.cycle.rules)
        if day >= today
    ]
    return min(days, default=None)


def _needs(mine: Own, due: Sequence[Item], disagreeing: Sequence[Item], today: date) -> list[NeedRow]:
    found = [
        NeedRow(Need.SILENT, item.objective, item.row, item, day=item.row.checked_in_on)
        for item in due
        if item.row.voices.band is Band.STALE
    ]
    found += [
        NeedRow(Need.DISAGREES, item.objective, item.row, item, day=item.last.on if item.last else None)
        for item in disagreeing
    ]
    led = {row.id for row in mine.led}
    for row in mine.loaded.objectives.values():
        keeps = row.id in led or (row.team.id in mine.led_team_ids and row.lead is None)
        if keeps:
            found += _about(row, mine.key_results(row.id), mine.running, today)
    order = list(Need)
    return sorted(found, key=lambda need: (order.index(need.need), need.day or date.max, need.objective.id))


def _about(
    row: ObjectiveRow, key_results: Sequence[KeyResultRow], running: frozenset[int], today: date
) -> list[NeedRow]:
    """What an objective needs from whoever answers for it."""
    if row.state is State.DRAFT:
        missing = sum(bool(problems(part.measure, publishing=True)) for part in key_results)
        starts_on = row.cycle.span.starts_on
        return [NeedRow(Need.UNFINISHED, row, missing=missing, parts=len(key_results), day=starts_on)]
    if row.cycle.span.ends_on < today:
        return [NeedRow(Need.TO_CLOSE, row, parts=len(key_results), day=row.cycle.span.ends_on)]
    if row.cycle.id not in running:
        return []
    if not key_results and row.progress is None and row.team.kind != TeamKind.COMPANY.value:
        return [NeedRow(Need.WITHOUT_KEY_RESULTS, row)]
    return [NeedRow(Need.UNOWNED, row, part) for part in key_results if part.owner is None and not part.finished]


def _teams(mine: Own) -> list[TeamPart]:
    by_team: dict[int, list[ObjectiveRow]] = {}
    for row in mine.loaded.objectives.values():
        if (
            row.team.id in mine.team_ids
            and row.individual is None
            and row.state is State.PUBLISHED
            and row.cycle.id in mine.running
        ):
            by_team.setdefault(row.team.id, []).append(row)
    parts = [
        TeamPart(rows[0].team, tuple((row, tuple(mine.key_results(row.id))) for row in rows))
        for rows in by_team.values()
    ]
    return sorted(parts, key=lambda part: part.team.name.casefold())


def _is_elsewhere(row: ObjectiveRow, mine: Own) -> bool:
    """Led by the reader, and not among the objectives of their own teams."""
    return row.team.id not in mine.team_ids or row.individual is not None
