"""People: invited, known by name only, given roles, disabled; and who may do that."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from northing.accounts import actions, queries
from northing.accounts.models import Person
from northing.accounts.policies import relations
from northing.accounts.queries import Standing
from northing.activity.models import Subject, Verb
from northing.activity.queries import events_for
from northing.core.access import Relation
from northing.kit import clock
from northing.kit.errors import Invalid, NotFound, Refused
from tests.concepts.house import PASSWORD, at_once, found, hire


def verbs(person_id: int) -> list[Verb]:
    return [event.verb for event in events_for(Subject.PERSON, person_id)]


@pytest.mark.django_db
class TestInviting:
    def test_somebody_chooses_a_password_and_is_in(self) -> None:
        administrator = found()
        tokens: dict[str, str] = {}
        row = invite_with(tokens, administrator)
        assert row.standing is Standing.INVITED
        assert actions.invited_person(tokens["a@example.org"]).id == row.id
        done = actions.accept_invitation(tokens["a@example.org"], password=PASSWORD)
        assert done.standing is Standing.ACTIVE
        assert Person.objects.get(pk=row.id).check_password(PASSWORD)
        assert verbs(row.id) == [Verb.ENABLED, Verb.INVITED]

    def test_the_address_is_kept_small_and_found_in_any_case(self) -> None:
        administrator = found()
        assert hire(administrator, "Ada", email="  Ada@Example.ORG ").email == "ada@example.org"
        with pytest.raises(Invalid) as raised:
            hire(administrator, "Ada again", email="ADA@example.org")
        assert "here already" in raised.value.errors["email"][0]

    @pytest.mark.parametrize(
        ("changed", "field"),
        [
            ({"name": " "}, "name"),
            ({"name": "\u202e"}, "name"),
            ({"name": "x" * 161}, "name"),
            ({"title": "x" * 121}, "title"),
            ({"email": ""}, "email"),
            ({"email": "nobody"}, "email"),
            ({"email": f"{'x' * 60}@{'y' * 63}.{'y' * 63}.{'y' * 63}.{'y' * 20}.org"}, "email"),
            ({"role": "king"}, "role"),
            ({"role": "viewer", "is_champion": True}, "role"),
        ],
    )
    def test_what_is_wrong_is_said_at_its_field_and_nobody_is_added(self, changed: dict[str, Any], field: str) -> None:
        administrator = found()
        with pytest.raises(Invalid) as raised:
            actions.invite_person(administrator, **{"name": "Ada", "email": "ada@example.org", **changed})
        assert list(raised.value.errors) == [field]
        assert Person.objects.count() == 1


def invite_with(tokens: dict[str, str], administrator: Person) -> queries.PersonRow:
    def send(person: queries.PersonRow, token: str) -> None:
        tokens[person.email] = token

    with transaction.atomic():  # so that the test is one transaction further out, as a request without one is not
        row = actions.invite_person(administrator, name="Ada", email="a@example.org", send=send)
    from django.db import connection

    for _ids, deliver, _robust in connection.run_on_commit:
        deliver()
    connection.run_on_commit = []
    return row


@pytest.mark.django_db
class TestInvitationTokens:
    def test_serve_once(self) -> None:
        tokens: dict[str, str] = {}
        invite_with(tokens, found())
        actions.accept_invitation(tokens["a@example.org"], password=PASSWORD)
        with pytest.raises(NotFound):
            actions.accept_invitation(tokens["a@example.org"], password=PASSWORD + "!")

    def test_die_after_two_weeks(self, time_machine: Any) -> None:
        tokens: dict[str, str] = {}
        invite_with(tokens, found())
        time_machine.move_to(clock.now() + timedelta(days=14, minutes=1))
        with pytest.raises(NotFound):
            actions.invited_person(tokens["a@example.org"])

    @pytest.mark.parametrize("change", ["email", "disable", "garble"])
    def test_die_when_the_address_changes_the_person_is_disabled_or_a_letter_differs(self, change: str) -> None:
        administrator = found()
        tokens: dict[str, str] = {}
        row = invite_with(tokens, administrator)
        token = tokens["a@example.org"]
        match change:
            case "email":
                actions.edit_person(administrator, row.id, name="Ada", title="", email="b@example.org")
            case "disable":
                actions.disable_person(administrator, row.id)
                actions.enable_person(administrator, row.id)
            case "garble":
                token = token[:-1] + ("A" if token[-1] != "A" else "B")
        with pytest.raises(NotFound):
            actions.accept_invitation(token, password=PASSWORD)

    def test_a_password_that_is_too_weak_leaves_the_invitation_open(self) -> None:
        tokens: dict[str, str] = {}
        invite_with(tokens, found())
        with pytest.raises(Invalid):
            actions.accept_invitation(tokens["a@example.org"], password="short")
        assert actions.accept_invitation(tokens["a@example.org"], password=PASSWORD)

    def test_can_be_sent_again_only_to_who_has_not_signed_in(self) -> None:
        administrator = found()
        waiting = hire(administrator, "Ada", signed_up=False)
        assert actions.send_invitation(administrator, waiting.pk, send=lambda *_: None).id == waiting.pk
        with pytest.raises(Invalid):
            actions.send_invitation(administrator, administrator.pk, send=lambda *_: None)


@pytest.mark.django_db
class TestPlaceholders:
    def test_are_known_by_name_and_cannot_sign_in(self) -> None:
        administrator = found()
        row = actions.create_placeholder(administrator, "Kari Nordmann")
        assert row.standing is Standing.PLACEHOLDER
        assert not Person.objects.get(pk=row.id).has_usable_password()

    def test_become_accounts_with_an_address_and_keep_their_number(self) -> None:
        administrator = found()
        row = actions.create_placeholder(administrator, "Kari Nordmann")
        claimed = actions.claim_placeholder(administrator, row.id, email="kari@example.org")
        assert (claimed.id, claimed.standing, claimed.email) == (row.id, Standing.INVITED, "kari@example.org")

    def test_an_address_that_somebody_has_is_refused(self) -> None:
        administrator = found()
        row = actions.create_placeholder(administrator, "Kari Nordmann")
        with pytest.raises(Invalid) as raised:
            actions.claim_placeholder(administrator, row.id, email="Maren@example.org")
        assert "email" in raised.value.errors
        assert queries.person(row.id).standing is Standing.PLACEHOLDER

    def test_an_account_cannot_be_claimed(self) -> None:
        administrator = found()
        with pytest.raises(Invalid):
            actions.claim_placeholder(administrator, administrator.pk, email="new@example.org")

    def test_an_import_may_add_them_without_anybody_acting(self) -> None:
        row = actions.create_placeholder(None, "Kari Nordmann")
        assert events_for(Subject.PERSON, row.id)[0].actor_id is None


@pytest.mark.django_db
class TestRoles:
    def test_change_and_count_from_the_next_question_on(self) -> None:
        administrator = found()
        person = hire(administrator, "Tomasz Wilk")
        assert relations(person) == {Relation.COLLEAGUE}
        actions.change_role(administrator, person.pk, role="contributor", is_champion=True, is_administrator=False)
        assert relations(Person.objects.get(pk=person.pk)) == {Relation.COLLEAGUE, Relation.CHAMPION}
        actions.change_role(administrator, person.pk, role="viewer", is_champion=False, is_administrator=False)
        assert relations(Person.objects.get(pk=person.pk)) == {Relation.VIEWER}
        assert verbs(person.pk)[:2] == [Verb.ROLE_CHANGED, Verb.ROLE_CHANGED]

    def test_the_last_administrator_stays_one(self) -> None:
        administrator = found()
        actions.create_placeholder(administrator, "Kari Nordmann")
        with pytest.raises(Invalid, match="only administrator"):
            actions.change_role(
                administrator, administrator.pk, role="contributor", is_champion=False, is_administrator=False
            )
        assert queries.person(administrator.pk).is_administrator

    def test_a_disabled_administrator_does_not_count_as_another_one(self) -> None:
        administrator = found()
        other = hire(administrator, "Tomasz Wilk", is_administrator=True)
        actions.disable_person(administrator, other.pk)
        with pytest.raises(Invalid, match="only administrator"):
            actions.change_role(
                administrator, administrator.pk, role="viewer", is_champion=False, is_administrator=False
            )

    def test_nobody_is_something_before_signing_in_or_after_being_disabled(self) -> None:
        administrator = found()
        assert relations(None) == {Relation.NOBODY}
        administrator.is_active = False
        assert relations(administrator) == {Relation.NOBODY}


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_take_the_office_from_each_other_at_once_leave_one() -> None:
    first = found()
    second = hire(first, "Tomasz Wilk", is_administrator=True)
    answers = at_once(
        lambda: actions.disable_person(first, second.pk), lambda: actions.disable_person(second, first.pk)
    )
    assert Person.objects.filter(is_administrator=True, is_active=True).count() >= 1, answers


@pytest.mark.django_db
class TestDisabling:
    def test_takes_the_right_to_sign_in_and_undo_gives_it_back(self) -> None:
        administrator = found()
        person = hire(administrator, "Tomasz Wilk")
        assert actions.disable_person(administrator, person.pk).standing is Standing.DISABLED
        assert actions.enable_person(administrator, person.pk).standing is Standing.ACTIVE
        assert verbs(person.pk)[:2] == [Verb.ENABLED, Verb.DISABLED]

    def test_nobody_disables_themselves(self) -> None:
        administrator = found()
        hire(administrator, "Tomasz Wilk", is_administrator=True)
        with pytest.raises(Invalid):
            actions.disable_person(administrator, administrator.pk)

    def test_twice_is_once(self) -> None:
        administrator = found()
        person = hire(administrator, "Tomasz Wilk")
        actions.disable_person(administrator, person.pk)
        actions.disable_person(administrator, person.pk)
        assert verbs(person.pk).count(Verb.DISABLED) == 1


@pytest.mark.django_db
class TestProfile:
    def test_is_everybodys_own(self) -> None:
        viewer = hire(found(), "Vera View", role="viewer")
        row = actions.edit_profile(viewer, name="Vera V.", locale="de", time_zone="Europe/Berlin", theme="dark")
        assert (row.name, row.locale, row.time_zone, row.theme) == ("Vera V.", "de", "Europe/Berlin", "dark")

    @pytest.mark.parametrize("changed", [{"name": ""}, {"locale": "!"}, {"time_zone": "Mars"}, {"theme": "pink"}])
    def test_what_is_wrong_is_said_at_its_field(self, changed: dict[str, str]) -> None:
        person = found()
        with pytest.raises(Invalid) as raised:
            actions.edit_profile(person, **{"name": "Maren Aas", **changed})
        assert list(raised.value.errors) == list(changed)

    def test_a_password_changes_with_the_present_one_only(self) -> None:
        person = found()
        with pytest.raises(Invalid) as raised:
            actions.change_password(person, current="guess", password="another staple of horses")
        assert list(raised.value.errors) == ["current"]
        actions.change_password(person, current=PASSWORD, password="another staple of horses")
        assert Person.objects.get(pk=person.pk).check_password("another staple of horses")


MANAGING: dict[str, Callable[[Person, int], Any]] = {
    "invite": lambda actor, _: actions.invite_person(actor, name="New", email="new@example.org"),
    "placeholder": lambda actor, _: actions.create_placeholder(actor, "New"),
    "claim": lambda actor, other: actions.claim_placeholder(actor, other, email="new@example.org"),
    "invite again": lambda actor, other: actions.send_invitation(actor, other, send=lambda *_: None),
    "edit": lambda actor, other: actions.edit_person(actor, other, name="New", title=""),
    "role": lambda actor, other: actions.change_role(
        actor, other, role="contributor", is_champion=False, is_administrator=True
    ),
    "disable": lambda actor, other: actions.disable_person(actor, other),
    "enable": lambda actor, other: actions.enable_person(actor, other),
}


@pytest.mark.django_db
@pytest.mark.parametrize("act", MANAGING.values(), ids=MANAGING.keys())
def test_people_are_managed_by_administrators_only(act: Callable[[Person, int], Any]) -> None:
    administrator = found()
    target = actions.create_placeholder(administrator, "Kari Nordmann").id
    before = list(Person.objects.order_by("pk").values())
    others = [
        hire(administrator, "Tomasz Wilk"),
        hire(administrator, "Chris Champion", is_champion=True),
        hire(administrator, "Vera View", role="viewer"),
    ]
    for person in others:
        with pytest.raises(Refused, match=r"Only an administrator|Your account reads"):
            act(person, target)
    with pytest.raises(NotFound):
        act(hire(administrator, "Gus Guest", role="guest"), target)
    assert list(Person.objects.filter(pk__in=[row["id"] for row in before]).order_by("pk").values()) == before


@pytest.mark.django_db
class TestLists:
    def test_every_word_counts_in_any_order_without_case_or_accents(self) -> None:
        administrator = found()
        hire(administrator, "Åse Müller", title="Head of Fleet", email="ase@example.org")
        hire(administrator, "Asle Moe", email="asle@example.org")

        def names(search: str) -> list[str]:
            return [row.name for row in queries.people(administrator, search=search).rows]

        assert names("ase") == ["Åse Müller"]
        assert names("MULLER fleet") == ["Åse Müller"]
        assert names("asle@") == ["Asle Moe"]
        assert names("a") == ["Åse Müller", "Asle Moe", "Maren Aas"]
        assert names("100%") == []
        assert names("_") == []

    def test_standing_and_role_narrow_it(self) -> None:
        administrator = found()
        hire(administrator, "Waiting Wanda", signed_up=False)
        gone = hire(administrator, "Gone Gustav")
        actions.disable_person(administrator, gone.pk)
        actions.create_placeholder(administrator, "Paper Paul")
        hire(administrator, "Chris Champion", is_champion=True)

        def names(**given: Any) -> list[str]:
            return [row.name for row in queries.people(administrator, **given).rows]

        assert names() == ["Chris Champion", "Maren Aas", "Paper Paul", "Waiting Wanda"]
        assert names(standing=Standing.DISABLED) == ["Gone Gustav"]
        assert names(standing=Standing.INVITED) == ["Waiting Wanda"]
        assert names(standing=Standing.PLACEHOLDER) == ["Paper Paul"]
        assert names(standing=Standing.ACTIVE) == ["Chris Champion", "Maren Aas"]
        assert names(role="champion") == ["Chris Champion"]
        assert names(role="administrator") == ["Maren Aas"]
        assert queries.counts_by_standing() == {
            Standing.ACTIVE: 2, Standing.INVITED: 1, Standing.PLACEHOLDER: 1, Standing.DISABLED: 1,
        }  # fmt: skip

    def test_a_page_costs_two_queries_however_many_people_there_are(self, django_assert_num_queries: Any) -> None:
        administrator = found()
        words = queries.words_of("Many", "", None)
        Person.objects.bulk_create(
            Person(name=f"Many {number:04}", words=words, created_at=clock.now()) for number in range(1, 231)
        )
        with django_assert_num_queries(2):
            page = queries.people(administrator, search="many", page=3)
        assert (page.total, page.pages, page.page, page.rows[0].name) == (230, 5, 3, "Many 0101")
        assert queries.people(administrator, search="many", page=99).page == 5
        assert queries.people(administrator, page=-1).page == 1

    def test_a_guest_sees_only_themselves(self) -> None:
        guest = hire(found(), "Gus Guest", role="guest")
        assert [row.id for row in queries.people(guest).rows] == [guest.pk]
        assert [row.id for row in queries.candidates(guest)] == [guest.pk]

    def test_several_by_number_is_one_query(self, django_assert_num_queries: Any) -> None:
        administrator = found()
        with django_assert_num_queries(1):
            assert list(queries.persons([administrator.pk, 10**9])) == [administrator.pk]
        with pytest.raises(NotFound):
            queries.person(10**9)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"email": ""},
        {"email": "MAREN@example.org"},
        {"theme": "pink"},
        {"role": "viewer", "is_champion": True},
        {"role": "guest", "is_administrator": True},
    ],
)
def test_the_database_refuses_people_who_cannot_be(wrong: dict[str, Any]) -> None:
    found()
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(**{"name": "Ada", "created_at": clock.now(), **wrong})


@given(name=st.text(min_size=1, max_size=160))
def test_any_text_is_searchable_by_its_own_words(name: str) -> None:
    from northing.kit.text import one_line, search_key

    words = queries.words_of(one_line(name), "", None)
    assert all(word in words for word in search_key(name).split())
