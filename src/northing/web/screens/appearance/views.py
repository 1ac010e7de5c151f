from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from northing.accounts.actions import choose_theme
from northing.web.chrome import THEME_COOKIE, THEMES
from northing.web.sent import way_back

ONE_YEAR = 365 * 24 * 3600


@login_not_required
@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    """Keep the chosen theme (`light`, `dark`, or anything else for the device's) and go back to where it was chosen."""
    response: HttpResponse = HttpResponseRedirect(
        way_back(request.POST) or "/"
    )  # `redirect` would look a word up as a route
    theme = request.POST.get("theme", "")
    if request.user.is_authenticated:
        choose_theme(request.user, theme)
    if theme in THEMES:
        secure = bool(settings.SESSION_COOKIE_SECURE)
        response.set_cookie(THEME_COOKIE, theme, max_age=ONE_YEAR, secure=secure, httponly=True, samesite="Lax")
    else:
        response.delete_cookie(THEME_COOKIE, samesite="Lax")
    return response
