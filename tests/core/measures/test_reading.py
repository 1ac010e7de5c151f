"""Values as people type them."""

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northing.core.measures import (
    ENGLISH,
    FRENCH,
    GERMAN,
    INDIAN,
    NORDIC,
    SWISS,
    NumberStyle,
    ValueProblem,
    parse_value,
    split_value,
)


@pytest.mark.parametrize(
    ("text", "unit", "style", "value"),
    [
        ("1.5M", "", ENGLISH, 1500000.0),
        ("12,5 %", "%", GERMAN, 12.5),
        ("12,5 %", "%", ENGLISH, 12.5),
        ("12.5%", "%", GERMAN, 12.5),
        ("1 234,5", "", FRENCH, 1234.5),
        ("kr 418 M", "kr", ENGLISH, 418000000.0),
        ("€2.5k", "€", ENGLISH, 2500),
        ("1:30 h", "h", ENGLISH, 1.5),
        ("1:30 h", "min", ENGLISH, 90),
        ("47 min", "min", ENGLISH, 47),
        ("2h 15m", "min", ENGLISH, 135),
        ("2h 15m", "h", ENGLISH, 2.25),
        ("3/5", "", ENGLISH, 0.6),
        ("3/5", "%", ENGLISH, 60),
        ("3 of 5", "%", ENGLISH, 60),
        ("1.234", "", ENGLISH, 1.234),
        ("1.234", "", GERMAN, 1234),
        ("1,234", "", ENGLISH, 1234),
        ("1,234", "", GERMAN, 1.234),
        ("0.125", "", GERMAN, 0.125),
        ("1.234.567", "", ENGLISH, 1234567),
        ("1.234.567,8", "", ENGLISH, 1234567.8),
        ("1,234,567.8", "", GERMAN, 1234567.8),
        ("12,34,567", "", ENGLISH, 1234567),
        ("1'234.50", "", SWISS, 1234.5),
        ("1’234’567", "", ENGLISH, 1234567),
        ("1\u202f234\u202f567", "", ENGLISH, 1234567),
        ("1\xa0234,5", "", ENGLISH, 1234.5),
        ("−5", "", ENGLISH, -5),
        ("–5", "", ENGLISH, -5),
        ("- 5", "", ENGLISH, -5),
        ("+5", "", ENGLISH, 5),
        ("(500)", "€", ENGLISH, -500),
        ("€-5", "€", ENGLISH, -5),
        ("-€5", "€", ENGLISH, -5),
        ("－５", "", ENGLISH, -5),
        ("１２．５％", "%", ENGLISH, 12.5),
        ("٤٥", "", ENGLISH, 45),
        ("٤٥٫٥", "", ENGLISH, 45.5),
        ("½", "", ENGLISH, 0.5),
        ("2½", "", ENGLISH, 2.5),
        ("2½ h", "min", ENGLISH, 150),
        ("1 1/2 h", "h", ENGLISH, 1.5),
        ("1/2 h", "min", ENGLISH, 30),
        ("2.5x", "x", ENGLISH, 2.5),
        ("x3", "x", ENGLISH, 3),
        ("×3", "x", ENGLISH, 3),
        ("3×", "x", ENGLISH, 3),
        ("3:1", "", ENGLISH, 3),
        ("3:1", "x", ENGLISH, 3),
        ("3:5", "%", ENGLISH, 60),
        ("1:30", "h", ENGLISH, 1.5),
        ("41:30", "min", ENGLISH, 41.5),
        ("1:30:15", "min", ENGLISH, 90.25),
        ("1:30", "s", ENGLISH, 90),
        ("1:30", "ms", ENGLISH, 90000),
        ("1:30 min", "min", ENGLISH, 1.5),
        ("1 h 30", "h", ENGLISH, 1.5),
        ("1h30", "min", ENGLISH, 90),
        ("1 hr and 30 min", "min", ENGLISH, 90),
        ("1 Std. 30 Min.", "min", GERMAN, 90),
        ("2 timer 15 min", "h", NORDIC, 2.25),
        ("90 min", "h", ENGLISH, 1.5),
        ("2 days", "h", ENGLISH, 48),
        ("2 days", "days", ENGLISH, 2),
        ("1d 4h", "h", ENGLISH, 28),
        ("2時間30分", "min", ENGLISH, 150),
        ("90分", "min", ENGLISH, 90),
        ("3天", "days", ENGLISH, 3),
        ("36 h", "days", ENGLISH, 1.5),
        ("2 weeks", "days", ENGLISH, 14),
        ("500 ms", "s", ENGLISH, 0.5),
        ("1 year 6 months", "months", ENGLISH, 18),
        ("2 quarters", "months", ENGLISH, 6),
        ("44 %", "%", ENGLISH, 44),
        ("%44", "%", ENGLISH, 44),
        ("44 percent", "%", ENGLISH, 44),
        ("44 per cent", "%", ENGLISH, 44),
        ("44 Prozent", "%", GERMAN, 44),
        ("4 ‰", "%", ENGLISH, 0.4),
        ("0.44", "%", ENGLISH, 0.44),
        ("5 pp", "pp", ENGLISH, 5),
        ("50 bps", "pp", ENGLISH, 0.5),
        ("44 %", "", ENGLISH, 44),
        ("377 M", "kr", ENGLISH, 377000000.0),
        ("377 mill.", "kr", NORDIC, 377000000.0),
        ("2,5 Mio. €", "€", GERMAN, 2500000.0),
        ("2,5 Mrd", "€", GERMAN, 2500000000.0),
        ("2.5bn", "$", ENGLISH, 2500000000.0),
        ("2.5 billion", "$", ENGLISH, 2500000000.0),
        ("€2.5 M", "EUR", ENGLISH, 2500000.0),
        ("2.5 MEUR", "€", ENGLISH, 2500000.0),
        ("377 MNOK", "kr", NORDIC, 377000000.0),
        ("kr 5", "NOK", NORDIC, 5),
        ("$5", "CAD", ENGLISH, 5),
        ("US$ 5", "$", ENGLISH, 5),
        ("US $5", "$", ENGLISH, 5),
        ("5k", "€", ENGLISH, 5000),
        ("5K", "€", ENGLISH, 5000),
        ("5 thousand", "€", ENGLISH, 5000),
        ("5 tsd", "€", GERMAN, 5000),
        ("1.1M", "", ENGLISH, 1100000.0),
        ("500,-", "kr", NORDIC, 500),
        ("kr 1.500,-", "kr", GERMAN, 1500),
        ("CHF 1'500.–", "CHF", SWISS, 1500),
        ("¥4億5000万", "¥", ENGLISH, 450000000.0),
        ("3.5億円", "JPY", ENGLISH, 350000000.0),
        ("2 crore 50 lakh", "₹", ENGLISH, 25000000.0),
        ("₹ 12,34,567", "INR", ENGLISH, 1234567),
        ("377 k€", "k€", ENGLISH, 377),
        ("377", "k€", ENGLISH, 377),
        ("€2.5M", "k€", ENGLISH, 2500),
        ("377k", "k€", ENGLISH, 377),
        ("€2,500,000", "M€", ENGLISH, 2.5),
        ("2.5M", "M", ENGLISH, 2.5),
        ("2.5", "M", ENGLISH, 2.5),
        ("2500k", "M", ENGLISH, 2.5),
        ("45 NPS", "NPS", ENGLISH, 45),
        ("NPS 45", "NPS", ENGLISH, 45),
        ("NPS: 45", "NPS", ENGLISH, 45),
        ("12 tickets", "tickets", ENGLISH, 12),
        ("1 ticket", "tickets", ENGLISH, 1),
        ("12k tickets", "tickets", ENGLISH, 12000),
        ("12 customers", "", ENGLISH, 12),
        ("12 tickets per week", "tickets/week", ENGLISH, 12),
        ("12/week", "tickets per week", ENGLISH, 12),
        ("12", "tickets", ENGLISH, 12),
        ("4.5/5", "/5", ENGLISH, 4.5),
        ("4.5 out of 5", "out of 5", ENGLISH, 4.5),
        ("30 t CO2e", "t CO2e", ENGLISH, 30),
        ("21 °C", "°C", ENGLISH, 21),
        ("5 m", "m", ENGLISH, 5),
        ("5 km", "m", ENGLISH, 5000),
        ("1.5m", "", ENGLISH, 1500000.0),
        ("1.5m", "min", ENGLISH, 1.5),
        ("1.5m users", "users", ENGLISH, 1500000.0),
        ("2 GB", "MB", ENGLISH, 2000),
        ("3 kg", "g", ENGLISH, 3000),
        ("3 MWh", "kWh", ENGLISH, 3000),
        ("~40", "", ENGLISH, 40),
        ("ca. 40 min", "min", ENGLISH, 40),
        ("about 40", "", ENGLISH, 40),
        ("41 min (estimated)", "min", ENGLISH, 41),
        ("41 min on average", "min", ENGLISH, 41),
        ("44 % of alarms", "%", ENGLISH, 44),
        ("5.", "", ENGLISH, 5),
        (".5", "", ENGLISH, 0.5),
        (",5", "", ENGLISH, 0.5),
        ("1e5", "", ENGLISH, 100000.0),
        ("1E-3", "", ENGLISH, 0.001),
        ("1.2e+6", "", ENGLISH, 1200000.0),
        ("1_000_000", "", ENGLISH, 1000000.0),
        ("1000000000000000", "", ENGLISH, 1000000000000000.0),
        ("\u200f45\u200f", "", ENGLISH, 45),
        ("5 €/h", "€/h", ENGLISH, 5),
        ("€5 per hour", "€/hour", ENGLISH, 5),
        ("$2.5 million", "$", ENGLISH, 2500000.0),
        ("1 234 567,89 zł", "PLN", FRENCH, 1234567.89),
        ("12.345,67 €", "€", ENGLISH, 12345.67),
        ("3 1/2", "", ENGLISH, 3.5),
        ("90", "h", ENGLISH, 90),
        ("1.5 hours", "min", ENGLISH, 90),
        ("1,5 timer", "min", NORDIC, 90),
        ("5 pct.", "%", ENGLISH, 5),
        ("1,5 M kr", "kr", NORDIC, 1500000.0),
    ],
)
def test_what_people_write_is_understood(text: str, unit: str, style: NumberStyle, value: float) -> None:
    assert parse_value(text, unit, style) == value


