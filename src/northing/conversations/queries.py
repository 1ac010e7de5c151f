"""Reading conversations, those of one objective or of several in one query, and who is named in them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Count, F, Min, OuterRef, Q, TextField, Value, When
from django.db.models.functions import JSONArray

from northing.accounts.models import Person
from northing.conversations.models import Comment, Mention, Reaction, ReactionKind
from northing.conversations.naming import MOST_WORDS, Reach, mentioned, reaches
from northing.core.access import Act
from northing.goals.models import Objective
from northing.goals.policies import ask
from northing.goals.queries.exact import Gathered, gathered
from northing.goals.queries.filters import end_of
from northing.goals.queries.readers import readers_among
from northing.goals.queries.rows import PersonRef
from northing.goals.queries.visibility import Reader, visible, visible_objectives
from northing.kit import errors
from northing.kit.text import search_key

__all__ = [
    "Addressed", "CommentRow", "ReactionKind", "ReactionRow", "Suggestion", "Thread", "addressed", "comment",
    "suggestions", "thread", "threads",
]  # fmt: skip

MOST_SUGGESTIONS = 6


@dataclass(frozen=True, slots=True)
class ReactionRow:
    """How many said this to a comment with one press; `mine`: the reader is one of them."""

    kind: ReactionKind
    count: int
    mine: bool


@dataclass(frozen=True, slots=True)
class CommentRow:
    """A comment as its reader sees it. `mentioned` are the people named in it by number and name; `replies`, oldest
    first, hang on the comment that began the conversation. Of a deleted one only the place is left: its `text` and
    `quote` are empty. `gone`: the key result it is about is not part of the objective any more.
    """

    id: int
    objective_id: int
    key_result_id: int | None
    parent_id: int | None
    author: PersonRef | None
    text: str
    quote: str
    at: datetime
    edited_at: datetime | None
    deleted: bool
    resolved_at: datetime | None
    resolved_by: PersonRef | None
    version: int
    own: bool
    gone: bool
    mentioned: Mapping[int, str]
    reactions: tuple[ReactionRow, ...]
    replies: tuple["CommentRow", ...] = ()

    @property
    def is_reply(self) -> bool:
        return self.parent_id is not None


@dataclass(frozen=True, slots=True)
class Thread:
    """The conversations of one objective by what they are about: a key result's number, or None for the whole. Oldest
    first.
    """

    parts: Mapping[int | None, tuple[CommentRow, ...]] = field(default_factory=dict)

    def about(self, key_result_id: int | None) -> tuple[CommentRow, ...]:
        """The conversations about one key result, or about the objective as a whole."""
        return self.parts.get(key_result_id, ())

    @property
    def all(self) -> tuple[CommentRow, ...]:
        """Every conversation, whatever it is about, oldest first."""
        return tuple(sorted((row for rows in self.parts.values() for row in rows), key=lambda row: row.id))


@dataclass(frozen=True, slots=True)
class Addressed:
    """Who is named in a text: those who may see the objective, and those who may not, by number and name."""

    told: Mapping[int, str]
    unseen: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody who may be meant after an "@". `sees`: may see the objective, and would be told."""

    id: int
    name: str
    title: str
    sees: bool


def thread(reader: Reader, objective_id: int, as_of: date | None = None) -> Thread:
    """All conversations of an objective, in one query beyond what is remembered of the reader; empty where the reader
    may not see it (R51). `as_of`: those there were at the end of a past day (R19).
    """
    return threads(reader, [objective_id], as_of)[objective_id]


def threads(reader: Reader, objective_ids: Collection[int], as_of: date | None = None) -> dict[int, Thread]:
    """The same for several objectives, still in one query."""
    until = None if as_of is None else end_of(as_of)
    stored = _stored(reader).filter(objective_id__in=objective_ids)
    rows: dict[int, list[CommentRow]] = {number: [] for number in objective_ids}
    for one in stored if until is None else stored.filter(at__lt=until):
        rows[one.objective_id].append(_row(one, reader, until))
    return {number: Thread(_by_part(_hung(said))) for number, said in rows.items()}


def comment(reader: Reader, comment_id: int, *, with_deleted: bool = False) -> CommentRow:
    """One comment without what hangs on it. Raises `NotFound` for what is not there, deleted, or not for this reader."""
    stored = _stored(reader).filter(pk=comment_id).first()
    if stored is None or (stored.deleted_at is not None and not with_deleted):
        raise errors.NotFound
    return _row(stored, reader, None)


def addressed(text: str, objective: Objective) -> Addressed:
    """Who is named in a text about this objective (loaded with its team), in three queries at most."""
    named = _named(reaches(text))
    ordered = {person_id: named[person_id] for person_id in mentioned(text, named)}
    seeing = readers_among(ordered, objective)
    return Addressed(
        told={pk: name for pk, name in ordered.items() if pk in seeing},
        unseen={pk: name for pk, name in ordered.items() if pk not in seeing},
    )


def suggestions(reader: Reader, objective_id: int, typed: str) -> list[Suggestion]:
    """Active people whose name begins like what was typed after an "@", those who see the objective first; for whoever may
    comment on it: guests do not learn who works here. Raises `NotFound` where the reader does not see it, and `Refused`.
    """
    objective = visible_objectives(reader).select_related("team").filter(pk=objective_id).first()
    if objective is None:
        raise errors.NotFound
    ask(reader, Act.COMMENT, objective)
    key = search_key(typed)[:160]
    starts = Q(words__startswith=key) | Q(words__contains=f" {key}") if key else Q()
    found = list(Person.objects.filter(starts, is_active=True).order_by("words", "pk")[: MOST_SUGGESTIONS * 3])
    seeing = readers_among([who.pk for who in found], objective)
    rows = [Suggestion(who.pk, who.name, who.title, who.pk in seeing) for who in found if _fits(who.name, key)]
    return sorted(rows, key=lambda row: not row.sees)[:MOST_SUGGESTIONS]


