"""Dates and numbers as the reader writes them."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from northing.kit import clock
from northing.web import formats

NOW = datetime(2026, 11, 5, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _thursday() -> object:
    with clock.frozen(NOW), translation.override("en"):
        yield


def test_days_are_short_and_name_the_year_only_when_it_is_another() -> None:
    assert formats.day(date(2026, 11, 20)) == "Fri 20 Nov"
    assert formats.day(date(2025, 11, 20)) == "Thu 20 Nov 2025"
    assert formats.full_day(date(2026, 11, 20)) == "Friday, 20 November 2026"
    assert formats.day(None) == ""


@pytest.mark.parametrize(
    ("day", "words"),
    [(5, "today"), (6, "tomorrow"), (4, "yesterday"), (12, "in 7 days"), (1, "4 days ago"), (30, "in 3 weeks")],
)
def test_days_away(day: int, words: str) -> None:
    assert formats.relative(date(2026, 11, day)) == words


def test_hours_count_on_the_day_itself() -> None:
    assert formats.relative(datetime(2026, 11, 5, 13, 0, tzinfo=UTC)) == "in 5 h"
    assert formats.relative(datetime(2026, 11, 5, 7, 40, tzinfo=UTC)) == "20 min ago"


def test_age_fits_a_column() -> None:
    assert [formats.age(date(2026, 11, 5)), formats.age(date(2026, 11, 3)), formats.age(date(2026, 10, 1))] == [
        "today",
        "2 d",
        "5 w",
    ]


def test_numbers_have_a_true_minus_and_no_tail() -> None:
    assert formats.number(-1234.5) == "−1,234.5"
    assert formats.number(0.1 + 0.2) == "0.3"
    assert formats.number(-0.0001) == "0"
    assert formats.percent(0.94) == "94\u202f%"
    assert formats.score(1.0) == "1.0"
    assert formats.tenth(0.65) == "0.7"
    assert formats.confidence(7) == "0.7"


def test_another_locale_writes_its_own_way() -> None:
    with formats.habits("de_DE", "Europe/Berlin"):
        assert formats.number(1234.5) == "1.234,5"
        assert formats.clock_time(NOW) == "09:00"


@given(st.text(max_size=40))
def test_any_name_has_a_face(name: str) -> None:
    assert 1 <= len(formats.initials(name)) <= 6
    assert formats.short_name(name) is not None


def test_faces() -> None:
    assert [formats.initials(name) for name in ("Maren Aas", "Ingrid Solheim-Adeyemi", "Kaito", "")] == [
        "MA",
        "IS",
        "KA",
        "?",
    ]
    assert formats.short_name("Priyanka Raghunathan-Whitfield") == "Priyanka R.-W."


def test_names_stand_in_a_sentence_as_long_as_they_are_few() -> None:
    assert formats.names([]) == ""
    assert formats.names(["Aino"]) == "Aino"
    assert formats.names(["Aino", "Kaito", "Maren", "Yusuf"]) == "Aino, Kaito, Maren and Yusuf"
    assert formats.names(["Aino", "Kaito", "Maren", "Yusuf", "Viktor"]) == "Aino, Kaito, Maren and 2 others"
