"""The map through the web: the page without a script, its data, and the way to it and back."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from northing.accounts.models import Person
from northing.checkins.actions import check_in
from northing.core.scoring import Band, Commitment
from northing.goals.actions import align
from northing.goals.queries.explorer import Tally, Whose
from northing.goals.queries.map import AlignmentMap, MapLink, MapNode, MapTeam
from northing.goals.queries.objective import State
from northing.teams import actions as teams
from northing.web.screens.map.packing import BANDS, KINDS, packed
from tests.concepts.goals.house import House, open_house
from tests.doors.web.test_okrs import PAYLOAD, company, of, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Iterator[House]:
    with open_house() as house:
        yield house


def drawn(house: House, address: str = "/map/data/") -> dict[str, Any]:
    answer = of(house.owner).get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    assert answer["Cache-Control"] == "private, no-store"
    found: dict[str, Any] = json.loads(answer.content)
    return found


def test_without_a_script_everything_is_in_the_table(house: House) -> None:
    numbers = company(house)
    html = page(of(house.owner), "/map/")
    rows = html.partition('<table class="table map-table">')[2].partition("</table>")[0].split("<tr id=")[1:]
    assert [row.partition('class="what"')[2].partition(">")[2].partition("<")[0] for row in rows] == [
        "Nothing is thrown away warm", "Catch every warm crate", "Teach the crate to call", "Stand alone",
    ]  # fmt: skip
    by_number = {int(row.partition('"o')[2].partition('"')[0]): row for row in rows}
    assert "explicit" in by_number[numbers["took"]]
    assert "implicit" in by_number[numbers["supports"]]
    assert f'href="/objectives/{numbers["took"]}/"' in by_number[numbers["top"]]
    assert "connected to nothing" in by_number[numbers["alone"]]
    assert "0.05" in by_number[numbers["took"]]


def test_what_follows_is_counted_and_leads_to_where_it_can_be_changed(house: House) -> None:
    numbers = company(house)
    other = teams.create_team(house.administrator, name="Pharma", parent_id=house.company)
    teams.create_team(house.administrator, name="Food", parent_id=house.company)
    teams.add_member(house.administrator, other.id, person_id=house.lead.pk, role="lead")
    house.lead = Person.objects.get(pk=house.lead.pk)
    theirs, _ = house.published(statement="A record inspectors believe", team=other.id)
    align(house.lead, theirs, objective_id=numbers["took"])
    html = page(of(house.owner), "/map/")
    assert "5 objectives, 1 bridge between departments" in html
    assert "Food has none yet." in html
    assert f'href="/map/?team={other.id}"' in html
    assert "20\u202f%" in html
    assert 'href="/okrs/?unconnected=1&amp;view=table"' in html
    assert "67\u202f%" in html


def test_the_filters_of_the_explorer_are_those_of_the_map(house: House) -> None:
    numbers = company(house)
    client = of(house.owner)
    html = page(client, "/map/?q=crate")
    assert 'data-from="/map/data/?q=crate"' in html
    assert 'href="/okrs/?q=crate"' in html
    assert [row[0] for row in drawn(house, "/map/data/?q=crate")["nodes"]] == [numbers["took"], numbers["supports"]]
    assert 'href="/map/?q=crate"' in page(client, "/okrs/?q=crate")
    assert client.get("/okrs/?view=map&q=crate")["Location"] == "/map/?q=crate"
    assert f'href="/map/?team={house.team}&amp;q=crate"' in page(client, "/okrs/teams/?view=map&q=crate")
    assert "No OKRs with these filters" in page(client, "/map/?q=zeppelin")


def test_a_narrowed_map_does_not_take_what_it_hides_for_missing(house: House) -> None:
    company(house)
    html = page(of(house.owner), "/map/?q=alone")
    assert "1 objective with these filters" in html
    assert "connected to nothing" not in html
    assert 'id="shares"' not in html
    found = drawn(house, "/map/data/?q=alone")
    assert (found["whole"], found["islands"], found["unserved"]) == (False, [], [])
    assert drawn(house)["whole"]


def test_focus_shows_what_serves_it_and_what_it_serves(house: House) -> None:
    numbers = company(house)
    html = page(of(house.owner), f"/map/?focus={numbers['took']}")
    table = html.partition("map-table")[2]
    assert "Nothing is thrown away warm" in table
    assert "Stand alone" not in table
    assert f'data-focus="{numbers["took"]}"' in html
    for nonsense in ("x", "0", "999999999", "-1", "²"):
        assert "Stand alone" in page(of(house.owner), f"/map/?focus={nonsense}")


def test_the_data_holds_every_node_and_link_in_few_bytes(house: House) -> None:
    numbers = company(house)
    check_in(house.owner, numbers["deep"], value=40, confidence=8)
    found = drawn(house)
    nodes = {row[0]: row for row in found["nodes"]}
    places = [row[0] for row in found["nodes"]]
    assert set(nodes) == {numbers[name] for name in ("top", "took", "supports", "alone")}
    number, statement, team, level, band, landing, flags, progress, expected = nodes[numbers["took"]][:9]
    assert (number, statement, band, landing, flags, progress) == (
        numbers["took"],
        "Catch every warm crate",
        0,
        70,
        0,
        40,
    )
    assert found["teams"][team][1] == "Response"
    assert found["levels"][level] == ["Teams", "team"]
    assert 0 < expected < 100
    lines = {(places[child], places[parent], KINDS[kind]) for child, parent, kind in found["links"]}
    assert lines == {(numbers["took"], numbers["top"], "explicit"), (numbers["supports"], numbers["top"], "implicit")}


def test_five_thousand_nodes_stay_below_600_kilobytes() -> None:
    statement = "Catch every warm crate while there is still time to cool it"
    nodes = {
        number: MapNode(
            number, statement, number % 900 + 1, Whose.TEAM, BANDS[number % 5], Commitment.ASPIRATIONAL, number / 5000,
            0.4321, 0.7, State.PUBLISHED, False, (0.1234, 0.2345, 0.3456),
        )
        for number in range(10_000, 15_000)
    }  # fmt: skip
    links = tuple(MapLink(number, number - 1, "implicit") for number in range(10_001, 15_000))
    parts = {number: MapTeam(number, f"Team {number}", 1) for number in range(1, 901)}
    text = packed(AlignmentMap(nodes, links, parts, (1,), Tally()))
    assert len(text.encode()) < 600_000
    assert len(json.loads(text)["nodes"]) == 5000


def test_a_closed_map_says_what_belongs_there(house: House) -> None:
    html = page(of(house.owner), "/map/")
    assert "Nothing to connect in Q4 2026 yet" in html
    assert "northing/map" not in html.partition("<body")[0].partition("map.js")[2]
    assert drawn(house) == {
        "whole": True, "levels": [], "groups": [], "teams": [], "nodes": [], "islands": [], "unserved": [], "links": [], "requests": [],
    }  # fmt: skip


def test_what_people_wrote_is_text(house: House) -> None:
    house.published({"text": PAYLOAD}, statement=PAYLOAD)
    html = page(of(house.owner), "/map/")
    assert "<script>alert" not in html
    assert "onerror=alert(1)>" not in html
    assert drawn(house)["nodes"][0][1] == PAYLOAD


@pytest.mark.parametrize("address", ["/map/", "/map/data/"])
def test_the_number_of_queries_is_pinned(house: House, address: str) -> None:
    company(house)
    client = of(house.owner)
    client.get(address)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    few = asked()
    for number in range(20):
        house.published({"text": f"Measure {number}"}, statement=f"More {number}")
    assert asked() == few <= 12


def test_long_tables_have_pages(house: House) -> None:
    for number in range(52):
        house.published(statement=f"Number {number}")
    client = of(house.owner)
    first, second = page(client, "/map/"), page(client, "/map/?page=2")
    assert first.count('<tr id="o') == 50
    assert second.count('<tr id="o') == 2
    assert 'href="?page=2"' in first


def test_bands_keep_their_places() -> None:
    """The picture knows them by number."""
    assert BANDS == (Band.ON, Band.RISK, Band.OFF, Band.STALE, Band.NONE)
    assert KINDS == ("explicit", "implicit", "shared", "dependency")
