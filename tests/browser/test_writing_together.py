"""Two people write their team's set at once, and neither loses a word."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit


def open_draft(page: Page) -> None:
    page.goto("/drafts/")
    page.locator(".drafts h3").get_by_role("link", name=re.compile("^Response, Q")).last.click()
    page.get_by_role("link", name=re.compile("^Create")).click()
    expect(page.locator("#new-objective")).to_be_visible()


def saved(page: Page) -> None:
    expect(page.locator("[data-state]")).to_have_text("Saved")


def test_two_people_write_one_set(visit: Visit) -> None:
    maren, aino = visit("maren"), visit("aino")
    open_draft(maren)
    open_draft(aino)

    maren.locator("#new-objective").fill("Hand a night over without a single lost word")
    maren.keyboard.press("Enter")
    mine = maren.locator("article", has=maren.get_by_text("Another key result")).last
    expect(mine.get_by_label("Objective")).to_have_value("Hand a night over without a single lost word")

    # The coach reads along before the line is even added, and the better words turn OK.
    maren.keyboard.type("Launch the new handover form")
    notes = maren.locator(".coach-note", has_text="Launch the new handover form")
    expect(notes.first).to_be_visible()
    maren.keyboard.press("Enter")
    sentence = mine.get_by_label("Key result 1", exact=True)
    expect(sentence).to_have_value("Launch the new handover form")
    sentence.fill("Reduce nights with an alarm that nobody took over from 14 to 2")
    expect(maren.locator(".coach-note", has_text="Launch the new handover form")).to_have_count(0)
    saved(maren)
    expect(mine.locator(".writing-meta").first).to_contain_text("from 14 to 2")

    # What Maren wrote appears before Aino without her doing anything; then both write, each another line.
    theirs = aino.locator("article", has=aino.get_by_text("Another key result")).last
    expect(theirs.get_by_label("Objective")).to_have_value("Hand a night over without a single lost word")
    theirs.get_by_label("Why").fill("Every lost word is asked for again at three in the morning.")
    mine.get_by_label("Objective").fill("Hand a night over without losing a word")
    saved(maren)
    saved(aino)
    expect(mine.get_by_label("Why")).to_have_value("Every lost word is asked for again at three in the morning.")
    expect(theirs.get_by_label("Objective")).to_have_value("Hand a night over without losing a word")

    # Both the same line: nothing is overwritten, both texts are there, and Aino chooses.
    aino.route("**/changes/", lambda route: route.fulfill(status=204))
    mine.get_by_label("Objective").fill("Hand every night over whole")
    saved(maren)
    theirs.get_by_label("Objective").fill("Let no word get lost between two nights")
    expect(theirs.get_by_text("Hand every night over whole")).to_be_visible()
    expect(theirs.get_by_label("Objective")).to_have_value("Let no word get lost between two nights")
    maren.reload()
    mine = maren.locator("article", has=maren.get_by_text("Another key result")).last
    expect(mine.get_by_label("Objective")).to_have_value("Hand every night over whole")
    theirs.get_by_role("button", name="Keep mine").click()
    saved(aino)
    expect(mine.get_by_label("Objective")).to_have_value("Let no word get lost between two nights")

    # Out of the set, and back.
    mine.get_by_role("button", name=re.compile("^Take out objective")).click()
    expect(maren.locator("#toasts")).to_contain_text("out of the set")
    maren.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(maren.get_by_label("Objective", exact=True).last).to_have_value("Let no word get lost between two nights")


def test_a_closed_tab_in_the_middle_of_a_word_loses_nothing(visit: Visit) -> None:
    page = visit("maren")
    open_draft(page)
    why = page.locator("article").first.get_by_label("Why")
    why.fill("The last alarm of the day shift is the first dream of the night.")
    page.goto("/")
    open_draft(page)
    expect(page.locator("article").first.get_by_label("Why")).to_have_value(
        "The last alarm of the day shift is the first dream of the night."
    )
