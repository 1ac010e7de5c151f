"""What was so on which day: dated numbers, and the ledger of changed targets."""

from django.conf import settings
from django.db import models

from northing.goals.models.key_result import KeyResult, within_limits
from northing.goals.models.objective import Objective


class KeyResultPoint(models.Model):
    """A key result on one day.

    `value` is what was measured *for* that day and counts today: a correction restates it. `progress`,
    `confidence` and `checked_in_on` are what Northing showed at the end of that day and are never restated (R19).
    A day on which only one of the two is known has the other empty.
    """

    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="points")
    on = models.DateField()
    value = models.FloatField(null=True)
    shown_value = models.FloatField(null=True)
    progress = models.FloatField(null=True)
    confidence = models.PositiveSmallIntegerField(null=True)
    checked_in_on = models.DateField(null=True)
    is_shown = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key_result", "on"], name="key_result_point_once_a_day"),
            models.CheckConstraint(condition=within_limits("value"), name="key_result_point_finite"),
        ]


class ObjectivePoint(models.Model):
    """An objective on one day, as Northing showed it at the end of that day (R19)."""

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="points")
    on = models.DateField()
    progress = models.FloatField(null=True)
    confidence = models.FloatField(null=True)
    checked_in_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["objective", "on"], name="objective_point_once_a_day")]


class LedgerEntry(models.Model):
    """A published key result was changed: which field, from what, to what, when, by whom and why (R30)."""

    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="ledger")
    field = models.CharField(max_length=16)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    reason = models.TextField(max_length=2000)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="ledger_entries"
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="ledger_has_a_reason")]
        indexes = [models.Index(fields=["key_result", "changed_at"], name="ledger_key_result")]
