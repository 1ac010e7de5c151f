"""The guide's list of rules, and the page of one."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from northing.kit.errors import NotFound
from northing.web.rendering import render
from northing.web.request import Request
from northing.web.screens.guide import presenting


@require_safe
def contents(request: Request) -> HttpResponse:
    """Every rule with one sentence, by what it is about."""
    return render(request, "screens/guide/contents.html", {"chapters": presenting.chapters()})


@require_safe
def rule(request: Request, rule: str) -> HttpResponse:
    """One rule: what it is, why it matters, how to fix it, examples with their reasons, who teaches it."""
    page = presenting.page_of(rule)
    if page is None:
        raise NotFound(_("The coach has no rule of that name."))
    return render(request, "screens/guide/rule.html", {"page": page})
