"""What the calendar asks a reader to draft, in words: a line among what needs them, and where that is done (R27, R28)."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext

from northing.core.cadence import Audience, WindowState
from northing.core.crafting import Standing, Step
from northing.crafting.queries.listing import UnderWay
from northing.insights.asked import Asked
from northing.web import formats
from northing.web.happenings import linked, sentence
from northing.web.templating import url


def drafting_needs(asked: Iterable[Asked], drafts: Iterable[UnderWay]) -> list[dict[str, Any]]:
    """The lines on somebody's home: what lies before them, then what the calendar asks for, with the step it is in."""
    on_their_way = {(one.team_id, one.cycle.id): one for one in drafts}
    lines = [_decision(one) for one in on_their_way.values() if one.decides]
    for one in asked:
        draft = on_their_way.get((one.team.id, one.cycle.id)) if one.audience is not Audience.INDIVIDUALS else None
        if draft is None or not draft.decides:
            lines.append(_need(one, draft))
    return lines


def _decision(draft: UnderWay) -> dict[str, Any]:
    """A set lies before its sponsor."""
    href = url("draft-finalise", draft.team_id, draft.cycle.id)
    okrs = gettext("%(team)s's OKRs for %(cycle)s") % {"team": draft.team, "cycle": draft.cycle.name}
    return {
        "icon": "edit",
        "words": sentence(gettext("%(okrs)s wait for your word."), okrs=linked(okrs, href)),
        "note": gettext("Approve them, or send them back with a reason."),
        "due": "",
        "soon": True,
        "action": gettext("Read"),
        "href": href,
    }


def _need(asked: Asked, draft: UnderWay | None) -> dict[str, Any]:
    """The line for what the calendar asks for."""
    late = asked.state is WindowState.OVERDUE
    until = gettext("was due %(day)s") if late else gettext("until %(day)s")
    href = _address(asked)
    return {
        "icon": "edit",
        "words": sentence(_words(asked), okrs=linked(_okrs(asked), href)),
        "note": _note(asked, late) if draft is None else f"{_stands(draft)} {_note(asked, late)}".strip(),
        "due": until % {"day": formats.day(asked.closes_on)},
        "soon": late,
        "action": gettext("Go on") if asked.drafts else gettext("Draft"),
        "href": href,
    }


def _address(asked: Asked) -> str:
    """Where it is drafted: on the page of the team's draft, or one objective of one's own."""
    team, cycle = asked.team.id, asked.cycle.id
    if asked.audience is Audience.INDIVIDUALS:
        return url("drafting:objective_new", _query={"team": team, "cycle": cycle, "individual": "1"})
    return url("draft", team, cycle)


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


def _stands(draft: UnderWay) -> str:
    """Where the draft itself is."""
    match draft.where.standing:
        case Standing.SUBMITTED:
            return gettext("It lies before its sponsor.")
        case Standing.APPROVED:
            return gettext("It is approved and can go out.")
        case _:
            return {
                Step.CREATE: gettext("It is being written."),
                Step.REFINE: gettext("The team is refining it."),
                Step.ALIGN: gettext("It is being aligned with other teams."),
                Step.FINALISE: gettext("It is being finished for its sponsor."),
                Step.TRANSMIT: gettext("It can go out."),
            }[draft.where.step]


def _next(step: str) -> str:
    return {
        "create": gettext("Next is the first draft, by %(day)s."),
        "refine": gettext("Next is refining it together, by %(day)s."),
        "align": gettext("Next is asking the teams you depend on, by %(day)s."),
        "finalise": gettext("Next is the sponsor's word, by %(day)s."),
        "transmit": gettext("Next is publishing it, by %(day)s."),
    }[step]
