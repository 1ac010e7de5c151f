"""The periods in which objectives are pursued."""

from django.db import models
from django.db.models import F, Q

from northing.core.cadence import Level


class Cycle(models.Model):
    """A period with a level. Both dates belong to it.

    `has_begun` is stored and turned over by the day's work, because R13 counts a key result without a
    value as 0 only from the start on: numbers that are stored must rest on something that is stored.
    `calendar` holds the offsets in which this cycle differs from the organisation's calendar (R27), and under "moved"
    the days that lie elsewhere than offsets say: {"moved": {"company_final": "2026-12-10"}}.
    """

    name = models.CharField(max_length=60)
    level = models.CharField(max_length=12, choices=[(level.value, level.value) for level in Level])
    starts_on = models.DateField()
    ends_on = models.DateField()
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    calendar = models.JSONField(default=dict)
    has_begun = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["level", "name"], name="cycle_name_once_per_level"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="cycle_dates_in_order"),
            models.CheckConstraint(condition=~Q(name=""), name="cycle_named"),
            models.CheckConstraint(condition=Q(level__in=[level.value for level in Level]), name="cycle_level"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="cycle_not_its_own_parent"),
        ]
        indexes = [models.Index(fields=["starts_on", "ends_on"], name="cycle_dates")]

    def __str__(self) -> str:
        return self.name
