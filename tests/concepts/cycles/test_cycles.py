"""Cycles: proposed, created, nested, with calendars of their own; and the first run that founds everything at once."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from northing.accounts import actions as accounts
from northing.accounts.models import Organisation, Person
from northing.activity.models import Subject, Verb
from northing.activity.queries import events_for
from northing.core.cadence import Audience, Level, Span, nests_in
from northing.cycles import actions, queries
from northing.cycles.models import Cycle
from northing.kit import clock
from northing.kit.errors import Conflict, Invalid, NotFound, Refused
from northing.kit.memory import remembering
from northing.teams.queries import company_id
from tests.concepts.house import PASSWORD, at_once, found, hire

NOON = datetime(2026, 11, 17, 12, tzinfo=UTC)
FOUNDING = {
    "name": "Vinterhavn",
    "time_zone": "Europe/Oslo",
    "administrator_name": "Maren Aas",
    "email": "maren@example.org",
    "password": PASSWORD,
}


@pytest.fixture(autouse=True)
def _noon() -> Any:
    with clock.frozen(NOON):
        yield


def by_name(name: str) -> queries.CycleRow:
    return next(row for row in queries.cycles() if row.name == name)


@pytest.mark.django_db
class TestTheFirstRun:
    def test_founds_the_organisation_its_company_and_the_proposed_cycles(self) -> None:
        founder = actions.begin(**FOUNDING)
        assert founder.is_administrator
        assert company_id() is not None
        rows = queries.cycles()
        assert [row.name for row in rows] == ["2027", "Q1 2027", "Q4 2026", "2026"]
        assert by_name("Q4 2026").parent_id == by_name("2026").id
        assert {row.name for row in rows if row.has_begun} == {"2026", "Q4 2026"}

    def test_creates_only_the_chosen_cycles(self) -> None:
        actions.begin(**FOUNDING, cycle_names=["Q4 2026"])
        assert [(row.name, row.parent_id) for row in queries.cycles()] == [("Q4 2026", None)]

    def test_may_choose_none(self) -> None:
        actions.begin(**FOUNDING, cycle_names=[])
        assert queries.cycles() == []
        assert queries.current() is None

    def test_follows_the_years_first_month(self) -> None:
        actions.begin(**FOUNDING, year_starts_in_month=9)
        assert by_name("FY27").span == Span(date(2026, 9, 1), date(2027, 8, 31))

    @pytest.mark.parametrize("wrong", [{"name": ""}, {"email": "x"}, {"password": "short"}, {"time_zone": "Mars"}])
    def test_is_all_or_nothing(self, wrong: dict[str, str]) -> None:
        with pytest.raises(Invalid):
            actions.begin(**{**FOUNDING, **wrong})
        assert (Organisation.objects.count(), Person.objects.count(), Cycle.objects.count()) == (0, 0, 0)
        assert company_id() is None

    def test_happens_once(self) -> None:
        actions.begin(**FOUNDING)
        with pytest.raises(Refused):
            actions.begin(**{**FOUNDING, "email": "other@example.org"})
        assert Person.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_first_runs_at_once_found_one_organisation() -> None:
    answers = at_once(
        lambda: actions.begin(**FOUNDING), lambda: actions.begin(**{**FOUNDING, "email": "other@example.org"})
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["PersonRow", "Refused"]
    assert (Organisation.objects.count(), Person.objects.count()) == (1, 1)


@pytest.mark.django_db
class TestProposing:
    def test_offers_what_is_not_there_yet(self) -> None:
        administrator = found(cycle_names=["2026"])
        assert [proposal.name for proposal in queries.proposed()] == ["Q4 2026", "2027", "Q1 2027"]
        actions.propose_cycles(administrator, ["Q4 2026"])
        assert by_name("Q4 2026").parent_id == by_name("2026").id
        actions.propose_cycles(administrator)
        assert queries.proposed() == []

    def test_does_not_offer_the_same_days_under_another_name(self) -> None:
        administrator = found(cycle_names=[])
        actions.create_cycle(
            administrator, name="Winter", level=Level.QUARTERLY, starts_on=date(2026, 10, 1), ends_on=date(2026, 12, 31)
        )
        assert "Q4 2026" not in [proposal.name for proposal in queries.proposed()]


@pytest.mark.django_db
class TestCreating:
    @pytest.mark.parametrize(
        ("changed", "field"),
        [
            ({"name": ""}, "name"),
            ({"name": "x" * 61}, "name"),
            ({"name": "Q4 2026"}, "name"),
            ({"level": "weekly"}, "level"),
            ({"ends_on": date(2026, 1, 1)}, "ends_on"),
            ({"ends_on": date(2076, 1, 1)}, "ends_on"),
            ({"parent_id": 10**9}, "parent"),
            ({"parent": "2026"}, "parent"),
            ({"parent": "Q4 2026"}, "parent"),
            ({"calendar": {"checkin_weekday": 9}}, "checkin_weekday"),
            ({"calendar": {"nonsense": 1}}, "nonsense"),
        ],
    )
    def test_what_is_wrong_is_said_at_its_field(self, changed: dict[str, Any], field: str) -> None:
        administrator = found()
        if "parent" in changed:
            changed = {"parent_id": by_name(changed["parent"]).id}
        valid = {
            "name": "Spring", "level": "quarterly", "starts_on": date(2027, 4, 1), "ends_on": date(2027, 6, 30),
        }  # fmt: skip
        with pytest.raises(Invalid) as raised:
            actions.create_cycle(administrator, **{**valid, **changed})
        assert list(raised.value.errors) == [field]
        assert Cycle.objects.count() == 4

    def test_of_all_four_levels(self) -> None:
        administrator = found()
        strategic = actions.create_cycle(
            administrator, name="2026-2028", level="strategic", starts_on=date(2026, 1, 1), ends_on=date(2028, 12, 31)
        )
        monthly = actions.create_cycle(
            administrator, name="November", level="monthly", starts_on=date(2026, 11, 1), ends_on=date(2026, 11, 30),
            parent_id=by_name("Q4 2026").id,
        )  # fmt: skip
        assert (strategic.rules.checkin_every_weeks, monthly.rules.scoring_weeks_before_end) == (13, 1)
        assert queries.current(Level.STRATEGIC) == strategic
        assert queries.current(Level.MONTHLY) == monthly


@pytest.mark.django_db
class TestEditing:
    def test_keeps_what_differs_from_the_organisations_calendar(self) -> None:
        administrator = found()
        row = by_name("Q4 2026")
        same = {
            "name": row.name,
            "starts_on": row.span.starts_on,
            "ends_on": row.span.ends_on,
            "parent_id": row.parent_id,
        }
        edited = actions.edit_cycle(
            administrator, row.id, **same, calendar={**row.rules.to_mapping(), "checkin_weekday": 0}
        )
        assert (edited.own, edited.rules.checkin_weekday) == ({"checkin_weekday": 0}, 0)
        accounts.edit_organisation(
            administrator, name="V", time_zone="UTC", locale="en", currency="", year_starts_in_month=1,
            calendar={"stale_after_days": 9, "checkin_weekday": 2},
        )  # fmt: skip
        rules = queries.cycle(row.id).rules
        assert (rules.checkin_weekday, rules.stale_after_days) == (0, 9)
        assert by_name("Q1 2027").rules.checkin_weekday == 2

    def test_days_are_moved_and_moved_back(self) -> None:
        administrator = found()
        row = by_name("Q1 2027")
        same = {
            "name": row.name,
            "starts_on": row.span.starts_on,
            "ends_on": row.span.ends_on,
            "parent_id": row.parent_id,
        }
        moved = {"company_final": "2026-12-10"}
        edited = actions.edit_cycle(administrator, row.id, **same, moved=moved, version=row.version)
        assert edited.moved == {"company_final": date(2026, 12, 10)}
        assert edited.drafting()[Audience.TEAMS].opens_on == date(2026, 12, 10)
        assert edited.version != row.version
        assert Cycle.objects.get(pk=row.id).calendar == {"moved": moved}
        assert events_for(Subject.CYCLE, row.id)[0].details == {"moved": [{}, moved]}
        with pytest.raises(Conflict):
            actions.edit_cycle(administrator, row.id, **same, moved={}, version=row.version)
        kept = actions.edit_cycle(administrator, row.id, **same, calendar={"checkin_weekday": 0})
        assert (kept.own, kept.moved) == ({"checkin_weekday": 0}, edited.moved)
        back = actions.edit_cycle(administrator, row.id, **same, moved={})
        assert back.moved == {}
        assert Cycle.objects.get(pk=row.id).calendar == {"checkin_weekday": 0}

    def test_moved_days_are_refused_by_name(self) -> None:
        administrator = found()
        row = by_name("Q1 2027")
        same = {"name": row.name, "starts_on": row.span.starts_on, "ends_on": row.span.ends_on}
        for moved, field in (
            ({"company_final": "2026-11-21"}, "company_final"),
            ({"company_finale": "2026-12-10"}, "company_finale"),
            ({"scoring": "soon"}, "scoring"),
        ):
            with pytest.raises(Invalid) as raised:
                actions.edit_cycle(administrator, row.id, **same, moved=moved)
            assert list(raised.value.errors) == [field]
        assert queries.cycle(row.id).moved == {}

    def test_a_cycle_cannot_be_shifted_away_under_its_moved_days(self) -> None:
        administrator = found()
        row = by_name("Q1 2027")
        actions.edit_cycle(
            administrator, row.id, name=row.name, starts_on=row.span.starts_on, ends_on=row.span.ends_on,
            moved={"mid_cycle_review": "2027-02-03"},
        )  # fmt: skip
        with pytest.raises(Invalid) as raised:
            actions.edit_cycle(
                administrator, row.id, name=row.name, starts_on=date(2027, 4, 1), ends_on=date(2027, 6, 30)
            )
        assert list(raised.value.errors) == ["mid_cycle_review"]

    def test_stored_days_that_nobody_understands_any_more_do_not_break_the_page(self) -> None:
        found()
        row = by_name("Q1 2027")
        for stored in ({"moved": {"harvest": "2026-12-10"}}, {"moved": ["company_final"]}, {"moved": None}):
            Cycle.objects.filter(pk=row.id).update(calendar=stored)
            assert (queries.cycle(row.id).moved, queries.cycle(row.id).own) == ({}, {})

    def test_own_offsets_that_no_longer_fit_the_organisations_do_not_break_the_page(self) -> None:
        administrator = found()
        row = by_name("Q4 2026")
        Cycle.objects.filter(pk=row.id).update(calendar={"company_final_weeks_before": 4})
        accounts.edit_organisation(
            administrator, name="V", time_zone="UTC", locale="en", currency="", year_starts_in_month=1,
            calendar={"leadership_drafted_weeks_before": 2},
        )  # fmt: skip
        assert queries.cycle(row.id).rules.company_final_weeks_before == 4

    def test_the_log_says_from_what_to_what(self) -> None:
        administrator = found()
        row = by_name("Q4 2026")
        actions.edit_cycle(
            administrator, row.id, name="Winter 2026", starts_on=row.span.starts_on, ends_on=date(2026, 12, 30),
            parent_id=row.parent_id,
        )  # fmt: skip
        event = events_for(Subject.CYCLE, row.id)[0]
        assert event.verb is Verb.EDITED
        assert event.details == {"name": ["Q4 2026", "Winter 2026"], "ends_on": ["2026-12-31", "2026-12-30"]}

    def test_a_year_may_not_shrink_away_from_its_quarters(self) -> None:
        administrator = found()
        year = by_name("2026")
        with pytest.raises(Invalid, match="Q4 2026"):
            actions.edit_cycle(
                administrator, year.id, name="2026", starts_on=date(2026, 1, 1), ends_on=date(2026, 11, 30)
            )

    def test_what_is_closed_stays_until_reopened(self) -> None:
        administrator = found()
        row = by_name("Q4 2026")
        assert actions.close_cycle(administrator, row.id).is_closed
        same = {"name": "New", "starts_on": row.span.starts_on, "ends_on": row.span.ends_on}
        with pytest.raises(Refused, match="closed"):
            actions.edit_cycle(administrator, row.id, **same)
        actions.reopen_cycle(administrator, row.id)
        assert actions.edit_cycle(administrator, row.id, **same).name == "New"
        verbs = [event.verb for event in events_for(Subject.CYCLE, row.id)]
        assert verbs == [Verb.EDITED, Verb.REOPENED, Verb.CLOSED, Verb.CREATED]

    def test_an_unknown_one_is_not_found(self) -> None:
        administrator = found()
        with pytest.raises(NotFound):
            actions.close_cycle(administrator, 10**9)
        with pytest.raises(NotFound):
            queries.cycle(10**9)


@pytest.mark.django_db
class TestWhoMay:
    def test_champions_and_administrators_others_are_told_so(self) -> None:
        administrator = found()
        row = by_name("Q4 2026")
        champion = hire(administrator, "Chris Champion", is_champion=True)
        assert actions.close_cycle(champion, row.id).is_closed
        actions.reopen_cycle(champion, row.id)
        for person, answer in (
            (hire(administrator, "Tomasz Wilk"), Refused),
            (hire(administrator, "Vera View", role="viewer"), Refused),
            (hire(administrator, "Gus Guest", role="guest"), NotFound),
        ):
            dates = {"starts_on": date(2030, 1, 1), "ends_on": date(2030, 3, 31)}
            for act in (
                lambda person=person, dates=dates: actions.create_cycle(person, name="New", level="quarterly", **dates),
                lambda person=person, dates=dates: actions.edit_cycle(person, row.id, name="New", **dates),
                lambda person=person: actions.close_cycle(person, row.id),
                lambda person=person: actions.reopen_cycle(person, row.id),
                lambda person=person: actions.propose_cycles(person),
            ):
                with pytest.raises(answer):
                    act()
        assert [row.name for row in queries.cycles()] == ["2027", "Q1 2027", "Q4 2026", "2026"]


@pytest.mark.django_db
class TestReading:
    def test_the_current_one_runs_today_else_comes_next_else_was_last(self) -> None:
        found()
        names = []
        for day in (date(2025, 5, 1), date(2026, 10, 1), date(2026, 12, 31), date(2027, 1, 1), date(2031, 1, 1)):
            with clock.frozen(datetime(day.year, day.month, day.day, 12, tzinfo=UTC)):
                row = queries.current()
                names.append(row.name if row else None)
        assert names == ["Q4 2026", "Q4 2026", "Q4 2026", "Q1 2027", "Q1 2027"]

    def test_all_are_read_once_within_a_request(self, django_assert_num_queries: Any) -> None:
        administrator = found()
        with remembering():
            with django_assert_num_queries(2):
                queries.cycles()
                queries.current()
                queries.cycle(by_name("2026").id)
            actions.close_cycle(administrator, by_name("2026").id)
            assert by_name("2026").is_closed


DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))


@pytest.mark.django_db
@settings(max_examples=40)
@given(wanted=st.lists(st.tuples(st.sampled_from(list(Level)), DAYS, DAYS, st.integers(0, 5)), max_size=8))
def test_whatever_is_tried_every_cycle_lies_in_its_parent(wanted: list[tuple[Level, date, date, int]]) -> None:
    with transaction.atomic():
        administrator = found(cycle_names=[])
        ids: list[int] = []
        for number, (level, one, other, parent) in enumerate(wanted):
            try:
                row = actions.create_cycle(
                    administrator, name=f"C{number}", level=level, starts_on=min(one, other), ends_on=max(one, other),
                    parent_id=ids[parent] if parent < len(ids) else None,
                )  # fmt: skip
                ids.append(row.id)
            except Invalid:
                continue
        rows = {row.id: row for row in queries.cycles()}
        for row in rows.values():
            if row.parent_id is not None:
                parent_row = rows[row.parent_id]
                assert nests_in(row.level, row.span, parent_row.level, parent_row.span) is None
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"name": "Q4 2026"}, {"level": "weekly"}, {"ends_on": date(2000, 1, 1)}]
)
def test_the_database_refuses_cycles_that_cannot_be(wrong: dict[str, Any]) -> None:
    found()
    valid = {
        "name": "Spring", "level": "quarterly", "starts_on": date(2027, 4, 1), "ends_on": date(2027, 6, 30),
        "created_at": clock.now(),
    }  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Cycle.objects.create(**{**valid, **wrong})
