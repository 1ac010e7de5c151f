"""Reading the tree of teams and who belongs to it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet, Value

from northing.accounts.models import Person
from northing.accounts.policies import relations as organisation_relations
from northing.accounts.queries import today
from northing.core.access import Relation
from northing.kit import errors
from northing.kit.ids import version_of
from northing.teams.models import Membership, MembershipRole, Team, TeamKind

_KEPT = "_northing_memberships"


@dataclass(frozen=True, slots=True)
class Named:
    """A person by number and name."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team in the tree. `depth` is 0 for the company; `members` counts who belongs to this team itself today."""

    id: int
    name: str
    kind: TeamKind
    parent_id: int | None
    depth: int
    path: str
    purpose: str
    position: int
    leads: tuple[Named, ...]
    sponsor: Named | None
    members: int
    subteams: int
    is_archived: bool

    @property
    def version(self) -> str:
        """Differs when somebody else has changed name, kind or purpose since this was read (F4)."""
        return version_of(self.name, self.kind.value, self.purpose)

    @property
    def ancestor_ids(self) -> tuple[int, ...]:
        """The teams above, from the company down; without this one."""
        return ids_in(self.path)[:-1]


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Somebody's belonging to a team, with its dates; `ends_on` is the last day."""

    id: int
    team_id: int
    person_id: int
    name: str
    title: str
    role: MembershipRole
    starts_on: date
    ends_on: date | None
    is_current: bool
    is_active: bool


@dataclass(frozen=True, slots=True)
class Memberships:
    """The teams a person belongs to, leads and sponsors today. To lead a team is also to lead what lies below it.

    `leadership`: they belong to the company's own team, which writes the company's OKRs.
    """

    team_ids: frozenset[int] = frozenset()
    led_team_ids: frozenset[int] = frozenset()
    sponsored_team_ids: frozenset[int] = frozenset()
    led_paths: tuple[str, ...] = field(default=())
    leadership: bool = False

    def leads(self, path: str) -> bool:
        """Whether the person leads the team at this path, or one above it."""
        return any(path.startswith(led) for led in self.led_paths)


def ids_in(path: str) -> tuple[int, ...]:
    """The numbers in a path, from the company down: "/1/4/17/" is (1, 4, 17)."""
    return tuple(int(part) for part in path.strip("/").split("/") if part)


def tree(actor: Person | Any, *, archived: bool = False) -> list[TeamRow]:
    """All teams, each directly followed by what lies below it; archived ones only on request.

    A guest sees no teams (R52). Four queries at most, however many teams there are.
    """
    if Relation.GUEST in organisation_relations(actor) or Relation.NOBODY in organisation_relations(actor):
        return []
    found = Team.objects.select_related("sponsor")
    return _in_tree_order(_rows(found if archived else found.filter(archived_at__isnull=True)))


def team(actor: Person | Any, team_id: int) -> TeamRow:
    """One team, archived or not. `NotFound` when there is none or the reader sees no teams."""
    if Relation.GUEST in organisation_relations(actor) or Relation.NOBODY in organisation_relations(actor):
        raise errors.NotFound
    return team_row(team_id)


def team_row(team_id: int) -> TeamRow:
    """One team, for a caller who knows that it may be seen."""
    rows = _rows(Team.objects.select_related("sponsor").filter(pk=team_id))
    if not rows:
        raise errors.NotFound
    return rows[0]


def teams_above(path: str) -> list[tuple[int, str]]:
    """Number and name of the teams above the one at this path, from the company down: the trail of a team's page. One
    query, however deep the tree is; none for the company.
    """
    above = ids_in(path)[:-1]
    names = names_of(above) if above else {}
    return [(number, names[number]) for number in above if number in names]


def company_id() -> int | None:
    """The root of the tree, once there is one."""
    return Team.objects.filter(kind=TeamKind.COMPANY.value).values_list("pk", flat=True).first()


def path_of(team_id: int) -> str:
    """Where a team stands in the tree. `NotFound` when there is no such team."""
    path = Team.objects.filter(pk=team_id).values_list("path", flat=True).first()
    if path is None:
        raise errors.NotFound
    return path


def subtree_ids(team_id: int) -> list[int]:
    """The team and everything below it, archived ones too."""
    return list(Team.objects.filter(path__startswith=path_of(team_id)).order_by("path").values_list("pk", flat=True))


def members(team_id: int, *, all_times: bool = False) -> list[MemberRow]:
    """Who belongs to a team: today and later, leads first, then by name; `all_times` also who has left."""
    day = today()
    found = Membership.objects.filter(team_id=team_id).select_related("person")
    if not all_times:
        found = found.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))
    rows = [member_row(stored, day) for stored in found]
    return sorted(rows, key=lambda row: (row.role is not MembershipRole.LEAD, not row.is_current, row.name, row.id))


def membership(membership_id: int) -> MemberRow:
    """One membership, for a caller who asks about its team next. `NotFound` when there is none with this number."""
    stored = Membership.objects.select_related("person").filter(pk=membership_id).first()
    if stored is None:
        raise errors.NotFound
    return member_row(stored, today())


