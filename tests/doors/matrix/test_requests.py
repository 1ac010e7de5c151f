"""What holds for every request: no writing by GET, no writing without proof, the same headers on every answer (S9)."""

from typing import Any

import pytest

from tests.doors.matrix.bodies import body
from tests.doors.matrix.company import Company, rows, undone, written
from tests.doors.matrix.routes import routes
from tests.doors.matrix.test_verdicts import DECLARED

pytestmark = pytest.mark.django_db

POLICY = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "font-src 'self'",
    "connect-src 'self'", "manifest-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
}  # fmt: skip
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def check_headers(answer: Any) -> None:
    """As on every answer, whatever it is."""
    policy = {part.strip() for part in answer.headers["Content-Security-Policy"].split(";") if part.strip()}
    assert policy == POLICY
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "geolocation=()" in answer.headers["Permissions-Policy"]
    assert "no-cache" in answer.headers["Cache-Control"] or "no-store" in answer.headers["Cache-Control"]
    assert "public" not in answer.headers["Cache-Control"]


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_writes_nothing(company: Company, method: str) -> None:
    """Not one writing statement, asked as a page and as a part of one, by those who get the most to see."""
    parts: list[dict[str, str]] = [{}, {"HX-Request": "true"}] if method == "get" else [{}]
    for name, route in routes().items():
        address = route.address(company)
        for role in ("admin", "lead") if method == "get" else ("admin",):
            for headers in parts:
                with undone(), written() as done:
                    answer = getattr(company.client(role), method)(address, headers=headers)
                    if hasattr(answer, "streaming_content"):
                        answer.getvalue()
                assert done == [], (name, role)
                check_headers(answer)


def test_nothing_is_done_without_proof(company: Company) -> None:
    """Every address that takes a POST refuses it without the token, and with a made-up one, before anything else."""
    checked = 0
    for name, (_get, post) in DECLARED.items():
        if set(post) <= {"N", "I"}:
            continue
        address = routes()[name].address(company)
        role = "lead" if post[1] == "Y" else "admin"
        with undone():
            before = rows()
            client = company.client(role, enforce_csrf_checks=True)
            answer = client.post(address, body(company, name, address))
            assert answer.status_code == 403, name
            check_headers(answer)
            assert client.post(address, {"csrfmiddlewaretoken": "x" * 64}).status_code == 403, name
            assert rows() == before, name
        checked += 1
    assert checked > 40


def test_a_proof_from_another_site_is_none(company: Company) -> None:
    client = company.client("admin", enforce_csrf_checks=True)
    client.get("/settings/profile/")
    token = client.cookies["northing-csrf"].value
    sent = {"theme": "dark", "csrfmiddlewaretoken": token}
    assert client.post("/appearance/", sent, headers={"Origin": "https://evil.example"}).status_code == 403
    assert client.post("/appearance/", sent, headers={"Origin": "http://testserver"}).status_code == 302


@pytest.mark.parametrize(
    ("address", "status"),
    [("/no/such/place/", 404), ("/static/northing/nothing.js", 404), ("/okrs", 301), ("/settings/log/?before=x", 302)],
)
def test_headers_stand_on_errors_and_redirects_too(company: Company, address: str, status: int) -> None:
    answer = company.client("nobody").get(address)
    assert answer.status_code in {status, 302}
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "'unsafe-inline'" not in answer.headers["Content-Security-Policy"]


def test_headers_stand_on_our_own_faults(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> Any:
        raise ZeroDivisionError

    monkeypatch.setattr("northing.web.screens.settings.views.overview.show", broken)
    client = company.client("admin")
    client.raise_request_exception = False
    answer = client.get("/settings/")
    assert answer.status_code == 500
    check_headers(answer)


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(company: Company) -> None:
    """`__Host-` and Secure where there is https: tests/config/test_settings.py."""
    client = company.client("nobody")
    client.get("/sign-in/")
    from tests.concepts.house import PASSWORD

    with undone():
        client.post("/sign-in/", {"login": "maren@example.org", "password": PASSWORD})
        client.post("/appearance/", {"theme": "dark"})
        set_here = {name: morsel for name, morsel in client.cookies.items() if morsel.value}
    assert {"northing-session", "northing-csrf"} <= set(set_here)
    for name, morsel in set_here.items():
        assert morsel["httponly"], name
        assert morsel["samesite"] == "Lax", name
        assert morsel["path"] == "/", name
        assert not morsel["domain"], name
