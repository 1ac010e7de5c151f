"""People: found, invited, given roles, disabled."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from northing.accounts import actions, queries
from northing.accounts.policies import ask, may, relations
from northing.accounts.queries import PersonRow
from northing.core.access import Act
from northing.teams.queries import memberships_of
from northing.web.components.picker import label_of
from northing.web.components.toast import say
from northing.web.request import Request
from northing.web.screens.settings import forms
from northing.web.screens.settings.mails import invitation_sender
from northing.web.screens.settings.sections import show
from northing.web.templating import url


@require_safe
def people(request: Request) -> HttpResponse:
    """Everybody, found by text, standing and role, page after page."""
    ask(Act.SEE_ORGANISATION, relations(request.user))
    sought = forms.Sought.of(request.GET)
    page = queries.people(request.user, **sought.values)
    context = {
        "found": page,
        "sought": sought,
        "teams": memberships_of([row.id for row in page.rows]),
        "counts": queries.counts_by_standing(),
        "may_manage": may(Act.MANAGE_PEOPLE, relations(request.user)),
    }
    return show(request, "people.html", context, "list")


@require_safe
def names(request: Request) -> HttpResponse:
    """Suggestions for a field in which a person is typed."""
    ask(Act.SEE_ORGANISATION, relations(request.user))
    typed = "".join(request.GET.get(name, "") for name in list(request.GET)[:1])
    found = queries.candidates(request.user, typed, limit=8) if len(typed) > 1 else []
    return HttpResponse(format_html_join("", '<option value="{}"></option>', ((label_of(row),) for row in found)))


def invite(request: Request) -> HttpResponse:
    """Add somebody who gets a mail and chooses a password."""
    ask(Act.MANAGE_PEOPLE, relations(request.user))
    form = forms.Invite(request.POST or None)
    send = invitation_sender(request.user)
    if row := form.act(lambda given: actions.invite_person(request.user, **given, send=send)):
        say(
            request,
            _("%(name)s is invited. The mail is on its way to %(email)s.") % {"name": row.name, "email": row.email},
        )
        return redirect("settings-person", row.id)
    return show(request, "invite.html", {"form": form}, status=form.status)


def by_name(request: Request) -> HttpResponse:
    """Add somebody who is known by name only."""
    ask(Act.MANAGE_PEOPLE, relations(request.user))
    form = forms.ByName(request.POST or None)
    if row := form.act(lambda given: actions.create_placeholder(request.user, **given)):
        say(request, _("%(name)s is added, and can be named as an owner.") % {"name": row.name})
        return redirect("settings-person", row.id)
    return show(request, "by_name.html", {"form": form}, status=form.status)


def person(request: Request, person_id: int) -> HttpResponse:
    """One person: name and title, role, whether they can sign in."""
    form = forms.Facts(request.POST or None, initial=_facts(_person(request, person_id)))
    if form.act(lambda given: actions.edit_person(request.user, person_id, **given), theirs=_facts):
        say(request, _("Saved."))
        return redirect("settings-person", person_id)
    return _page(request, person_id, facts=form)


@require_POST
def role(request: Request, person_id: int) -> HttpResponse:
    """Change what a person is in the organisation."""
    _person(request, person_id)
    form = forms.RoleOf(request.POST)
    if row := form.act(lambda given: actions.change_role(request.user, person_id, **given)):
        say(request, _("%(name)s's role has changed. It counts from the next click on.") % {"name": row.name})
        return redirect("settings-person", person_id)
    return _page(request, person_id, role=form)


@require_POST
def account(request: Request, person_id: int) -> HttpResponse:
    """Turn somebody known by name only into somebody who can sign in."""
    _person(request, person_id)
    form = forms.Account(request.POST)
    send = invitation_sender(request.user)
    if row := form.act(lambda given: actions.claim_placeholder(request.user, person_id, **given, send=send)):
        say(
            request,
            _("%(name)s is invited. The mail is on its way to %(email)s.") % {"name": row.name, "email": row.email},
        )
        return redirect("settings-person", person_id)
    return _page(request, person_id, account=form)


@require_POST
def invitation(request: Request, person_id: int) -> HttpResponse:
    """Send the invitation once more."""
    row = actions.send_invitation(request.user, person_id, send=invitation_sender(request.user))
    say(request, _("Another invitation is on its way to %(email)s.") % {"email": row.email})
    return redirect("settings-person", person_id)


@require_POST
def disabling(request: Request, person_id: int) -> HttpResponse:
    """Nobody signs in as this person any more."""
    row = actions.disable_person(request.user, person_id)
    undo = url("settings-person-enabling", person_id)
    say(request, _("%(name)s is disabled and signed out everywhere.") % {"name": row.name}, undo_url=undo)
    return redirect("settings-person", person_id)


@require_POST
def enabling(request: Request, person_id: int) -> HttpResponse:
    """They may sign in again."""
    row = actions.enable_person(request.user, person_id)
    say(request, _("%(name)s can sign in again.") % {"name": row.name})
    return redirect("settings-person", person_id)


def _person(request: Request, person_id: int) -> PersonRow:
    ask(Act.MANAGE_PEOPLE, relations(request.user))
    return queries.person(person_id)


def _page(request: Request, person_id: int, **bound: Any) -> HttpResponse:
    row = _person(request, person_id)
    fresh: dict[str, Callable[[], Any]] = {
        "facts": lambda: forms.Facts(initial=_facts(row)),
        "role": lambda: forms.RoleOf(initial=_role(row)),
        "account": forms.Account,
    }
    shown = {name: bound.get(name) or make() for name, make in fresh.items()}
    context = {**shown, "person": row, "teams": memberships_of([person_id]).get(person_id, [])}
    return show(request, "person.html", context, status=max(form.status for form in shown.values()))


def _facts(row: PersonRow) -> dict[str, Any]:
    return {"name": row.name, "title": row.title, "email": row.email, "version": row.version}


def _role(row: PersonRow) -> dict[str, Any]:
    return {"role": row.role.value, "is_champion": row.is_champion, "is_administrator": row.is_administrator}
