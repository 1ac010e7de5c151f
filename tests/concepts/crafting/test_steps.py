"""A team's set on its way through CRAFT (R28): who may take which step, what is skipped, what the sponsor decides."""

from collections.abc import Iterator
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from northing.accounts.models import Organisation
from northing.activity.models import Event, Subject
from northing.core.crafting import Check, Question, Standing, Step, Turn
from northing.crafting import actions
from northing.crafting.models import Draft
from northing.crafting.queries.draft import Way
from northing.crafting.queries.parts import definition
from northing.goals.actions import Line as TextLine
from northing.goals.actions import LineOf, edit_key_result, publish_objective, write_line
from northing.goals.models import KeyResult, Objective
from northing.kit import errors
from northing.teams import actions as teams
from tests.concepts.crafting.house import Workshop, open_workshop
from tests.concepts.house import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Iterator[Workshop]:
    with open_workshop() as opened:
        yield opened


def to_sponsor(shop: Workshop) -> int:
    """A set that lies before the sponsor; everything was skipped with a reason."""
    shop.written()
    number = shop.begin()
    shop.step(actions.go_on, shop.house.lead, number, to=Step.FINALISE, reason="Small team.")
    shop.step(actions.submit, shop.house.lead, number, reason="See the first meeting's notes.")
    return number


def approve(shop: Workshop, number: int, **said: object) -> None:
    shop.step(actions.approve, shop.sponsor, number, seen=shop.page(shop.sponsor).seen, **said)


def test_an_empty_draft_says_what_it_needs_and_who_is_next(shop: Workshop) -> None:
    page = shop.page()
    assert page.draft is None
    assert page.objectives == ()
    assert [line.check for line in page.lists[Step.CREATE] if not line.done][:3] == [
        Check.OBJECTIVES, Check.WHY, Check.KEY_RESULTS,
    ]  # fmt: skip
    assert page.turn is Turn.AUTHORS
    assert page.next == (shop.house.lead.name,)


def test_a_draft_is_for_its_team_and_its_sponsor(shop: Workshop) -> None:
    shop.written()
    for reader in (shop.house.lead, shop.house.owner, shop.sponsor):
        assert len(shop.page(reader).objectives) == 1
    for reader in (shop.stranger, shop.house.administrator):
        with pytest.raises(errors.NotFound):
            shop.page(reader)
    number = shop.begin()
    with pytest.raises(errors.NotFound):
        actions.go_on(shop.stranger, number, version=1, to=Step.REFINE, reason="x")
    with pytest.raises(errors.Refused, match="member"):
        actions.go_on(shop.sponsor, number, version=1, to=Step.REFINE, reason="x")
    with pytest.raises(errors.Refused, match="sponsor"):
        actions.approve(shop.house.lead, number, version=1, seen="")


def test_the_whole_way_with_nothing_skipped(shop: Workshop) -> None:
    lead, owner = shop.house.lead, shop.house.owner
    objective = shop.written()
    key_result = KeyResult.objects.get(objective_id=objective)
    number = shop.begin()
    shop.step(actions.go_on, lead, number, to=Step.REFINE)

    edit_key_result(owner, key_result.pk, version=key_result.version, level_03=30.0, level_07=45.0)
    seen = definition(shop.page().objectives[0].key_results[0])
    for person in (lead, owner):
        actions.agree(person, number, key_result.pk, levels=seen)
    assert all(line.done for line in shop.page().lists[Step.REFINE] if not line.advice)
    shop.step(actions.go_on, lead, number, to=Step.ALIGN)

    for question in (Question.WHO_NEEDS_US, Question.WITH_WHOM, Question.WHOM_WE_NEED):
        actions.answer(lead, number, question, before="", text="Hardware, every week.")
    shop.step(actions.go_on, owner, number, to=Step.FINALISE)

    for question in (Question.HOW, Question.TRIED, Question.AGREED):
        actions.answer(lead, number, question, before="", text="We read the leavers' interviews.")
    actions.answer(lead, number, Question.SUFFICIENT, before="", text="No.", objective_id=objective)
    shop.step(actions.submit, lead, number)
    assert shop.page().turn is Turn.SPONSOR
    assert shop.page().next == (shop.sponsor.name,)
    approve(shop, number, note="Go.")
    assert shop.page().where.standing is Standing.APPROVED

    told = shop.step(actions.publish_set, lead, number, announcement="Nights will be quiet.")
    assert told == [objective]
    assert Objective.objects.get(pk=objective).state == "published"
    page = shop.page()
    assert page.where.standing is Standing.PUBLISHED
    assert page.turn is Turn.NOBODY
    assert [one.row.id for one in page.objectives] == [objective]
    assert all(step.skipped == () for step in page.steps)
    verbs = list(Event.objects.filter(subject=Subject.DRAFT.value).order_by("id").values_list("verb", flat=True))
    assert verbs == ["moved_on", "moved_on", "moved_on", "submitted", "approved", "announced"]
    announced = Event.objects.get(verb="announced").details
    assert announced["objective_ids"] == [objective]
    assert announced["text"] == "Nights will be quiet."


