"""Conversations as pages show them: the same block on an objective, a key result, a draft, and on a page of their own.

`section` reads a thread and says what its reader may do with each comment; `components/discussion` draws it, and the
screen `conversations` answers its forms.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext
from markupsafe import Markup, escape

from northing.conversations.naming import spans
from northing.conversations.policies import Deed, deeds
from northing.conversations.queries import CommentRow, ReactionKind, Thread, thread
from northing.core.access import Act
from northing.goals.policies import Standing
from northing.goals.queries.rows import KeyResultRow
from northing.kit.ids import new_key
from northing.kit.text import shorten
from northing.web.templating import url, url_or_none

MOST_AT_ONCE = 12
"""Open conversations that stand on the page; earlier ones unfold."""
MOST_DRAWN, MOST_ANSWERS = 100, 50
"""Conversations that one page holds, and answers below each of them; what was said before is a link away."""

_LINK = re.compile(r"https?://[^\s<>\"“”]+", re.IGNORECASE)
_AFTER_A_LINK = ".,;:!?'’…)]"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the block stands: the address of its page, and the key result the page is about, if it is about one. `before`:
    only conversations that began before that comment. `only`: that one, with all its answers.
    """

    address: str
    key_result_id: int | None = None
    before: int | None = None
    only: int | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that was sent and is wrong: what was typed, what is wrong with it, and the comment it answers, if it does.
    `key` is the form's own, so that sending it again is not taken for another comment.
    """

    typed: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, Sequence[str]] = field(default_factory=dict)
    reply_to: int | None = None
    key: str = ""


def section(
    reader: Any,
    objective_id: int,
    standing: Standing,
    key_results: Sequence[KeyResultRow],
    place: Place,
    *,
    as_of: date | None = None,
    sent: Sent | None = None,
    new: int | None = None,
) -> dict[str, Any]:
    """What `components/discussion` draws: the conversations of an objective, or of the key result the page is about.

    One query. `key_results` are those of the objective, for naming what a comment is about. `as_of`: a past day is only
    read. `sent` is a form that was wrong, `new` the comment that was just written.
    """
    found = thread(reader, objective_id, as_of)
    return drawn(found, objective_id, standing, key_results, place, as_of=as_of, sent=sent, new=new)


def drawn(
    found: Thread,
    objective_id: int,
    standing: Standing,
    key_results: Sequence[KeyResultRow],
    place: Place,
    *,
    as_of: date | None = None,
    sent: Sent | None = None,
    new: int | None = None,
) -> dict[str, Any]:
    """The same of conversations that were read already."""
    rows = found.all if place.key_result_id is None else found.about(place.key_result_id)
    speaks = as_of is None and standing.verdict(Act.COMMENT).allowed
    numbers = {row.id: row for row in key_results}
    sent = sent or Sent()
    if not any(row.id == sent.reply_to and not row.deleted for row in rows):
        sent = replace(sent, reply_to=None)  # what was answered is gone; the words are not
    older, shown = _stretch(rows, place, {sent.reply_to, new} - {None})
    conversations = [_conversation(row, standing, numbers, place, past=as_of is not None) for row in shown]
    unsettled = [one for one in conversations if not one["settled"]]
    return {
        "unsettled": sum(row.resolved_at is None for row in rows),
        "older": older,
        "first": shown[-MOST_DRAWN:][0].id if older else None,
        "objective_id": objective_id,
        "place": place,
        "speaks": speaks,
        "past": as_of is not None,
        "earlier": unsettled[:-MOST_AT_ONCE],
        "open": unsettled[-MOST_AT_ONCE:],
        "settled": [one for one in conversations if one["settled"]],
        "parts": [(row.id, part_words(row)) for row in key_results] if place.key_result_id is None else [],
        "sent": sent,
        "key": sent.key or new_key(),
        "new": new,
        "mentions_url": url_or_none("comment-mentions", objective_id),
    }


def _stretch(rows: Sequence[CommentRow], place: Place, wanted: set[int | None]) -> tuple[int, list[CommentRow]]:
    """How many conversations come before those that are drawn, and these: the latest, and where something is `wanted`."""
    if place.only is not None:
        return 0, [row for row in rows if row.id == place.only]
    rows = [row for row in rows if place.before is None or row.id < place.before]
    older = max(len(rows) - MOST_DRAWN, 0)
    called = [row for row in rows[:older] if wanted & {row.id, *(reply.id for reply in row.replies)}]
    return older, [*called, *rows[older:]]


def _conversation(
    row: CommentRow, standing: Standing, numbers: Mapping[int, KeyResultRow], place: Place, *, past: bool
) -> dict[str, Any]:
    answers = row.replies if place.only == row.id else row.replies[-MOST_ANSWERS:]
    return {
        **_comment(row, standing, past=past),
        "settled": row.resolved_at is not None,
        "about": None if place.key_result_id is not None else _about(row, numbers),
        "replies": [_comment(reply, standing, past=past) for reply in answers],
        "earlier_answers": len(row.replies) - len(answers),
    }


def _comment(row: CommentRow, standing: Standing, *, past: bool) -> dict[str, Any]:
    may = frozenset() if past or row.deleted else deeds(standing, own=row.own, is_reply=row.is_reply)
    said = {one.kind: one for one in row.reactions}
    return {
        "row": row,
        "body": body(row.text, row.mentioned),
        "may": may,
        "reactions": [
            {"kind": kind, "words": words, "count": said[kind].count, "mine": said[kind].mine}
            for kind, words in _reaction_words().items()
            if kind in said
        ],
        "unsaid": [(kind, words) for kind, words in _reaction_words().items() if kind not in said]
        if Deed.REACT in may
        else [],
    }


def _reaction_words() -> dict[ReactionKind, str]:
    return {
        ReactionKind.AGREE: gettext("Agree"),
        ReactionKind.THANKS: gettext("Thanks"),
        ReactionKind.GOOD_IDEA: gettext("Good idea"),
        ReactionKind.QUESTION: gettext("I have a question"),
    }


def _about(row: CommentRow, numbers: Mapping[int, KeyResultRow]) -> dict[str, str | None] | None:
    """What a conversation is about, where that is not the objective as a whole."""
    if row.key_result_id is None:
        return None
    key_result = numbers.get(row.key_result_id)
    if key_result is None or row.gone:
        return {"words": gettext("on a key result that is not here any more"), "href": None, "title": None}
    words = gettext("on KR %(n)s") % {"n": key_result.number}
    return {"words": words, "href": url("key-result", key_result.id, _fragment="discussion"), "title": key_result.text}


def part_words(row: KeyResultRow) -> str:
    """A key result in a list of what a comment may be about."""
    return gettext("KR %(n)s: %(text)s") % {"n": row.number, "text": shorten(row.text, 60)}


# --- text ------------------------------------------------------------------------------------------------------------


def body(text: str, mentioned: Mapping[int, str]) -> Markup:
    """A comment's text in paragraphs: addresses and the people named in it are links, everything else is text."""
    drawn = [Markup('<p dir="auto">%s</p>') % _line(part, mentioned) for part in text.split("\n\n") if part.strip()]
    return Markup("").join(drawn)


def _line(text: str, mentioned: Mapping[int, str]) -> Markup:
    pieces, at = Markup(""), 0
    for start, end, drawn in sorted(_marks(text, mentioned), key=lambda mark: mark[0]):
        if start >= at:
            pieces += escape(text[at:start]) + drawn
            at = end
    return pieces + escape(text[at:])


def _marks(text: str, mentioned: Mapping[int, str]) -> Iterable[tuple[int, int, Markup]]:
    for link in _LINK.finditer(text):
        address = _bare(link.group())
        drawn = Markup('<a href="{0}" rel="nofollow noopener noreferrer">{1}</a>').format(address, shorten(address, 60))
        yield link.start(), link.start() + len(address), drawn
    for span in spans(text, mentioned) if mentioned else ():
        words = text[span.start : span.end]
        href = url_or_none("person", span.person_id)
        drawn = Markup('<a class="mention" href="{0}">{1}</a>').format(href, words) if href else escape(words)
        yield span.start, span.end, drawn


def _bare(address: str) -> str:
    """An address without the punctuation of the sentence around it; a bracket that was opened in it stays."""
    while address[-1] in _AFTER_A_LINK and not (address[-1] == ")" and address.count("(") >= address.count(")")):
        address = address[:-1]
    return address
