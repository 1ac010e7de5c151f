"""What a team made of an objective that it shares with another: its differences from the original (R22)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from northing.core.measures import Kind, Measure


class Change(StrEnum):
    """What became of a key result when another team took the objective on (R22).

    OUTLIVED: it is still here, and the original it was taken from has been taken away.
    """

    KEPT = "kept"
    CHANGED = "changed"
    DROPPED = "dropped"
    ADDED = "added"
    OUTLIVED = "outlived"


@dataclass(frozen=True, slots=True)
class SharedKeyResult:
    """A key result of either side. `copied_from`: on the copy's side, the id of the original it came from."""

    id: int
    wording: str
    measure: Measure
    weight: float = 1.0
    copied_from: int | None = None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a key result with its two values, as they are stored."""

    field: str
    original: object
    copy: object


@dataclass(frozen=True, slots=True)
class Difference:
    """One key result across the two sides; a dropped one has no `copy`, an added or outlived one no
    `original`.
    """

    change: Change
    original: SharedKeyResult | None
    copy: SharedKeyResult | None
    fields: tuple[FieldChange, ...] = ()


# Progress made on one side is no difference in what was agreed, so a stage that is done equals the same one undone.
_MEASURE_FIELDS = ("kind", "start", "target", "low", "high", "unit", "reading", "level_03", "level_07")


def differences(
    originals: Sequence[SharedKeyResult], copies: Sequence[SharedKeyResult], gone: Collection[int] = ()
) -> tuple[Difference, ...]:
    """How the copy differs from the original: its key results kept, changed, dropped and added (R22).

    In the original's order, then what was added in the copy's order. A copy belongs to the original it names; one that
    names none of them belongs to the first original with the same wording (ignoring case and spaces) that has no copy
    yet. `gone` are originals that were taken away: what was copied from them stays with the copy, and says so.
    """
    pairs = _pairs(originals, copies, gone)
    paired = {copy.id for copy in pairs.values()}
    found = [_compared(original, pairs.get(original.id)) for original in originals]
    found += [
        Difference(Change.OUTLIVED if copy.copied_from in gone else Change.ADDED, None, copy)
        for copy in copies
        if copy.id not in paired
    ]
    return tuple(found)


def raised(difference: Difference) -> bool | None:
    """Does the copy aim further than the original (True) or less far (False)? None where the target says neither.

    Further is a higher target where more is better, and a lower one where less is, from the same start: from another one
    it is another way.
    """
    if difference.original is None or difference.copy is None:
        return None
    before, after = difference.original.measure, difference.copy.measure
    comparable = before.kind is after.kind and before.kind in (Kind.INCREASE, Kind.DECREASE)
    if not comparable or before.unit != after.unit or before.target is None or after.target is None:
        return None
    if before.start != after.start or before.target == after.target:
        return None
    return (after.target > before.target) is (before.kind is Kind.INCREASE)


def _pairs(
    originals: Sequence[SharedKeyResult], copies: Sequence[SharedKeyResult], gone: Collection[int]
) -> dict[int, SharedKeyResult]:
    known = {original.id for original in originals}
    pairs: dict[int, SharedKeyResult] = {}
    for copy in copies:
        if copy.copied_from in known and copy.copied_from is not None:
            pairs.setdefault(copy.copied_from, copy)
    for copy in copies:
        if copy.copied_from not in known and copy.copied_from not in gone:
            for original in originals:
                if original.id not in pairs and _spoken(original.wording) == _spoken(copy.wording):
                    pairs[original.id] = copy
                    break
    return pairs


def _compared(original: SharedKeyResult, copy: SharedKeyResult | None) -> Difference:
    if copy is None:
        return Difference(Change.DROPPED, original, None)
    fields = _changed_fields(original, copy)
    return Difference(Change.CHANGED if fields else Change.KEPT, original, copy, fields)


def _changed_fields(original: SharedKeyResult, copy: SharedKeyResult) -> tuple[FieldChange, ...]:
    before = {"wording": original.wording, "weight": original.weight} | _agreed(original.measure)
    after = {"wording": copy.wording, "weight": copy.weight} | _agreed(copy.measure)
    return tuple(FieldChange(field, before[field], after[field]) for field in before if before[field] != after[field])


def _agreed(measure: Measure) -> dict[str, object]:
    fields: dict[str, object] = {name: getattr(measure, name) for name in _MEASURE_FIELDS}
    fields["stages"] = tuple((stage.label, stage.weight) for stage in measure.stages)
    return fields


def _spoken(wording: str) -> str:
    return " ".join(wording.split()).casefold()
