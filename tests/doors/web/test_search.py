"""Search or do anything: what is found, in which order, by whom, and what is offered to do."""

import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from northing.accounts.models import Person, Role
from northing.goals.actions import close_objective
from northing.goals.models import Objective
from northing.insights.search import Kind, search
from northing.kit.text import search_key
from northing.teams import actions as teams
from tests.concepts.goals.house import House, open_house
from tests.concepts.house import hire
from tests.doors.web.test_okrs import PAYLOAD, of, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Iterator[House]:
    with open_house() as house:
        yield house


def texts(person: Person, words: str, kind: Kind) -> list[str]:
    return [hit.text for hit in search(Person.objects.get(pk=person.pk), words).get(kind, [])]


def offered(client: Client, words: str = "") -> list[str]:
    """The texts in the palette."""
    html = client.get("/search/", {"q": words}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in html
    found = re.findall(r'class="found"[^>]*><svg.*?</svg><span>(.*?)</span>', html, re.DOTALL)
    return [re.sub("<.*?>", "", text) for text in found]


def test_everything_with_a_name_is_found(house: House) -> None:
    house.published({"text": "Cut crate losses from 9 to 3"}, statement="Catch every warm crate")
    teams.create_team(house.administrator, name="Crate Design", parent_id=house.company)
    hire(house.administrator, "Crate Crawford")
    found = search(Person.objects.get(pk=house.owner.pk), "CRATE")
    assert {kind: [hit.text for hit in hits] for kind, hits in found.items()} == {
        Kind.OBJECTIVE: ["Catch every warm crate"],
        Kind.KEY_RESULT: ["Cut crate losses from 9 to 3"],
        Kind.TEAM: ["Crate Design"],
        Kind.PERSON: ["Crate Crawford"],
        Kind.CYCLE: [],
    }
    assert found[Kind.OBJECTIVE][0].note == "Response · Q4 2026"
    assert texts(house.owner, "q4 2026", Kind.CYCLE) == ["Q4 2026"]


def test_the_best_come_first_and_history_last(house: House) -> None:
    for statement in ("A warm one", "Warm from the start", "Lukewarm at best"):
        house.published(statement=statement)
    house.published(statement="Nothing like it", why="Because warm is bad")
    closed, _ = house.published(statement="Warm and over")
    close_objective(house.lead, closed, score=0.7)
    assert texts(house.owner, "warm", Kind.OBJECTIVE) == [
        "Warm from the start",
        "A warm one",
        "Lukewarm at best",
        "Nothing like it",
        "Warm and over",
    ]


def test_every_word_must_occur_and_accents_do_not_matter(house: House) -> None:
    house.published(statement="Émile's café serves")
    hire(house.administrator, "Hélène Dubois", email="helene@example.org")
    assert texts(house.owner, "cafe emile", Kind.OBJECTIVE) == ["Émile's café serves"]
    assert texts(house.owner, "cafe missing", Kind.OBJECTIVE) == []
    assert texts(house.owner, "helene", Kind.PERSON) == ["Hélène Dubois"]
    assert search(Person.objects.get(pk=house.owner.pk), "  ") == {}


def test_hidden_things_are_found_by_nobody_else(house: House) -> None:
    house.published({"text": "Secret number"}, statement="Secret plan", confidential=True)
    house.objective("Secret draft")
    stranger = hire(house.administrator, "Somebody Else")
    guest = hire(house.administrator, "Guest Person", role=Role.GUEST)
    for person in (stranger, guest):
        assert not any(hits for hits in search(Person.objects.get(pk=person.pk), "secret").values())
        assert "plan" not in page(of(person), "/search/?q=secret")
    assert set(texts(house.lead, "secret", Kind.OBJECTIVE)) == {"Secret plan", "Secret draft"}
    assert texts(guest, "response", Kind.TEAM) == []
    assert texts(guest, "tomasz", Kind.PERSON) == []
    assert texts(guest, "guest", Kind.PERSON) == ["Guest Person"]


def test_people_who_left_and_archived_teams_are_not_offered(house: House) -> None:
    gone = hire(house.administrator, "Gone Person")
    Person.objects.filter(pk=gone.pk).update(is_active=False)
    old = teams.create_team(house.administrator, name="Gone Team", parent_id=house.company)
    teams.archive_team(house.administrator, old.id)
    assert not any(search(Person.objects.get(pk=house.owner.pk), "gone").values())


def test_deeds_are_offered_to_those_who_may(house: House) -> None:
    viewer = hire(house.administrator, "Viewing Person", role=Role.VIEWER)
    assert "Check in" in offered(of(house.owner))
    assert "Check in" not in offered(of(viewer), "check in")
    assert offered(of(house.administrator), "invite") == ["Invite somebody"]
    assert offered(of(house.owner), "invite") == []
    assert "Write an objective" in offered(of(house.owner), "new okr")
    assert offered(of(viewer), "new okr") == []


def test_the_palette_and_the_page_lead_to_the_same_things(house: House) -> None:
    number, (result,) = house.published({"text": "Cut crate losses from 9 to 3"}, statement="Catch every warm crate")
    client = of(house.owner)
    whole = page(client, "/search/?q=crate")
    part = page(client, "/search/?q=crate", **{"HX-Request": "true"})
    for html in (whole, part):
        assert f'href="/objectives/{number}/"' in html
        assert f'href="/key-results/{result}/"' in html
        assert "<b>crate</b>" in html
    assert "/okrs/?q=crate&amp;cycle=all" in whole
    assert "Nothing is called so" in page(client, "/search/?q=zzzzz")


@pytest.mark.parametrize(
    "words", [PAYLOAD, "%", "_", "\\", "'", '"', "\x00", "\u202e", "(", "[a-z]+", "a" * 3000, "🧊" * 300]
)
def test_no_text_upsets_it(words: str, house: House) -> None:
    number, _ = house.published({"text": PAYLOAD}, statement=PAYLOAD)
    Objective.objects.filter(pk=number).update(words=search_key(f"{PAYLOAD} {words}"))
    client = of(house.owner)
    for headers in ({}, {"HX-Request": "true"}):
        answer = client.get("/search/", {"q": words}, headers=headers)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.content.decode()
        assert "<img src=x" not in answer.content.decode()


def test_the_next_search_is_for_its_own_words(house: House) -> None:
    for statement in ("Warm crates", "Cold crates", "A 100 % share", "Ten thousand", "\u27e81\u27e9 \u27e80\u27e9"):
        house.published(statement=statement)
    for words, statement in (
        ("warm crates", "Warm crates"),
        ("cold crates", "Cold crates"),
        ("crates warm", "Warm crates"),
        ("share 100", "A 100 % share"),
        ("\u27e81\u27e9 \u27e80\u27e9", "\u27e81\u27e9 \u27e80\u27e9"),
        ("\u27e80\u27e9 \u27e81\u27e9", "\u27e81\u27e9 \u27e80\u27e9"),
    ):
        assert texts(house.owner, words, Kind.OBJECTIVE) == [statement]
    assert texts(house.owner, "% s", Kind.OBJECTIVE) == ["A 100 % share"]
    assert texts(house.owner, "100_%", Kind.OBJECTIVE) == []


def test_eight_queries_at_most(house: House) -> None:
    house.published({"text": "Cut crate losses from 9 to 3"}, statement="Catch every warm crate")
    client = of(house.owner)
    for headers in ({}, {"HX-Request": "true"}):
        with CaptureQueriesContext(connection) as captured:
            client.get("/search/", {"q": "crate"}, headers=headers)
        assert len(captured) <= 8
