"""What happened to an objective and its key results: the target ledger (R30), the initiatives, and the log in order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import JSONField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONArray

from northing.accounts.models import Person
from northing.activity.models import Event, Subject, Verb
from northing.goals.models import Initiative, LedgerEntry
from northing.goals.models.initiative import InitiativeState
from northing.goals.queries.exact import Gathered
from northing.goals.queries.filters import end_of
from northing.goals.queries.rows import PersonRef


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One thing that was agreed and changed after publication. `before` and `after` are as stored."""

    id: int
    key_result_id: int
    key_result_text: str
    unit: str
    field: str
    before: Any
    after: Any
    reason: str
    changed_at: datetime
    changed_by: PersonRef | None


@dataclass(frozen=True, slots=True)
class InitiativeRow:
    """Work that should move the numbers (it never counts as progress), with its hypothesis and what came of it."""

    id: int
    title: str
    hypothesis: str
    outcome: str
    state: InitiativeState
    due_on: date | None
    ended_on: date | None
    key_result_id: int | None
    owner: PersonRef | None
    version: int

    @property
    def is_open(self) -> bool:
        return self.state is InitiativeState.OPEN


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of the log, with who did it. `details` are those that the action recorded."""

    id: int
    at: datetime
    who: PersonRef | None
    verb: Verb
    subject: Subject
    subject_id: int
    on_behalf: bool
    door: str
    details: dict[str, Any]


def ledger(where: Q, past_day: date | None = None) -> list[LedgerRow]:
    """The ledger of some key results, newest first, in one query. The caller knows that the reader may see them."""
    entries = LedgerEntry.objects.filter(where).select_related("changed_by", "key_result")
    if past_day is not None:
        entries = entries.filter(changed_at__lt=end_of(past_day))
    return [
        LedgerRow(
            id=entry.pk,
            key_result_id=entry.key_result_id,
            key_result_text=entry.key_result.text,
            unit=entry.key_result.unit,
            field=entry.field,
            before=entry.before,
            after=entry.after,
            reason=entry.reason,
            changed_at=entry.changed_at,
            changed_by=PersonRef.of(entry.changed_by),
        )
        for entry in entries.order_by("-changed_at", "-id")
    ]


def happenings(objective_id: int, limit: int, past_day: date | None = None) -> list[Happening]:
    """The latest events of an objective and everything in it, newest first. One query.

    On a past day also the later edits of the objective's own words, which are needed to take them back.
    """
    name = Person.objects.filter(pk=OuterRef("actor_id")).values("name")
    events = Event.objects.filter(objective_id=objective_id).annotate(name=Subquery(name))
    if past_day is not None:
        later_edit = Q(verb=Verb.EDITED.value, subject=Subject.OBJECTIVE.value)
        events = events.filter(Q(happened_at__lt=end_of(past_day)) | later_edit)
    return [
        Happening(
            id=event.pk,
            at=event.happened_at,
            who=PersonRef(event.actor_id, event.name) if event.actor_id is not None and event.name else None,
            verb=Verb(event.verb),
            subject=Subject(event.subject),
            subject_id=event.subject_id,
            on_behalf=event.on_behalf,
            door=event.door,
            details=event.details,
        )
        for event in events.order_by("-happened_at", "-id")[:limit]
    ]


def initiatives_of(outer: str, past_day: date | None = None, **where: Any) -> Subquery:
    """The initiatives below an objective's or key result's row, gathered into one value for `initiative_rows`."""
    found: QuerySet[Initiative] = Initiative.objects.filter(**{outer: OuterRef("pk")}, **where)
    if past_day is None:
        found = found.filter(deleted_at__isnull=True)
    else:
        until = end_of(past_day)
        found = found.filter(created_at__lt=until).filter(Q(deleted_at__isnull=True) | Q(deleted_at__gte=until))
    row = JSONArray(
        "position", "id", "title", "hypothesis", "outcome", "state", "due_on", "ended_on", "key_result_id",
        "owner_id", "owner__name", "version",
    )  # fmt: skip
    return Subquery(
        found.order_by().values(outer).annotate(rows=Gathered(row)).values("rows"), output_field=JSONField()
    )


def initiative_rows(gathered: Iterable[Any] | None, past_day: date | None = None) -> tuple[InitiativeRow, ...]:
    """Open ones first, by their order; then those that ended, the latest first."""
    rows = []
    for raw in sorted(gathered or (), key=lambda raw: (raw[0], raw[1])):
        pk, title, hypothesis, outcome, state, due_on, ended_on, key_result_id, owner_id, owner, version = raw[1:]
        ended = date.fromisoformat(ended_on) if ended_on else None
        still_open = ended is not None and past_day is not None and ended > past_day
        rows.append(
            InitiativeRow(
                id=pk,
                title=title,
                hypothesis=hypothesis,
                outcome="" if still_open else outcome,
                state=InitiativeState.OPEN if still_open else InitiativeState(state),
                due_on=date.fromisoformat(due_on) if due_on else None,
                ended_on=None if still_open else ended,
                key_result_id=key_result_id,
                owner=None if owner_id is None else PersonRef(owner_id, owner),
                version=version,
            )
        )
    return tuple(sorted(rows, key=lambda row: (not row.is_open, -(row.ended_on or date.min).toordinal())))
