"""The page of Finalise: the whole set as the sponsor reads it, the answers, the verdict, and the decision."""

from typing import Any

from django.utils.translation import gettext

from northing.core.alignment import RequestState
from northing.core.crafting import FINALISING, ORDER, Question, Step, before_submitting
from northing.crafting.queries.draft import DraftPage, Way
from northing.web import formats, requesting
from northing.web.screens.craft.presenting import parts, words
from northing.web.screens.craft.presenting.answering import Wrong, asked, field_name
from northing.web.screens.craft.presenting.framing import Frame

DECISIONS = frozenset({Way.APPROVED, Way.SENT_BACK})


def context(reader: Any, page: DraftPage, frame: Frame, wrong: Wrong) -> dict[str, Any]:
    """Everything the page knows."""
    writes = frame.may_craft and not frame.published and not frame.submitted
    drawn = [
        {
            **shown,
            "coach": parts.coached(one),
            "sufficient": asked(page, Question.SUFFICIENT, wrong, one.row.id),
        }
        for one, shown in zip(page.objectives, parts.objectives(reader, page), strict=True)
    ]
    labels = {field_name(question): words.question_words(question) for question in FINALISING}
    labels |= {
        field_name(Question.SUFFICIENT, one.row.id): gettext("Are the key results enough, objective %(n)s") % {"n": n}
        for n, one in enumerate(page.objectives, start=1)
    }
    return {
        "objectives": drawn,
        "writes": writes,
        "answers": [asked(page, question, wrong) for question in FINALISING],
        "waiting": [
            requesting.line(row)
            for row in (*page.asked, *page.asked_of_us)
            if row.state in (RequestState.ASKED, RequestState.PROPOSED, RequestState.DECLINED)
        ],
        "agreed": [requesting.line(row) for row in page.asked if row.state is RequestState.AGREED],
        "gone": parts.gone_words(page),
        "left": left(page),
        "decided": decided(page),
        "wrong": wrong,
        "typed": wrong.typed,
        "errors": wrong.errors,
        "labels": {
            **labels,
            "reason": gettext("What is missing") if wrong.do == "send_back" else gettext("Why you submit it without"),
            "note": gettext("A word with it"),
            "to": gettext("Back to"),
        },
        "back_to": [(step.value, words.step_name(step)) for step in ORDER if step.place < Step.FINALISE.place],
    }


def left(page: DraftPage) -> list[str]:
    """What laying it before the sponsor now would leave out, in sentences."""
    lines = {line.check: line for line in page.lists[Step.FINALISE]}
    return [words.undone_words(lines[check]) for check in before_submitting(page.lists)]


def decided(page: DraftPage) -> dict[str, Any] | None:
    """What the sponsor decided last."""
    row = next((row for row in page.steps if row.way in DECISIONS), None)
    if row is None:
        return None
    return {
        "words": gettext("%(who)s %(did)s")
        % {
            "who": row.who.name if row.who else gettext("Somebody who left"),
            "did": words.way_words(row.way, row.origin, row.goal),
        },
        "day": formats.day(row.at),
        "reason": row.reason,
        "approved": row.way is Way.APPROVED,
    }
