"""Which links make sense (R20-R22)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northing.core.alignment import AlignmentLink, LinkKind, may_link
from northing.core.cadence import Level, Span

EXPLICIT, IMPLICIT, SHARED = LinkKind.EXPLICIT, LinkKind.IMPLICIT, LinkKind.SHARED
Q4 = Span(date(2026, 10, 1), date(2026, 12, 31))
Q1 = Span(date(2027, 1, 1), date(2027, 3, 31))
YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))


def test_a_quarter_serves_a_quarter_a_year_and_a_strategy() -> None:
    for level in (Level.QUARTERLY, Level.ANNUAL, Level.STRATEGIC):
        assert may_link(IMPLICIT, Level.QUARTERLY, level) is None
        assert may_link(EXPLICIT, Level.QUARTERLY, level) is None


def test_a_year_does_not_serve_a_quarter() -> None:
    reason = may_link(IMPLICIT, Level.ANNUAL, Level.QUARTERLY, YEAR, Q4)
    assert reason == (
        "An annual objective cannot serve a quarterly one: it is still open when the quarterly one is scored. "
        "Connect them the other way round."
    )


def test_what_is_shared_lives_in_cycles_of_one_level() -> None:
    assert may_link(SHARED, Level.QUARTERLY, Level.QUARTERLY, Q4, Q4) is None
    reason = may_link(SHARED, Level.QUARTERLY, Level.ANNUAL)
    assert reason is not None
    assert "same objective" in reason


def test_the_two_must_meet_in_time() -> None:
    reason = may_link(IMPLICIT, Level.QUARTERLY, Level.ANNUAL, Q1, YEAR)
    assert reason is not None
    assert "never run at the same time" in reason
    assert may_link(IMPLICIT, Level.QUARTERLY, Level.ANNUAL, Q4, YEAR) is None


@given(st.sampled_from(LinkKind), st.sampled_from(Level), st.sampled_from(Level))
def test_two_objectives_may_always_be_connected_one_way_or_the_other(kind, one, other) -> None:
    if kind is SHARED and one is not other:
        kind = IMPLICIT  # what the reason proposes
    assert may_link(kind, one, other) is None or may_link(kind, other, one) is None


def test_explicit_means_a_key_result() -> None:
    with pytest.raises(ValueError, match="points at a key result"):
        AlignmentLink(1, 2, EXPLICIT)
    with pytest.raises(ValueError, match="points at a key result"):
        AlignmentLink(1, 2, IMPLICIT, key_result=3)
