"""The lines of a checklist, with who did what they ask for and where it is done."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from northing.core.crafting import ALIGNING, FINALISING, Check, Line, Question, Step
from northing.crafting.queries.draft import DraftPage, Way
from northing.web import formats
from northing.web.screens.craft.presenting import words


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A line of a checklist: what it asks for, how far it is, by whom, and where it is done."""

    check: Check
    done: bool
    advice: bool
    words: str
    count: str
    by: str
    href: str


PLACES: dict[Check, tuple[Step, str]] = {
    Check.OBJECTIVES: (Step.CREATE, ""),
    Check.WHY: (Step.CREATE, ""),
    Check.KEY_RESULTS: (Step.CREATE, ""),
    Check.IN_PAIRS: (Step.CREATE, ""),
    Check.COACHED: (Step.CREATE, ""),
    Check.READ: (Step.REFINE, "set"),
    Check.MEASURABLE: (Step.REFINE, "set"),
    Check.OWNED: (Step.REFINE, "set"),
    Check.LEVELS: (Step.REFINE, "set"),
    Check.BLIND_ROUND: (Step.REFINE, "round"),
    Check.THREE_QUESTIONS: (Step.ALIGN, "who_needs_us"),
    Check.ASKED: (Step.ALIGN, "whom_we_need"),
    Check.REPLIED: (Step.ALIGN, "who_needs_us"),
    Check.CONNECTED: (Step.ALIGN, "serves"),
    Check.TOLD: (Step.FINALISE, "answers"),
    Check.SUFFICIENT: (Step.FINALISE, "set"),
    Check.APPROVED: (Step.FINALISE, "decision"),
    Check.ANNOUNCEMENT: (Step.TRANSMIT, "announcement"),
    Check.PUBLISHED: (Step.TRANSMIT, "publish"),
}
"""Where each line is done: on which step's page, and on which part of it."""


def drawn(page: DraftPage, line: Line) -> CheckLine:
    """A line of a checklist as its page draws it."""
    there, fragment = PLACES[line.check]
    return CheckLine(
        check=line.check,
        done=line.done,
        advice=line.advice,
        words=words.line_words(line.check),
        count=_count(line),
        by=formats.names([who for who in _by(page, line) if who]),
        href=words.address(there, page.team.id, page.cycle.id, fragment),
    )


def _count(line: Line) -> str:
    if line.check in (Check.ASKED, Check.REPLIED):
        return ngettext("one waits", "%(num)s wait", line.count) % {"num": line.count} if line.count else ""
    if line.check is Check.IN_PAIRS or not line.of:
        return ""
    return gettext("%(n)s of %(all)s") % {"n": line.count, "all": line.of}


def _by(page: DraftPage, line: Line) -> list[str]:
    """Who did what a line asks for, as far as that is known."""
    match line.check:
        case Check.OBJECTIVES | Check.IN_PAIRS:
            return [who.name for who in page.authors]
        case Check.READ:
            return [who.name for who in page.readers]
        case Check.LEVELS:
            return list(dict.fromkeys(yes.who.name for said in page.yeses.values() for yes in said if yes.stands))
        case Check.THREE_QUESTIONS:
            return _answerers(page, ALIGNING)
        case Check.TOLD:
            return _answerers(page, FINALISING)
        case Check.SUFFICIENT:
            return _answerers(page, (Question.SUFFICIENT,))
        case Check.BLIND_ROUND if line.done and page.round is not None and page.round.opened_by is not None:
            return [page.round.opened_by.name]
        case Check.APPROVED:
            approved = next((row for row in page.steps if row.way is Way.APPROVED), None)
            if line.done:
                return [approved.who.name] if approved and approved.who else []
            return [page.sponsor.name] if page.sponsor else []
        case Check.PUBLISHED:
            out = next((row for row in page.steps if row.way is Way.PUBLISHED), None)
            return [out.who.name] if out and out.who else []
        case _:
            return []


def _answerers(page: DraftPage, questions: Collection[Question]) -> list[str]:
    said = [
        row.who.name for (question, _), row in page.answers.items() if question in questions and row.who is not None
    ]
    return list(dict.fromkeys(said))
