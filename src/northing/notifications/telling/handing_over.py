"""Something was handed to you: an objective to lead, a key result to own, a team to stand behind."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from northing.accounts.models import Person
from northing.activity.models import Subject, Verb
from northing.activity.queries import EventRow
from northing.goals.queries.visibility import visible_key_results, visible_objectives
from northing.notifications.telling.form import NOBODY, Telling, Words
from northing.notifications.telling.parts import changed_to, in_short, number, place, who
from northing.teams.models import Team


def _to(person_id: int | None) -> Q:
    return NOBODY if person_id is None else Q(pk=person_id)


def _sponsor(event: EventRow) -> int | None:
    pair = event.details.get("sponsor")
    return number(pair[1]) if isinstance(pair, list) and len(pair) == 2 else None


def _lead_words(event: EventRow, reader: Person) -> Words | None:
    objective = visible_objectives(reader).filter(pk=event.subject_id, lead=reader).select_related("team").first()
    if objective is None:
        return None
    named = {"who": who(event), "short": in_short(objective.statement), "team": objective.team.name}
    return Words(
        _("You lead an objective now: %(short)s") % named,
        [_("%(who)s handed an objective of %(team)s over to you:") % named, objective.statement,
         _("As its lead you answer for it; whoever is asked about it is you.")],
        place("objective", objective.pk),
        _("You get this because you lead it now."),
    )  # fmt: skip


def _owner_words(event: EventRow, reader: Person) -> Words | None:
    found = visible_key_results(reader).filter(pk=event.subject_id, owner=reader)
    key_result = found.select_related("objective__team").first()
    if key_result is None:
        return None
    named = {
        "who": who(event),
        "short": in_short(key_result.text),
        "team": key_result.objective.team.name,
        "what": key_result.objective.statement,
    }
    return Words(
        _("You own a key result now: %(short)s") % named,
        [_("%(who)s handed a key result of %(team)s over to you:") % named, key_result.text,
         _("It belongs to “%(what)s”. As its owner you check in on it.") % named],
        place("key-result", key_result.pk),
        _("You get this because you own it now."),
    )  # fmt: skip


def _sponsor_words(event: EventRow, reader: Person) -> Words | None:
    team = Team.objects.filter(pk=event.subject_id, sponsor=reader, archived_at__isnull=True).first()
    if team is None:
        return None
    named = {"who": who(event), "team": team.name}
    return Words(
        _("You are the sponsor of %(team)s now") % named,
        [
            _("%(who)s named you the sponsor of %(team)s. You stand behind its OKRs, and its drafts come to you.")
            % named
        ],
        place("team", team.pk),
        _("You get this because you are its sponsor now."),
    )


LEAD = Telling(
    kind="lead",
    called=gettext_noop("an objective handed over"),
    events=frozenset({(Verb.EDITED, Subject.OBJECTIVE), (Verb.OWNER_CHANGED, Subject.OBJECTIVE)}),
    applies=lambda event: changed_to(event, "lead_id") is not None,
    whom=lambda event: _to(changed_to(event, "lead_id")),
    words=_lead_words,
)
OWNER = Telling(
    kind="owner",
    called=gettext_noop("a key result handed over"),
    events=frozenset((verb, Subject.KEY_RESULT) for verb in (Verb.EDITED, Verb.TARGET_CHANGED, Verb.OWNER_CHANGED)),
    applies=lambda event: changed_to(event, "owner_id") is not None,
    whom=lambda event: _to(changed_to(event, "owner_id")),
    words=_owner_words,
)
SPONSOR = Telling(
    kind="sponsor",
    called=gettext_noop("a team to stand behind"),
    events=frozenset({(Verb.OWNER_CHANGED, Subject.TEAM)}),
    applies=lambda event: _sponsor(event) is not None,
    whom=lambda event: _to(_sponsor(event)),
    words=_sponsor_words,
)
