"""From a person's home to what its template draws, in words."""

from typing import Any

from django.utils.translation import gettext, ngettext

from northing.accounts.queries import comes_anew, number_style, organisation, today
from northing.core.measures import NumberStyle, format_value
from northing.core.scoring import Band
from northing.insights.home import Home, Need, NeedRow, TeamPart
from northing.insights.own import Item, Place
from northing.kit import clock
from northing.web import formats, happenings, portraits, requesting, summing
from northing.web.asking import drafting_needs
from northing.web.components.bar import bar_svg
from northing.web.components.voices import voices_svg
from northing.web.formats import number_word
from northing.web.happenings import linked, sentence
from northing.web.templating import url, url_or_none

NEWS_SHOWN = 8
TEAMS_SHOWN = 4
OBJECTIVES_SHOWN = 12


def context(reader: Any, page: Home) -> dict[str, Any]:
    """Everything the template knows."""
    style = number_style(reader)
    lines = happenings.told(page.news, style)
    parts = [_team(part) for part in page.teams]
    founded = organisation()
    needs = [
        *requesting.needs(page.requests),
        *drafting_needs(page.asked, page.drafts),
        *(_need(need, style) for need in page.needs),
    ]
    return {
        "greeting": greeting(reader, page, len(needs)),
        "page": page,
        "due": len(page.due),
        "due_words": _due_words(page),
        "last_round": _round_words(page),
        "needs": needs,
        "key_results": [_key_result(item, style) for item in page.items],
        "teams": parts[:TEAMS_SHOWN],
        "more_teams": parts[TEAMS_SHOWN:],
        "own_objectives": [summing.objective_line(row, parts, with_team=True) for row, parts in page.own_objectives],
        "news": lines[:NEWS_SHOWN],
        "earlier_news": lines[NEWS_SHOWN:],
        "news_title": _since_title(page),
        "news_note": _since_note(page),
        "summary": summing.shares(page.summary, {}, expected=page.cycle.span.elapsed(today()) if page.cycle else None),
        "company": founded.name if founded else "",
        "is_new_visit": comes_anew(reader),
        "cycle_words": page.cycle.name if page.cycle else "",
        "new_url": url_or_none("drafting:objective_new"),
        "me": reader.pk,
        "may_settings": reader.is_administrator,
    }


def greeting(reader: Any, page: Home, waiting: int) -> str:
    """Good morning, Maren. Three numbers are due; one disagrees with you. `waiting`: how many other things need the reader."""
    hello = _hello() % {"name": formats.first_name(reader.name)}
    due, differ = len(page.due), len(page.disagreeing)
    if due and differ:
        said = ngettext("%(n)s number is due", "%(n)s numbers are due", due) % {"n": number_word(due)}
        said += "; " + ngettext("%(n)s disagrees with you.", "%(n)s disagree with you.", differ) % {
            "n": number_word(differ)
        }
    elif due:
        said = ngettext("%(n)s number is due.", "%(n)s numbers are due.", due) % {"n": number_word(due)}
    elif differ:
        said = ngettext("%(n)s number disagrees with you.", "%(n)s numbers disagree with you.", differ) % {
            "n": number_word(differ)
        }
    elif waiting:
        said = ngettext("%(n)s thing waits for you.", "%(n)s things wait for you.", waiting) % {
            "n": number_word(waiting)
        }
    elif not page.may_check_in:
        return hello
    elif page.items:
        said = gettext("nothing waits for you.")
    else:
        said = gettext("nothing has your name on it yet.")
    return f"{hello} {said[:1].upper()}{said[1:]}"


def _hello() -> str:
    hour = clock.now().astimezone(formats.zone()).hour
    if 5 <= hour < 12:
        return gettext("Good morning, %(name)s.")
    if 12 <= hour < 18:
        return gettext("Good afternoon, %(name)s.")
    return gettext("Good evening, %(name)s.")


