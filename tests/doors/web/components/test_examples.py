"""Every component is shown in the style guide, renders in every state, and keeps the content policy."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import RequestFactory

from northing.web.rendering import environment
from northing.web.screens.styleguide.catalogue import catalogue, samples
from northing.web.templating import TEMPLATES

COMPONENTS = TEMPLATES / "components"
FOLDERS = sorted({path.parent.name for path in COMPONENTS.glob("*/*") if path.stem == path.parent.name})


def example(folder: str) -> str:
    values = {"request": RequestFactory().get("/styleguide/"), "csrf_input": "", "params": {}, **samples()}
    return environment().get_template(f"components/{folder}/examples.html").render(values)


def test_every_component_is_in_the_guide_once() -> None:
    assert sorted(entry.folder for entry in catalogue()) == FOLDERS


@pytest.mark.parametrize("folder", FOLDERS)
def test_examples_render_without_inline_style_or_script(folder: str) -> None:
    html = example(folder)
    assert html.strip()
    assert not re.search(r"<[^>]*\s(style|on\w+)\s*=", html)
    assert "<script" not in html
    assert "{{" not in html


@pytest.mark.parametrize("folder", FOLDERS)
def test_ids_in_an_example_are_unique_and_every_control_has_a_name(folder: str) -> None:
    html = example(folder)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    for target in re.findall(r'<label[^>]*\sfor="([^"]+)"', html):
        assert target in ids
    for button in re.findall(r"<button[^>]*>.*?</button>", html, re.DOTALL):
        words = re.sub(r"<svg.*?</svg>|<kbd.*?</kbd>|<[^>]+>", "", button, flags=re.DOTALL).strip()
        assert words or "aria-label=" in button


def test_no_component_reaches_for_raw_colours() -> None:
    for sheet in [*(TEMPLATES / "components").rglob("*.css"), *(TEMPLATES / "screens").rglob("*.css")]:
        text = Path(sheet).read_text(encoding="utf-8")
        assert not re.search(r"var\(--(paper|ink|night|chalk|red|amber|green)-\d", text), sheet


def test_what_a_person_typed_is_escaped_in_every_macro_that_shows_it() -> None:
    evil = "<img src=x onerror=alert(1)>\"'"
    env = environment()
    source = (Path(__file__).parent / "every_macro.html").read_text(encoding="utf-8")
    html = env.from_string(source).render(x=evil, now=datetime(2026, 11, 5, tzinfo=UTC))
    assert "<img" not in html
    assert html.count("&lt;img") > 60
