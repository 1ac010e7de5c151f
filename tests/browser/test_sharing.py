"""Two teams take the company's objective on, each in its own way, and the three stand side by side (R22)."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit

LOVE = "Have our customers fall back in love with our offering"
RENEW = "Raise the share of customers who renew from 70 % to 90 %"
RECOMMEND = "Raise the share of customers who recommend us from 20 % to 50 %"
COMPLAIN = "Cut complaints from 40 to 10 a week"


def test_a_company_objective_is_shared_by_two_teams_in_their_own_ways(visit: Visit) -> None:
    page = visit("ingrid")
    address = company_objective(page)

    take_on(page, address, "Platform")
    part(page, RECOMMEND).get_by_role("radio", name="Drop").check()
    changed = part(page, COMPLAIN)
    changed.get_by_role("radio", name="Change").check()
    changed.get_by_role("textbox", name=re.compile("^Your wording")).fill(
        "Cut complaints about outages from 12 to 2 a week"
    )
    changed.get_by_role("textbox", name="From").fill("12")
    changed.get_by_role("textbox", name="To").fill("2")
    page.get_by_role("textbox", name="Your own key result 1").fill("Raise uptime from 98 % to 99.9 %")
    draft_and_publish(page)

    take_on(page, address, "Customer Care")
    raised = part(page, RENEW)
    raised.get_by_role("radio", name="Keep").focus()
    page.keyboard.press("ArrowRight")
    expect(raised.get_by_role("radio", name="Change")).to_be_checked()
    raised.get_by_role("textbox", name="To").fill("95")
    part(page, COMPLAIN).get_by_role("radio", name="Drop").check()
    page.get_by_role("textbox", name="Your own key result 1").fill("Raise visits to customers from 5 to 25")
    draft_and_publish(page)

    alignment = page.locator("#alignment")
    expect(alignment).to_contain_text("Shared with Vinterhavn and Platform")
    alignment.get_by_role("link", name="see the differences").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(LOVE)
    expect(page.get_by_role("columnheader")).to_have_text([re.compile(f"^\\s*{name}") for name in (
        "Vinterhavn", "Platform", "Customer Care",
    )])  # fmt: skip
    for row, cells in (
        (RENEW, ("Kept", "Raised")), (RECOMMEND, ("Dropped", "Kept")), (COMPLAIN, ("Changed", "Dropped")),
        ("Of their own", ("Added", "Added")),
    ):  # fmt: skip
        line = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=row))
        expect(line.get_by_role("cell")).to_contain_text(list(cells))


def company_objective(page: Page) -> str:
    """Ingrid's objective with its three key results, published; its address."""
    page.goto("/objectives/new/")
    page.get_by_role("textbox", name="Objective", exact=True).fill(LOVE)
    page.get_by_role("combobox", name="Team").select_option(label="Vinterhavn")
    page.get_by_role("button", name="Save, and on to the first key result").click()
    for place, (text, kind, unit, start, target) in enumerate((
        (RENEW, "Increase", "%", "70", "90"), (RECOMMEND, "Increase", "%", "20", "50"), (COMPLAIN, "Decrease", "", "40", "10"),
    )):  # fmt: skip
        page.get_by_role("textbox", name="Key result", exact=True).fill(text)
        page.get_by_role("radio", name=re.compile(f"^{kind}")).check()
        page.get_by_role("combobox", name=re.compile("^Unit")).fill(unit)
        page.get_by_role("textbox", name="Start").fill(start)
        page.get_by_role("textbox", name="Target").fill(target)
        if place < 2:
            page.get_by_role("button", name="Save and write another").click()
            expect(page.get_by_role("textbox", name="Key result", exact=True)).to_have_value("")
        else:
            page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Publish").click()
    expect(page.locator("#toasts")).to_contain_text("Published.")
    return page.url.partition("#")[0]


def take_on(page: Page, address: str, team: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Take this on with your team").click()
    page.get_by_role("combobox", name="Team").select_option(label=team)


def part(page: Page, text: str) -> Locator:
    """What becomes of one key result, in the form."""
    return page.get_by_role("group", name=re.compile(re.escape(text)))


def draft_and_publish(page: Page) -> None:
    page.get_by_role("button", name="Draft our version").click()
    expect(page.get_by_text("This is a draft.")).to_be_visible()
    page.get_by_role("button", name="Publish").click()
    expect(page.locator("#toasts")).to_contain_text("Published.")