@pytest.mark.parametrize(
    ("text", "unit", "style", "code"),
    [
        ("1e400", "", ENGLISH, "too_large"),
        ("NaN", "", ENGLISH, "empty"),
        ("", "", ENGLISH, "empty"),
        ("1.234", "", FRENCH, "ambiguous"),
        ("1,234", "", SWISS, "ambiguous"),
        ("5²", "", ENGLISH, "other_unit"),
        ("1:30", "", ENGLISH, "ambiguous"),
        ("1:30", "min", ENGLISH, "ambiguous"),
        ("3 of 5 carriers", "", ENGLISH, "other_unit"),
        ("1:75", "h", ENGLISH, "unreadable"),
        ("3 months", "days", ENGLISH, "other_unit"),
        ("5 pp", "%", ENGLISH, "other_unit"),
        ("5 €", "%", ENGLISH, "other_unit"),
        ("44 %", "€", ENGLISH, "other_unit"),
        ("44 %", "NPS", ENGLISH, "other_unit"),
        ("2,5 billion", "€", GERMAN, "ambiguous"),
        ("kr 5", "EUR", ENGLISH, "other_currency"),
        ("£5k", "€", ENGLISH, "other_currency"),
        ("€377", "k€", ENGLISH, "ambiguous"),
        ("12 apples", "tickets", ENGLISH, "other_unit"),
        ("12 tickets/month", "tickets per week", ENGLISH, "other_unit"),
        ("12 tickets per day", "tickets", ENGLISH, "other_unit"),
        ("3/5", "tickets", ENGLISH, "other_unit"),
        ("5-10", "", ENGLISH, "several_numbers"),
        ("5–10 %", "%", ENGLISH, "several_numbers"),
        ("5 to 10", "", ENGLISH, "several_numbers"),
        ("> 95 %", "%", ENGLISH, "several_numbers"),
        ("5 % less", "%", ENGLISH, "other_unit"),
        ("12 more", "", ENGLISH, "other_unit"),
        ("12 30", "", ENGLISH, "several_numbers"),
        ("12.30.40", "", ENGLISH, "unreadable"),
        ("2026-11-05", "", ENGLISH, "unreadable"),
        ("1e999999999999", "", ENGLISH, "too_large"),
        ("10^6", "", ENGLISH, "other_unit"),
        ("0x10", "", ENGLISH, "several_numbers"),
        ("=1+1", "", ENGLISH, "several_numbers"),
        ("<b>5</b>", "", ENGLISH, "several_numbers"),
        ("n/a", "", ENGLISH, "empty"),
        ("-", "", ENGLISH, "empty"),
        ("∞", "", ENGLISH, "empty"),
        ("--5", "", ENGLISH, "unreadable"),
        ("5/0", "", ENGLISH, "unreadable"),
        ("1000000000000001", "", ENGLISH, "too_large"),
        ("😀", "", ENGLISH, "no_number"),
        ("5 working days", "days", ENGLISH, "other_unit"),
        ("100%", "x", ENGLISH, "other_unit"),
        ("5 kr/h", "kr", NORDIC, "other_unit"),
        ("47 to 15", "", ENGLISH, "several_numbers"),
    ],
)
def test_what_cannot_be_taken_says_why(text: str, unit: str, style: NumberStyle, code: str) -> None:
    with pytest.raises(ValueProblem) as refused:
        parse_value(text, unit, style)
    assert refused.value.code == code
    assert refused.value.message.endswith(".")
    assert str(refused.value) == refused.value.message


