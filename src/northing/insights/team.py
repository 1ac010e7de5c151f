"""A team and what it pursues: its people, its objectives of a cycle, how they stand, and the teams below it.

Twelve queries with everything around the page, whatever the size of the team and of the organisation, and however deep
it lies in the tree; one more for a past day (R19), whose forecasts nobody wrote down.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from math import fsum
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from northing.accounts.models import Person
from northing.accounts.policies import ask, may, relations
from northing.activity.models import Event
from northing.checkins.queries import discipline_of
from northing.core.access import Act
from northing.core.cadence import Discipline
from northing.core.forecasting import Forecast, combine
from northing.core.rollup import Summary, summarise
from northing.core.scoring import Commitment
from northing.cycles.queries import CycleRow, cycles, pick_current, usual
from northing.goals.models import Objective
from northing.goals.models.objective import State
from northing.goals.queries.as_of import Standing, with_objective_point
from northing.goals.queries.bands import shown_band
from northing.goals.queries.dependencies import waiting_count
from northing.goals.queries.filters import Filters, Whose, end_of, matching
from northing.goals.queries.loading import load
from northing.goals.queries.rows import KeyResultRow, ObjectiveRow, PersonRef
from northing.goals.queries.visibility import visible_objectives
from northing.insights.home import News, by_band, named, news_row, summed
from northing.kit import clock, errors
from northing.kit.text import search_key
from northing.teams.models import Membership, MembershipRole, Team, TeamKind
from northing.teams.policies import may_manage, relations_at
from northing.teams.queries import MemberRow, ids_in, member_row, teams_above

RECENT = timedelta(days=14)
MOST_NEWS = 40
MOST_OBJECTIVES = 100
PAGE = 100
SMALL = 50
"""Teams that fit on a page all at once."""

_Counts = dict[int, list[tuple[str, str, int, int, float | None]]]


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A team in a list: who leads it, and how its own published objectives of the cycle stand (R18).

    `subteams` counts those right below it; `fold` is "open", "closed" or "" where nothing folds; `trail` names those above.
    """

    id: int
    name: str
    kind: TeamKind
    depth: int
    leads: tuple[PersonRef, ...]
    members: int
    subteams: int
    own: Summary
    fold: str = ""
    trail: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TeamList:
    """A page of the tree of teams, or of those whose name was looked for."""

    lines: tuple[TeamLine, ...]
    total: int
    page: int
    pages: int
    cycle: CycleRow | None


@dataclass(frozen=True, slots=True)
class TeamPage:
    """Everything on a team's page. `individuals` are the objectives of single people in it; `discipline` is None for
    those who may not see it (R34). `above` are the teams above, from the company down. `as_of`: the past day whose
    evening the objectives, their numbers and the news stand for, None for today (R19); the teams, their people and who
    leads them are always those of today.
    """

    id: int
    name: str
    kind: TeamKind
    purpose: str
    path: str
    is_archived: bool
    above: tuple[tuple[int, str], ...]
    sponsor: PersonRef | None
    members: tuple[MemberRow, ...]
    subteams: tuple[TeamLine, ...]
    cycle: CycleRow | None
    cycles: tuple[CycleRow, ...]
    objectives: tuple[tuple[ObjectiveRow, tuple[KeyResultRow, ...]], ...]
    drafts: tuple[tuple[ObjectiveRow, tuple[KeyResultRow, ...]], ...]
    individuals: tuple[tuple[ObjectiveRow, tuple[KeyResultRow, ...]], ...]
    summary: Summary
    below: Summary
    discipline: Discipline | None
    sees_discipline: bool
    news: tuple[News, ...]
    waiting_requests: int
    may_manage: bool
    may_draft: bool
    today: date
    as_of: date | None = None
    foreseen: Mapping[Commitment, Forecast] = field(default_factory=dict)
    sees_calibration: bool = False

    @property
    def day(self) -> date:
        """The day whose evening the numbers are those of."""
        return self.as_of or self.today

    @property
    def leads(self) -> tuple[MemberRow, ...]:
        return tuple(row for row in self.members if row.role is MembershipRole.LEAD and row.is_current)


