"""OKRs of one's own beside the team's: where the organisation wants them, and nowhere else."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.watching import Watch

OWN = "This is my own, individual OKR"
MINE = "Hear the door of a crate before the alarm does"


def _allow(page: Page, allowed: bool) -> bool:
    """Switch it on or off; how it was before."""
    page.goto("/settings/organisation/")
    switch = page.get_by_role("checkbox", name="People may have individual OKRs")
    before = switch.is_checked()
    switch.set_checked(allowed)
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator("#toasts")).to_be_visible()
    return before


def test_only_where_they_are_on_and_never_more_visible_than_the_team_s(visit: Visit, watch: Watch) -> None:
    watch.expect("status of 404")  # a draft of another team
    administrator, signe, stranger = visit("maren"), visit("signe"), visit("katarzyna")
    before = _allow(administrator, False)
    try:
        signe.goto("/objectives/new/")
        expect(signe.get_by_role("textbox", name="Objective", exact=True)).to_be_visible()
        expect(signe.get_by_label(OWN)).to_have_count(0)

        _allow(administrator, True)
        signe.goto("/objectives/new/")
        signe.get_by_role("textbox", name="Objective", exact=True).fill(MINE)
        signe.get_by_label(OWN).check()
        signe.get_by_role("button", name="Save, and on to the first key result").click()
        signe.wait_for_url("**/key-results/new/")
        address = signe.url.removesuffix("key-results/new/")
        signe.goto("/drafts/")
        signe.get_by_role("link", name=re.compile("^Terminals, ")).first.click()
        expect(signe.get_by_role("navigation", name="Steps of this draft")).to_be_visible()
        expect(signe.get_by_text(MINE)).to_have_count(0)  # it is no part of the team's set

        shown = stranger.goto(address)
        assert shown is not None
        assert shown.status == 404
    finally:
        _allow(administrator, before)
