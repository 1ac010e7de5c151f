"""From the sponsor's desk to everybody's: a set is sent back once, laid before the sponsor again, approved and published."""

from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.test_accessible import AXE, _violations

PAGES = ("refine", "align", "finalise", "transmit", "steps")
MISSING = "What if a driver cannot hear it at all?"


def _draft(page: Page, team: str) -> str:
    """The address of a team's draft, as its people find it."""
    page.goto("/drafts/")
    address = page.get_by_role("link", name=team).first.get_attribute("href") or ""
    page.goto(address)
    found = page.get_by_role("navigation", name="Steps of this draft").get_by_role("link", name="Refine")
    return str(found.get_attribute("href")).removesuffix("refine/")


def _by_keyboard(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).press("Enter")


def test_sent_back_once_approved_and_published_without_a_script_by_keyboard_alone(visit: Visit) -> None:
    lead, sponsor = visit("priyanka", java_script_enabled=False), visit("yusuf", java_script_enabled=False)
    draft = _draft(sponsor, "Signals")

    sponsor.goto(f"{draft}finalise/")
    sponsor.locator("#decision summary").press("Enter")
    sponsor.get_by_label("What is missing").press_sequentially(MISSING)
    sponsor.get_by_label("Back to").select_option("align")
    sponsor.locator("#decision details").get_by_role("button", name="Send it back").press("Enter")
    expect(sponsor.locator(".craft-back")).to_contain_text(MISSING)

    lead.goto(f"{draft}align/")
    expect(lead.locator(".craft-back")).to_contain_text(MISSING)
    lead.locator("#whom_we_need").get_by_role("textbox").fill("Drivers: they tell us what they hear.")
    lead.locator("#whom_we_need").get_by_role("button", name="Save").press("Enter")
    lead.goto(f"{draft}steps/?to=finalise")
    reason = lead.get_by_label("Why you go on without it")
    if reason.count():
        reason.fill("The rest is as it was.")
    _by_keyboard(lead, "On to Finalise")
    reason = lead.get_by_label("Why you submit it without")
    if reason.count():
        reason.fill("The rest is as it was.")
    _by_keyboard(lead, "Lay it before Yusuf Demir")
    expect(lead.locator("#decision")).to_contain_text("It lies before Yusuf Demir.")

    sponsor.goto(f"{draft}finalise/")
    sponsor.get_by_label("A word with it").fill("Now I would bet on it.")
    _by_keyboard(sponsor, "Approve")
    expect(sponsor.locator("#decision")).to_contain_text("Yusuf Demir approved it.")

    lead.goto(f"{draft}transmit/")
    assert "Be the first to know" in lead.get_by_label("What you tell").input_value()
    _by_keyboard(lead, "Publish and tell")
    expect(lead.get_by_role("heading", name="It is out")).to_be_visible()
    lead.get_by_role("link", name="Be the first to know").first.click()
    expect(lead.get_by_role("heading", level=1)).to_contain_text("Be the first to know")


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
