"""An objective from its first sentence to its end."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Visit

STATEMENT = "Let the night desk hear itself think"


def test_an_objective_is_written_published_aligned_deleted_and_brought_back(visit: Visit) -> None:
    page = visit("maren")
    page.goto("/okrs/")
    page.get_by_role("link", name="New objective").click()
    page.get_by_role("textbox", name="Objective", exact=True).fill(STATEMENT)
    page.get_by_role("button", name="Save, and on to the first key result").click()

    page.get_by_role("textbox", name="Key result", exact=True).fill("Raise quiet minutes in an hour from 5 to 40")
    page.get_by_role("radio", name=re.compile("^Increase")).check()
    page.get_by_role("combobox", name=re.compile("^Unit")).fill("min")
    page.get_by_role("textbox", name="Start").fill("5")
    page.get_by_role("textbox", name="Target").fill("40")
    expect(page.locator("#echo")).to_contain_text("Northing reads:")
    page.get_by_role("button", name="Save and write another").click()
    expect(page.locator("#toasts")).to_contain_text("Key result added.")

    page.get_by_role("textbox", name="Key result", exact=True).fill("Open the quiet room")
    page.get_by_role("radio", name=re.compile("^Milestone")).check()
    page.get_by_role("textbox", name="Stage 1", exact=True).fill("The walls stand")
    page.keyboard.press("Enter")
    page.keyboard.type("Somebody slept in it")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(STATEMENT)
    expect(page.get_by_role("link", name="0 of 2")).to_be_visible()
    expect(page.get_by_text("This is a draft.")).to_be_visible()

    page.get_by_role("button", name="Publish").click()
    expect(page.locator("#toasts")).to_contain_text("Published.")
    expect(page.get_by_text("This is a draft.")).to_have_count(0)

    page.get_by_role("link", name="Say what it supports").click()
    page.get_by_role("searchbox", name="Find an objective or a key result").fill("goods lost temperature")
    company = page.locator(".align-one", has_text="Nothing made to be kept cold is thrown away warm")
    expect(page.get_by_text(re.compile(r"^\d+ objectives? fits?\.$"))).to_be_visible()
    company.get_by_role("radio", name=re.compile("^Cut goods lost to temperature")).check()
    page.get_by_role("button", name="Link", exact=True).click()
    served = page.locator("section", has=page.get_by_role("heading", name="Alignment", exact=True)).last
    expect(served).to_contain_text("Nothing made to be kept cold is thrown away warm")

    address = page.url.partition("#")[0]
    page.locator("summary[aria-label=More]").click()
    page.get_by_role("button", name="Delete").click()
    undo = page.locator("#toasts").get_by_role("button", name="Undo")
    expect(undo).to_be_visible()
    undo.click()
    page.wait_for_load_state()
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text(STATEMENT)
    expect(page.get_by_role("link", name="Open the quiet room")).to_be_visible()
