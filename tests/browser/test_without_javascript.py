"""Without JavaScript everything takes one more page, and works."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import PASSWORD, Visit


def test_reading_writing_and_checking_in(visit: Visit) -> None:
    page = visit(java_script_enabled=False)
    page.goto("/check-in/")
    page.get_by_label("E-mail").fill("aino@vinterhavn.example")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()

    expect(page).to_have_url(re.compile("/check-in/"))
    measure = page.locator("#open h2 a").get_attribute("href") or ""
    value = page.locator("#open .big-input input")
    before = value.input_value()
    now = f"{float(before) + 1:.{len(before.partition('.')[2])}f}"
    value.fill(now)
    page.locator("#open .checkin-form button.button--main").click()
    expect(page.locator("#toasts")).to_contain_text("Undo")
    page.goto(measure)
    expect(page.locator("main")).to_contain_text(now)

    page.goto("/okrs/")
    rows = page.locator("table.outline tbody tr")
    expect(rows.first.locator(".fold")).to_have_attribute("aria-expanded", "true")
    rows.first.locator(".fold").click()
    expect(rows.first.locator(".fold")).to_have_attribute("aria-expanded", "false")
    rows.first.locator("a.what").click()
    expect(page.get_by_role("heading", name="Key results", exact=True)).to_be_visible()

    page.goto("/objectives/new/")
    page.get_by_role("textbox", name="Objective", exact=True).fill("Make the first night on duty a good one")
    page.get_by_role("button", name="Save, and on to the first key result").click()
    page.get_by_role("textbox", name="Key result", exact=True).fill("Open the handbook of the night")
    page.get_by_role("radio", name=re.compile("^Milestone")).check()
    page.get_by_role("textbox", name="Stage 1", exact=True).fill("It is written")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Make the first night on duty a good one")
    expect(page.locator("main")).to_contain_text("Open the handbook of the night")
    expect(page.get_by_role("button", name="Publish")).to_be_visible()


def test_a_choice_of_what_it_supports_stays_while_looking_further(visit: Visit) -> None:
    page = visit("maren", java_script_enabled=False)
    page.goto("/objectives/new/")
    page.get_by_role("textbox", name="Objective", exact=True).fill("Hear every alarm twice")
    page.get_by_role("button", name="Save, and on to the first key result").click()
    page.goto(page.url.replace("key-results/new", "align"))
    chosen = page.locator(".align-one input:not(:disabled)").first
    number = chosen.get_attribute("id")
    chosen.check()
    page.get_by_role("searchbox", name="Find an objective or a key result").fill("zeppelin")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("q=zeppelin&parent="))
    expect(page.locator(f"#{number}")).to_be_checked()
    page.get_by_role("button", name="Link", exact=True).click()
    expect(page.locator("#toasts")).to_contain_text("Linked.")
