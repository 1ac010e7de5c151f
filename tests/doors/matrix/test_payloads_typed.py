"""Whatever is typed, anywhere: no fault of ours, nothing that runs, and what was typed is still there to be corrected (S8).

Forms and parameters are found by looking: every form on every page, every parameter that an address reads.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from django.http import QueryDict
from django.test import Client

from northing.kit.memory import forget
from tests.doors.matrix.company import Company, undone
from tests.doors.matrix.pages import TYPED, Form, Page
from tests.doors.matrix.routes import routes
from tests.doors.matrix.test_payloads import MARK, check
from tests.doors.matrix.test_requests import check_headers
from tests.doors.matrix.test_verdicts import DECLARED

pytestmark = pytest.mark.django_db

PRODUCT = "1336337"  # 1153 * 1159: what a template would make of it
CODE = (
    f"=cmd|' /C calc'!A0 \"><img src=x onerror={MARK}()> '\" onfocus={MARK}() x=\" {{{{1153*1159}}}} {{% {MARK} %}} ${{1153*1159}}"
    f"</textarea></title><script>{MARK}()</script> \u202eright to left\u202c \u05d0 \U0001f9d1\u200d\U0001f33e"
)
ALSO = {
    "short": f"'\"><i on{MARK}>{{{{1153*1159}}}}",
    "nul": "before\x00after",
    "long": "0123456789" * 1000,
    "infinite": "1e400",
    "no number": "NaN",
    "negative": "-99999999999999999999",
    "date": "0000-99-99",
    "nothing": "",
}
IN_ADDRESSES = ("short", "nul", "long", "infinite")
ROLES = ("admin", "lead", "owner", "nobody")
FINE = {200, 302, 400, 403, 404, 409, 422, 429}
SHOWN = TYPED - {"password"}
HALF = "%ED%A0%BD%FF%00%u0041"  # half a character, a byte that begins none, and what is no escape


@dataclass(frozen=True)
class Found:
    """A form, and who found it on which page."""

    role: str
    page: str
    form: Form

    @property
    def typed(self) -> list[str]:
        return list(dict.fromkeys(name for name, kind, _value in self.form.fields if kind in TYPED))

    @property
    def chosen(self) -> list[str]:
        return list(dict.fromkeys(name for name, kind, _value in self.form.fields if kind not in TYPED))


@pytest.fixture(scope="module")
def visited(company: Company) -> list[tuple[str, Page]]:
    """Every page that somebody of ROLES gets, and who it was."""
    return [(role, page) for role in ROLES for page in pages(company, role)]


@pytest.fixture(scope="module")
def found(visited: list[tuple[str, Page]]) -> list[Found]:
    """Every form once."""
    seen: dict[Any, Found] = {}
    for role, page in visited:
        for form in page.forms:
            names = tuple(sorted({name for name, _kind, _value in form.fields}))
            seen.setdefault((form.action.partition("?")[0], form.method, names), Found(role, page.address, form))
    return list(seen.values())


@pytest.fixture(scope="module")
def benign(visited: list[tuple[str, Page]]) -> set[tuple[str, str]]:
    return {pair for _role, page in visited for pair in page.pairs}


def pages(company: Company, role: str) -> Iterator[Page]:
    client = company.client(role)
    for name, route in routes().items():
        if set(DECLARED[name][0]) <= {"N"} or name.startswith("styleguide"):
            continue
        answer = client.get(route.address(company))
        if answer.status_code == 200 and not hasattr(answer, "streaming_content"):
            yield Page(answer.content.decode(), route.address(company))


def test_forms_are_found(found: list[Found]) -> None:
    assert len({one.form.action for one in found}) > 40
    assert sum(len(one.typed) for one in found) > 80


def test_typed_into_every_field(company: Company, found: list[Found], benign: set[tuple[str, str]]) -> None:
    """Into each field alone, with the rest of its form as it stands there."""
    troubles = []
    for one in found:
        for name in one.typed:
            troubles += tried(company, one, {name: CODE}, benign)
    assert not troubles, "\n".join(troubles)


@pytest.mark.parametrize("which", ALSO)
def test_typed_into_all_fields_at_once(
    company: Company, found: list[Found], benign: set[tuple[str, str]], which: str
) -> None:
    troubles = []
    for one in found:
        if one.typed:
            troubles += tried(company, one, dict.fromkeys(one.typed, ALSO[which]), benign)
    assert not troubles, "\n".join(troubles)


@pytest.mark.parametrize(
    "text", [CODE, "1e400", "\x00", "9" * 30, ""], ids=["code", "infinite", "nul", "long", "nothing"]
)
def test_sent_where_something_is_chosen(
    company: Company, found: list[Found], benign: set[tuple[str, str]], text: str
) -> None:
    """No browser of ours sends these for a list, a tick or a hidden field; somebody else's does."""
    troubles = []
    for one in found:
        changed = {name: text for name in one.chosen if name != "csrfmiddlewaretoken"}
        if changed and one.form.method == "post":
            troubles += tried(company, one, changed, benign, keeps=False)
    assert not troubles, "\n".join(troubles)


