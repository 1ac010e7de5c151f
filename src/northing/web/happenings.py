"""The log in words, for pages that tell what happened around somebody or in a team."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext, ngettext
from markupsafe import Markup

from northing.core.measures import NumberStyle, format_value
from northing.insights.home import News, Subject, Verb
from northing.kit.text import shorten
from northing.web import formats, portraits
from northing.web.templating import url_or_none


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that happened: who, when, the sentence, and their own words."""

    who: str
    who_id: int | None
    who_href: str | None
    at: datetime
    words: Markup
    said: str = ""
    machine: bool = False


def told(news: Iterable[News], style: NumberStyle) -> list[Told]:
    """The news as sentences, newest first; what one person did to one thing on one day is one sentence."""
    lines = []
    for group in _groups(news):
        line = _check_ins(group) if len(group) > 1 else _single(group[0], style)
        if line is not None:
            lines.append(line)
    return lines


def _groups(news: Iterable[News]) -> list[list[News]]:
    """Check-ins of the same person on the same objective and day stand together, where the newest of them stands."""
    groups: list[list[News]] = []
    places: dict[Any, list[News]] = {}
    for one in news:
        if one.verb is not Verb.CHECKED_IN:
            groups.append([one])
            continue
        key = (one.who, one.objective_id, formats.as_day(one.at), one.on_behalf)
        if key in places:
            places[key].append(one)
        else:
            places[key] = [one]
            groups.append(places[key])
    return groups


def _check_ins(group: Sequence[News]) -> Told | None:
    first = group[0]
    count = len({one.subject_id for one in group})
    if count == 1:
        return _line(first, gettext("%(who)s checked in several times on %(what)s."), said=_note(group))
    words = ngettext(
        "%(who)s checked in on %(n)s key result of %(objective)s.",
        "%(who)s checked in on %(n)s key results of %(objective)s.",
        count,
    )
    return _line(first, words, said=_note(group), n=count)


def _note(group: Sequence[News]) -> str:
    return next((str(one.details["note"]) for one in group if one.details.get("note")), "")


def _single(one: News, style: NumberStyle) -> Told | None:
    match one.subject:
        case Subject.KEY_RESULT:
            return _about_key_result(one, style)
        case Subject.OBJECTIVE:
            return _about_objective(one)
        case Subject.INITIATIVE:
            return _about_initiative(one)
        case Subject.TEAM:
            return _about_team(one)
        case Subject.REQUEST:
            return _about_request(one)
        case Subject.COMMENT:
            return _about_comment(one)
        case _:
            return None


def _about_key_result(one: News, style: NumberStyle) -> Told | None:
    details = one.details
    said = str(details.get("note") or details.get("reason") or "")
    if one.verb in (Verb.CHECKED_IN, Verb.CORRECTED):
        return _line(one, _check_in_words(one), said=said, value=_value(one, style))
    changed = details.get("changed") or {}
    if one.verb in (Verb.TARGET_CHANGED, Verb.EDITED) and len(changed) == 1:
        ((field, pair),) = changed.items()
        if (
            field != "owner_id"
            and isinstance(pair, list)
            and len(pair) == 2
            and field not in ("text", "note", "plan", "stages")
        ):
            before, after = (portraits.fact_words(field, value, one.unit, style) for value in pair)
            words = gettext("%(who)s changed the %(field)s of %(what)s from %(before)s to %(after)s.")
            return _line(one, words, said=said, field=portraits.field_words(field), before=before, after=after)
    fields = ", ".join(portraits.field_words(field) for field in changed if field != "version")
    words = {
        Verb.CREATED: gettext("%(who)s added %(what)s."),
        Verb.EDITED: gettext("%(who)s changed %(what)s: %(fields)s."),
        Verb.TARGET_CHANGED: gettext("%(who)s changed %(what)s: %(fields)s."),
        Verb.DELETED: gettext("%(who)s deleted a key result of %(objective)s."),
        Verb.RESTORED: gettext("%(who)s brought %(what)s back."),
        Verb.MOVED: gettext("%(who)s moved %(what)s to %(objective)s."),
        Verb.IMPORTED: gettext("%(who)s imported %(what)s."),
    }.get(one.verb, gettext("%(who)s changed %(what)s."))
    return _line(one, words, said=said, fields=fields or gettext("people"))


def _check_in_words(one: News) -> str:
    if one.details.get("withdrawn"):
        return gettext("%(who)s took a check-in on %(what)s back.")
    has_value = one.details.get("value") is not None
    if one.verb is Verb.CORRECTED:
        return (
            gettext("%(who)s corrected %(what)s to %(value)s.")
            if has_value
            else gettext("%(who)s corrected a check-in on %(what)s.")
        )
    return (
        gettext("%(who)s checked in on %(what)s: %(value)s.")
        if has_value
        else gettext("%(who)s checked in on %(what)s.")
    )


def _value(one: News, style: NumberStyle) -> str:
    value = one.details.get("value")
    return "" if value is None else format_value(float(value), one.unit, style)


