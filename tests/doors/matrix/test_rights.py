"""Whoever gains or loses a right notices with the next click, in the session that is open (S3)."""

from collections.abc import Iterator

import pytest

from northing.accounts import actions as accounts
from northing.checkins.models import CheckIn
from northing.goals import actions as goals
from northing.goals.models import KeyResult, Objective
from northing.teams import actions as teams
from tests.doors.matrix.company import Company, undone

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _taken_back(company: Company) -> Iterator[None]:
    with undone():
        yield


def status(company: Company, role: str, address: str) -> int:
    code: int = company.client(role).get(address).status_code
    return code


def edit(number: int) -> str:
    return f"/objectives/{number}/edit/"


def test_leaving_a_team_closes_its_drafts(company: Company) -> None:
    draft = f"/objectives/{company.things['draft']}/"
    assert status(company, "member", draft) == 200
    teams.remove_member(company.people["admin"], company.things["membership_id"])
    assert status(company, "member", draft) == 404


def test_joining_a_team_opens_them(company: Company) -> None:
    draft = f"/objectives/{company.things['draft']}/"
    assert status(company, "stranger", draft) == 404
    teams.add_member(company.people["admin"], company.house.team, person_id=company.people["stranger"].pk)
    assert status(company, "stranger", draft) == 200


def test_a_lead_who_is_one_no_more_changes_nothing_more(company: Company) -> None:
    team, number = f"/settings/teams/{company.house.team}/", company.things["objective_id"]
    assert status(company, "lead", team) == status(company, "lead", edit(number)) == 200
    version = Objective.objects.get(pk=number).version
    goals.edit_objective(company.people["champion"], number, version=version, lead_id=company.people["member"].pk)
    teams.set_lead(company.people["admin"], company.house.team, person_id=company.people["member"].pk)
    accounts_of_lead = company.client("lead")
    for membership in teams_of(company):
        teams.remove_member(company.people["admin"], membership)
    assert accounts_of_lead.get(team).status_code == 403
    assert accounts_of_lead.get(edit(number)).status_code == 403
    assert status(company, "member", edit(number)) == 200


def teams_of(company: Company) -> list[int]:
    """The memberships of the lead."""
    from northing.teams.models import Membership

    return list(Membership.objects.filter(person=company.people["lead"], ends_on=None).values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("role", "address"), [("champion", "/settings/cycles/new/"), ("admin", "/settings/organisation/")]
)
def test_an_office_that_is_taken_away_is_gone(company: Company, role: str, address: str) -> None:
    admin = company.people["admin"]
    other = accounts.change_role(
        admin, company.people["stranger"].pk, role="contributor", is_champion=False, is_administrator=True
    )
    assert status(company, role, address) == 200
    assert status(company, "stranger", "/settings/organisation/") == 200
    company.people["stranger"].refresh_from_db()
    accounts.change_role(
        company.people["stranger"],
        company.people[role].pk,
        role="contributor",
        is_champion=False,
        is_administrator=False,
    )
    assert status(company, role, address) == 403
    assert other.id == company.people["stranger"].pk


def test_who_only_reads_from_now_on_checks_in_no_more(company: Company) -> None:
    number = company.things["key_result_id"]
    before = CheckIn.objects.count()
    accounts.change_role(
        company.people["admin"], company.people["owner"].pk, role="viewer", is_champion=False, is_administrator=False
    )
    answer = company.client("owner").post(f"/check-in/{number}/", {"value": "50"})
    assert answer.status_code == 403
    assert CheckIn.objects.count() == before


def test_who_becomes_a_guest_sees_nothing_more(company: Company) -> None:
    page = f"/objectives/{company.things['objective_id']}/"
    assert status(company, "viewer", page) == 200
    accounts.change_role(
        company.people["admin"], company.people["viewer"].pk, role="guest", is_champion=False, is_administrator=False
    )
    assert status(company, "viewer", page) == 404


def test_another_owner_takes_the_key_result_over(company: Company) -> None:
    number = company.things["key_result_id"]
    version = KeyResult.objects.get(pk=number).version
    assert company.client("owner").post(f"/check-in/{number}/", {"value": "50"}).status_code == 302
    goals.edit_key_result(
        company.people["lead"], number, version=version, owner_id=company.people["stranger"].pk, reason="She knows it."
    )
    assert company.client("owner").post(f"/check-in/{number}/", {"value": "51"}).status_code == 403
    assert company.client("stranger").post(f"/check-in/{number}/", {"value": "52"}).status_code == 302


def test_what_becomes_confidential_is_gone_for_the_others(company: Company) -> None:
    number = company.things["shelf"]
    page, version = f"/objectives/{number}/", Objective.objects.get(pk=number).version
    goals.edit_objective(
        company.people["lead"],
        number,
        version=version,
        confidential=True,
        confidant_ids=[company.people["stranger"].pk],
    )
    assert [status(company, role, page) for role in ("lead", "stranger")] == [200, 200]
    assert [status(company, role, page) for role in ("member", "champion", "sponsor", "admin", "viewer", "guest")] == [
        404
    ] * 6
    goals.edit_objective(company.people["lead"], number, version=version + 1, confidant_ids=[])
    assert status(company, "stranger", page) == 404


def test_a_disabled_person_is_out_everywhere_at_once(company: Company) -> None:
    """All sessions, for looking and for writing, and they stay dead when the person is back."""
    person, number = company.people["member"], company.things["objective_id"]
    second = company.client("nobody")
    second.force_login(person)
    accounts.disable_person(company.people["admin"], person.pk)
    for client in (company.client("member"), second):
        for address in ("/", f"/objectives/{number}/", "/okrs/export/", "/search/?q=crate", "/settings/profile/"):
            answer = client.get(address)
            assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/sign-in/")
        answer = client.post(f"/objectives/{number}/initiatives/", {"title": "One last thing"})
        assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/sign-in/")
    accounts.enable_person(company.people["admin"], person.pk)
    assert second.get("/").status_code == 302
