"""axe-core finds nothing serious on any page, in light and in dark."""

from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit
from tests.browser.places import PLACES, go

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
GRAVE = ("serious", "critical")
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def _violations(page: Page) -> list[str]:
    """What axe-core calls serious or critical: rule, what it means, and the first elements."""
    found: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations'], preload: false})")
    return [
        f"{one['id']}: {one['help']}: {[(node['html'][:160], node['failureSummary'][:200]) for node in one['nodes'][:3]]}"
        for one in found["violations"]
        if one["impact"] in GRAVE
    ]


@pytest.mark.parametrize("place", ["sign-in", *PLACES])
def test_nothing_serious_is_wrong(visit: Visit, place: str) -> None:
    page = visit("" if place == "sign-in" else "maren")
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)  # before the page comes: colours glide from one scheme to the other
        if place == "sign-in":
            page.goto("/sign-in/")
        else:
            go(page, place)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        assert _violations(page) == [], scheme
