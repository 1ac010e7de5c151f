"""Pages for what Django itself refuses: a garbled request, an unknown address, an old form, and our own fault."""

import logging

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from northing.web.chrome import Chrome
from northing.web.rendering import environment, render
from northing.web.resending import resendable

_log = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the server could not make sense of what was sent."""
    return _answer(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403 from Django itself."""
    return _answer(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: no such address, or nothing there that this reader may see."""
    return _answer(request, 404)


def too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form without the proof that it came from here; mostly it lay open for long, or cookies are off.

    What was typed into a form of ours is shown again, to be sent once more.
    """
    _log.warning("A form was refused: %s", reason)
    if kept := resendable(request):
        return render(request, "layouts/too_old.html", {"kept": kept}, status=403)
    return _answer(request, 403, [gettext("This form lay open for too long, or your browser keeps no cookies.")])


def broken(request: HttpRequest) -> HttpResponse:
    """500: our fault. Asks no database and no session, for one of them may be what is broken."""
    page = environment().get_template("layouts/broken.html")
    return HttpResponse(page.render(chrome=Chrome(), csrf_input="", csrf_token="", toasts=[]), status=500)


def _answer(request: HttpRequest, status: int, sentences: list[str] | None = None) -> HttpResponse:
    return render(request, "layouts/answer.html", {"status": status, "sentences": sentences or []}, status=status)
