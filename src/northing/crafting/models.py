"""Drafts: a team's set of OKRs for one cycle while it comes about, and what was said and decided on the way."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from northing.core.crafting import Question, Standing, Step
from northing.cycles.models import Cycle
from northing.goals.models import KeyResult, Objective
from northing.teams.models import Team

TEXT_LENGTH = 4000


class Draft(models.Model):
    """A team's set for one cycle on its way through CRAFT (R28).

    The set itself are the team's draft objectives of that cycle, so there is nothing to keep in step. `sent_as` holds a
    fingerprint of each part as it was laid before the sponsor: what changed since can be named. Once published,
    `objective_ids` says what went out with it; what the team drafts later in the cycle is another draft.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="drafts")
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="drafts")
    step = models.CharField(
        max_length=8, choices=[(step.value, step.value) for step in Step], default=Step.CREATE.value
    )
    standing = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in Standing], default=Standing.OPEN.value
    )
    announcement = models.TextField(max_length=TEXT_LENGTH, blank=True, default="")
    sent_as = models.JSONField(default=dict)
    objective_ids = models.JSONField(default=list)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    started_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team", "cycle"], condition=Q(published_at__isnull=True), name="draft_one_at_a_time"
            ),
            models.CheckConstraint(condition=Q(step__in=[step.value for step in Step]), name="draft_step"),
            models.CheckConstraint(condition=Q(standing__in=[one.value for one in Standing]), name="draft_standing"),
            models.CheckConstraint(
                condition=Q(standing=Standing.PUBLISHED.value, published_at__isnull=False)
                | (~Q(standing=Standing.PUBLISHED.value) & Q(published_at__isnull=True)),
                name="draft_published_when",
            ),
        ]
        indexes = [models.Index(fields=["cycle", "standing"], name="draft_cycle")]

    def __str__(self) -> str:
        return f"{self.team_id}/{self.cycle_id}"


class Way(models.TextChoices):
    """What happened to a draft, in one word."""

    BEGUN = "begun"
    WENT_ON = "went_on"
    WENT_BACK = "went_back"
    SUBMITTED = "submitted"
    TAKEN_BACK = "taken_back"
    APPROVED = "approved"
    SENT_BACK = "sent_back"
    PUBLISHED = "published"
    PUBLISHED_ALONE = "published_alone"


class DraftStep(models.Model):
    """One step of a draft: who took it when, from where to where, why, and what was skipped. Rows are only ever added."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="steps")
    way = models.CharField(max_length=16, choices=Way.choices)
    origin = models.CharField(max_length=8, blank=True, default="")
    goal = models.CharField(max_length=8, blank=True, default="")
    skipped = models.JSONField(default=list)
    reason = models.TextField(max_length=TEXT_LENGTH, blank=True, default="")
    objective = models.ForeignKey(Objective, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["draft", "id"], name="draft_step")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(way=Way.SENT_BACK.value) | ~Q(reason=""), name="draft_sent_back_with_reason"
            )
        ]


class Answer(models.Model):
    """What a team answers to one of the questions of CRAFT; the sufficiency question for each objective."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=16, choices=[(one.value, one.value) for one in Question])
    objective = models.ForeignKey(Objective, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(max_length=TEXT_LENGTH)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "question"], condition=Q(objective__isnull=True), name="answer_once_per_draft"
            ),
            models.UniqueConstraint(
                fields=["draft", "question", "objective"],
                condition=Q(objective__isnull=False),
                name="answer_once_per_objective",
            ),
            models.CheckConstraint(
                condition=Q(question=Question.SUFFICIENT.value, objective__isnull=False)
                | (~Q(question=Question.SUFFICIENT.value) & Q(objective__isnull=True)),
                name="answer_for_the_set_or_one",
            ),
        ]


class Agreement(models.Model):
    """Somebody says yes to how a key result will be scored (R10), as it was then: `levels` is the fingerprint of its
    definition, so that a yes to something else does not count.
    """

    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="agreements")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    levels = models.CharField(max_length=16)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key_result", "person"], name="agreement_once")]


class Round(models.Model):
    """A blind round (R32a): everybody says how sure they are before the start, and all of it is revealed together."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="rounds")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    opened_at = models.DateTimeField()
    revealed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draft"], condition=Q(revealed_at__isnull=True), name="round_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(revealed_at__isnull=True) | Q(revealed_at__gte=F("opened_at")), name="round_in_order"
            ),
        ]


class Vote(models.Model):
    """How sure one person is that one key result will land, in tenths."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="votes")
    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    confidence = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "key_result", "person"], name="vote_once"),
            models.CheckConstraint(condition=Q(confidence__lte=10), name="vote_in_tenths"),
        ]
