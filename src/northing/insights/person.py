"""A person as colleagues see them: where they belong, what they lead, own and help with. No number about a person."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet, Value

from northing.accounts.models import Person
from northing.accounts.policies import ask, relations
from northing.accounts.queries import PersonRow, person_row
from northing.core.access import Act
from northing.cycles.queries import CycleRow, cycles, usual
from northing.goals.models import Contributor, KeyResult, Objective
from northing.goals.queries.filters import Filters, matching
from northing.goals.queries.loading import load
from northing.goals.queries.rows import KeyResultRow, ObjectiveRow
from northing.goals.queries.visibility import visible_objectives
from northing.kit import errors
from northing.teams.models import Membership, MembershipRole, Team

MOST = 100


@dataclass(frozen=True, slots=True)
class Belonging:
    """A team somebody belongs to, leads or sponsors."""

    id: int
    name: str
    leads: bool = False
    sponsors: bool = False


Part = tuple[ObjectiveRow, KeyResultRow]
Whole = tuple[ObjectiveRow, tuple[KeyResultRow, ...]]


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Everything on a person's page, of one cycle: objectives of their own and those they lead, key results they own
    and those they help with. There is no score and no count about the person (method: never a performance appraisal).

    `as_of`: the past day whose evening the goals and their numbers stand for, None for today (R19); who leads, owns and
    helps, and the teams, are always those of today.
    """

    person: PersonRow
    teams: tuple[Belonging, ...]
    cycle: CycleRow | None
    cycles: tuple[CycleRow, ...]
    individual: tuple[Whole, ...]
    led: tuple[Whole, ...]
    owned: tuple[Part, ...]
    helped: tuple[Part, ...]
    today: date
    as_of: date | None = None

    @property
    def day(self) -> date:
        """The day whose evening the numbers are those of."""
        return self.as_of or self.today


def person_page(
    reader: Person, person_id: int, today: date, cycle_id: int | None = None, as_of: date | None = None
) -> PersonPage:
    """The page of a person for a reader, as of today or of the end of a past day (R19).

    `NotFound` when there is nobody, and for guests except of themselves (R52).
    """
    if person_id != reader.pk:
        ask(Act.SEE_ORGANISATION, relations(reader))
    stored = Person.objects.filter(pk=person_id).first()
    if stored is None:
        raise errors.NotFound
    past_day = as_of if as_of is not None and as_of < today else None
    known = cycles()
    cycle = next((row for row in known if row.id == cycle_id), None) or usual(known, past_day or today)
    teams = tuple(_teams(person_id, today))
    if cycle is None:
        return PersonPage(person_row(stored), teams, None, tuple(known), (), (), (), (), today, past_day)
    there = matching(reader, Filters(as_of=past_day)) if past_day else visible_objectives(reader)
    ids = list(
        there.filter(id__in=_concerning(person_id, cycle.id, with_deleted=past_day is not None))
        .order_by("team__path", "position", "id")
        .values_list("id", flat=True)[:MOST]
    )
    loaded = load(ids, ids, known, today, past_day)
    helps = set(
        Contributor.objects.filter(person_id=person_id, key_result__objective_id__in=ids).values_list(
            "key_result_id", flat=True
        )
    )
    wholes = [
        (loaded.objectives[number], tuple(loaded.key_results.get(number, ())))
        for number in ids
        if number in loaded.objectives
    ]
    parts = [(objective, row) for objective, rows in wholes for row in rows]
    return PersonPage(
        person=person_row(stored),
        teams=teams,
        cycle=cycle,
        cycles=tuple(known),
        individual=tuple(whole for whole in wholes if whole[0].individual and whole[0].individual.id == person_id),
        led=tuple(
            whole for whole in wholes if whole[0].lead and whole[0].lead.id == person_id and whole[0].individual is None
        ),
        owned=tuple(part for part in parts if part[1].owner is not None and part[1].owner.id == person_id),
        helped=tuple(part for part in parts if part[1].id in helps),
        today=today,
        as_of=past_day,
    )


def _teams(person_id: int, today: date) -> list[Belonging]:
    """Where somebody belongs, leading first; then what they sponsor. One query."""
    belongs = (
        Membership.objects.filter(person_id=person_id, starts_on__lte=today, team__archived_at__isnull=True)
        .exclude(ends_on__lt=today)
        .order_by()
        .values_list("team_id", "team__name", "role")
    )
    sponsors = Team.objects.filter(sponsor_id=person_id, archived_at__isnull=True).order_by()
    found = belongs.union(sponsors.values_list("id", "name", Value("sponsor")), all=True)
    rows = [
        Belonging(number, name, leads=part == MembershipRole.LEAD.value, sponsors=part == "sponsor")
        for number, name, part in found
    ]
    return sorted(rows, key=lambda row: (row.sponsors, not row.leads, row.name.casefold()))


def _concerning(person_id: int, cycle_id: int, *, with_deleted: bool) -> QuerySet[Any, Any]:
    """`with_deleted` for a past day: what was deleted since may have been there, and is sorted out by whoever asks."""
    there = Objective.objects.filter(cycle_id=cycle_id).order_by()
    parts = KeyResult.objects.filter(objective__cycle_id=cycle_id).order_by()
    if not with_deleted:
        there, parts = there.filter(deleted_at__isnull=True), parts.filter(deleted_at__isnull=True)
    return (
        there.filter(lead_id=person_id)
        .values("id")
        .union(
            there.filter(individual_id=person_id).values("id"),
            parts.filter(owner_id=person_id).values("objective_id"),
            parts.filter(contributors__person_id=person_id).values("objective_id"),
        )
    )
