"""Checking what was sent, before anything is written: every problem at its field, in words that help."""

from collections.abc import Iterable

from django.utils.translation import gettext

from northing.accounts.models import Person
from northing.kit import errors
from northing.kit.text import one_line, paragraphs


class Problems:
    """Collects what is wrong, field by field, and raises it all at once."""

    def __init__(self) -> None:
        self._found: dict[str, list[str]] = {}

    def add(self, field: str, message: str) -> None:
        self._found.setdefault(field, []).append(message)

    def raise_if_any(self) -> None:
        if self._found:
            raise errors.Invalid(self._found)

    def line(self, field: str, text: str, longest: int, missing: str = "") -> str:
        """A one-line text of at most `longest` characters; `missing` is the message where it must not be empty."""
        line = one_line(text)
        if not line and missing:
            self.add(field, missing)
        self._length(field, line, longest)
        return line

    def prose(self, field: str, text: str, longest: int) -> str:
        """A longer text of at most `longest` characters."""
        prose = paragraphs(text)
        self._length(field, prose, longest)
        return prose

    def _length(self, field: str, text: str, longest: int) -> None:
        if len(text) > longest:
            message = gettext("This is %(length)s characters long; %(most)s is the most. Shorten it a little.")
            self.add(field, message % {"length": f"{len(text):,}", "most": f"{longest:,}"})

    def person(self, field: str, person_id: int | None) -> int | None:
        """A person who is here and active, or nobody."""
        if person_id is not None and not Person.objects.filter(pk=person_id, is_active=True).exists():
            self.add(field, gettext("This person is not here, or their account is disabled. Choose somebody else."))
        return person_id

    def people(self, field: str, person_ids: Iterable[int]) -> list[int]:
        """Several people who are here and active, each once."""
        wanted = list(dict.fromkeys(person_ids))
        known = set(Person.objects.filter(pk__in=wanted, is_active=True).values_list("pk", flat=True))
        if len(known) < len(wanted):
            self.add(field, gettext("Somebody in this list is not here, or their account is disabled."))
        return wanted


def same_version(sent: int, current: object, stored: int) -> None:
    """Raise `Conflict` with what is there now when somebody saved in between (F4)."""
    if sent != stored:
        raise errors.Conflict(current, gettext("Somebody saved a change while you were writing. Both texts are below."))
