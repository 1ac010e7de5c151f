"""What settings send by mail."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from northing.accounts.actions import INVITATION_DAYS, SendInvitation
from northing.accounts.queries import PersonRow, organisation
from northing.kit import mail


def invitation_sender(inviter: Any) -> SendInvitation:
    """How an invitation from this person reaches somebody."""
    founded = organisation()
    name = founded.name if founded else "Northing"

    def send(person: PersonRow, token: str) -> None:
        link = f"{settings.SITE_URL}{reverse('welcome', args=[token])}"
        text = _(
            "Hello %(name)s,\n\n"
            "%(inviter)s has given you an account in Northing, where %(organisation)s keeps its objectives and key "
            "results. Choose a password, and you are in:\n\n"
            "%(link)s\n\n"
            "The link works once, within the next %(days)d days."
        ) % {
            "name": person.name,
            "inviter": inviter.name,
            "organisation": name,
            "link": link,
            "days": INVITATION_DAYS,
        }
        mail.post(person.email, _("%(organisation)s invites you to Northing") % {"organisation": name}, text)

    return send
