"""Writing forecasts down: with the change they follow from, or for many key results at once."""

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.db import connection

from northing.core.rollup import Feeds
from northing.goals.models import KeyResult
from northing.goals.queries.foresight import Stored, footprint, foresee
from northing.goals.queries.histories import histories, learned

_FORECAST = "UPDATE goals_keyresult SET forecast = %s, foreseen = %s WHERE id = %s"

# PostgreSQL takes any number of them in one.
_FORECASTS = """
UPDATE goals_keyresult key_result SET forecast = CAST(foreseen.forecast AS jsonb), foreseen = foreseen.footprint
FROM unnest(CAST(%s AS bigint[]), CAST(%s AS text[]), CAST(%s AS text[])) AS foreseen (id, forecast, footprint)
WHERE key_result.id = foreseen.id
"""


def written(forecast: Stored | None) -> str | None:
    """A forecast as the column takes it in a statement written by hand."""
    return None if forecast is None else json.dumps(forecast, separators=(",", ":"))


def store_forecasts(foreseen: Sequence[tuple[int, Stored | None, str]]) -> None:
    """Store forecasts by key result, each with its footprint."""
    if not foreseen:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            columns = zip(*[(number, written(forecast), print_) for number, forecast, print_ in foreseen], strict=True)
            cursor.execute(_FORECASTS, [list(column) for column in columns])
            return
        cursor.executemany(_FORECAST, [(written(forecast), print_, number) for number, forecast, print_ in foreseen])


def foresee_key_results(key_result_ids: Collection[int], today: date) -> set[int]:
    """Compute the forecasts of these anew from their histories; returns the objectives that must be followed now.

    Inside a transaction. On PostgreSQL their rows are locked, so that no check-in is on its way meanwhile.
    """
    found = KeyResult.objects.filter(pk__in=key_result_ids, feeds=Feeds.CHECKINS.value)
    locked = found.select_for_update(of=("self",)).select_related("objective__cycle").order_by("pk")
    return _foresee(list(locked), today)


def _foresee(key_results: Sequence[KeyResult], today: date) -> set[int]:
    told = histories(key_results, today)
    taught = learned()
    changed: list[tuple[int, Stored | None, str]] = []
    above: set[int] = set()
    for key_result in key_results:
        history = told[key_result.pk]
        forecast, print_ = foresee(history, today, taught), footprint(history.span, today, taught)
        if forecast != key_result.forecast:
            above.add(key_result.objective_id)
        if forecast != key_result.forecast or print_ != key_result.foreseen:
            changed.append((key_result.pk, forecast, print_))
    store_forecasts(changed)
    return above


def in_batches(numbers: Iterable[int], size: int) -> Iterable[list[int]]:
    """Some at a time."""
    every = list(numbers)
    return (every[start : start + size] for start in range(0, len(every), size))
