"""Whether this is the demo company, and how to get into it."""

from dataclasses import dataclass

from northing.accounts.models import Person
from northing.demo.people import CHAMPION, CHIEF, FOUNDER, PASSWORD, TITLES, VIEWERS, address

DOORS = (FOUNDER, "Aino Korhonen", CHIEF, CHAMPION, VIEWERS[0])


@dataclass(frozen=True, slots=True)
class WayIn:
    """Somebody as whom to sign in."""

    email: str
    password: str
    who: str


def ways_in() -> list[WayIn]:
    """Who can be signed in as, while the demo company stands with the password it came with; else nobody."""
    founder = Person.objects.filter(email=address(FOUNDER), is_active=True).first()
    if founder is None or not founder.check_password(PASSWORD):
        return []
    present = set(Person.objects.filter(email__in=[address(name) for name in DOORS]).values_list("email", flat=True))
    roles = {
        FOUNDER: "administrator, owns five key results",
        CHAMPION: "OKR champion",
        VIEWERS[0]: "viewer: reads only",
    }
    return [
        WayIn(address(name), PASSWORD, f"{name}, {roles.get(name) or TITLES.get(name) or 'leads Response'}")
        for name in DOORS
        if address(name) in present
    ]
