"""Objectives, and who may see the confidential ones."""

from enum import StrEnum

from django.conf import settings
from django.db import models
from django.db.models import Q

from northing.core.rollup import DrawsFrom
from northing.core.scoring import Commitment
from northing.cycles.models import Cycle
from northing.teams.models import Team

STATEMENT_LENGTH = 500
TEXT_LENGTH = 4000


class State(StrEnum):
    """Where an objective is in its life."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CLOSED = "closed"


class Objective(models.Model):
    """A change a team wants by the end of a cycle: what changes (`statement`) and which problem that solves (`why`).

    `progress`, `confidence`, `checked_in_on` and `forecast` follow from the key results and from what is aligned
    (R13-R15, R45); they are written only together with the change they follow from (R17). `words` is the
    text prepared for searching. `score` and `learned` are what was said at its end (R2, R37).
    `version` grows with every edit, so that two people who edit at once both learn of it.
    """

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="objectives")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="objectives")
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="led_objectives"
    )
    individual = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="own_objectives"
    )
    carried_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="carried_on"
    )
    carried_because = models.TextField(max_length=TEXT_LENGTH, blank=True, default="")
    statement = models.CharField(max_length=STATEMENT_LENGTH)
    why = models.TextField(max_length=TEXT_LENGTH, blank=True, default="")
    commitment = models.CharField(
        max_length=12, choices=[(c.value, c.value) for c in Commitment], default=Commitment.ASPIRATIONAL.value
    )
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in State], default=State.DRAFT.value)
    confidential = models.BooleanField(default=False)
    draws_from = models.CharField(
        max_length=12, choices=[(d.value, d.value) for d in DrawsFrom], default=DrawsFrom.KEY_RESULTS.value
    )
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    progress = models.FloatField(null=True)
    confidence = models.FloatField(null=True)
    checked_in_on = models.DateField(null=True)
    forecast = models.JSONField(null=True)
    score = models.FloatField(null=True)
    learned = models.TextField(max_length=TEXT_LENGTH, blank=True, default="")

    words = models.TextField(default="")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="written_objectives"
    )
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(statement=""), name="objective_stated"),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in State]), name="objective_state"),
            models.CheckConstraint(
                condition=Q(commitment__in=[c.value for c in Commitment]), name="objective_commitment"
            ),
            models.CheckConstraint(
                condition=Q(draws_from__in=[d.value for d in DrawsFrom]), name="objective_draws_from"
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT.value, published_at__isnull=True)
                | (~Q(state=State.DRAFT.value) & Q(published_at__isnull=False)),
                name="objective_published_when",
            ),
            models.CheckConstraint(
                condition=Q(progress__isnull=True) | Q(progress__gte=0, progress__lte=1), name="objective_progress_0_1"
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__gte=0, score__lte=1), name="objective_score_0_1"
            ),
            models.CheckConstraint(
                condition=Q(confidence__isnull=True) | Q(confidence__gte=0, confidence__lte=1),
                name="objective_confidence_0_1",
            ),
        ]
        indexes = [
            models.Index(fields=["cycle", "state", "team"], name="objective_cycle"),
            models.Index(fields=["team", "cycle"], name="objective_team"),
            models.Index(fields=["lead", "cycle"], name="objective_lead"),
            models.Index(fields=["individual", "cycle"], name="objective_individual"),
        ]

    def __str__(self) -> str:
        return self.statement


class Confidant(models.Model):
    """Somebody who is named on a confidential objective and may therefore see it (R51)."""

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="confidants")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="confidences")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["objective", "person"], name="confidant_once")]
