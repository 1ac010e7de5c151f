"""The pages of a draft's steps: answers that save themselves, and nothing that keeps anybody out."""

from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.test_accessible import AXE, _violations

PAGES = ("refine", "align", "finalise", "transmit", "steps")


def _draft(page: Page, team: str) -> str:
    """The address of a team's draft, as its people find it."""
    page.goto("/drafts/")
    address = page.get_by_role("link", name=team).last.get_attribute("href") or ""
    page.goto(address)
    found = page.get_by_role("navigation", name="Steps of this draft").get_by_role("link", name="Refine")
    return str(found.get_attribute("href")).removesuffix("refine/")


def test_a_button_of_one_answer_does_not_cost_the_words_in_another(visit: Visit) -> None:
    page = visit("aino")
    draft = _draft(page, "Response")
    page.goto(f"{draft}align/")
    answers = page.get_by_label("Your answer")
    answers.nth(0).fill("Pharma, for the weekly export.")
    answers.nth(1).fill("Carriers, every night.")
    answers.nth(2).fill("Signals: fewer alarms that are nothing.")
    with page.expect_navigation():
        page.locator("#with_whom").get_by_role("button", name="Save").click()
    page.goto(f"{draft}align/")
    expect(answers.nth(0)).to_have_value("Pharma, for the weekly export.")
    expect(answers.nth(1)).to_have_value("Carriers, every night.")
    expect(answers.nth(2)).to_have_value("Signals: fewer alarms that are nothing.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_is_wrong_on_the_pages_of_a_draft(visit: Visit, scheme: Literal["light", "dark"]) -> None:
    page = visit("aino", color_scheme=scheme)
    draft = _draft(page, "Response")
    for name in PAGES:
        page.goto(f"{draft}{name}/")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        assert _violations(page) == [], name


def test_nothing_scrolls_sideways_on_a_phone(visit: Visit) -> None:
    page = visit("aino", viewport={"width": 390, "height": 800})
    draft = _draft(page, "Response")
    for name in PAGES:
        page.goto(f"{draft}{name}/")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, name
