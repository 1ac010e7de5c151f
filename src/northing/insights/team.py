"""A team and what it pursues: its people, its objectives of a cycle, how they stand, and the teams below it.

Twelve queries with everything around the page, whatever the size of the team and of the organisation.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Subquery, Sum

from northing.accounts.models import Person
from northing.accounts.policies import ask, may, relations
from northing.activity.models import Event
from northing.checkins.queries import discipline_of
from northing.core.access import Act
from northing.core.cadence import Discipline
from northing.core.rollup import Summary, summarise
from northing.cycles.queries import CycleRow, cycles, pick_current
from northing.goals.models.objective import State
from northing.goals.queries.bands import shown_band
from northing.goals.queries.filters import Filters, Whose, matching
from northing.goals.queries.loading import load
from northing.goals.queries.rows import KeyResultRow, ObjectiveRow, PersonRef
from northing.goals.queries.skeleton import measured
from northing.goals.queries.visibility import visible_objectives
from northing.insights.home import News, named, news_row, summed
from northing.kit import errors
from northing.kit.text import search_key
from northing.teams.models import Membership, MembershipRole, Team, TeamKind
from northing.teams.policies import may_manage, relations_at
from northing.teams.queries import MemberRow, TeamRow, ids_in, member_row, tree

RECENT = timedelta(days=14)
MOST_NEWS = 40
MOST_OBJECTIVES = 100
PAGE = 100

_Counts = dict[int, list[tuple[str, str, int, int, float | None]]]


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A team in a list: who leads it, and how its own published objectives of the cycle stand (R18).

    `below`: the same for everything in its branch, itself included. `fold` is "open", "closed" or "" for a leaf.
    """

    id: int
    name: str
    kind: TeamKind
    depth: int
    leads: tuple[PersonRef, ...]
    members: int
    own: Summary
    below: Summary
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
    those who may not see it (R34).
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
    may_manage: bool
    may_draft: bool

    @property
    def leads(self) -> tuple[MemberRow, ...]:
        return tuple(row for row in self.members if row.role is MembershipRole.LEAD and row.is_current)


