from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from northing.accounts.queries import organisation, today
from northing.core.cadence import ProposedCycle, propose_cycles
from northing.cycles.actions import begin
from northing.web.entering import enter
from northing.web.rendering import render
from northing.web.screens.first_run.forms import FirstRun

START = {"time_zone": "UTC", "locale": "en-GB", "year_starts_in_month": 1}


@login_not_required
@never_cache
@sensitive_post_parameters("password")
def first_run(request: HttpRequest) -> HttpResponse:
    """Found the organisation. There is such a page only while there is no organisation."""
    if organisation() is not None:
        return redirect("/")
    proposals = _proposals(request)
    form = FirstRun(request.POST or None, initial=START, proposals=proposals)
    if "propose" in request.POST:
        form.without_judging()
    elif founder := form.act(lambda given: begin(**given)):
        enter(request, email=founder.email, password=form.cleaned_data["password"])
        return redirect("/")
    context = {"form": form, "proposals": proposals, "chosen": _chosen(request, proposals)}
    return render(request, "screens/first_run/first_run.html", context, "cycles", status=form.status)


def _proposals(request: HttpRequest) -> list[ProposedCycle]:
    month = request.POST.get("year_starts_in_month", "1")
    return propose_cycles(today(), int(month) if month in {str(number) for number in range(1, 13)} else 1)


def _chosen(request: HttpRequest, proposals: list[ProposedCycle]) -> set[str]:
    """All of them, until somebody chooses."""
    if request.method == "POST" and "propose" not in request.POST:
        return set(request.POST.getlist("cycle_names"))
    return {proposal.name for proposal in proposals}
