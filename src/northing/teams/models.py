"""The tree of teams, and who belongs to which."""

from enum import StrEnum

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class TeamKind(StrEnum):
    """What a node of the tree is. The company is the single root."""

    COMPANY = "company"
    UNIT = "unit"
    TEAM = "team"
    SQUAD = "squad"


class Team(models.Model):
    """A node of the organisation's tree, of any depth.

    `path` holds the numbers of all teams from the root down to this one ("/1/4/17/"), so that a whole
    subtree is one comparison. It is written by the actions that create and move teams.
    """

    name = models.CharField(max_length=160)
    kind = models.CharField(
        max_length=8, choices=[(kind.value, kind.value) for kind in TeamKind], default=TeamKind.TEAM.value
    )
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    sponsor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="sponsored_teams"
    )
    path = models.CharField(max_length=512, db_index=True)
    purpose = models.CharField(max_length=400, blank=True, default="")
    position = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["parent", "name"], name="team_name_once_per_parent"),
            models.UniqueConstraint(
                fields=["kind"], condition=Q(kind=TeamKind.COMPANY.value), name="team_single_company"
            ),
            models.CheckConstraint(
                condition=Q(kind=TeamKind.COMPANY.value, parent__isnull=True)
                | (~Q(kind=TeamKind.COMPANY.value) & Q(parent__isnull=False)),
                name="team_company_is_the_root",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="team_named"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="team_not_its_own_parent"),
        ]

    def __str__(self) -> str:
        return self.name


class MembershipRole(StrEnum):
    """A team may have several leads."""

    LEAD = "lead"
    MEMBER = "member"


class Membership(models.Model):
    """A person belongs to a team from a day on, until a day or until further notice."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(
        max_length=8, choices=[(role.value, role.value) for role in MembershipRole], default=MembershipRole.MEMBER.value
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team", "person"], condition=Q(ends_on__isnull=True), name="membership_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="membership_dates_in_order"
            ),
        ]
        indexes = [models.Index(fields=["person", "ends_on"], name="membership_person")]
