"""The explorer through the web: what the address means, what is shown and to whom, what an export holds."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from northing.accounts.models import Person, Role
from northing.checkins.actions import check_in
from northing.core.measures import Kind
from northing.core.scoring import Commitment
from northing.goals.actions import align, publish_objective
from northing.goals.models import Alignment, Objective
from northing.kit import clock
from northing.teams import actions as teams
from tests.concepts.goals.house import MIDDLE, House, open_house
from tests.concepts.house import hire

pytestmark = pytest.mark.django_db

PAYLOAD = "<script>alert('x')</script>\"'><img src=x onerror=alert(1)>"


@pytest.fixture
def house() -> Iterator[House]:
    with open_house() as house:
        yield house


def of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page(client: Client, address: str, **headers: str) -> str:
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def shown(html: str) -> list[str]:
    """The texts of the lines, in their order."""
    return [re.sub(r"\s+", " ", text) for text in re.findall(r'class="what"[^>]*>(.*?)</(?:a|span)>', html, re.DOTALL)]


def levels(html: str) -> list[int]:
    return [int(depth) for depth in re.findall(r'data-depth="(\d+)"', html)]


def sheet(client: Client, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.streaming
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def company(house: House) -> dict[str, int]:
    """An objective, one that took its first key result on, one that supports it, and one that stands alone."""
    top, (one, two) = house.published(
        {"text": "Cut losses from 100 to 20", "kind": Kind.DECREASE, "start": 100.0, "target": 20.0},
        {"text": "Adopt the playbook", "kind": Kind.MILESTONE, "stages": [{"label": "All", "weight": 1.0}]},
        statement="Nothing is thrown away warm",
    )
    took, (deep,) = house.published({"text": "Answer alarms"}, statement="Catch every warm crate")
    supports, _ = house.published(statement="Teach the crate to call", commitment=Commitment.COMMITTED)
    alone, _ = house.published({"text": "Alone measured"}, statement="Stand alone")
    align(house.lead, took, key_result_id=one)
    align(house.lead, supports, objective_id=top)
    check_in(house.owner, one, value=70, confidence=7)
    check_in(house.owner, deep, value=5, confidence=8)
    return {"top": top, "one": one, "two": two, "took": took, "deep": deep, "supports": supports, "alone": alone}


# ---- the outline ------------------------------------------------------------------------------------------------


def test_the_outline_shows_what_serves_what(house: House) -> None:
    company(house)
    html = page(of(house.owner), "/okrs/")
    assert shown(html) == [
        "Nothing is thrown away warm",
        "Cut losses from 100 to 20",
        "Catch every warm crate",
        "Answer alarms",
        "Adopt the playbook",
        "Teach the crate to call",
        "Stand alone",
        "Alone measured",
    ]
    assert levels(html) == [0, 1, 2, 3, 1, 1, 0, 1]
    assert "4 objectives, 4 key results" in html
    assert "Export these 4" in html


def test_a_fold_is_a_link_to_the_same_page_folded(house: House) -> None:
    numbers = company(house)
    client = of(house.owner)
    html = page(client, "/okrs/?sort=worst")
    fold = re.search(rf'id="o{numbers["top"]}".*?href="(\?[^"#]*)', html, re.DOTALL)
    assert fold
    folded = page(client, f"/okrs/{fold[1].replace('&amp;', '&')}")
    assert "sort=worst" in fold[1]
    assert "Cut losses from 100 to 20" not in shown(folded)
    assert "2 key results, 1 objective below" in folded


def test_a_branch_is_fetched_as_rows_and_is_a_page_without_javascript(house: House) -> None:
    numbers = company(house)
    client = of(house.owner)
    rows = page(client, f"/okrs/branches/o{numbers['top']}/?depth=2", **{"HX-Request": "true"})
    assert "<html" not in rows
    assert shown(rows) == ["Cut losses from 100 to 20", "Adopt the playbook", "Teach the crate to call"]
    assert levels(rows) == [3, 3, 3]
    answer = client.get(f"/okrs/branches/o{numbers['top']}/?q=warm")
    assert answer.status_code == 302
    assert answer["Location"] == f"/okrs/?q=warm&unfold=o{numbers['top']}"
    assert client.get("/okrs/branches/nonsense/").status_code == 302
    for unknown in ("o999999999", "k999999999"):
        assert shown(page(client, f"/okrs/branches/{unknown}/", **{"HX-Request": "true"})) == []


def test_a_wide_branch_offers_the_rest(house: House) -> None:
    top = company(house)["top"]
    template = Objective.objects.get(pk=top)
    for number in range(60):
        template.pk, template.statement, template.position = None, f"Wide {number}", number
        template.save(force_insert=True)
        Alignment.objects.create(child=template, parent_objective_id=top, kind="implicit", created_at=clock.now())
    client = of(house.owner)
    html = page(client, "/okrs/")
    offer = re.search(r'data-offset="50" href="(\?[^"]*)">11 more objectives below', html)
    assert offer
    by_itself = page(client, f"/okrs/{offer[1].replace('&amp;', '&')}")
    assert sum(text.startswith("Wide") for text in shown(by_itself)) == 60
    rest = page(client, f"/okrs/branches/o{top}/?offset=50&depth=0", **{"HX-Request": "true"})
    assert len(shown(rest)) == 11


def test_filters_are_in_the_address_and_stay_when_another_is_chosen(house: House) -> None:
    company(house)
    client = of(house.owner)
    html = page(client, "/okrs/?commitment=committed&q=crate")
    assert shown(html) == ["Teach the crate to call"]
    assert re.search(r'href="\?[^"]*commitment=committed[^"]*view=table', html) or re.search(
        r'href="\?view=table[^"]*commitment=committed', html
    )
    assert '<input type="hidden" name="q" value="crate">' in html
    assert "Without filters" in html
    assert shown(page(client, "/okrs/?band=off&q=alarms")) == ["Catch every warm crate", "Answer alarms"]
    assert shown(page(client, "/okrs/?band=on&q=alarms")) == []
    assert shown(page(client, f"/okrs/?person={house.lead.pk}&level=company")) == []


def test_an_empty_explorer_teaches(house: House) -> None:
    client = of(house.lead)
    html = page(client, "/okrs/")
    assert "Nothing published in Q4 2026 yet" in html
    assert "Catch every warm crate while there is still time to cool it" in html
    assert "/objectives/new/" in html
    house.objective("Being written")
    drafts = page(client, "/okrs/?state=draft")
    assert shown(drafts) == ["Being written"]
    assert "No drafts that you are part of" in page(of(house.administrator), "/okrs/?state=draft&q=zzz")
    assert "No OKRs with these filters" in page(client, "/okrs/?q=zzz")


def test_as_of_a_past_day_says_so_and_leads_back(house: House) -> None:
    numbers = company(house)
    with clock.frozen(MIDDLE + timedelta(days=6)):
        check_in(house.owner, numbers["one"], value=30)
        client = of(house.owner)
        then = page(client, "/okrs/?as_of=2026-11-05")
        assert "As of Thu 5 Nov" in then
        assert "Back to today" in then
        assert "<b>70</b>" in then
        assert "data-check-in" not in then
        now = page(client, "/okrs/")
        assert "<b>30</b>" in now
        assert "Back to today" not in now
        for nonsense in ("2026-11-11", "2027-01-01", "0001-01-01", "soon", ""):
            assert "Back to today" not in page(client, f"/okrs/?as_of={nonsense}")


def test_only_those_who_may_check_in_and_write_are_offered_it(house: House) -> None:
    company(house)
    viewer = hire(house.administrator, "Viewing Person", role=Role.VIEWER)
    theirs = page(of(viewer), "/okrs/")
    assert "data-check-in" not in theirs
    assert "/objectives/new/" not in theirs
    mine = page(of(house.owner), "/okrs/")
    assert "data-check-in" in mine
    assert "/objectives/new/" in mine


# ---- the table --------------------------------------------------------------------------------------------------


def test_the_table_sorts_by_links(house: House) -> None:
    company(house)
    client = of(house.owner)
    html = page(client, "/okrs/?view=table&sort=statement")
    assert shown(html) == sorted(shown(html))
    assert 'aria-sort="ascending"' in html
    assert "sort=-statement" in html
    assert shown(page(client, "/okrs/?view=table&sort=-statement")) == sorted(shown(html), reverse=True)


# ---- who sees what ----------------------------------------------------------------------------------------------


def test_what_is_hidden_is_in_no_page_fragment_list_or_sheet(house: House) -> None:
    top = company(house)["top"]
    secret, (hidden,) = house.published({"text": "CANARY result"}, statement="CANARY objective", confidential=True)
    align(house.lead, secret, objective_id=top)
    house.objective("CANARY draft")
    stranger = hire(house.administrator, "Somebody Else")
    guest = hire(house.administrator, "Guest Person", role=Role.GUEST)
    for person in (stranger, guest):
        client = of(person)
        for address in ("/okrs/", "/okrs/?view=table", "/okrs/?q=canary", "/okrs/?state=draft", f"/okrs/?under={secret}",
                        f"/okrs/?unfold=o{top}", "/okrs/?unconnected=1", "/okrs/?cycle=all&sort=worst"):  # fmt: skip
            assert "CANARY" not in page(client, address), address
        for key in (f"o{secret}", f"k{hidden}", f"o{top}"):
            assert "CANARY" not in page(client, f"/okrs/branches/{key}/", **{"HX-Request": "true"})
        for address in ("/okrs/export/", "/okrs/export/?view=table", "/okrs/export/?state=draft"):
            assert "CANARY" not in str(sheet(client, address))
    assert "CANARY objective" in page(of(house.lead), "/okrs/")


def test_a_guest_sees_no_names_of_teams_and_people(house: House) -> None:
    guest = hire(house.administrator, "Guest Person", role=Role.GUEST)
    client = of(guest)
    assert "Response" not in page(client, f"/okrs/?team={house.team}")
    assert "Tomasz" not in page(client, f"/okrs/?person={house.lead.pk}")
    assert "Response" not in page(client, "/okrs/teams/?find=resp")
    assert "Tomasz" not in page(client, "/okrs/people/?find=tom")


@pytest.mark.parametrize(
    "address", ["/okrs/", "/okrs/export/", "/okrs/branches/o1/", "/okrs/teams/", "/okrs/people/", "/search/?q=x"]
)
def test_nothing_without_signing_in(address: str, house: House) -> None:
    answer = Client().get(address)
    assert answer.status_code == 302
    assert "/sign-in/" in answer["Location"]
    assert of(house.owner).post(address).status_code == 405


# ---- choosing a team or a person --------------------------------------------------------------------------------


def test_teams_and_people_are_chosen_from_a_page_that_keeps_the_view(house: House) -> None:
    client = of(house.owner)
    html = page(client, "/okrs/teams/?find=RESP&band=off&view=table")
    assert re.search(rf'href="/okrs/\?view=table&amp;team={house.team}&amp;band=off"', html)
    part = page(client, "/okrs/teams/", **{"HX-Request": "true"})
    assert "<html" not in part
    assert "my team" in part
    people = page(client, "/okrs/people/?find=tomasz")
    assert f"person={house.lead.pk}" in people
    assert "Nobody and nothing by that name." in page(client, "/okrs/people/?find=zzzz")


# ---- the export -------------------------------------------------------------------------------------------------


def test_an_export_is_exactly_what_is_shown(house: House) -> None:
    company(house)
    client = of(house.owner)
    for query in ("", "?sort=worst", "?q=crate", "?band=off", "?commitment=committed"):
        rows = sheet(client, f"/okrs/export/{query}")
        html = page(client, f"/okrs/{query}")
        assert [row["Text"] for row in rows] == shown(html), query
        assert [int(row["Depth"]) for row in rows] == levels(html), query
    table = sheet(client, "/okrs/export/?view=table&sort=-statement")
    assert [row["Text"] for row in table] == shown(page(client, "/okrs/?view=table&sort=-statement"))
    first = next(row for row in sheet(client, "/okrs/export/") if row["Text"].startswith("Cut losses"))
    assert (first["Start"], first["Now"], first["Target"], first["Team"]) == ("100.0", "70.0", "20.0", "Response")
    assert float(first["Progress"]) == 0.375
    assert first["Address"].startswith("http://testserver/key-results/")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " ="])
def test_cells_that_a_spreadsheet_would_compute_are_defused(start: str, house: House) -> None:
    evil = f"{start}HYPERLINK(1)"
    number = house.objective("Placeholder")
    publish_objective(house.lead, number)
    Objective.objects.filter(pk=number).update(statement=evil)
    Person.objects.filter(pk=house.lead.pk).update(name=evil)
    row = sheet(of(house.owner), "/okrs/export/")[0]
    assert row["Text"] == f"'{evil}"
    assert row["Person"] == f"'{evil}"


# ---- what it must withstand -------------------------------------------------------------------------------------


def test_markup_stays_text(house: House) -> None:
    team = teams.create_team(house.administrator, name=PAYLOAD, parent_id=house.company).id
    number, _ = house.published({"text": PAYLOAD, "unit": PAYLOAD[:40]}, statement=PAYLOAD)
    Objective.objects.filter(pk=number).update(team_id=team)
    Person.objects.filter(pk=house.lead.pk).update(name=PAYLOAD)
    client = of(house.owner)
    for address in ("/okrs/", "/okrs/?view=table", f"/okrs/?q={PAYLOAD}", f"/okrs/?team={team}", f"/okrs/?under={number}",
                    "/okrs/teams/", "/okrs/people/", f"/okrs/?person={house.lead.pk}"):  # fmt: skip
        html = page(client, address)
        assert "<script>alert" not in html, address
        assert "<img src=x" not in html, address


def test_eight_queries_whatever_the_size_and_the_filter(house: House) -> None:
    top = company(house)["top"]
    client = of(house.owner)

    def counted(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    addresses = ["/okrs/", "/okrs/?view=table&sort=team", "/okrs/?sort=worst&band=off&band=on", f"/okrs/?team={house.team}",
                 f"/okrs/?person={house.owner.pk}", "/okrs/?q=crate", "/okrs/?as_of=2026-11-01", f"/okrs/?under={top}"]  # fmt: skip
    before = {address: counted(address) for address in addresses}
    template = Objective.objects.get(pk=top)
    for number in range(150):
        template.pk, template.statement = None, f"One more {number}"
        template.save(force_insert=True)
        if number % 2:
            Alignment.objects.create(child=template, parent_objective_id=top, kind="implicit", created_at=clock.now())
    after = {address: counted(address) for address in addresses}
    assert after == before
    assert max(after.values()) <= 8, after


_VALUES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["1", "0", "-1", "9" * 30, "o1", "k1", "all", "worst", "-pace", "table", "draft", "off", "²", "\x00"]
    ),
)
_NAMES = st.sampled_from(
    ["view", "cycle", "as_of", "level", "team", "person", "band", "commitment", "state", "unconnected", "q", "sort",
     "under", "unfold", "fold", "page", "depth", "offset", "find"]
)  # fmt: skip


class AnyAddress(TestCase):
    """Whatever somebody writes into the address, the answer is a page."""

    @classmethod
    def setUpTestData(cls) -> None:
        with open_house() as house:
            company(house)
            cls.person = house.owner

    @settings(max_examples=60)
    @given(st.lists(st.tuples(_NAMES, _VALUES), max_size=6))
    def test_is_answered(self, query: list[tuple[str, str]]) -> None:
        client = of(self.person)
        data: dict[str, Any] = {}
        for name, value in query:
            data.setdefault(name, []).append(value)
        with clock.frozen(MIDDLE):
            for address in ("/okrs/", "/okrs/teams/", "/okrs/people/"):
                assert client.get(address, data).status_code == 200
            assert client.get("/okrs/branches/o1/", data, headers={"HX-Request": "true"}).status_code == 200
            answer = client.get("/okrs/export/", data)
            assert answer.status_code == 200
            assert b"".join(answer.streaming_content)
