"""What an explorer of OKRs is asked for, and the same as a condition in the database.

A filter knows nothing of addresses or forms: doors translate those. Every condition starts from what the reader may
see (R51), so a filter can only ever take away.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Self

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from northing.accounts.queries import start_of
from northing.core.scoring import Band, Commitment
from northing.goals.models import Alignment, KeyResult, Objective
from northing.goals.models.objective import State
from northing.goals.queries.visibility import Reader, visible_objectives
from northing.kit.text import search_key
from northing.teams.models import Team, TeamKind

LONGEST_SEARCH = 200
MOST_WORDS = 8


class Whose(StrEnum):
    """At which level of the organisation an objective lives; an individual's own is a level of its own."""

    COMPANY = "company"
    UNIT = "unit"
    TEAM = "team"
    SQUAD = "squad"
    INDIVIDUAL = "individual"


@dataclass(frozen=True, slots=True)
class Filters:
    """Which OKRs are meant. What is left empty does not filter.

    `cycle_ids`: any of these cycles. `levels`: company to individual. `team_id`: this team and everything below it.
    `person_id`: leads it, owns one of its key results, or it is their own. `bands`: how the objective stands.
    `states`: empty means published and closed, never drafts. `text`: every word occurs in the objective or its key
    results. `unconnected`: serves nothing and is served by nothing (R26). `as_of`: as all was at the end of that day
    (R19).
    """

    cycle_ids: tuple[int, ...] = ()
    levels: tuple[Whose, ...] = ()
    team_id: int | None = None
    person_id: int | None = None
    bands: tuple[Band, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    states: tuple[State, ...] = ()
    text: str = ""
    unconnected: bool = False
    as_of: date | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """The words looked for, in the form in which texts are stored for searching."""
        return tuple(dict.fromkeys(search_key(self.text[:LONGEST_SEARCH]).split()))[:MOST_WORDS]

    @property
    def narrows(self) -> bool:
        """Whether anything but the cycle and the day was chosen."""
        return self.without_place() != Filters(cycle_ids=self.cycle_ids, as_of=self.as_of) or bool(
            self.team_id or self.person_id
        )

    def without_place(self) -> Self:
        """The same without team and person."""
        return replace(self, team_id=None, person_id=None)


def matching(reader: Reader, filters: Filters) -> QuerySet[Objective]:
    """The objectives the reader may see and the filters mean, in no particular order. Bands are not looked at here."""
    found = (
        _as_they_were(visible_objectives(reader, with_deleted=True), filters)
        if filters.as_of
        else _as_they_are(visible_objectives(reader), filters)
    )
    if filters.cycle_ids:
        found = found.filter(cycle_id__in=filters.cycle_ids)
    if filters.levels:
        found = found.filter(_at_levels(filters.levels))
    if filters.team_id is not None:
        # A path names every team from the root down, so a subtree is all paths that pass through this one.
        below = Team.objects.filter(path__contains=f"/{int(filters.team_id)}/")
        found = found.filter(team_id__in=below.values("id"))
    if filters.person_id is not None:
        found = found.filter(_concerns(filters.person_id))
    if filters.commitments:
        found = found.filter(commitment__in=[commitment.value for commitment in filters.commitments])
    for word in filters.words:
        found = found.filter(_says(word))
    if filters.unconnected:
        found = found.filter(~_connected(reader))
    return found


def end_of(day: date) -> datetime:
    """The first moment that does not belong to this day any more, where the organisation is."""
    return start_of(day + timedelta(days=1))


def _as_they_are(found: QuerySet[Objective], filters: Filters) -> QuerySet[Objective]:
    states = filters.states or (State.PUBLISHED, State.CLOSED)
    return found.filter(state__in=[state.value for state in states])


def _as_they_were(found: QuerySet[Objective], filters: Filters) -> QuerySet[Objective]:
    """Published by the end of that day and not yet deleted. A draft was nobody's business then, and is no history."""
    until = end_of(filters.as_of) if filters.as_of else None
    found = found.filter(published_at__lt=until).filter(Q(deleted_at__isnull=True) | Q(deleted_at__gte=until))
    open_then = Q(closed_at__isnull=True) | Q(closed_at__gte=until)
    wanted = set(filters.states) & {State.PUBLISHED, State.CLOSED}
    if filters.states and not wanted:
        return found.none()
    if wanted == {State.PUBLISHED}:
        return found.filter(open_then)
    return found.filter(~open_then) if wanted == {State.CLOSED} else found


def _at_levels(levels: Iterable[Whose]) -> Q:
    kinds = [TeamKind(level.value).value for level in levels if level is not Whose.INDIVIDUAL]
    condition = Q(individual__isnull=True, team__kind__in=kinds)
    return condition | Q(individual__isnull=False) if Whose.INDIVIDUAL in levels else condition


def _concerns(person_id: int) -> Q:
    owned = KeyResult.objects.filter(owner_id=person_id, deleted_at__isnull=True)
    return Q(lead_id=person_id) | Q(individual_id=person_id) | Q(id__in=owned.values("objective_id"))


def _says(word: str) -> Q:
    """The word occurs in the objective or in one of its key results: a plain search, which no pattern can upset."""
    below = KeyResult.objects.filter(objective_id=OuterRef("pk"), deleted_at__isnull=True).filter(_holds(word))
    return _holds(word) | Q(Exists(below))


def _holds(word: str) -> Q:
    return Q(GreaterThan(StrIndex("words", Value(word)), 0))


def _connected(reader: Reader) -> Q:
    """Serves something, or is served by something, that this reader may see too (R26)."""
    shown = visible_objectives(reader).order_by().values("id")
    links = Alignment.objects.filter(removed_at__isnull=True)
    through = links.filter(parent_key_result__deleted_at__isnull=True, parent_key_result__isnull=False)
    # Four lists that are made once, not four questions for each objective.
    return (
        Q(id__in=links.filter(parent_objective_id__in=shown).values("child_id"))
        | Q(id__in=through.filter(parent_key_result__objective_id__in=shown).values("child_id"))
        | Q(id__in=links.filter(parent_objective__isnull=False, child_id__in=shown).values("parent_objective_id"))
        | Q(id__in=through.filter(child_id__in=shown).values("parent_key_result__objective_id"))
    )
