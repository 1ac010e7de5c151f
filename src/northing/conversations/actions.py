"""What people do in conversations: write, answer, name each other, react, settle, delete and bring back."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from northing.accounts.models import Person
from northing.activity.actions import answer_once, record
from northing.activity.models import Subject, Verb
from northing.conversations.models import QUOTE_LENGTH, TEXT_LENGTH, Comment, Mention, Reaction, ReactionKind
from northing.conversations.policies import Deed, ask
from northing.conversations.queries import Addressed, addressed, comment
from northing.core.access import Act
from northing.goals.models import KeyResult, Objective
from northing.goals.policies import Actor, Standing, standing
from northing.kit import clock, errors
from northing.kit.problems import Problems
from northing.kit.text import shorten
from northing.kit.transactions import write_retrying

IN_THE_LOG = 200
"""Characters of a comment that its event carries, for news and mail."""


@dataclass(frozen=True, slots=True)
class Posted:
    """What became of a comment: its number, the people who are told because they are named in it, and those who are not
    told, because they may not see what it is about.
    """

    comment_id: int
    mentioned: tuple[int, ...] = ()
    unseen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A comment that is about to change, and what its actor is to the objective it belongs to."""

    comment: Comment
    standing: Standing
    on_behalf: bool


@write_retrying
def post_comment(
    actor: Person,
    objective_id: int,
    *,
    text: str,
    key_result_id: int | None = None,
    reply_to: int | None = None,
    quote: str = "",
    key: str = "",
) -> Posted:
    """Say something about an objective, about one key result of it, or in answer to a comment.

    People named with an "@" are told, if they may see it; the others are named in the result. An answer belongs to what
    its conversation is about. A repeated `key` gets the first answer (F3). Raises `Invalid` at `text`, `quote`,
    `key_result_id` and "" (what is answered has been deleted).
    """

    def act() -> dict[str, Any]:
        return _post(actor, objective_id, text, key_result_id, reply_to, quote)

    body = {"objective": objective_id, "text": text, "key_result": key_result_id, "to": reply_to, "quote": quote}
    answer = answer_once(actor, key, body, act)
    return Posted(int(answer["id"]), tuple(answer["mentioned"]), tuple(answer["unseen"]))


def _post(
    actor: Person, objective_id: int, text: str, key_result_id: int | None, reply_to: int | None, quote: str
) -> dict[str, Any]:
    objective = _objective(objective_id)
    on_behalf = standing(actor, objective).ask(Act.COMMENT)
    problems = Problems()
    words, quoted = _words(problems, text), problems.line("quote", quote, QUOTE_LENGTH)
    parent = None
    if reply_to is not None:
        parent = _answered(problems, objective, reply_to)
        key_result_id = parent.key_result_id if parent else None
    elif key_result_id is not None and not _is_part(objective, key_result_id):
        problems.add("key_result_id", gettext("This key result is not part of the objective any more."))
    problems.raise_if_any()
    written = Comment.objects.create(
        objective=objective,
        key_result_id=key_result_id,
        parent=parent,
        author_id=actor.pk,
        quote=quoted,
        text=words,
        at=clock.now(),
    )
    named = addressed(words, objective)
    _mention(written, named)
    _record(actor, Verb.COMMENTED, written, mentioned=list(named.told), on_behalf=on_behalf)
    return {"id": written.pk, "mentioned": list(named.told), "unseen": list(named.unseen.values())}


def _answered(problems: Problems, objective: Objective, reply_to: int) -> Comment | None:
    """The beginning of the conversation that is answered, whichever part of it was."""
    answered = Comment.objects.select_related("parent").filter(pk=reply_to, objective=objective).first()
    if answered is None:
        raise errors.NotFound
    if answered.deleted_at is not None:
        problems.add("", gettext("What you answer has been deleted meanwhile. Your words are still here."))
    return answered.parent or answered


def _is_part(objective: Objective, key_result_id: int) -> bool:
    return KeyResult.objects.filter(pk=key_result_id, objective=objective, deleted_at__isnull=True).exists()


@write_retrying
def edit_comment(actor: Person, comment_id: int, *, version: int, text: str) -> Posted:
    """Put one's comment in other words; who is newly named is told. Raises `Conflict` with the comment as it is now when
    it was changed in between, from another window, say (F4), and `Invalid` at `text`.
    """
    loaded = _load(actor, comment_id, Deed.EDIT)
    written = loaded.comment
    if version != written.version:
        raise errors.Conflict(
            comment(actor, comment_id), gettext("This comment was changed while you were writing. Both texts are here.")
        )
    problems = Problems()
    words = _words(problems, text)
    problems.raise_if_any()
    if words == written.text:
        return Posted(written.pk)
    before = set(written.mentions.values_list("person_id", flat=True))
    written.text, written.edited_at, written.version = words, clock.now(), written.version + 1
    written.save(update_fields=["text", "edited_at", "version"])
    named = addressed(words, written.objective)
    written.mentions.exclude(person_id__in=named.told).delete()
    newly = Addressed({pk: name for pk, name in named.told.items() if pk not in before}, named.unseen)
    _mention(written, newly)
    _record(actor, Verb.EDITED, written, mentioned=list(newly.told), on_behalf=loaded.on_behalf)
    return Posted(written.pk, tuple(newly.told), tuple(named.unseen.values()))