def test_skipping_needs_a_reason_and_both_are_kept(shop: Workshop) -> None:
    shop.written()
    number = shop.begin()
    with pytest.raises(errors.Invalid) as wrong:
        shop.step(actions.go_on, shop.house.lead, number, to=Step.ALIGN)
    assert set(wrong.value.errors) == {"reason"}
    assert Draft.objects.get().step == "create"
    shop.step(actions.go_on, shop.house.lead, number, to=Step.ALIGN, reason="We met in person.")
    newest = shop.page().steps[0]
    assert newest.way is Way.WENT_ON
    assert newest.reason == "We met in person."
    assert set(newest.skipped) == {Check.READ, Check.LEVELS}


def test_the_sponsor_sends_back_with_a_reason_and_approves_the_second_time(shop: Workshop) -> None:
    number = to_sponsor(shop)
    with pytest.raises(errors.Invalid) as wrong:
        shop.step(actions.send_back, shop.sponsor, number, reason=" ")
    assert set(wrong.value.errors) == {"reason"}
    shop.step(actions.send_back, shop.sponsor, number, reason="Why these nights only?", to=Step.CREATE)
    page = shop.page()
    assert page.where.step is Step.CREATE
    assert page.steps[0].reason == "Why these nights only?"
    shop.step(actions.go_on, shop.house.lead, number, to=Step.FINALISE, reason="Said in the why now.")
    shop.step(actions.submit, shop.house.lead, number, reason="As before.")
    approve(shop, number)
    assert shop.page().where.step is Step.TRANSMIT


def test_nobody_approves_what_they_have_not_read(shop: Workshop) -> None:
    number = to_sponsor(shop)
    seen = shop.page(shop.sponsor).seen
    objective = shop.page().objectives[0].row
    line = TextLine(LineOf.STATEMENT, objective.id)
    write_line(shop.house.owner, line, before=objective.statement, text="Let everybody sleep through the night")
    assert shop.page().changed == {f"o{objective.id}"}
    with pytest.raises(errors.Conflict):
        shop.step(actions.approve, shop.sponsor, number, seen=seen)
    assert shop.page().where.standing is Standing.SUBMITTED
    approve(shop, number)
    assert shop.page().changed == frozenset()


def test_what_changed_after_approval_is_said_and_publishing_it_is_a_skip(shop: Workshop) -> None:
    number = to_sponsor(shop)
    approve(shop, number)
    part = shop.page().objectives[0].key_results[0]
    edit_key_result(shop.house.owner, part.id, version=part.version, target=50.0)
    assert shop.page().changed == {f"k{part.id}"}
    with pytest.raises(errors.Invalid):
        shop.step(actions.publish_set, shop.house.lead, number)
    shop.step(actions.publish_set, shop.house.lead, number, reason="Signe said yes on the phone.")
    assert shop.page().steps[0].skipped == (Check.APPROVED,)


