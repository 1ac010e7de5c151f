"""One's own name, looks and password."""

from typing import Any

from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from northing.accounts import actions
from northing.notifications.queries import delivery
from northing.web.chrome import THEME_COOKIE
from northing.web.components.toast import say
from northing.web.request import Request
from northing.web.screens.settings import forms
from northing.web.screens.settings.sections import show

ONE_YEAR = 365 * 24 * 3600


def profile(request: Request) -> HttpResponse:
    """How I am called, and how Northing looks and writes for me."""
    form = forms.Profile(request.POST or None, person=request.user)
    if row := form.act(lambda given: actions.edit_profile(request.user, **given)):
        say(request, _("Saved."))
        return _wearing(redirect("settings-profile"), row.theme)
    return _page(request, profile=form)


@require_POST
@sensitive_post_parameters("current", "password")
def password(request: Request) -> HttpResponse:
    """Another password. This session stays, all others end."""
    refused: HttpResponse | None = ratelimit.consume_or_429(request, action="change_password", user=request.user)
    if refused is not None:
        return refused
    form = forms.Password(request.POST)
    if form.act(lambda given: actions.change_password(request.user, **given)):
        update_session_auth_hash(request, request.user)
        say(request, _("The new password holds. Everywhere else you are signed out."))
        return redirect("settings-profile")
    return _page(request, password=form)


@require_POST
def mail(request: Request) -> HttpResponse:
    """Whether I want a mail when something concerns me."""
    wanted = request.POST.get("wants_mail") == "on"
    actions.choose_mail(request.user, wanted=wanted)
    say(request, _("You get a mail when something concerns you.") if wanted else _("You get no more mail."))
    return redirect("settings-profile")


def _page(request: Request, **bound: forms.Profile | forms.Password) -> HttpResponse:
    shown: dict[str, Any] = {
        "profile": bound.get("profile") or forms.Profile(person=request.user),
        "password": bound.get("password") or forms.Password(),
        "delivery": delivery(),
    }
    status = max(shown["profile"].status, shown["password"].status)
    return show(request, "profile.html", shown, status=status)


def _wearing(response: HttpResponse, theme: str) -> HttpResponse:
    """The cookie says it too, for the pages that are shown before somebody signs in."""
    if theme:
        secure = bool(settings.SESSION_COOKIE_SECURE)
        response.set_cookie(THEME_COOKIE, theme, max_age=ONE_YEAR, secure=secure, httponly=True, samesite="Lax")
    else:
        response.delete_cookie(THEME_COOKIE, samesite="Lax")
    return response
