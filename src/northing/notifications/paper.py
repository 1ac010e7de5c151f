"""A letter put on paper: greeting, words, link, why one gets it, and the way to get no more."""

from dataclasses import dataclass, field

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from northing.accounts.models import Person
from northing.accounts.queries import locale_of
from northing.activity.queries import EventRow
from northing.kit import errors
from northing.kit.memory import remembering
from northing.kit.text import one_line, paragraphs
from northing.notifications.telling import BY_KIND, Words

_SALT = "northing.notifications.off"


@dataclass(frozen=True, slots=True)
class Paper:
    """What is handed to the mail server."""

    to: str
    subject: str
    text: str
    headers: dict[str, str] = field(default_factory=dict)


def written(kind: str, event: EventRow, reader: Person, number: int) -> Paper | None:
    """The mail as it is today, in the reader's language; None where there is nothing to tell this reader any more."""
    telling = BY_KIND.get(kind)
    if telling is None or not telling.tells(event) or not wants(reader, event):
        return None
    with remembering(), translation.override(_language(reader)):
        try:
            words = telling.words(event, reader)
        except errors.NotFound:
            return None
        return None if words is None else _paper(words, reader, number)


def wants(reader: Person, event: EventRow) -> bool:
    """Whether anything may be sent to them at all about what this event's actor did."""
    return bool(reader.is_active and reader.email and reader.wants_mail and reader.pk != event.actor_id)


def token_of(person_id: int) -> str:
    """What proves, without signing in, that a mail of this person's is at hand. It opens one thing only: no more mail."""
    return signing.Signer(salt=_SALT).sign(str(person_id))


def person_of(token: str) -> int:
    """Whose mail it is. `NotFound` for a token that is not ours."""
    try:
        return int(signing.Signer(salt=_SALT).unsign(token))
    except (signing.BadSignature, ValueError):
        raise errors.NotFound


def _language(reader: Person) -> str:
    """The reader's language where Northing speaks it; numbers and days follow their locale in any case."""
    try:
        return translation.get_supported_language_variant(locale_of(reader))
    except LookupError:
        return settings.LANGUAGE_CODE


def _paper(words: Words, reader: Person, number: int) -> Paper:
    off = f"{settings.SITE_URL}{reverse('mail-off', args=[token_of(reader.pk)])}"
    foot = _("%(because)s\nWhich mails you get: %(settings)s\nNo more of them, without signing in: %(off)s") % {
        "because": words.because,
        "settings": f"{settings.SITE_URL}{reverse('settings-profile')}#mail",
        "off": off,
    }
    parts = [
        _("Hello %(name)s,") % {"name": reader.name},
        *words.paragraphs,
        f"{settings.SITE_URL}{words.path}",
        f"-- \n{foot}",  # with this line mail programs know where the footer begins
    ]
    text = "\n\n".join(paragraphs(part) for part in parts[:-1]) + f"\n\n{parts[-1]}\n"
    host = settings.SITE_URL.partition("://")[2].partition("/")[0].partition(":")[0]
    headers = {
        # The same for every attempt: a mail that arrives twice is shown once by programs that compare them.
        "Message-ID": f"<letter-{number}-{reader.pk}@{host}>",
        "List-Unsubscribe": f"<{off}>",
        "Auto-Submitted": "auto-generated",
    }
    return Paper(reader.email or "", one_line(words.subject), text, headers)
