"""What a team made of an objective that it shares (R22)."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northing.core.alignment import Change, FieldChange, SharedKeyResult, differences, raised
from northing.core.measures import Kind, Measure, Stage

ALARMS = Measure(Kind.INCREASE, start=34, target=60, unit="%")
TIME = Measure(Kind.DECREASE, start=47, target=15, unit="min")
ORIGINALS = [
    SharedKeyResult(1, "Raise the share of alarms acted on", ALARMS),
    SharedKeyResult(2, "Shorten the time to first action", TIME),
    SharedKeyResult(3, "Keep alarm precision", Measure(Kind.RANGE, low=92, high=97, unit="%")),
]


def test_kept_changed_dropped_and_added_in_the_original_s_order() -> None:
    copies = [
        SharedKeyResult(12, "Shorten the time to first action", replace(TIME, target=20), copied_from=2),
        SharedKeyResult(13, "Train every shift", Measure(Kind.MILESTONE)),
        SharedKeyResult(11, "Raise the share of alarms acted on", ALARMS, copied_from=1),
    ]
    found = differences(ORIGINALS, copies)
    assert [one.change for one in found] == [Change.KEPT, Change.CHANGED, Change.DROPPED, Change.ADDED]
    assert found[1].fields == (FieldChange("target", 15, 20),)
    assert found[2].copy is None
    assert found[3].copy is not None
    assert found[3].copy.wording == "Train every shift"


def test_a_copy_that_names_no_original_is_known_by_its_wording() -> None:
    found = differences(ORIGINALS, [SharedKeyResult(11, "raise the share of  alarms acted on", ALARMS)])
    assert found[0].change is Change.CHANGED
    assert [one.field for one in found[0].fields] == ["wording"]


def test_stages_that_are_done_are_no_difference_and_other_stages_are() -> None:
    original = SharedKeyResult(1, "Playbook", Measure(Kind.MILESTONE, stages=(Stage("Write"), Stage("Try"))))
    done = replace(original.measure, stages=(Stage("Write", done=True), Stage("Try")))
    fewer = replace(original.measure, stages=(Stage("Write"),))
    (kept,) = differences([original], [SharedKeyResult(2, "Playbook", done, copied_from=1)])
    (changed,) = differences([original], [SharedKeyResult(2, "Playbook", fewer, copied_from=1)])
    assert (kept.change, changed.change) == (Change.KEPT, Change.CHANGED)
    assert changed.fields[0].field == "stages"


def test_a_copy_outlives_its_original() -> None:
    left = SharedKeyResult(5, "Alarms acted on", ALARMS, copied_from=1)
    (found,) = differences([], [left], gone={1})
    assert (found.change, found.original, found.copy) == (Change.OUTLIVED, None, left)
    assert differences([], [left])[0].change is Change.ADDED, "of an original that is unknown here"


def test_a_copy_of_something_else_is_paired_by_its_words() -> None:
    original = SharedKeyResult(1, "Alarms acted on", ALARMS)
    carried = SharedKeyResult(5, "Alarms acted on", ALARMS, copied_from=77)
    assert [one.change for one in differences([original], [carried])] == [Change.KEPT]


@pytest.mark.parametrize(
    ("measure", "changes", "further"),
    [
        (ALARMS, {"target": 70}, True),
        (ALARMS, {"target": 50}, False),
        (TIME, {"target": 10}, True),
        (TIME, {"target": 30}, False),
        (ALARMS, {}, None),
        (ALARMS, {"start": 10, "target": 70}, None),
        (ALARMS, {"unit": "alarms", "target": 70}, None),
        (ALARMS, {"target": None}, None),
    ],
)
def test_whether_it_aims_further(measure: Measure, changes: dict[str, Any], further: bool | None) -> None:
    original = SharedKeyResult(1, "One", measure)
    copy = SharedKeyResult(5, "One", replace(measure, **changes), copied_from=1)
    assert raised(differences([original], [copy])[0]) is further


shared = st.builds(
    SharedKeyResult,
    id=st.integers(0, 50),
    wording=st.sampled_from(["One", "one ", "Two", "Three"]),
    measure=st.sampled_from([ALARMS, TIME]),
    weight=st.sampled_from([1.0, 2.0]),
    copied_from=st.none() | st.integers(0, 50),
)
several = st.lists(shared, max_size=6, unique_by=lambda one: one.id)


@given(several, several)
def test_nothing_is_lost_and_nothing_is_told_twice(originals, copies) -> None:
    found = differences(originals, copies)
    assert [one.original for one in found if one.original] == originals
    assert sorted(one.copy.id for one in found if one.copy) == sorted(one.id for one in copies)
    for one in found:
        assert (one.change is Change.DROPPED) is (one.copy is None)
        assert (one.change is Change.ADDED) is (one.original is None)
        assert (one.change is Change.CHANGED) is bool(one.fields)


@given(several)
def test_an_untouched_copy_is_kept_whole(originals) -> None:
    copies = [replace(one, id=one.id + 100, copied_from=one.id) for one in originals]
    assert all(one.change is Change.KEPT for one in differences(originals, copies))
