"""Coming in, and going out again."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import PASSWORD, Visit
from tests.browser.watching import Watch


def test_a_wrong_password_is_told_and_the_right_one_leads_home_and_out_again(visit: Visit, watch: Watch) -> None:
    page = visit()
    watch.expect("status of 422")  # the answer to the wrong password
    page.goto("/okrs/?view=table")
    expect(page).to_have_url(re.compile("/sign-in/"))

    page.get_by_label("E-mail").fill("ingrid@vinterhavn.example")
    page.get_by_label("Password", exact=True).fill("southern-dark")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_have_text("The e-mail address or the password is not right.")
    expect(page.get_by_label("E-mail")).to_have_value("ingrid@vinterhavn.example")

    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile(r"/okrs/\?view=table$"))  # where they wanted to go
    page.get_by_role("link", name="Home", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ingrid")

    page.locator("summary", has_text="your menu").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_load_state()
    page.goto("/")
    expect(page).to_have_url(re.compile("/sign-in/"))
