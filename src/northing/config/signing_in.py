"""How allauth behaves at our door."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Doorkeeper(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up: people are invited. Tries are counted per account whatever host name was used to reach us."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Never."""
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:  # noqa: ARG002
        login: str = credentials.get("email") or credentials.get("username") or ""
        return login.strip().lower()
