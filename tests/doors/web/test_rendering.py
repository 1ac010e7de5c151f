"""Pages and fragments: htmx gets the named part with what it imports, everybody else the page."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest
from django.test import Client, RequestFactory

from northing.web.components.toast import say
from northing.web.rendering import render

pytestmark = pytest.mark.django_db
QUESTION = "screens/styleguide/question.html"


def request(**headers: str) -> HttpRequest:
    made = RequestFactory().get("/styleguide/question/", headers=headers)
    made.user = AnonymousUser()
    made._messages = CookieStorage(made)  # type: ignore[attr-defined]
    return made


def body(made: HttpRequest, **more: Any) -> str:
    return render(made, QUESTION, **more).content.decode()


def test_a_browser_gets_the_page_with_its_frame() -> None:
    html = body(request(), fragment="dialog")
    assert html.startswith("<!doctype html>")
    assert 'id="content"' in html
    assert "Change the target from 15" in html


def test_htmx_gets_only_the_part_and_the_part_knows_its_macros() -> None:
    html = body(request(**{"HX-Request": "true"}), fragment="dialog")
    assert "<html" not in html
    assert html.count("csrfmiddlewaretoken") == 1
    assert "Change the target from 15" in html


@pytest.mark.parametrize("header", [{"HX-Boosted": "true"}, {"HX-Request-Type": "full"}])
def test_a_boosted_link_gets_the_whole_page(header: dict[str, str]) -> None:
    assert "<html" in body(request(**{"HX-Request": "true", **header}), fragment="dialog")


def test_toasts_ride_along_with_a_fragment_and_are_said_once() -> None:
    made = request(**{"HX-Request": "true"})
    say(made, "Objective <withdrawn>.", undo_url="/undo/", undo_values={"version": 3})
    html = body(made, fragment="dialog")
    assert 'hx-swap-oob="beforeend:#toasts"' in html
    assert "Objective &lt;withdrawn&gt;." in html
    assert 'action="/undo/"' in html
    assert 'name="version" value="3"' in html
    assert made._messages.used  # type: ignore[attr-defined]


def test_an_unknown_part_is_an_error_and_not_an_empty_answer() -> None:
    with pytest.raises(KeyError):
        body(request(**{"HX-Request": "true"}), fragment="nothing")


def test_answers_differ_by_what_asks() -> None:
    vary = render(request(), QUESTION)["Vary"]
    assert "HX-Request" in vary
    assert "Cookie" in vary


def test_the_theme_is_the_reader_s_choice_and_goes_nowhere_else(client: Client) -> None:
    answer = client.post("/appearance/", {"theme": "dark", "next": "https://evil.example/"})
    assert answer.status_code == 302
    assert answer["Location"] == "/"
    assert client.cookies["northing_theme"].value == "dark"
    made = request()
    made.COOKIES["northing_theme"] = "dark"
    assert 'data-theme="dark"' in body(made)
    client.post("/appearance/", {"theme": "pink", "next": "/styleguide/"})
    assert client.cookies["northing_theme"].value == ""
    assert client.get("/appearance/").status_code == 405
