"""How far the log has been read, and the letters that were written from it."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Reading(models.Model):
    """How far the log has been read, in a single row: every event up to `event_id` is told of.

    Of the next event that is told of, people up to number `person_id` have their letters already: an announcement to
    a whole company is written in several transactions.
    """

    event_id = models.BigIntegerField(default=0)
    person_id = models.BigIntegerField(default=0)
    only_one = models.BooleanField(default=True, unique=True, editable=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(only_one=True), name="reading_single_row")]


class Letter(models.Model):
    """That somebody is to be told of an event, and what became of it. Nobody is told of the same event twice.

    A letter holds no words. They are found when it is sent, from what its reader may see then: so nothing that was
    hidden meanwhile goes out, and no text lies about in a second place. `rank` 1 are letters to many at once, which let
    the others go first. `next_try_at` lies ahead while somebody is at work on it. `failure` is the class of what went
    wrong the last time, never an address.
    """

    event_id = models.BigIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=40)
    rank = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=80, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event_id", "person"], name="letter_once")]
        indexes = [
            models.Index(
                fields=["rank", "next_try_at", "id"],
                condition=Q(sent_at__isnull=True, given_up_at__isnull=True),
                name="letter_waiting",
            ),
            models.Index(fields=["sent_at"], name="letter_sent"),
            models.Index(fields=["given_up_at"], name="letter_given_up"),
        ]
