"""What teams ask of each other (R23), as each reader may know it (R51).

A request is read by whoever sees what it is for, and by the team that is asked. The asked team reads its words, who asks and by
when; what it is for is named only to those who may see that. What is to bring it is named, and alarms, only for those who may
see *that*: a flag must not tell how a confidential objective stands.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import BooleanField, Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from northing.accounts.models import Person, Role
from northing.core.access import Act, Relation, decide
from northing.core.alignment import (
    Alarm,
    Bringing,
    Move,
    Request,
    RequestState,
    Side,
    alarms,
    waits_for,
)
from northing.core.scoring import Band
from northing.cycles.queries import cycles
from northing.goals.models import Dependency, DependencyStep, KeyResult, Objective
from northing.goals.models.objective import State
from northing.goals.queries.loading import load
from northing.goals.queries.rows import PersonRef, TeamRef
from northing.goals.queries.visibility import Reader, visible, visible_objectives
from northing.kit import errors
from northing.teams.models import Membership, MembershipRole
from northing.teams.policies import relations_at
from northing.teams.queries import memberships

MOST = 200

__all__ = ["Alarm", "Move", "RequestState", "Side", "between"]

_OPEN = [
    state.value for state in (RequestState.ASKED, RequestState.PROPOSED, RequestState.AGREED, RequestState.DECLINED)
]
_OBJECTIVES = ("asking_objective__", "asking_key_result__objective__")
_SERVING = ("serving_objective__", "serving_key_result__objective__")


@dataclass(frozen=True, slots=True)
class End:
    """An objective or a key result of it at one end of a request. `band` is how it stands today."""

    objective_id: int
    statement: str
    key_result_id: int | None
    text: str
    band: Band = Band.NONE
    pursued: bool = True
    gone: bool = False

    @property
    def words(self) -> str:
        """The key result where there is one, else the objective."""
        return self.text or self.statement


@dataclass(frozen=True, slots=True)
class DependencyRow:
    """One request. `asker` is what it is for, None where the reader may not see that; `bringer` what was named as bringing it,
    None where nothing was or the reader may not see it (`bringer_hidden`).

    `over`: what it was for is deleted, closed, or its cycle is; nobody is asked or flagged any more.
    `alarms` say why the asking side is flagged today; `mine` are the sides on which the reader belongs, whether or not they may
    speak for them; `answers`: they may answer for the asked team; `in_part`: they lead an objective or own a key result there.
    """

    id: int
    words: str
    state: RequestState
    due_on: date
    proposed_on: date | None
    reason: str
    version: int
    asking_team: TeamRef
    asked_team: TeamRef
    asked_team_archived: bool
    asker: End | None
    asking_objective_id: int
    bringer: End | None
    bringer_hidden: bool
    asked_by: PersonRef | None
    asked_at: datetime
    changed_at: datetime
    over: bool
    alarms: tuple[Alarm, ...]
    mine: frozenset[Side]
    answers: bool
    in_part: bool

    @property
    def flagged(self) -> bool:
        return bool(self.alarms)

    @property
    def waits_for(self) -> Side | None:
        """Whose turn it is; nobody's once it is over."""
        return None if self.over else waits_for(self.state)

    @property
    def is_open(self) -> bool:
        return not self.over and self.state.value in _OPEN


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step in the history of a request; `move` is None for the asking itself."""

    id: int
    move: Move | None
    state: RequestState
    day: date | None
    note: str
    at: datetime
    who: PersonRef | None
    on_behalf: bool


@dataclass(frozen=True, slots=True)
class Between:
    """A request as the map draws it: from an objective (and its key result) to a team, and to what it named."""

    id: int
    asking_objective_id: int
    asking_key_result_id: int | None
    asked_team_id: int
    serving_objective_id: int | None
    serving_key_result_id: int | None
    state: RequestState
    due: date
    flagged: bool


def between(reader: Reader, objective_ids: Collection[int], day: date) -> list[Between]:
    """The requests that these objectives or their key results make, as of the numbers of `day`, for the map.

    Only of objectives the reader may see; what was withdrawn, or is for something that is over, is not among them. Two
    queries, however many there are.
    """
    found = _seen(reader).filter(asker_seen=True, asker_id__in=list(objective_ids))
    rows = _rows(found.exclude(state=RequestState.WITHDRAWN.value), reader, day)
    return [
        Between(
            id=row.id,
            asking_objective_id=row.asking_objective_id,
            asking_key_result_id=row.asker.key_result_id if row.asker else None,
            asked_team_id=row.asked_team.id,
            serving_objective_id=row.bringer.objective_id if row.bringer else None,
            serving_key_result_id=row.bringer.key_result_id if row.bringer else None,
            state=row.state,
            due=row.proposed_on or row.due_on,
            flagged=row.flagged,
        )
        for row in rows
        if not row.over
    ]


def of_objective(
    reader: Reader, objective_id: int, today: date, key_result_id: int | None = None
) -> tuple[list[DependencyRow], list[DependencyRow]]:
    """What an objective (or one key result of it) depends on, and what was promised with it. Two queries at most."""
    if key_result_id is None:
        # By the columns that have indexes, not by the computed one: this stands on every objective's page.
        parts = KeyResult.objects.filter(objective_id=objective_id).order_by().values("pk")
        asks = Q(asking_objective_id=objective_id) | Q(asking_key_result_id__in=parts)
        brings = Q(serving_objective_id=objective_id) | Q(serving_key_result_id__in=parts)
    else:
        asks, brings = Q(asking_key_result_id=key_result_id), Q(serving_key_result_id=key_result_id)
    there = Dependency.objects.filter(asks | brings).exclude(state=RequestState.WITHDRAWN.value)
    found = _seen(reader).filter(pk__in=there.order_by().values("pk"))
    rows = _rows(found, reader, today)
    own = [row for row in rows if _at(row.asker, objective_id, key_result_id)]
    promised = [row for row in rows if _at(row.bringer, objective_id, key_result_id)]
    return own, promised


def _at(end: End | None, objective_id: int, key_result_id: int | None) -> bool:
    if end is None:
        return False
    return end.objective_id == objective_id if key_result_id is None else end.key_result_id == key_result_id


def request(reader: Reader, dependency_id: int, today: date) -> DependencyRow:
    """One request; `NotFound` for whoever neither sees what it is for nor belongs to the asked team."""
    rows = _rows(_seen(reader).filter(pk=dependency_id), reader, today)
    if not rows:
        raise errors.NotFound
    return rows[0]


def history(dependency_id: int) -> list[StepRow]:
    """Every step of a request, newest first; both sides see all of it (R23). The caller has asked for the request."""
    return [
        StepRow(
            id=step.pk,
            move=Move(step.move) if step.move else None,
            state=RequestState(step.state),
            day=step.day,
            note=step.note,
            at=step.at,
            who=PersonRef.of(step.by),
            on_behalf=step.on_behalf,
        )
        for step in DependencyStep.objects.filter(dependency_id=dependency_id).select_related("by").order_by("-id")
    ]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which requests a list is about: of the teams of the reader, or of one; asked of them, or by them; in which states."""

    team_id: int | None = None
    side: Side | None = None
    state: str = ""
    cycle_id: int | None = None


