"""Work that should move the numbers."""

from enum import StrEnum

from django.conf import settings
from django.db import models
from django.db.models import Q

from northing.goals.models.key_result import KeyResult
from northing.goals.models.objective import STATEMENT_LENGTH, TEXT_LENGTH, Objective


class InitiativeState(StrEnum):
    """Whether the work is still going on."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class Initiative(models.Model):
    """Work expected to move one or more key results. It never counts as progress.

    The hypothesis ("we expect KR 2 to fall by 5") is checked against `outcome` when the work ends.
    """

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="initiatives")
    key_result = models.ForeignKey(
        KeyResult, null=True, blank=True, on_delete=models.SET_NULL, related_name="initiatives"
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="initiatives"
    )
    title = models.CharField(max_length=STATEMENT_LENGTH)
    hypothesis = models.CharField(max_length=STATEMENT_LENGTH, blank=True, default="")
    outcome = models.TextField(max_length=TEXT_LENGTH, blank=True, default="")
    state = models.CharField(
        max_length=8, choices=[(s.value, s.value) for s in InitiativeState], default=InitiativeState.OPEN.value
    )
    due_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="initiative_titled")]
        indexes = [models.Index(fields=["objective", "position"], name="initiative_objective")]

    def __str__(self) -> str:
        return self.title
