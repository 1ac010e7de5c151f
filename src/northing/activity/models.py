"""The log of what happened, and the requests that were already answered."""

from enum import StrEnum

from django.db import models


class Verb(StrEnum):
    """Everything that can happen to a thing, in one list. Stored as text; never renamed, only added to."""

    CREATED = "created"
    EDITED = "edited"
    PUBLISHED = "published"
    CLOSED = "closed"
    REOPENED = "reopened"
    DELETED = "deleted"
    RESTORED = "restored"
    MOVED = "moved"
    WEIGHED = "weighed"
    ALIGNED = "aligned"
    UNALIGNED = "unaligned"
    TARGET_CHANGED = "target_changed"
    CHECKED_IN = "checked_in"
    CORRECTED = "corrected"
    OWNER_CHANGED = "owner_changed"
    JOINED = "joined"
    LEFT = "left"
    ARCHIVED = "archived"
    INVITED = "invited"
    ROLE_CHANGED = "role_changed"
    DISABLED = "disabled"
    ENABLED = "enabled"
    SIGNED_IN = "signed_in"
    SETTINGS_CHANGED = "settings_changed"
    IMPORTED = "imported"
    MOVED_ON = "moved_on"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    SENT_BACK = "sent_back"
    ANNOUNCED = "announced"
    TAKEN_ON = "taken_on"
    CARRIED_FORWARD = "carried_forward"
    COMMENTED = "commented"


class Subject(StrEnum):
    """The kinds of thing an event can be about."""

    ORGANISATION = "organisation"
    PERSON = "person"
    TEAM = "team"
    CYCLE = "cycle"
    OBJECTIVE = "objective"
    KEY_RESULT = "key_result"
    INITIATIVE = "initiative"
    REQUEST = "request"
    DRAFT = "draft"
    COMMENT = "comment"
    IMPORT = "import"


class Event(models.Model):
    """One thing that happened. Rows are only ever added.

    The log sits below every other concept, so it names its actor and subject by number and does not
    reach for their tables. `objective_id` and `team_id` say where an event belongs, so that a reader's
    rights on the objective decide whether the event is shown (R51).
    """

    id = models.BigAutoField(primary_key=True)
    happened_at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=24, choices=[(verb.value, verb.value) for verb in Verb])
    subject = models.CharField(max_length=16, choices=[(kind.value, kind.value) for kind in Subject])
    subject_id = models.BigIntegerField()
    objective_id = models.BigIntegerField(null=True)
    team_id = models.BigIntegerField(null=True)
    door = models.CharField(max_length=8, default="web")
    on_behalf = models.BooleanField(default=False)
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "subject_id", "-id"], name="event_subject"),
            models.Index(fields=["objective_id", "-id"], name="event_objective"),
            models.Index(fields=["team_id", "-id"], name="event_team"),
            models.Index(fields=["-happened_at"], name="event_when"),
        ]


class AnsweredRequest(models.Model):
    """A request that carried an idempotency key, and what it was answered (F3).

    The row is written in the transaction of the change itself: either both exist or neither.
    """

    key = models.CharField(max_length=128)
    actor_id = models.BigIntegerField()
    fingerprint = models.CharField(max_length=64)
    answer = models.JSONField()
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor_id", "key"], name="answered_request_once")]
        indexes = [models.Index(fields=["answered_at"], name="answered_request_age")]
