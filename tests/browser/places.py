"""Where the pages are that several journeys look at; what has a number is found by following links, as people do."""

from playwright.sync_api import Page

STANDING = {
    "home": "/",
    "OKRs, outline": "/okrs/",
    "OKRs, table": "/okrs/?view=table",
    "map": "/map/",
    "check-in": "/check-in/",
    "people": "/people/",
    "settings": "/settings/",
    "people in settings": "/settings/people/",
    "writing": "/objectives/new/",
    "writing with the coach": "/objectives/new/?statement=Launch+the+new+website",
    "guide": "/guide/",
    "a rule of the guide": "/guide/task/",
    "templates": "/guide/templates/",
    "templates of a department": "/guide/templates/?department=security",
    "drafts": "/drafts/",
    "repairing a number": "/drafts/start/?number=1",
    "a template": "/guide/templates/back-from-the-worst-day/",
}
FOUND = {
    "objective": ("/okrs/?view=table", 'td.okrs-what a[href^="/objectives/"]'),
    "key result": ("/okrs/", 'tr a.what[href^="/key-results/"]'),
    "draft": ("/drafts/", ".drafts h3 a"),
    "team": ("/teams/", 'main a[href^="/teams/"]'),
}
PLACES = [*STANDING, *FOUND]


def go(page: Page, place: str) -> None:
    """Open the place called so in PLACES."""
    if place in STANDING:
        page.goto(STANDING[place])
        return
    listed, link = FOUND[place]
    page.goto(listed)
    address = page.locator(link).first.get_attribute("href")
    assert address
    page.goto(address)
