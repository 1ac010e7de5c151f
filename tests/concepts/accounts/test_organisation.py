"""The organisation: founded once, changed by administrators, its calendar shared by all cycles."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from northing.accounts import actions, queries
from northing.accounts.models import Drafting, Organisation, Person
from northing.activity.models import Subject, Verb
from northing.activity.queries import events_for
from northing.core.cadence import Level
from northing.core.measures import ENGLISH, GERMAN, NORDIC
from northing.kit import clock
from northing.kit.errors import Conflict, Invalid, NotFound, Refused
from northing.kit.memory import remembering
from tests.concepts.house import PASSWORD, at_once, found, hire

FOUNDING = {"name": "Vinterhavn", "administrator_name": "Maren Aas", "email": "maren@example.org", "password": PASSWORD}
SAME = {"name": "Vinterhavn", "time_zone": "Europe/Oslo", "locale": "en", "currency": "", "year_starts_in_month": 1}


@pytest.mark.django_db
class TestFounding:
    def test_gives_an_organisation_and_an_administrator_who_can_sign_in(self) -> None:
        assert queries.organisation() is None
        founder = actions.found_organisation(**FOUNDING, time_zone="Europe/Oslo")
        organisation = queries.organisation()
        assert organisation is not None
        assert (organisation.name, organisation.time_zone) == ("Vinterhavn", "Europe/Oslo")
        person = Person.objects.get()
        assert (person.pk, person.is_administrator, person.check_password(PASSWORD)) == (founder.id, True, True)
        assert events_for(Subject.ORGANISATION, organisation.id)[0].verb is Verb.CREATED

    def test_happens_once(self) -> None:
        actions.found_organisation(**FOUNDING)
        with pytest.raises(Refused):
            actions.found_organisation(**{**FOUNDING, "email": "other@example.org"})
        assert Person.objects.count() == 1

    @pytest.mark.parametrize(
        ("changed", "field"),
        [
            ({"name": "  "}, "name"),
            ({"name": "x" * 121}, "name"),
            ({"administrator_name": ""}, "administrator_name"),
            ({"email": "maren"}, "email"),
            ({"email": ""}, "email"),
            ({"password": "short"}, "password"),
            ({"password": "password12"}, "password"),
            ({"password": "x7" * 600}, "password"),
            ({"time_zone": "Mars/Olympus"}, "time_zone"),
            ({"locale": "xx-nowhere"}, "locale"),
            ({"currency": "doubloons"}, "currency"),
            ({"year_starts_in_month": 13}, "year_starts_in_month"),
        ],
    )
    def test_what_is_wrong_is_said_at_its_field_and_nothing_is_written(
        self, changed: dict[str, Any], field: str
    ) -> None:
        with pytest.raises(Invalid) as raised:
            actions.found_organisation(**{**FOUNDING, **changed})
        assert list(raised.value.errors) == [field]
        assert not Organisation.objects.exists()
        assert not Person.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_found_at_the_same_moment_found_one_organisation() -> None:
    answers = at_once(
        lambda: actions.found_organisation(**FOUNDING),
        lambda: actions.found_organisation(**{**FOUNDING, "email": "other@example.org"}),
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["PersonRow", "Refused"]
    assert Organisation.objects.count() == Person.objects.count() == 1


@pytest.mark.django_db
class TestEditing:
    def test_changes_what_is_given_and_says_so_in_the_log(self) -> None:
        administrator = found()
        row = actions.edit_organisation(administrator, **{**SAME, "name": "Vinterhavn AS", "currency": "kr"})
        assert (row.name, row.currency) == ("Vinterhavn AS", "kr")
        event = events_for(Subject.ORGANISATION, row.id)[0]
        assert event.verb is Verb.SETTINGS_CHANGED
        assert event.details == {"name": ["Vinterhavn", "Vinterhavn AS"], "currency": ["", "kr"]}

    def test_how_okrs_come_about_is_chosen(self) -> None:
        administrator = found()
        before = queries.organisation()
        assert before is not None
        assert (before.drafting, before.individual_okrs) == (Drafting.CRAFT, True)
        row = actions.edit_organisation(administrator, **SAME, drafting="publish", individual_okrs=False)
        assert (row.drafting, row.individual_okrs) == (Drafting.PUBLISH, False)
        assert events_for(Subject.ORGANISATION, row.id)[0].details == {
            "drafting": ["craft", "publish"],
            "individual_okrs": [True, False],
        }
        with pytest.raises(Conflict):
            actions.edit_organisation(administrator, **SAME, drafting="craft", version=before.version)
        kept = actions.edit_organisation(administrator, **{**SAME, "name": "Vinterhavn AS"})
        assert (kept.drafting, kept.individual_okrs) == (Drafting.PUBLISH, False)
        with pytest.raises(Invalid) as raised:
            actions.edit_organisation(administrator, **SAME, drafting="by lot")
        assert list(raised.value.errors) == ["drafting"]

    def test_changing_nothing_is_not_news(self) -> None:
        administrator = found()
        row = actions.edit_organisation(administrator, **SAME)
        assert [event.verb for event in events_for(Subject.ORGANISATION, row.id)] == [Verb.CREATED]

    def test_keeps_only_what_differs_from_the_recommended_calendar(self) -> None:
        administrator = found()
        row = actions.edit_organisation(administrator, **SAME, calendar={"checkin_weekday": 0, "stale_after_days": 3})
        assert Organisation.objects.get().calendar == {"checkin_weekday": 0}
        assert row.rules.checkin_weekday == 0
        assert row.rules_for(Level.ANNUAL).checkin_weekday == 0
        assert row.rules_for(Level.ANNUAL).checkin_every_weeks == 4

    def test_a_calendar_that_contradicts_itself_is_refused_at_the_field(self) -> None:
        administrator = found()
        with pytest.raises(Invalid) as raised:
            actions.edit_organisation(administrator, **SAME, calendar={"company_final_weeks_before": 12})
        assert list(raised.value.errors) == ["company_final_weeks_before"]

    def test_is_for_administrators(self) -> None:
        administrator = found()
        for person in (hire(administrator, "Tomasz Wilk"), hire(administrator, "Vera View", role="viewer")):
            with pytest.raises(Refused, match="administrator"):
                actions.edit_organisation(person, **SAME)
        with pytest.raises(NotFound):
            actions.edit_organisation(hire(administrator, "Gus Guest", role="guest"), **SAME)

    def test_within_one_request_it_is_read_once_and_a_change_is_seen(self, django_assert_num_queries: Any) -> None:
        administrator = found()
        with remembering():
            with django_assert_num_queries(1):
                queries.organisation()
                queries.organisation()
            actions.edit_organisation(administrator, **{**SAME, "name": "Other"})
            assert queries.organisation().name == "Other"  # type: ignore[union-attr]


@pytest.mark.django_db
class TestHabits:
    def test_today_is_the_organisations_day(self) -> None:
        late = datetime(2026, 11, 17, 23, 30, tzinfo=UTC)
        with clock.frozen(late):
            assert queries.today() == date(2026, 11, 17)
            found()
            assert queries.today() == date(2026, 11, 18)

    def test_numbers_follow_the_reader_then_the_organisation_then_english(self) -> None:
        assert queries.number_style(None) == ENGLISH
        administrator = found(locale="nb")
        assert queries.number_style(administrator) == NORDIC
        administrator.locale = "de"
        assert queries.number_style(administrator) == GERMAN
        administrator.locale = "tlh"
        assert queries.number_style(administrator) == ENGLISH

    def test_a_calendar_that_no_longer_makes_sense_does_not_break_the_page(self) -> None:
        found()
        Organisation.objects.update(calendar={"no_such_setting": 1})
        assert queries.organisation().rules.stale_after_days == 3  # type: ignore[union-attr]


@pytest.mark.django_db
class TestTheDatabaseItself:
    @pytest.mark.parametrize("only_one", [True, False])
    def test_keeps_one_organisation(self, only_one: bool) -> None:
        Organisation.objects.create(name="A", created_at=clock.now())
        with pytest.raises(IntegrityError), transaction.atomic():
            Organisation.objects.create(name="B", created_at=clock.now(), only_one=only_one)

    @pytest.mark.parametrize("month", [0, 13])
    def test_knows_twelve_months(self, month: int) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Organisation.objects.create(name="A", created_at=clock.now(), year_starts_in_month=month)
