"""What became of the letters."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.db.models import Count, Min, Q
from django.utils.translation import gettext

from northing.accounts.models import Person
from northing.accounts.policies import ask, relations
from northing.accounts.queries import PersonRow, person_row
from northing.core.access import Act
from northing.kit import clock, errors
from northing.notifications.models import Letter
from northing.notifications.paper import person_of
from northing.notifications.telling import BY_KIND

WAITING = Q(sent_at__isnull=True, given_up_at__isnull=True)
SHOWN = 50


class Delivery(StrEnum):
    """Where mails go."""

    SERVER = "server"
    PRINTED = "printed"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Stranded:
    """A letter that was given up: to whom, what it tells of in words, when, after how many attempts, and what went wrong."""

    person_id: int
    name: str
    about: str
    given_up_at: datetime
    attempts: int
    failure: str


@dataclass(frozen=True, slots=True)
class MailState:
    """How it stands with mail. `failing` are those that wait for another attempt; `failures` count what was given up by
    what went wrong.
    """

    delivery: Delivery
    sender: str
    waiting: int
    failing: int
    oldest: datetime | None
    sent: int
    given_up: int
    failures: list[tuple[str, int]]
    stranded: list[Stranded]


def delivery() -> Delivery:
    """Whether a mail server is named in the settings, and if not, what happens to mails."""
    backend = settings.EMAIL_BACKEND.rsplit(".", 2)[-2]
    if backend == "dummy":
        return Delivery.DROPPED
    return Delivery.PRINTED if backend == "console" else Delivery.SERVER


def mail_state(actor: Person) -> MailState:
    """For administrators: what waits, what went out in the last seven days, and what was given up. Four queries."""
    ask(Act.MANAGE_ORGANISATION, relations(actor))
    waiting = Letter.objects.filter(WAITING).aggregate(
        all=Count("pk"), failing=Count("pk", filter=~Q(failure="")), oldest=Min("made_at")
    )
    given_up = Letter.objects.filter(given_up_at__isnull=False)
    failures = list(given_up.values_list("failure").annotate(n=Count("pk")).order_by("-n", "failure"))
    return MailState(
        delivery=delivery(),
        sender=settings.DEFAULT_FROM_EMAIL,
        waiting=waiting["all"],
        failing=waiting["failing"],
        oldest=waiting["oldest"],
        sent=Letter.objects.filter(sent_at__gte=clock.now() - timedelta(days=7)).count(),
        given_up=sum(count for _name, count in failures),
        failures=failures,
        stranded=[
            Stranded(
                person_id=letter.person_id,
                name=letter.person.name,
                about=gettext(BY_KIND[letter.kind].called) if letter.kind in BY_KIND else letter.kind,
                given_up_at=letter.given_up_at or letter.made_at,
                attempts=letter.attempts,
                failure=letter.failure,
            )
            for letter in given_up.select_related("person").order_by("-given_up_at", "-pk")[:SHOWN]
        ],
    )


def reader_of(token: str) -> tuple[PersonRow, bool]:
    """Whose mail a link belongs to, and whether they want mail; `NotFound` for a link that is not ours."""
    person = Person.objects.filter(pk=person_of(token), is_active=True).first()
    if person is None:
        raise errors.NotFound
    return person_row(person), person.wants_mail