def team_page(
    reader: Person, team_id: int, today: date, cycle_id: int | None = None, as_of: date | None = None
) -> TeamPage:
    """The page of a team for a reader, in one cycle (the running quarter unless said otherwise), as of today or of the
    end of a past day (R19).

    The past is only looked at: it has no drafts, which were nobody's business then, no habit of checking in, and nothing
    can be done in it. `NotFound` for a team that is not there, and for guests (R52).
    """
    ask(Act.SEE_ORGANISATION, relations(reader))
    past_day = as_of if as_of is not None and as_of < today else None
    day = past_day or today
    here, children = _family(team_id)
    cycle = _cycle(cycle_id, day)
    people = _people([team_id, *(child.pk for child in children)], today)
    objectives = _objectives(reader, team_id, cycle, today, past_day)
    branch = Q(team__path__startswith=here.path)
    counts = _counts(reader, cycle, day, branch, past_day) if cycle and children else {}
    held = relations_at(reader, team_id, here.path)
    sees_discipline = past_day is None and may(Act.SEE_DISCIPLINE, held)
    published = [pair for pair in objectives if pair[0].state is not State.DRAFT]
    own = [pair for pair in published if pair[0].individual is None]
    return TeamPage(
        id=here.pk,
        name=here.name,
        kind=TeamKind(here.kind),
        purpose=here.purpose,
        path=here.path,
        is_archived=here.archived_at is not None,
        above=tuple(teams_above(here.path)),
        sponsor=PersonRef.of(here.sponsor),
        members=tuple(people[team_id]),
        subteams=tuple(_subteams(children, people, counts)),
        cycle=cycle,
        cycles=tuple(cycles()),
        objectives=tuple(own),
        drafts=tuple(pair for pair in objectives if pair[0].state is State.DRAFT),
        individuals=tuple(pair for pair in published if pair[0].individual is not None),
        summary=summary_of([row for row, _ in own]),
        below=summed([row for rows in counts.values() for row in rows]),
        discipline=discipline_of(team_id, today) if sees_discipline else None,
        sees_discipline=sees_discipline,
        news=tuple(_news(reader, team_id, end_of(past_day) if past_day else clock.now())),
        waiting_requests=0 if past_day else here.waiting_requests,  # type: ignore[attr-defined]  # annotated below
        may_manage=past_day is None and may_manage(reader, team_id, here.path),
        sees_calibration=past_day is None and may(Act.SEE_CALIBRATION, held),
        foreseen=foreseen_together([row for row, _ in own]),
        may_draft=past_day is None and may(Act.CREATE_OBJECTIVE, held) and here.archived_at is None,
        today=today,
        as_of=past_day,
    )


def foreseen_together(rows: Sequence[ObjectiveRow]) -> dict[Commitment, Forecast]:
    """The forecast of the mean of the objectives of each commitment, where at least half of them have one (R18, R45)."""
    found = {}
    for commitment in Commitment:
        open_ = [row for row in rows if row.commitment is commitment and row.state is State.PUBLISHED]
        known = [row.forecast for row in open_ if row.forecast is not None]
        together = combine([(one, 1.0) for one in known], commitment) if 2 * len(known) >= len(open_) else None
        if together is not None:
            found[commitment] = together
    return found


def summary_of(rows: Sequence[ObjectiveRow]) -> Summary:
    """How these published objectives stand, each commitment for itself (R18)."""
    return summarise(
        (
            row.commitment,
            row.progress,
            shown_band(row.state, row.voices.band, row.score, row.progress, row.commitment),
        )
        for row in rows
    )


