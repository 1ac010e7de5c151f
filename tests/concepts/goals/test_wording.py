"""Writing a draft line by line, several people at once."""

from collections.abc import Iterator
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from northing.core.measures import Kind
from northing.goals.actions import Line, LineOf, add_sentence, edit_key_result, publish_objective, write_line
from northing.goals.models import KeyResult, Objective
from northing.kit import errors
from tests.concepts.goals.house import House, open_house
from tests.concepts.house import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Iterator[House]:
    with open_house() as opened:
        yield opened


def sentence(number: int) -> Line:
    return Line(LineOf.SENTENCE, number)


def numbers(number: int) -> tuple[str, float | None, float | None, str]:
    row = KeyResult.objects.get(pk=number)
    return row.kind, row.start, row.target, row.unit


def test_a_sentence_brings_its_numbers_along(house: House) -> None:
    number = add_sentence(house.lead, house.objective(), text="Reduce false alarms per night from 38 to 6")
    assert numbers(number) == ("decrease", 38, 6, "")
    write_line(
        house.lead, sentence(number), before="Reduce false alarms per night from 38 to 6",
        text="Raise quiet nights from 11% to 60%",
    )  # fmt: skip
    assert numbers(number) == ("increase", 11, 60, "%")


def test_a_sentence_may_say_nothing_measurable_yet_but_is_not_published_so(house: House) -> None:
    objective = house.objective()
    number = add_sentence(house.lead, objective, text="Improve the well-being of night staff")
    assert numbers(number)[1:3] == (None, None)
    with pytest.raises(errors.Invalid) as wrong:
        publish_objective(house.lead, objective)
    assert f"key_result_{number}" in wrong.value.errors


def test_numbers_that_were_set_by_hand_stay_when_the_sentence_changes(house: House) -> None:
    number = add_sentence(house.lead, house.objective(), text="Raise quiet nights from 11% to 60%")
    edit_key_result(house.lead, number, version=1, target=50.0)
    write_line(
        house.lead,
        sentence(number),
        before="Raise quiet nights from 11% to 60%",
        text="Raise quiet nights from 11% to 70%",
    )
    assert numbers(number) == ("increase", 11, 50, "%")


def test_levels_that_the_new_target_would_contradict_keep_the_numbers_and_no_word_is_lost(house: House) -> None:
    number = add_sentence(house.lead, house.objective(), text="Raise quiet nights from 10% to 60%")
    edit_key_result(house.lead, number, version=1, level_03=30.0, level_07=50.0)
    write_line(
        house.lead,
        sentence(number),
        before="Raise quiet nights from 10% to 60%",
        text="Raise quiet nights from 10% to 40%",
    )
    assert KeyResult.objects.get(pk=number).text == "Raise quiet nights from 10% to 40%"
    assert numbers(number) == ("increase", 10, 60, "%")


@pytest.mark.parametrize("writes", ["line", "sentence"])
def test_the_shape_is_held_before_any_row_so_that_nobody_waits_in_a_circle(house: House, writes: str) -> None:
    objective = house.objective("Sleep at night")
    with CaptureQueriesContext(connection) as seen:
        if writes == "line":
            write_line(house.lead, Line(LineOf.WHY, objective), before="", text="Nine of 31 dispatchers left.")
        else:
            add_sentence(house.lead, objective, text="Raise quiet nights from 10% to 60%")
    locks = [one["sql"] for one in seen if "advisory" in one["sql"] or "FOR UPDATE" in one["sql"]]
    assert bool(locks) is (connection.vendor == "postgresql")
    assert all("advisory" in sql for sql in locks[:1])


def test_two_write_different_lines_of_the_same_objective(house: House) -> None:
    objective = house.objective("Sleep at night")
    write_line(house.lead, Line(LineOf.WHY, objective), before="", text="Nine of 31 dispatchers left.")
    write_line(house.owner, Line(LineOf.STATEMENT, objective), before="Sleep at night", text="Sleep through the night")
    row = Objective.objects.get(pk=objective)
    assert (row.statement, row.why) == ("Sleep through the night", "Nine of 31 dispatchers left.")


def test_two_write_the_same_line_and_neither_is_overwritten(house: House) -> None:
    objective = house.objective("Sleep at night")
    line = Line(LineOf.STATEMENT, objective)
    write_line(house.owner, line, before="Sleep at night", text="Sleep through the night")
    with pytest.raises(errors.Conflict) as met:
        write_line(house.lead, line, before="Sleep at night", text="Let them sleep")
    assert met.value.current == "Sleep through the night"
    assert Objective.objects.get(pk=objective).statement == "Sleep through the night"


def test_two_write_the_same_words_and_both_are_content(house: House) -> None:
    line = Line(LineOf.STATEMENT, house.objective("Sleep at night"))
    write_line(house.owner, line, before="Sleep at night", text="Sleep through the night")
    assert (
        write_line(house.lead, line, before="Sleep at night", text=" Sleep through  the night")
        == "Sleep through the night"
    )


def test_what_cannot_be_a_line_is_said_and_nothing_is_lost(house: House) -> None:
    line = Line(LineOf.STATEMENT, house.objective("Sleep at night"))
    for text in ("", "x" * 501):
        with pytest.raises(errors.Invalid) as wrong:
            write_line(house.lead, line, before="Sleep at night", text=text)
        assert set(wrong.value.errors) == {"text"}
    assert Objective.objects.get(pk=line.number).statement == "Sleep at night"


def test_what_is_published_is_not_rewritten_like_a_draft(house: House) -> None:
    objective, (key_result,) = house.published({"text": "Raise quiet nights from 0 to 100"})
    with pytest.raises(errors.Refused):
        write_line(house.lead, Line(LineOf.STATEMENT, objective), before="Catch every warm crate", text="Sleep")
    with pytest.raises(errors.Refused):
        write_line(house.lead, sentence(key_result), before="Raise quiet nights from 0 to 100", text="Sleep")
    with pytest.raises(errors.Refused):
        add_sentence(house.lead, objective, text="Raise quiet nights from 0 to 90")


def test_milestones_and_nonsense_are_taken_as_they_are(house: House) -> None:
    objective = house.objective()
    stages = add_sentence(house.lead, objective, text="Open the shop: sign the lease, hire staff, get permits")
    assert KeyResult.objects.get(pk=stages).kind == Kind.MILESTONE.value
    assert KeyResult.objects.get(pk=stages).stages.count() == 3
    for text in ("???", "🎉", "a" * 500, "from 5 to 5", "Raise NPS from 1e99 to 2e99"):
        number = add_sentence(house.lead, objective, text=text)
        assert KeyResult.objects.get(pk=number).text == text


@pytest.mark.django_db(transaction=True)
def test_many_write_the_same_line_at_once_and_one_of_them_wins(house: House) -> None:
    line = Line(LineOf.STATEMENT, house.objective("Sleep at night"))

    def write(place: int) -> str:
        try:
            return write_line(house.lead, line, before="Sleep at night", text=f"Sleep through night {place}")
        except errors.Conflict as met:
            return f"lost to {met.current}"

    said = at_once(*(partial(write, place) for place in range(6)))
    stored = Objective.objects.get(pk=line.number).statement
    assert [one for one in said if not one.startswith("lost to")] == [stored]
    assert all(one in (stored, f"lost to {stored}") for one in said)
