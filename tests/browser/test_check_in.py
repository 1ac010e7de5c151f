"""The weekly round, hands on the keyboard."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit


def _one_more(text: str) -> str:
    """A value one higher than the one that stands there, written as it is: 7.3 becomes 8.3."""
    places = len(text.partition(".")[2])
    return f"{float(text) + 1:.{places}f}"


def _said(page: Page, key_result: str) -> str:
    """The newest check-in that its page lists."""
    page.goto(key_result)
    heading = page.get_by_role("heading", name="Check-ins", exact=True)
    section = page.locator("section", has=heading).last
    return section.get_by_role("listitem").first.inner_text()


def _walks_by_arrows(page: Page) -> None:
    """Down shows the next one and up the one before; nothing is saved by it."""
    first = page.locator("#open h2").inner_text()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#open h2")).not_to_have_text(first)
    page.keyboard.press("ArrowUp")
    expect(page.locator("#open h2")).to_have_text(first)
    expect(page.locator("ol.checkin li.is-done")).to_have_count(0)


def test_all_that_is_due_is_said_by_keyboard_alone_and_the_last_is_taken_back(visit: Visit) -> None:
    page = visit("maren")
    page.goto("/")
    page.keyboard.press("c")
    expect(page).to_have_url(re.compile(r"/check-in/"))
    _walks_by_arrows(page)

    said: dict[str, tuple[str, str]] = {}
    while not page.get_by_role("heading", name="What it moved").count():
        measure = page.locator("#open h2 a")
        address = measure.get_attribute("href") or ""
        assert address not in said, f"the round came back to {address}"
        value = page.locator("#open .big-input input")
        expect(value).to_be_focused()
        before = value.input_value()
        now = _one_more(before)
        page.keyboard.type(now)  # what stood there was selected
        expect(value).to_have_value(now)
        page.keyboard.press("Tab")
        page.keyboard.press("7")
        expect(page.get_by_role("radio", name="7 of 10")).to_be_checked()
        page.keyboard.press("Enter")
        expect(page.locator(f'#open h2 a[href="{address}"]')).to_have_count(0)
        page.wait_for_load_state()
        said[address] = (before, now)
    assert len(said) >= 2

    page.keyboard.press("z")
    page.wait_for_load_state()
    expect(page.locator("#toasts")).not_to_contain_text("Undo")
    *kept, undone = said
    for address in kept:
        assert said[address][1] in _said(page, address)
        assert "confidence 0.7" in _said(page, address)
    assert not _said(page, undone).startswith(said[undone][1])