def listed(reader: Reader, wanted: Wanted, today: date) -> list[DependencyRow]:
    """The requests of the reader's teams, or of one team: those that wait for somebody first, the earliest day first."""
    if not isinstance(reader, Person):
        return []
    mine = memberships(reader)
    team_ids = [wanted.team_id] if wanted.team_id is not None else list(mine.team_ids | mine.led_team_ids)
    asked, asking = Q(asked_team_id__in=team_ids), Q(asking_team_id__in=team_ids)
    if wanted.team_id is None:  # what somebody leads or owns is theirs, whatever team it belongs to
        asking |= _of_objectives(Q(lead=reader) | Q(individual=reader)) | Q(asking_key_result__owner=reader)
    sides = {Side.ASKED: asked, Side.ASKING: asking & Q(asker_seen=True)}
    found = _seen(reader).filter(sides[wanted.side] if wanted.side else sides[Side.ASKED] | sides[Side.ASKING])
    if wanted.cycle_id is not None:
        found = found.filter(cycle_id=wanted.cycle_id)
    if wanted.state in _OPEN or wanted.state in {state.value for state in RequestState}:
        found = found.filter(state=wanted.state)
    rows = _rows(found.order_by("-changed_at")[: MOST * 5], reader, today)
    if wanted.state == "open":
        rows = [row for row in rows if row.is_open]
    elif wanted.state == "flagged":
        rows = [row for row in rows if row.flagged]
    return sorted(rows, key=_pressing)[:MOST]


