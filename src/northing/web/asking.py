"""What the calendar asks a reader to draft, in words: a line among what needs them, and where that is done (R27, R28)."""

from typing import Any

from django.utils.translation import gettext

from northing.core.cadence import Audience, WindowState
from northing.insights.asked import Asked
from northing.web import formats
from northing.web.happenings import linked, sentence
from northing.web.templating import url_or_none


def drafting_need(asked: Asked) -> dict[str, Any]:
    """The line on somebody's home."""
    late = asked.state is WindowState.OVERDUE
    until = gettext("was due %(day)s") if late else gettext("until %(day)s")
    href = drafting_url(asked)
    return {
        "icon": "edit",
        "words": sentence(_words(asked), okrs=linked(_okrs(asked), href or "")),
        "note": _note(asked, late),
        "due": until % {"day": formats.day(asked.closes_on)},
        "soon": late,
        "action": gettext("Go on") if asked.drafts else gettext("Draft"),
        "href": href,
    }


def drafting_url(asked: Asked) -> str | None:
    """Where it is drafted: on the page of the team's draft, or objective by objective."""
    team, cycle = asked.team.id, asked.cycle.id
    if asked.audience is Audience.INDIVIDUALS:
        return url_or_none("drafting:objective_new", _query={"team": team, "cycle": cycle, "individual": "1"})
    return url_or_none("draft", team, cycle) or url_or_none(
        "drafting:objective_new", _query={"team": team, "cycle": cycle}
    )


def _words(asked: Asked) -> str:
    if asked.audience is Audience.INDIVIDUALS:
        return gettext("Now is the time for %(okrs)s.")
    return gettext("Go on drafting %(okrs)s.") if asked.drafts else gettext("Draft %(okrs)s.")


def _okrs(asked: Asked) -> str:
    names = {"team": asked.team.name, "cycle": asked.cycle.name}
    match asked.audience:
        case Audience.COMPANY:
            return gettext("the company's OKRs for %(cycle)s") % names
        case Audience.TEAMS:
            return gettext("%(team)s's OKRs for %(cycle)s") % names
        case Audience.INDIVIDUALS:
            return gettext("OKRs of your own for %(cycle)s") % names


def _note(asked: Asked, late: bool) -> str:
    if asked.audience is Audience.INDIVIDUALS:
        return gettext("If you want any. They are for growing, never for rating anybody.")
    if late:
        return gettext("Nothing is published yet. Better a short set now than a full one too late.")
    return _next(asked.step.step) % {"day": formats.day(asked.step.by)} if asked.step else ""


def _next(step: str) -> str:
    return {
        "create": gettext("Next is the first draft, by %(day)s."),
        "refine": gettext("Next is refining it together, by %(day)s."),
        "align": gettext("Next is asking the teams you depend on, by %(day)s."),
        "finalise": gettext("Next is the sponsor's word, by %(day)s."),
        "transmit": gettext("Next is publishing it, by %(day)s."),
    }[step]