def _due_words(page: Home) -> str:
    """What the main button says: how many, and until when; after that day, that they wait."""
    due = len(page.due)
    if any(item.row.overdue_days for item in page.due):
        return gettext("Check in, %(n)s waiting") % {"n": due}
    if page.due_by is None:
        return gettext("Check in, %(n)s due") % {"n": due}
    return gettext("Check in, %(n)s due by %(day)s") % {"n": due, "day": formats.weekday(page.due_by)}


def _round_words(page: Home) -> str:
    if page.last_round is None:
        return ""
    seconds = round(page.last_round.total_seconds())
    if seconds < 100:
        return ngettext("Last time took you %(n)s second.", "Last time took you %(n)s seconds.", seconds) % {
            "n": seconds
        }
    minutes = round(seconds / 60)
    return ngettext("Last time took you %(n)s minute.", "Last time took you %(n)s minutes.", minutes) % {"n": minutes}


# ---- what needs the reader ------------------------------------------------------------------------------------


def _need(row: NeedRow, style: NumberStyle) -> dict[str, Any]:
    match row.need:
        case Need.SILENT | Need.DISAGREES | Need.UNOWNED:
            return _need_of_key_result(row, style)
        case _:
            return _need_of_objective(row)


def _need_of_key_result(row: NeedRow, style: NumberStyle) -> dict[str, Any]:
    assert row.key_result is not None  # these needs are about one
    kr = row.key_result
    link = linked(kr.text, url("key-result", kr.id))
    if row.need is Need.UNOWNED:
        return {
            "icon": "people",
            "words": sentence(gettext("Nobody owns %(key_result)s."), key_result=link),
            "note": gettext("Of “%(objective)s”. Without an owner nobody checks in.")
            % {"objective": row.objective.statement},
            "due": "",
            "soon": False,
            "action": gettext("Name one"),
            "href": url_or_none("drafting:key_result_edit", kr.id) or url("key-result", kr.id),
        }
    here = url("check-in", _query={"kr": kr.id})
    if row.need is Need.DISAGREES and kr.voices.disagreement is not None:
        found = kr.voices.disagreement
        return {
            "icon": "disagree",
            "words": sentence(
                gettext("You say %(theirs)s, the %(voice)s says %(ours)s on %(key_result)s."),
                theirs=formats.tenth(found.theirs),
                voice=gettext("trend") if found.voice == "forecast" else gettext("pace"),
                ours=formats.tenth(found.ours),
                key_result=link,
            ),
            "note": gettext("What do you know that the numbers don't? A sentence is enough."),
            "due": gettext("since %(day)s") % {"day": formats.day(row.day)} if row.day else "",
            "soon": False,
            "action": gettext("Answer"),
            "href": here,
        }
    days = kr.overdue_days
    value = portraits.value_words(kr, style)
    never = row.item is None or row.item.last is None
    return {
        "icon": "clock",
        "words": sentence(gettext("%(key_result)s has no first value yet."), key_result=link)
        if never
        else sentence(
            gettext("%(key_result)s has not been heard of since %(day)s."), key_result=link, day=formats.day(row.day)
        ),
        "note": "" if never or not value else gettext("It stood at %(value)s then.") % {"value": value},
        "due": ngettext("%(n)s day overdue", "%(n)s days overdue", days) % {"n": days},
        "soon": kr.voices.band is Band.STALE,
        "action": gettext("Check in"),
        "href": here,
    }


