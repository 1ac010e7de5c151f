"""Every component is shown in the style guide, renders in every state, and keeps the content policy."""

import re
from pathlib import Path

import pytest
from django.test import RequestFactory

from northing.web.rendering import environment
from northing.web.screens.styleguide.catalogue import CATALOGUE, samples
from northing.web.templating import TEMPLATES

FOLDERS = sorted(folder.name for folder in (TEMPLATES / "components").iterdir() if (folder / f"{folder.name}.html").exists())


def example(folder: str) -> str:
    values = {"request": RequestFactory().get("/styleguide/"), "csrf_input": "", "params": {}, **samples()}
    return environment().get_template(f"components/{folder}/examples.html").render(values)


def test_every_component_is_in_the_guide_once() -> None:
    assert sorted(entry.folder for entry in CATALOGUE) == FOLDERS


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
    source = """
    {% from "components/field/field.html" import text, textarea, select, radio_cards, checkbox, summary %}
    {% from "components/person/person.html" import person %}
    {% from "components/band/band.html" import band %}
    {% from "components/button/button.html" import button, act %}
    {% from "components/rows/rows.html" import key_result, objective %}
    {% from "components/outline/outline.html" import outline_row %}
    {% from "components/history/history.html" import entry, comment %}
    {% from "components/ledger/ledger.html" import ledger %}
    {% from "components/relations/relations.html" import relations %}
    {% from "components/crumbs/crumbs.html" import crumbs %}
    {% from "components/menu/menu.html" import menu %}
    {% from "components/filters/filters.html" import filters, filter, filter_form %}
    {% from "components/toast/toast.html" import toast %}
    {% from "components/palette/palette.html" import results %}
    {% from "components/bar/bar.html" import bar %}
    {{ text("a", x, x, hint=x, errors=[x], unit=x, placeholder=x) }}{{ textarea("b", x, x) }}
    {{ select("c", x, [(x, x)], value=x) }}{{ radio_cards("d", x, [{"value": x, "label": x, "hint": x, "example": x}], x) }}
    {{ checkbox("e", x, hint=x) }}{{ summary({"": [x], "a": [x]}, {"a": x}) }}{{ person(x, short=true) }}{{ band("on", x) }}
    {{ button(x, value=x, name="n") }}{{ act(x, "/", "", hidden={"v": x}) }}{{ key_result(x, "#", "", x, x) }}
    {{ objective(x, "#", "", x, x, x) }}{{ outline_row(0, x, "#", tag=x, value=x, aim=x, owner=x, note=x, fold="open", fold_href="#") }}
    {{ entry(x, today(), x, x, x) }}{{ comment(x, now, x, about=x) }}
    {{ ledger([{"when": today(), "who": x, "what": x, "before": x, "after": x, "reason": x}]) }}
    {{ relations([{"title": x, "rows": [{"icon": "up", "kind": x, "text": x, "href": "#", "note": x, "band": ""}]}]) }}
    {{ crumbs([(x, "#")], x) }}{{ menu(x, [{"text": x, "href": "#", "why_not": x}, {"text": x, "action": "/", "hidden": {"v": x}}], "") }}
    {% call filters() %}{{ filter("f", x, [(x, x)], value=x, params={"p": x}) }}{% call filter_form("g", x, value=x, params={"p": x, "q": [x]}) %}{% endcall %}{% endcall %}
    {{ toast(x, "", "/", {"v": x}) }}{{ results([{"title": x, "rows": [{"href": "#", "text": x, "icon": "okrs", "note": x, "key": x}]}]) }}
    {{ bar(0.5, size="l", label=x, labels={"now": x, "plan": x, "start": x, "target": x}, expected=0.5, band="on") }}
    """
    from datetime import UTC, datetime

    html = env.from_string(source).render(x=evil, now=datetime(2026, 11, 5, tzinfo=UTC))
    assert "<img" not in html
    assert html.count("&lt;img") > 60
