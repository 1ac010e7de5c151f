"""What the door sends by mail."""

from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from northing.kit import mail


def send_reset_link(person: Any) -> None:
    """The way to a new password, good for an hour and for one time (S12)."""
    link = _address(
        "account_reset_password_from_key",
        uidb36=user_pk_to_url_str(person),
        key=default_token_generator.make_token(person),
    )
    text = _(
        "Hello %(name)s,\n\n"
        "somebody, probably you, asked for a new password for Northing. Choose it here within the next hour:\n\n"
        "%(link)s\n\n"
        "If it was not you, nothing has to be done: your password stays as it is."
    )
    mail.post(person.email, _("A new password for Northing"), text % {"name": person.name, "link": link})


def _address(name: str, **parts: Any) -> str:
    """Public addresses come from the settings, never from the request, which anybody can write."""
    return f"{settings.SITE_URL}{reverse(name, kwargs=parts)}"
