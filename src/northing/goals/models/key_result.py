"""Key results of all five kinds, their stages and the people who help."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from northing.core.measures import Kind, Reading
from northing.core.rollup import Feeds
from northing.goals.models.objective import STATEMENT_LENGTH, TEXT_LENGTH, Objective

LARGEST = 1e15
"""Values lie within +-1e15: far beyond any measure, well inside what a double holds exactly enough."""


def within_limits(field: str) -> Q:
    """The row-level test that a number is finite and sane; NaN and infinity fail it on every database."""
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": -LARGEST, f"{field}__lte": LARGEST})


class KeyResult(models.Model):
    """A number (or a row of stages) that tells whether the objective is reached.

    Which of the measuring columns are filled depends on `kind` (R4-R8). `value`, `progress` (unclamped),
    `confidence` (tenths, 0-10) and `checked_in_on` are the latest facts, written by the check-in's
    transaction (R17); `progress_through` is the day up to which a range was counted (R6).
    `forecast` is what the history foretells (R45, `goals.queries.foresight.Stored`), `foreseen` from which day, calendar
    and teaching it does.
    `score` and `score_reason` are what people said at the end, beside what the numbers propose (R37).
    `origin` is the key result it was taken over from: of another team (R22), or of an earlier cycle (R39).
    `first_*` keep what was agreed at publication, for the score against the original target (R30).
    """

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="key_results")
    origin = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="offspring")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="owned_key_results"
    )
    text = models.CharField(max_length=STATEMENT_LENGTH)
    note = models.TextField(max_length=TEXT_LENGTH, blank=True, default="")
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in Kind])
    reading = models.CharField(
        max_length=10, choices=[(reading.value, reading.value) for reading in Reading], default=Reading.LEVEL.value
    )
    unit = models.CharField(max_length=40, blank=True, default="")
    start = models.FloatField(null=True, blank=True)
    target = models.FloatField(null=True, blank=True)
    low = models.FloatField(null=True, blank=True)
    high = models.FloatField(null=True, blank=True)
    level_03 = models.FloatField(null=True, blank=True)
    level_07 = models.FloatField(null=True, blank=True)
    plan = models.JSONField(default=list)
    measured_how = models.CharField(max_length=STATEMENT_LENGTH, blank=True, default="")
    leading = models.BooleanField(null=True, blank=True)
    weight = models.FloatField(default=1.0)
    feeds = models.CharField(
        max_length=12,
        choices=[(f.value, f.value) for f in (Feeds.CHECKINS, Feeds.ALIGNED)],
        default=Feeds.CHECKINS.value,
    )
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    value = models.FloatField(null=True)
    progress = models.FloatField(null=True)
    progress_through = models.DateField(null=True)
    confidence = models.PositiveSmallIntegerField(null=True)
    checked_in_on = models.DateField(null=True)
    forecast = models.JSONField(null=True)
    foreseen = models.CharField(max_length=64, default="")
    score = models.FloatField(null=True)
    score_reason = models.TextField(max_length=TEXT_LENGTH, blank=True, default="")

    first_text = models.CharField(max_length=STATEMENT_LENGTH, blank=True, default="")
    first_start = models.FloatField(null=True)
    first_target = models.FloatField(null=True)

    words = models.TextField(default="")
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="key_result_stated"),
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in Kind]), name="key_result_kind"),
            models.CheckConstraint(condition=Q(weight__gte=0, weight__lte=1000), name="key_result_weight"),
            models.CheckConstraint(
                condition=Q(confidence__isnull=True) | Q(confidence__lte=10), name="key_result_confidence_0_10"
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__gte=0, score__lte=1), name="key_result_score_0_1"
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.INCREASE.value)
                | Q(start__isnull=True)
                | Q(target__isnull=True)
                | Q(target__gt=F("start")),
                name="key_result_increase_rises",
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.DECREASE.value)
                | Q(start__isnull=True)
                | Q(target__isnull=True)
                | Q(target__lt=F("start")),
                name="key_result_decrease_falls",
            ),
            models.CheckConstraint(
                condition=Q(low__isnull=True) | Q(high__isnull=True) | Q(high__gte=F("low")),
                name="key_result_range_in_order",
            ),
            *(
                models.CheckConstraint(condition=within_limits(field), name=f"key_result_{field}_finite")
                for field in ("start", "target", "low", "high", "level_03", "level_07", "value")
            ),
        ]
        indexes = [
            # Of those that are there, so that counting them for a list reads the index alone.
            models.Index(
                fields=["objective", "position"], condition=Q(deleted_at__isnull=True), name="key_result_objective"
            ),
            models.Index(fields=["owner"], name="key_result_owner"),
        ]

    def __str__(self) -> str:
        return self.text


class Stage(models.Model):
    """One stage of a milestone key result, in order, with its weight (R8)."""

    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="stages")
    label = models.CharField(max_length=200)
    weight = models.FloatField(default=1.0)
    position = models.PositiveSmallIntegerField(default=0)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(weight__gt=0, weight__lte=1000), name="stage_weight"),
            models.CheckConstraint(condition=~Q(label=""), name="stage_labelled"),
        ]


class Contributor(models.Model):
    """Somebody who helps with a key result; accountable is its owner alone."""

    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="contributors")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="contributions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key_result", "person"], name="contributor_once")]