def team_page(reader: Person, team_id: int, today: date, since: Any, cycle_id: int | None = None) -> TeamPage:
    """The page of a team for a reader, in one cycle (the running quarter unless said otherwise).

    `since`: from when on changes are told. `NotFound` for a team that is not there, and for guests (R52).
    """
    ask(Act.SEE_ORGANISATION, relations(reader))
    family = _family(team_id)
    here = family[team_id]
    cycle = _cycle(cycle_id, today)
    people = _people([team_id, *(one.pk for one in family.values() if one.parent_id == team_id)], today)
    objectives = _objectives(reader, team_id, cycle, today)
    counts = _counts(reader, cycle, today, below=team_id) if cycle else {}
    held = relations_at(reader, team_id, here.path)
    sees_discipline = may(Act.SEE_DISCIPLINE, held)
    published = [pair for pair in objectives if pair[0].state is not State.DRAFT]
    own = [pair for pair in published if pair[0].individual is None]
    return TeamPage(
        id=here.pk,
        name=here.name,
        kind=TeamKind(here.kind),
        purpose=here.purpose,
        path=here.path,
        is_archived=here.archived_at is not None,
        above=tuple((number, family[number].name) for number in ids_in(here.path)[:-1] if number in family),
        sponsor=PersonRef.of(here.sponsor),
        members=tuple(people[team_id]),
        subteams=tuple(_subteams(family, team_id, people, counts)),
        cycle=cycle,
        cycles=tuple(cycles()),
        objectives=tuple(own),
        drafts=tuple(pair for pair in objectives if pair[0].state is State.DRAFT),
        individuals=tuple(pair for pair in published if pair[0].individual is not None),
        summary=summary_of([row for row, _ in own]),
        below=summed([row for rows in counts.values() for row in rows]),
        discipline=discipline_of(team_id, today) if sees_discipline else None,
        sees_discipline=sees_discipline,
        news=tuple(_news(reader, team_id, since)),
        may_manage=may_manage(reader, team_id, here.path),
        may_draft=may(Act.CREATE_OBJECTIVE, held) and here.archived_at is None,
    )


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
    reader: Person, today: date, *, search: str = "", opened: frozenset[int] = frozenset(), page: int = 1
) -> TeamList:
    """The tree of teams, company and units unfolded, deeper ones when `opened`; or the teams that a text names.

    `NotFound` for guests (R52). Six queries, however many teams there are.
    """
    ask(Act.SEE_ORGANISATION, relations(reader))
    rows = tree(reader)
    cycle = pick_current([row for row in cycles() if row.level.value == "quarterly"], today)
    shown = _found(rows, search) if search_key(search) else _unfolded(rows, opened)
    pages = max(1, -(-len(shown) // PAGE))
    page = min(max(page, 1), pages)
    part = shown[(page - 1) * PAGE : page * PAGE]
    counts = _counts(reader, cycle, today) if cycle else {}
    below = _branches(rows, counts)
    names = {row.id: row.name for row in rows}
    lines = tuple(
        TeamLine(
            id=row.id,
            name=row.name,
            kind=row.kind,
            depth=0 if search else row.depth,
            leads=tuple(PersonRef(lead.id, lead.name) for lead in row.leads),
            members=row.members,
            own=summed(counts.get(row.id, ())),
            below=summed(below[row.id]),
            fold=fold,
            trail=tuple(names[number] for number in row.ancestor_ids if number in names) if search else (),
        )
        for row, fold in part
    )
    return TeamList(lines, len(shown), page, pages, cycle)


def _found(rows: Sequence[TeamRow], search: str) -> list[tuple[TeamRow, str]]:
    words = search_key(search).split()
    return [(row, "") for row in rows if all(word in search_key(row.name) for word in words)]


def _unfolded(rows: Sequence[TeamRow], opened: frozenset[int]) -> list[tuple[TeamRow, str]]:
    """The company is always open; everything else as it was opened. In a small company all of it is."""
    whole = len(rows) <= PAGE // 2
    visible: set[int] = set()
    shown = []
    for row in rows:
        if row.parent_id is not None and row.parent_id not in visible:
            continue
        is_open = row.depth == 0 or (row.id in opened) is not whole
        if is_open:
            visible.add(row.id)
        shown.append((row, ("open" if is_open else "closed") if row.subteams and row.depth else ""))
    return shown


def _branches(rows: Sequence[TeamRow], counts: _Counts) -> _Counts:
    """What each team's whole branch counts."""
    below: _Counts = defaultdict(list)
    for row in rows:
        for number in ids_in(row.path):
            below[number] += counts.get(row.id, ())
    return below


def _family(team_id: int) -> dict[int, Team]:
    """The team, those above it and those right below it. One query."""
    own_path = Team.objects.filter(pk=team_id).values("path")
    found = (
        Team.objects.alias(own_path=Subquery(own_path))
        .filter(Q(own_path__startswith=F("path")) | Q(parent_id=team_id, archived_at__isnull=True))
        .select_related("sponsor")
        .order_by("position", "name", "id")
    )
    family: dict[int, Team] = {team.pk: team for team in found}
    if team_id not in family:
        raise errors.NotFound
    return family


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
    chosen = next((row for row in known if row.id == cycle_id), None)
    return chosen or pick_current([row for row in known if row.level.value == "quarterly"] or known, today)


def _objectives(
    reader: Person, team_id: int, cycle: CycleRow | None, today: date
) -> list[tuple[ObjectiveRow, tuple[KeyResultRow, ...]]]:
    if cycle is None:
        return []
    ids = list(
        visible_objectives(reader)
        .filter(team_id=team_id, cycle_id=cycle.id)
        .order_by("position", "id")
        .values_list("id", flat=True)[:MOST_OBJECTIVES]
    )
    loaded = load(ids, ids, cycles(), today)
    return [
        (loaded.objectives[number], tuple(loaded.key_results.get(number, ())))
        for number in ids
        if number in loaded.objectives
    ]


def _counts(reader: Person, cycle: CycleRow, today: date, below: int | None = None) -> _Counts:
    """The team's own objectives of every team (or of those in one branch), added up by the database. One query."""
    filters = Filters(
        cycle_ids=(cycle.id,), team_id=below, levels=tuple(level for level in Whose if level is not Whose.INDIVIDUAL)
    )
    found: QuerySet[Any, Any] = measured(matching(reader, filters), filters, [cycle], today)
    groups = (
        found.order_by()
        .values_list("team_id", "commitment", "band")
        .annotate(count=Count("id"), known=Count("progress"), total=Sum("progress"))
    )
    counts: _Counts = defaultdict(list)
    for team_id, *rest in groups:
        counts[team_id].append(tuple(rest))
    return counts


def _subteams(
    family: dict[int, Team], team_id: int, people: dict[int, list[MemberRow]], counts: _Counts
) -> list[TeamLine]:
    lines = []
    for team in family.values():
        if team.parent_id != team_id:
            continue
        members = [row for row in people[team.pk] if row.is_current]
        own = summed(counts.get(team.pk, ()))
        lines.append(
            TeamLine(
                id=team.pk,
                name=team.name,
                kind=TeamKind(team.kind),
                depth=0,
                leads=tuple(PersonRef(row.person_id, row.name) for row in members if row.role is MembershipRole.LEAD),
                members=len(members),
                own=own,
                below=own,
            )
        )
    return lines


def _news(reader: Person, team_id: int, since: Any) -> list[News]:
    """What happened to the team and its objectives; only what the reader may see (R51). One query."""
    seen = visible_objectives(reader).filter(team_id=team_id).values("id")
    found = Event.objects.filter(team_id=team_id, happened_at__gt=since).filter(
        Q(objective_id__isnull=True) | Q(objective_id__in=seen)
    )
    return [news_row(event) for event in named(found).order_by("-id")[:MOST_NEWS]]
