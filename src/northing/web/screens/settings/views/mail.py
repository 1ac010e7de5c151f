"""What became of the mails that Northing sends by itself."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from northing.notifications import actions
from northing.notifications.queries import mail_state
from northing.web.components.toast import say
from northing.web.request import Request
from northing.web.screens.settings.sections import show


@require_safe
def mail(request: Request) -> HttpResponse:
    """Where mails go, how many wait, went out, and were given up."""
    return show(request, "mail.html", {"state": mail_state(request.user)})


@require_POST
def again(request: Request) -> HttpResponse:
    """Try again what was given up."""
    letters = actions.try_again(request.user)
    words = ngettext("%(n)d mail is tried again.", "%(n)d mails are tried again.", letters) % {"n": letters}
    say(request, words if letters else _("There was nothing to try again."))
    return redirect("settings-mail")
