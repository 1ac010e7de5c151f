"""What Django refuses is told in Northing's words, with the right status, and tells nothing more."""

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory

from northing.web import errors


@pytest.mark.django_db
def test_an_unknown_address_is_a_page_with_a_way_out(client: Client) -> None:
    answer = client.get("/no/such/place/")
    assert answer.status_code == 404
    html = answer.content.decode()
    assert "There is nothing at this address." in html
    assert 'href="/"' in html
    assert "/no/such/place/" not in html


@pytest.mark.django_db
def test_a_form_without_proof_is_refused_in_words() -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/appearance/", {"theme": "dark"})
    assert answer.status_code == 403
    assert "open for too long" in answer.content.decode()


@pytest.mark.django_db
def test_htmx_shows_an_error_as_a_page_and_not_inside_a_row(client: Client) -> None:
    answer = client.get("/no/such/place/", headers={"HX-Request": "true"})
    assert answer.status_code == 404
    assert answer["HX-Retarget"] == "body"
    assert "HX-Retarget" not in client.get("/no/such/place/")


def test_our_own_fault_needs_no_database(rf: RequestFactory) -> None:
    made: HttpRequest = rf.get("/")
    answer = errors.broken(made)
    assert answer.status_code == 500
    assert "it was not you" in answer.content.decode()