@pytest.mark.parametrize(
    ("text", "unit", "says"),
    [
        (
            "44 %",
            "min",
            "This key result is measured in min, and “44 %” is in “%”. Write a number, for example 41\u00a0min.",
        ),
        ("$5", "€", "This key result is in €, and Northing does not convert $. Write a number, for example €41."),
        ("1:30", "min", "“1:30” can be 1 h 30 min or 1 min 30 s. Write it one of these ways."),
        ("€377", "k€", "“€377” can be €377 or €377\u202fk. Write just the number for €377\u202fk."),
        ("3 months", "days", "“months” can be longer or shorter. Write it in days."),
        (
            "12 apples",
            "tickets",
            "“apples” next to the number is not clear. Write a number, for example 41\u00a0tickets.",
        ),
        ("3/5", "kr", "“3/5” is a share, not a number of kr. Write a number, for example kr\u00a041."),
        ("> 95 %", "%", "“> 95 %” is a limit. Write the one value you measured."),
        ("", "kr", "A value is missing. Write a number, for example kr\u00a041."),
    ],
)
def test_the_sentence_says_what_to_write_instead(text: str, unit: str, says: str) -> None:
    with pytest.raises(ValueProblem) as refused:
        parse_value(text, unit)
    assert refused.value.message == says