def needing(reader: Reader, today: date) -> list[DependencyRow]:
    """What needs this person now: requests that their teams have not answered and they may answer, replies that wait for
    them, and what alarms of theirs. For who leads a unit above, only those of teams without a lead of their own. Three queries at most.
    """
    if not isinstance(reader, Person) or reader.role != Role.CONTRIBUTOR.value:
        return []
    mine = memberships(reader)
    of_mine = Q(asked_team_id__in=list(mine.team_ids)) & answering_part(reader)
    to_answer = Q(state=RequestState.ASKED.value) & (_answered_by(mine.led_team_ids, mine.led_paths, today) | of_mine)
    alone = Q(lead__isnull=True, team_id__in=mine.led_team_ids)
    answered = _of_objectives(Q(lead=reader) | Q(individual=reader) | alone) | Q(asking_key_result__owner=reader)
    # Found first, by indexes, and then asked who may read how much of it: home is opened more often than anything else.
    near = list(Dependency.objects.filter(to_answer | answered, state__in=_OPEN).values_list("pk", flat=True)[:MOST])
    if not near:
        return []
    rows = _rows(_seen(reader).filter(pk__in=near), reader, today)
    pressing = [row for row in rows if row.waits_for in row.mine or (row.flagged and Side.ASKING in row.mine)]
    return sorted(pressing, key=_pressing)


def waiting_count(team: str = "pk") -> Any:
    """The number of requests that wait for the answer of the team at `team`, to annotate teams with."""
    there = Dependency.objects.filter(asked_team_id=OuterRef(team), state=RequestState.ASKED.value)
    there = _with_facts(there).filter(_alive())
    counted = there.order_by().values("asked_team_id").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), Value(0))


def _pressing(row: DependencyRow) -> tuple[bool, bool, bool, date, int]:
    waits = row.waits_for in row.mine if row.waits_for else False
    return (not waits, not row.flagged, not row.is_open, row.due_on, row.id)


def _answered_by(team_ids: Collection[int], paths: Iterable[str], today: date) -> Q:
    """Asked of a team that the reader leads, or of one below without a lead who is here."""
    leads = Membership.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=today),
        team_id=OuterRef("asked_team_id"),
        role=MembershipRole.LEAD.value,
        starts_on__lte=today,
        person__is_active=True,
    )
    condition = Q(asked_team_id__in=list(team_ids))
    for path in paths:
        condition |= Q(Q(asked_team__path__startswith=path) & ~Exists(leads))
    return condition


def _of_objectives(where: Q) -> Q:
    """The requests of these objectives and of their key results."""
    objectives = Objective.objects.filter(where, deleted_at__isnull=True).order_by().values("pk")
    parts = KeyResult.objects.filter(objective_id__in=objectives).order_by().values("pk")
    return Q(asking_objective_id__in=objectives) | Q(asking_key_result_id__in=parts)


# ---- reading --------------------------------------------------------------------------------------------------


