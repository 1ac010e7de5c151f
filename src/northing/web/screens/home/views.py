from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from northing.accounts.actions import note_visit
from northing.accounts.queries import comes_anew, today
from northing.insights.home import home as ask
from northing.kit import clock
from northing.web.rendering import render
from northing.web.request import Request
from northing.web.screens.home.presenting import context
from northing.web.visiting import last_visit, remember_last_visit


@require_safe
def home(request: Request) -> HttpResponse:
    """The page."""
    asked = ask(request.user, today(), last_visit(request), clock.now())
    return render(request, "screens/home/home.html", context(request.user, asked))


@require_POST
def seen(request: Request) -> HttpResponse:
    """The page was looked at: a visit begins, unless one is under way (see `visiting`)."""
    if comes_anew(request.user):
        remember_last_visit(request, request.user)
        note_visit(request.user)
    return HttpResponse(status=204)
