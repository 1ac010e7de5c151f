"""The explorer: everything is in the address, and the keyboard walks in it."""

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect

from tests.browser.conftest import Visit


def test_a_band_is_filtered_by_chip_and_by_address_and_the_way_back_is_kept(visit: Visit) -> None:
    page = visit("viktor")
    page.goto("/okrs/")
    page.locator(".tally a.of-band", has_text="off track").click()
    expect(page).to_have_url(re.compile(r"\?band=off$"))
    expect(page.locator("summary.filter.is-set", has_text="Band")).to_be_visible()
    few = page.locator(".tally .quiet").first.inner_text()

    page.get_by_role("link", name="Table", exact=True).click()
    expect(page).to_have_url(re.compile("view=table"))
    expect(page).to_have_url(re.compile("band=off"))
    expect(page.get_by_role("columnheader", name="Objective")).to_be_visible()
    expect(page.locator(".tally .quiet").first).to_have_text(few)

    page.locator("summary.filter", has_text="Band").click()
    page.get_by_role("link", name="Without this filter").click()
    expect(page).not_to_have_url(re.compile("band="))
    page.go_back()
    expect(page).to_have_url(re.compile("band=off"))
    expect(page.locator(".tally .quiet").first).to_have_text(few)


def test_words_are_found_and_what_is_not_there_is_said(visit: Visit) -> None:
    page = visit("viktor")
    page.goto("/okrs/?view=table")
    page.locator("summary.filter", has_text="Text").click()
    page.locator("#okrs-text").fill("warm crate")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"q=warm(\+|%20)crate"))
    expect(page.locator("tbody")).to_contain_text("Catch every warm crate while there is still time to cool it")
    page.goto("/okrs/?q=zeppelin")
    expect(page.get_by_text(re.compile("^No OKRs with these filters"))).to_be_visible()
    page.get_by_role("link", name="Without filters").last.click()
    expect(page.locator("table.outline")).to_be_visible()


def test_a_day_of_the_past_says_that_it_is_one(visit: Visit) -> None:
    page = visit("viktor")
    day = datetime.now(UTC).date() - timedelta(days=14)
    page.goto(f"/okrs/?as_of={day.isoformat()}")
    expect(page.locator(".as-of-note")).to_contain_text(f"As of {day:%a} {day.day} {day:%b}")
    page.get_by_role("link", name="Back to today").click()
    expect(page.locator(".as-of-note")).to_have_count(0)


def test_branches_fold_and_unfold_by_keyboard_and_the_address_follows(visit: Visit) -> None:
    page = visit("viktor")
    page.goto("/okrs/")
    rows = page.locator("table.outline tbody tr")
    all_of_them = rows.count()
    page.keyboard.press("j")
    expect(rows.first).to_have_class(re.compile("is-current"))
    page.keyboard.press("ArrowLeft")
    expect(rows.first.locator(".fold")).to_have_attribute("aria-expanded", "false")
    expect(page).to_have_url(re.compile("fold=o"))
    folded = rows.count()
    assert folded < all_of_them

    page.reload()
    expect(rows.first.locator(".fold")).to_have_attribute("aria-expanded", "false")
    folded = rows.count()  # a page from the server has room for more branches then
    page.keyboard.press("j")
    page.keyboard.press("ArrowRight")
    expect(rows.first.locator(".fold")).to_have_attribute("aria-expanded", "true")
    assert rows.count() > folded
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/(objectives|key-results)/"))


def test_find_or_do_and_the_list_of_keys(visit: Visit) -> None:
    page = visit("aino")
    page.goto("/")
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys).to_contain_text("search or do anything")
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()

    page.keyboard.press("/")
    ask = page.get_by_role("combobox", name="Search or do anything")
    expect(ask).to_be_focused()
    page.keyboard.type("new objective")
    options = page.get_by_role("option")
    expect(options.filter(has_text=re.compile("objective", re.IGNORECASE)).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(ask).to_be_hidden()

    page.keyboard.press("/")
    ask.fill("Oluwaseun")
    expect(options.filter(has_text="Oluwaseun Bakare").first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/people/\d+/"))
    page.keyboard.press("g")
    page.keyboard.press("t")
    expect(page).to_have_url(re.compile("/teams/"))
