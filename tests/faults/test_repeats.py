"""A request that comes twice is applied once (F3), over HTTP and by action; two edits of one thing meet (F4)."""

import re
from html import unescape
from typing import Any

import pytest

from tests.faults.acting import PASSWORD
from tests.faults.installation import Installation, Server, Visitor, saved_in

pytestmark = pytest.mark.slow


def test_a_request_that_comes_twice_is_answered_once(
    here: Installation, company: dict[str, Any], server: Server
) -> None:
    visitor = Visitor(server.port, company["emails"][0], PASSWORD)
    number = company["key_results"][-1]
    fields = {"key": "once and only once", "value": "5", "confidence": "7", "note": "said once"}
    try:
        answers = [visitor.post(f"/check-in/{number}/", fields) for _ in range(3)]
        assert {status for status, _location, _page in answers} == {302}
        assert len({saved_in(location) for _status, location, _page in answers}) == 1
        other = visitor.post(f"/check-in/{number}/", {**fields, "value": "6"})
        assert other[0] == 422
        assert "You sent this form before with other values" in other[2]
        elsewhere = visitor.post(f"/check-in/{company['key_results'][0]}/", fields)
        assert elsewhere[0] == 422
    finally:
        visitor.close()
    entries = here.act("audit", notes=True)["entries"]
    assert [value for _pk, note, value, _key_result in entries if note == "said once"] == [5.0]


def test_by_action_likewise_and_while_it_is_running(here: Installation, company: dict[str, Any]) -> None:
    given = {"actor": company["people"][2], "key_results": company["key_results"][-3:]}
    answer = here.act("repeat", **given)
    assert answer["same"] is True
    assert answer["other"] == "KeyReused"
    assert answer["entries"] == 1
    # On SQLite there is one writer, so the second request waits for the first and gets its answer.
    assert answer["running"] == ("StillRunning" if here.on_postgresql else "KeyReused")
    assert answer["at_once"] == {"entries": 1, "answers": 1}


def test_who_saves_second_is_shown_both_texts(here: Installation, company: dict[str, Any], server: Server) -> None:
    visitor = Visitor(server.port, company["emails"][0], PASSWORD)
    address = f"/objectives/{company['objective']}/edit/"
    try:
        opened = _fields(visitor.get(address)[2])
        assert visitor.post(address, {**opened, "why": "Because of the crates."})[0] == 302
        status, _location, page = visitor.post(address, {**opened, "why": "Because of the drivers."})
        assert status == 409
        assert "Because of the crates." in page
        assert "Because of the drivers." in page
        assert "Because of the crates." in visitor.get(address)[2]
        assert "Because of the drivers." not in visitor.get(address)[2]
    finally:
        visitor.close()


def _fields(page: str) -> dict[str, str]:
    """What the form of the page would send as it stands; ticks and choices as far as this form needs them."""
    form = re.search(r'<form[^>]*method="post"[^>]*>(?:(?!</form>).)*name="statement".*?</form>', page, re.DOTALL)
    assert form
    fields = {}
    for tag in re.findall(r"<input[^>]*>", form[0]):
        facts = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if facts.get("type") in ("checkbox", "radio") and " checked" not in tag:
            continue
        if "name" in facts:
            fields[facts["name"]] = unescape(facts.get("value", ""))
    for name, text in re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>(.*?)</textarea>', form[0], re.DOTALL):
        fields[name] = unescape(text).lstrip("\n")
    for name, options in re.findall(r'<select[^>]*name="(\w+)"[^>]*>(.*?)</select>', form[0], re.DOTALL):
        chosen = re.search(r'value="([^"]*)"[^>]* selected', options)
        fields[name] = chosen[1] if chosen else ""
    fields.pop("csrfmiddlewaretoken", None)
    return fields
