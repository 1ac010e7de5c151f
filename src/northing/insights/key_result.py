"""The whole story of one key result: what was agreed, what was said over time, and where its number comes from."""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext

from northing.checkins.queries import CheckInRow, entries_of
from northing.core.forecasting import Ray, Task, cone
from northing.core.measures import NumberStyle, Reading
from northing.core.rollup import Explanation, Feeds, LastChange, Superseded
from northing.goals.queries.explaining import explain_page_of_key_result, ledger_changes, local
from northing.goals.queries.foresight import History, Learned, task_of
from northing.goals.queries.histories import learned
from northing.goals.queries.key_result import KeyResultPage, key_result
from northing.goals.queries.visibility import Reader


@dataclass(frozen=True, slots=True)
class KeyResultStory:
    """A key result's page with its check-ins, newest first, corrected ones too.

    `values` are those that count, one for each day that has any, in order of their days: the last level said for a day,
    or the sum of what was added on it (R8a). `learned` is what its forecast was foreseen with (R45).
    """

    page: KeyResultPage
    checkins: tuple[CheckInRow, ...]
    values: tuple[tuple[date, float], ...]
    learned: Learned = field(default_factory=Learned)

    @property
    def in_force(self) -> tuple[CheckInRow, ...]:
        """The check-ins that count, in the order of their days."""
        return tuple(reversed([entry for entry in self.checkins if counts(entry)]))

    @property
    def replaced(self) -> tuple[tuple[CheckInRow, CheckInRow], ...]:
        """Each check-in that was corrected or taken back, with the one that did it."""
        by_id = {entry.id: entry for entry in self.checkins}
        return tuple(
            (entry, by_id[entry.superseded_by_id])
            for entry in self.checkins
            if entry.superseded_by_id is not None and entry.superseded_by_id in by_id
        )


def counts(entry: CheckInRow) -> bool:
    """Neither corrected nor taken back, nor the taking back itself."""
    return entry.superseded_by_id is None and not entry.is_withdrawal


def story(reader: Reader, key_result_id: int, today: date, as_of: date | None = None) -> KeyResultStory:
    """The story of a key result as of today or of the end of a past day (R19), in at most seven queries, and two
    more for what was foreseen on a past day.

    Raises `NotFound` for what is not there or not for this reader.
    """
    page = key_result(reader, key_result_id, today, as_of)
    checkins = tuple(entries_of(key_result_id, until=page.as_of))
    values = values_of(page.key_result.measure.reading, checkins)
    taught = Learned() if page.key_result.forecast is None else learned(page.as_of)
    return KeyResultStory(page, checkins, values, taught)


def values_of(reading: Reading, checkins: Sequence[CheckInRow]) -> tuple[tuple[date, float], ...]:
    """One value for each day, from check-ins newest first."""
    by_day: dict[date, list[float]] = defaultdict(list)
    for entry in sorted(checkins, key=lambda entry: (entry.on, entry.id)):
        if counts(entry) and entry.value is not None:
            by_day[entry.on].append(entry.value)
    adds = reading is Reading.INCREMENTS
    return tuple((day, math.fsum(values) if adds else values[-1]) for day, values in sorted(by_day.items()))


def task_of_story(told: KeyResultStory) -> Task | None:
    """What its forecast is asked about, as the page shows it; None before the first check-in and without values."""
    row, objective = told.page.key_result, told.page.objective
    if row.feeds is not Feeds.CHECKINS:
        return None
    return task_of(
        History(
            measure=row.measure,
            values=told.values,
            stages=[(stage.weight, stage.done_on) for stage in row.stages],
            heard=sorted({entry.on for entry in told.in_force}),
            confidence=None if row.confidence is None else round(row.confidence * 10),
            last=row.checked_in_on,
            plan=row.plan,
            commitment=row.commitment,
            span=objective.cycle.span,
        ),
        told.page.day,
    )


def opening(told: KeyResultStory, days: Sequence[date]) -> list[Ray]:
    """How the forecast opens from the page's day to the end, in progress; empty while there is none."""
    task = task_of_story(told)
    if task is None or told.page.key_result.forecast is None:
        return []
    return cone(task, told.learned.prior, days)


def explain(told: KeyResultStory, style: NumberStyle, zone: str) -> Explanation:
    """Where the number of a key result comes from (R3c). `zone` is where its reader's clock hangs."""
    changes = [*ledger_changes(told.page.ledger, zone), *_value_changes(told, zone)]
    return explain_page_of_key_result(told.page, told.values, _superseded(told, zone), changes, style)


def _superseded(told: KeyResultStory, zone: str) -> list[Superseded]:
    return [
        Superseded(
            old.on,
            old.value,
            local(new.made_at, zone).date(),
            new.author.name if new.author else "",
            gettext("taken back") if new.is_withdrawal else new.note,
        )
        for old, new in told.replaced
        if not old.is_withdrawal
    ]


def _value_changes(told: KeyResultStory, zone: str) -> list[LastChange]:
    last = max(told.checkins, key=lambda entry: entry.made_at, default=None)
    if last is None:
        return []
    return [LastChange(gettext("Value"), local(last.made_at, zone), last.author.name if last.author else "")]
