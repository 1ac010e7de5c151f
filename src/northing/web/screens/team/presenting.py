"""From a team, and from the tree of teams, to what their templates draw."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext, ngettext

from northing.accounts.queries import number_style, today
from northing.core.cadence import Discipline, Habit
from northing.core.forecasting import Calibration
from northing.core.measures import NumberStyle, clamp
from northing.core.rollup import Explanation, Fraction, Input, LeftOut, Line, NodeKind, Ref
from northing.core.scoring import Commitment
from northing.cycles.queries import usual
from northing.goals.queries.rows import KeyResultRow, ObjectiveRow
from northing.insights.calibration import TeamCalibration
from northing.insights.team import TeamLine, TeamList, TeamPage
from northing.web import foretelling, formats, happenings, portraits, summing
from northing.web.components.bar import bar_svg
from northing.web.components.voices import voices_svg
from northing.web.formats import number_word
from northing.web.templating import url, url_or_none

NEWS_SHOWN = 8
MEMBERS_SHOWN = 30
ABOUT_RIGHT = 0.05
TRAIL_SHOWN = 4
"""Teams above that stand in the trail without folding."""

Pairs = Sequence[tuple[ObjectiveRow, tuple[KeyResultRow, ...]]]


def kind_word(kind: str) -> str:
    """What a node of the tree is called."""
    return {
        "company": gettext("company"), "unit": gettext("unit"), "team": gettext("team"), "squad": gettext("squad"),
    }[kind]  # fmt: skip


# ---- one team -------------------------------------------------------------------------------------------------


def team(reader: Any, page: TeamPage, explain: str) -> dict[str, Any]:
    """Everything the template of a team knows. `explain` names the commitment whose mean is asked about (R3c)."""
    elapsed = page.cycle.span.elapsed(page.day) if page.cycle else None
    style = number_style(reader)
    lines = happenings.told(page.news, style)
    then = {"as_of": page.as_of.isoformat()} if page.as_of else {}
    where = {"team": page.id, "cycle": page.cycle.id if page.cycle else None, **then}
    default = usual(list(page.cycles), page.day)
    params = {**({"cycle": page.cycle.id} if page.cycle and page.cycle != default else {}), **then}
    return {
        "page": page,
        "params": params,
        "kind": kind_word(page.kind).capitalize(),
        "trail": _trail(page, then),
        "objectives": [_objective(pair, style, then) for pair in page.objectives],
        "drafts": [_objective(pair, style, then) for pair in page.drafts],
        "individuals": [_objective(pair, style, then) for pair in page.individuals],
        "summary": summing.shares(
            page.summary, where, expected=elapsed, explain=lambda each: _explain_url(page, params, each)
        ),
        "foreseen": _foreseen(page),
        "below": summing.shares(page.below, where, expected=elapsed) if page.subteams else [],
        "explanation": _explanation(page, explain),
        "close_explanation": url("team", page.id, _query=params),
        "discipline": _discipline(page.discipline) if page.sees_discipline else None,
        "subteams": [_line(line, elapsed=elapsed, then=then) for line in page.subteams],
        "members": page.members[:MEMBERS_SHOWN],
        "more_members": page.members[MEMBERS_SHOWN:],
        "cycle_options": [(row.id, row.name) for row in page.cycles],
        "cycle_value": page.cycle.id if page.cycle else None,
        "past": page.cycle is not None and page.cycle.span.ends_on < page.today,
        "limits": [] if page.as_of else _limits(page),
        "news": lines[:NEWS_SHOWN],
        "earlier_news": lines[NEWS_SHOWN:],
        "me": reader.pk,
        "calibration_url": url("team-calibration", page.id) if page.sees_calibration else None,
        "new_url": url_or_none("drafting:objective_new", _query={"team": page.id}) if page.may_draft else None,
        "manage_url": url_or_none("settings-team", page.id) if page.may_manage else None,
    }


def _foreseen(page: TeamPage) -> list[str]:
    """What the forecasts of the team's objectives come to, each commitment for itself (R18, R45)."""
    said = []
    for commitment, together in page.foreseen.items():
        words = {
            "which": summing.commitment_word(commitment),
            "chance": foretelling.chance(together.lands),
            "rests": foretelling.rests_words(together),
        }
        said.append(gettext("%(which)s: their mean lands with %(chance)s, %(rests)s.") % words)
    return said


