"""Letting somebody in right after they chose a password."""

from allauth.account.adapter import get_adapter
from django.contrib.auth import authenticate
from django.http import HttpRequest


def enter(request: HttpRequest, *, email: str, password: str) -> bool:
    """Sign in with what was just set; the session gets a new key. False when that does not open the door."""
    person = authenticate(request, email=email, password=password)
    if person is None:
        return False
    get_adapter(request).login(request, person)
    return True