def test_only_the_style_decides_what_three_figures_behind_one_mark_are() -> None:
    assert parse_value("1.234", style=ENGLISH) == 1.234
    assert parse_value("1.234", style=GERMAN) == 1234
    assert parse_value("1,234", style=INDIAN) == 1234
    with pytest.raises(ValueProblem, match="can be 1234 or 1,234"):
        parse_value("1.234", style=FRENCH)


def test_an_import_learns_the_unit_from_the_value() -> None:
    assert split_value("kr 418 M") == (418e6, "kr")
    assert split_value("12,5 %", GERMAN) == (12.5, "%")
    assert split_value("1 h 30 min") == (1.5, "h")
    assert split_value("1:30 h") == (1.5, "h")
    assert split_value("450 kr/h") == (450, "kr/h")
    assert split_value("47 minutes") == (47, "minutes")
    assert split_value("12 new customers") == (12, "new customers")
    assert split_value("1.5M") == (1.5e6, "")


def test_long_texts_are_refused_at_once() -> None:
    texts = [
        "9" * 10_000,
        "x" * 10_000_000,
        " " * 5_000_000,
        "1 " * 5000,
        "(" * 100_000,
        "1/" * 50_000,
        "1,000" * 99_999,
    ]
    before = time.perf_counter()
    for text in texts:
        with pytest.raises(ValueProblem) as refused:
            parse_value(text, "min")
        assert refused.value.code == "too_long"
    assert time.perf_counter() - before < 0.2


