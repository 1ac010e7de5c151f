"""What owners say about their key results."""

from enum import StrEnum

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from northing.goals.models import KeyResult


class Origin(StrEnum):
    """Where a value came from; human and machine values live in one history (R12)."""

    PERSON = "person"
    IMPORT = "import"
    SYSTEM = "system"


class CheckIn(models.Model):
    """A dated value and confidence for one key result, with an optional note.

    Never edited away: a correction is a new entry that `supersedes` the old one, and history shows
    both. A *withdrawal* takes the superseded entry back and says nothing itself. `stages` holds the numbers of the
    stages that are done, for milestone key results.
    `confidence` is in tenths, 0-10. `on` is the day the value stands for. `key`, `fingerprint` and `answer`
    are for a request that comes twice (F3): the entry itself remembers which one it answered, and with what.
    """

    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="checkins")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="checkins")
    made_at = models.DateTimeField()
    on = models.DateField()
    value = models.FloatField(null=True)
    stages = models.JSONField(null=True)
    confidence = models.PositiveSmallIntegerField(null=True)
    note = models.TextField(max_length=4000, blank=True, default="")
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    is_withdrawal = models.BooleanField(default=False)
    origin = models.CharField(
        max_length=8, choices=[(origin.value, origin.value) for origin in Origin], default=Origin.PERSON.value
    )

    key = models.CharField(max_length=128, null=True, blank=True)  # noqa: DJ001 - no key is not an empty key
    fingerprint = models.CharField(max_length=64, blank=True, default="")
    answer = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "key"], name="checkin_key_once"),
            models.CheckConstraint(
                condition=Q(confidence__isnull=True) | Q(confidence__lte=10), name="checkin_confidence_0_10"
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__gte=-1e15, value__lte=1e15), name="checkin_value_finite"
            ),
            models.CheckConstraint(
                condition=Q(is_withdrawal=False) | Q(supersedes__isnull=False), name="checkin_withdraws_something"
            ),
            models.CheckConstraint(condition=~Q(supersedes=F("id")), name="checkin_not_its_own_correction"),
            models.CheckConstraint(
                condition=Q(is_withdrawal=True)
                | Q(value__isnull=False)
                | Q(stages__isnull=False)
                | Q(confidence__isnull=False)
                | ~Q(note=""),
                name="checkin_says_something",
            ),
        ]
        indexes = [
            models.Index(fields=["key_result", "on", "id"], name="checkin_key_result"),
            models.Index(fields=["author", "made_at"], name="checkin_author"),
        ]
