"""Everything the page of one key result shows that is a matter of goals; check-ins are asked of their own concept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import JSONArray

from northing.accounts.models import Person
from northing.core.measures import Measure
from northing.core.scoring import Commitment
from northing.cycles.queries import cycles
from northing.goals.models import Confidant, Contributor
from northing.goals.models.objective import State
from northing.goals.queries.exact import Gathered, gathered
from northing.goals.queries.footing import Footing
from northing.goals.queries.loading import load
from northing.goals.queries.records import InitiativeRow, LedgerRow, initiative_rows, initiatives_of, ledger
from northing.goals.queries.relatives import Relative, links_to_key_result, numbers_of, seen_among
from northing.goals.queries.rows import KeyResultRow, ObjectiveRow, PersonRef
from northing.goals.queries.visibility import Reader, visible_key_results
from northing.kit import errors

__all__ = ["KeyResultPage", "State", "key_result"]


_MEASURED = ("start", "target", "low", "high", "level_03", "level_07", "unit")


@dataclass(frozen=True, slots=True)
class KeyResultPage:
    """One key result with its objective and all that belongs to it, as its reader may see it.

    `siblings` are all key results of the objective, this one included. `first`: what was agreed at publication, None
    where nothing of it has changed since (R30). `taken_on_by`: the objectives that made it their own (R20); `unseen`
    those of them this reader may not see. `score_reason`: why it was scored as it was, once it is closed (R37). `as_of`:
    the past day the page stands for, None for today (R19).
    """

    key_result: KeyResultRow
    objective: ObjectiveRow
    siblings: tuple[KeyResultRow, ...]
    contributors: tuple[PersonRef, ...]
    taken_on_by: tuple[Relative, ...]
    unseen: tuple[Relative, ...]
    initiatives: tuple[InitiativeRow, ...]
    ledger: tuple[LedgerRow, ...]
    first: Measure | None
    first_text: str
    published_at: datetime | None
    footing: Footing
    today: date
    as_of: date | None = None
    not_yet: bool = False
    score_reason: str = ""

    @property
    def commitment(self) -> Commitment:
        return self.objective.commitment

    @property
    def weights(self) -> float:
        """The weight of all key results of the objective together."""
        return sum(row.weight for row in self.siblings)

    @property
    def day(self) -> date:
        """The day whose evening the numbers are those of; an ended cycle stays at its last day."""
        return min(self.as_of or self.today, self.objective.cycle.span.ends_on)


def key_result(reader: Reader, key_result_id: int, today: date, as_of: date | None = None) -> KeyResultPage:
    """The page of one key result as of today or of the end of a past day (R19), in four queries, and
    two more for what was foreseen then.

    Raises `NotFound` for what is not there or not for this reader.
    """
    past_day = as_of if as_of is not None and as_of < today else None
    stored = _stored(reader, key_result_id, past_day)
    links = links_to_key_result(key_result_id, past_day)
    numbers = numbers_of(links) | {stored.objective_id}
    loaded = load(numbers, [stored.objective_id], cycles(), today, past_day)
    objective = loaded.objectives[stored.objective_id]
    siblings = tuple(loaded.key_results.get(stored.objective_id, ()))
    row = next((sibling for sibling in siblings if sibling.id == key_result_id), None)
    if row is None:  # on that day it was not published yet
        return _before_it_was_there(reader, key_result_id, today, past_day)
    takers = [
        Relative(link.id, link.kind, loaded.objectives[link.child], row)
        for link in links
        if link.child in loaded.objectives
    ]
    seen = seen_among(reader, [taker.objective for taker in takers])
    changes = ledger(Q(key_result_id=key_result_id), past_day)
    return KeyResultPage(
        key_result=row,
        objective=objective,
        siblings=siblings,
        contributors=PersonRef.by_name(stored.gathered_helpers),
        taken_on_by=tuple(taker for taker in takers if taker.objective.id in seen),
        unseen=tuple(taker for taker in takers if taker.objective.id not in seen and taker.counts),
        initiatives=initiative_rows(stored.gathered_initiatives, past_day),
        ledger=tuple(changes),
        first=_first(row, changes),
        first_text=stored.first_text if stored.first_text and stored.first_text != row.text else "",
        published_at=stored.published_at,
        footing=_footing(reader, stored, siblings),
        today=today,
        as_of=past_day,
        score_reason=stored.score_reason if row.state is State.CLOSED else "",
    )


def _before_it_was_there(reader: Reader, key_result_id: int, today: date, past_day: date | None) -> KeyResultPage:
    """The page of a day on which it was not published: today's, marked as such; a door says so and offers today."""
    if past_day is None:
        raise errors.NotFound
    return replace(key_result(reader, key_result_id, today), as_of=past_day, not_yet=True)


def _stored(reader: Reader, key_result_id: int, past_day: date | None) -> Any:
    reader_id = reader.pk if isinstance(reader, Person) else 0
    helpers = Contributor.objects.filter(key_result_id=OuterRef("pk")).order_by().values("key_result_id")
    helped = Contributor.objects.filter(
        key_result__objective_id=OuterRef("objective_id"), key_result__deleted_at__isnull=True, person_id=reader_id
    )
    found = (
        visible_key_results(reader)
        .filter(pk=key_result_id)
        .select_related("objective__team")
        .annotate(
            gathered_helpers=gathered(helpers.annotate(rows=Gathered(JSONArray("person_id", "person__name")))),
            gathered_helped=gathered(
                helped.order_by().values("key_result__objective_id").annotate(rows=Gathered(JSONArray("key_result_id")))
            ),
            gathered_initiatives=initiatives_of("key_result_id", past_day),
            reader_named=Exists(Confidant.objects.filter(objective_id=OuterRef("objective_id"), person_id=reader_id)),
        )
        .first()
    )
    if found is None:
        raise errors.NotFound
    return found


def _first(row: KeyResultRow, changes: Sequence[LedgerRow]) -> Measure | None:
    """What was agreed at publication, if that is another measure than now: the first `before` of each field."""
    before = {change.field: change.before for change in changes}  # newest first: the oldest change of a field wins
    measured = {field: before[field] for field in _MEASURED if field in before}
    if not measured or "kind" in before or "reading" in before:
        return None
    first = replace(row.measure, **measured)
    return None if first == row.measure else first


def _footing(reader: Reader, stored: Any, siblings: Sequence[KeyResultRow]) -> Footing:
    reader_id = reader.pk if isinstance(reader, Person) else 0
    objective = stored.objective
    return Footing(
        team_id=objective.team_id,
        team_path=objective.team.path,
        lead_id=objective.lead_id,
        individual_id=objective.individual_id,
        state=State(objective.state),
        confidential=objective.confidential,
        owned=frozenset(row.id for row in siblings if row.owner and row.owner.id == reader_id),
        helped=frozenset(pk for (pk,) in stored.gathered_helped or ()),
        named=stored.reader_named,
    )
