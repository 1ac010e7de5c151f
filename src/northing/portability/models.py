"""What was imported, from where, so that the same file again changes nothing; and files waiting for their preview."""

from enum import StrEnum

from django.conf import settings
from django.db import models
from django.db.models import Q

from northing.accounts.models import Person
from northing.goals.models import KeyResult, Objective
from northing.teams.models import Team


class RowKind(StrEnum):
    """What an imported row became."""

    OBJECTIVE = "objective"
    KEY_RESULT = "key_result"
    TEAM = "team"
    PERSON = "person"


class ImportRun(models.Model):
    """One import: which file, when, by whom, and the report that was given."""

    document = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="import_runs"
    )
    report = models.JSONField(default=dict)


class ImportedRow(models.Model):
    """A row of a file that lives on here. `key` is the same for the same row of the same document, each time it is
    read.

    For objectives the key is made of document, period, organisation, team and text, for key results of their
    objective's key and their text; the n-th repetition counts. `content` is a fingerprint of all the row said, `said`
    what was made of it: a later import compares with it, to tell what changed in the file from what was edited here.
    Teams and people are kept under the name by which the file's organisation calls them.
    """

    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in RowKind])
    key = models.CharField(max_length=64)
    document = models.CharField(max_length=300, blank=True, default="")
    row = models.PositiveIntegerField(default=0)
    position = models.PositiveIntegerField(default=0)
    content = models.CharField(max_length=64, blank=True, default="")
    said = models.JSONField(default=dict)
    objective = models.ForeignKey(Objective, null=True, on_delete=models.CASCADE, related_name="imported_rows")
    key_result = models.ForeignKey(KeyResult, null=True, on_delete=models.CASCADE, related_name="imported_rows")
    team = models.ForeignKey(Team, null=True, on_delete=models.CASCADE, related_name="imported_rows")
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="imported_rows")
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="rows")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="imported_row_once"),
            models.CheckConstraint(
                condition=(
                    Q(kind=RowKind.OBJECTIVE.value, objective__isnull=False, key_result__isnull=True)
                    | Q(kind=RowKind.KEY_RESULT.value, objective__isnull=False, key_result__isnull=False)
                    | Q(kind=RowKind.TEAM.value, team__isnull=False, objective__isnull=True)
                    | Q(kind=RowKind.PERSON.value, person__isnull=False, objective__isnull=True)
                ),
                name="imported_row_became_something",
            ),
        ]


class Upload(models.Model):
    """A file that was uploaded and waits, for the one who brought it, between its preview and the decision."""

    key = models.CharField(max_length=32, unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="uploads")
    session = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    uploaded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["uploaded_at"], name="upload_age")]
