"""Cycles: their days, and the calendar that follows from them."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from northing.accounts.policies import ask, relations
from northing.accounts.queries import today
from northing.core.access import Act
from northing.core.cadence import DAY_NAMES, Audience, Level, drafting_windows, milestones
from northing.cycles import actions, policies, queries
from northing.goals.actions import turn_day
from northing.web.components.toast import say
from northing.web.request import Request
from northing.web.screens.settings import forms
from northing.web.screens.settings.picture import Picture, calendar_svg
from northing.web.screens.settings.sections import show
from northing.web.templating import url


@require_safe
def cycles(request: Request) -> HttpResponse:
    """All cycles, kind by kind, and those that would be worth having."""
    ask(Act.SEE_ORGANISATION, relations(request.user))
    day = today()
    rows = queries.cycles()
    context = {
        "levels": [(level, [row for row in rows if row.level is level]) for level in Level],
        "names": {row.id: row.name for row in rows},
        "phases": {row.id: row.phase(day) for row in rows},
        "proposals": queries.proposed(),
        "may_manage": policies.may_manage(request.user),
        "day": day,
    }
    return show(request, "cycles.html", context)


@require_POST
def proposed(request: Request) -> HttpResponse:
    """Create the proposed cycles that were ticked."""
    created = actions.propose_cycles(request.user, request.POST.getlist("names"))
    names = ", ".join(row.name for row in created)
    say(
        request,
        _("Created: %(names)s.") % {"names": names} if created else _("Nothing was ticked, so nothing was created."),
    )
    return redirect("settings-cycles")


def new(request: Request) -> HttpResponse:
    """Add a cycle of any kind and length."""
    policies.ask_to_manage(request.user)
    form = forms.NewCycle(request.POST or None, cycles=queries.cycles())
    if row := form.act(lambda given: actions.create_cycle(request.user, **given), {"parent": "parent_id"}):
        say(request, _("%(name)s is there.") % {"name": row.name})
        return redirect("settings-cycle", row.id)
    return show(request, "cycle_new.html", {"form": form}, status=form.status)


def cycle(request: Request, cycle_id: int) -> HttpResponse:
    """One cycle. What its calendar comes to is shown before anything is kept."""
    policies.ask_to_manage(request.user)
    row = queries.cycle(cycle_id)
    form = forms.CycleForm(_sent(request), cycle=row, cycles=queries.cycles())
    if "preview" in request.POST:
        form.full_clean()
    elif form.act(lambda given: _edit(request, cycle_id, form, given), {"parent": "parent_id"}, form.values_of):
        turn_day()
        say(request, _("Saved. The dates below follow from it."))
        return redirect("settings-cycle", cycle_id)
    context = {
        "form": form,
        "cycle": row,
        "days": form.days,
        "remarks": form.remarks,
        "picture": calendar_svg(_picture(form), _("The calendar of %(name)s as a scale") % {"name": row.name}),
    }
    return show(request, "cycle.html", context, "milestones", status=200 if "preview" in request.POST else form.status)


@require_POST
def closing(request: Request, cycle_id: int) -> HttpResponse:
    """Nobody drafts in it any more."""
    row = actions.close_cycle(request.user, cycle_id)
    say(request, _("%(name)s is closed.") % {"name": row.name}, undo_url=url("settings-cycle-reopening", cycle_id))
    return redirect("settings-cycles")


@require_POST
def reopening(request: Request, cycle_id: int) -> HttpResponse:
    """It is open again."""
    row = actions.reopen_cycle(request.user, cycle_id)
    say(request, _("%(name)s is open again.") % {"name": row.name})
    return redirect("settings-cycle", cycle_id)


def _picture(form: forms.CycleForm) -> Picture:
    span, rules, moved = form.calendar
    return Picture(
        windows=drafting_windows(span, rules, moved),
        span=span,
        milestones=milestones(span, rules, moved),
        words={
            Audience.COMPANY: _("leadership drafts"),
            Audience.TEAMS: _("teams draft"),
            Audience.INDIVIDUALS: _("individuals"),
        },
        name=form.cycle.name,
        today=today(),
        today_word=_("today"),
    )


def _sent(request: Request) -> QueryDict | None:
    """What was sent. A button that takes one day back to where it usually lies empties its field."""
    if request.method != "POST":
        return None
    sent = request.POST.copy()
    name = str(sent.get("usual", ""))
    if name in DAY_NAMES:
        sent[name] = ""
    return sent


def _edit(request: Request, cycle_id: int, form: forms.CycleForm, given: dict[str, Any]) -> queries.CycleRow:
    facts = {name: given[name] for name in ("name", "starts_on", "ends_on", "parent_id", "version")}
    return actions.edit_cycle(
        request.user, cycle_id, **facts, calendar=form.calendar_of(given), moved=form.moved_of(given)
    )
