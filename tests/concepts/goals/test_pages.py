"""What the pages of an objective and of a key result show: all of it, to nobody else, as of any day, in few queries."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from northing.accounts.models import Person
from northing.accounts.queries import today
from northing.activity.models import Verb
from northing.checkins.actions import check_in, correct_check_in, withdraw_check_in
from northing.core.access import Act
from northing.core.alignment import Change, LinkKind
from northing.core.measures import ENGLISH, Kind, Reading
from northing.core.rollup import DrawsFrom, Feeds
from northing.core.scoring import Band, Commitment
from northing.goals.actions import (
    add_initiative,
    align,
    close_objective,
    delete_objective,
    edit_key_result,
    edit_objective,
    end_initiative,
    turn_day,
    unalign,
)
from northing.goals.models import Objective
from northing.goals.policies import standing, standing_on
from northing.goals.queries.explaining import explain_page_of_objective
from northing.goals.queries.key_result import key_result
from northing.goals.queries.objective import ObjectivePage, State, objective
from northing.goals.queries.relatives import seen_among
from northing.goals.queries.visibility import visible_objectives
from northing.insights.key_result import explain, story
from northing.kit import clock
from northing.kit.errors import NotFound
from northing.kit.memory import remembering
from northing.teams import actions as teams
from tests.concepts.goals.house import House, open_house
from tests.concepts.house import hire

pytestmark = pytest.mark.django_db

OSLO = "Europe/Oslo"


@pytest.fixture
def house() -> Any:
    with open_house() as opened:
        with on(20, 9):
            teams.add_member(opened.administrator, opened.company, person_id=opened.lead.pk, role="lead")
        opened.lead = Person.objects.get(pk=opened.lead.pk)
        yield opened


def on(day: int, month: int = 10, hour: int = 10) -> Any:
    return clock.frozen(datetime(2026, month, day, hour, tzinfo=UTC))


def stranger(house: House) -> Person:
    return hire(house.administrator, "Ola Stranger")


# ---- the objective --------------------------------------------------------------------------------------------


def test_a_page_has_the_objective_its_key_results_and_everybody_around(house: House) -> None:
    helper = hire(house.administrator, "Kaito Helper")
    number, (first, second) = house.published(
        {"contributor_ids": [helper.pk]}, {"text": "Second", "weight": 2.0}, why="Because goods were lost"
    )
    check_in(house.owner, first, value=20.0, confidence=7)
    page = objective(house.owner, number, today())
    assert page.objective.why == "Because goods were lost"
    assert [(row.id, row.number, row.weight) for row in page.key_results] == [(first, 1, 1.0), (second, 2, 2.0)]
    assert page.key_results[0].value == 20.0
    assert page.objective.progress == pytest.approx(0.2 / 3)
    assert (page.place, page.siblings) == (1, 1)
    assert objective(helper, number, today()).footing.helped == {first}


def test_who_may_not_see_an_objective_gets_not_found(house: House) -> None:
    draft = house.objective("Still a thought")
    secret, _ = house.published({}, statement="A secret", confidential=True)
    for reader, number in [(stranger(house), draft), (stranger_again(house), secret), (house.lead, 999_999)]:
        with pytest.raises(NotFound):
            objective(reader, number, today())
    delete_objective(house.lead, draft)
    with pytest.raises(NotFound):
        objective(house.lead, draft, today())


def stranger_again(house: House) -> Person:
    return hire(house.administrator, "Another Stranger")


def test_its_footing_gives_the_same_standing_as_a_fresh_look(house: House) -> None:
    """The facts a page reads anyway must allow exactly what the policies allow who ask the database themselves."""
    named, helper, outsider = (hire(house.administrator, f"{name} Person") for name in ("Named", "Helping", "Other"))
    number, (first, _) = house.published(
        {"contributor_ids": [helper.pk]}, {"text": "Second"}, confidential=True, confidant_ids=[named.pk]
    )
    stored = Objective.objects.select_related("team").get(pk=number)
    for reader in (house.lead, house.owner, named):
        page = objective(reader, number, today())
        for key_result_id in (None, first):
            fresh, read = standing(reader, stored), standing_on(reader, page.footing)
            assert fresh == read
            assert fresh.allowed(list(Act), key_result_id) == read.allowed(list(Act), key_result_id)
    for reader in (outsider, helper):
        with pytest.raises(NotFound):
            objective(reader, number, today())


@pytest.mark.parametrize("role", ["member", "viewer", "guest"])
def test_what_is_linked_is_seen_by_the_same_rule_as_everything(house: House, role: str) -> None:
    reader = hire(house.administrator, "Reading Person")
    Person.objects.filter(pk=reader.pk).update(role=role)
    middle, _ = house.published(statement="Middle", team=house.company)
    others = [
        house.published(statement="Open")[0],
        house.published(statement="Named", confidential=True, confidant_ids=[reader.pk])[0],
        house.published(statement="Secret", confidential=True)[0],
        house.objective("A draft"),
    ]
    for number in others:
        align(house.lead, number, objective_id=middle)
    reader = Person.objects.get(pk=reader.pk)
    rows = [relative.objective for relative in objective(house.lead, middle, today()).family.served_by]
    rows += [relative.objective for relative in objective(house.lead, middle, today()).family.unseen]
    assert {row.id for row in rows} == set(others)
    wanted = visible_objectives(reader).filter(pk__in=others).values_list("pk", flat=True)
    assert seen_among(reader, rows) == set(wanted)


def test_drafts_say_what_is_missing_before_they_can_be_published(house: House) -> None:
    number = house.objective()
    ready = house.key_result(number)
    open_start = house.key_result(number, "No start yet", start=None)
    page = objective(house.lead, number, today())
    assert {one.key_result.id for one in page.missing if one.key_result} == {open_start}
    assert ready not in {one.key_result.id for one in page.missing if one.key_result}
    assert all(one.words for one in page.missing)


def test_alignment_is_shown_upwards_downwards_and_beside(house: House) -> None:
    middle, (mine,) = house.published({}, statement="Middle")
    above, (theirs, _) = house.published({}, {"text": "Another"}, statement="Above", team=house.company)
    wide, _ = house.published(statement="Wide", team=house.company)
    below, _ = house.published({}, statement="Below")
    copy, _ = house.published({}, {"text": "Its own"}, statement="Copy")
    other_copy, _ = house.published({"text": "Changed all"}, statement="Other copy")
    align(house.lead, middle, key_result_id=theirs)
    align(house.lead, middle, objective_id=wide)
    align(house.lead, below, key_result_id=mine)
    align(house.lead, copy, objective_id=middle, shared=True)
    align(house.lead, other_copy, objective_id=middle, shared=True)
    gone = align(house.lead, below, objective_id=middle)
    unalign(house.lead, gone)

    family = objective(house.lead, middle, today()).family
    assert [(r.kind, r.objective.id, r.key_result and r.key_result.id) for r in family.serves] == [
        (LinkKind.EXPLICIT, above, theirs), (LinkKind.IMPLICIT, wide, None),
    ]  # fmt: skip
    assert [(r.objective.id, r.key_result and r.key_result.id) for r in family.served_by] == [(below, mine)]
    assert {r.objective.id for r in family.beside} == {copy, other_copy}
    differences = {r.objective.id: [d.change for d in r.differences] for r in family.beside}
    assert differences[copy] == [Change.KEPT, Change.ADDED]
    assert differences[other_copy] == [Change.DROPPED, Change.ADDED]
    # a copy sees the original and, through it, the other copy
    assert {r.objective.id for r in objective(house.lead, copy, today()).family.beside} == {middle, other_copy}


def test_what_a_reader_may_not_see_is_not_named_and_still_counts(house: House) -> None:
    direction, _ = house.published(statement="Direction", team=house.company)
    secret, (inside,) = house.published({}, statement="Secret matter", confidential=True)
    open_one, (outside,) = house.published({}, statement="Open matter")
    for number in (secret, open_one):
        align(house.lead, number, objective_id=direction)
    check_in(house.owner, inside, value=100.0)
    check_in(house.owner, outside, value=50.0)
    page = objective(stranger(house), direction, today())
    assert [relative.objective.id for relative in page.family.served_by] == [open_one]
    explanation = explain_page_of_objective(page, ENGLISH, OSLO)
    assert explanation.result == page.objective.progress == 0.75
    labels = [part.label for part in explanation.inputs]
    assert "Open matter" in labels
    assert "Secret matter" not in str(explanation)
    assert all(part.ref is None or part.ref.id != secret for part in explanation.inputs)


def test_the_explanation_adds_up_to_the_number_that_is_stored(house: House) -> None:
    number, (first, second) = house.published({}, {"text": "Second"}, draws_from=DrawsFrom.BOTH)
    below, (third,) = house.published({}, statement="Below")
    draft = house.objective("A draft below")
    align(house.lead, below, objective_id=number)
    align(house.lead, draft, objective_id=number)
    house.weigh(number, {first: 2.0, second: 0.0})
    check_in(house.owner, first, value=40.0)
    check_in(house.owner, third, value=90.0)
    page = objective(house.lead, number, today())
    explanation = explain_page_of_objective(page, ENGLISH, OSLO)
    assert explanation.result == page.objective.progress
    left_out = {one.label: one.reason for one in explanation.left_out}
    assert "weight 0" in left_out["Second"]
    assert "draft" in left_out["A draft below"]


def test_initiatives_open_ones_first_with_what_came_of_the_others(house: House) -> None:
    number, (first,) = house.published({})
    ended = add_initiative(house.lead, number, title="Call the driver", key_result_id=first, owner_id=house.owner.pk)
    running = add_initiative(house.lead, number, title="Second line", due_on=date(2026, 11, 20))
    end_initiative(house.lead, ended, outcome="It fell by 4.", kept=True)
    rows = objective(house.lead, number, today()).initiatives
    assert [row.id for row in rows] == [running, ended]
    assert rows[0].due_on == date(2026, 11, 20)
    assert (rows[1].outcome, rows[1].ended_on, rows[1].owner and rows[1].owner.id) == (
        "It fell by 4.", today(), house.owner.pk,
    )  # fmt: skip


def test_the_log_names_who_did_what_newest_first(house: House) -> None:
    number, (first,) = house.published({})
    check_in(house.owner, first, value=10.0)
    happenings = objective(house.lead, number, today()).happenings
    assert happenings[0].verb is Verb.CHECKED_IN
    assert happenings[0].who is not None
    assert happenings[0].who.id == house.owner.pk
    assert {event.verb for event in happenings} >= {Verb.CREATED, Verb.PUBLISHED, Verb.CHECKED_IN}


# ---- as of a past day (R19) -----------------------------------------------------------------------------------


def test_a_past_day_is_shown_as_it_was_in_numbers_words_targets_and_links(house: House) -> None:
    with on(1):
        number, (first,) = house.published({}, statement="As it began")
        above, _ = house.published(statement="Above", team=house.company)
        link = align(house.lead, number, objective_id=above)
        work = add_initiative(house.lead, number, title="Work")
    with on(9):
        check_in(house.owner, first, value=10.0, confidence=6)
    with on(12):
        edit_key_result(house.lead, first, version=1, target=200.0, text="Raise it to 200", reason="Too easy")
        edit_objective(house.lead, number, version=2, statement="As it is now")
        unalign(house.lead, link)
        end_initiative(house.lead, work, outcome="Done", kept=True)
    with on(16):
        check_in(house.owner, first, value=80.0, confidence=9)

    then = objective(house.lead, number, today(), date(2026, 10, 10))
    assert then.as_of == date(2026, 10, 10)
    assert then.objective.statement == "As it began"
    row = then.key_results[0]
    assert (row.text, row.measure.target, row.value, row.progress) == (
        "Raise the share from 0 to 100",
        100.0,
        10.0,
        0.1,
    )
    assert then.objective.progress == 0.1
    assert [relative.objective.id for relative in then.family.serves] == [above]
    assert [(one.is_open, one.outcome) for one in then.initiatives] == [(True, "")]
    assert then.ledger == ()
    assert all(event.at < datetime(2026, 10, 11, tzinfo=UTC) for event in then.happenings)

    between = objective(house.lead, number, today(), date(2026, 10, 12))
    assert (between.objective.statement, between.key_results[0].measure.target) == ("As it is now", 200.0)
    assert between.family.serves == ()
    assert len(between.ledger) == 2

    now = objective(house.lead, number, today())
    assert (now.as_of, now.key_results[0].value, now.objective.progress) == (None, 80.0, 0.4)


def test_before_its_publication_there_is_nothing_to_see(house: House) -> None:
    number, (first,) = house.published({})
    yesterday = today() - timedelta(days=1)
    assert objective(house.lead, number, today(), yesterday).not_yet
    assert key_result(house.lead, first, today(), yesterday).not_yet
    assert not objective(house.lead, number, today(), today()).not_yet


# ---- the key result -------------------------------------------------------------------------------------------


def test_a_story_keeps_both_what_was_said_first_and_what_corrected_it(house: House) -> None:
    _number, (first,) = house.published({"kind": Kind.DECREASE, "start": 47.0, "target": 15.0, "unit": "min"})
    with on(2, 11):
        wrong = check_in(house.owner, first, value=39.0, confidence=6)
    with on(3, 11):
        correct_check_in(house.owner, wrong.checkin_id, value=46.5, confidence=6, note="Counted twice")
        taken = check_in(house.owner, first, value=1.0)
        withdraw_check_in(house.owner, taken.checkin_id)
    check_in(house.owner, first, value=41.0, confidence=8)
    told = story(house.owner, first, today())
    assert told.values == ((date(2026, 11, 2), 46.5), (date(2026, 11, 5), 41.0))
    assert [entry.value for entry in told.in_force] == [46.5, 41.0]
    assert {(old.value, new.value) for old, new in told.replaced} == {(39.0, 46.5), (1.0, None)}
    explanation = explain(told, ENGLISH, OSLO)
    assert explanation.result == told.page.key_result.progress == (47 - 41) / (47 - 15)
    left_out = {left.label.replace("\N{NO-BREAK SPACE}", " "): left.reason for left in explanation.left_out}
    assert "Counted twice" in left_out["39 min of 2 Nov"]


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"reading": Reading.INCREMENTS}, [{"value": 10.0}, {"value": 10.5}]),
        ({"kind": Kind.RANGE, "low": 90.0, "high": 95.0}, [{"value": 92.0}, {"value": 97.0}]),
        ({"kind": Kind.BASELINE}, [{"value": 7.0, "measured_how": "A survey"}]),
        ({"kind": Kind.BASELINE}, [{"value": 7.0}]),
        ({"level_03": 40.0, "level_07": 75.0}, [{"value": 60.0}]),
        ({}, []),
        ({}, [{"value": -40.0}]),
        ({}, [{"value": 250.0}]),
    ],
)
def test_every_kind_explains_the_number_that_is_stored(
    house: House, facts: dict[str, Any], said: list[dict[str, Any]]
) -> None:
    _, (number,) = house.published(facts)
    for day, one in enumerate(said, start=2):
        with on(day, 11):
            check_in(house.owner, number, **one)
    turn_day()
    told = story(house.owner, number, today())
    assert explain(told, ENGLISH, OSLO).result == told.page.key_result.progress


def test_stages_explain_themselves(house: House) -> None:
    _, (number,) = house.published(
        {"kind": Kind.MILESTONE, "stages": [{"label": "One"}, {"label": "Two", "weight": 3.0}]}
    )
    stages = story(house.owner, number, today()).page.key_result.stages
    check_in(house.owner, number, stage_ids=[stages[1].id])
    told = story(house.owner, number, today())
    assert explain(told, ENGLISH, OSLO).result == told.page.key_result.progress == 0.75


def test_a_key_result_that_others_took_on_is_explained_by_them(house: House) -> None:
    _, (fed,) = house.published({"feeds": Feeds.ALIGNED}, team=house.company)
    for value, secret in ((20.0, False), (60.0, True)):
        taker, (inside,) = house.published({}, statement=f"Taker {value}", confidential=secret)
        align(house.lead, taker, key_result_id=fed)
        check_in(house.owner, inside, value=value)
    told = story(stranger(house), fed, today())
    explanation = explain(told, ENGLISH, OSLO)
    assert explanation.result == told.page.key_result.progress == pytest.approx(0.4)
    assert [relative.objective.statement for relative in told.page.taken_on_by] == ["Taker 20.0"]
    assert "Taker 60" not in str(explanation)


def test_the_score_can_be_seen_against_what_was_agreed_first(house: House) -> None:
    _, (number,) = house.published({})
    check_in(house.owner, number, value=50.0)
    assert key_result(house.owner, number, today()).first is None
    edit_key_result(house.lead, number, version=1, target=200.0, reason="More is possible")
    edit_key_result(house.lead, number, version=2, target=400.0, text="Raise it", reason="Much more")
    page = key_result(house.owner, number, today())
    assert page.first is not None
    assert (page.first.start, page.first.target) == (0.0, 100.0)
    assert page.first_text == "Raise the share from 0 to 100"
    assert [(row.field, row.before, row.after) for row in page.ledger][-1] == ("target", 100.0, 200.0)


def test_a_past_day_of_a_key_result_knows_nothing_of_later_check_ins(house: House) -> None:
    with on(1):
        _number, (first,) = house.published({})
    with on(9):
        check_in(house.owner, first, value=10.0)
    with on(16):
        check_in(house.owner, first, value=80.0)
    told = story(house.owner, first, today(), date(2026, 10, 10))
    assert told.values == ((date(2026, 10, 9), 10.0),)
    assert told.page.key_result.progress == explain(told, ENGLISH, OSLO).result == 0.1


def test_committed_goals_are_graded_by_their_own_measure(house: House) -> None:
    number, (first,) = house.published({}, commitment=Commitment.COMMITTED)
    check_in(house.owner, first, value=90.0)
    close_objective(house.lead, number, score=0.9)
    page = objective(house.lead, number, today())
    assert (page.objective.state, page.objective.score) == (State.CLOSED, 0.9)
    assert page.objective.voices.band is not Band.STALE


# ---- how much is asked of the database ------------------------------------------------------------------------


def queries_of(ask: Any) -> tuple[int, Any]:
    with CaptureQueriesContext(connection) as asked, remembering():
        answer = ask()
    return len(asked), answer


def a_lot(house: House, number: int, key_results: list[int], how_many: int) -> None:
    for index in range(how_many):
        key_results.append(house.key_result(number, f"More {index}"))
        below, _ = house.published({}, {"text": "x"}, statement=f"Below {index}")
        align(house.lead, below, key_result_id=key_results[0])
        above, _ = house.published({}, statement=f"Above {index}", team=house.company)
        align(house.lead, number, objective_id=above)
        copy, _ = house.published({}, statement=f"Copy {index}")
        align(house.lead, copy, objective_id=number, shared=True)
        add_initiative(house.lead, number, title=f"Work {index}", key_result_id=key_results[0])
        check_in(house.owner, key_results[0], value=float(index), note="A note")
        edit_key_result(house.lead, key_results[0], version=index + 1, target=200.0 + index, reason="More")


def test_the_pages_cost_the_same_however_much_hangs_on_them(house: House) -> None:
    number, key_results = house.published({"contributor_ids": [house.lead.pk]})
    a_lot(house, number, key_results, 1)

    def fresh() -> Person:
        return Person.objects.get(pk=house.owner.pk)

    def page() -> ObjectivePage:
        return objective(fresh(), number, today())

    def tale() -> Any:
        return story(fresh(), key_results[0], today())

    page(), tale()
    few = queries_of(page)[0], queries_of(tale)[0]
    for index in range(2, 5):
        key_results.append(house.key_result(number, f"Extra {index}"))
        check_in(house.owner, key_results[0], value=float(index))
        below, _ = house.published({}, statement=f"Extra below {index}")
        align(house.lead, below, key_result_id=key_results[0])
        align(house.lead, below, objective_id=number)
        add_initiative(house.lead, number, title=f"Extra {index}")
    many_page, shown = queries_of(page)
    many_tale, told = queries_of(tale)
    assert len(shown.key_results) == 5
    assert len(told.checkins) == 4
    assert (many_page, many_tale) == few
    everybody_reads = 4  # the person, the organisation, the cycles and the memberships
    assert many_page - everybody_reads <= 5
    assert many_tale - everybody_reads <= 6  # a key result also asks what closed cycles have taught the forecast
