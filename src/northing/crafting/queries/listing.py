"""The drafts somebody works on or decides about, and where they could begin one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from northing.accounts.models import Person
from northing.accounts.queries import day_of
from northing.core.access import Act
from northing.core.crafting import Standing, Where
from northing.crafting.models import Draft
from northing.crafting.queries.draft import where_of
from northing.crafting.queries.parts import IN_A_SET
from northing.crafting.queries.rights import rights
from northing.cycles.queries import CycleRow, coming, cycles, not_over
from northing.goals.models import Objective
from northing.teams.models import Team
from northing.teams.queries import Memberships, memberships

MOST_TEAMS = 60


@dataclass(frozen=True, slots=True)
class DraftListed:
    """A team's draft for a cycle, in a list: where it is, how many objectives are in it, what the reader may do with it.

    `begun` is False where it is only offered.
    """

    team_id: int
    team: str
    kind: str
    cycle: CycleRow
    where: Where
    objectives: int
    begun: bool
    published_on: date | None
    may: frozenset[Act]


@dataclass(frozen=True, slots=True)
class Places:
    """The teams one may draft for, by number and name, and the cycles that are open, the likeliest first."""

    teams: tuple[tuple[int, str], ...]
    cycles: tuple[CycleRow, ...]
    likely: CycleRow | None


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A draft that somebody works on, in few facts: `decides` says that it lies before the reader."""

    team_id: int
    team: str
    cycle: CycleRow
    where: Where
    decides: bool


def under_way(reader: Person) -> list[UnderWay]:
    """The drafts of the reader's teams that are not out, in cycles that are not closed, those that lie before the reader
    first. One query; none for whoever has no team.
    """
    mine = memberships(reader)
    own = mine.team_ids | mine.led_team_ids | mine.sponsored_team_ids
    if not own:
        return []
    known = {row.id: row for row in cycles() if not row.is_closed}
    found = Draft.objects.filter(
        team_id__in=own, cycle_id__in=known, published_at__isnull=True, team__archived_at__isnull=True
    ).select_related("team")
    rows = [
        UnderWay(
            team_id=row.team_id,
            team=row.team.name,
            cycle=known[row.cycle_id],
            where=where_of(row),
            decides=row.standing == Standing.SUBMITTED.value
            and Act.APPROVE in rights(reader, row.team_id, row.team.path),
        )
        for row in found.order_by("pk")
    ]
    return sorted(rows, key=lambda row: (not row.decides, row.cycle.span.starts_on, row.team))


def drafts(reader: Person, day: date) -> list[DraftListed]:
    """The reader's own teams' drafts in cycles that are not over, those that wait for the reader's decision first; and
    for each team the cycle that is drafted next. Four queries.
    """
    mine = memberships(reader)
    teams = list(_own_teams(mine))
    if not teams:
        return []
    open_cycles = {row.id: row for row in not_over(day)}
    within = Q(team_id__in=[team.pk for team in teams], cycle_id__in=open_cycles)
    stored: dict[tuple[int, int], Draft] = {}
    for row in Draft.objects.filter(within).order_by("published_at", "pk"):
        there = stored.get((row.team_id, row.cycle_id))
        if there is None or there.published_at is not None:
            stored[(row.team_id, row.cycle_id)] = row
    drafted = _drafted(within)
    next_one = coming(day)
    wanted = {*stored, *drafted}
    if next_one is not None:
        wanted |= {(team.pk, next_one.id) for team in teams if team.pk in mine.team_ids | mine.led_team_ids}
    by_id = {team.pk: team for team in teams}
    found = [
        _listed(reader, by_id[team_id], open_cycles[cycle_id], stored.get((team_id, cycle_id)), drafted.get((team_id, cycle_id), 0))
        for team_id, cycle_id in wanted
        if cycle_id in open_cycles
    ]  # fmt: skip
    return sorted((row for row in found if Act.SEE_DRAFTS in row.may), key=_pressing)


def _listed(reader: Person, team: Team, cycle: CycleRow, stored: Draft | None, count: int) -> DraftListed:
    published = stored.published_at if stored else None
    again = published is not None and count > 0  # something was written after the last one went out
    return DraftListed(
        team_id=team.pk,
        team=team.name,
        kind=team.kind,
        cycle=cycle,
        where=Where() if again else where_of(stored),
        objectives=count if published is None or again else len(stored.objective_ids if stored else ()),
        begun=stored is not None or count > 0,
        published_on=day_of(published) if published and not again else None,
        may=rights(reader, team.pk, team.path),
    )


def _pressing(row: DraftListed) -> tuple[bool, bool, date, str]:
    decides = row.where.standing is Standing.SUBMITTED and Act.APPROVE in row.may
    return not decides, row.published_on is not None, row.cycle.span.starts_on, row.team


def _own_teams(mine: Memberships) -> Iterable[Team]:
    own = mine.team_ids | mine.led_team_ids | mine.sponsored_team_ids
    return Team.objects.filter(pk__in=own, archived_at__isnull=True).order_by("name")[:MOST_TEAMS]


def _drafted(within: Q) -> dict[tuple[int, int], int]:
    """How many draft objectives each set has."""
    found = Objective.objects.filter(within, IN_A_SET)
    rows = found.order_by().values("team_id", "cycle_id").annotate(count=Count("pk"))
    return {(row["team_id"], row["cycle_id"]): row["count"] for row in rows}


def places_to_draft(reader: Person, day: date) -> Places:
    """Where the reader may begin: their own teams, and the cycles that are not over."""
    mine = memberships(reader)
    own = Team.objects.filter(pk__in=mine.team_ids | mine.led_team_ids, archived_at__isnull=True).order_by("path")
    teams = tuple((team.pk, team.name) for team in own if Act.CRAFT in rights(reader, team.pk, team.path))
    open_cycles = sorted(not_over(day), key=lambda row: (row.span.starts_on, row.span.days))
    return Places(teams, tuple(open_cycles), coming(day))


__all__ = ["DraftListed", "Places", "UnderWay", "drafts", "places_to_draft", "under_way"]
