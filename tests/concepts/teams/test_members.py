"""Who belongs to a team, from which day to which, and what that makes them."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from northing.accounts import actions as accounts
from northing.accounts.models import Person
from northing.activity.models import Subject, Verb
from northing.activity.queries import events_for
from northing.core.access import Relation
from northing.kit import clock
from northing.kit.errors import Invalid, NotFound, Refused
from northing.teams import actions, queries
from northing.teams.models import Membership, MembershipRole
from northing.teams.policies import may_manage, relations
from tests.concepts.house import at_once, found, hire
from tests.concepts.teams.test_tree import plant

TODAY = date(2026, 11, 17)
NOON = datetime(2026, 11, 17, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def _noon() -> Any:
    with clock.frozen(NOON):
        yield


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_noon")]


def fresh(person: Person) -> Person:
    """The same person in another request."""
    return Person.objects.get(pk=person.pk)


@pytest.fixture
def house() -> tuple[Person, dict[str, int], Person]:
    administrator = found()
    return (
        administrator,
        plant(administrator, {"Sales": {"North": {}}, "Fleet": {}}),
        hire(administrator, "Tomasz Wilk"),
    )


House = tuple[Person, dict[str, int], Person]


class TestJoining:
    def test_is_from_today_unless_said(self, house: House) -> None:
        administrator, teams, person = house
        row = actions.add_member(administrator, teams["North"], person_id=person.pk)
        assert (row.starts_on, row.ends_on, row.role, row.is_current) == (TODAY, None, MembershipRole.MEMBER, True)
        assert queries.members(teams["North"]) == [row]
        assert queries.memberships(fresh(person)).team_ids == {teams["North"]}
        assert queries.memberships_of([person.pk]) == {person.pk: [(teams["North"], "North")]}
        assert events_for(Subject.TEAM, teams["North"])[0].verb is Verb.JOINED

    def test_counts_between_its_days_both_included(self, house: House) -> None:
        administrator, teams, person = house
        actions.add_member(
            administrator, teams["North"], person_id=person.pk, starts_on=TODAY + DAY, ends_on=TODAY + 2 * DAY
        )
        belongs = []
        for days in range(4):
            with clock.frozen(NOON + days * DAY):
                belongs.append(bool(queries.memberships(fresh(person)).team_ids))
        assert belongs == [False, True, True, False]

    def test_again_after_having_left(self, house: House) -> None:
        administrator, teams, person = house
        actions.add_member(
            administrator, teams["North"], person_id=person.pk, starts_on=TODAY - 9 * DAY, ends_on=TODAY - DAY
        )
        actions.add_member(administrator, teams["North"], person_id=person.pk)
        assert len(queries.members(teams["North"])) == 1
        assert len(queries.members(teams["North"], all_times=True)) == 2

    @pytest.mark.parametrize(
        ("starts", "ends"), [(-20, None), (-20, -8), (-8, -7), (-3, 5), (-20, 5)], ids=lambda value: str(value)
    )
    def test_twice_in_the_same_time_is_refused(self, house: House, starts: int, ends: int | None) -> None:
        administrator, teams, person = house
        actions.add_member(
            administrator, teams["North"], person_id=person.pk, starts_on=TODAY - 9 * DAY, ends_on=TODAY - 3 * DAY
        )
        with pytest.raises(Invalid) as raised:
            actions.add_member(
                administrator,
                teams["North"],
                person_id=person.pk,
                starts_on=TODAY + starts * DAY,
                ends_on=None if ends is None else TODAY + ends * DAY,
            )
        assert "person" in raised.value.errors

    def test_what_is_wrong_is_said_at_its_field(self, house: House) -> None:
        administrator, teams, person = house
        wrong: list[tuple[dict[str, Any], str]] = [
            ({"ends_on": TODAY - DAY}, "ends_on"),
            ({"person_id": 10**9}, "person"),
            ({"role": "king"}, "role"),
        ]
        for changed, field in wrong:
            with pytest.raises(Invalid) as raised:
                actions.add_member(administrator, teams["North"], **{"person_id": person.pk, **changed})
            assert list(raised.value.errors) == [field]
        accounts.disable_person(administrator, person.pk)
        with pytest.raises(Invalid, match="disabled"):
            actions.add_member(administrator, teams["North"], person_id=person.pk)
        assert not Membership.objects.exists()


class TestLeaving:
    def test_counts_at_once(self, house: House) -> None:
        administrator, teams, person = house
        row = actions.add_member(administrator, teams["North"], person_id=person.pk, starts_on=TODAY - 9 * DAY)
        left = actions.remove_member(administrator, row.id)
        assert (left.ends_on, left.is_current) == (TODAY - DAY, False)
        assert queries.memberships(fresh(person)).team_ids == frozenset()
        assert queries.members(teams["North"]) == []
        assert events_for(Subject.TEAM, teams["North"])[0].verb is Verb.LEFT

    def test_on_the_day_of_joining_leaves_no_trace_but_the_log(self, house: House) -> None:
        administrator, teams, person = house
        row = actions.add_member(administrator, teams["North"], person_id=person.pk)
        actions.remove_member(administrator, row.id)
        assert queries.members(teams["North"], all_times=True) == []
        assert [event.verb for event in events_for(Subject.TEAM, teams["North"])][:2] == [Verb.LEFT, Verb.JOINED]

    def test_dates_can_be_put_right(self, house: House) -> None:
        administrator, teams, person = house
        row = actions.add_member(administrator, teams["North"], person_id=person.pk)
        edited = actions.edit_member(administrator, row.id, role="lead", starts_on=TODAY - DAY, ends_on=TODAY)
        assert (edited.role, edited.starts_on, edited.ends_on) == (MembershipRole.LEAD, TODAY - DAY, TODAY)
        with pytest.raises(NotFound):
            actions.edit_member(administrator, 10**9, role="lead", starts_on=TODAY)


class TestLeading:
    def test_makes_a_member_of_who_was_none_and_leads_come_first(self, house: House) -> None:
        administrator, teams, person = house
        actions.add_member(administrator, teams["North"], person_id=administrator.pk)
        row = actions.set_lead(administrator, teams["North"], person_id=person.pk)
        assert row.role is MembershipRole.LEAD
        assert [member.name for member in queries.members(teams["North"])] == ["Tomasz Wilk", "Maren Aas"]
        assert [lead.name for lead in queries.team_row(teams["North"]).leads] == ["Tomasz Wilk"]
        actions.set_lead(administrator, teams["North"], person_id=person.pk, is_lead=False)
        assert queries.team_row(teams["North"]).leads == ()
        assert queries.team_row(teams["North"]).members == 2

    def test_a_unit_is_leading_everything_in_it(self, house: House) -> None:
        administrator, teams, person = house
        actions.set_lead(administrator, teams["Sales"], person_id=person.pk)
        assert relations(fresh(person), teams["Sales"]) == {
            Relation.COLLEAGUE,
            Relation.TEAM_LEAD,
            Relation.TEAM_MEMBER,
        }
        assert relations(fresh(person), teams["North"]) == {Relation.COLLEAGUE, Relation.TEAM_LEAD}
        assert relations(fresh(person), teams["Fleet"]) == {Relation.COLLEAGUE}

    def test_ends_with_the_membership(self, house: House) -> None:
        administrator, teams, person = house
        row = actions.set_lead(administrator, teams["Sales"], person_id=person.pk)
        assert may_manage(fresh(person), teams["North"], queries.path_of(teams["North"]))
        actions.remove_member(administrator, row.id)
        assert not may_manage(fresh(person), teams["North"], queries.path_of(teams["North"]))

    def test_a_lead_of_the_team_may_name_another(self, house: House) -> None:
        administrator, teams, person = house
        actions.set_lead(administrator, teams["Sales"], person_id=person.pk)
        other = hire(administrator, "Olga Other")
        assert actions.set_lead(fresh(person), teams["North"], person_id=other.pk).person_id == other.pk
        with pytest.raises(Refused):
            actions.set_lead(fresh(person), teams["Fleet"], person_id=other.pk)


class TestSponsoring:
    def test_is_of_the_one_team_only(self, house: House) -> None:
        administrator, teams, person = house
        row = actions.set_sponsor(administrator, teams["Sales"], person_id=person.pk)
        assert row.sponsor is not None
        assert row.sponsor.name == "Tomasz Wilk"
        assert Relation.SPONSOR in relations(fresh(person), teams["Sales"])
        assert Relation.SPONSOR not in relations(fresh(person), teams["North"])
        assert actions.set_sponsor(administrator, teams["Sales"], person_id=None).sponsor is None

    def test_is_refused_to_who_is_disabled_or_unknown(self, house: House) -> None:
        administrator, teams, person = house
        accounts.disable_person(administrator, person.pk)
        for person_id in (person.pk, 10**9):
            with pytest.raises(Invalid):
                actions.set_sponsor(administrator, teams["Sales"], person_id=person_id)


def test_a_disabled_lead_is_not_counted_and_is_nobody(house: House) -> None:
    administrator, teams, person = house
    actions.set_lead(administrator, teams["North"], person_id=person.pk)
    accounts.disable_person(administrator, person.pk)
    assert (queries.team_row(teams["North"]).leads, queries.team_row(teams["North"]).members) == ((), 0)
    assert relations(fresh(person), teams["North"]) == {Relation.NOBODY}


def test_memberships_are_read_once_for_one_instance_and_again_after_an_own_change(
    house: House, django_assert_num_queries: Callable[[int], Any]
) -> None:
    administrator, teams, _person = house
    queries.memberships(administrator)
    with django_assert_num_queries(0):
        queries.memberships(administrator)
    actions.set_lead(administrator, teams["North"], person_id=administrator.pk)
    assert queries.memberships(administrator).led_team_ids == {teams["North"]}


@pytest.mark.parametrize("wrong", [{"ends_on": TODAY - DAY}, {}])
def test_the_database_refuses_dates_out_of_order_and_two_open_memberships(house: House, wrong: dict[str, Any]) -> None:
    administrator, teams, person = house
    given = {"team_id": teams["North"], "person_id": person.pk, "starts_on": TODAY}
    if not wrong:
        actions.add_member(administrator, teams["North"], person_id=person.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(**{**given, **wrong})


@pytest.mark.django_db(transaction=True)
def test_added_twice_at_the_same_moment_is_added_once(house: House) -> None:
    administrator, teams, person = house
    answers = at_once(*[lambda: actions.add_member(administrator, teams["North"], person_id=person.pk)] * 3)
    assert sum(isinstance(answer, Invalid) for answer in answers) == 2, answers
    assert Membership.objects.count() == 1
