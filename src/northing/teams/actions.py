"""Changing the tree of teams and who belongs to it."""

from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _

from northing.accounts.models import Person
from northing.accounts.policies import ask
from northing.accounts.policies import relations as organisation_relations
from northing.accounts.queries import today
from northing.activity.actions import record
from northing.activity.models import Subject, Verb
from northing.core.access import Act
from northing.kit import clock, errors
from northing.kit.text import one_line, paragraphs
from northing.kit.transactions import write
from northing.teams.models import Membership, MembershipRole, Team, TeamKind
from northing.teams.policies import ask_to_manage, let_go
from northing.teams.queries import MemberRow, TeamRow, forget_memberships, member_row, subtree_ids, team_row

NAME_LENGTH = 160
PURPOSE_LENGTH = 400
PATH_LENGTH = 512

Problems = dict[str, list[str]]

# --- the tree --------------------------------------------------------------------------------------------------------


def found_company(actor: Person, *, name: str) -> TeamRow:
    """Plant the tree: the company is its single root. `Refused` when there is one already."""
    ask(Act.MANAGE_ORGANISATION, organisation_relations(actor))
    team = Team(name=one_line(name), kind=TeamKind.COMPANY.value, created_at=clock.now())
    _check(team)
    try:
        with write():
            _plant(actor, team, None)
    except IntegrityError:
        raise errors.Refused(_("There is a company already, and it is the only root of the tree."))
    return team_row(team.pk)


def create_team(
    actor: Person,
    *,
    name: str,
    parent_id: int,
    kind: TeamKind | str = TeamKind.TEAM,
    purpose: str = "",
    position: int = 0,
) -> TeamRow:
    """Add a team below another one. Whoever may change the team above may do it."""
    ask_to_manage(actor, parent_id)
    team = Team(
        name=one_line(name),
        kind=_kind(kind),
        purpose=paragraphs(purpose),
        position=position,
        created_at=clock.now(),
    )
    _check(team)
    with write():
        _hold_the_tree()
        parent = _team(parent_id)
        if parent.archived_at is not None:
            raise errors.Invalid({"parent": [_("%(name)s is archived. Restore it first.") % {"name": parent.name}]})
        _check_name_is_free(team, parent)
        _plant(actor, team, parent)
    return team_row(team.pk)


def edit_team(
    actor: Person,
    team_id: int,
    *,
    name: str,
    purpose: str = "",
    kind: TeamKind | str | None = None,
    version: str = "",
) -> TeamRow:
    """Change what a team is called, what it is for, and which kind it is. The company stays the company.

    `version` is that of the row this change was made from: `Conflict` when it has changed since (F4).
    """
    ask_to_manage(actor, team_id)
    with write():
        _hold_the_team(team_id)
        team = _team(team_id)
        if version and version != (current := team_row(team_id)).version:
            raise errors.Conflict(current)
        values: dict[str, Any] = {"name": one_line(name), "purpose": paragraphs(purpose)}
        if kind is not None and team.kind != TeamKind.COMPANY.value:
            values["kind"] = _kind(kind)
        changes = {field: [getattr(team, field), new] for field, new in values.items() if getattr(team, field) != new}
        for field, (_before, after) in changes.items():
            setattr(team, field, after)
        _check(team)
        if "name" in changes and team.parent is not None:
            _check_name_is_free(team, team.parent)
        if changes:
            _save(team, list(changes))
            record(actor, Verb.EDITED, Subject.TEAM, team.pk, team_id=team.pk, details=changes)
    return team_row(team_id)


