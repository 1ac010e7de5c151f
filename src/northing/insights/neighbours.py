"""The three questions before a set is final (R24): who depends on us, whom do we work with most, whom do we depend on and how.

The answers are read from what is there already, links and requests, as far as the reader may see them (R51).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from northing.accounts.models import Person
from northing.accounts.policies import ask, relations
from northing.core.access import Act
from northing.cycles.queries import CycleRow, cycles, usual
from northing.goals.models import Alignment
from northing.goals.models.objective import State
from northing.goals.policies import standing_on
from northing.goals.queries.dependencies import DependencyRow, Wanted, listed
from northing.goals.queries.footing import Footing
from northing.goals.queries.loading import load
from northing.goals.queries.relatives import seen_among
from northing.goals.queries.rows import KeyResultRow, ObjectiveRow, TeamRef
from northing.goals.queries.visibility import visible_objectives
from northing.kit import errors
from northing.teams.models import Team
from northing.teams.queries import ids_in


@dataclass(frozen=True, slots=True)
class TeamPlace:
    """A team in a list to choose from; `depth` is 0 for the company."""

    id: int
    name: str
    depth: int
    path: str
    is_archived: bool

    @property
    def above(self) -> frozenset[int]:
        """The teams above it."""
        return frozenset(ids_in(self.path)[:-1])


@dataclass(frozen=True, slots=True)
class Tie:
    """A link with another team: `ours` serves `theirs`, or is served by it."""

    ours: ObjectiveRow
    theirs: ObjectiveRow


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A team we have to do with: links and requests, either way; `asked`: we have asked them for something."""

    team: TeamRef
    links: int
    requests: int
    asked: bool

    @property
    def weight(self) -> int:
        return self.links + self.requests


@dataclass(frozen=True, slots=True)
class Neighbours:
    """A team's set in a cycle and its neighbours.

    `serving`: objectives of others that ours serve; `served_by`: those that serve ours. `asked` and `asking` are the requests
    to and of the team, `teams` all that can be asked, `writable` the objectives for which the reader may ask.
    """

    team: TeamPlace
    teams: tuple[TeamPlace, ...]
    cycle: CycleRow | None
    cycles: tuple[CycleRow, ...]
    objectives: tuple[tuple[ObjectiveRow, tuple[KeyResultRow, ...]], ...]
    serving: tuple[Tie, ...]
    served_by: tuple[Tie, ...]
    asked: tuple[DependencyRow, ...]
    asking: tuple[DependencyRow, ...]
    neighbours: tuple[Neighbour, ...]
    writable: frozenset[int]


def neighbours(reader: Person, team_id: int, today: date, cycle_id: int | None = None) -> Neighbours:
    """The answers to the three questions for a team's set in a cycle (the running quarter unless said otherwise).

    `NotFound` for a team that is not there, and for guests.
    """
    teams = places(reader)
    here = next((one for one in teams if one.id == team_id), None)
    if here is None:
        raise errors.NotFound
    known = cycles()
    cycle = next((row for row in known if row.id == cycle_id), None) or usual(known, today)
    ids: list[int] = []
    if cycle is not None:
        ids = list(
            visible_objectives(reader)
            .filter(team_id=team_id, cycle_id=cycle.id)
            .order_by("position", "id")
            .values_list("id", flat=True)[:100]
        )
    links = _links(ids)
    loaded = load({*ids, *(end for link in links for end in link)}, ids, known, today)
    own = [loaded.objectives[number] for number in ids if number in loaded.objectives]
    seen = seen_among(reader, loaded.objectives.values())
    ties = [
        (loaded.objectives[child], loaded.objectives[parent])
        for child, parent in links
        if child in seen and parent in seen and not loaded.objectives[child].deleted | loaded.objectives[parent].deleted
    ]
    serving = [Tie(child, parent) for child, parent in ties if child.team.id == team_id != parent.team.id]
    served_by = [Tie(parent, child) for child, parent in ties if parent.team.id == team_id != child.team.id]
    wanted_cycle = cycle.id if cycle else None
    requests = listed(reader, Wanted(team_id=team_id, cycle_id=wanted_cycle), today)
    asking = [row for row in requests if row.asking_team.id == team_id]
    asked = [row for row in requests if row.asked_team.id == team_id]
    return Neighbours(
        team=here,
        teams=tuple(one for one in teams if not one.is_archived),
        cycle=cycle,
        cycles=tuple(known),
        objectives=tuple((row, tuple(loaded.key_results.get(row.id, ()))) for row in own),
        serving=tuple(serving),
        served_by=tuple(served_by),
        asked=tuple(asked),
        asking=tuple(asking),
        neighbours=tuple(_neighbours([*serving, *served_by], asked, asking)),
        writable=frozenset(
            row.id
            for row in own
            if row.state is not State.CLOSED and _may_ask(reader, row, here.path, loaded.key_results)
        ),
    )


