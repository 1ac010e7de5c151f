"""The library of templates, and one of them."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from northing.accounts.policies import relations
from northing.core.access import Relation
from northing.core.templates import Template, by_slug
from northing.kit.errors import NotFound
from northing.web.rendering import render
from northing.web.request import Request
from northing.web.screens.templates import presenting
from northing.web.templating import url

LONGEST = 100
"""Characters of a search that are looked at."""


@require_safe
def library(request: Request) -> HttpResponse:
    """All of them by department, or those of one department with certain words."""
    text = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:LONGEST]
    shown = presenting.library(text, request.GET.get("department", ""))
    return render(request, "screens/templates/library.html", shown, fragment="found")


@require_safe
def one(request: Request, slug: str) -> HttpResponse:
    """One template: its objective, why and key results, what to make of it, and its neighbours."""
    template = by_slug(slug)
    if template is None:
        raise NotFound(_("There is no template of that name."))
    shown = {**presenting.page(template), "start_url": _start(request, template)}
    return render(request, "screens/templates/template.html", shown)


def _start(request: Request, template: Template) -> str | None:
    """Where its reader may begin with it; None for those who only read."""
    if relations(request.user) & {Relation.GUEST, Relation.VIEWER, Relation.NOBODY}:
        return None
    return url("draft-start", _query={"template": template.slug})
