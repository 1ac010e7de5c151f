"""A typed sentence becomes the fields of a form, and repeats itself (R42)."""

import pytest

from northing.core.coaching import understand
from northing.core.measures import Kind


@pytest.mark.parametrize(
    ("text", "kind", "measure", "start", "target", "unit"),
    [
        ("Increase sign-ups from 120 to 300", Kind.INCREASE, "sign-ups", 120, 300, ""),
        ("Raise renewals from 58 % to 75 %", Kind.INCREASE, "renewals", 58, 75, "%"),
        ("Reduce time to first reply from 12 hours to 3 hours", Kind.DECREASE, "time to first reply", 12, 3, "hours"),
        ("NPS 32 to 45", Kind.INCREASE, "NPS", 32, 45, ""),
        ("NPS: 32 → 45", Kind.INCREASE, "NPS", 32, 45, ""),
        ("Gross margin up from 61% to 68%", Kind.INCREASE, "Gross margin", 61, 68, "%"),
        ("Grow MRR $200k to $280k", Kind.INCREASE, "MRR", 200_000, 280_000, "$"),
        ("Cut page load time to under 2 seconds", Kind.DECREASE, "page load time", None, 2, "seconds"),
        ("Sign 10 enterprise customers", Kind.INCREASE, "enterprise customers", 0, 10, "customers"),
        ("Reach 5,000 subscribers by the end of Q3", Kind.INCREASE, "subscribers", None, 5000, "subscribers"),
        ("Reach five thousand subscribers", Kind.INCREASE, "subscribers", None, 5000, "subscribers"),
        ("Double the number of weekly active teams", Kind.INCREASE, "number of weekly active teams", None, None, ""),
        ("Increase sales", Kind.INCREASE, "sales", None, None, ""),
    ],
)
def test_a_change(text: str, kind: Kind, measure: str, start: float | None, target: float | None, unit: str) -> None:
    understood = understand(text, language="en")
    assert understood is not None
    assert (understood.kind, understood.measure) == (kind, measure)
    assert (understood.start, understood.target, understood.unit) == (start, target, unit)


def test_what_is_kept_is_a_range() -> None:
    between = understand("Keep overtime between 2% and 6%")
    assert between is not None
    assert (between.kind, between.low, between.high, between.unit) == (Kind.RANGE, 2, 6, "%")
    least = understand("Keep uptime at 99.95% or above")
    assert least is not None
    assert (least.kind, least.low, least.high) == (Kind.RANGE, 99.95, None)


def test_a_list_of_steps_is_a_milestone() -> None:
    steps = understand("Open the second shop: lease signed, staff hired, doors open")
    assert steps is not None
    assert (steps.kind, steps.stages) == (Kind.MILESTONE, ("lease signed", "staff hired", "doors open"))


def test_a_first_measurement_is_a_baseline() -> None:
    first = understand("Establish a baseline for onboarding time")
    assert first is not None
    assert first.kind is Kind.BASELINE


def test_it_says_what_it_understood_and_what_is_open() -> None:
    whole = understand("Increase sign-ups from 120 to 300")
    assert whole is not None
    assert whole.said == "an increase of sign-ups from 120 to 300"
    open_start = understand("Increase NPS to 50")
    assert open_start is not None
    assert open_start.said == "an increase of NPS to 50 (start still open)"


@pytest.mark.parametrize("text", ["", "Launch the website", "Lancer le nouveau site", "Happy customers", "1", "..."])
def test_what_says_too_little_fills_nothing_in(text: str) -> None:
    understood = understand(text)
    assert understood is None or understood.target is not None


def test_how_often_is_no_unit() -> None:
    for text in ("Reduce lost calls from 140 to 30 a week", "Reduce false alarms from 10 to 2 each day"):
        understood = understand(text)
        assert understood is not None
        assert understood.unit == ""
