"""Checking what was sent about a goal: what every check has, and who may be named."""

from collections.abc import Iterable

from django.utils.translation import gettext

from northing.accounts.models import Person
from northing.kit import errors
from northing.kit import problems as kit


class Problems(kit.Problems):
    """The same, and whether the people who are named are here."""

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
