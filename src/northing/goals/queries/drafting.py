"""What drafting asks: for whom one may write, in which cycles, how many there are already, and what could be served."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, IntegerField, JSONField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import JSONArray, Length
from django.utils.translation import gettext

from northing.accounts.models import Person
from northing.accounts.policies import ask, relations
from northing.accounts.queries import individual_okrs
from northing.core.access import Act, Relation, decide
from northing.core.alignment import LinkKind, may_link
from northing.cycles.queries import CycleRow, cycles
from northing.goals.models import Alignment, Confidant, Contributor, KeyResult, Objective
from northing.goals.models.objective import State
from northing.goals.queries.exact import Gathered
from northing.goals.queries.filters import Filters, matching
from northing.goals.queries.footing import Footing
from northing.goals.queries.loading import load
from northing.goals.queries.rows import KeyResultRow, ObjectiveRow, PersonRef, TeamRef
from northing.goals.queries.visibility import Reader, visible_objectives
from northing.kit import errors
from northing.teams.models import TeamKind
from northing.teams.policies import relations_at
from northing.teams.queries import TeamRow, ids_in, memberships, tree

FEW_OBJECTIVES = 5
"""More than so many objectives of a team in one cycle are too many to follow (R29); it warns and never blocks."""

FEW_COMPANY_OBJECTIVES = 6
FEW_KEY_RESULTS = 5
"""The same for the key results of an objective (R29)."""

OFFERED = 12


@dataclass(frozen=True, slots=True)
class Places:
    """Where somebody may write objectives.

    `mine` are the numbers of the teams they belong to or lead themselves. `own_only`: they may write for no team, and
    so only an individual OKR of their own. `individual`: people may have OKRs of their own here.
    """

    teams: tuple[TeamRow, ...]
    mine: frozenset[int]
    own_only: bool = False
    individual: bool = True

    def team(self, team_id: int | None) -> TeamRow | None:
        return next((row for row in self.teams if row.id == team_id), None)


def places(actor: Person) -> Places:
    """The teams the actor may draft objectives for (R52). Raises `Refused` for accounts that only read, and `NotFound`
    for guests, who see no teams.

    Somebody without a team may still write an individual OKR, where there are such: it then hangs on the company.
    """
    rows = tree(actor)
    writable = [row for row in rows if decide(Act.CREATE_OBJECTIVE, relations_at(actor, row.id, row.path)).allowed]
    belonging = memberships(actor)
    if writable:
        return Places(tuple(writable), belonging.team_ids | belonging.led_team_ids, individual=individual_okrs())
    company = [row for row in rows if row.kind is TeamKind.COMPANY]
    held = relations_at(actor, company[0].id, company[0].path) if company else relations(actor)
    ask(Act.CREATE_OBJECTIVE, held | {Relation.INDIVIDUAL})
    if not individual_okrs():
        raise errors.Refused(
            gettext(
                "You belong to no team yet, and individual OKRs are switched off here. Ask to be taken into a team."
            )
        )
    return Places(tuple(company), frozenset(), own_only=True)


def open_cycles() -> list[CycleRow]:
    """The cycles objectives can be written for or moved to: all that are not closed, the earliest first."""
    return sorted((row for row in cycles() if not row.is_closed), key=lambda row: (row.span.starts_on, -row.span.days))


def objectives_so_far(reader: Reader, team_id: int, cycle_id: int, individual_id: int | None = None) -> int:
    """How many objectives a team has in a cycle, as far as the reader sees them; or a person of their own (R29)."""
    found = visible_objectives(reader).filter(cycle_id=cycle_id)
    if individual_id is not None:
        return found.filter(individual_id=individual_id).count()
    return found.filter(team_id=team_id, individual__isnull=True).count()


@dataclass(frozen=True, slots=True)
class Drafted:
    """An objective as its forms need it: its facts, its key results, who is named on it. `footing` for the policies."""

    objective: ObjectiveRow
    key_results: tuple[KeyResultRow, ...]
    confidants: tuple[PersonRef, ...]
    footing: Footing


def drafted(reader: Reader, objective_id: int, today: date) -> Drafted:
    """One objective, without its history and its links, in two queries. Raises `NotFound`."""
    stored = _stored(reader, objective_id)
    loaded = load([objective_id], [objective_id], cycles(), today)
    key_results = tuple(loaded.key_results.get(objective_id, ()))
    named = [PersonRef(pk, name) for pk, name in stored.gathered_confidants or ()]
    reader_id = reader.pk if isinstance(reader, Person) else None
    footing = Footing(
        team_id=stored.team_id,
        team_path=stored.team.path,
        lead_id=stored.lead_id,
        individual_id=stored.individual_id,
        state=State(stored.state),
        confidential=stored.confidential,
        owned=frozenset(row.id for row in key_results if row.owner and row.owner.id == reader_id),
        helped=frozenset(pk for (pk,) in stored.gathered_helped or ()),
        named=any(one.id == reader_id for one in named),
    )
    confidants = tuple(sorted(named, key=lambda one: one.name))
    return Drafted(loaded.objectives[objective_id], key_results, confidants, footing)


def _stored(reader: Reader, objective_id: int) -> Any:
    """The objective with its team, the people named on it, and the key results the reader helps with."""
    confidants = Confidant.objects.filter(objective_id=OuterRef("pk")).order_by().values("objective_id")
    helped = Contributor.objects.filter(
        key_result__objective_id=OuterRef("pk"),
        key_result__deleted_at__isnull=True,
        person_id=reader.pk or 0,
    )
    found = (
        visible_objectives(reader)
        .filter(pk=objective_id)
        .select_related("team")
        .annotate(
            gathered_confidants=_gathered(confidants, JSONArray("person_id", "person__name")),
            gathered_helped=_gathered(helped.order_by().values("key_result__objective_id"), JSONArray("key_result_id")),
        )
        .first()
    )
    if found is None:
        raise errors.NotFound
    return found


def _gathered(rows: Any, row: JSONArray) -> Subquery:
    return Subquery(rows.annotate(rows=Gathered(row)).values("rows"), output_field=JSONField())


@dataclass(frozen=True, slots=True)
class Meant:
    """What an objective that is not written yet is meant to serve: an objective (R21), or a key result of it (R20).

    `key_result_id` and `key_result` are there for a key result; `statement` is that of the objective.
    """

    objective_id: int
    statement: str
    team: TeamRef
    key_result_id: int | None = None
    key_result: str = ""


def meant(reader: Reader, *, objective_id: int | None = None, key_result_id: int | None = None) -> Meant | None:
    """What is to be served, if it is open and the reader sees it; else None. One query, two for a key result."""
    text = ""
    if key_result_id is not None:
        rows = KeyResult.objects.filter(pk=key_result_id, deleted_at__isnull=True)
        objective_id, text = rows.values_list("objective_id", "text").first() or (None, "")
    open_ones = visible_objectives(reader).exclude(state=State.CLOSED.value).select_related("team")
    found = open_ones.filter(pk=objective_id or 0).first()
    if found is None:
        return None
    return Meant(found.pk, found.statement, TeamRef.of(found.team), key_result_id, text)


@dataclass(frozen=True, slots=True)
class Servable:
    """An objective that another one could serve, with its key results that could be taken on.

    `key_results` are (number in the database, place in the objective, wording). `served` and `taken` say what is
    linked already. `fits`: it has the words that were looked for.
    """

    id: int
    statement: str
    team: TeamRef
    cycle: CycleRow
    is_draft: bool
    key_results: tuple[tuple[int, int, str], ...]
    served: bool
    taken: frozenset[int]
    fits: bool


def servable(
    reader: Reader, child_id: int, text: str = "", limit: int = OFFERED, *,
    chosen_objective_id: int | None = None, chosen_key_result_id: int | None = None,
) -> list[Servable]:  # fmt: skip
    """What an objective may serve (R20-R22): of its time, of its level or longer, open, and visible to the reader.

    With a text, every word of it occurs in the objective or in a key result of it. What belongs to the teams above
    comes first. Four queries, however many objectives there are. Loops are found when the link is drawn (R16).

    What is chosen already stays, before the others and whether it fits or not: looking further loses no choice.
    It costs one query more.
    """
    child = visible_objectives(reader).select_related("team", "cycle").filter(pk=child_id).first()
    if child is None:
        raise errors.NotFound
    known = {row.id: row for row in cycles()}
    fitting = list(_found(reader, child, known, text)[:limit])
    kept = _chosen(_found(reader, child, known, ""), chosen_objective_id, chosen_key_result_id)
    found = kept + [objective for objective in fitting if objective not in kept]
    numbered = _numbered([objective.pk for objective in found])
    links = Alignment.objects.filter(child_id=child_id, removed_at__isnull=True)
    linked = list(links.values_list("parent_objective_id", "parent_key_result_id"))
    served, taken = {one for one, _ in linked if one}, frozenset(other for _, other in linked if other)
    return [
        Servable(
            id=objective.pk,
            statement=objective.statement,
            team=TeamRef.of(objective.team),
            cycle=known[objective.cycle_id],
            is_draft=objective.state == State.DRAFT.value,
            key_results=tuple(numbered[objective.pk]),
            served=objective.pk in served,
            taken=taken,
            fits=objective in fitting,
        )
        for objective in found
    ]


def _chosen(offered: QuerySet[Objective], objective_id: int | None, key_result_id: int | None) -> list[Objective]:
    if objective_id is not None:
        return list(offered.filter(pk=objective_id))
    if key_result_id is not None:
        its = KeyResult.objects.filter(pk=key_result_id, deleted_at__isnull=True)
        return list(offered.filter(pk__in=its.values("objective_id")))
    return []


def _found(reader: Reader, child: Objective, known: dict[int, CycleRow], text: str) -> QuerySet[Objective]:
    own = known[child.cycle_id]
    fitting = tuple(
        row.id
        for row in known.values()
        if may_link(LinkKind.IMPLICIT, own.level, row.level, own.span, row.span) is None
    )
    above = ids_in(child.team.path)[:-1]
    found = matching(reader, Filters(cycle_ids=fitting, states=(State.DRAFT, State.PUBLISHED), text=text))
    near = Case(When(team_id__in=above, then=Value(0)), default=Value(1), output_field=IntegerField())
    ordered = found.exclude(pk=child.pk).annotate(near=near, deep=Length("team__path"))
    return ordered.select_related("team").order_by("near", "deep", "team__name", "position", "pk")


def _numbered(objective_ids: Collection[int]) -> dict[int, list[tuple[int, int, str]]]:
    numbered: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    rows = KeyResult.objects.filter(objective_id__in=objective_ids, deleted_at__isnull=True)
    for pk, objective_id, text in rows.order_by("position", "pk").values_list("pk", "objective_id", "text"):
        numbered[objective_id].append((pk, len(numbered[objective_id]) + 1, text))
    return numbered