def _links(objective_ids: list[int]) -> list[tuple[int, int]]:
    """The links from and to these objectives, each as (child, parent). One query."""
    if not objective_ids:
        return []
    touching = (
        Q(child_id__in=objective_ids)
        | Q(parent_objective_id__in=objective_ids)
        | Q(parent_key_result__objective_id__in=objective_ids)
    )
    links = Alignment.objects.filter(touching, removed_at__isnull=True).order_by("id")
    ends = links.values_list("child_id", "parent_objective_id", "parent_key_result__objective_id")
    return list(dict.fromkeys((child, parent or through) for child, parent, through in ends))


def places(reader: Person) -> list[TeamPlace]:
    """Every team in the order of the tree, archived ones too. `NotFound` for guests. One query."""
    ask(Act.SEE_ORGANISATION, relations(reader))
    below: dict[int | None, list[TeamPlace]] = defaultdict(list)
    stored = Team.objects.order_by("-position", "-name", "-id")
    for pk, name, parent_id, path, archived_at in stored.values_list("id", "name", "parent_id", "path", "archived_at"):
        below[parent_id].append(TeamPlace(pk, name, path.count("/") - 2, path, archived_at is not None))
    ordered: list[TeamPlace] = []
    waiting = list(below[None])
    while waiting:
        ordered.append(waiting.pop())
        waiting.extend(below[ordered[-1].id])
    return ordered


def _neighbours(ties: Iterable[Tie], asked: list[DependencyRow], asking: list[DependencyRow]) -> list[Neighbour]:
    """The teams we have to do with, those we have most to do with first."""
    links = Counter(tie.theirs.team.id for tie in ties)
    requests = Counter([*(row.asking_team.id for row in asked), *(row.asked_team.id for row in asking)])
    by_us = {row.asked_team.id for row in asking if row.is_open}
    teams = {tie.theirs.team.id: tie.theirs.team for tie in ties}
    teams |= {row.asking_team.id: row.asking_team for row in asked} | {
        row.asked_team.id: row.asked_team for row in asking
    }
    found = [Neighbour(ref, links[ref.id], requests[ref.id], ref.id in by_us) for ref in teams.values()]
    return sorted(found, key=lambda one: (-one.weight, one.team.name.casefold(), one.team.id))


def _may_ask(reader: Person, row: ObjectiveRow, path: str, key_results: dict[int, list[KeyResultRow]]) -> bool:
    """Whether the reader may ask for this objective; asked again, with all that matters, when they do."""
    footing = Footing(
        team_id=row.team.id,
        team_path=path,
        lead_id=row.lead.id if row.lead else None,
        individual_id=row.individual.id if row.individual else None,
        state=row.state,
        confidential=row.confidential,
        owned=frozenset(
            part.id for part in key_results.get(row.id, ()) if part.owner is not None and part.owner.id == reader.pk
        ),
        named=True,
    )
    return standing_on(reader, footing).verdict(Act.REQUEST).allowed