@write_retrying
def delete_comment(actor: Person, comment_id: int) -> None:
    """Take one's comment away; its answers stay. It can be brought back (`restore_comment`)."""
    loaded = _load(actor, comment_id, Deed.DELETE)
    loaded.comment.deleted_at = clock.now()
    loaded.comment.save(update_fields=["deleted_at"])
    _record(actor, Verb.DELETED, loaded.comment, on_behalf=loaded.on_behalf)


@write_retrying
def restore_comment(actor: Person, comment_id: int) -> None:
    """Bring one's deleted comment back as it was. Done twice, it is done once."""
    loaded = _load(actor, comment_id, Deed.DELETE, deleted=True)
    if loaded.comment.deleted_at is None:
        return
    loaded.comment.deleted_at = None
    loaded.comment.save(update_fields=["deleted_at"])
    _record(actor, Verb.RESTORED, loaded.comment, on_behalf=loaded.on_behalf)


@write_retrying
def settle_comment(actor: Person, comment_id: int, *, resolved: bool) -> None:
    """Say that a conversation is settled, or open it again. Who comes second changes nothing."""
    loaded = _load(actor, comment_id, Deed.RESOLVE)
    written = loaded.comment
    if resolved == (written.resolved_at is not None):
        return
    written.resolved_at = clock.now() if resolved else None
    written.resolved_by_id = actor.pk if resolved else None
    written.save(update_fields=["resolved_at", "resolved_by"])
    _record(actor, Verb.CLOSED if resolved else Verb.REOPENED, written, on_behalf=loaded.on_behalf)


@write_retrying
def react(actor: Person, comment_id: int, kind: ReactionKind, *, on: bool = True) -> None:
    """Agree, thank and so on with one press, or take that back; once for each person, comment and kind. The row itself
    says who and when, so the log stays free of it.
    """
    loaded = _load(actor, comment_id, Deed.REACT)
    if on:
        Reaction.objects.get_or_create(
            comment=loaded.comment, person_id=actor.pk, kind=kind.value, defaults={"at": clock.now()}
        )
    else:
        Reaction.objects.filter(comment=loaded.comment, person_id=actor.pk, kind=kind.value).delete()


# --- loading, checking, recording ---------------------------------------------------------------------------------


def _objective(objective_id: int) -> Objective:
    objective = Objective.objects.select_related("team").filter(pk=objective_id, deleted_at__isnull=True).first()
    if objective is None:
        raise errors.NotFound
    return objective


def _load(actor: Actor, comment_id: int, deed: Deed, *, deleted: bool = False) -> _Loaded:
    """The comment, locked for this transaction, with its actor's rights asked; `deleted`: also where it is deleted."""
    written = (
        Comment.objects.select_for_update(of=("self",))
        .select_related("objective__team")
        .filter(pk=comment_id, objective__deleted_at__isnull=True)
        .first()
    )
    if written is None:
        raise errors.NotFound
    found = standing(actor, written.objective)
    found.ask(Act.SEE)
    if written.deleted_at is not None and not deleted:
        raise errors.NotFound
    on_behalf = ask(found, deed, own=written.author_id == actor.pk, is_reply=written.parent_id is not None)
    return _Loaded(written, found, on_behalf)


def _words(problems: Problems, text: str) -> str:
    return problems.prose("text", text, TEXT_LENGTH, missing=gettext("Write what you want to say."))


def _mention(written: Comment, named: Addressed) -> None:
    Mention.objects.bulk_create([Mention(comment=written, person_id=person_id) for person_id in named.told])


def _record(
    actor: Actor, verb: Verb, written: Comment, *, mentioned: list[int] | None = None, on_behalf: bool = False
) -> None:
    record(
        actor,
        verb,
        Subject.COMMENT,
        written.pk,
        objective_id=written.objective_id,
        team_id=written.objective.team_id,
        on_behalf=on_behalf,
        details={
            "key_result_id": written.key_result_id,
            "reply_to": written.parent_id,
            "mentioned": mentioned or [],
            "text": shorten(written.text, IN_THE_LOG),
        },
    )
