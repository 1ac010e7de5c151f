"""What an objective serves was closed or deleted: whoever leads the objective hears of it (R20, R21)."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from northing.accounts.models import Person
from northing.activity.models import Subject, Verb
from northing.activity.queries import EventRow
from northing.goals.models import Alignment, KeyResult, Objective
from northing.goals.models.objective import State
from northing.goals.queries.visibility import visible_key_results, visible_objectives
from northing.notifications.telling.form import Telling, Words
from northing.notifications.telling.parts import in_short, place, who


def _links(event: EventRow) -> Any:
    """What served it when it went, and is still pursued."""
    parents = Q(parent_key_result_id=event.subject_id)
    if event.subject is Subject.OBJECTIVE:
        parents = Q(parent_objective_id=event.subject_id) | Q(parent_key_result__objective_id=event.subject_id)
    then = Q(removed_at__isnull=True) | Q(removed_at__gte=event.happened_at)
    pursued = Alignment.objects.filter(parents, then, child__deleted_at__isnull=True)
    return pursued.exclude(child__state=State.CLOSED.value).order_by()


def _whom(event: EventRow) -> Q:
    return Q(pk__in=_links(event).filter(child__lead__isnull=False).values("child__lead_id"))


def _words(event: EventRow, reader: Person) -> Words | None:
    if not _still_gone(event):
        return None
    mine = visible_objectives(reader).filter(pk__in=_links(event).values("child_id"), lead=reader)
    children = list(mine.order_by("pk").values_list("pk", "statement"))
    if not children:
        return None
    named = {
        "who": who(event),
        "short": in_short(children[0][1]),
        "parent": _called(event, reader) or _("Something that you may not see"),
    }
    if event.verb is Verb.CLOSED:
        subject, sentence = (
            _("What it serves was closed: %(short)s"),
            _("%(who)s closed what an objective of yours serves:"),
        )
    else:
        subject, sentence = (
            _("What it serves was deleted: %(short)s"),
            _("%(who)s deleted what an objective of yours serves:"),
        )
    return Words(
        subject % named,
        [
            sentence % named,
            str(named["parent"]),
            _("It was served by:"),
            "\n".join(f"- {statement}" for _number, statement in children),
            _("Say what it serves from now on, close it too, or go on without."),
        ],
        place("objective", children[0][0]),
        _("You get this because you lead what served it."),
    )


def _still_gone(event: EventRow) -> bool:
    if event.subject is Subject.KEY_RESULT:
        return KeyResult.objects.filter(pk=event.subject_id, deleted_at__isnull=False).exists()
    gone = Q(deleted_at__isnull=False) if event.verb is Verb.DELETED else Q(state=State.CLOSED.value)
    return Objective.objects.filter(gone, pk=event.subject_id).exists()


def _called(event: EventRow, reader: Person) -> str | None:
    """Its words, for a reader who saw them while they were there."""
    if event.subject is Subject.KEY_RESULT:
        seen = visible_key_results(reader, with_deleted=True).filter(pk=event.subject_id)
        return seen.values_list("text", flat=True).first()
    return (
        visible_objectives(reader, with_deleted=True)
        .filter(pk=event.subject_id)
        .values_list("statement", flat=True)
        .first()
    )


LOST_PARENT = Telling(
    kind="lost-parent",
    called=gettext_noop("a goal that went"),
    events=frozenset(
        {(Verb.CLOSED, Subject.OBJECTIVE), (Verb.DELETED, Subject.OBJECTIVE), (Verb.DELETED, Subject.KEY_RESULT)}
    ),
    whom=_whom,
    words=_words,
)
