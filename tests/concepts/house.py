"""A small organisation to test with, built only by the product's own actions."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

from django.db import connection

from northing.accounts import actions as accounts
from northing.accounts.models import Person
from northing.cycles import actions as cycles

PASSWORD = "a staple of the correct horse"


def found(name: str = "Vinterhavn", **changes: Any) -> Person:
    """The organisation, its company team, its cycles, and the administrator as the one who acts."""
    given = {
        "name": name,
        "time_zone": "Europe/Oslo",
        "administrator_name": "Maren Aas",
        "email": "maren@example.org",
        "password": PASSWORD,
    }
    founder = cycles.begin(**{**given, **changes})
    return Person.objects.get(pk=founder.id)


def hire(administrator: Person, name: str, *, signed_up: bool = True, **given: Any) -> Person:
    """Somebody who works there; `signed_up` with the password of this module, else only invited."""
    email = given.pop("email", f"{name.split(maxsplit=1)[0].lower()}@example.org")
    tokens: list[str] = []
    row = accounts.invite_person(
        administrator, name=name, email=email, send=lambda _person, token: tokens.append(token), **given
    )
    if signed_up:
        person = Person.objects.get(pk=row.id)
        person.set_password(PASSWORD)
        person.save(update_fields=["password"])
    return Person.objects.get(pk=row.id)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Each act in a thread and a connection of its own, all starting together: their answers, or what they raised."""
    start = Barrier(len(acts))
    answers: list[Any] = [None] * len(acts)

    def run(number: int, act: Callable[[], Any]) -> None:
        try:
            start.wait(timeout=10)
            answers[number] = act()
        except Exception as raised:  # noqa: BLE001 - the test looks at it
            answers[number] = raised
        finally:
            connection.close()

    threads = [Thread(target=run, args=item) for item in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