def move_team(actor: Person, team_id: int, *, parent_id: int, position: int | None = None) -> TeamRow:
    """Put a team, with everything below it, under another one. A place below itself is refused.

    Whoever moves it must be allowed to change the team above, both where it is and where it goes.
    """
    ask_to_manage(actor, parent_id)
    with write():
        _hold_the_tree()
        team, parent = _team(team_id), _team(parent_id)
        if team.parent_id is None:
            raise errors.Invalid({"parent": [_("The company is the root of the tree and stays there.")]})
        ask_to_manage(actor, team.parent_id)
        if parent.path.startswith(team.path):
            loop = _("%(parent)s lies below %(team)s. Move it out of there first, or choose another place.")
            raise errors.Invalid({"parent": [loop % {"parent": parent.name, "team": team.name}]})
        if parent.archived_at is not None:
            raise errors.Invalid({"parent": [_("%(name)s is archived. Restore it first.") % {"name": parent.name}]})
        before = {"parent": team.parent_id, "position": team.position}
        after = {"parent": parent.pk, "position": team.position if position is None else position}
        if before != after:
            _check_name_is_free(team, parent)
            _rewrite_paths(team.path, f"{parent.path}{team.pk}/")
            Team.objects.filter(pk=team.pk).update(parent=parent, position=after["position"])
            changes = {field: [before[field], after[field]] for field in before if before[field] != after[field]}
            record(actor, Verb.MOVED, Subject.TEAM, team.pk, team_id=team.pk, details=changes)
    return team_row(team_id)


def archive_team(actor: Person, team_id: int) -> TeamRow:
    """Take a team and everything below it out of sight. Its history stays. `Refused` while it has open objectives."""
    with write():
        _hold_the_tree()
        team = _team(team_id)
        if team.parent_id is None:
            ask_to_manage(actor, team_id)
            raise errors.Refused(_("The company is the root of the tree and cannot be archived."))
        ask_to_manage(actor, team.parent_id)
        if team.archived_at is None:
            below = subtree_ids(team_id)
            list(Team.objects.select_for_update(no_key=True).filter(pk__in=below).order_by("pk"))
            let_go(below)
            Team.objects.filter(pk__in=below, archived_at__isnull=True).update(archived_at=clock.now())
            record(actor, Verb.ARCHIVED, Subject.TEAM, team.pk, team_id=team.pk)
    return team_row(team_id)


def restore_team(actor: Person, team_id: int) -> TeamRow:
    """Bring an archived team back, with what was archived together with it."""
    with write():
        _hold_the_tree()
        team = _team(team_id)
        ask_to_manage(actor, team.parent_id or team_id)
        if team.archived_at is not None:
            if team.parent is not None and team.parent.archived_at is not None:
                message = _("%(name)s, the team above, is archived too. Restore that one first.")
                raise errors.Refused(message % {"name": team.parent.name})
            Team.objects.filter(path__startswith=team.path, archived_at=team.archived_at).update(archived_at=None)
            record(actor, Verb.RESTORED, Subject.TEAM, team.pk, team_id=team.pk)
    return team_row(team_id)


# --- who belongs -----------------------------------------------------------------------------------------------------