def test_in_every_parameter_of_every_address(company: Company, benign: set[tuple[str, str]]) -> None:
    troubles, read = [], 0
    for name, route in routes().items():
        if set(DECLARED[name][0]) <= {"N", "H"} or name.startswith("styleguide"):
            continue
        address, client = route.address(company), company.client("admin")
        client.raise_request_exception = False
        with undone(), read_parameters() as names:
            client.get(address)
        read += len(names)
        asked = [{name: CODE} for name in sorted(names)]
        asked += [dict.fromkeys(sorted(names), ALSO[which]) for which in IN_ADDRESSES] if names else []
        for query in asked:
            answer = client.get(address, query)
            troubles += looked_over(answer, f"{name} {sorted(query)} {next(iter(query.values()))[:9]!r}", benign)
        if names:
            raw = "&".join(f"{one}={HALF}" for one in sorted(names))
            troubles += looked_over(client.get(f"{address}?{raw}"), f"{name} {HALF}", benign)
    assert not troubles, "\n".join(troubles)
    assert read > 40


# ---- trying and looking -----------------------------------------------------------------------------------------


def tried(
    company: Company, one: Found, changed: dict[str, str], benign: set[tuple[str, str]], *, keeps: bool = True
) -> list[str]:
    """What is wrong with the answer to a form with these changes."""
    client = company.client(one.role)
    sent = {**{name: values if len(values) > 1 else values[0] for name, values in one.form.sent.items()}, **changed}
    return sent_to(client, one.form, sent, {name: text for name, text in changed.items() if keeps}, benign, one.page)


def sent_to(
    client: Client, form: Form, sent: dict[str, Any], kept: dict[str, str], benign: set[tuple[str, str]], page: str
) -> list[str]:
    client.raise_request_exception = False
    path = form.action.partition("?")[0]
    what = f"{form.method} {path} from {page}: {sorted(kept or sent)} {next(iter((kept or sent).values()), '')[:9]!r}"
    with undone():
        cache.clear()
        answer = client.post(form.action, sent) if form.method == "post" else client.get(path, sent)
        troubles = looked_over(answer, what, benign)
        if answer.status_code in {200, 422} and "text/html" in answer["Content-Type"]:
            troubles += lost(form, answer, kept, what)
        if answer.status_code == 302:
            troubles += looked_over(client.get(answer["Location"]), f"after {what}", benign)
    forget("organisation")
    return troubles


def looked_over(answer: Any, what: str, benign: set[tuple[str, str]]) -> list[str]:
    if answer.status_code not in FINE:
        return [f"{what}: {answer.status_code} {getattr(answer, 'exc_info', None) and answer.exc_info[1]!r}"]
    check_headers(answer)
    if hasattr(answer, "streaming_content") or "text/html" not in answer.headers.get("Content-Type", "text/html"):
        return []
    html = answer.content.decode()
    if PRODUCT in html:
        return [f"{what}: a template was run"]
    if MARK in html:
        try:
            check(Page(html, what), benign)
        except AssertionError as wrong:
            return [f"{what}: {wrong}"]
    return []


def lost(form: Form, answer: Any, kept: dict[str, str], what: str) -> list[str]:
    """Fields of the form in the answer that do not hold what was typed."""
    page = Page(answer.content.decode(), form.action)
    path = form.action.partition("?")[0]
    again = _the_same(page, form, path) if form.method == "post" else _asking(page, path, kept)
    if again is None:
        return [f"{what}: {answer.status_code} without the form"] if answer.status_code == 422 else []
    kinds = {name: kind for name, kind, _value in again.fields}
    shown = {name: [value for other, _kind, value in again.fields if other == name] for name in kept}
    return [
        f"{what}: {name} is lost, shown {[text[:40] for text in shown[name]]}"
        for name, text in kept.items()
        if kinds.get(name, "") in SHOWN and not any(_same(text, other, kinds[name], form) for other in shown[name])
    ]


def _the_same(page: Page, form: Form, path: str) -> Form | None:
    """Several forms of a page may be sent to one address; hidden fields say which of them it was."""
    there = [other for other in page.forms if other.method == "post" and other.action.partition("?")[0] == path]
    hidden = {one for one in form.fields if one[1] == "hidden"}
    return max(there, key=lambda other: len(hidden & set(other.fields)), default=None)


def _asking(page: Page, path: str, kept: dict[str, str]) -> Form | None:
    forms = (form for form in page.forms if form.method == "get" and form.action.partition("?")[0] == path)
    return next((form for form in forms if set(kept) <= set(form.sent)), None)


def _same(typed: str, shown: str, kind: str, form: Form) -> bool:
    """As a browser would show it, without what no page can hold. Nothing may give way to what is usual.

    In an address a search keeps the beginning of what was typed, and a calendar only what is a day.
    """
    typed, shown = (" ".join(text.replace("\x00", "").replace("\ufffd", "").split()) for text in (typed, shown))
    if typed in ("", shown):
        return True
    if form.method != "get":
        return False
    return not shown if kind == "date" else len(shown) >= 80 and typed.startswith(shown)


@contextmanager
def read_parameters() -> Iterator[set[str]]:
    """The names that are asked for in what a request brings along."""
    names: set[str] = set()
    with pytest.MonkeyPatch.context() as patch:
        for method in ("get", "getlist", "__getitem__", "__contains__"):
            patch.setattr(QueryDict, method, _noting(getattr(QueryDict, method), names))
        yield names


def _noting(method: Any, names: set[str]) -> Any:
    def noting(self: QueryDict, name: str, *rest: Any, **more: Any) -> Any:
        names.add(name)
        return method(self, name, *rest, **more)

    return noting
