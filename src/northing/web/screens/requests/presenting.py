"""From requests to what their templates draw."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext

from northing.cycles.queries import CycleRow
from northing.goals.queries.dependencies import (
    Bringable,
    DependencyRow,
    Move,
    RequestState,
    Side,
    StepRow,
    Wanted,
)
from northing.goals.queries.objective import ObjectivePage
from northing.insights.neighbours import Neighbour, Neighbours, TeamPlace
from northing.web import formats, requesting
from northing.web.screens.requests.forms import ROWS
from northing.web.templating import url, url_or_none

Groups = list[tuple[str, list[tuple[int, str]]]]

INDENT = "\N{EM SPACE}"

# ---- the list -------------------------------------------------------------------------------------------------


def listed(
    rows: Iterable[DependencyRow], wanted: Wanted, params: Mapping[str, Any], choices: Mapping[str, Any]
) -> dict[str, Any]:
    """Grouped by whose turn it is: ours first, then what is in danger, what is on its way, and what is over."""
    waiting, danger, going, over = [], [], [], []
    for row in rows:
        if row.waits_for is not None and row.waits_for in row.mine:
            waiting.append(row)
        elif row.flagged:
            danger.append(row)
        elif row.is_open:
            going.append(row)
        else:
            over.append(row)
    groups = [
        (gettext("Waits for your team"), gettext("An answer or a reply is yours to give"), waiting),
        (gettext("In danger"), gettext("The day has passed, or what was to bring it is not going well"), danger),
        (gettext("On its way"), gettext("Agreed, or with the others"), going),
    ]
    return {
        "groups": [(title, note, [requesting.line(row) for row in group]) for title, note, group in groups if group],
        "over": [requesting.line(row) for row in over],
        "params": dict(params),
        "wanted": wanted,
        "sides": [
            {"text": text, "href": _with(params, side=side), "current": (wanted.side or "") == (side or "")}
            for text, side in (
                (gettext("All"), None),
                (gettext("Asked of us"), Side.ASKED.value),
                (gettext("Asked by us"), Side.ASKING.value),
            )
        ],
        "states": state_options(),
        **choices,
    }


def state_options() -> list[tuple[str, str]]:
    return [
        ("open", gettext("still open")), ("flagged", gettext("in danger")),
        (RequestState.ASKED.value, gettext("waits for an answer")),
        (RequestState.PROPOSED.value, gettext("another day proposed")),
        (RequestState.AGREED.value, gettext("agreed")), (RequestState.DECLINED.value, gettext("declined")),
        (RequestState.DONE.value, gettext("done")), (RequestState.GIVEN_UP.value, gettext("given up")),
        (RequestState.WITHDRAWN.value, gettext("withdrawn")),
    ]  # fmt: skip


def _with(params: Mapping[str, Any], **changes: Any) -> str:
    return url("requests", _query={**params, **changes})


# ---- one request ----------------------------------------------------------------------------------------------


def one(
    reader: Any,
    row: DependencyRow,
    steps: Iterable[StepRow],
    moves: Collection[Move],
    bringable: Iterable[Bringable],
    *,
    errors: Mapping[str, Any] | None = None,
    typed: Mapping[str, Any] | None = None,
    sent: str = "",
    met: bool = False,
) -> dict[str, Any]:
    """Everything the page of a request knows. `sent` is the step that went wrong, with its `errors` and what was `typed`; `met`:
    somebody else was quicker.
    """
    return {
        "row": row,
        "line": requesting.line(row),
        "by_words": gettext("by %(day)s") % {"day": formats.day(row.due_on)},
        "turn": requesting.turn_words(row),
        "alarms": requesting.alarm_words(row),
        "bringing": requesting.bringing(row),
        "about": requesting.about(row),
        "may": {move.value for move in moves},
        "steps": [(step, requesting.step_words(row, step)) for step in steps],
        "bringers": _bringers(bringable),
        "bringer_value": _bringer_value(row),
        "agree_words": gettext("Agree to %(day)s") % {"day": formats.day(row.due_on)},
        "accept_words": gettext("Accept %(day)s") % {"day": formats.day(row.proposed_on)},
        "errors": errors or {},
        "typed": typed or {},
        "sent": sent,
        "met": met,
        "me": reader.pk,
        "trail": [
            (gettext("Requests"), url("requests")),
            (row.asking_team.name, url_or_none("team", row.asking_team.id)),
        ],
    }


def _bringers(bringable: Iterable[Bringable]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The objectives of the asked team, each with its key results, for a select."""
    return [
        (
            one.statement,
            [(f"o{one.id}", gettext("the objective as a whole")), *((f"k{pk}", text) for pk, text in one.key_results)],
        )
        for one in bringable
    ]