def test_a_set_goes_out_whole_or_not_at_all(shop: Workshop) -> None:
    good = shop.written(statement="Make the dock door the coldest place")
    bad = shop.written("Improve the well-being of night staff")
    number = shop.begin()
    with pytest.raises(errors.Invalid) as wrong:
        shop.step(actions.publish_set, shop.house.lead, number, reason="Now.")
    assert list(wrong.value.errors) == [f"key_result_{KeyResult.objects.get(objective_id=bad).pk}"]
    assert set(Objective.objects.filter(pk__in=[good, bad]).values_list("state", flat=True)) == {"draft"}
    assert Draft.objects.get().published_at is None


def test_straight_from_the_draft_where_the_organisation_wants_it_so(shop: Workshop) -> None:
    shop.written()
    Organisation.objects.update(drafting="publish")
    number = shop.begin()
    shop.step(actions.publish_set, shop.house.lead, number)
    assert shop.page().steps[0].skipped == ()


def test_one_objective_published_alone_is_remembered_as_a_skip(shop: Workshop) -> None:
    first, second = shop.written(), shop.written(statement="Make the dock door the coldest place")
    shop.begin()
    actions.publish_alone(shop.house.lead, first)
    page = shop.page()
    assert [one.row.id for one in page.objectives] == [second]
    assert page.steps[0].way is Way.PUBLISHED_ALONE
    actions.publish_alone(shop.house.lead, second)
    assert shop.page().where.standing is Standing.PUBLISHED
    assert {one.row.id for one in shop.page().objectives} == {first, second}


def test_alone_or_together_the_draft_is_held_before_its_objectives(shop: Workshop) -> None:
    """So that who publishes one and who publishes all do not wait for each other in a circle."""
    first = shop.written()
    shop.written(statement="Make the dock door the coldest place")
    number = shop.begin()
    for publishing in (
        lambda: actions.publish_alone(shop.house.lead, first),
        lambda: shop.step(actions.publish_set, shop.house.lead, number, reason="Small team."),
    ):
        with CaptureQueriesContext(connection) as seen:
            publishing()
        locks = [one["sql"] for one in seen if "FOR UPDATE" in one["sql"]]
        assert bool(locks) is (connection.vendor == "postgresql")
        assert all('FROM "crafting_draft"' in sql for sql in locks[:1])


def test_what_is_drafted_later_begins_another_round(shop: Workshop) -> None:
    shop.written()
    number = shop.begin()
    shop.step(actions.publish_set, shop.house.lead, number, reason="Small team.")
    with pytest.raises(errors.Invalid):
        shop.step(actions.go_on, shop.house.lead, number, to=Step.ALIGN, reason="x")
    later = shop.written(statement="Make the dock door the coldest place")
    page = shop.page()
    assert [one.row.id for one in page.objectives] == [later]
    assert page.where.step is Step.CREATE
    assert Draft.objects.count() == 2


def test_a_team_without_sponsor_is_told_to_name_one_or_to_skip(shop: Workshop) -> None:
    teams.set_sponsor(shop.house.administrator, shop.house.team, person_id=None)
    shop.written()
    number = shop.begin()
    shop.step(actions.go_on, shop.house.lead, number, to=Step.FINALISE, reason="Small team.")
    with pytest.raises(errors.Invalid, match="sponsor"):
        shop.step(actions.submit, shop.house.lead, number, reason="x")
    shop.step(actions.go_on, shop.house.lead, number, to=Step.TRANSMIT, reason="No sponsor yet.")
    assert Check.APPROVED in shop.page().steps[0].skipped


def test_a_yes_counts_for_what_it_was_said_to(shop: Workshop) -> None:
    shop.written()
    number = shop.begin()
    part = shop.page().objectives[0].key_results[0]
    seen = definition(part)
    actions.agree(shop.house.lead, number, part.id, levels=seen)
    actions.agree(shop.house.lead, number, part.id, levels=seen)
    edit_key_result(shop.house.owner, part.id, version=part.version, target=70.0)
    (yes,) = shop.page().yeses[part.id]
    assert yes.stands is False
    with pytest.raises(errors.Conflict):
        actions.agree(shop.house.owner, number, part.id, levels=seen)
    actions.disagree(shop.house.lead, number, part.id)
    assert shop.page().yeses == {}


