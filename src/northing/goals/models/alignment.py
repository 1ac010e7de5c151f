"""What serves what."""

from django.db import models
from django.db.models import F, Q

from northing.core.alignment import LinkKind
from northing.goals.models.key_result import KeyResult
from northing.goals.models.objective import Objective


class Alignment(models.Model):
    """An objective serves another objective, or takes a key result on as its own (R20-R22).

    Exactly one of the two parents is set. A removed link keeps its row, so that the tree can be seen
    as of a past date (R19) and removal can be undone.
    """

    child = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="serves")
    parent_objective = models.ForeignKey(
        Objective, null=True, blank=True, on_delete=models.CASCADE, related_name="served_by"
    )
    parent_key_result = models.ForeignKey(
        KeyResult, null=True, blank=True, on_delete=models.CASCADE, related_name="served_by"
    )
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in LinkKind])
    created_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(parent_objective__isnull=False, parent_key_result__isnull=True)
                | Q(parent_objective__isnull=True, parent_key_result__isnull=False),
                name="alignment_one_parent",
            ),
            models.CheckConstraint(
                condition=Q(kind=LinkKind.EXPLICIT.value, parent_key_result__isnull=False)
                | (~Q(kind=LinkKind.EXPLICIT.value) & Q(parent_objective__isnull=False)),
                name="alignment_explicit_means_key_result",
            ),
            models.CheckConstraint(condition=~Q(child=F("parent_objective")), name="alignment_not_to_itself"),
            models.UniqueConstraint(
                fields=["child", "parent_objective"],
                condition=Q(removed_at__isnull=True, parent_objective__isnull=False),
                name="alignment_objective_once",
            ),
            models.UniqueConstraint(
                fields=["child", "parent_key_result"],
                condition=Q(removed_at__isnull=True, parent_key_result__isnull=False),
                name="alignment_key_result_once",
            ),
        ]
