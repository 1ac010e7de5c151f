"""An empty Northing asks for what it needs, once, and lets its founder in."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from northing.accounts.models import Organisation, Person
from northing.accounts.queries import organisation
from northing.cycles.queries import cycles
from northing.kit import clock
from northing.teams.queries import company_id
from tests.concepts.house import PASSWORD, found

pytestmark = pytest.mark.django_db

GIVEN: dict[str, Any] = {
    "name": "Vinterhavn <AS>",
    "time_zone": "Europe/Oslo",
    "locale": "nb",
    "year_starts_in_month": "1",
    "administrator_name": "Maren Aas",
    "email": "maren@example.org",
    "password": PASSWORD,
    "cycle_names": ["2026", "Q4 2026"],
}


@pytest.fixture(autouse=True)
def _november() -> Any:
    cache.clear()
    with clock.frozen(datetime(2026, 11, 17, 12, tzinfo=UTC)):
        yield


def send(client: Client, **changed: Any) -> Any:
    return client.post("/first-run/", {**GIVEN, **changed})


def test_every_way_leads_there_and_proposes_todays_cycles(client: Client) -> None:
    assert client.get("/settings/")["Location"].startswith("/sign-in/")
    assert client.get("/sign-in/")["Location"] == "/first-run/"
    page = client.get("/first-run/").content.decode()
    for name in ("2026", "Q4 2026", "2027", "Q1 2027"):
        assert f'name="cycle_names" value="{name}" checked' in page


def test_founds_everything_and_the_founder_is_signed_in(client: Client) -> None:
    response = send(client)
    assert (response.status_code, response["Location"]) == (302, "/")
    founded = organisation()
    assert founded is not None
    assert (founded.name, founded.time_zone, founded.locale) == ("Vinterhavn <AS>", "Europe/Oslo", "nb")
    assert [row.name for row in cycles()] == ["Q4 2026", "2026"]
    assert company_id() is not None
    assert client.get("/settings/organisation/").status_code == 200


def test_happens_once(client: Client) -> None:
    found()
    assert client.get("/first-run/")["Location"] == "/"
    assert send(client, email="other@example.org")["Location"] == "/"
    assert (Organisation.objects.count(), Person.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"name": " "}, "name", "Organisation is missing."),
        ({"name": "x" * 121}, "name", "at most 120 characters"),
        ({"administrator_name": "x" * 161}, "administrator_name", "at most 160 characters"),
        ({"email": "maren"}, "email", "not an e-mail address"),
        ({"password": "short"}, "password", "at least 10 characters"),
        ({"time_zone": "Mars/Olympus"}, "time_zone", "Choose from the list."),
        ({"year_starts_in_month": "13"}, "year_starts_in_month", "Choose from the list."),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_the_rest_is_kept(
    client: Client, changed: dict[str, str], field: str, sentence: str
) -> None:
    response = send(client, **changed)
    page = response.content.decode()
    assert response.status_code == 422
    assert f'id="id_{field}-error"' in page
    assert sentence in page
    assert 'value="Maren Aas"' in page or field == "administrator_name"
    assert '<option value="Europe/Oslo" selected>' in page or field == "time_zone"
    assert 'value="2026" checked' in page
    assert 'value="2027" checked' not in page
    assert PASSWORD not in page
    assert not Organisation.objects.exists()


def test_another_first_month_proposes_other_cycles_without_judging_the_rest(client: Client) -> None:
    page = send(client, year_starts_in_month="9", propose="1", name="", email="").content.decode()
    assert 'value="FY27" checked' in page
    assert "is-wrong" not in page
    assert 'value="Maren Aas"' in page
    fragment = client.post(
        "/first-run/", {**GIVEN, "year_starts_in_month": "9", "propose": "1"}, headers={"HX-Request": "true"}
    ).content.decode()
    assert fragment.strip().startswith('<ul class="first-run-cycles"')
    assert "FY27 Q1" in fragment


def test_asks_for_the_csrf_token() -> None:
    assert send(Client(enforce_csrf_checks=True)).status_code == 403
    assert not Organisation.objects.exists()
