"""When a reader was last here, so that home can tell what changed since.

`Person.seen_at` is when the present visit began. It is written at sign-in and by a small POST that home sends once it
is looked at, at most every four hours: a GET never writes. When the visit before that one was is kept in the session,
so that the news stay for all of a visit. Without JavaScript a visit lasts from one sign-in to the next.
"""

from datetime import datetime
from typing import Any

from django.http import HttpRequest

_KEPT = "last_visit"


def remember_last_visit(request: HttpRequest, person: Any) -> None:
    """A visit begins: keep when the one before it did. To be called before `seen_at` is written."""
    request.session[_KEPT] = person.seen_at.isoformat() if person.seen_at else ""


def last_visit(request: HttpRequest) -> datetime | None:
    """When the reader's visit before this one began; None for somebody who was never here."""
    kept = request.session.get(_KEPT)
    if kept is None:
        seen_at: datetime | None = getattr(request.user, "seen_at", None)
        return seen_at
    return datetime.fromisoformat(kept) if kept else None
