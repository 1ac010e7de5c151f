"""People talk about an objective: with a keyboard, with a finger, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.test_accessible import AXE, SCHEMES, _violations
from tests.browser.watching import Watch

OBJECTIVE = "Catch every warm crate while there is still time to cool it"


def _open(page: Page) -> None:
    page.goto("/okrs/?view=table&q=catch+every+warm+crate")
    page.locator("tr", has_text="Response").get_by_role("link", name=OBJECTIVE).first.click()
    expect(page.locator("#discussion")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without"])
def test_asked_answered_agreed_deleted_and_brought_back(visit: Visit, watch: Watch, scripts: bool) -> None:
    watch.expect("status of 422")  # the form that was sent empty
    words = f"does the second line start on Monday {'with' if scripts else 'without'} a script"
    maren, aino = (visit(who, java_script_enabled=scripts) for who in ("maren", "aino"))

    _open(maren)
    maren.locator(".composer").get_by_role("button", name="Comment").click()
    expect(maren.get_by_text("Write what you want to say.")).to_be_visible()
    field = maren.get_by_label("Your comment")
    if scripts:
        field.focus()
        maren.keyboard.type("@kor")
        expect(maren.locator(".mentions [role=option]", has_text="Aino Korhonen")).to_be_visible()
        maren.keyboard.press("Enter")
        expect(field).to_have_value("@Aino Korhonen ")
        maren.keyboard.type(words)
        maren.keyboard.press("Control+Enter")
        expect(maren.locator("article[data-new]")).to_be_focused()
        expect(maren.get_by_label("Your comment")).to_have_value("")
    else:
        field.fill(f"@Aino Korhonen {words}")
        maren.locator(".composer").get_by_role("button", name="Comment").click()
    mine = maren.locator("article.comment", has_text=words)
    expect(mine.get_by_role("link", name="@Aino Korhonen")).to_be_visible()

    aino.goto("/")
    expect(aino.locator("main")).to_contain_text(words)
    _open(aino)
    talk = aino.locator(".conversations > li", has_text=words)
    talk.get_by_text("React").click()
    talk.get_by_role("button", name="Good idea").click()
    expect(talk.get_by_role("button", name="Good idea 1")).to_have_attribute("aria-pressed", "true")
    talk.locator("summary", has_text="Answer").click()
    talk.get_by_label("Your answer").fill(f"It does, {words}")
    talk.get_by_role("button", name="Answer", exact=True).click()
    expect(talk.locator(".answers")).to_contain_text("Aino Korhonen")

    maren.reload()
    mine = maren.locator("article.comment", has_text=words).first
    mine.get_by_role("button", name="Delete").click()
    expect(maren.get_by_text("This comment was deleted.")).to_be_visible()
    expect(maren.locator(".answers", has_text=words)).to_be_visible()
    maren.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(maren.get_by_text("This comment was deleted.")).to_have_count(0)
    mine = maren.locator(".conversations > li", has_text=words)
    mine.get_by_role("button", name="Settle").click()
    expect(maren.locator("#discussion .hang")).to_contain_text("open conversation")
    expect(maren.get_by_text(re.compile("settled conversations"))).to_be_visible()


def test_what_is_half_written_stays_while_the_block_changes(visit: Visit) -> None:
    page = visit("tomasz")
    _open(page)
    page.get_by_label("Your comment").fill("Half a thought")
    page.locator(".conversations > li").first.get_by_text("React").first.click()
    page.locator(".conversations > li").first.locator(".menu button").first.click()
    expect(page.locator(".conversations > li").first.locator("[aria-pressed=true]")).to_have_count(1)
    expect(page.get_by_label("Your comment")).to_have_value("Half a thought")


def test_words_that_are_selected_are_quoted(visit: Visit) -> None:
    page = visit("tomasz")
    _open(page)
    page.locator("h1").select_text()
    page.get_by_label("Your comment").click()
    expect(page.get_by_label("The words it is about")).to_have_value(OBJECTIVE)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_suggestions_are_accessible_and_closed_by_escape(visit: Visit, scheme: str) -> None:
    page = visit("maren", color_scheme=scheme, viewport={"width": 390, "height": 844})
    _open(page)
    field = page.get_by_label("Your comment")
    field.focus()
    page.keyboard.type("Ask @m")
    rows = page.locator(".mentions [role=option]")
    expect(rows.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(rows.nth(1)).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", rows.nth(1).get_attribute("id") or "")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert _violations(page) == []
    page.keyboard.press("Escape")
    expect(rows).to_have_count(0)
    expect(field).to_be_focused()