@pytest.mark.parametrize(
    "piece", ["9", "1 ", "1,", "1.", "1/", "1:", "a", "a-", "-", "(", "½", "k", "1k", "per ", "%", "1 h ", "1'"]
)
def test_nothing_short_enough_takes_long(piece: str) -> None:
    text = (piece * 100)[:100]
    before = time.perf_counter()
    for unit in ("", "min", "€", "tickets per week"):
        with suppress(ValueProblem):
            parse_value(text, unit)
    assert time.perf_counter() - before < 0.5


units = st.sampled_from(
    ["", "%", "min", "h", "days", "months", "kr", "€", "k€", "NPS", "tickets/week", "x", "GB", "/5", "t CO2e"]
)
styles = st.sampled_from([ENGLISH, GERMAN, FRENCH, SWISS, NORDIC, INDIAN])
scribble = st.text(st.sampled_from("0123456789.,:/-+'% kKmMhsdx€$(²½e\u00a0\u2212\u0663\uff15分億"), max_size=12)


@given(st.text(max_size=120) | scribble, units | st.text(max_size=20), styles)
def test_any_text_is_a_number_within_bounds_or_a_problem(text: str, unit: str, style: NumberStyle) -> None:
    outcome: float | ValueProblem
    try:
        outcome = parse_value(text, unit, style)
    except ValueProblem as problem:
        outcome = problem
    if isinstance(outcome, ValueProblem):
        assert outcome.message
        assert len(outcome.message) < 400 + 3 * len(unit)
    else:
        assert abs(outcome) <= 1e15


@given(st.integers(0, 10**9), st.integers(0, 999), styles, st.sampled_from([" ", "\u00a0", "\u202f", "'", "’", "_"]))
def test_groups_of_three_are_the_same_number(whole: int, thousandths: int, style: NumberStyle, space: str) -> None:
    grouped = f"{whole:,}".replace(",", space) + f"{style.decimal}{thousandths:03}5"
    assert parse_value(grouped, "", style) == float(f"{whole}.{thousandths:03}5")


@given(
    st.integers(0, 500),
    st.integers(0, 59),
    st.sampled_from(
        [
            "{h} h {m} min",
            "{h}h{m:02}",
            "{h}:{m:02}",
            "{h} hours and {m} minutes",
            "{h}h {m}m",
            "{h} Std. {m} Min.",
            "{h}時間{m}分",
        ]
    ),
)
def test_every_way_to_write_a_duration_is_the_same_time(hours: int, minutes: int, pattern: str) -> None:
    text = pattern.format(h=hours, m=minutes)
    assert parse_value(text, "h") == pytest.approx(hours + minutes / 60)


@given(
    st.integers(1, 99_999),
    st.sampled_from([("k", 10**3), ("M", 10**6), ("bn", 10**9), (" Mio.", 10**6), (" thousand", 10**3), ("万", 10**4)]),
)
def test_scales_multiply_exactly(tenths: int, scale: tuple[str, int]) -> None:
    word, size = scale
    assert parse_value(f"{tenths / 10}{word}", "€") == tenths * size / 10


@given(st.integers(-10_000, 10_000))
def test_minus_signs_of_all_kinds(number: int) -> None:
    for sign in ("-", "−", "–", "－", "\u2010"):
        assert parse_value(f"{sign}{abs(number)}", "€") == -abs(number)
        assert parse_value(f"{sign}€{abs(number)}", "€") == -abs(number)
        assert parse_value(f"€{sign}{abs(number)}", "€") == -abs(number)
    assert parse_value(f"+{abs(number)}") == abs(number)
