"""Reading along while somebody writes (R42). POST, so that words which are not saved yet stand in no address and no log."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from northing.accounts.queries import number_style
from northing.core.coaching import Subject
from northing.web.coaching import key_result_panel, objective_panel
from northing.web.rendering import render
from northing.web.request import Request


@require_POST
def read(request: Request) -> HttpResponse:
    """What the coach says about the fields of a form, as they are. Reads and writes no row."""
    sent, fills = request.POST, "fills" in request.POST
    if sent.get("subject") == Subject.OBJECTIVE:
        panel = objective_panel(sent)
    else:
        panel = key_result_panel(sent, number_style(request.user), fills=fills)
    return render(request, "screens/coaching/advice.html", {"panel": panel, "fills": fills}, fragment="advice")
