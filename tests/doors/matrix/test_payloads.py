"""Texts that would like to be code, in every text field and on every page that shows them: they stay texts (S8).

Pages are read as a browser reads them: no element and no attribute may come from a text.
"""

from itertools import product

import pytest
from django.core.cache import cache
from django.db import models

from northing.accounts.models import Organisation, Person
from northing.checkins.models import CheckIn
from northing.conversations.models import Comment
from northing.crafting.models import Draft, DraftStep
from northing.cycles.models import Cycle
from northing.goals.models import Initiative, KeyResult, LedgerEntry, Objective, Stage
from northing.kit.memory import forget
from northing.teams.models import Team
from tests.doors.matrix.company import Company, undone
from tests.doors.matrix.pages import Page
from tests.doors.matrix.routes import routes
from tests.doors.matrix.test_verdicts import DECLARED

pytestmark = pytest.mark.django_db

MARK = "pwned"


def payloads() -> list[str]:
    """Each way out of a text with each thing to do outside. None is longer than the shortest field that takes prose."""
    ways_out = ["", '">', "'>", "</title>", "</textarea>", "</script>", "-->", "]]>", '"/>', "</svg>", "`>"]
    deeds = [
        f"<script>{MARK}()</script>",
        f"<img src=x onerror={MARK}()>",
        f"<svg/onload={MARK}()>",
        f"<{MARK} autofocus onfocus={MARK}()>",
        f"<iframe srcdoc='<b {MARK}>'></iframe>",
        f"<a href=javascript:{MARK}()>x</a>",
    ]
    inside = [
        f'" onmouseover="{MARK}()', f"' onmouseover='{MARK}()", f"` onclick=`{MARK}()", f'" autofocus onfocus={MARK}() x="',
        f"javascript:{MARK}()", f"JaVaScRiPt:{MARK}()", f"java\tscript:{MARK}()", f"data:text/html,<script>{MARK}()</script>",
        f"vbscript:{MARK}()", f"{{{{{MARK}}}}}", f"{{% {MARK} %}}", f"${{{MARK}()}}", f"#{{{MARK}}}", f"<%= {MARK} %>",
        f"[x](javascript:{MARK}())", f"![x](x\" onerror=\"{MARK}())", f"<https://x\" onclick={MARK}()>", f"**<b {MARK}>**",
        f"&lt;script&gt;{MARK}()&lt;/script&gt;", f"&#60;img src=x onerror={MARK}()&#62;", f"<scr<script>ipt>{MARK}()</script>",
        f"<ScRiPt>{MARK}()</sCrIpT>", f"<img/src='x'/onerror={MARK}()", f"<svg><script>{MARK}()//", f"<math><mi {MARK}>",
        f"<form action=//{MARK}><button>", f"<base href=//{MARK}/>", f"<meta http-equiv=refresh content=0;//{MARK}>",
        f"<link rel=stylesheet href=//{MARK}>", f"<style>@import'//{MARK}'</style>", f"<div style=width:expression({MARK})>",
        f"<div hx-get=/{MARK} hx-trigger=load>", f"<b hx-on::load={MARK}()>", f"<template {MARK}><slot>",
        f"\u202e<img src=x onerror={MARK}()>", f"\uff1cscript\uff1e{MARK}()", f"\u2028<script>{MARK}()</script>",
        f"=HYPERLINK(\"//{MARK}\")", f"';{MARK}();//", f"\\\";{MARK}();//", f"</option></select><img {MARK}>",
        f"</td></tr></table><b {MARK}>",
    ]  # fmt: skip
    return [way + deed for way, deed in product(ways_out, deeds)] + inside


ALL = payloads()
# Everything that people write, and where it is kept. What is longer than a line takes all of them at once.
SHORT: list[tuple[type[models.Model], str]] = [
    (Organisation, "name"), (Person, "name"), (Person, "title"), (Team, "name"), (Cycle, "name"), (KeyResult, "unit"),
    (Stage, "label"), (Team, "purpose"), (Objective, "statement"), (KeyResult, "text"), (KeyResult, "measured_how"),
    (Initiative, "title"), (Initiative, "hypothesis"), (Comment, "quote"),
]  # fmt: skip
LONG: list[tuple[type[models.Model], str]] = [
    (Objective, "why"), (KeyResult, "note"), (Initiative, "outcome"), (CheckIn, "note"), (LedgerEntry, "reason"),
    (Comment, "text"), (Draft, "announcement"), (DraftStep, "reason"), (Objective, "carried_because"),
]  # fmt: skip
PLACES = ("src", "href", "action", "formaction", "data", "poster", "srcset", "xlink:href", "hx-get", "hx-post")
ROUNDS = 6


