"""Teams: the tree, and who belongs to it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from northing.accounts.policies import ask, relations
from northing.accounts.queries import person, today
from northing.core.access import Act
from northing.kit.errors import NotFound
from northing.teams import actions, policies, queries
from northing.teams.queries import TeamRow
from northing.web.components.picker import label_of
from northing.web.components.toast import say
from northing.web.request import Request
from northing.web.screens.settings import forms
from northing.web.screens.settings.sections import show
from northing.web.templating import url


@require_safe
def teams(request: Request) -> HttpResponse:
    """The tree, with what this reader may change in it."""
    ask(Act.SEE_ORGANISATION, relations(request.user))
    with_archived = "archived" in request.GET
    rows = queries.tree(request.user, archived=with_archived)
    manageable = {row.id for row in rows if policies.may_manage(request.user, row.id, row.path)}
    return show(request, "teams.html", {"teams": rows, "manageable": manageable, "with_archived": with_archived})


def new(request: Request) -> HttpResponse:
    """Add a team below one that this reader may change."""
    offered = _manageable(request)
    if not offered:
        ask(Act.MANAGE_TEAM, relations(request.user))
    form = forms.NewTeam(request.POST or None, teams=offered, initial={"parent_id": request.GET.get("parent", "")})
    if row := form.act(lambda given: actions.create_team(request.user, **given), {"parent": "parent_id"}):
        say(request, _("%(name)s is there. Add its members next.") % {"name": row.name})
        return redirect("settings-team", row.id)
    return show(request, "team_new.html", {"form": form}, status=form.status)


def team(request: Request, team_id: int) -> HttpResponse:
    """One team: facts, place, sponsor, members."""
    if request.method != "POST":
        return _page(request, team_id)
    form = _facts(_team(request, team_id), request.POST)
    if form.act(lambda given: actions.edit_team(request.user, team_id, **given), theirs=_values):
        say(request, _("Saved."))
        return redirect("settings-team", team_id)
    return _page(request, team_id, facts=form)


@require_POST
def place(request: Request, team_id: int) -> HttpResponse:
    """Move the team, with everything below it. Undo puts it back."""
    before = _team(request, team_id)
    form = forms.Place(request.POST, teams=_manageable(request, without=before))
    if row := form.act(lambda given: actions.move_team(request.user, team_id, **given), _MOVED):
        undo = url("settings-team-place", team_id)
        back = {"parent_id": before.parent_id}
        say(request, _("%(name)s has moved.") % {"name": row.name}, undo_url=undo, undo_values=back)
        return redirect("settings-team", team_id)
    return _page(request, team_id, place=form)


_MOVED = {"parent": "parent_id", "name": "parent_id"}


@require_POST
def sponsor(request: Request, team_id: int) -> HttpResponse:
    """Say who stands behind the team's OKRs."""
    _team(request, team_id)
    form = forms.Sponsor(request.POST, actor=request.user)
    if form.act(lambda given: actions.set_sponsor(request.user, team_id, **given), {"sponsor": "person_id"}):
        say(request, _("Saved."))
        return redirect("settings-team", team_id)
    return _page(request, team_id, sponsor=form)


@require_POST
def members(request: Request, team_id: int) -> HttpResponse:
    """Let somebody join."""
    _team(request, team_id)
    form = forms.Member(request.POST, actor=request.user)
    if row := form.act(lambda given: actions.add_member(request.user, team_id, **given), {"person": "person_id"}):
        say(
            request,
            _("%(name)s belongs to it now.") % {"name": row.name},
            undo_url=url("settings-membership-leaving", row.id),
        )
        return redirect("settings-team", team_id)
    return _page(request, team_id, member=form)


def membership(request: Request, membership_id: int) -> HttpResponse:
    """Put right as what, and between which days, somebody belongs to a team."""
    row = queries.membership(membership_id)
    policies.ask_to_manage(request.user, row.team_id)
    initial = {"role": row.role.value, "starts_on": row.starts_on, "ends_on": row.ends_on}
    form = forms.MembershipForm(request.POST or None, initial=initial)
    if form.act(lambda given: actions.edit_member(request.user, membership_id, **given), {"person": "starts_on"}):
        say(request, _("Saved."))
        return redirect("settings-team", row.team_id)
    context = {"form": form, "member": row, "team": queries.team_row(row.team_id)}
    return show(request, "membership.html", context, status=form.status)


@require_POST
def leaving(request: Request, membership_id: int) -> HttpResponse:
    """Somebody leaves, at once."""
    row = actions.remove_member(request.user, membership_id)
    say(request, _("%(name)s has left the team.") % {"name": row.name})
    return redirect("settings-team", row.team_id)


@require_POST
def archiving(request: Request, team_id: int) -> HttpResponse:
    """Take the team and everything below it out of sight."""
    row = actions.archive_team(request.user, team_id)
    undo = url("settings-team-restoring", team_id)
    say(request, _("%(name)s is archived, with everything below it.") % {"name": row.name}, undo_url=undo)
    return redirect("settings-teams")


@require_POST
def restoring(request: Request, team_id: int) -> HttpResponse:
    """Bring it back."""
    row = actions.restore_team(request.user, team_id)
    say(request, _("%(name)s is back.") % {"name": row.name})
    return redirect("settings-team", team_id)


def _team(request: Request, team_id: int) -> TeamRow:
    policies.ask_to_manage(request.user, team_id)
    return queries.team_row(team_id)


def _manageable(request: Request, without: TeamRow | None = None, rows: list[TeamRow] | None = None) -> list[TeamRow]:
    """Where this reader may put a team; not below the team itself."""
    return [
        row
        for row in (queries.tree(request.user) if rows is None else rows)
        if not row.is_archived
        and policies.may_manage(request.user, row.id, row.path)
        and (without is None or not row.path.startswith(without.path))
    ]


def _page(request: Request, team_id: int, **bound: Any) -> HttpResponse:
    rows = {row.id: row for row in queries.tree(request.user, archived=True)}
    row = rows.get(team_id)
    if row is None:
        raise NotFound
    ask(Act.MANAGE_TEAM, policies.relations_at(request.user, row.id, row.path))
    offered = _manageable(request, row, list(rows.values()))
    fresh: dict[str, Callable[[], Any]] = {
        "facts": lambda: _facts(row),
        "place": lambda: forms.Place(teams=offered, initial={"parent_id": row.parent_id}),
        "sponsor": lambda: forms.Sponsor(actor=request.user, initial={"person_id": _sponsor(row)}),
        "member": lambda: forms.Member(actor=request.user, initial={"starts_on": today()}),
    }
    shown = {name: bound.get(name) or make() for name, make in fresh.items()}
    context = {
        **shown,
        "team": row,
        "above": [(above, rows[above].name) for above in row.ancestor_ids],
        "members": queries.members(team_id, all_times="left" in request.GET),
        "with_left": "left" in request.GET,
        "may_move": row.parent_id in {place.id for place in offered},
    }
    return show(request, "team.html", context, status=max(form.status for form in shown.values()))


def _facts(row: TeamRow, sent: Any = None) -> forms.TeamFacts:
    return forms.TeamFacts(sent, initial=_values(row), is_company=row.parent_id is None)


def _values(row: TeamRow) -> dict[str, Any]:
    return {"name": row.name, "kind": row.kind.value, "purpose": row.purpose, "version": row.version}


def _sponsor(row: TeamRow) -> str:
    return label_of(person(row.sponsor.id)) if row.sponsor else ""
