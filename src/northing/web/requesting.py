"""What teams ask of each other, in words: the same on an objective, a key result, a person's home and the list of requests."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext
from markupsafe import Markup

from northing.goals.queries import dependencies
from northing.goals.queries.dependencies import Alarm, DependencyRow, Move, RequestState, Side, StepRow
from northing.web import formats
from northing.web.happenings import linked, sentence
from northing.web.templating import url

_LATE = {Alarm.UNANSWERED, Alarm.OVERDUE}


def section(
    reader: Any, objective_id: int, today: date, *, may_ask: bool, key_result_id: int | None = None
) -> dict[str, Any]:
    """The part of a page about what its objective (or one key result) needs of others, and what others were promised."""
    own, promised = dependencies.of_objective(reader, objective_id, today, key_result_id)
    return {
        "depends": [line(row, key_result_id) for row in own],
        "promised": [line(row, key_result_id) for row in promised],
        "flagged": sum(row.flagged for row in own),
        "ask_url": url("request-new", objective_id, _query={"kr": key_result_id}) if may_ask else "",
    }


def line(row: DependencyRow, key_result_id: int | None = None) -> dict[str, Any]:
    """One request in a list: what, who of whom, how it stands and why it is flagged."""
    return {
        "row": row,
        "words": row.words,
        "href": url("request", row.id),
        "note": parties(row),
        "about": ""
        if key_result_id is not None and row.asker and row.asker.key_result_id == key_result_id
        else about(row),
        "state": state_words(row),
        "icon": state_icon(row),
        "due": due_words(row),
        "alarms": alarm_words(row),
    }


def parties(row: DependencyRow) -> str:
    """Response asks Hardware."""
    return gettext("%(asking)s asks %(asked)s") % {"asking": row.asking_team.name, "asked": row.asked_team.name}


def about(row: DependencyRow) -> Markup:
    """What it is for, as a link; nothing where the reader may not see it."""
    if row.asker is None:
        return Markup("")
    if row.asker.key_result_id is not None:
        return sentence(
            gettext("for %(what)s"), what=linked(row.asker.text, url("key-result", row.asker.key_result_id))
        )
    return sentence(gettext("for %(what)s"), what=linked(row.asker.statement, url("objective", row.asker.objective_id)))


def bringing(row: DependencyRow) -> Markup:
    """What will bring it, as a link."""
    end = row.bringer
    if end is None:
        return Markup("")
    where = url("objective", end.objective_id) if end.key_result_id is None else url("key-result", end.key_result_id)
    return linked(end.words, where)


def state_words(row: DependencyRow) -> str:
    """How it stands, in two or three words."""
    if row.over:
        return gettext("Not needed any more")
    return {
        RequestState.ASKED: gettext("Waits for an answer"),
        RequestState.PROPOSED: gettext("Another day proposed"),
        RequestState.AGREED: gettext("Agreed"),
        RequestState.DECLINED: gettext("Declined"),
        RequestState.DONE: gettext("Done"),
        RequestState.GIVEN_UP: gettext("Given up"),
        RequestState.WITHDRAWN: gettext("Withdrawn"),
    }[row.state]


def state_icon(row: DependencyRow) -> str:
    if row.flagged:
        return "band-off"
    if row.over:
        return "less"
    return {
        RequestState.ASKED: "circle",
        RequestState.PROPOSED: "calendar",
        RequestState.AGREED: "exchange",
        RequestState.DECLINED: "blocker",
        RequestState.DONE: "check",
        RequestState.GIVEN_UP: "close",
        RequestState.WITHDRAWN: "undo",
    }[row.state]


def due_words(row: DependencyRow) -> str:
    """By when: the day asked for, agreed or offered instead."""
    if row.state is RequestState.PROPOSED and row.proposed_on is not None:
        return gettext("%(offered)s instead of %(asked)s") % {
            "offered": formats.day(row.proposed_on), "asked": formats.short_day(row.due_on),
        }  # fmt: skip
    return gettext("by %(day)s") % {"day": formats.day(row.due_on)}


def alarm_words(row: DependencyRow) -> list[str]:
    """Why the asking side is flagged, in sentences."""
    team, day = row.asked_team.name, formats.day(row.due_on)
    what = row.bringer.words if row.bringer else gettext("What was to bring it")
    said = {
        Alarm.UNANSWERED: gettext("%(day)s has passed, and %(team)s has not answered.") % {"day": day, "team": team},
        Alarm.OVERDUE: gettext("%(day)s has passed, and it is not there.") % {"day": day},
        Alarm.OFF_TRACK: gettext("“%(what)s” is off track.") % {"what": what},
        Alarm.STALE: gettext("Nobody has been heard of on “%(what)s”.") % {"what": what},
        Alarm.DROPPED: gettext("What was to bring it is not pursued any more."),
        Alarm.DISSOLVED: gettext("%(team)s is not there any more. Ask somebody else, and withdraw this.")
        % {"team": team},
    }
    return [said[alarm] for alarm in row.alarms]


def turn_words(row: DependencyRow) -> str:
    """Whose turn it is, in a sentence that may stand alone."""
    match row.waits_for:
        case Side.ASKED:
            return gettext("%(team)s has not answered yet.") % {"team": row.asked_team.name}
        case Side.ASKING if row.state is RequestState.PROPOSED:
            return gettext("It is up to %(team)s whether that day will do.") % {"team": row.asking_team.name}
        case Side.ASKING:
            return gettext("%(team)s can ask again, for another day or for less, or withdraw it.") % {
                "team": row.asking_team.name
            }
        case _:
            return ""


def needs(rows: Iterable[DependencyRow]) -> list[dict[str, Any]]:
    """The requests that need somebody, as rows of "Needs you"."""
    return [_need(row) for row in rows]


def _need(row: DependencyRow) -> dict[str, Any]:
    link = linked(row.words, url("request", row.id))
    who = row.asked_by.name if row.asked_by else row.asking_team.name
    named = {"asking": row.asking_team.name, "asked": row.asked_team.name, "what": link}
    need = {
        "icon": "exchange",
        "href": url("request", row.id),
        "soon": bool(_LATE & set(row.alarms)),
        "due": due_words(row),
    }
    if row.waits_for is Side.ASKED and Side.ASKED in row.mine:
        return {
            **need,
            "words": sentence(gettext("%(asking)s asks %(asked)s: %(what)s"), **named),
            "note": gettext("%(who)s asked on %(day)s.") % {"who": who, "day": formats.day(row.asked_at)},
            "action": gettext("Answer"),
        }
    if row.state is RequestState.PROPOSED:
        return {
            **need,
            "words": sentence(gettext("%(asked)s offers another day: %(what)s"), **named),
            "note": row.reason,
            "action": gettext("Reply"),
        }
    if row.state is RequestState.DECLINED:
        return {
            **need,
            "icon": "blocker",
            "words": sentence(gettext("%(asked)s declined: %(what)s"), **named),
            "note": row.reason,
            "due": "",
            "action": gettext("Decide"),
        }
    return {
        **need,
        "icon": "band-off",
        "words": sentence(gettext("What you need from %(asked)s is in danger: %(what)s"), **named),
        "note": " ".join(alarm_words(row)),
        "action": gettext("Look"),
    }


def step_words(row: DependencyRow, step: StepRow) -> str:
    """What was done with this step."""
    asking, asked, day = row.asking_team.name, row.asked_team.name, formats.day(step.day)
    words = {
        None: gettext("asked %(asked)s for it by %(day)s."),
        Move.AGREE: gettext("agreed to %(day)s for %(asked)s."),
        Move.PROPOSE: gettext("proposed %(day)s instead."),
        Move.DECLINE: gettext("declined for %(asked)s."),
        Move.ACCEPT: gettext("accepted %(day)s for %(asking)s."),
        Move.ASK_AGAIN: gettext("asked again, for %(day)s."),
        Move.WITHDRAW: gettext("withdrew it for %(asking)s."),
        Move.FULFIL: gettext("said that it is done."),
        Move.GIVE_UP: gettext("gave it up."),
        Move.REOPEN: gettext("took that back: it is agreed for %(day)s."),
        Move.RESTORE: gettext("took that back: it is asked for by %(day)s."),
    }[step.move]
    said = words % {"asking": asking, "asked": asked, "day": day}
    return gettext("%(words)s As champion, on behalf of the team.") % {"words": said} if step.on_behalf else said