def test_there_are_enough_and_all_different() -> None:
    assert len(set(ALL)) == len(ALL) >= 60


@pytest.fixture(scope="module")
def benign(company: Company) -> set[tuple[str, str]]:
    """Every element with every attribute on the pages as they are: nothing may be added to them by a text."""
    return {pair for role in ("lead", "admin") for page in _pages(company, role) for pair in page.pairs}


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_stored_texts_stay_texts(company: Company, benign: set[tuple[str, str]], turn: int) -> None:
    """Every field of every thing holds payloads, others in each round; every page is looked at."""
    with undone():
        used = _fill(turn)
        cache.clear()
        forget("organisation")
        shown = 0
        for page in [page for role in ("lead", "admin") for page in _pages(company, role)]:
            check(page, benign)
            shown += MARK in page.text or any(
                MARK in value for _name, facts in page.elements for value in facts.values()
            )
        assert shown > 30
        assert used
    forget("organisation")


def test_the_export_defuses_them_too(company: Company) -> None:
    with undone():
        for number, objective in enumerate(Objective.objects.filter(state="published")):
            objective.statement = f"{'=+-@'[number % 4]}{MARK}()"
            objective.save(update_fields=["statement"])
        answer = company.client("lead").get("/okrs/export/")
        lines = answer.getvalue().decode()
        assert MARK in lines
        assert answer["Content-Type"] == "text/csv; charset=utf-8"
        assert "attachment" in answer["Content-Disposition"]
        for sign in "=+-@":
            assert f",{sign}{MARK}" not in lines
            assert f'"{sign}{MARK}' not in lines


def check(page: Page, benign: set[tuple[str, str]]) -> None:
    """No element and no attribute but those of our own templates; scripts from here only; no address that runs."""
    for name, facts in page.elements:
        assert MARK not in name, page.address
        if name == "script":
            assert facts.get("src", "").startswith("/static/") or facts.get("type") == "application/json", page.address
        assert name not in {"iframe", "object", "embed", "base", "math", "applet"}, (page.address, name)
        for attribute, value in facts.items():
            assert MARK not in attribute, (page.address, name)
            assert not attribute.startswith("on"), (page.address, name, attribute)
            assert attribute not in {"style", "srcdoc"}, (page.address, name)
            if attribute in PLACES:
                scheme = value.replace("\t", "").replace("\n", "").strip().lower().partition(":")[0]
                runs = scheme in {"javascript", "data", "vbscript"} and ":" in value
                assert not runs, (page.address, name, value)
    new = {pair for pair in page.pairs - benign if pair[0] in {"script", "img", "svg", "form", "style", "meta", "link"}}
    assert {pair for pair in new if pair[1] == ""} <= {("form", ""), ("svg", ""), ("img", "")}, page.address


def _pages(company: Company, role: str) -> list[Page]:
    client = company.client(role)
    found = []
    for name, route in routes().items():
        if set(DECLARED[name][0]) <= {"N", "I", "H"} or name.startswith("styleguide"):
            continue
        address = route.address(company)
        answer = client.get(address)
        if answer["Content-Type"] == "application/json":
            assert answer["X-Content-Type-Options"] == "nosniff", address  # data: no browser takes it for a page
        elif answer.status_code == 200 and not hasattr(answer, "streaming_content"):
            found.append(Page(answer.content.decode(), address))
    return found


def _fill(turn: int) -> list[str]:
    """Put payloads into every text there is; returns those that were used."""
    used: list[str] = []
    for model, field in LONG:
        model._default_manager.update(**{field: "\n".join(ALL)[:3900]})
        used += ALL
    for place, (model, field) in enumerate(SHORT):
        most = model._meta.get_field(field).max_length or 200
        for number, row in enumerate(model._default_manager.order_by("pk")[:400]):
            text = ALL[(number * len(SHORT) * ROUNDS + place * ROUNDS + turn) % len(ALL)]
            setattr(row, field, f"{text[: most - 4]}{number:>4}")
            row.save(update_fields=[field])
            used.append(text)
    return used
