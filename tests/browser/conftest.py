"""One demo company, one Chromium, and who is signed in. A journey fails when the browser complained on any of its pages."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect, sync_playwright

from tests.browser.chromium import find
from tests.browser.post import Post, open_post
from tests.browser.serving import serving
from tests.browser.watching import Watch

PASSWORD = "northern-light"
# Generous: the journeys also run on machines that do other things.
PATIENCE = 20_000
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def post() -> Iterator[Post]:
    """The mail server of the demo company."""
    with open_post() as opened:
        yield opened


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the demo company keeps what it knows."""
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="session")
def site(folder: Path, post: Post) -> Iterator[str]:
    """The address of the demo company."""
    with serving(folder, "--demo", mail=post.url) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser of all journeys."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def signed_in() -> dict[str, StorageState]:
    """Who has signed in already, by first name: signing in is slow on purpose, so each does it once."""
    return {}


@pytest.fixture
def watch() -> Iterator[Watch]:
    """What the browser complains about; anything unexpected fails the journey."""
    watching = Watch()
    yield watching
    assert watching.troubles() == []


@pytest.fixture
def visit(site: str, chromium: Browser, signed_in: dict[str, StorageState], watch: Watch) -> Iterator[Visit]:
    """`visit("maren")` is a page of somebody signed in, `visit()` of nobody; options as of a browser context."""
    contexts = []

    def open_page(who: str = "", **options: Any) -> Page:
        if who and who not in signed_in:
            signed_in[who] = _enter(chromium, site, who)
        options.setdefault("viewport", {"width": 1280, "height": 900})
        options.setdefault("base_url", site)
        state = signed_in[who] if who else None
        context = chromium.new_context(locale="en-GB", reduced_motion="reduce", storage_state=state, **options)
        context.set_default_timeout(PATIENCE)
        watch.beside(context)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


def _enter(chromium: Browser, site: str, who: str) -> StorageState:
    context = chromium.new_context(base_url=site)
    page = context.new_page()
    page.goto("/sign-in/")
    page.get_by_label("E-mail").fill(f"{who}@vinterhavn.example")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/")
    state = context.storage_state()
    context.close()
    return state
