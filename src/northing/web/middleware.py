"""What happens around every request: things asked twice are asked once, and the house's answers become pages."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from northing.accounts.queries import locale_of, zone_of
from northing.kit import errors
from northing.kit.memory import remembering
from northing.web.formats import habits
from northing.web.rendering import render

Respond = Callable[[HttpRequest], HttpResponse]


class Remembering:
    """Organisation, cycles and reader are read once in a request."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with remembering():
            return self.respond(request)


class Habits:
    """Dates and numbers are written as the reader writes them, in the reader's time zone."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        reader = request.user if request.user.is_authenticated else None
        with habits(locale_of(reader), zone_of(reader)):
            return self.respond(request)


class Answers:
    """What an action or query says no with becomes a page with the right status.

    Screens catch `Invalid` and `Conflict` themselves where they can show them beside what was typed.
    """

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.respond(request)

    def process_exception(self, request: HttpRequest, raised: Exception) -> HttpResponse | None:
        match raised:
            case errors.NotFound():
                return _page(request, 404)
            case errors.Refused():
                return _page(request, 403, [raised.reason])
            case errors.Invalid():
                return _page(request, 422, raised.lines())
            case errors.KeyReused():
                return _page(request, 422, [str(raised)])
            case errors.Conflict():
                return _page(request, 409, [raised.message])
            case errors.StillRunning():
                return _page(request, 409, [str(raised)])
            case _:
                return None


def _page(request: HttpRequest, status: int, sentences: list[str] | None = None) -> HttpResponse:
    return render(request, "layouts/answer.html", {"status": status, "sentences": sentences or []}, status=status)
