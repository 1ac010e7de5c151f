"""The map: one walks along the links by keyboard, finds, focuses, zooms, opens, and takes the picture along."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit


def _scale(page: Page) -> float:
    return float(page.evaluate("document.querySelector('northing-map').transform.k"))


def _open(page: Page, address: str = "/map/") -> None:
    page.goto(address)
    expect(page.locator("northing-map[data-ready]")).to_be_visible()


def test_the_keyboard_alone_walks_along_links_focuses_and_opens(visit: Visit) -> None:
    page = visit("viktor")
    _open(page)
    said, sheet = page.locator(".map-said"), page.locator(".map-sheet")
    sheet.focus()
    page.keyboard.press("ArrowDown")
    expect(said).to_contain_text("company")
    top = said.inner_text()
    page.keyboard.press("ArrowDown")
    expect(said).not_to_have_text(top)
    below = said.inner_text()
    assert "Serves" in below
    page.keyboard.press("ArrowUp")
    expect(said).not_to_have_text(below)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("f")
    expect(page).to_have_url(re.compile(r"focus=\d+"))
    expect(page.get_by_role("button", name="The whole map")).to_be_visible()
    page.reload()
    expect(page.locator("northing-map[data-ready]")).to_be_visible()
    expect(page.get_by_role("button", name="The whole map").first).to_be_visible()
    page.go_back()
    expect(page).not_to_have_url(re.compile("focus="))

    sheet.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".picked-link")).to_be_visible()
    statement = page.locator(".picked-link").inner_text()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/objectives/\d+/$"))
    expect(page.locator("main")).to_contain_text(statement)


def test_zoom_by_keys_buttons_and_wheel(visit: Visit) -> None:
    page = visit("viktor")
    _open(page)
    whole = _scale(page)
    page.get_by_role("button", name="Zoom in").click()
    nearer = _scale(page)
    assert nearer > whole
    page.locator(".map-sheet").focus()
    page.keyboard.press("-")
    assert _scale(page) < nearer
    page.keyboard.press("+")
    page.keyboard.press("0")
    assert abs(_scale(page) - whole) < 1e-6
    box = page.locator(".map-sheet").bounding_box()
    assert box
    page.mouse.move(box["x"] + 300, box["y"] + 200)
    page.mouse.wheel(0, -300)
    page.wait_for_function(f"document.querySelector('northing-map').transform.k > {whole * 1.05}")


def test_words_are_found_on_the_map(visit: Visit) -> None:
    page = visit("viktor")
    _open(page)
    find, found = page.get_by_role("searchbox", name="Find on the map"), page.locator(".map-found")
    find.fill("warm crate")
    expect(found).to_have_text(re.compile(r"^1 of [1-9]"))
    page.keyboard.press("Enter")
    expect(page.locator(".picked-link")).to_contain_text(re.compile("warm|crate", re.IGNORECASE))
    find.fill("zeppelin")
    expect(found).to_have_text("Nothing by these words on this map")
    page.keyboard.press("Escape")
    expect(found).to_have_text("")


def test_a_click_picks_and_what_it_says_leads_on(visit: Visit) -> None:
    page = visit("viktor")
    _open(page)
    x, y = page.evaluate(
        """() => { const map = document.querySelector("northing-map"), node = map.scene.nodes[0], box = map.sheet.getBoundingClientRect();
        return [box.left + map.transform.x + node.x * map.transform.k, box.top + map.transform.y + node.y * map.transform.k]; }"""
    )
    page.mouse.click(x, y)
    expect(page.locator(".picked-says")).to_contain_text("of the way")
    page.get_by_role("button", name="Only its links").click()
    expect(page).to_have_url(re.compile("focus="))
    page.locator(".picked-open").click()
    expect(page).to_have_url(re.compile(r"/objectives/\d+/$"))


def test_the_picture_is_taken_along(visit: Visit, tmp_path: Path) -> None:
    page = visit("viktor")
    _open(page)
    for name, starts in (("SVG", b"<svg xmlns="), ("PNG", b"\x89PNG")):
        page.locator("summary", has_text="Export").click()
        with page.expect_download() as download:
            page.get_by_role("button", name=f"Picture as {name}").click()
        kept = tmp_path / download.value.suggested_filename
        download.value.save_as(kept)
        assert kept.read_bytes().startswith(starts)
        assert kept.stat().st_size > 10_000
    drawing = (tmp_path / "map.svg").read_text(encoding="utf-8")
    assert "warm" in drawing
    assert "style=" not in drawing
    wrong = page.evaluate(
        "text => new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror')", drawing
    )
    assert wrong is None


def test_paper_gets_the_picture_too(visit: Visit) -> None:
    page = visit("viktor")
    _open(page)
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".map-paper svg")).to_be_visible()
    expect(page.locator("table.map-table")).to_be_visible()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".map-paper svg")).to_have_count(0)


def test_from_the_outline_to_the_map_and_back_with_the_filters(visit: Visit) -> None:
    page = visit("viktor")
    page.goto("/okrs/?band=risk")
    page.get_by_role("link", name="Map", exact=True).click()
    expect(page).to_have_url(re.compile(r"/map/\?band=risk$"))
    page.get_by_role("link", name="Outline", exact=True).click()
    expect(page).to_have_url(re.compile(r"/okrs/\?band=risk$"))


def test_without_a_script_there_is_the_table(visit: Visit) -> None:
    page = visit("viktor", java_script_enabled=False)
    page.goto("/map/")
    expect(page.locator("northing-map")).to_be_hidden()
    row = page.locator("table.map-table tbody tr").first
    expect(row).to_be_visible()
    row.get_by_role("link", name="only its links").click()
    expect(page).to_have_url(re.compile("focus="))
    page.get_by_role("link", name="The whole map").click()
    expect(page).not_to_have_url(re.compile("focus="))