def calibrated(found: TeamCalibration) -> dict[str, Any]:
    """Everything the template of the calibration knows."""
    voices = [(gettext("Owners"), found.owners), (gettext("Forecast"), found.forecast)]
    return {
        "found": found,
        "voices": [
            {
                "name": name,
                "rows": [
                    {"said": formats.tenth(row.said), "landed": row.landed, "times": row.times, "share": row.share}
                    for row in told.rows
                ],
                "words": _calibration_words(told),
            }
            for name, told in voices
            if told is not None
        ],
        "rests": ngettext(
            "From %(n)s closed key result, as it stood at half-time.",
            "From %(n)s closed key results, as they stood at half-time.",
            found.closed,
        )
        % {"n": formats.number(found.closed)},
        "back": url("team", found.team_id),
    }


def _calibration_words(told: Calibration) -> str:
    """Too high, too low, or about right, as far as these few can tell."""
    off = formats.tenth(abs(told.too_high))
    if abs(told.too_high) < ABOUT_RIGHT:
        return gettext("About right: on average what was said is what happened.")
    if told.too_high > 0:
        return gettext("Said on average %(off)s more than happened.") % {"off": off}
    return gettext("Said on average %(off)s less than happened.") % {"off": off}


def _trail(page: TeamPage, then: dict[str, Any]) -> list[tuple[str, Any]]:
    """The teams above; of a long way the first, the two nearest, and those between folded into a menu."""
    above = [(name, url_or_none("team", number, _query=then)) for number, name in page.above]
    top: list[tuple[str, Any]] = [(gettext("Teams"), url_or_none("teams"))]
    if len(above) <= TRAIL_SHOWN:
        return top + above
    between = above[1:-2]
    words = ngettext("%(n)s team between", "%(n)s teams between", len(between)) % {"n": len(between)}
    return [*top, above[0], (words, between), *above[-2:]]


def _objective(
    pair: tuple[ObjectiveRow, Sequence[KeyResultRow]], style: NumberStyle, then: dict[str, Any]
) -> dict[str, Any]:
    """An objective with its key results below it."""
    row, key_results = pair
    line = summing.objective_line(row, key_results, then=then)
    return {**line, "key_results": [_key_result(kr, style, then) for kr in key_results]}


def _key_result(row: KeyResultRow, style: NumberStyle, then: dict[str, Any]) -> dict[str, Any]:
    band = portraits.key_result_band(row)
    return {
        "text": row.text,
        "href": url("key-result", row.id, _query=then),
        "bar": bar_svg(portraits.key_result_bar(row)),
        "band": band.band,
        "band_words": band.words,
        "value": portraits.value_words(row, style),
        "aim": portraits.aim_words(row, style),
        "voices": voices_svg(row.voices.pace, row.voices.confidence, row.voices.forecast),
        "owner": row.owner,
    }


def _explain_url(page: TeamPage, query: dict[str, Any], commitment: Commitment) -> str:
    return url("team", page.id, _query={**query, "explain": commitment.value}, _fragment="explain")


def _explanation(page: TeamPage, asked: str) -> Explanation | None:
    """Where the mean of one commitment comes from (R18, R3c)."""
    commitment = next((each for each in Commitment if each.value == asked), None)
    part = page.summary.by_commitment.get(commitment) if commitment else None
    if commitment is None or part is None:
        return None
    rows = [row for row, _ in page.objectives if row.commitment is commitment]
    counted = [row for row in rows if row.progress is not None]
    share = 1 / len(counted) if counted else None
    total = sum(clamp(row.progress or 0.0) for row in counted)
    shown = formats.score(part.mean) if part.mean is not None else gettext("no progress yet")
    drafts = [row for row, _ in page.drafts]
    return Explanation(
        title=gettext("Where does %(n)s come from?") % {"n": shown}
        if part.mean is not None
        else gettext("Why is there no progress yet?"),
        result=part.mean,
        shown=shown,
        formula="",
        fraction=Fraction(
            (gettext("sum of their progress"), gettext("objectives with progress")),
            (formats.score(total), str(len(counted))),
        )
        if counted
        else None,
        inputs=tuple(
            Input(row.statement, clamp(row.progress or 0.0), 1.0, share, ref=Ref(NodeKind.OBJECTIVE, row.id))
            for row in counted
        ),
        left_out=(
            *(
                LeftOut(row.statement, gettext("it has no progress yet"), Ref(NodeKind.OBJECTIVE, row.id))
                for row in rows
                if row.progress is None
            ),
            *(LeftOut(row.statement, gettext("it is a draft"), Ref(NodeKind.OBJECTIVE, row.id)) for row in drafts),
        ),
        lines=(Line(gettext("Of"), summing.commitment_word(commitment)),),
        notes=(
            gettext(
                "Each counts the same. Committed and aspirational objectives are never averaged together: "
                "0.7 is a success for one and a miss for the other."
            ),
        ),
        rules=("R18",),
    )


