"""How allauth behaves at our door."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from northing.accounts.actions import note_sign_in
from northing.web.visiting import remember_last_visit


class Doorkeeper(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up: people are invited. Tries are counted per account whatever host name was used to reach us."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Only addresses of the very host that was asked; allauth would also allow the other names we answer to."""
        from allauth.core import context

        request = context.request
        return url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())

    def login(self, request: HttpRequest, user: Any) -> None:
        """Whatever the way in, the log tells of it."""
        super().login(request, user)
        remember_last_visit(request, user)
        note_sign_in(user)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """The screens say themselves what there is to say."""

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        login: str = credentials.get("email") or credentials.get("username") or ""
        return login.strip().lower()
