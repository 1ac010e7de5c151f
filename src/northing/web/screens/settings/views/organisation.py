from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from northing.accounts import actions, queries
from northing.accounts.policies import ask, relations
from northing.core.access import Act
from northing.core.cadence import milestones
from northing.cycles.queries import current
from northing.kit.errors import NotFound
from northing.web.components.toast import say
from northing.web.request import Request
from northing.web.screens.settings import forms
from northing.web.screens.settings.sections import show

FACTS = (
    "name", "time_zone", "locale", "currency", "year_starts_in_month", "drafting", "individual_okrs", "version",
)  # fmt: skip


def organisation(request: Request) -> HttpResponse:
    """Name, habits and calendar; what the calendar comes to in the present quarter is shown before it is kept."""
    ask(Act.MANAGE_ORGANISATION, relations(request.user))
    founded = queries.organisation()
    if founded is None:
        raise NotFound
    form = forms.OrganisationForm(request.POST or None, organisation=founded)
    if "preview" in request.POST:
        form.full_clean()
    elif form.act(lambda given: _edit(request, form, given), theirs=form.values_of):
        say(request, _("Saved. It counts for every cycle that has no calendar of its own."))
        return redirect("settings-organisation")
    quarter = current()
    dates = milestones(quarter.span, form.rules(founded.rules)) if quarter else ()
    context = {"form": form, "quarter": quarter, "milestones": dates}
    return show(
        request, "organisation.html", context, "milestones", status=200 if "preview" in request.POST else form.status
    )


def _edit(request: Request, form: forms.OrganisationForm, given: dict[str, Any]) -> queries.OrganisationRow:
    facts = {name: given[name] for name in FACTS}
    return actions.edit_organisation(request.user, **facts, calendar=form.calendar_of(given))