def _discipline(found: Discipline | None) -> dict[str, str]:
    """The habit of a team (R34), with what it rests on."""
    if found is None or found.kind is Habit.NOT_YET:
        return {
            "title": gettext("Too early to tell"),
            "share": "",
            "words": gettext("No check-in has been due in a week that is over."),
        }
    title = {
        Habit.REGULAR: gettext("Regular"),
        Habit.ONCE_IN_A_WHILE: gettext("Once in a while"),
        Habit.SET_AND_FORGET: gettext("Set and forget"),
    }[found.kind]
    words = ngettext(
        "%(done)s of %(due)s check-in that was due in the last six weeks was made in its week.",
        "%(done)s of %(due)s check-ins that were due in the last six weeks were made in their week.",
        found.due,
    ) % {"done": found.done, "due": found.due}
    return {"title": title, "share": formats.percent(found.share), "words": words}


def _limits(page: TeamPage) -> list[str]:
    """What is more, or less, than people keep in mind (R29). Said quietly, and never in the way."""
    said = []
    count = len(page.objectives)
    least, most = (3, 6) if page.kind == "company" else (3, 5)
    numbers = {"n": number_word(count), "least": number_word(least), "most": number_word(most)}
    if count > most:
        said.append(
            gettext("There are %(n)s objectives; %(least)s to %(most)s are what people keep in mind.") % numbers
        )
    for row, key_results in page.objectives:
        if len(key_results) > 5:
            said.append(
                gettext("“%(objective)s” has %(n)s key results; three to five tell as much.")
                % {"objective": row.statement, "n": number_word(len(key_results))}
            )
    if 0 < count < least:
        said.append(
            ngettext(
                "There is %(n)s objective; %(least)s to %(most)s are usual, and fewer is no fault.",
                "There are %(n)s objectives; %(least)s to %(most)s are usual, and fewer is no fault.",
                count,
            )
            % numbers
        )
    return said


# ---- the tree -------------------------------------------------------------------------------------------------


def teams(listed: TeamList, search: str, opened: frozenset[int]) -> dict[str, Any]:
    """Everything the template of the tree knows."""
    params: dict[str, Any] = {
        "q": search or None,
        "fold": sorted(opened),
        "page": listed.page if listed.page > 1 else None,
    }
    elapsed = listed.cycle.span.elapsed(today()) if listed.cycle else None
    return {
        "listed": listed,
        "lines": [_line(line, opened, params, elapsed) for line in listed.lines],
        "search": search,
        "params": params,
        "cycle_words": listed.cycle.name if listed.cycle else "",
    }


def _line(
    line: TeamLine,
    opened: frozenset[int] = frozenset(),
    params: dict[str, Any] | None = None,
    elapsed: float | None = None,
    then: dict[str, Any] | None = None,
) -> dict[str, Any]:
    shares = summing.shares(line.own, {"team": line.id, **(then or {})}, expected=elapsed)
    flipped = sorted(opened ^ {line.id})
    bands: dict[str, int] = {}
    for part in line.own.by_commitment.values():
        for band, count in part.bands.items():
            if count:
                bands[band.value] = bands.get(band.value, 0) + count
    return {
        "id": line.id,
        "name": line.name,
        "href": url_or_none("team", line.id, _query=then),
        "kind": kind_word(line.kind),
        "depth": min(line.depth, 8),
        "leads": line.leads,
        "members": line.members,
        "count": line.own.count,
        "further": ngettext("%(n)s team", "%(n)s teams", line.subteams) % {"n": line.subteams}
        if line.fold == "closed"
        else "",
        "shares": {share.key: share for share in shares},
        "bands": bands,
        "fold": line.fold,
        "fold_params": {**(params or {}), "fold": flipped} if line.fold else None,
        "trail": " / ".join(line.trail),
    }
