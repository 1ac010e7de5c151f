from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from northing.notifications.actions import stop_mail
from northing.notifications.queries import reader_of
from northing.web.rendering import render


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def off(request: HttpRequest, token: str) -> HttpResponse:
    """No more mail, for whoever has one of theirs at hand. Looking changes nothing: mail programs follow links."""
    person, wants_mail = reader_of(token)
    if request.method == "POST":
        stop_mail(token)
        wants_mail = False
    return render(request, "screens/mail/off.html", {"person": person, "wants_mail": wants_mail})