def _need_of_objective(row: NeedRow) -> dict[str, Any]:
    o = row.objective
    link = linked(o.statement, url("objective", o.id))
    where = {"team": o.team.name, "cycle": o.cycle.name, "objective": link}
    if row.need is Need.TO_CLOSE:
        return {
            "icon": "check",
            "words": sentence(gettext("%(objective)s ended with %(cycle)s and is still open."), **where),
            "note": gettext("Give it a score and close it, so that what you learned is kept."),
            "due": gettext("ended %(day)s") % {"day": formats.short_day(o.cycle.span.ends_on)},
            "soon": False,
            "action": gettext("Close"),
            "href": url("objective-close", o.id),
        }
    if row.need is Need.WITHOUT_KEY_RESULTS:
        return {
            "icon": "measure",
            "words": sentence(gettext("%(objective)s has no key results."), **where),
            "note": gettext("Nothing is aligned to it either, so nobody can tell whether it is reached."),
            "due": "",
            "soon": False,
            "action": gettext("Add one"),
            "href": url_or_none("drafting:key_result_new", o.id) or url("objective", o.id),
        }
    starts_on = o.cycle.span.starts_on
    return {
        "icon": "edit",
        "words": sentence(gettext("Your draft %(objective)s is not published."), **where),
        "note": gettext("For %(cycle)s, %(team)s.") % where + " " + _missing(row),
        "due": gettext("%(cycle)s began %(day)s") % {"cycle": o.cycle.name, "day": formats.short_day(starts_on)}
        if starts_on <= today()
        else gettext("by %(day)s") % {"day": formats.day(starts_on)},
        "soon": False,
        "action": gettext("Finish"),
        "href": url("objective", o.id),
    }


def _missing(row: NeedRow) -> str:
    if not row.parts:
        return gettext("It has no key results yet.")
    if row.missing:
        return ngettext(
            "%(n)s key result is not complete: a start, a target or its stages are missing.",
            "%(n)s key results are not complete: a start, a target or their stages are missing.",
            row.missing,
        ) % {"n": row.missing}
    return gettext("Nothing is missing.")


# ---- rows -----------------------------------------------------------------------------------------------------


def _key_result(item: Item, style: NumberStyle) -> dict[str, Any]:
    row = item.row
    band = portraits.key_result_band(row)
    before = item.value_before
    notes = []
    if before is not None and before != row.value:
        notes.append(gettext("last time %(value)s") % {"value": format_value(before, row.measure.unit, style)})
    ahead = next((stage for stage in row.stages if stage.done_on is None), None)
    if ahead is not None:
        notes.append(gettext("next: %(stage)s") % {"stage": ahead.label})
    return {
        "text": row.text,
        "href": url("key-result", row.id),
        "bar": bar_svg(portraits.key_result_bar(row)),
        "band": band.band,
        "band_words": band.words,
        "value": portraits.value_words(row, style),
        "aim": portraits.aim_words(row, style),
        "voices": voices_svg(row.voices.pace, row.voices.confidence, row.voices.forecast),
        "notes": notes,
        "check_in": url("check-in", _query={"kr": row.id}) if item.place is Place.DUE else None,
    }


def _team(part: TeamPart) -> dict[str, Any]:
    rows = part.objectives[:OBJECTIVES_SHOWN]
    return {
        "name": part.team.name,
        "href": url_or_none("team", part.team.id),
        "objectives": [summing.objective_line(row, key_results) for row, key_results in rows],
        "more": len(part.objectives) - len(rows),
    }


# ---- since ----------------------------------------------------------------------------------------------------


def _since_title(page: Home) -> str:
    if page.since is None:
        return gettext("The last days")
    days = (formats.today() - formats.as_day(page.since)).days
    if days == 0:
        return gettext("Since %(time)s") % {"time": formats.clock_time(page.since)}
    if days == 1:
        return gettext("Since yesterday")
    if days < 7:
        return gettext("Since %(day)s") % {"day": formats.weekday(formats.as_day(page.since))}
    return gettext("Since %(day)s") % {"day": formats.short_day(page.since)}


def _since_note(page: Home) -> str:
    if page.since is None:
        return gettext("Around your goals and those of your teams")
    if formats.as_day(page.since) == formats.today():
        return gettext("You were here earlier today")
    return gettext("You were last here on %(day)s") % {"day": formats.day(page.since)}
