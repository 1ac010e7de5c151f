"""Damaged files: whatever is done to a file, the answer is a document, a refused row or a sentence, never a failure
(S5).

`python -m bench.imports` does the same with ten thousand of them.
"""

import json
import time
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.imports import mutated
from northing.kit import clock, errors
from northing.portability.actions import import_okrs, read_document
from northing.portability.reading import Document, Unreadable, read
from tests.concepts.house import found

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SECONDS = 2.0

anything = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.floats() | st.text(max_size=40)
    | st.sampled_from(["1e400", "NaN", "=1+1", "100 %", "Q4 2026", "\x00", "\u202ex", "a" * 600, "2026-01-01", "done"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
KEYS = (
    "objective", "key_results", "team", "org", "period", "period_start", "period_end", "type", "score", "parent",
    "parent_key_result", "status", "source", "text", "owner", "start", "target", "current", "unit", "initiatives",
    "confidence", "weight", "done", "low", "high", "priority",
)  # fmt: skip
cells = st.text(max_size=12) | st.sampled_from(["Objective", "KR", "Target", "Score", "Q1 2026", "5 %"])
objects = st.dictionaries(st.sampled_from(KEYS), anything, max_size=10)


def outcome(name: str, content: bytes) -> tuple[Document | None, str]:
    """The document, or the sentence that says why there is none."""
    try:
        return read(name, content), ""
    except Unreadable as reason:
        return None, str(reason)


@settings(max_examples=120)
@given(st.lists(objects, min_size=1, max_size=4), st.lists(objects, max_size=3))
def test_json_of_any_types_is_read_or_refused_row_by_row(
    lines: list[dict[str, Any]], parts: list[dict[str, Any]]
) -> None:
    for one in lines:
        one.setdefault("key_results", parts)
    content = "\n".join(json.dumps(one) for one in lines).encode()
    started = time.process_time()
    document = read("okrs", content)
    assert time.process_time() - started < SECONDS
    assert document.objectives_read == len(lines)
    for objective in document.objectives:
        assert objective.statement
        for key_result in objective.key_results:
            numbers = (key_result.start, key_result.target, key_result.current, key_result.low, key_result.high)
            assert all(number is None or abs(number) <= 1e15 for number in numbers)
            assert key_result.score is None or 0 <= key_result.score <= 1


@settings(max_examples=80)
@given(st.lists(st.lists(cells, min_size=1, max_size=6), min_size=1, max_size=8), st.sampled_from(",;\t|"))
def test_any_table_is_read_or_named_unreadable(rows: list[list[str]], mark: str) -> None:
    head = mark.join(["Objective", "Key result", "Owner", "Start", "Target", "Score"])
    content = "\n".join([head, *(mark.join(row) for row in rows)]).encode("utf-8", "replace")
    document, reason = outcome("okrs.csv", content)
    assert reason or (document and document.objectives_read + document.key_results_read > 0)


@settings(max_examples=100)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_named_unreadable(content: bytes) -> None:
    for start in (b"", b"Objective,KR\n", b"PK\x03\x04", b'{"objective": "'):
        document, reason = outcome("file", start + content)
        assert document or reason


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10_000))
def test_damaged_files_are_taken_over_whole_or_not_at_all(seed: int) -> None:
    from northing.accounts.models import Person
    from northing.goals.models import KeyResult, Objective
    from northing.insights.verification import verify

    with clock.frozen(NOW):
        actor = Person.objects.filter(is_administrator=True).first() or found()
        for content in mutated(3, seed):
            before = (Objective.objects.count(), KeyResult.objects.count(), Person.objects.count())
            started = time.process_time()
            try:
                document = read_document("file", content)
                report = import_okrs(actor, document)
            except errors.Invalid:
                assert (Objective.objects.count(), KeyResult.objects.count(), Person.objects.count()) == before
                continue
            assert time.process_time() - started < SECONDS
            after = (Objective.objects.count(), KeyResult.objects.count(), Person.objects.count())
            written = report.as_json()
            if report.is_refused:
                assert after == before
                assert written["objectives"]["created"] == written["key_results"]["created"] == 0
            else:
                assert after[0] - before[0] == written["objectives"]["created"]
                assert after[1] - before[1] == written["key_results"]["created"]
            assert sum(report.objectives.values()) == document.objectives_read
            assert sum(report.key_results.values()) == document.key_results_read
        assert verify().is_clean