def _bringer_value(row: DependencyRow) -> str:
    if row.bringer is None:
        return ""
    return f"k{row.bringer.key_result_id}" if row.bringer.key_result_id else f"o{row.bringer.objective_id}"


# ---- asking ---------------------------------------------------------------------------------------------------


def asking(
    page: ObjectivePage,
    teams: Iterable[TeamPlace],
    near: Collection[int],
    typed: Mapping[str, Any],
    errors: Mapping[str, Any],
    key: str,
) -> dict[str, Any]:
    o = page.objective
    return {
        "o": o,
        "page": page,
        "teams": team_options(teams, near, without=o.team.id),
        "key_results": [
            (row.id, gettext("KR %(n)s: %(text)s") % {"n": row.number, "text": row.text}) for row in page.key_results
        ],
        "typed": typed,
        "errors": errors,
        "key": key,
        "trail": [
            (o.team.name, url_or_none("team", o.team.id)),
            (gettext("Objective"), url("objective", o.id)),
        ],
    }


def team_options(teams: Iterable[TeamPlace], near: Collection[int], *, without: int) -> Groups:
    """The teams to ask: those one has to do with already first, then the tree."""
    there = [row for row in teams if row.id != without and not row.is_archived]
    known = [(row.id, row.name) for row in there if row.id in near]
    rest = [(row.id, INDENT * row.depth + row.name) for row in there if row.id not in near]
    groups = [(gettext("You work with"), known), (gettext("Teams") if not known else gettext("All other teams"), rest)]
    return [(words, options) for words, options in groups if options]


# ---- the three questions --------------------------------------------------------------------------------------


def questions(
    found: Neighbours,
    *,
    today: date,
    key: str,
    errors: Mapping[str, Any],
    typed: Mapping[str, Any] | None,
    params: Mapping[str, Any],
) -> dict[str, Any]:
    """Everything the page of the three questions knows."""
    own = [(row.id, row.statement) for row, _parts in found.objectives if row.id in found.writable]
    waiting = [one for one in found.neighbours if not one.asked and one.team.id not in found.team.above]
    return {
        "found": found,
        "team": found.team,
        "trail": [(gettext("Teams"), url_or_none("teams")), (found.team.name, url_or_none("team", found.team.id))],
        "asked": [requesting.line(row) for row in found.asked],
        "asking": [requesting.line(row) for row in found.asking],
        "serving": [_tie(tie) for tie in found.serving],
        "served_by": [_tie(tie) for tie in found.served_by],
        "neighbours": [_neighbour(one) for one in found.neighbours],
        "objectives": own,
        "teams": team_options(found.teams, {one.team.id for one in found.neighbours}, without=found.team.id),
        "rows": _question_rows(typed, waiting, own),
        "unanswered": sum(row.waits_for is not None for row in found.asking),
        "cycle_options": _cycles(found.cycles),
        "params": dict(params),
        "today": today,
        "key": key,
        "errors": errors,
        "labels": _labels(),
    }


def _question_rows(
    typed: Mapping[str, Any] | None, waiting: list[Neighbour], own: list[tuple[int, str]]
) -> list[dict[str, Any]]:
    """The rows of the form: what was typed, or the neighbours nobody has asked for anything yet."""
    rows = []
    for place in range(ROWS):
        near = waiting[place].team.id if place < len(waiting) else ""
        given = {"team_id": near, "objective_id": own[0][0] if len(own) == 1 else "", "words": "", "due_on": ""}
        if typed is not None:
            given = {name: typed.get(f"{name}-{place}", "") for name in given}
        rows.append({"place": place, **given})
    return rows


def _labels() -> dict[str, str]:
    names = {
        "words": gettext("What you need"), "team_id": gettext("Team"), "due_on": gettext("By"),
        "objective_id": gettext("For"),
    }  # fmt: skip
    return {
        f"{name}-{place}": gettext("%(field)s in row %(n)s") % {"field": words, "n": place + 1}
        for name, words in names.items()
        for place in range(ROWS)
    }


def _tie(tie: Any) -> dict[str, Any]:
    return {
        "ours": tie.ours.statement,
        "ours_href": url("objective", tie.ours.id),
        "theirs": tie.theirs.statement,
        "theirs_href": url("objective", tie.theirs.id),
        "team": tie.theirs.team.name,
    }


def _neighbour(one: Neighbour) -> dict[str, Any]:
    return {
        "name": one.team.name,
        "href": url_or_none("team", one.team.id),
        "links": one.links,
        "requests": one.requests,
    }


def _cycles(rows: Iterable[CycleRow]) -> list[tuple[int, str]]:
    return [(row.id, row.name) for row in rows]