def _fits(name: str, key: str) -> bool:
    """The name or a later part of it begins so; titles and addresses, which are searched with it, do not count."""
    return f" {search_key(name)}".find(f" {key}") >= 0


# --- who is named ------------------------------------------------------------------------------------------------


def _named(found: Collection[Reach]) -> dict[int, str]:
    """The active people who may be meant after the "@"s, by number and name: whole names, and short ones that only one
    person has. Two queries, however many people there are.
    """
    wholes = {key for reach in found for key in reach.keys}
    named = _called(wholes)
    known = {search_key(name) for name in named.values()}
    short = {reach.keys[0].partition(" ")[0] for reach in found if not known & set(reach.keys)}
    return named | _called_in_short(short)


def _called(keys: Collection[str]) -> dict[int, str]:
    """The people whose whole name this is. They are searched by the words they are found by, which begin with the name."""
    if not keys:
        return {}
    condition = Q(pk__in=[])
    for key in keys:
        # A single word would bring along everybody with that first name; names of one word are looked up as names.
        condition |= Q(words=key) | (Q(words__startswith=f"{key} ") if " " in key else Q(name__iexact=key))
    found = Person.objects.filter(condition, is_active=True).order_by("pk")[: MOST_WORDS * 100]
    return {who.pk: who.name for who in found if search_key(who.name) in keys}


def _called_in_short(first_names: Collection[str]) -> dict[int, str]:
    """The people who are the only ones with such a first name; everybody's is counted in the database."""
    if not first_names:
        return {}
    cases = [When(Q(words=first) | Q(words__startswith=f"{first} "), then=Value(first)) for first in first_names]
    called = Person.objects.filter(is_active=True).annotate(short=Case(*cases, output_field=TextField()))
    alone = (
        called.filter(short__isnull=False).order_by().values("short").annotate(how_many=Count("pk")).filter(how_many=1)
    )
    return dict(alone.values_list(Min("pk"), Min("name")))


# --- rows ----------------------------------------------------------------------------------------------------------


def _stored(reader: Reader) -> Any:
    """The comments this reader may see, each with what was said to it and who is named in it."""
    said = Reaction.objects.filter(comment_id=OuterRef("pk")).order_by().values("comment_id")
    named = Mention.objects.filter(comment_id=OuterRef("pk")).order_by().values("comment_id")
    return (
        Comment.objects.filter(visible(reader, "objective__"), objective__deleted_at__isnull=True)
        .select_related("author", "resolved_by")
        .annotate(
            gathered_reactions=gathered(said.annotate(rows=Gathered(JSONArray("kind", "person_id")))),
            gathered_mentions=gathered(named.annotate(rows=Gathered(JSONArray("person_id", "person__name")))),
            key_result_home=F("key_result__objective_id"),
            key_result_gone=F("key_result__deleted_at"),
        )
        .order_by("id")
    )


def _row(stored: Any, reader: Reader, until: datetime | None) -> CommentRow:
    reader_id = reader.pk if isinstance(reader, Person) else 0

    def by_then(moment: datetime | None) -> bool:
        return moment is not None and (until is None or moment < until)

    deleted, resolved = by_then(stored.deleted_at), by_then(stored.resolved_at)
    left = stored.key_result_id is not None and (
        stored.key_result_home != stored.objective_id or stored.key_result_gone is not None
    )
    return CommentRow(
        id=stored.pk,
        objective_id=stored.objective_id,
        key_result_id=stored.key_result_id,
        parent_id=stored.parent_id,
        author=PersonRef.of(stored.author),
        text="" if deleted else stored.text,
        quote="" if deleted else stored.quote,
        at=stored.at,
        edited_at=None if deleted else stored.edited_at,
        deleted=deleted,
        resolved_at=stored.resolved_at if resolved else None,
        resolved_by=PersonRef.of(stored.resolved_by) if resolved else None,
        version=stored.version,
        own=stored.author_id == reader_id,
        gone=left,
        mentioned={} if deleted else dict(stored.gathered_mentions or ()),
        reactions=() if deleted else _reactions(stored.gathered_reactions or (), reader_id),
    )


def _reactions(gathered_ones: Iterable[tuple[str, int]], reader_id: int) -> tuple[ReactionRow, ...]:
    who: dict[str, set[int]] = {}
    for kind, person_id in gathered_ones:
        who.setdefault(kind, set()).add(person_id)
    return tuple(
        ReactionRow(kind, len(who[kind.value]), reader_id in who[kind.value])
        for kind in ReactionKind
        if kind.value in who
    )


def _hung(rows: Collection[CommentRow]) -> list[CommentRow]:
    """Answers hung on what they answer. What is deleted goes, but for a beginning that still has answers."""
    answers: dict[int, list[CommentRow]] = {}
    for row in rows:
        if row.parent_id is not None and not row.deleted:
            answers.setdefault(row.parent_id, []).append(row)
    return [
        replace(row, replies=tuple(answers.get(row.id, ())))
        for row in rows
        if row.parent_id is None and (not row.deleted or row.id in answers)
    ]


def _by_part(rows: Iterable[CommentRow]) -> dict[int | None, tuple[CommentRow, ...]]:
    parts: dict[int | None, list[CommentRow]] = {}
    for row in rows:
        parts.setdefault(row.key_result_id, []).append(row)
    return {part: tuple(found) for part, found in parts.items()}
