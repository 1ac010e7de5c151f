"""What objectives, key results and initiatives are called, for lists that know their numbers only."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import BigIntegerField, CharField, F, Value
from django.db.models.functions import Cast

from northing.goals.models import Initiative
from northing.goals.queries.visibility import Reader, visible_key_results, visible_objectives


@dataclass(frozen=True, slots=True)
class Called:
    """The words of one thing, and the objective it stands with."""

    text: str
    objective_id: int


def texts_of(
    reader: Reader, *, objectives: Collection[int], key_results: Collection[int], initiatives: Collection[int]
) -> dict[tuple[str, int], Called]:
    """By kind ("objective", "key_result", "initiative") and number, of what this reader may see (R51); one query."""
    parts = (
        ("objective", visible_objectives(reader).filter(pk__in=objectives), "statement", "pk"),
        ("key_result", visible_key_results(reader).filter(pk__in=key_results), "text", "objective_id"),
        (
            "initiative",
            Initiative.objects.filter(
                pk__in=initiatives, deleted_at__isnull=True, objective__in=visible_objectives(reader).values("pk")
            ),
            "title",
            "objective_id",
        ),
    )
    first, *others = (
        found.order_by()
        .annotate(
            sort=Value(kind, CharField()),
            said=Cast(words, CharField()),
            inside=Cast(F(inside), BigIntegerField()),
        )
        .values_list("sort", "pk", "said", "inside")
        for kind, found, words, inside in parts
    )
    rows = first.union(*others, all=True)
    return {(kind, number): Called(text, objective_id) for kind, number, text, objective_id in rows}
