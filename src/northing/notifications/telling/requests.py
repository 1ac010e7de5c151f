"""Every step of a request, told to the side that it reaches (R23)."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from northing.accounts.models import Person
from northing.accounts.queries import today
from northing.activity.models import Subject, Verb
from northing.activity.queries import EventRow
from northing.core.alignment import Side
from northing.goals.models import Dependency
from northing.goals.queries import dependencies
from northing.kit import errors
from northing.notifications.telling.form import NOBODY, Telling, Words
from northing.notifications.telling.parts import day, in_short, leads_at, place, quoted, who

_TO = {
    "": {Side.ASKED},
    "ask_again": {Side.ASKED},
    "accept": {Side.ASKED},
    "withdraw": {Side.ASKED},
    "restore": {Side.ASKED},
    "agree": {Side.ASKING},
    "propose": {Side.ASKING},
    "decline": {Side.ASKING},
    "fulfil": {Side.ASKING, Side.ASKED},
    "give_up": {Side.ASKING, Side.ASKED},
    "reopen": {Side.ASKING, Side.ASKED},
}


def _move(event: EventRow) -> str:
    return str(event.details.get("move", ""))


def _whom(event: EventRow) -> Q:
    stored = (
        Dependency.objects.select_related(
            "asked_team", "asking_objective", "asking_key_result__objective",
            "serving_objective", "serving_key_result__objective",
        )
        .filter(pk=event.subject_id)
        .first()
    )  # fmt: skip
    if stored is None:
        return NOBODY
    people: set[int | None] = set()
    sides = _TO[_move(event)]
    if Side.ASKING in sides:
        asking = stored.asking_key_result.objective if stored.asking_key_result else stored.asking_objective
        people |= {stored.asked_by_id, asking.lead_id if asking else None}
    if Side.ASKED in sides:
        people |= leads_at([stored.asked_team.path])
        brings, part = stored.serving_objective, stored.serving_key_result
        people |= {brings.lead_id if brings else None}
        people |= {part.owner_id, part.objective.lead_id} if part else set()
    return Q(pk__in=people - {None})


def _words(event: EventRow, reader: Person) -> Words | None:
    try:
        row = dependencies.request(reader, event.subject_id, today())
    except errors.NotFound:
        return None
    if row.over or row.state.value != event.details.get("state"):
        return None  # it has gone on since, and that is told by itself
    named = {
        "who": who(event),
        "asking": row.asking_team.name,
        "asked": row.asked_team.name,
        "words": in_short(row.words),
        "day": day(row.proposed_on or row.due_on, reader),
        "due": day(row.due_on, reader),
    }
    subject, sentence, then = _sentences(_move(event))
    note = str(event.details.get("note", ""))
    parts = [sentence % named, quoted(row.words)]
    parts += [_("The reason given:"), quoted(note)] if note else []
    parts += [_("It is for “%(what)s”.") % {"what": row.asker.words}] if row.asker else []
    parts += [then % named] if then else []
    if Side.ASKING in _TO[_move(event)] and (
        Side.ASKING in row.mine or (row.asked_by and row.asked_by.id == reader.pk)
    ):
        because = _("You get this because you have a part in what %(asking)s asked for.")
    else:
        because = _("You get this because you have a part in what %(asked)s was asked for.")
    return Words(subject % named, parts, place("request", event.subject_id), because % named)


def _sentences(move: str) -> tuple[str, str, str]:
    """Subject, what happened, and what comes next."""
    return {
        "": (
            _("%(asking)s asks %(asked)s for: %(words)s"),
            _("%(who)s asks %(asked)s for this, by %(day)s:"),
            _("Agree, propose another day, or decline with a reason."),
        ),
        "ask_again": (
            _("%(asking)s asks %(asked)s again for: %(words)s"),
            _("%(who)s asks %(asked)s again for this, now by %(day)s:"),
            _("Agree, propose another day, or decline with a reason."),
        ),
        "restore": (
            _("%(asking)s needs it after all: %(words)s"),
            _("%(who)s had withdrawn this and asks %(asked)s for it after all, by %(day)s:"),
            _("Agree, propose another day, or decline with a reason."),
        ),
        "accept": (
            _("%(asking)s accepted your day: %(words)s"),
            _("%(who)s accepted the day that %(asked)s proposed. It is now agreed for %(day)s:"),
            "",
        ),
        "withdraw": (
            _("No longer needed: %(words)s"),
            _("%(who)s took back what %(asking)s asked %(asked)s for:"),
            _("Nothing has to be done."),
        ),
        "agree": (
            _("%(asked)s agreed: %(words)s"),
            _("%(who)s agreed that %(asked)s brings this by %(day)s:"),
            "",
        ),
        "propose": (
            _("%(asked)s proposes another day: %(words)s"),
            _("You asked for this by %(due)s. %(who)s proposes %(day)s for %(asked)s:"),
            _("Accept the day, or ask again with another one."),
        ),
        "decline": (
            _("%(asked)s declined: %(words)s"),
            _("%(who)s declined for %(asked)s what %(asking)s asked for:"),
            _("Ask again with another day or in other words, ask another team, or do without."),
        ),
        "fulfil": (
            _("Done: %(words)s"),
            _("%(who)s noted that this is done, for %(asking)s, by %(asked)s:"),
            "",
        ),
        "give_up": (
            _("Given up: %(words)s"),
            _("%(who)s gave up what %(asked)s had promised %(asking)s by %(day)s:"),
            _("Look at what depends on it, and talk to each other."),
        ),
        "reopen": (
            _("Not at its end after all: %(words)s"),
            _("%(who)s opened this again. %(asked)s brings it to %(asking)s by %(day)s:"),
            "",
        ),
    }[move]


REQUEST = Telling(
    kind="request",
    called=gettext_noop("a request"),
    events=frozenset({(Verb.CREATED, Subject.REQUEST), (Verb.EDITED, Subject.REQUEST)}),
    applies=lambda event: _move(event) in _TO,
    whom=_whom,
    words=_words,
)
