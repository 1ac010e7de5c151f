"""What teams ask of each other (R23): who may do what, who reads what, and when the asking side is flagged."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from northing.accounts.actions import disable_person
from northing.accounts.models import Person
from northing.accounts.queries import today
from northing.activity.models import Event, Subject
from northing.checkins.actions import check_in
from northing.core.alignment import Alarm, Move, RequestState, Side
from northing.cycles.actions import close_cycle
from northing.goals import actions as goals
from northing.goals.models import Dependency, DependencyStep, Objective
from northing.goals.queries import dependencies as queries
from northing.goals.queries.dependencies import DependencyRow, Wanted
from northing.kit import clock, errors
from northing.kit.memory import remembering
from northing.teams import actions as teams
from tests.concepts.goals.house import House, open_house
from tests.concepts.house import at_once, hire

DUE, LATER = date(2026, 11, 20), date(2026, 12, 4)


@dataclass
class Two:
    """Response asks Hardware. `stranger` is in neither."""

    house: House
    chief: Person
    hand: Person
    stranger: Person
    champion: Person
    hardware: int
    objective: int
    key_result: int

    def ask(self, **given: Any) -> int:
        facts = {
            "team_id": self.hardware,
            "words": "Spare gateways for the night desk",
            "due_on": DUE,
            "key_result_id": self.key_result,
            **given,
        }
        objective = facts.pop("objective_id", self.objective)
        return goals.ask_team(facts.pop("actor", self.house.lead), objective, **facts)

    def step(self, actor: Person, number: int, move: Move, **said: Any) -> int:
        version = said.pop("version", None) or Dependency.objects.get(pk=number).version
        return goals.answer_request(actor, number, move, version=version, **said)

    def row(self, number: int, reader: Person | None = None) -> DependencyRow:
        return queries.request(reader or self.house.lead, number, today())

    def theirs(self, statement: str = "Build gateways that last", **given: Any) -> tuple[int, int]:
        """A published objective of Hardware, with a key result."""
        number = goals.create_objective(
            self.chief, team_id=self.hardware, cycle_id=self.house.quarter.pk, statement=statement, **given
        )
        key_result = goals.add_key_result(
            self.chief,
            number,
            text="Build 0 to 40 gateways",
            kind="increase",
            start=0.0,
            target=40.0,
            owner_id=self.hand.pk,
        )
        goals.publish_objective(self.chief, number)
        return number, key_result


@pytest.fixture
def two(db: None) -> Iterator[Two]:
    with open_house() as house:
        chief, hand = hire(house.administrator, "Jonas Chief"), hire(house.administrator, "Grace Hand")
        stranger = hire(house.administrator, "Stefan Stranger")
        champion = hire(house.administrator, "Charles Champion", is_champion=True)
        hardware = teams.create_team(house.administrator, name="Hardware", parent_id=house.company).id
        teams.add_member(house.administrator, hardware, person_id=chief.pk, role="lead")
        teams.add_member(house.administrator, hardware, person_id=hand.pk)
        objective, (key_result,) = house.published({}, statement="Catch every warm crate")
        yield Two(house, chief, hand, stranger, champion, hardware, objective, key_result)


def days_on(days: int) -> AbstractContextManager[Any]:
    return clock.frozen(datetime(2026, 11, 5, 9, 30, tzinfo=UTC) + timedelta(days=days))


class TestTheHandshake:
    def test_another_day_is_proposed_and_accepted_and_both_sides_see_it_all(self, two: Two) -> None:
        number = two.ask()
        two.step(two.chief, number, Move.PROPOSE, due_on=LATER, reason="The next batch comes on the first.")
        two.step(two.house.lead, number, Move.ACCEPT)
        two.step(two.chief, number, Move.FULFIL, reason="Twelve of them, at the desk.")
        for reader in (two.house.lead, two.chief):
            row = two.row(number, reader)
            assert (row.state, row.due_on, row.proposed_on) == (RequestState.DONE, LATER, None)
            steps = queries.history(number)
            assert [step.move for step in steps] == [Move.FULFIL, Move.ACCEPT, Move.PROPOSE, None]
            assert [step.day for step in steps] == [LATER, LATER, LATER, DUE]
            assert [step.who.name for step in steps if step.who] == [
                "Jonas Chief",
                "Tomasz Lead",
                "Jonas Chief",
                "Tomasz Lead",
            ]
        events = Event.objects.filter(subject=Subject.REQUEST.value, subject_id=number)
        assert events.count() == 4

    def test_a_refusal_needs_a_reason_and_can_be_thought_over(self, two: Two) -> None:
        number = two.ask()
        with pytest.raises(errors.Invalid) as wrong:
            two.step(two.chief, number, Move.DECLINE)
        assert set(wrong.value.errors) == {"reason"}
        two.step(two.chief, number, Move.DECLINE, reason="We have none.")
        assert two.row(number).waits_for is Side.ASKING
        two.step(two.chief, number, Move.AGREE)
        assert two.row(number).state is RequestState.AGREED

    def test_what_was_withdrawn_or_done_can_be_taken_back(self, two: Two) -> None:
        number = two.ask()
        two.step(two.house.lead, number, Move.WITHDRAW)
        two.step(two.house.lead, number, Move.RESTORE)
        two.step(two.chief, number, Move.AGREE)
        two.step(two.house.lead, number, Move.FULFIL)
        two.step(two.chief, number, Move.REOPEN)
        assert two.row(number).state is RequestState.AGREED

    def test_asking_again_may_change_the_words(self, two: Two) -> None:
        number = two.ask()
        two.step(two.house.lead, number, Move.ASK_AGAIN, due_on=LATER, words="Four spare gateways")
        row = two.row(number)
        assert (row.words, row.due_on, row.state) == ("Four spare gateways", LATER, RequestState.ASKED)

    def test_what_is_missing_is_said_at_its_field(self, two: Two) -> None:
        with pytest.raises(errors.Invalid) as wrong:
            two.ask(team_id=None, words=" ", due_on=None)
        assert set(wrong.value.errors) == {"team_id", "words", "due_on"}
        with pytest.raises(errors.Invalid) as wrong:
            two.ask(team_id=two.house.team, due_on=date(2026, 11, 4))
        assert set(wrong.value.errors) == {"team_id", "due_on"}
        other, _ = two.theirs()
        with pytest.raises(errors.Invalid) as wrong:
            two.ask(actor=two.chief, objective_id=other, team_id=two.house.team)
        assert set(wrong.value.errors) == {"key_result_id"}

    def test_several_at_once_are_all_asked_or_none(self, two: Two) -> None:
        good = goals.Wish(two.hardware, "Gateways", DUE)
        with pytest.raises(errors.Invalid) as wrong:
            goals.ask_teams(two.house.lead, {0: (two.objective, good), 3: (two.objective, goals.Wish(None, "", DUE))})
        assert set(wrong.value.errors) == {"team_id-3", "words-3"}
        assert not Dependency.objects.exists()
        assert len(goals.ask_teams(two.house.lead, {0: (two.objective, good), 1: (two.objective, good)}, key="k")) == 2
        goals.ask_teams(two.house.lead, {0: (two.objective, good), 1: (two.objective, good)}, key="k")
        assert Dependency.objects.count() == 2

    def test_the_same_form_sent_twice_asks_once(self, two: Two) -> None:
        assert two.ask(key="once") == two.ask(key="once")
        assert Dependency.objects.count() == 1
        with pytest.raises(errors.KeyReused):
            two.ask(key="once", words="Something else")


class TestRights:
    def test_whoever_may_change_the_objective_asks_and_the_owner_for_their_key_result(self, two: Two) -> None:
        for actor in (two.house.lead, two.house.owner, two.champion):
            two.ask(actor=actor)
        for actor in (two.chief, two.stranger, two.house.administrator):
            with pytest.raises(errors.Refused):
                two.ask(actor=actor)

    def test_the_lead_an_owner_there_and_a_champion_answer(self, two: Two) -> None:
        number = two.ask()
        with pytest.raises(errors.Refused) as refused:
            two.step(two.hand, number, Move.AGREE)
        assert "answer what this team is asked for" in refused.value.reason
        two.theirs()  # of which the hand owns the key result
        two.step(two.hand, number, Move.AGREE)
        again = two.ask()
        two.step(two.champion, again, Move.AGREE)
        assert DependencyStep.objects.filter(dependency=again, on_behalf=True).count() == 1
        for actor in (two.stranger, two.house.owner, two.house.administrator):
            with pytest.raises(errors.Refused):
                two.step(actor, two.ask(), Move.AGREE)

    def test_nobody_answers_for_the_other_side(self, two: Two) -> None:
        number = two.ask()
        with pytest.raises(errors.Refused):
            two.step(two.house.lead, number, Move.AGREE)
        with pytest.raises(errors.Refused):
            two.step(two.chief, number, Move.WITHDRAW)

    def test_a_guest_finds_nothing_and_a_viewer_reads(self, two: Two) -> None:
        number = two.ask()
        guest = hire(two.house.administrator, "Gina Guest", role="guest")
        viewer = hire(two.house.administrator, "Vera Viewer", role="viewer")
        with pytest.raises(errors.NotFound):
            two.row(number, guest)
        assert two.row(number, viewer).asker is not None
        with pytest.raises(errors.Refused):
            two.step(viewer, number, Move.AGREE)

    def test_who_comes_second_is_told(self, two: Two) -> None:
        number = two.ask()
        two.step(two.chief, number, Move.AGREE, version=1)
        with pytest.raises(errors.Conflict) as met:
            two.step(two.champion, number, Move.DECLINE, version=1, reason="No.")
        assert isinstance(met.value.current, DependencyRow)
        assert met.value.current.state is RequestState.AGREED
        assert two.row(number).state is RequestState.AGREED


class TestWhatIsNotOpen:
    """R51: the other team reads the words of the request and nothing else."""

    @pytest.mark.parametrize("kind", ["draft", "confidential"])
    def test_the_asked_team_reads_the_words_only(self, two: Two, kind: str) -> None:
        hidden = two.house.objective("Sell the northern terminal", confidential=kind == "confidential")
        number = two.ask(objective_id=hidden, key_result_id=None)
        row = two.row(number, two.chief)
        assert row.words == "Spare gateways for the night desk"
        assert row.asker is None
        assert row.asking_team.name == "Response"
        two.step(two.chief, number, Move.AGREE)
        with pytest.raises(errors.NotFound):
            two.row(number, two.stranger)
        with pytest.raises(errors.Refused):
            two.step(two.chief, number, Move.WITHDRAW)
        assert queries.between(two.chief, [hidden], today()) == []
        assert [one.id for one in queries.listed(two.chief, Wanted(), today())] == [number]
        assert [one.id for one in queries.listed(two.stranger, Wanted(team_id=two.hardware), today())] == []

    def test_a_confidential_bringer_is_not_named_and_does_not_alarm_who_may_not_see_it(self, two: Two) -> None:
        secret, key_result = two.theirs("Leave the old gateway", confidential=True, lead_id=two.chief.pk)
        number = two.ask(due_on=date(2026, 12, 20))
        two.step(two.chief, number, Move.AGREE, serving_key_result_id=key_result)
        with days_on(30):
            check_in(two.hand, key_result, value=0.0, confidence=1, note="Nothing yet.")
            asking, asked = two.row(number), two.row(number, two.chief)
        assert (asking.bringer, asking.bringer_hidden, asking.alarms) == (None, True, ())
        assert asked.bringer is not None
        assert asked.bringer.objective_id == secret
        assert asked.alarms == (Alarm.OFF_TRACK,)

    def test_nobody_names_what_they_may_not_see_or_what_is_not_theirs(self, two: Two) -> None:
        number = two.ask()
        with pytest.raises(errors.Invalid):
            two.step(two.chief, number, Move.AGREE, serving_objective_id=two.objective)
        foreign, _ = two.theirs("Quietly", confidential=True, lead_id=two.chief.pk)
        with pytest.raises(errors.Invalid):
            two.step(two.champion, number, Move.AGREE, serving_objective_id=foreign)
        assert two.row(number).state is RequestState.ASKED


class TestTheFlag:
    def test_the_day_passes(self, two: Two) -> None:
        number = two.ask()
        assert two.row(number).alarms == ()
        with days_on(16):
            assert two.row(number).alarms == (Alarm.UNANSWERED,)
            two.step(two.chief, number, Move.AGREE)
            assert two.row(number).alarms == (Alarm.OVERDUE,)
            (line,) = queries.between(two.house.lead, [two.objective], today())
            assert (line.flagged, line.state, line.asked_team_id) == (True, RequestState.AGREED, two.hardware)
            assert number in [row.id for row in queries.needing(two.house.lead, today())]

    def test_what_brings_it_turns_red_and_the_asking_side_knows_at_once(self, two: Two) -> None:
        theirs, key_result = two.theirs()
        number = two.ask(due_on=date(2026, 12, 20))
        two.step(two.chief, number, Move.AGREE, serving_key_result_id=key_result)
        with days_on(30):
            check_in(two.hand, key_result, value=38.0, confidence=9, note="Nearly there.")
            assert two.row(number).alarms == ()
            check_in(two.hand, key_result, value=1.0, confidence=2, note="The housing cracks.")
            row = two.row(number)
            assert row.alarms == (Alarm.OFF_TRACK,)
            assert row.bringer is not None
            assert (row.bringer.objective_id, row.bringer.key_result_id) == (theirs, key_result)
            own, promised = queries.of_objective(two.house.lead, theirs, today())
            assert (own, [one.id for one in promised]) == ([], [number])
            needing = queries.needing(two.house.owner, today())
            assert [(one.id, one.flagged) for one in needing] == [(number, True)]
        goals.delete_key_result(two.chief, key_result)
        row = two.row(number)
        assert (row.alarms, row.bringer, row.bringer_hidden) == ((Alarm.DROPPED,), None, False)

    def test_another_bringer_can_be_named_later(self, two: Two) -> None:
        theirs, _ = two.theirs()
        number = two.ask()
        version = two.step(two.chief, number, Move.AGREE)
        goals.name_bringer(two.chief, number, version=version, serving_objective_id=theirs)
        row = two.row(number)
        assert row.bringer is not None
        assert row.bringer.statement == "Build gateways that last"
        goals.close_objective(two.chief, theirs)
        assert two.row(number).alarms == (Alarm.DROPPED,)


class TestWhenThingsEnd:
    def test_the_asked_team_is_archived(self, two: Two) -> None:
        number = two.ask()
        teams.archive_team(two.house.administrator, two.hardware)
        row = two.row(number)
        assert (row.alarms, row.asked_team_archived) == ((Alarm.DISSOLVED,), True)
        with pytest.raises(errors.Invalid):
            two.ask()
        with pytest.raises(errors.Invalid):
            two.step(two.house.lead, number, Move.ASK_AGAIN, due_on=LATER)
        two.step(two.house.lead, number, Move.WITHDRAW)
        assert two.row(number).alarms == ()

    def test_the_asked_team_moves_below_another_lead(self, two: Two) -> None:
        number = two.ask()
        above = hire(two.house.administrator, "Yusuf Above")
        unit = teams.create_team(two.house.administrator, name="Technology", kind="unit", parent_id=two.house.company)
        teams.add_member(two.house.administrator, unit.id, person_id=above.pk, role="lead")
        teams.move_team(two.house.administrator, two.hardware, parent_id=unit.id)
        fresh = Person.objects.get(pk=above.pk)
        assert queries.needing(fresh, today()) == []  # their own lead is there to answer
        disable_person(two.house.administrator, two.chief.pk)
        fresh = Person.objects.get(pk=above.pk)
        assert [row.id for row in queries.needing(fresh, today())] == [number]
        two.step(fresh, number, Move.AGREE)

    @pytest.mark.parametrize("end", ["key result deleted", "objective deleted", "objective closed", "cycle closed"])
    def test_what_it_was_for_ends(self, two: Two, end: str) -> None:
        number = two.ask(due_on=date(2026, 11, 5))
        if end == "key result deleted":
            goals.delete_key_result(two.house.lead, two.key_result)
        elif end == "objective deleted":
            goals.delete_objective(two.house.lead, two.objective)
        elif end == "objective closed":
            goals.close_objective(two.house.lead, two.objective)
        else:
            close_cycle(two.house.administrator, two.house.quarter.pk)
        with days_on(2):
            row = two.row(number, two.chief)
            assert (row.over, row.flagged, row.waits_for) == (True, False, None)
            assert queries.needing(two.chief, today()) == []
            assert queries.between(two.house.lead, [two.objective], today()) == []
        with pytest.raises(errors.Refused):
            two.step(two.chief, number, Move.AGREE)

    def test_a_key_result_takes_its_requests_along(self, two: Two) -> None:
        number = two.ask()
        other, _ = two.house.published({}, statement="Another objective")
        goals.move_key_result(two.house.lead, two.key_result, objective_id=other)
        row = two.row(number)
        assert row.asking_objective_id == other
        own, _promised = queries.of_objective(two.house.lead, other, today())
        assert [one.id for one in own] == [number]

    def test_an_objective_that_moves_asks_for_its_new_team(self, two: Two) -> None:
        number = two.ask()
        version = Objective.objects.get(pk=two.objective).version
        goals.move_objective(two.champion, two.objective, version=version, team_id=two.house.company)
        assert two.row(number).asking_team.id == two.house.company


class TestLists:
    def test_a_team_has_what_it_is_asked_and_what_it_asks_and_filters(self, two: Two) -> None:
        first, second = two.ask(), two.ask(due_on=LATER)
        two.step(two.chief, second, Move.AGREE)
        for reader in (two.chief, two.house.lead):
            assert [row.id for row in queries.listed(reader, Wanted(), today())] == [first, second]
        assert [row.id for row in queries.listed(two.chief, Wanted(state="agreed"), today())] == [second]
        assert queries.listed(two.chief, Wanted(side=Side.ASKING), today()) == []
        assert len(queries.listed(two.stranger, Wanted(team_id=two.hardware, side=Side.ASKED), today())) == 2
        assert queries.listed(two.stranger, Wanted(), today()) == []
        assert len(queries.listed(two.chief, Wanted(cycle_id=two.house.quarter.pk), today())) == 2
        assert [row.id for row in queries.needing(two.chief, today())] == [first]
        assert queries.needing(two.house.lead, today()) == []

    def test_any_number_takes_the_same_few_queries(self, two: Two, django_assert_max_num_queries: Any) -> None:
        theirs, _ = two.theirs()
        for _ in range(12):
            two.step(two.chief, two.ask(), Move.AGREE, serving_objective_id=theirs)
        reader = Person.objects.get(pk=two.chief.pk)
        queries.listed(reader, Wanted(), today())
        with remembering(), django_assert_max_num_queries(4):  # with the organisation and the cycles
            assert len(queries.listed(reader, Wanted(), today())) == 12
        with remembering(), django_assert_max_num_queries(4):
            queries.needing(reader, today())


class TestTheTable:
    @pytest.mark.parametrize(
        "wrong",
        [
            {"asking_objective": None},
            {"state": "proposed"},
            {"state": "declined"},
            {"state": "lost"},
            {"words": ""},
            {"proposed_on": LATER},
        ],
    )
    def test_refuses_what_makes_no_sense(self, two: Two, wrong: dict[str, Any]) -> None:
        good = {
            "asking_objective_id": two.objective, "asked_team_id": two.hardware, "words": "Gateways", "due_on": DUE,
            "asked_at": clock.now(), "changed_at": clock.now(),
        }  # fmt: skip
        Dependency.objects.create(**good)
        if "asking_objective" in wrong:
            good.pop("asking_objective_id")
        with pytest.raises(IntegrityError), transaction.atomic():
            Dependency.objects.create(**{**good, **wrong})


@pytest.mark.django_db(transaction=True)
def test_two_who_answer_at_once_make_one_answer() -> None:
    with open_house() as house:
        chief = hire(house.administrator, "Jonas Chief")
        hardware = teams.create_team(house.administrator, name="Hardware", parent_id=house.company).id
        teams.add_member(house.administrator, hardware, person_id=chief.pk, role="lead")
        objective, _ = house.published({}, statement="Catch every warm crate")
        number = goals.ask_team(house.lead, objective, team_id=hardware, words="Gateways", due_on=DUE)
        answers = at_once(
            lambda: goals.answer_request(chief, number, Move.AGREE, version=1),
            lambda: goals.answer_request(chief, number, Move.DECLINE, version=1, reason="No."),
        )
        assert sorted(type(answer).__name__ for answer in answers) == ["Conflict", "int"]
        assert DependencyStep.objects.filter(dependency_id=number).count() == 2
