from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from northing.web.components.toast import say
from northing.web.rendering import render
from northing.web.screens.styleguide.catalogue import catalogue, samples


def styleguide(request: HttpRequest) -> HttpResponse:
    """The style guide. A POST is what the example forms send: it says so in a toast and changes nothing."""
    if request.method == "POST":
        say(request, gettext("Objective withdrawn."), undo_url=request.path)
    context = {"catalogue": catalogue(), "params": request.GET.dict(), **samples()}
    return render(request, "screens/styleguide/styleguide.html", context)


def question(request: HttpRequest) -> HttpResponse:
    """A question that is a dialog with JavaScript and a page without."""
    return render(request, "screens/styleguide/question.html", fragment="dialog")
