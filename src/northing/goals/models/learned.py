"""What the organisation's own closed cycles taught about where key results end."""

from django.db import models


class Teaching(models.Model):
    """One time the organisation learned from its closed cycles, or forgot what it had learned (R45).

    The newest row counts: its `numbers` take the place of those of the core's prior, and none of them means the usual
    ones. `cycles` are those it learned from, `forgotten` those it shall not learn from again.
    """

    at = models.DateTimeField()
    numbers = models.JSONField(default=dict)
    key_results = models.PositiveIntegerField(default=0)
    cycles = models.JSONField(default=list)
    forgotten = models.JSONField(default=list)
