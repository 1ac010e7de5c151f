"""What somebody said about a goal, told to those who are named in it, to whoever answers for the part, and to whoever is
answered.
"""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from northing.accounts.models import Person
from northing.activity.models import Subject, Verb
from northing.activity.queries import EventRow
from northing.conversations.models import Comment
from northing.goals.models import KeyResult, Objective
from northing.goals.queries.visibility import visible_key_results, visible_objectives
from northing.notifications.telling.form import Telling, Words
from northing.notifications.telling.parts import in_short, number, numbers, place, quoted, who


def _applies(event: EventRow) -> bool:
    """A comment that was put in other words concerns those who are named in it only now."""
    return event.verb is Verb.COMMENTED or bool(_mentioned(event))


def _mentioned(event: EventRow) -> list[int]:
    return numbers(event.details.get("mentioned"))


def _whom(event: EventRow) -> Q:
    named = Q(pk__in=_mentioned(event))
    if event.verb is Verb.EDITED:
        return named
    reply_to = number(event.details.get("reply_to"))
    if reply_to is not None:
        begun = Comment.objects.filter(pk=reply_to, deleted_at__isnull=True, author__isnull=False)
        named |= Q(pk__in=begun.order_by().values("author_id"))
    key_result_id = number(event.details.get("key_result_id"))
    if key_result_id is not None:
        answers = KeyResult.objects.filter(pk=key_result_id, owner__isnull=False).order_by().values("owner_id")
        return named | Q(pk__in=answers)
    leads = Objective.objects.filter(pk=event.objective_id or 0, lead__isnull=False).order_by().values("lead_id")
    return named | Q(pk__in=leads)


def _words(event: EventRow, reader: Person) -> Words | None:
    objective = visible_objectives(reader).filter(pk=event.objective_id or 0).first()
    comment = Comment.objects.select_related("parent").filter(pk=event.subject_id, deleted_at__isnull=True).first()
    if objective is None or comment is None:
        return None
    about, path = objective.statement, place("objective", objective.pk)
    key_result_id = number(event.details.get("key_result_id"))
    if key_result_id is not None:
        key_result = visible_key_results(reader).filter(pk=key_result_id, objective=objective).first()
        if key_result is None:
            return None
        about, path = key_result.text, place("key-result", key_result.pk)
    named = {"who": who(event), "about": in_short(about), "what": about}
    if reader.pk in _mentioned(event):
        subject, because = _("%(who)s names you: %(about)s"), _("You get this because you are named in it.")
    elif comment.parent is not None and comment.parent.author_id == reader.pk:
        subject, because = _("%(who)s answered you: %(about)s"), _("You get this because you began the conversation.")
    else:
        subject, because = _("%(who)s wrote about: %(about)s"), _("You get this because you answer for it.")
    said = quoted(comment.text)
    return Words(
        subject % named,
        [_("%(who)s wrote about “%(what)s”:") % named, said],
        f"{path}#comment-{comment.pk}",
        because,
    )


COMMENT = Telling(
    kind="comment",
    called=gettext_noop("a comment"),
    events=frozenset({(Verb.COMMENTED, Subject.COMMENT), (Verb.EDITED, Subject.COMMENT)}),
    applies=_applies,
    whom=_whom,
    words=_words,
)