def team_list(
    reader: Person, today: date, *, search: str = "", flipped: frozenset[int] = frozenset(), page: int = 1
) -> TeamList:
    """The tree of teams, or the teams that a text names, a hundred at a time.

    In a company of up to fifty teams all are unfolded, in a larger one the company only; `flipped` are those that were
    folded or unfolded by hand. `NotFound` for guests (R52). Only what is shown is loaded: six queries beyond those about
    the reader, whatever the number of teams.
    """
    ask(Act.SEE_ORGANISATION, relations(reader))
    cycle = pick_current([row for row in cycles() if row.level.value == "quarterly"], today)
    places = _found(search) if search_key(search) else _unfolded(flipped)
    pages = max(1, -(-len(places) // PAGE))
    page = min(max(page, 1), pages)
    part = places[(page - 1) * PAGE : page * PAGE]
    ids = [place.id for place in part]
    members, leads = _members(ids, today)
    counts = _counts(reader, cycle, today, Q(team_id__in=ids)) if cycle else {}
    lines = tuple(
        TeamLine(
            id=place.id,
            name=place.name,
            kind=place.kind,
            depth=place.depth,
            leads=tuple(leads[place.id]),
            members=members.get(place.id, 0),
            subteams=place.subteams,
            own=summed(counts.get(place.id, ())),
            fold=place.fold,
            trail=place.trail,
        )
        for place in part
    )
    return TeamList(lines, len(places), page, pages, cycle)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a team stands in the list."""

    id: int
    name: str
    kind: TeamKind
    depth: int
    subteams: int = 0
    fold: str = ""
    trail: tuple[str, ...] = ()


def _found(search: str) -> list[_Place]:
    """The teams whose name holds every word, whatever the accents; each with the names above it."""
    words = search_key(search).split()
    rows = list(
        Team.objects.filter(archived_at__isnull=True).order_by("path").values_list("id", "name", "kind", "path")
    )
    names = {number: name for number, name, _kind, _path in rows}
    found = [row for row in rows if all(word in search_key(row[1]) for word in words)]
    return [
        _Place(
            number, name, TeamKind(kind), 0, trail=tuple(names[above] for above in ids_in(path)[:-1] if above in names)
        )
        for number, name, kind, path in sorted(found, key=lambda row: row[1].casefold())
    ]


def _unfolded(flipped: frozenset[int]) -> list[_Place]:
    """The company, what stands right below it, and what is unfolded, each directly followed by what lies below it."""
    there = Team.objects.filter(archived_at__isnull=True)
    is_small = there.count() <= SMALL
    children = (
        Team.objects.filter(parent_id=OuterRef("pk"), archived_at__isnull=True)
        .order_by()
        .values("parent_id")
        .annotate(count=Count("pk"))
        .values("count")
    )
    if not is_small:
        company = Q(parent__kind=TeamKind.COMPANY.value)
        there = there.filter(Q(parent__isnull=True) | company | Q(parent_id__in=flipped))
    below: dict[int | None, list[Any]] = defaultdict(list)
    columns = ("id", "name", "kind", "parent_id", "path", "subteams")
    for row in there.annotate(subteams=Subquery(children)).order_by("-position", "-name").values_list(*columns):
        below[row[3]].append(row)
    places = []
    waiting = list(below[None])
    while waiting:
        number, name, kind, parent_id, path, subteams = waiting.pop()
        is_open = parent_id is None or (number in flipped) is not is_small
        fold = ("open" if is_open else "closed") if subteams and parent_id is not None else ""
        places.append(_Place(number, name, TeamKind(kind), path.count("/") - 2, subteams or 0, fold))
        if is_open:
            waiting.extend(below[number])
    return places


def _members(team_ids: Sequence[int], today: date) -> tuple[dict[int, int], dict[int, list[PersonRef]]]:
    """How many belong to each of these teams today, and who leads them. Two queries."""
    belonging = Membership.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=today),
        team_id__in=team_ids,
        starts_on__lte=today,
        person__is_active=True,
    ).order_by()
    numbers = dict(belonging.values_list("team_id").annotate(Count("pk")))
    leads: dict[int, list[PersonRef]] = defaultdict(list)
    of_leads = belonging.filter(role=MembershipRole.LEAD.value).order_by("person__name")
    for team_id, person_id, name in of_leads.values_list("team_id", "person_id", "person__name"):
        leads[team_id].append(PersonRef(person_id, name))
    return numbers, leads


def _family(team_id: int) -> tuple[Team, list[Team]]:
    """The team with those above it, and those right below it. One query."""
    found = (
        Team.objects.filter(Q(pk=team_id) | Q(parent_id=team_id, archived_at__isnull=True))
        .select_related("sponsor")
        .annotate(waiting_requests=waiting_count())
        .order_by("position", "name", "id")
    )
    here = next((team for team in found if team.pk == team_id), None)
    if here is None:
        raise errors.NotFound
    return here, [team for team in found if team.pk != team_id]


def _people(team_ids: Sequence[int], today: date) -> dict[int, list[MemberRow]]:
    """Who belongs to these teams today or will, leads first, then by name. One query."""
    found = Membership.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today), team_id__in=team_ids)
    people: dict[int, list[MemberRow]] = defaultdict(list)
    for stored in found.filter(person__is_active=True).select_related("person"):
        people[stored.team_id].append(member_row(stored, today))
    for rows in people.values():
        rows.sort(
            key=lambda row: (row.role is not MembershipRole.LEAD, not row.is_current, row.name.casefold(), row.id)
        )
    return people


def _cycle(cycle_id: int | None, today: date) -> CycleRow | None:
    known = cycles()
    return next((row for row in known if row.id == cycle_id), None) or usual(known, today)


def _objectives(
    reader: Person, team_id: int, cycle: CycleRow | None, today: date, past_day: date | None
) -> list[tuple[ObjectiveRow, tuple[KeyResultRow, ...]]]:
    if cycle is None:
        return []
    there = matching(reader, Filters(as_of=past_day)) if past_day else visible_objectives(reader)
    ids = list(
        there.filter(team_id=team_id, cycle_id=cycle.id)
        .order_by("position", "id")
        .values_list("id", flat=True)[:MOST_OBJECTIVES]
    )
    loaded = load(ids, ids, cycles(), today, past_day)
    return [
        (loaded.objectives[number], tuple(loaded.key_results.get(number, ())))
        for number in ids
        if number in loaded.objectives
    ]


def _counts(reader: Person, cycle: CycleRow, day: date, where: Q, past_day: date | None = None) -> _Counts:
    """The teams' own objectives, for each team added up: by the database for today, here for a past day, whose numbers
    no column holds. One query.
    """
    levels = tuple(level for level in Whose if level is not Whose.INDIVIDUAL)
    filters = Filters(cycle_ids=(cycle.id,), levels=levels, as_of=past_day)
    found = matching(reader, filters).filter(where)
    if past_day is not None:
        return _counted(found, cycle, past_day)
    counts: _Counts = defaultdict(list)
    for team_id, *rest in by_band(found, cycle, day, "team_id"):
        counts[team_id].append(tuple(rest))
    return counts


def _counted(found: QuerySet[Objective], cycle: CycleRow, day: date) -> _Counts:
    """The same of a past day: how each of them stood on that evening, read one by one and then added up."""
    then = Standing([cycle], day, end_of(day))
    groups: dict[tuple[int, str, str], list[float | None]] = defaultdict(list)
    facts = with_objective_point(found, day).order_by()
    columns = ("team_id", "commitment", "published_at", "closed_at", "score", "point")
    for team_id, commitment, published_at, closed_at, score, point in facts.values_list(*columns):
        past = then.of(Commitment(commitment), cycle.id, published_at, closed_at, score, point)
        groups[team_id, commitment, past.band.value].append(past.progress)
    counts: _Counts = defaultdict(list)
    for (team_id, commitment, band), progresses in groups.items():
        known = [progress for progress in progresses if progress is not None]
        counts[team_id].append((commitment, band, len(progresses), len(known), fsum(known)))
    return counts


def _subteams(children: Sequence[Team], people: dict[int, list[MemberRow]], counts: _Counts) -> list[TeamLine]:
    lines = []
    for team in children:
        members = [row for row in people[team.pk] if row.is_current]
        lines.append(
            TeamLine(
                id=team.pk,
                name=team.name,
                kind=TeamKind(team.kind),
                depth=0,
                leads=tuple(PersonRef(row.person_id, row.name) for row in members if row.role is MembershipRole.LEAD),
                members=len(members),
                subteams=0,
                own=summed(counts.get(team.pk, ())),
            )
        )
    return lines


def _news(reader: Person, team_id: int, until: datetime) -> list[News]:
    """What happened to the team and its objectives in the two weeks before; only what the reader may see (R51). One query."""
    seen = visible_objectives(reader).filter(team_id=team_id).values("id")
    found = Event.objects.filter(team_id=team_id, happened_at__gt=until - RECENT, happened_at__lte=until).filter(
        Q(objective_id__isnull=True) | Q(objective_id__in=seen)
    )
    return [news_row(event) for event in named(found).order_by("-id")[:MOST_NEWS]]
