"""One team asks another, gets another day proposed, and accepts it: with JavaScript and without, by people of both teams."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.test_accessible import AXE, SCHEMES, _violations
from tests.browser.watching import Watch

OBJECTIVE = "Catch every warm crate while there is still time to cool it"
DUE, LATER = "2030-11-20", "2030-12-04"


def _fill_day(page: Page, name: str, day: str) -> None:
    page.get_by_label(name).and_(page.locator("input[type=date]:visible")).fill(day)


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without"])
def test_asked_another_day_proposed_accepted(visit: Visit, watch: Watch, scripts: bool) -> None:
    watch.expect("status of 422")  # the form that was sent empty
    words = f"A quiet hour for the night desk {'with' if scripts else 'without'} a script"
    maren, mikkel = (visit(who, java_script_enabled=scripts) for who in ("maren", "mikkel"))

    maren.goto("/okrs/?view=table&q=catch+every+warm+crate")
    maren.locator("tr", has_text="Response").get_by_role("link", name=OBJECTIVE).first.click()
    maren.get_by_role("link", name="Ask another team").click()
    expect(maren.get_by_role("heading", level=1)).to_have_text("What do you need from whom?")
    maren.get_by_role("button", name="Ask", exact=True).click()
    expect(maren.get_by_text("Choose the team you need something from.")).to_be_visible()
    maren.get_by_label("What you need").fill(words)
    maren.get_by_label("From").select_option(label="Platform")
    _fill_day(maren, "By when", DUE)
    maren.get_by_role("button", name="Ask", exact=True).click()
    expect(maren.get_by_role("heading", level=1)).to_have_text(words)
    expect(maren.locator("main")).to_contain_text("Platform has not answered yet.")
    request = maren.url

    mikkel.goto("/")
    needs = mikkel.locator(".needs li", has_text=words)
    expect(needs).to_contain_text("Response asks Platform")
    needs.get_by_role("link", name="Answer").click()
    mikkel.locator("summary", has_text="Propose another day").click()
    _fill_day(mikkel, "By when you can", LATER)
    mikkel.get_by_label("What stands in the way of the first one").fill("The cluster moves in November.")
    mikkel.get_by_role("button", name="Propose", exact=True).click()
    expect(mikkel.locator("#toasts")).to_contain_text("Proposed.")

    maren.goto("/requests/")
    expect(maren.locator(".request", has_text=words)).to_contain_text("Another day proposed")
    maren.locator(".request", has_text=words).get_by_role("link", name=words).click()
    expect(maren.locator("main")).to_contain_text("The cluster moves in November.")
    maren.get_by_role("button", name=re.compile("^Accept ")).click()
    expect(maren.locator("#toasts")).to_contain_text("It is agreed.")

    mikkel.goto(request)
    history = mikkel.locator("#history li")
    expect(history).to_have_count(3)
    expect(history.first).to_contain_text("Maren Aas accepted")
    expect(history.last).to_contain_text("Maren Aas asked Platform for it")
    mikkel.get_by_role("button", name="It is done").click()
    mikkel.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(mikkel.get_by_role("button", name="It is done")).to_be_visible()


def test_the_three_questions_become_requests(visit: Visit, watch: Watch) -> None:
    watch.expect("status of 422")  # the row without a day
    page = visit("aino")
    page.goto("/teams/")
    page.get_by_role("link", name="Response", exact=True).first.click()
    page.get_by_role("link", name="Who needs whom?").click()
    first = page.locator(".requests-row").first
    first.get_by_label("What you need").fill("Somebody who explains the new signals")
    first.get_by_label("Team").select_option(label="Signals")
    first.get_by_label("For").select_option(index=1)
    page.get_by_role("button", name="Ask all of them").click()
    expect(page.get_by_text("Choose the day by which you need it.")).to_be_visible()
    first.get_by_label("By").fill(DUE)
    page.get_by_role("button", name="Ask all of them").click()
    expect(page.locator("#depend")).to_contain_text("Somebody who explains the new signals")


def test_a_flag_is_seen_where_it_matters(visit: Visit) -> None:
    page = visit("maren")
    for address in ("/", "/requests/?state=flagged"):
        page.goto(address)
        expect(page.locator("main")).to_contain_text("is off track")
    page.get_by_role("link", name="A person who picks up at every carrier after 22:00").click()
    page.locator(".facts a", has_text="Shorten the median time").click()
    expect(page.locator("#requests")).to_contain_text("One is in danger.")


def test_nothing_serious_is_wrong_for_readers_of_screens(visit: Visit) -> None:
    page = visit("maren")
    page.goto("/requests/")
    one = page.locator(".request-words a").first.get_attribute("href") or ""
    page.goto("/okrs/?view=table&q=catch+every+warm+crate")
    page.locator("tr", has_text="Response").get_by_role("link", name=OBJECTIVE).first.click()
    page.wait_for_url(re.compile("/objectives/"))
    asking = f"{page.url.partition('#')[0]}requests/new/"
    page.goto("/teams/")
    team = page.get_by_role("link", name="Response", exact=True).first.get_attribute("href") or ""
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        for address in ("/requests/", one, asking, f"{team}dependencies/"):
            page.goto(address)
            page.evaluate(AXE.read_text(encoding="utf-8"))
            assert _violations(page) == [], (scheme, address)
