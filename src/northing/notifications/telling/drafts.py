"""A team's draft on its way (R28): what comes next, for whoever it waits for."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from northing.accounts.models import Person
from northing.accounts.policies import may
from northing.activity.models import Subject, Verb
from northing.activity.queries import EventRow
from northing.core.access import Act
from northing.core.crafting import Standing, Step
from northing.crafting.models import Draft
from northing.cycles.models import Cycle
from northing.goals.models import Objective
from northing.goals.queries.visibility import visible_objectives
from northing.kit import errors
from northing.notifications.telling.form import NOBODY, Telling, Words
from northing.notifications.telling.parts import current_members, number, place, quoted, who
from northing.teams.models import Team
from northing.teams.policies import relations


def _cycle_id(event: EventRow) -> int:
    return number(event.details.get("cycle_id")) or 0


def _members(event: EventRow) -> Q:
    return Q(pk__in=current_members(team_id=event.team_id or 0).values("person_id"))


def _sponsor(event: EventRow) -> Q:
    sponsor = Team.objects.filter(pk=event.team_id or 0).values_list("sponsor_id", flat=True).first()
    return NOBODY if sponsor is None else Q(pk=sponsor)


def _authors(event: EventRow) -> Q:
    set_of_it = Objective.objects.filter(
        team_id=event.team_id or 0, cycle_id=_cycle_id(event), deleted_at__isnull=True, confidential=False,
        individual__isnull=True,
    ).order_by()  # fmt: skip
    return (
        _members(event)
        | Q(pk__in=set_of_it.filter(lead__isnull=False).values("lead_id"))
        | Q(pk__in=set_of_it.filter(created_by__isnull=False).values("created_by_id"))
    )


_SO_FAR = {
    Verb.MOVED_ON: Standing.OPEN,
    Verb.SUBMITTED: Standing.SUBMITTED,
    Verb.SENT_BACK: Standing.OPEN,
    Verb.APPROVED: Standing.APPROVED,
}


def _words(event: EventRow, reader: Person) -> Words | None:
    if not Draft.objects.filter(pk=event.subject_id, standing=_SO_FAR[event.verb].value).exists():
        return None  # it has gone on since
    team_id, cycle_id = event.team_id or 0, _cycle_id(event)
    team = Team.objects.filter(pk=team_id, archived_at__isnull=True).values_list("name", flat=True).first()
    cycle = Cycle.objects.filter(pk=cycle_id).values_list("name", flat=True).first()
    if team is None or cycle is None:
        return None
    try:
        whole = may(Act.SEE_DRAFTS, relations(reader, team_id))
    except errors.NotFound:
        return None
    path = place("draft", team_id, cycle_id)
    if not whole:  # leads one of its objectives from elsewhere: sees that one, and not the set
        own = visible_objectives(reader).filter(team_id=team_id, cycle_id=cycle_id, individual__isnull=True)
        own = own.filter(Q(lead=reader) | Q(created_by=reader)).order_by("position", "pk")
        first = own.values_list("pk", flat=True).first()
        if first is None:
            return None
        path = place("objective", first)
    named = {"who": who(event), "team": team, "cycle": cycle}
    subject, sentence, then, because = _sentences(event.verb)
    reason = str(event.details.get("reason", "") or "")
    parts = [sentence % named]
    if reason and whole and event.verb in (Verb.SENT_BACK, Verb.APPROVED):
        parts.append(quoted(reason))
    return Words(subject % named, [*parts, then % named], path, because % named)


def _sentences(verb: Verb) -> tuple[str, str, str, str]:
    """Subject, what happened, what comes next, and why one gets it."""
    works = _("You get this because you work on the draft of %(team)s.")
    return {
        Verb.MOVED_ON: (
            _("%(team)s, %(cycle)s: the draft is ready to be refined"),
            _("%(who)s moved the draft of %(team)s for %(cycle)s on. Its objectives and key results are written."),
            _("Now refine it together: the levels of each key result, and how sure you are."),
            _("You get this because you belong to %(team)s."),
        ),
        Verb.SUBMITTED: (
            _("%(team)s, %(cycle)s: a draft waits for you"),
            _("%(who)s gives you the draft of %(team)s for %(cycle)s."),
            _("Read it, and approve it or send it back with a reason."),
            _("You get this because you are the sponsor of %(team)s."),
        ),
        Verb.SENT_BACK: (
            _("%(team)s, %(cycle)s: the draft came back"),
            _("%(who)s sent the draft of %(team)s for %(cycle)s back:"),
            _("Change what is needed, and submit it again."),
            works,
        ),
        Verb.APPROVED: (
            _("%(team)s, %(cycle)s: the draft is approved"),
            _("%(who)s approved the draft of %(team)s for %(cycle)s."),
            _("It can be published now."),
            works,
        ),
    }[verb]


def _on(verb: Verb) -> frozenset[tuple[Verb, Subject]]:
    return frozenset({(verb, Subject.DRAFT)})


REFINE = Telling(
    kind="draft-refine",
    called=gettext_noop("a draft to refine"),
    events=_on(Verb.MOVED_ON),
    applies=lambda event: event.details.get("step") == Step.REFINE and event.details.get("from") == Step.CREATE,
    whom=_members,
    words=_words,
)
SUBMITTED = Telling(
    kind="draft-submitted",
    called=gettext_noop("a draft to approve"),
    events=_on(Verb.SUBMITTED),
    whom=_sponsor,
    words=_words,
)
SENT_BACK = Telling(
    kind="draft-sent-back",
    called=gettext_noop("a draft that came back"),
    events=_on(Verb.SENT_BACK),
    whom=_authors,
    words=_words,
)
APPROVED = Telling(
    kind="draft-approved",
    called=gettext_noop("an approved draft"),
    events=_on(Verb.APPROVED),
    whom=_authors,
    words=_words,
)
