"""The one form that is there before anybody is: whatever is typed into it, nothing is founded by halves (S8)."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from northing.accounts.queries import organisation
from northing.kit.memory import forget
from tests.doors.matrix.company import rows
from tests.doors.matrix.pages import TYPED, Form, Page
from tests.doors.matrix.test_payloads_typed import ALSO, CODE, sent_to

pytestmark = pytest.mark.django_db

WELL = {"name": "Acme", "administrator_name": "Kari", "email": "kari@example.org", "password": "a staple of horses"}


@pytest.fixture
def page() -> Page:
    cache.clear()
    forget("organisation")
    assert organisation() is None
    return Page(Client().get("/first-run/").content.decode(), "/first-run/")


def _form(page: Page) -> Form:
    return next(form for form in page.forms if "administrator_name" in form.sent)


@pytest.mark.parametrize("which", ["code", *ALSO])
def test_typed_into_the_first_form(page: Page, which: str) -> None:
    form, text = _form(page), {"code": CODE, **ALSO}[which]
    typed = [name for name, kind, _value in form.fields if kind in TYPED]
    assert set(WELL) <= set(typed)
    well: dict[str, Any] = {**form.sent, **WELL}
    troubles = []
    for changed in [{name: text} for name in typed] + [dict.fromkeys(typed, text)]:
        troubles += sent_to(Client(), form, {**well, **changed}, changed, page.pairs, "/first-run/")
    assert not troubles, "\n".join(troubles)


@pytest.mark.parametrize("text", [CODE, "1e400", "\x00", ""])
def test_chosen_otherwise_than_offered(page: Page, text: str) -> None:
    form, before = _form(page), rows()
    for name, kind, _value in form.fields:
        if kind not in TYPED and name != "csrfmiddlewaretoken":
            answer = Client().post("/first-run/", {**form.sent, **WELL, "email": "nobody", name: text})
            assert answer.status_code == 422
    assert rows() == before
