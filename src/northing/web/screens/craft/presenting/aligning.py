"""The page of Align: the three questions beside what Northing knows, requests both ways, and what each objective serves."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import ngettext

from northing.core.crafting import ALIGNING, Question
from northing.crafting.queries.draft import DraftPage
from northing.crafting.queries.offers import Offer
from northing.insights.neighbours import Neighbour, Neighbours, Tie
from northing.web import requesting
from northing.web.screens.craft.presenting import parts, words
from northing.web.screens.craft.presenting.answering import Wrong, asked, field_name
from northing.web.screens.craft.presenting.framing import Frame
from northing.web.templating import url


def context(
    reader: Any, page: DraftPage, frame: Frame, near: Neighbours, offers: Sequence[Offer], wrong: Wrong
) -> dict[str, Any]:
    """Everything the page knows."""
    objectives = parts.objectives(reader, page)
    here = url("draft-align", page.team.id, page.cycle.id)
    mine = {one.row.id for one in page.objectives}
    return {
        "objectives": objectives,
        "writes": frame.may_craft and not frame.published,
        "questions": {question.value: asked(page, question, wrong) for question in ALIGNING},
        "asking": [requesting.line(row) for row in near.asking],
        "asked_of_us": [
            {**requesting.line(row), "waits": row.waits_for is not None and row.waits_for in row.mine}
            for row in near.asked
        ],
        "serving": [_tie(tie) for tie in near.serving],
        "served_by": [_tie(tie) for tie in near.served_by],
        "neighbours": [_neighbour(one) for one in near.neighbours],
        "ask": [
            {
                "words": one["row"].statement,
                "href": url("request-new", one["row"].id, _query={"next": f"{here}#{Question.WHOM_WE_NEED}"}),
            }
            for one in objectives
            if one["may_ask"] and one["row"].id in mine
        ],
        "alone": [one for one in objectives if not one["connected"]],
        "offers": [
            {
                "offer": offer,
                "href": url("key-result", offer.key_result_id),
                "take": url(
                    "draft-start",
                    _query={"team": page.team.id, "cycle": page.cycle.id, "key_result": offer.key_result_id},
                ),
            }
            for offer in offers
        ],
        "dependencies": url("team-dependencies", page.team.id, _query={"cycle": page.cycle.id}),
        "errors": wrong.errors,
        "labels": {field_name(question): words.question_words(question) for question in ALIGNING},
    }


def _tie(tie: Tie) -> dict[str, Any]:
    return {
        "theirs": tie.theirs.statement, "href": url("objective", tie.theirs.id),
        "team": tie.theirs.team.name,
    }  # fmt: skip


def _neighbour(one: Neighbour) -> dict[str, Any]:
    said = []
    if one.links:
        said.append(ngettext("%(num)s link", "%(num)s links", one.links) % {"num": one.links})
    if one.requests:
        said.append(ngettext("%(num)s request", "%(num)s requests", one.requests) % {"num": one.requests})
    return {
        "name": one.team.name,
        "href": url("team", one.team.id),
        "note": ", ".join(said),
        "asked": one.asked,
    }