def _about_objective(one: News) -> Told | None:
    details = one.details
    if one.verb is Verb.CLOSED and details.get("score") is not None:
        return _line(
            one, gettext("%(who)s closed %(objective)s with %(score)s."), score=formats.tenth(details["score"])
        )
    fields = ", ".join(portraits.field_words(field) for field in details.get("changed") or {} if field != "version")
    words = {
        Verb.CREATED: gettext("%(who)s drafted %(objective)s."),
        Verb.EDITED: gettext("%(who)s changed %(objective)s: %(fields)s."),
        Verb.PUBLISHED: gettext("%(who)s published %(objective)s."),
        Verb.CLOSED: gettext("%(who)s closed %(objective)s."),
        Verb.REOPENED: gettext("%(who)s reopened %(objective)s."),
        Verb.DELETED: gettext("%(who)s deleted an objective."),
        Verb.RESTORED: gettext("%(who)s brought %(objective)s back."),
        Verb.MOVED: gettext("%(who)s moved %(objective)s.")
        if "from" in details
        else gettext("%(who)s ordered the key results of %(objective)s."),
        Verb.WEIGHED: gettext("%(who)s weighed the key results of %(objective)s.")
        if "order" not in details
        else gettext("%(who)s weighed and ordered the key results of %(objective)s."),
        Verb.ALIGNED: gettext("%(who)s said what %(objective)s supports."),
        Verb.UNALIGNED: gettext("%(who)s took a link of %(objective)s away."),
        Verb.IMPORTED: gettext("%(who)s imported %(objective)s."),
    }.get(one.verb)
    return None if words is None else _line(one, words, fields=fields or gettext("who sees it"))


def _about_initiative(one: News) -> Told | None:
    words = {
        Verb.CREATED: gettext("%(who)s began “%(title)s” for %(objective)s."),
        Verb.CLOSED: gettext("%(who)s ended “%(title)s” of %(objective)s."),
        Verb.DELETED: gettext("%(who)s deleted “%(title)s” of %(objective)s."),
    }.get(one.verb)
    return None if words is None else _line(one, words, title=shorten(str(one.details.get("title", "")), 80))


def _about_request(one: News) -> Told | None:
    details = one.details
    words = {
        "": gettext("%(who)s asked %(other)s for “%(title)s”, for %(objective)s."),
        "agree": gettext("%(who)s agreed to “%(title)s” for %(objective)s."),
        "propose": gettext("%(who)s proposed another day for “%(title)s” for %(objective)s."),
        "decline": gettext("%(who)s declined “%(title)s” for %(objective)s."),
        "accept": gettext("%(who)s accepted another day for “%(title)s” for %(objective)s."),
        "ask_again": gettext("%(who)s asked %(other)s again for “%(title)s” for %(objective)s."),
        "withdraw": gettext("%(who)s withdrew “%(title)s”, which %(other)s was asked for."),
        "fulfil": gettext("%(who)s brought “%(title)s” for %(objective)s to its end: it is done."),
        "give_up": gettext("%(who)s gave “%(title)s” for %(objective)s up."),
    }.get(str(details.get("move", "")))
    if words is None:
        return None
    title = shorten(str(details.get("words", "")), 80)
    return _line(one, words, said=str(details.get("note", "")), title=title, other=str(details.get("team_name", "")))


def _about_comment(one: News) -> Told | None:
    """Who said what; nothing of what was deleted since, or only changed or settled."""
    if one.verb is not Verb.COMMENTED or not one.text:
        return None
    words = (
        gettext("%(who)s answered in the %(talk)s of %(objective)s.")
        if one.details.get("reply_to")
        else gettext("%(who)s commented on %(objective)s (%(talk)s).")
    )
    there = url_or_none("comments", one.objective_id or 0)
    talk = linked(gettext("discussion"), f"{there}#comment-{one.subject_id}" if there else None)
    return _line(one, words, said=one.text, talk=talk)


def _about_team(one: News) -> Told | None:
    words = {
        Verb.JOINED: gettext("%(who)s took somebody into %(team)s."),
        Verb.LEFT: gettext("%(who)s noted that somebody left %(team)s."),
        Verb.EDITED: gettext("%(who)s changed %(team)s."),
        Verb.MOVED: gettext("%(who)s moved %(team)s."),
        Verb.OWNER_CHANGED: gettext("%(who)s changed who leads or sponsors %(team)s."),
        Verb.CREATED: gettext("%(who)s set up %(team)s."),
        Verb.ARCHIVED: gettext("%(who)s archived %(team)s."),
        Verb.RESTORED: gettext("%(who)s brought %(team)s back."),
    }.get(one.verb)
    return None if words is None else _line(one, words)


def _line(one: News, words: str, said: str = "", **named: Any) -> Told:
    who = one.who.name if one.who else gettext("Northing")
    told_in = sentence(
        words,
        who=Markup("<b>%s</b>") % who,
        what=linked(one.text or gettext("a key result"), url_or_none("key-result", one.subject_id)),
        objective=linked(one.statement or gettext("an objective"), url_or_none("objective", one.objective_id or 0)),
        team=linked(one.team, url_or_none("team", one.team_id or 0)),
        **named,
    )
    if one.on_behalf:
        told_in += Markup(' <span class="quiet">%s</span>') % gettext("As champion, on behalf of the owner.")
    if one.door == "import":
        told_in += Markup(' <span class="quiet">%s</span>') % gettext("By import.")
    return Told(
        who=who,
        who_id=one.who.id if one.who else None,
        who_href=url_or_none("person", one.who.id) if one.who else None,
        at=one.at,
        words=told_in,
        said=shorten(said, 280),
        machine=one.who is None,
    )


def sentence(words: str, **named: Any) -> Markup:
    """A translated sentence with its parts put in; what is not markup of ours is escaped."""
    return Markup(words) % named  # noqa: S704 - the sentences are those of the product


def linked(text: str, href: str | None, length: int = 90) -> Markup:
    """The words themselves as a link, where there is a page."""
    words = shorten(text, length)
    return Markup('<a href="{}" dir="auto">{}</a>').format(href, words) if href else Markup("{}").format(words)
