"""The templates' pages: what is there without JavaScript, what a search answers, and who may start from one."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from northing.accounts.models import Person, Role
from northing.core.templates import DEPARTMENT_WORDS, TEMPLATES, Department, by_slug
from tests.concepts.goals.house import House, open_house
from tests.concepts.house import hire

pytestmark = pytest.mark.django_db

SLUG = "sleep-on-call"


@pytest.fixture
def house() -> Iterator[House]:
    cache.clear()
    with open_house() as opened:
        yield opened


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", unescape(answer.content.decode()))


class TestLibrary:
    def test_every_template_is_there_under_its_department(self, house: House) -> None:
        page = words(signed_in(house.owner).get(reverse("templates")))
        for template in TEMPLATES:
            assert f'href="{reverse("template", args=[template.slug])}"' in page
            assert template.objective in page
        assert all(name in page for name in DEPARTMENT_WORDS.values())
        assert "Every figure in them is made up." in page

    def test_one_department_is_shown_with_all_its_numbers(self, house: House) -> None:
        page = words(signed_in(house.owner).get(reverse("templates"), {"department": "legal"}))
        shown = [template for template in TEMPLATES if template.objective in page]
        assert {template.department for template in shown} == {Department.LEGAL}
        for template in shown:
            assert template.why in page
            assert all(one.text in page for one in template.key_results)

    def test_words_find_and_stay_in_their_field(self, house: House) -> None:
        page = words(signed_in(house.owner).get(reverse("templates"), {"q": "  waiting   time "}))
        found = by_slug("while-only-worried")
        assert found is not None
        assert found.objective in page
        assert 'value="waiting time"' in page
        assert "Become the name that roofers mention" not in page

    def test_a_department_keeps_the_words_and_the_words_the_department(self, house: House) -> None:
        page = words(signed_in(house.owner).get(reverse("templates"), {"q": "churn", "department": "data"}))
        assert "?department=support&q=churn" in page
        assert '<input type="hidden" name="department" value="data">' in page

    def test_nothing_found_says_how_to_look(self, house: House) -> None:
        page = words(signed_in(house.owner).get(reverse("templates"), {"q": "xylophone"}))
        assert "Nobody here has thought of that" in page
        assert "Try the thing that should change" in page

    def test_nothing_in_a_department_points_to_the_others(self, house: House) -> None:
        page = words(signed_in(house.owner).get(reverse("templates"), {"q": "churn", "department": "legal"}))
        assert "Legal and compliance has none with these words" in page
        assert "?q=churn" in page

    def test_words_that_are_too_many_still_find_something_near(self, house: House) -> None:
        page = words(signed_in(house.owner).get(reverse("templates"), {"q": "churn of xylophones"}))
        assert "Perhaps one of these" in page
        assert reverse("template", args=["the-quiet-ones"]) in page

    @pytest.mark.parametrize("asked", [{"department": "nowhere"}, {"q": "\x00"}, {"q": " "}, {"department": ["", "x"]}])
    def test_what_makes_no_sense_is_no_filter(self, house: House, asked: dict[str, Any]) -> None:
        answer = signed_in(house.owner).get(reverse("templates"), asked)
        assert answer.status_code == 200
        assert TEMPLATES[0].objective in words(answer)

    def test_htmx_gets_the_part_alone(self, house: House) -> None:
        headers = {"HX-Request": "true", "HX-Request-Type": "partial"}
        part = words(signed_in(house.owner).get(reverse("templates"), {"q": "bus"}, headers=headers))
        assert part.strip().startswith('<div id="templates-found">')
        assert "<html" not in part
        assert "the-bus-is-quicker" in part


class TestTemplate:
    def test_its_page_says_it_all(self, house: House) -> None:
        client = signed_in(house.owner)
        for template in (TEMPLATES[0], TEMPLATES[-1], by_slug("back-from-the-worst-day"), by_slug("ask-portugal")):
            assert template is not None
            page = words(client.get(reverse("template", args=[template.slug])))
            assert template.objective in page
            assert template.why in page
            for one in template.key_results:
                assert one.text in page
                assert one.measure.measured_how in page
                assert all(stage.label in page for stage in one.measure.stages)
            assert "The figures are examples." in page
            assert "Could every key result be 1.0" in page

    def test_whoever_works_here_starts_from_it(self, house: House) -> None:
        page = words(signed_in(house.owner).get(reverse("template", args=[SLUG])))
        start = re.search(r'href="([^"]+)"[^>]*>Start from this', page)
        assert start
        said = parse_qs(urlsplit(start[1]).query)
        template = by_slug(SLUG)
        assert template is not None
        assert said in ({"template": [SLUG]}, {"statement": [template.objective]})
        answer = signed_in(house.owner).get(start[1], follow=True)
        assert answer.status_code == 200
        assert template.objective in words(answer)

    def test_whoever_only_reads_only_reads(self, house: House) -> None:
        page = words(
            signed_in(hire(house.administrator, "Vera Viewer", role=Role.VIEWER.value)).get(
                reverse("template", args=[SLUG])
            )
        )
        assert "Key results" in page
        assert "Start from this" not in page

    def test_no_such_template(self, house: House) -> None:
        assert signed_in(house.owner).get("/guide/templates/no-such-one/").status_code == 404


class TestWaysThere:
    def test_from_the_guide(self, house: House) -> None:
        assert f'href="{reverse("templates")}"' in words(signed_in(house.owner).get(reverse("guide")))

    def test_from_search_and_do(self, house: House) -> None:
        page = words(signed_in(house.owner).get("/search/", {"q": "template"}))
        assert reverse("templates") in page
        assert "template</b>" in page
