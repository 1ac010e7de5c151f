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
    return show(request, "mail.html", {"state": mail_state(request.user), "kinds": _kinds()})


@require_POST
def again(request: Request) -> HttpResponse:
    """Try again what was given up."""
    letters = actions.try_again(request.user)
    words = ngettext("%(n)d mail is tried again.", "%(n)d mails are tried again.", letters) % {"n": letters}
    say(request, words if letters else _("There was nothing to try again."))
    return redirect("settings-mail")


def _kinds() -> dict[str, str]:
    return {
        "request": _("a request"),
        "comment": _("a comment"),
        "draft-refine": _("a draft to refine"),
        "draft-submitted": _("a draft to approve"),
        "draft-sent-back": _("a draft that came back"),
        "draft-approved": _("an approved draft"),
        "announced": _("an announcement"),
        "lead": _("an objective handed over"),
        "owner": _("a key result handed over"),
        "sponsor": _("a team to stand behind"),
        "lost-parent": _("a goal that went"),
    }
