"""The palette's results and the search page: one address, one answer in two sizes."""

import re
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from markupsafe import Markup, escape

from northing.insights.search import FEW, LONGEST, MANY, Hit, Kind, words_of
from northing.insights.search import search as find
from northing.web.rendering import render, wants_fragment
from northing.web.request import Request
from northing.web.screens.search.doing import deeds
from northing.web.templating import query, url_or_none

_ICONS = {
    Kind.OBJECTIVE: "okrs",
    Kind.KEY_RESULT: "measure",
    Kind.TEAM: "team",
    Kind.PERSON: "people",
    Kind.CYCLE: "calendar",
}
_PAGES = {Kind.OBJECTIVE: "objective", Kind.KEY_RESULT: "key-result", Kind.TEAM: "team", Kind.PERSON: "person"}


@require_safe
def search(request: Request) -> HttpResponse:
    """What is called so, and what can be done that is called so."""
    text = request.GET.get("q", "")[:LONGEST]
    small = wants_fragment(request)
    words = words_of(text)
    found = find(request.user, text, FEW if small else MANY)
    groups = [_to_do(request, words, small)] if small else []
    groups += [_group(kind, found.get(kind, []), words) for kind in Kind]
    groups += [] if small else [_to_do(request, words, small)]
    okrs = url_or_none("okrs")
    everything = f"{okrs}{query({'q': text, 'cycle': 'all'})}" if okrs and words else None
    shown = {"q": text, "groups": groups, "everything": everything, "words": words}
    if small:
        return render(request, "screens/search/found.html", shown)
    return render(request, "screens/search/search.html", shown)


def _to_do(request: Request, words: tuple[str, ...], small: bool) -> dict[str, Any]:
    rows = [
        {"href": deed.href, "text": marked(deed.text, words), "icon": deed.icon, "note": "", "key": deed.key}
        for deed in deeds(request.user, words)
    ]
    most = (8 if not words else 3) if small else len(rows)
    return {"title": _("Do"), "rows": rows[:most], "meant": False}


def _group(kind: Kind, hits: list[Hit], words: tuple[str, ...]) -> dict[str, Any]:
    rows = [
        {"href": href, "text": marked(hit.text, words), "icon": _ICONS[kind], "note": _note(hit), "key": ""}
        for hit in hits
        if (href := _address(hit)) is not None
    ]
    return {"title": _title(kind), "rows": rows, "meant": kind is Kind.OBJECTIVE}


def _title(kind: Kind) -> str:
    return {
        Kind.OBJECTIVE: _("Objectives"),
        Kind.KEY_RESULT: _("Key results"),
        Kind.TEAM: _("Teams"),
        Kind.PERSON: _("People"),
        Kind.CYCLE: _("Cycles"),
    }[kind]


def _address(hit: Hit) -> str | None:
    if hit.kind is Kind.CYCLE:
        okrs = url_or_none("okrs")
        return f"{okrs}{query({'cycle': hit.id})}" if okrs else None
    return url_or_none(_PAGES[hit.kind], hit.id)


def _note(hit: Hit) -> str:
    kinds = {
        "company": _("company"), "unit": _("unit"), "team": _("team"), "squad": _("squad"),
        "strategic": _("strategic"), "annual": _("annual"), "quarterly": _("quarterly"), "monthly": _("monthly"),
    }  # fmt: skip
    note = kinds.get(hit.note, hit.note) if hit.kind in (Kind.TEAM, Kind.CYCLE) else hit.note
    return f"{note}, {_('closed')}" if hit.closed and note else note


def marked(text: str, words: tuple[str, ...]) -> Markup:
    """The text with what was looked for in bold, where it is written as it was typed."""
    if not words:
        return escape(text)
    pattern = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)), re.IGNORECASE)
    parts: list[Markup] = []
    end = 0
    for match in pattern.finditer(text):
        parts += [escape(text[end : match.start()]), Markup("<b>"), escape(match.group()), Markup("</b>")]
        end = match.end()
    return Markup("").join([*parts, escape(text[end:])])
