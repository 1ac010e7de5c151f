"""The page of Transmit: what is told, to whom, and the set going out."""

from typing import Any

from django.utils.translation import gettext

from northing.core.access import Act
from northing.core.crafting import Check, before_publishing
from northing.crafting.queries.draft import DraftPage, Way
from northing.web import formats
from northing.web.screens.craft.presenting import parts, words
from northing.web.screens.craft.presenting.answering import Wrong
from northing.web.screens.craft.presenting.framing import Frame
from northing.web.templating import url


def context(reader: Any, page: DraftPage, frame: Frame, wrong: Wrong, *, by_steps: bool = True) -> dict[str, Any]:
    """Everything the page knows."""
    stored = page.draft.announcement if page.draft else ""
    publisher = all(parts.standing(reader, page, one).verdict(Act.PUBLISH).allowed for one in page.objectives)
    mine = wrong.do in ("announce", "publish")
    out = next((row for row in page.steps if row.way in (Way.PUBLISHED, Way.PUBLISHED_ALONE)), None)
    text = wrong.typed.get("announcement", "") if mine else stored or ("" if frame.published else proposed(page))
    return {
        "objectives": [
            {"row": one.row, "href": url("objective", one.row.id), "count": len(one.key_results)}
            for one in page.objectives
        ],
        "writes": frame.may_craft and not frame.published,
        "publisher": publisher,
        "text": text,
        "before": stored if not mine or wrong.theirs is not None else wrong.typed.get("before", ""),
        "is_proposal": not stored and not mine,
        "told": told(page),
        "left": left(page) if by_steps else [],
        "out": out,
        "out_words": _out_words(page, out) if out else "",
        "reason": wrong.typed.get("reason", "") if mine else "",
        "map": url("map", _query={"cycle": page.cycle.id}),  # all of it: its own team alone would show no link
        "okrs": url("okrs", _query={"team": page.team.id, "cycle": page.cycle.id}),
        "errors": wrong.errors,
        "labels": {"announcement": gettext("What you tell"), "reason": gettext("Why you publish it without")},
    }


def left(page: DraftPage) -> list[str]:
    """What publishing now would leave out, in sentences."""
    lines = {line.check: line for lines in page.lists.values() for line in lines}
    missing = before_publishing(page.lists, page.where)
    said = []
    for check in missing:
        if check is Check.APPROVED and page.changed:
            said.append(gettext("The set was changed since the sponsor approved it."))
        else:
            said.append(words.undone_words(lines[check]))
    return said


def told(page: DraftPage) -> list[str]:
    """Who hears of it by mail, a line for each kind of people."""
    if page.team.kind == "company":
        return [gettext("Everybody in the company.")]
    found = [
        gettext("The members of %(team)s and of the teams right below it.") % {"team": page.team.name},
        gettext("Who owns a key result, leads an objective or helps with one."),
    ]
    if page.sponsor is not None:
        found.append(gettext("The sponsor, %(name)s.") % {"name": page.sponsor.name})
    above = dict.fromkeys(parent.team for one in page.objectives for parent in one.parents)
    if above:
        found.append(gettext("The leads of what it serves: %(teams)s.") % {"teams": ", ".join(above)})
    asked = dict.fromkeys(row.asked_team.name for row in page.asked)
    if asked:
        found.append(gettext("The leads of the teams you asked: %(teams)s.") % {"teams": ", ".join(asked)})
    return found


def proposed(page: DraftPage) -> str:
    """An announcement to begin with, from what is written: objectives, whys, key results, and who to talk to."""
    if not page.objectives:
        return ""
    named = {"team": page.team.name, "cycle": page.cycle.name}
    lines = [gettext("What %(team)s wants to reach in %(cycle)s") % named, ""]
    for number, one in enumerate(page.objectives, start=1):
        lines.append(f"{number}. {one.row.statement}")
        if one.row.why.strip():
            lines.append(gettext("Why: %(why)s") % {"why": " ".join(one.row.why.split())})
        for row in one.key_results:
            owner = f" ({row.owner.name})" if row.owner else ""
            lines.append(f"- {row.text}{owner}")
        lines.append("")
    people = [*(one.row.lead.name for one in page.objectives if one.row.lead), *(who.name for who in page.authors)]
    if people:
        lines.append(gettext("Talk to %(who)s.") % {"who": formats.names(list(dict.fromkeys(people)))})
    return "\n".join(lines).strip()[:4000]


def _out_words(page: DraftPage, out: Any) -> str:
    who = out.who.name if out.who else gettext("somebody who left")
    return gettext("Published on %(day)s by %(who)s.") % {"day": formats.day(out.at), "who": who}
