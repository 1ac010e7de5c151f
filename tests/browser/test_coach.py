"""The coach beside the field: what it says while somebody types, the better start at one key, and the way back."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit
from tests.browser.test_late_answers import Line
from tests.browser.watching import Watch

START = re.compile(r"^Start\b")
TARGET = re.compile(r"^Target\b")


def _new_key_result(page: Page, objective: str = "Let every night be a quiet one") -> Locator:
    """The empty field of a new key result."""
    page.goto("/objectives/new/")
    page.get_by_role("textbox", name="Objective", exact=True).fill(objective)
    page.get_by_role("button", name="Save, and on to the first key result").click()
    page.wait_for_url("**/key-results/new/")
    field = page.get_by_role("textbox", name="Key result", exact=True)
    expect(field).to_be_focused()  # else the first keys are typed into the page
    return field


def _coach(page: Page) -> Locator:
    return page.locator("northing-coach")


def test_from_a_task_to_a_result(visit: Visit) -> None:
    """Typing says what is wrong, one key takes the better start over, its numbers are typed, and it is OK."""
    page = visit("maren")
    field = _new_key_result(page)
    expect(field).to_be_focused()
    page.keyboard.type("Launch new CRM", delay=20)
    coach = _coach(page)
    expect(coach.locator(".coach-verdict")).to_contain_text("Not OK yet")
    expect(coach).to_contain_text("A task instead of a result")
    expect(page.locator(".coach-lines mark.is-must")).to_have_text("Launch new CRM")
    expect(field).to_be_focused()
    offer = coach.locator(".coach-rewrite").first.inner_text()
    assert "<x>" in offer

    page.keyboard.press("Alt+Enter")
    expect(field).to_have_value(offer)
    expect(field).to_be_focused()
    expect(coach.locator("[data-said]")).to_contain_text("Replace what is in angle brackets")
    page.keyboard.type("12%")  # what is in brackets is selected
    expect(field).to_have_value(offer.replace("<x>", "12%"))
    field.fill(offer.replace("<x>", "12%").replace("<y>", "60%"))
    expect(coach.locator(".coach-verdict")).to_have_class(re.compile("is-ok"))
    expect(page.locator(".coach-lines mark.is-must")).to_have_count(0)

    expect(coach.locator(".coach-reading")).to_contain_text("from 12")
    page.keyboard.press("Alt+Enter")
    expect(page.get_by_role("textbox", name=START)).to_have_value("12")
    expect(page.get_by_role("textbox", name=TARGET)).to_have_value("60")
    expect(page.get_by_role("combobox", name=re.compile("^Unit"))).to_have_value("%")
    expect(coach.locator(".coach-verdict")).to_have_class(re.compile("is-ok"))
    page.keyboard.press("Control+Enter")
    expect(page.locator("#toasts")).to_contain_text("Key result added.")
    expect(page.locator(".krs")).to_contain_text("12")


def test_the_way_back(visit: Visit) -> None:
    page = visit("maren")
    field = _new_key_result(page)
    page.keyboard.type("Launch new CRM")
    coach = _coach(page)
    coach.get_by_role("button", name="Use this").first.click()
    expect(field).not_to_have_value("Launch new CRM")
    coach.get_by_role("button", name="Back to my words").click()
    expect(field).to_have_value("Launch new CRM")
    expect(field).to_be_focused()
    expect(coach.get_by_role("button", name="Back to my words")).to_be_hidden()


def test_the_browsers_own_undo_takes_it_back_too(visit: Visit) -> None:
    page = visit("maren")
    field = _new_key_result(page)
    page.keyboard.type("Launch new CRM")
    expect(_coach(page).get_by_role("button", name="Use this").first).to_be_visible()
    page.keyboard.press("Alt+Enter")
    expect(field).not_to_have_value("Launch new CRM")
    page.keyboard.press("Control+z")
    expect(field).to_have_value("Launch new CRM")


def test_filling_in_leaves_what_was_typed(visit: Visit) -> None:
    page = visit("maren")
    field = _new_key_result(page)
    page.get_by_role("textbox", name=START).fill("44")
    page.get_by_role("radio", name=re.compile("^Decrease")).check()
    field.fill("Shorten the wait from 47 to 15 min")
    coach = _coach(page)
    expect(coach.locator(".coach-reading")).to_contain_text("47")
    coach.get_by_role("button", name="Fill in the empty fields").click()
    expect(page.get_by_role("textbox", name=TARGET)).to_have_value("15")
    expect(page.get_by_role("textbox", name=START)).to_have_value("44")
    expect(page.get_by_role("radio", name=re.compile("^Decrease"))).to_be_checked()
    coach.get_by_role("button", name="Back to my words").click()
    expect(page.get_by_role("textbox", name=TARGET)).to_have_value("")
    expect(page.get_by_role("textbox", name=START)).to_have_value("44")


def test_the_kind_follows_the_sentence_unless_it_was_chosen(visit: Visit) -> None:
    page = visit("maren")
    field = _new_key_result(page)
    field.fill("Shorten the wait from 47 to 15 min")
    fill = _coach(page).get_by_role("button", name="Fill in the empty fields")
    fill.click()
    expect(page.get_by_role("radio", name=re.compile("^Decrease"))).to_be_checked()


def test_a_late_answer_to_older_words_is_not_shown(visit: Visit) -> None:
    page = visit("maren")
    field = _new_key_result(page)
    coach = _coach(page)
    line = Line(page, r"/coach/$")
    page.keyboard.type("Launch new CRM")
    line.wait()
    field.fill("Raise the share of calls in the CRM from 12% to 60%")
    line.wait(2)
    line.let_go()
    expect(coach.locator(".coach-verdict")).to_have_class(re.compile("is-ok"))
    page.wait_for_timeout(600)
    expect(coach.locator(".coach-verdict")).to_have_class(re.compile("is-ok"))
    expect(coach).not_to_contain_text("A task instead of a result")
    expect(field).to_be_focused()


def test_a_session_that_ended_disturbs_nobody_who_is_typing(visit: Visit, watch: Watch) -> None:
    watch.expect("net::ERR_FAILED")  # reading the numbers back follows no redirect
    page = visit("maren")
    field = _new_key_result(page)
    page.context.clear_cookies(name=re.compile("session"))
    with page.expect_response(re.compile("/sign-in/")):
        page.keyboard.type("Launch new CRM")
    page.wait_for_timeout(300)
    expect(field).to_have_value("Launch new CRM")
    expect(field).to_be_focused()
    expect(page.get_by_label("Password")).to_have_count(0)


def test_an_objective_says_what_for(visit: Visit) -> None:
    page = visit("maren")
    page.goto("/objectives/new/")
    page.keyboard.type("Implement the new on-call rota")
    coach = _coach(page)
    expect(coach.locator(".coach-verdict")).to_contain_text("Not OK yet")
    page.get_by_role("textbox", name="Objective", exact=True).fill("Let a dispatcher sleep through the night")
    expect(coach.locator(".coach-verdict")).to_have_class(re.compile("is-ok"))
    coach.get_by_role("link", name="Why this matters").first.click()
    expect(page).to_have_url(re.compile(r"/guide/[a-z-]+/$"))
    page.get_by_role("link", name="Guide", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What makes a good OKR")


def test_on_a_phone_it_stands_below_the_field(visit: Visit) -> None:
    page = visit("maren", viewport={"width": 390, "height": 844})
    field = _new_key_result(page)
    page.keyboard.type("Launch new CRM")
    verdict = _coach(page).locator(".coach-verdict")
    expect(verdict).to_be_visible()
    above, below = field.bounding_box(), verdict.bounding_box()
    assert above
    assert below
    assert 0 < below["y"] - above["y"] < 320
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390


def test_a_screen_reader_hears_one_sentence_after_a_pause(visit: Visit) -> None:
    page = visit("maren")
    _new_key_result(page)
    said = _coach(page).locator("[data-said]")
    page.keyboard.type("Launch new CRM")
    expect(_coach(page).locator(".coach-verdict")).to_contain_text("Not OK yet")
    expect(said).to_have_text(re.compile("^Coach: Not OK yet. 1 to fix"))
    expect(said).to_have_attribute("role", "status")
    assert page.locator(".coach-advice[aria-live]").count() == 0


def test_without_javascript_the_same_is_said_after_sending(visit: Visit) -> None:
    page = visit("maren", java_script_enabled=False)
    field = _new_key_result(page)
    field.fill("Launch new CRM")
    page.get_by_role("button", name="Read it back to me").click()
    coach = _coach(page)
    expect(coach.locator(".coach-verdict")).to_contain_text("Not OK yet")
    expect(coach).to_contain_text("A task instead of a result")
    expect(coach.get_by_role("button", name="Use this")).to_have_count(0)
    page.get_by_role("textbox", name="Key result", exact=True).fill(
        "Raise the share of calls in the CRM from 12% to 60%"
    )
    page.get_by_role("button", name="Read it back to me").click()
    expect(coach.locator(".coach-verdict")).to_have_class(re.compile("is-ok"))
    expect(page.get_by_role("textbox", name=START)).to_have_value("12")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#coach")).to_contain_text("Could every key result be 1.0")