def _with_facts(found: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """With the objective that asks, through its key result if it is one."""
    through = {
        "asker_id": "id", "asking_team_id": "team_id", "cycle_id": "cycle_id", "asker_state": "state",
    }  # fmt: skip
    with_facts: QuerySet[Any, Any] = found.annotate(
        **{name: Coalesce(*(F(prefix + column) for prefix in _OBJECTIVES)) for name, column in through.items()}
    )
    return with_facts


def _alive() -> Q:
    """What it is for is there and open, and so is its cycle."""
    there = Q(asking_objective__isnull=False, asking_objective__deleted_at__isnull=True) | Q(
        asking_key_result__deleted_at__isnull=True, asking_key_result__objective__deleted_at__isnull=True
    ) & Q(asking_key_result__isnull=False)
    running = Q(
        asking_objective__cycle__closed_at__isnull=True, asking_key_result__objective__cycle__closed_at__isnull=True
    )
    return there & running & ~Q(asker_state=State.CLOSED.value)


def _asked_of(reader: Person) -> Q:
    """The requests to teams that the reader belongs to, or leads from above."""
    mine = memberships(reader)
    condition = Q(asked_team_id__in=list(mine.team_ids | mine.led_team_ids))
    for path in mine.led_paths:
        condition |= Q(asked_team__path__startswith=path)
    return condition


def answering_part(reader: Person) -> Q:
    """The requests to teams where the reader leads an open objective or owns a key result of one."""
    there = Objective.objects.filter(team_id=OuterRef("asked_team_id"), deleted_at__isnull=True).exclude(
        state=State.CLOSED.value
    )
    owned = KeyResult.objects.filter(
        objective__team_id=OuterRef("asked_team_id"),
        owner=reader,
        deleted_at__isnull=True,
        objective__deleted_at__isnull=True,
    ).exclude(objective__state=State.CLOSED.value)
    return Q(Exists(there.filter(lead=reader))) | Q(Exists(owned))


def _seen(reader: Reader) -> QuerySet[Any, Any]:
    """The requests this reader may read, with what decides how much of each."""
    if isinstance(reader, AnonymousUser) or not reader.is_active or reader.role == Role.GUEST.value:
        nothing: QuerySet[Any, Any] = _with_facts(Dependency.objects.none()).annotate(asker_seen=Value(False))
        return nothing
    sees = Q(pk__in=[])
    brings = Q(pk__in=[])
    for asking, serving in zip(_OBJECTIVES, _SERVING, strict=True):
        sees |= Q(**{f"{asking}id__isnull": False, f"{asking}deleted_at__isnull": True}) & visible(reader, asking)
        brings |= Q(**{f"{serving}id__isnull": False}) & visible(reader, serving)
    found = _with_facts(Dependency.objects.all()).annotate(
        asker_seen=_truth(sees), bringer_seen=_truth(brings), in_part=_truth(answering_part(reader))
    )
    # By the annotations: to say it twice would take longer than to ask it.
    seen: QuerySet[Any, Any] = found.filter(Q(asker_seen=True) | Q(in_part=True) | _asked_of(reader))
    return seen


def _truth(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def _rows(found: QuerySet[Any, Any], reader: Reader, today: date) -> list[DependencyRow]:
    stored = list(
        found.select_related(
            "asked_team",
            "asked_by",
            "asking_objective__team",
            "asking_objective__cycle",
            "asking_key_result__objective__team",
            "asking_key_result__objective__cycle",
            "serving_objective",
            "serving_key_result__objective",
        )
    )
    bands = _bands(stored, today)
    return [_row(one, reader, bands, today) for one in stored]


def _bands(stored: Iterable[Any], today: date) -> dict[tuple[str, int], Band]:
    """How what brings something stands today, of what the reader may see; one query, and none where nothing is awaited."""
    objectives: set[int] = set()
    parts: set[int] = set()
    for one in stored:
        if one.bringer_seen and one.state == RequestState.AGREED.value:
            if one.serving_key_result is not None:
                objectives.add(one.serving_key_result.objective_id)
                parts.add(one.serving_key_result.objective_id)
            elif one.serving_objective_id is not None:
                objectives.add(one.serving_objective_id)
    loaded = load(objectives, parts, cycles(), today)
    bands = {("objective", number): row.voices.band for number, row in loaded.objectives.items()}
    for rows in loaded.key_results.values():
        bands |= {("key_result", row.id): row.voices.band for row in rows}
    return bands


def _row(one: Any, reader: Reader, bands: dict[tuple[str, int], Band], today: date) -> DependencyRow:
    asking = _end(one.asking_objective, one.asking_key_result, bands)
    assert asking is not None  # the table's own constraint: one of the two is set
    bringing = _end(one.serving_objective, one.serving_key_result, bands)
    objective = one.asking_objective or one.asking_key_result.objective
    is_seen = one.bringer_seen
    state = RequestState(one.state)
    over = not asking.pursued or objective.cycle.closed_at is not None
    found = alarms(
        Request(state, one.due_on, one.proposed_on),
        today,
        bringing=Bringing(bringing.band, bringing.pursued) if bringing and is_seen else None,
        dissolved=one.asked_team.archived_at is not None,
    )
    answering = may_answer(reader, one.asked_team_id, one.asked_team.path, in_part=one.in_part)
    return DependencyRow(
        id=one.pk,
        words=one.words,
        state=state,
        due_on=one.due_on,
        proposed_on=one.proposed_on,
        reason=one.reason,
        version=one.version,
        asking_team=TeamRef.of(objective.team),
        asked_team=TeamRef.of(one.asked_team),
        asked_team_archived=one.asked_team.archived_at is not None,
        asker=asking if one.asker_seen and not asking.gone else None,
        asking_objective_id=asking.objective_id,
        bringer=bringing if bringing and is_seen and not bringing.gone else None,
        bringer_hidden=bringing is not None and not is_seen,
        asked_by=PersonRef.of(one.asked_by),
        asked_at=one.asked_at,
        changed_at=one.changed_at,
        over=over,
        alarms=() if over else found,
        mine=_mine(one, objective, reader, answering),
        answers=answering,
        in_part=one.in_part,
    )


def _mine(one: Any, objective: Objective, reader: Reader, answering: bool) -> frozenset[Side]:
    """The sides on which the reader has to act, or whose team they belong to."""
    mine = memberships(reader)
    sides = set()
    if one.asked_team_id in mine.team_ids or mine.leads(one.asked_team.path) or one.in_part:
        sides.add(Side.ASKED)
    owner = one.asking_key_result.owner_id if one.asking_key_result else None
    own = reader.pk is not None and reader.pk in (objective.lead_id, objective.individual_id, owner)
    if one.asker_seen and (own or objective.team_id in mine.team_ids or mine.leads(objective.team.path)):
        sides.add(Side.ASKING)
    return frozenset(sides)


def may_answer(reader: Reader, team_id: int, path: str, *, in_part: bool) -> bool:
    """Whether this person may answer for the asked team (R52)."""
    return decide(Act.ANSWER_REQUEST, answering_relations(reader, team_id, path, in_part=in_part)).allowed


def answering_relations(reader: Reader, team_id: int, path: str, *, in_part: bool) -> frozenset[Relation]:
    """What somebody is to the asked team; `in_part`: leads an objective or owns a key result there."""
    held = relations_at(reader, team_id, path)
    return held | {Relation.LEAD} if in_part else held


def _end(objective: Objective | None, key_result: KeyResult | None, bands: dict[tuple[str, int], Band]) -> End | None:
    if objective is None and key_result is None:
        return None
    whole = objective if key_result is None else key_result.objective
    assert whole is not None
    gone = whole.deleted_at is not None or (key_result is not None and key_result.deleted_at is not None)
    band = bands.get(("key_result", key_result.pk) if key_result else ("objective", whole.pk), Band.NONE)
    return End(
        objective_id=whole.pk,
        statement=whole.statement,
        key_result_id=key_result.pk if key_result else None,
        text=key_result.text if key_result else "",
        band=band,
        pursued=not gone and whole.state != State.CLOSED.value,
        gone=gone,
    )


@dataclass(frozen=True, slots=True)
class Bringable:
    """An open objective of the asked team that can be named as bringing it, with its key results as (number, text)."""

    id: int
    statement: str
    key_results: tuple[tuple[int, str], ...]


def bringable(reader: Reader, team_id: int) -> list[Bringable]:
    """What the reader can name of a team as bringing something: its open objectives in open cycles. Two queries."""
    open_ones = (
        visible_objectives(reader)
        .filter(team_id=team_id, cycle__closed_at__isnull=True)
        .exclude(state=State.CLOSED.value)
        .order_by("cycle__starts_on", "position", "id")
    )
    parts: dict[int, list[tuple[int, str]]] = defaultdict(list)
    there = KeyResult.objects.filter(objective__in=open_ones.order_by().values("pk"), deleted_at__isnull=True)
    for objective_id, pk, text in there.order_by("position", "id").values_list("objective_id", "pk", "text"):
        parts[objective_id].append((pk, text))
    return [
        Bringable(pk, statement, tuple(parts.get(pk, ())))
        for pk, statement in open_ones.values_list("pk", "statement")[:MOST]
    ]
