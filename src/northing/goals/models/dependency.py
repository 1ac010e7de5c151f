"""What teams ask of each other, and every step of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from northing.core.alignment import Move, RequestState
from northing.goals.models.key_result import KeyResult
from northing.goals.models.objective import STATEMENT_LENGTH, TEXT_LENGTH, Objective
from northing.teams.models import Team


class Dependency(models.Model):
    """A request of one team to another (R23): for an objective or for one key result of it, by a day.

    Exactly one of the two askers is set; the asking team is that of the objective, wherever it moves. `due_on` is the day
    asked for or agreed, `proposed_on` the other day the asked team offers. `serving_*` is what it named as bringing it, at
    most one of the two. `reason` is what was said with the newest step. The asked team reads `words` also where it may not see
    what they are for (R51).
    """

    asking_objective = models.ForeignKey(
        Objective, null=True, blank=True, on_delete=models.CASCADE, related_name="requests"
    )
    asking_key_result = models.ForeignKey(
        KeyResult, null=True, blank=True, on_delete=models.CASCADE, related_name="requests"
    )
    asked_team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="asked_for")
    serving_objective = models.ForeignKey(
        Objective, null=True, blank=True, on_delete=models.SET_NULL, related_name="promised"
    )
    serving_key_result = models.ForeignKey(
        KeyResult, null=True, blank=True, on_delete=models.SET_NULL, related_name="promised"
    )
    words = models.CharField(max_length=STATEMENT_LENGTH)
    due_on = models.DateField()
    proposed_on = models.DateField(null=True, blank=True)
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in RequestState], default=RequestState.ASKED.value
    )
    reason = models.TextField(max_length=TEXT_LENGTH, blank=True, default="")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="asked_requests"
    )
    asked_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(asking_objective__isnull=False, asking_key_result__isnull=True)
                | Q(asking_objective__isnull=True, asking_key_result__isnull=False),
                name="dependency_one_asker",
            ),
            models.CheckConstraint(
                condition=Q(serving_objective__isnull=True) | Q(serving_key_result__isnull=True),
                name="dependency_brought_by_one",
            ),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in RequestState]), name="dependency_state"),
            models.CheckConstraint(condition=~Q(words=""), name="dependency_worded"),
            models.CheckConstraint(
                condition=Q(state=RequestState.PROPOSED.value, proposed_on__isnull=False)
                | (~Q(state=RequestState.PROPOSED.value) & Q(proposed_on__isnull=True)),
                name="dependency_proposed_when",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[RequestState.DECLINED.value, RequestState.GIVEN_UP.value]) | ~Q(reason=""),
                name="dependency_refused_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["asked_team", "state"], name="dependency_asked")]

    def __str__(self) -> str:
        return self.words


class DependencyStep(models.Model):
    """One step of a request: who did what when, and how it stood afterwards. Rows are only ever added.

    `move` is empty for the asking itself. The day is the one asked for, proposed or agreed with this step.
    """

    dependency = models.ForeignKey(Dependency, on_delete=models.CASCADE, related_name="steps")
    move = models.CharField(
        max_length=10, blank=True, default="", choices=[("", ""), *((move.value, move.value) for move in Move)]
    )
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in RequestState])
    day = models.DateField(null=True)
    note = models.TextField(max_length=TEXT_LENGTH, blank=True, default="")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="request_steps")
    on_behalf = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["dependency", "id"], name="dependency_step")]
