"""Values as people read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northing.core.measures import (
    DANISH,
    DUTCH,
    ENGLISH,
    FRENCH,
    GERMAN,
    INDIAN,
    ITALIAN,
    NORDIC,
    POLISH,
    SPANISH,
    SWISS,
    Kind,
    Measure,
    NumberStyle,
    Stage,
    describe,
    edit_value,
    format_value,
    parse_value,
)

STYLES = [ENGLISH, GERMAN, SWISS, FRENCH, NORDIC, DANISH, DUTCH, ITALIAN, SPANISH, POLISH, INDIAN]
UNITS = ["", "%", "min", "h", "kr", "€", "$", "NOK", "k€", "NPS", "tickets per week", "kr/h", "x", "/5", "t CO2e", "GB"]


def spaced(text: str) -> str:
    """Kinds of space that do not break, made visible: _ for the full one, ~ for the narrow one."""
    return text.replace("\u00a0", "_").replace("\u202f", "~")


@pytest.mark.parametrize(
    ("value", "unit", "style", "written"),
    [
        (44, "%", ENGLISH, "44~%"),
        (12.5, "%", GERMAN, "12,5~%"),
        (41, "min", ENGLISH, "41_min"),
        (-5, "", ENGLISH, "−5"),
        (-1234.5, "€", ENGLISH, "−€1,234.5"),
        (-1234.5, "€", GERMAN, "−1.234,5_€"),
        (-5, "kr", ENGLISH, "−kr_5"),
        (418_000_000, "kr", ENGLISH, "kr_418,000,000"),
        (418_000_000, "kr", NORDIC, "418_000_000_kr"),
        (5, "EUR", ENGLISH, "EUR_5"),
        (5, "US$", ENGLISH, "US$5"),
        (12345.6, "", FRENCH, "12~345,6"),
        (12345.6, "", SWISS, "12’345.6"),
        (1234, "", SPANISH, "1234"),
        (12345, "", SPANISH, "12.345"),
        (1234567, "₹", INDIAN, "₹12,34,567"),
        (0.1 + 0.2, "", ENGLISH, "0.3"),
        (97.45, "%", ENGLISH, "97.45~%"),
        (200 / 3, "%", ENGLISH, "66.67~%"),
        (2 / 3, "", ENGLISH, "0.6667"),
        (1234.56789, "", ENGLISH, "1,234.57"),
        (0.00125, "", ENGLISH, "0.00125"),
        (1 / 3e5, "", ENGLISH, "0.000003333"),
        (1e15, "", ENGLISH, "1,000,000,000,000,000"),
        (-0.0, "", ENGLISH, "0"),
        (377, "k€", ENGLISH, "€377~k"),
        (377, "kr M", ENGLISH, "kr_377~M"),
        (377, "M€", GERMAN, "377~M_€"),
        (3, "x", ENGLISH, "3x"),
        (4.5, "/5", ENGLISH, "4.5/5"),
        (12, "tickets per week", ENGLISH, "12_tickets_per_week"),
        (450, "kr/h", ENGLISH, "kr_450/h"),
        (450, "kr/h", NORDIC, "450_kr/h"),
        (45, "NPS", ENGLISH, "45_NPS"),
    ],
)
def test_values_are_written_as_is_usual(value: float, unit: str, style: NumberStyle, written: str) -> None:
    assert spaced(format_value(value, unit, style)) == written


@pytest.mark.parametrize(
    ("value", "unit", "style", "written"),
    [
        (377e6, "kr", ENGLISH, "kr_377~M"),
        (45.2e6, "kr", ENGLISH, "kr_45.2~M"),
        (2.5e6, "€", ENGLISH, "€2.5~M"),
        (2.5e6, "€", GERMAN, "2,5~M_€"),
        (1500, "tickets", ENGLISH, "1.5~k_tickets"),
        (999, "", ENGLISH, "999"),
        (999.96, "", ENGLISH, "1~k"),
        (999_499, "", ENGLISH, "999~k"),
        (999_950, "", ENGLISH, "1~M"),
        (-2_345_678_901, "", ENGLISH, "−2.35~bn"),
        (5e14, "", ENGLISH, "500~tn"),
        (2500, "k€", ENGLISH, "€2.5~M"),
        (0, "", ENGLISH, "0"),
    ],
)
def test_compact_values_have_three_figures(value: float, unit: str, style: NumberStyle, written: str) -> None:
    assert spaced(format_value(value, unit, style, compact=True)) == written


def test_a_precision_is_kept_to() -> None:
    assert format_value(97, "%", precision=1) == "97.0\u202f%"
    assert format_value(0.25, precision=1) == "0.3"
    assert format_value(-0.001, precision=1) == "0.0"
    assert format_value(1234.5, precision=0) == "1,235"
    assert spaced(format_value(377.04e6, "kr", precision=1, compact=True)) == "kr_377.0~M"


@pytest.mark.parametrize(
    ("measure", "words"),
    [
        (Measure(Kind.DECREASE, 47, 15, unit="min"), "from 47 to 15_min, less is better"),
        (Measure(Kind.INCREASE, 34, 60, unit="%"), "from 34~% to 60~%, more is better"),
        (Measure(Kind.DECREASE, 418, 290, unit="kr M"), "from kr_418~M to kr_290~M, less is better"),
        (Measure(Kind.INCREASE, None, 60, unit="%"), "to 60~%, start still open, more is better"),
        (Measure(Kind.INCREASE, 34, unit="%"), "from 34~%, target still open, more is better"),
        (Measure(Kind.INCREASE), "start and target still open, more is better"),
        (Measure(Kind.RANGE, low=92, high=97, unit="%"), "between 92~% and 97~%"),
        (Measure(Kind.RANGE, low=92, unit="%"), "at least 92~%"),
        (Measure(Kind.RANGE, high=3, unit="days"), "at most 3_days"),
        (Measure(Kind.RANGE, low=0, high=0), "exactly 0"),
        (Measure(Kind.RANGE), "band still open"),
        (Measure(Kind.BASELINE, unit="%"), "a first trustworthy measurement, in %"),
        (Measure(Kind.BASELINE), "a first trustworthy measurement"),
        (Measure(Kind.MILESTONE, stages=(Stage("a", done=True), Stage("b"))), "1 of 2 stages done"),
        (Measure(Kind.MILESTONE, stages=(Stage("a"),)), "0 of 1 stage done"),
        (Measure(Kind.MILESTONE), "no stages yet"),
    ],
)
def test_a_measure_says_what_it_asks_for(measure: Measure, words: str) -> None:
    assert spaced(describe(measure)) == words


values = st.floats(-1e15, 1e15)


@given(values, st.sampled_from(UNITS), st.sampled_from(STYLES))
def test_what_is_shown_can_be_typed_back(value: float, unit: str, style: NumberStyle) -> None:
    # Four figures, or two decimals where there are more: what the reader sees of it comes back.
    read = parse_value(format_value(value, unit, style), unit, style)
    assert read == pytest.approx(value, rel=6e-4, abs=1e-11)


@given(st.integers(-(10**9), 10**9), st.integers(0, 2), st.sampled_from(UNITS), st.sampled_from(STYLES))
def test_what_somebody_entered_comes_back_exactly(figures: int, decimals: int, unit: str, style: NumberStyle) -> None:
    value = figures / 10**decimals
    assert parse_value(format_value(value, unit, style), unit, style) == value


@given(values, st.sampled_from(UNITS), st.sampled_from(STYLES))
def test_compact_keeps_three_figures(value: float, unit: str, style: NumberStyle) -> None:
    text = format_value(value, unit, style, compact=True)
    assert parse_value(text, unit, style) == pytest.approx(value, rel=6e-3, abs=1e-11)


@given(values, st.sampled_from(STYLES), st.sampled_from(UNITS))
def test_a_field_gives_every_digit_back(value: float, style: NumberStyle, unit: str) -> None:
    text = edit_value(value, style)
    assert len(text) > 95 or parse_value(text, unit, style) == value


@given(values, st.sampled_from(UNITS), st.sampled_from(STYLES), st.booleans())
def test_no_value_ever_breaks_over_two_lines(value: float, unit: str, style: NumberStyle, compact: bool) -> None:
    text = format_value(value, unit, style, compact=compact)
    assert " " not in text
    assert "-" not in text
    assert "e" not in text.replace("per", "").replace("tickets", "").replace("week", "").replace("CO2e", "")
