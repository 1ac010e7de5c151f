"""Answers come late on a slow line. What somebody did in the meantime stands: a choice, a newer word, the focus."""

import re
import time

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import PATIENCE, Visit


class Line:
    """A slow line: requests to addresses like this wait until they are let go."""

    def __init__(self, page: Page, like: str) -> None:
        self.page = page
        self.waiting: list[Route] = []
        self.slow = True
        page.route(re.compile(like), self._came)

    def _came(self, route: Route) -> None:
        if self.slow:
            self.waiting.append(route)
        else:
            route.continue_()

    def wait(self, many: int = 1) -> None:
        """Until so many requests are on their way."""
        until = time.monotonic() + PATIENCE / 1000
        while len(self.waiting) < many:
            assert time.monotonic() < until, f"{len(self.waiting)} of {many} requests came"
            self.page.wait_for_timeout(20)

    def let_go(self) -> None:
        """All that wait go on, and what comes later goes at once."""
        self.slow = False
        for route in self.waiting:
            route.continue_()


def _objective(page: Page) -> str:
    """The address of a new objective."""
    page.goto("/objectives/new/")
    page.get_by_role("textbox", name="Objective", exact=True).fill("Answer before the second ring")
    page.get_by_role("button", name="Save, and on to the first key result").click()
    page.wait_for_url("**/key-results/new/")
    return page.url.removesuffix("key-results/new/")


def test_a_choice_made_before_the_results_arrive_stays(visit: Visit) -> None:
    page = visit("maren")
    page.goto(f"{_objective(page)}align/")
    first = page.locator(".align-one").first
    chosen = first.locator("input:not(:disabled)").first
    words = first.locator(".statement").inner_text()
    line = Line(page, r"/align/\?")
    page.get_by_role("searchbox", name="Find an objective or a key result").fill("zeppelin")
    line.wait()
    chosen.check()
    number = chosen.get_attribute("id")
    line.let_go()

    expect(page.get_by_text("Nothing else has these words in it. What you chose stays.")).to_be_visible()
    expect(page.locator(".align-one")).to_have_count(1)
    expect(page.locator(f"#{number}")).to_be_checked()
    expect(page.locator(f"#{number}")).to_be_focused()
    page.get_by_role("button", name="Link", exact=True).click()
    expect(page.locator("#toasts")).to_contain_text("Linked.")
    expect(page.locator("#alignment")).to_contain_text(words)


def test_searching_on_keeps_the_choice_and_the_focus(visit: Visit) -> None:
    page = visit("maren")
    page.goto(f"{_objective(page)}align/")
    chosen = page.locator(".align-one input:not(:disabled)").last
    number = chosen.get_attribute("id")
    chosen.check()
    box = page.get_by_role("searchbox", name="Find an objective or a key result")
    box.click()
    with page.expect_response(re.compile(r"/align/\?.*q=goods")):
        page.keyboard.type("goods", delay=30)
    expect(page.locator("#results .align-one").first.locator(f"#{number}")).to_be_checked()
    expect(box).to_be_focused()
    expect(box).to_have_value("goods")


def test_the_last_word_is_what_is_looked_for(visit: Visit) -> None:
    """Also when several were typed while the first was still on its way."""
    page = visit("maren")
    page.goto("/people/")
    line = Line(page, r"/people/\?")
    box = page.get_by_role("searchbox", name="Find somebody")
    for many, word in enumerate(("a", "ai", "aino"), start=1):
        box.fill(word)
        line.wait(many)
    line.let_go()
    expect(page.locator("#people tbody tr")).to_have_count(1)
    expect(page.locator("#people")).to_contain_text("Aino")
    expect(page).to_have_url(re.compile(r"\?q=aino$"))


def test_enter_waits_for_what_was_typed(visit: Visit) -> None:
    """And opens nothing that was listed for older words."""
    page = visit("maren")
    page.goto("/settings/")
    page.keyboard.press("/")
    found = page.locator("#palette-results [role=option]")
    expect(found.first).to_be_visible()
    line = Line(page, r"/search/\?")
    page.keyboard.type("aino")
    page.keyboard.press("Enter")
    line.wait()
    expect(page).to_have_url(re.compile("/settings/$"))
    line.let_go()
    expect(page).to_have_url(re.compile(r"/people/\d+/$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Aino")


def test_enter_waits_in_a_filter_too(visit: Visit) -> None:
    page = visit("maren")
    page.goto("/okrs/")
    page.locator("summary.filter", has_text="Team").click()
    panel = page.locator("northing-finder.is-live").first
    expect(panel.locator("a").first).to_be_visible()
    line = Line(page, r"/okrs/teams/\?")
    page.keyboard.type("respon")
    page.keyboard.press("Enter")
    line.wait()
    line.let_go()
    expect(page).to_have_url(re.compile(r"team=\d+"))
    expect(page.locator("summary.filter.is-set", has_text="Team")).to_contain_text("Response")
