"""Everything the page of one objective shows, in five queries however much hangs on it, and two more for what a past day
foresaw.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, JSONArray

from northing.accounts.models import Person
from northing.activity.models import Subject, Verb
from northing.core.measures import problems
from northing.cycles.queries import cycles
from northing.goals.models import Confidant, Contributor, KeyResult, Objective
from northing.goals.models.objective import State
from northing.goals.queries.exact import Gathered, gathered
from northing.goals.queries.filters import end_of
from northing.goals.queries.footing import Footing
from northing.goals.queries.loading import load
from northing.goals.queries.records import (
    Happening,
    InitiativeRow,
    LedgerRow,
    happenings,
    initiative_rows,
    initiatives_of,
    ledger,
)
from northing.goals.queries.relatives import Family, family, gone_originals, links_around, numbers_of, seen_among
from northing.goals.queries.rows import KeyResultRow, ObjectiveRow, PersonRef
from northing.goals.queries.visibility import Reader, visible_objectives
from northing.kit import errors

MOST_EVENTS = 120

__all__ = ["MOST_EVENTS", "Missing", "ObjectivePage", "State", "objective"]


@dataclass(frozen=True, slots=True)
class Missing:
    """What keeps a draft from being published, in a sentence; `key_result` where it is about one (R9)."""

    words: str
    key_result: KeyResultRow | None = None


@dataclass(frozen=True, slots=True)
class ObjectivePage:
    """One objective with all that belongs to it, as its reader may see it.

    `place` of `siblings`: which of the team's public objectives of the cycle it is; `siblings_alike` of them promise the
    same commitment. `missing`: what a draft lacks before it
    can be published. `learned` and `reasons` (of key results whose score is not what the numbers propose, by number) were
    said at the end (R2, R37). `as_of`: the past day the page stands for, None for today (R19); `not_yet`: on that day it was
    not published. `was_carried`: from an earlier cycle, or into a later one (R39). `happenings` are newest first, at most
    `MOST_EVENTS` of them.
    """

    objective: ObjectiveRow
    key_results: tuple[KeyResultRow, ...]
    family: Family
    initiatives: tuple[InitiativeRow, ...]
    ledger: tuple[LedgerRow, ...]
    happenings: tuple[Happening, ...]
    confidants: tuple[PersonRef, ...]
    sponsor: PersonRef | None
    missing: tuple[Missing, ...]
    footing: Footing
    place: int
    siblings: int
    siblings_alike: int
    learned: str
    reasons: Mapping[int, str]
    today: date
    as_of: date | None = None
    not_yet: bool = False
    was_carried: bool = False

    @property
    def directional(self) -> bool:
        """No key results of its own: its number is that of what is aligned to it (R14)."""
        return not self.key_results

    @property
    def day(self) -> date:
        """The day whose evening the numbers are those of."""
        return self.as_of or self.today


def objective(reader: Reader, objective_id: int, today: date, as_of: date | None = None) -> ObjectivePage:
    """The page of one objective as of today or of the end of a past day (R19).

    Raises `NotFound` for what is not there or not for this reader.
    """
    past_day = as_of if as_of is not None and as_of < today else None
    stored = _stored(reader, objective_id, past_day)
    links = links_around(objective_id, past_day)
    numbers = numbers_of(links) | {objective_id}
    loaded = load(numbers, numbers, cycles(), today, past_day)
    row, key_results = loaded.objectives[objective_id], tuple(loaded.key_results.get(objective_id, ()))
    seen = seen_among(reader, loaded.objectives.values())
    events = happenings(objective_id, MOST_EVENTS, past_day)
    if past_day is not None:
        row = _with_words_of(row, events, past_day)
        events = [event for event in events if event.at < end_of(past_day)]
    return ObjectivePage(
        objective=row,
        key_results=key_results,
        family=family(objective_id, links, loaded, seen, gone_originals(links, loaded, past_day)),
        initiatives=initiative_rows(stored.gathered_initiatives, past_day),
        ledger=tuple(ledger(Q(key_result__objective_id=objective_id, key_result__deleted_at__isnull=True), past_day)),
        happenings=tuple(events),
        confidants=PersonRef.by_name(stored.gathered_confidants),
        sponsor=PersonRef.of(stored.team.sponsor),
        missing=tuple(_missing(key_results)) if row.state is State.DRAFT else (),
        footing=_footing(reader, stored, key_results),
        place=stored.place,
        siblings=stored.siblings,
        siblings_alike=stored.siblings_alike,
        learned=stored.learned,
        reasons=dict(stored.gathered_reasons or ()),
        today=today,
        as_of=past_day,
        not_yet=past_day is not None and (row.published_at is None or row.published_at >= end_of(past_day)),
        was_carried=stored.carried_from_id is not None or stored.went_on,
    )


def _stored(reader: Reader, objective_id: int, past_day: date | None) -> Any:
    """The objective with its team and with what is gathered around it; one query."""
    reader_id = reader.pk if isinstance(reader, Person) else 0
    confidants = Confidant.objects.filter(objective_id=OuterRef("pk")).order_by().values("objective_id")
    helped = (
        Contributor.objects.filter(key_result__objective_id=OuterRef("pk"), key_result__deleted_at__isnull=True)
        .filter(person_id=reader_id)
        .order_by()
        .values("key_result__objective_id")
    )
    explained = (
        KeyResult.objects.filter(objective_id=OuterRef("pk"), deleted_at__isnull=True)
        .exclude(score_reason="")
        .order_by()
        .values("objective_id")
    )
    public = Q(deleted_at__isnull=True, confidential=False) & ~Q(state=State.DRAFT.value)
    among = Objective.objects.filter(public, team_id=OuterRef("team_id"), cycle_id=OuterRef("cycle_id"))
    here = Q(position__lt=OuterRef("position")) | Q(position=OuterRef("position"), pk__lte=OuterRef("pk"))
    promised = Q(commitment=OuterRef("commitment"))
    counted = among.order_by().values("team_id")
    found = (
        visible_objectives(reader)
        .filter(pk=objective_id)
        .select_related("team__sponsor")
        .annotate(
            gathered_confidants=gathered(confidants.annotate(rows=Gathered(JSONArray("person_id", "person__name")))),
            gathered_helped=gathered(helped.annotate(rows=Gathered(JSONArray("key_result_id")))),
            gathered_reasons=gathered(explained.annotate(rows=Gathered(JSONArray("pk", "score_reason")))),
            gathered_initiatives=initiatives_of("objective_id", past_day),
            siblings=Coalesce(Subquery(counted.annotate(n=Count("pk")).values("n")), Value(0)),
            siblings_alike=Coalesce(Subquery(counted.annotate(n=Count("pk", filter=promised)).values("n")), Value(0)),
            went_on=Exists(Objective.objects.filter(carried_from_id=OuterRef("pk"), deleted_at__isnull=True)),
            place=Coalesce(Subquery(counted.annotate(n=Count("pk", filter=here)).values("n")), Value(0)),
        )
        .first()
    )
    if found is None:
        raise errors.NotFound
    return found


def _footing(reader: Reader, stored: Any, key_results: Sequence[KeyResultRow]) -> Footing:
    reader_id = reader.pk if isinstance(reader, Person) else 0
    return Footing(
        team_id=stored.team_id,
        team_path=stored.team.path,
        lead_id=stored.lead_id,
        individual_id=stored.individual_id,
        state=State(stored.state),
        confidential=stored.confidential,
        owned=frozenset(row.id for row in key_results if row.owner and row.owner.id == reader_id),
        helped=frozenset(pk for (pk,) in stored.gathered_helped or ()),
        named=any(pk == reader_id for pk, _name in stored.gathered_confidants or ()),
    )


def _missing(key_results: Sequence[KeyResultRow]) -> list[Missing]:
    """What publishing would refuse, in the same words: a start nobody measured, a target on the wrong side (R9)."""
    return [Missing(problem.message, row) for row in key_results for problem in problems(row.measure, publishing=True)]


def _with_words_of(row: ObjectiveRow, events: Sequence[Happening], past_day: date) -> ObjectiveRow:
    """The objective with the statement and the why it had: what was edited since is taken back."""
    until = end_of(past_day)
    words: dict[str, str] = {}
    for event in events:  # newest first, so that the oldest edit after that day has the last word
        if event.at >= until and event.verb is Verb.EDITED and event.subject is Subject.OBJECTIVE:
            changed = event.details.get("changed", {})
            words |= {name: changed[name][0] for name in ("statement", "why") if name in changed}
    return replace(row, **words)  # type: ignore[arg-type]  # both are texts