def test_a_blind_round_shows_nothing_until_it_is_revealed(shop: Workshop) -> None:
    shop.written()
    number = shop.begin()
    part = shop.page().objectives[0].key_results[0]
    actions.open_round(shop.house.lead, number)
    actions.vote(shop.house.lead, number, votes={part.id: 3})
    actions.vote(shop.house.lead, number, votes={part.id: 4})
    with pytest.raises(errors.Invalid):
        actions.reveal(shop.house.lead, number)
    actions.vote(shop.house.owner, number, votes={part.id: 9})
    blind = shop.page(shop.house.owner).round
    assert blind is not None
    assert (blind.voters, blind.mine, blind.votes) == (2, {part.id: 9}, {})
    actions.reveal(shop.house.owner, number)
    blind = shop.page().round
    assert blind is not None
    assert blind.votes == {part.id: (4, 9)}
    with pytest.raises(errors.Refused):
        actions.vote(shop.house.lead, number, votes={part.id: 5})
    for votes in ({part.id: 11}, {}):
        actions.open_round(shop.house.lead, number)
        with pytest.raises(errors.Invalid):
            actions.vote(shop.house.lead, number, votes=votes)
    with pytest.raises(errors.NotFound):
        actions.vote(shop.house.lead, number, votes={part.id + 99: 5})


def test_two_answer_at_once_and_neither_is_overwritten(shop: Workshop) -> None:
    number = shop.begin()
    actions.answer(shop.house.lead, number, Question.HOW, before="", text="From the interviews.")
    with pytest.raises(errors.Conflict) as met:
        actions.answer(shop.house.owner, number, Question.HOW, before="", text="From the call log.")
    assert met.value.current == "From the interviews."
    with pytest.raises(errors.NotFound):
        actions.answer(shop.house.lead, number, Question.SUFFICIENT, before="", text="No.")


def test_an_archived_team_and_a_closed_cycle_begin_nothing(shop: Workshop) -> None:
    teams.archive_team(shop.house.administrator, shop.house.team)
    with pytest.raises(errors.Invalid) as wrong:
        shop.begin()
    assert set(wrong.value.errors) == {"team_id"}
    with pytest.raises(errors.Invalid):
        actions.begin(shop.house.lead, team_id=shop.house.team, cycle_id=shop.next + 99)


def test_a_team_with_a_set_under_way_is_not_dissolved(shop: Workshop) -> None:
    shop.written()
    with pytest.raises(errors.Refused, match="still open"):
        teams.archive_team(shop.house.administrator, shop.house.team)


def test_published_beside_the_steps_is_still_published(shop: Workshop) -> None:
    """The command line and the import publish without the steps; the draft then simply has one objective less."""
    objective = shop.written()
    number = shop.begin()
    publish_objective(shop.house.lead, objective)
    with pytest.raises(errors.Invalid, match="nothing"):
        shop.step(actions.publish_set, shop.house.lead, number, reason="x")


@pytest.mark.django_db(transaction=True)
def test_two_decide_at_once_and_the_second_learns_what_the_first_did(shop: Workshop) -> None:
    number = to_sponsor(shop)
    version, seen = shop.version(number), shop.page(shop.sponsor).seen
    said = at_once(
        partial(actions.approve, shop.sponsor, number, version=version, seen=seen),
        partial(actions.send_back, shop.sponsor, number, version=version, reason="Not yet."),
        partial(actions.take_back, shop.house.lead, number, version=version),
    )
    assert sum(isinstance(one, errors.Conflict) for one in said) == 2
    assert said.count(None) == 1


@pytest.mark.django_db(transaction=True)
def test_a_draft_is_begun_once_however_many_begin_it(shop: Workshop) -> None:
    numbers = at_once(*[shop.begin] * 5)
    assert len(set(numbers)) == 1
    assert Draft.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_set_published_twice_at_once_goes_out_once(shop: Workshop) -> None:
    shop.written()
    number = shop.begin()
    publish = partial(actions.publish_set, shop.house.lead, number, version=shop.version(number), reason="Small team.")
    said = at_once(publish, publish)
    assert sum(isinstance(one, errors.Conflict) for one in said) == 1
    assert Event.objects.filter(verb="announced").count() == 1
