"""An empty folder becomes an organisation."""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.serving import serving


def test_three_things_and_one_can_begin(visit: Visit, tmp_path: Path) -> None:
    with serving(tmp_path) as address:
        page = visit(base_url=address)
        page.goto("/okrs/")
        expect(page).to_have_url(re.compile("/first-run/"))
        page.get_by_role("textbox", name="Organisation").fill("Quiet Harbour")
        page.get_by_role("textbox", name="Your name").fill("Runa Storm")
        page.get_by_role("textbox", name="Your e-mail").fill("runa@harbour.example")
        assert page.locator("#cycles input:checked").count() >= 2
        page.get_by_role("textbox", name="Your password").fill("four lamps by the pier")
        page.get_by_role("button", name="Begin").click()

        expect(page).to_have_url(f"{address}/")
        expect(page).to_have_title(re.compile("Quiet Harbour"))
        expect(page.get_by_role("heading", level=1)).to_contain_text("Runa")
        page.goto("/first-run/")
        expect(page).to_have_url(f"{address}/")
        page.goto("/okrs/")
        expect(page.get_by_role("heading", name=re.compile("^Nothing published in"))).to_be_visible()
