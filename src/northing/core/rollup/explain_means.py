"""The account of a mean of progresses: its terms, its formula, and what was left out of it (R3c, R13-R15)."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from northing.core.measures import clamp

from .explanation import Input, LeftOut, Wording
from .nodes import Ref

_TERMS_WRITTEN = 8
_TERMS_LEADING = 3


@dataclass(frozen=True, slots=True)
class Part:
    """A key result below an objective, or an objective aligned to something, with its unclamped progress.

    `weight` is read for key results only; an aligned objective weighs 1. `excluded` is the reason why it does not
    count, if there is one: "still a draft". Pass everything that counts; what the reader must not see by name gets a
    label that says no more than that, because without it the sum would not add up.
    """

    label: str
    progress: float | None
    weight: float = 1.0
    ref: Ref | None = None
    excluded: str = ""


@dataclass(frozen=True, slots=True)
class Mean:
    """The terms of a weighted mean, with the weight of each."""

    terms: tuple[tuple[Part, float, float, str], ...]
    """(part, weight, progress as counted, note)"""
    left_out: tuple[LeftOut, ...]

    def inputs(self) -> tuple[Input, ...]:
        whole = fsum(weight for _, weight, _, _ in self.terms)
        return tuple(
            Input(part.label, counted, weight, weight / whole, note, part.ref)
            for part, weight, counted, note in self.terms
        )

    def formula(self, result: float | None, wording: Wording) -> str:
        """(0.62 + 0.19) / 2 = 0.41, with weights where they differ; a long sum shows its ends."""
        if result is None:
            return ""
        weights = [weight for _, weight, _, _ in self.terms]
        equal = len(set(weights)) == 1
        written = [
            wording.progress(counted) if equal else f"{wording.number(weight)} × {wording.progress(counted)}"
            for _, weight, counted, _ in self.terms
        ]
        if len(written) > _TERMS_WRITTEN:
            written = [*written[:_TERMS_LEADING], "…", written[-1]]
        above = " + ".join(written)
        below = wording.number(float(len(weights)) if equal else fsum(weights))
        return f"{f'({above})' if ' ' in above else above} / {below} = {wording.progress(result)}"

    def rounding_note(self, result: float | None, wording: Wording) -> tuple[str, ...]:
        """Said only to somebody who would otherwise add up the written figures and find another sum."""
        if result is None:
            return ()
        weights = fsum(weight for _, weight, _, _ in self.terms)
        by_hand = fsum(weight * round(counted, 2) for _, weight, counted, _ in self.terms) / weights
        if wording.progress(by_hand) == wording.progress(result):
            return ()
        return ("The figures are rounded for reading; the computation is not.",)


def mean_of_key_results(parts: Sequence[Part], has_begun: bool, wording: Wording) -> Mean:
    """Every key result with its weight (R13)."""
    terms, left_out = [], []
    for part in parts:
        reason = part.excluded or _why_not(part, has_begun)
        if reason:
            left_out.append(LeftOut(part.label, reason, part.ref))
        elif part.progress is None:
            terms.append((part, part.weight, 0.0, "no value yet, and the cycle has begun: counted as 0"))
        else:
            terms.append((part, part.weight, clamp(part.progress), _clamped_note(part.progress, wording)))
    return Mean(tuple(terms), tuple(left_out))


def mean_of_aligned(parts: Sequence[Part], wording: Wording) -> Mean:
    """Every aligned objective with weight 1 (R12, R14, R15)."""
    terms, left_out = [], []
    for part in parts:
        if part.excluded or part.progress is None:
            left_out.append(LeftOut(part.label, part.excluded or "no progress yet", part.ref))
        else:
            terms.append((part, 1.0, clamp(part.progress), _clamped_note(part.progress, wording)))
    return Mean(tuple(terms), tuple(left_out))


def both(one: Mean, other: Mean) -> Mean:
    return Mean(one.terms + other.terms, one.left_out + other.left_out)


def _why_not(part: Part, has_begun: bool) -> str:
    if part.weight == 0:
        return "weight 0: shown, not counted"
    return "no value yet, and the cycle has not begun" if part.progress is None and not has_begun else ""


def _clamped_note(progress: float, wording: Wording) -> str:
    counted = clamp(progress)
    if counted == progress:
        return ""
    return f"{wording.progress(progress)}, counted as {wording.progress(counted)}"
