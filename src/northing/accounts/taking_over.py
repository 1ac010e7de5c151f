"""An action of its own: many people known by name only at once, for imports, which tell of all of them in one event."""

from collections.abc import Sequence

from northing.accounts.models import Person
from northing.accounts.policies import ask, relations
from northing.accounts.queries import words_of
from northing.core.access import Act
from northing.kit import clock
from northing.kit.text import one_line


def take_over_placeholders(actor: Person, names: Sequence[str]) -> list[int]:
    """Add people who can own things and cannot sign in; returns their numbers. Names have 1 to 160 characters."""
    ask(Act.IMPORT, relations(actor))
    people = [Person(name=one_line(name), created_at=clock.now()) for name in names]
    for person in people:
        person.set_unusable_password()
        person.words = words_of(person.name, "", None)
    Person.objects.bulk_create(people, batch_size=500)
    return [person.pk for person in people]