def add_member(
    actor: Person,
    team_id: int,
    *,
    person_id: int,
    role: MembershipRole | str = MembershipRole.MEMBER,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> MemberRow:
    """Let a person belong to a team from a day on (today unless said), until a last day or until further notice."""
    ask_to_manage(actor, team_id)
    member = Membership(
        team_id=team_id, person_id=person_id, role=_role(role), starts_on=starts_on or today(), ends_on=ends_on
    )
    with write():
        _hold_the_team(team_id)
        member.person = _person(person_id)
        if not member.person.is_active:
            message = _("%(name)s is disabled. Enable them first.") % {"name": member.person.name}
            raise errors.Invalid({"person": [message]})
        _check_dates(member)
        _save_member(member)
        record(
            actor, Verb.JOINED, Subject.TEAM, team_id, team_id=team_id,
            details={"person": person_id, "role": member.role, "from": str(member.starts_on)},
        )  # fmt: skip
    forget_memberships(actor)
    return member_row(member, today())


def edit_member(
    actor: Person, membership_id: int, *, role: MembershipRole | str, starts_on: date, ends_on: date | None = None
) -> MemberRow:
    """Change as what and between which days somebody belongs to a team."""
    with write():
        _hold_the_team(_membership(membership_id).team_id)
        member = _membership(membership_id)
        ask_to_manage(actor, member.team_id)
        values = {"role": _role(role), "starts_on": starts_on, "ends_on": ends_on}
        changes = {
            field: [getattr(member, field), new] for field, new in values.items() if getattr(member, field) != new
        }
        for field, (_before, after) in changes.items():
            setattr(member, field, after)
        _check_dates(member)
        if changes:
            _save_member(member)
            readable = {field: [str(before), str(after)] for field, (before, after) in changes.items()}
            record(
                actor, Verb.EDITED, Subject.TEAM, member.team_id, team_id=member.team_id,
                details={"person": member.person_id, **readable},
            )  # fmt: skip
    forget_memberships(actor)
    return member_row(member, today())


def remove_member(actor: Person, membership_id: int) -> MemberRow:
    """Somebody leaves a team, at once: yesterday was the last day. Who joined only today was never there."""
    with write():
        member = _membership(membership_id)
        ask_to_manage(actor, member.team_id)
        yesterday = today() - timedelta(days=1)
        row = member_row(member, today())
        if member.ends_on is None or member.ends_on > yesterday:
            if member.starts_on > yesterday:
                member.delete()
            else:
                member.ends_on = yesterday
                member.save(update_fields=["ends_on"])
                row = member_row(member, today())
            record(
                actor, Verb.LEFT, Subject.TEAM, row.team_id, team_id=row.team_id,
                details={"person": row.person_id, "role": row.role.value},
            )  # fmt: skip
    forget_memberships(actor)
    return row


def set_lead(actor: Person, team_id: int, *, person_id: int, is_lead: bool = True) -> MemberRow:
    """Make somebody a lead of a team, or a plain member again. Who does not belong to the team yet joins it."""
    role = MembershipRole.LEAD if is_lead else MembershipRole.MEMBER
    with write():
        held = _current_membership(team_id, person_id)
        if held is None:
            return add_member(actor, team_id, person_id=person_id, role=role)
        return edit_member(actor, held.pk, role=role, starts_on=held.starts_on, ends_on=held.ends_on)


def set_sponsor(actor: Person, team_id: int, *, person_id: int | None) -> TeamRow:
    """Say who stands behind this team's OKRs and approves them, or that nobody does."""
    ask_to_manage(actor, team_id)
    with write():
        team = _team(team_id)
        if person_id is not None and not _person(person_id).is_active:
            raise errors.Invalid({"sponsor": [_("This person is disabled. Choose somebody else.")]})
        if team.sponsor_id != person_id:
            details = {"sponsor": [team.sponsor_id, person_id]}
            Team.objects.filter(pk=team_id).update(sponsor_id=person_id)
            record(actor, Verb.OWNER_CHANGED, Subject.TEAM, team_id, team_id=team_id, details=details)
    forget_memberships(actor)
    return team_row(team_id)


# --- the tree's inner order ------------------------------------------------------------------------------------------


def _hold_the_tree() -> None:
    """The tree changes its shape one change after the other: two moves at once could put teams below each other."""
    Team.objects.select_for_update().filter(parent__isnull=True).first()


def _plant(actor: Person, team: Team, parent: Team | None) -> None:
    above = parent.path if parent else "/"
    team.parent = parent
    team.path = above
    _save(team, None)
    team.path = f"{above}{team.pk}/"
    _check_depth(team.path)
    team.save(update_fields=["path"])
    record(
        actor, Verb.CREATED, Subject.TEAM, team.pk, team_id=team.pk,
        details={"name": team.name, "parent": parent.pk if parent else None},
    )  # fmt: skip


def _rewrite_paths(before: str, after: str) -> None:
    """The whole subtree in one statement."""
    longest = max(len(path) for path in Team.objects.filter(path__startswith=before).values_list("path", flat=True))
    _check_depth("/" * (longest + len(after) - len(before)))
    Team.objects.filter(path__startswith=before).update(path=Concat(Value(after), Substr(F("path"), len(before) + 1)))


def _check_depth(path: str) -> None:
    if len(path) > PATH_LENGTH:
        raise errors.Invalid({"parent": [_("The tree would be too deep here. Choose a place further up.")]})


def _check(team: Team) -> None:
    problems: Problems = {}
    if not team.name:
        problems["name"] = [_("Write the team's name.")]
    elif len(team.name) > NAME_LENGTH:
        problems["name"] = [_("A name has at most 160 characters, and this one has %d.") % len(team.name)]
    if len(team.purpose) > PURPOSE_LENGTH:
        problems["purpose"] = [_("A purpose has at most 400 characters, and this one has %d.") % len(team.purpose)]
    if problems:
        raise errors.Invalid(problems)


def _check_name_is_free(team: Team, parent: Team) -> None:
    twin = Team.objects.filter(parent=parent, name=team.name).exclude(pk=team.pk).first()
    if twin is None:
        return
    if twin.archived_at is not None:
        message = _("%(parent)s has an archived team called %(name)s. Restore that one, or choose another name.")
    else:
        message = _("%(parent)s has a team called %(name)s already. Choose another name.")
    raise errors.Invalid({"name": [message % {"parent": parent.name, "name": team.name}]})


def _save(team: Team, fields: list[str] | None) -> None:
    try:
        with transaction.atomic():
            team.save(update_fields=fields)
    except IntegrityError:
        if team.kind == TeamKind.COMPANY.value:
            raise
        raise errors.Invalid({"name": [_("There is a team with this name here already. Choose another name.")]})


def _kind(kind: TeamKind | str) -> str:
    if kind not in {TeamKind.UNIT.value, TeamKind.TEAM.value, TeamKind.SQUAD.value}:
        raise errors.Invalid({"kind": [_("Choose unit, team or squad.")]})
    return TeamKind(kind).value


def _team(team_id: int) -> Team:
    team = Team.objects.select_related("parent").filter(pk=team_id).first()
    if team is None:
        raise errors.NotFound
    return team


# --- memberships' inner order ----------------------------------------------------------------------------------------


def _hold_the_team(team_id: int) -> None:
    """Who belongs to one team changes one change after the other, so that nobody belongs to it twice at a time."""
    if Team.objects.select_for_update().filter(pk=team_id).first() is None:
        raise errors.NotFound


def _person(person_id: int) -> Person:
    person: Person | None = Person.objects.filter(pk=person_id).first()
    if person is None:
        raise errors.Invalid({"person": [_("Choose somebody from the list.")]})
    return person


def _membership(membership_id: int) -> Membership:
    member = Membership.objects.select_related("person").filter(pk=membership_id).first()
    if member is None:
        raise errors.NotFound
    return member


def _current_membership(team_id: int, person_id: int) -> Membership | None:
    day = today()
    running = Q(ends_on__isnull=True) | Q(ends_on__gte=day)
    return Membership.objects.filter(running, team_id=team_id, person_id=person_id).order_by("starts_on").first()


def _role(role: MembershipRole | str) -> str:
    if role not in {known.value for known in MembershipRole}:
        raise errors.Invalid({"role": [_("Choose lead or member.")]})
    return MembershipRole(role).value


def _check_dates(member: Membership) -> None:
    if member.ends_on is not None and member.ends_on < member.starts_on:
        raise errors.Invalid({"ends_on": [_("The last day comes before the first. Choose a later one.")]})
    others = Membership.objects.filter(team_id=member.team_id, person_id=member.person_id).exclude(pk=member.pk)
    overlapping = others.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=member.starts_on))
    if member.ends_on is not None:
        overlapping = overlapping.filter(starts_on__lte=member.ends_on)
    if overlapping.exists():
        raise errors.Invalid({"person": [_already_there(member)]})


def _save_member(member: Membership) -> None:
    try:
        with transaction.atomic():
            member.save()
    except IntegrityError:  # added twice at the same moment
        raise errors.Invalid({"person": [_already_there(member)]})


def _already_there(member: Membership) -> str:
    return _("%(name)s belongs to this team in that time already.") % {"name": member.person.name}
