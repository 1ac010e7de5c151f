"""What the forecast learned from the organisation's closed cycles, and the way back to the usual numbers (R45)."""

import math

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from northing.accounts.policies import ask, may, relations
from northing.core.access import Act
from northing.goals import actions
from northing.insights.learning import what_was_learned
from northing.web.components.toast import say
from northing.web.request import Request
from northing.web.screens.settings.sections import show


@require_safe
def forecast(request: Request) -> HttpResponse:
    """The handful of numbers, with what they mean."""
    held = relations(request.user)
    ask(Act.SEE_ORGANISATION, held)
    learned = what_was_learned()
    context = {
        "learned": learned,
        "shifts": [
            {
                "name": _("Getting further"),
                "moved": learned.ease,
                "from": 0.5,
                "to": _chance(learned.ease),
                "about": _("How often you get further than where a key result stands, where others do half the time."),
            },
            {
                "name": _("Keeping it"),
                "moved": learned.hold,
                "from": 0.5,
                "to": _chance(learned.hold),
                "about": _("How often you keep what is reached until the end, where others do half the time."),
            },
        ],
        "may_forget": may(Act.MANAGE_ORGANISATION, held) and bool(learned.cycles),
    }
    return show(request, "forecast.html", context)


def _chance(log_odds: float) -> float:
    """Where an even chance comes to."""
    return 1 / (1 + math.exp(-log_odds))


@require_POST
def forgetting(request: Request) -> HttpResponse:
    """Back to the usual numbers."""
    actions.forget_learned(request.user)
    say(
        request,
        _("Forgotten. Forecasts follow the usual numbers within minutes, and learn from the cycles that close now."),
    )
    return redirect("settings-forecast")
