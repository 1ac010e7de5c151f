from django.http import HttpResponse

from northing.web.request import Request
from northing.web.screens.settings.sections import show


def overview(request: Request) -> HttpResponse:
    """What there is to set, for this reader."""
    return show(request, "overview.html")