def names_of(team_ids: Collection[int]) -> dict[int, str]:
    """What these teams are called, archived ones too, in one query."""
    return dict(Team.objects.filter(pk__in=team_ids).values_list("pk", "name"))


def memberships_of(person_ids: Collection[int]) -> dict[int, list[tuple[int, str]]]:
    """For each of these people, number and name of the teams they belong to today, in one query."""
    found = _current(Membership.objects.filter(person_id__in=person_ids), today()).select_related("team")
    teams: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for stored in found.order_by("team__name"):
        teams[stored.person_id].append((stored.team_id, stored.team.name))
    return dict(teams)


def memberships(person: Person | Any | None) -> Memberships:
    """What this person belongs to, leads and sponsors today. Two queries, once for each instance of a person."""
    if person is None or not person.is_authenticated:
        return Memberships()
    known: Memberships | None = getattr(person, _KEPT, None)
    if known is None:
        known = _memberships(person)
        setattr(person, _KEPT, known)
    return known


def forget_memberships(person: Any) -> None:
    """After a change that may concern the one who made it."""
    if hasattr(person, _KEPT):
        delattr(person, _KEPT)


def member_row(stored: Membership, day: date) -> MemberRow:
    """A stored membership (with its person) as the rest of the house sees it."""
    return MemberRow(
        id=stored.pk,
        team_id=stored.team_id,
        person_id=stored.person_id,
        name=stored.person.name,
        title=stored.person.title,
        role=MembershipRole(stored.role),
        starts_on=stored.starts_on,
        ends_on=stored.ends_on,
        is_current=stored.starts_on <= day and (stored.ends_on is None or stored.ends_on >= day),
        is_active=stored.person.is_active,
    )


def _memberships(person: Person) -> Memberships:
    belongs = _current(Membership.objects.filter(person_id=person.pk), today())
    sponsors = Team.objects.filter(sponsor_id=person.pk).annotate(part=Value("sponsor"))
    held = list(
        belongs.values_list("team_id", "role", "team__path").union(sponsors.values_list("pk", "part", "path"), all=True)
    )
    led = [(team_id, path) for team_id, part, path in held if part == MembershipRole.LEAD.value]
    return Memberships(
        team_ids=frozenset(team_id for team_id, part, _path in held if part != "sponsor"),
        led_team_ids=frozenset(team_id for team_id, _path in led),
        sponsored_team_ids=frozenset(team_id for team_id, part, _path in held if part == "sponsor"),
        led_paths=tuple(path for _team_id, path in led),
        leadership=any(len(ids_in(path)) == 1 for _team_id, part, path in held if part != "sponsor"),
    )


def _current(found: QuerySet[Membership], day: date) -> QuerySet[Membership]:
    return found.filter(starts_on__lte=day).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))


def _rows(found: QuerySet[Team]) -> list[TeamRow]:
    teams = list(found)
    day = today()
    # One team is looked up by its number; a whole tree is not sent back to the database as ten thousand numbers.
    held = Membership.objects.filter(team_id=teams[0].pk) if len(teams) == 1 else Membership.objects.all()
    belonging = _current(held, day).filter(person__is_active=True)
    numbers = dict(belonging.values_list("team_id").annotate(Count("pk")))
    leads: dict[int, list[Named]] = defaultdict(list)
    for team_id, person_id, name in (
        belonging.filter(role=MembershipRole.LEAD.value)
        .order_by("person__name", "person_id")
        .values_list("team_id", "person_id", "person__name")
    ):
        leads[team_id].append(Named(person_id, name))
    children = _children(teams)
    return [
        TeamRow(
            id=team.pk,
            name=team.name,
            kind=TeamKind(team.kind),
            parent_id=team.parent_id,
            depth=team.path.count("/") - 2,
            path=team.path,
            purpose=team.purpose,
            position=team.position,
            leads=tuple(leads[team.pk]),
            sponsor=Named(team.sponsor.pk, team.sponsor.name) if team.sponsor else None,
            members=numbers.get(team.pk, 0),
            subteams=children[team.pk],
            is_archived=team.archived_at is not None,
        )
        for team in teams
    ]


def _children(teams: Collection[Team]) -> Counter[int | None]:
    if len(teams) == 1:
        only = next(iter(teams))
        return Counter({only.pk: Team.objects.filter(parent_id=only.pk, archived_at__isnull=True).count()})
    return Counter(team.parent_id for team in teams if team.archived_at is None)


def _in_tree_order(rows: Iterable[TeamRow]) -> list[TeamRow]:
    below: dict[int | None, list[TeamRow]] = defaultdict(list)
    for row in rows:
        below[row.parent_id].append(row)
    for siblings in below.values():
        siblings.sort(key=lambda row: (row.position, row.name.casefold(), row.id), reverse=True)
    ordered: list[TeamRow] = []
    waiting = list(below[None])
    while waiting:
        row = waiting.pop()
        ordered.append(row)
        waiting.extend(below[row.id])
    return ordered
