"""The whole way of a newcomer (what Northing is for): from signing in to the company's number, which moves and explains itself."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import PASSWORD, Visit
from tests.browser.test_check_in import _one_more

COMPANY = "Become the cold chain that one hospital pharmacist recommends to the next"
OURS = "Let a pharmacist open the crate without a second look"


def _number(page: Page, statement: str) -> str:
    """The question that stands under an objective: "Why 0.12?"."""
    page.goto(f"/okrs/?q={statement.replace(' ', '+')}")
    page.get_by_role("link", name=statement, exact=True).first.click()
    page.wait_for_url("**/objectives/*/")
    return page.get_by_role("link", name=re.compile("^Why ")).inner_text()


def _check_in(page: Page) -> str:
    """Say one more of the open key result, by keyboard; returns its address."""
    address = page.locator("#open h2 a").get_attribute("href") or ""
    value = page.locator("#open .big-input input")
    expect(value).to_be_focused()
    page.keyboard.type(_one_more(value.input_value()))
    page.keyboard.press("Tab")
    page.keyboard.press("8")
    page.keyboard.press("Enter")
    expect(page.locator(f'#open h2 a[href="{address}"]')).to_have_count(0)
    return address


def _key_result(page: Page, text: str, kind: str) -> None:
    page.get_by_role("textbox", name="Key result", exact=True).fill(text)
    page.get_by_role("radio", name=re.compile(f"^{kind}")).check()


def _next(page: Page) -> None:
    page.get_by_role("button", name="Save and write another").click()
    expect(page.locator("#toasts")).to_contain_text("Key result added.")


def test_from_signing_in_to_the_company_s_number(visit: Visit) -> None:
    page = visit()
    page.goto("/")
    page.get_by_label("E-mail").fill("helene@vinterhavn.example")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/$"))

    # two key results are due
    page.keyboard.press("c")
    assert _check_in(page) != _check_in(page)

    # the company's number as it is
    before = _number(page, COMPANY)
    company = page.url

    # an objective with three key results of different kinds
    page.goto("/objectives/new/")
    page.get_by_role("textbox", name="Objective", exact=True).fill(OURS)
    page.get_by_role("button", name="Save, and on to the first key result").click()
    _key_result(page, "Raise crates that are opened unasked from 5 to 45", "Increase")
    page.get_by_role("textbox", name="Start").fill("5")
    page.get_by_role("textbox", name="Target").fill("45")
    expect(page.locator("#echo")).to_contain_text("Northing reads:")
    _next(page)
    _key_result(page, "Keep complaints between 0 and 4 a week", "Range")
    page.get_by_role("textbox", name="At least").fill("0")
    page.get_by_role("textbox", name="At most").fill("4")
    _next(page)
    _key_result(page, "Print the temperature on the lid", "Milestone")
    page.get_by_role("textbox", name="Stage 1", exact=True).fill("One hospital has it")
    page.keyboard.press("Enter")
    page.keyboard.type("All of them have it")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(OURS)
    ours = page.url.partition("#")[0]

    # it supports the company's
    page.get_by_role("link", name="Say what it supports").click()
    expect(page.get_by_role("searchbox", name="Find an objective or a key result")).to_be_focused()
    page.keyboard.type("pharmacist recommends")
    expect(page.get_by_text("2 objectives fit.")).to_be_visible()  # the company's, and what a team made of it
    page.locator(".align-one", has_text=COMPANY).get_by_role("radio").first.check()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#toasts")).to_contain_text("Linked.")
    page.get_by_role("button", name="Publish").click()
    expect(page.locator("#toasts")).to_contain_text("Published.")
    waiting = _number(page, COMPANY)

    # its first week moves the company's number, which says why
    page.goto(ours)
    page.get_by_role("link", name="Raise crates that are opened unasked from 5 to 45").click()
    page.get_by_role("link", name="Check in", exact=True).last.click()
    page.locator("#check-in input[name=value]").fill("37")
    page.get_by_role("radio", name="8 of 10").check()
    page.keyboard.press("Enter")
    expect(page.locator("#check-ins")).to_contain_text("37")
    now = _number(page, COMPANY)
    assert len({before, now}) == 2
    assert now != waiting
    page.get_by_role("link", name=now).focus()
    page.keyboard.press("Enter")
    told = page.locator("#explained .explain")
    expect(told).to_contain_text(OURS)
    expect(told.get_by_role("heading")).to_contain_text(now.removeprefix("Why ").removesuffix("?"))
    expect(page).to_have_url(company)
    told.get_by_role("link", name="Close").focus()
    page.keyboard.press("Escape")
    expect(told).to_have_count(0)
    expect(page.get_by_role("link", name=now)).to_be_focused()


def test_the_number_of_a_key_result_is_explained_on_its_page_and_in_place(visit: Visit) -> None:
    page = visit("viktor")
    page.goto("/okrs/")
    page.locator('tr a.what[href^="/objectives/"]').first.click()
    figure = page.locator("a.figure[href*=explain]").first
    shown = figure.inner_text()
    figure.focus()
    page.keyboard.press("Enter")
    told = page.locator("northing-explained .explain")
    expect(told).to_be_visible()
    expect(told).to_contain_text(shown)
    told.get_by_role("link", name="Close").click()
    expect(figure).to_be_focused()
    address = figure.get_attribute("href") or ""
    page.goto(address)
    expect(page.get_by_role("heading", level=2).first).to_be_visible()
    expect(page.locator(".explain")).to_contain_text(shown)
    expect(page.locator(".explain")).to_contain_text("Feeds into")
    page.goto(address.partition("explain")[0])
    expect(page.get_by_role("heading", name="This number")).to_be_visible()
    expect(page.locator(".explain")).to_contain_text(shown)
