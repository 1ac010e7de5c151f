"""On a telephone, 390 points wide."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.places import PLACES, go


@pytest.mark.parametrize("place", PLACES)
def test_nothing_scrolls_sideways_and_the_bar_is_under_the_thumb(visit: Visit, place: str) -> None:
    page = visit("aino", viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    go(page, place)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    bar = page.get_by_role("navigation", name="Main, phone")
    if place == "check-in":
        expect(bar).to_have_count(0)  # one task; its own two buttons are under the thumb
        return
    expect(bar).to_be_in_viewport()
    box = bar.bounding_box()
    assert box
    assert box["y"] + box["height"] == pytest.approx(844, abs=1)
