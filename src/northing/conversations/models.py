"""What people say to each other about an objective or a key result of it."""

from enum import StrEnum

from django.conf import settings
from django.db import models
from django.db.models import Q

from northing.goals.models import KeyResult, Objective

TEXT_LENGTH = 4000
QUOTE_LENGTH = 300


class ReactionKind(StrEnum):
    """What can be said to a comment with one press. Stored as text; never renamed, only added to."""

    AGREE = "agree"
    THANKS = "thanks"
    GOOD_IDEA = "good_idea"
    QUESTION = "question"


class Comment(models.Model):
    """Words about an objective, or about one key result of it.

    It belongs to the objective it was written in: whoever may see that one reads it (R51), and it stays there when its
    key result moves elsewhere. `quote` are the words it is about. An answer hangs on the comment that began the
    conversation (`parent`), never on another answer, and only beginnings are resolved. What is deleted keeps its row,
    so that it can be brought back.
    """

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="comments")
    key_result = models.ForeignKey(KeyResult, null=True, blank=True, on_delete=models.CASCADE, related_name="comments")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="replies")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="comments")
    quote = models.CharField(max_length=QUOTE_LENGTH, blank=True, default="")
    text = models.TextField(max_length=TEXT_LENGTH)
    at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="resolved_comments"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="comment_says_something"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | Q(resolved_at__isnull=True), name="comment_answers_are_not_resolved"
            ),
        ]
        indexes = [models.Index(fields=["objective", "id"], name="comment_objective")]

    def __str__(self) -> str:
        return self.text[:80]


class Mention(models.Model):
    """Somebody is named in a comment, and may see it."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "person"], name="mention_once")]


class Reaction(models.Model):
    """What somebody said to a comment with one press; each kind once."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reactions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reactions")
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in ReactionKind])
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "person", "kind"], name="reaction_once")]
