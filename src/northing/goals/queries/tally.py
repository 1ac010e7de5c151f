"""How many OKRs there are and how they stand: counted, never averaged across commitments (R18, R26)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import fsum

from northing.core.alignment import LinkKind
from northing.core.scoring import Band, Commitment
from northing.cycles.queries import cycles
from northing.goals.queries.filters import Filters
from northing.goals.queries.skeleton import Bone, Skeleton, skeleton
from northing.goals.queries.visibility import Reader


@dataclass(frozen=True, slots=True)
class Share:
    """The objectives of one commitment: how many, and their mean progress 0..1 where any has progress (R18)."""

    objectives: int
    mean_progress: float | None


@dataclass(frozen=True, slots=True)
class Tally:
    """Objectives and key results, the objectives of each band, each commitment for itself, and who set them (R18, R26).

    `bottom_up` counts the objectives that serve others by their team's own choice, `top_down` those that took a key
    result from above on; `bottom_up_share` is 0..1, or None while nothing serves anything.
    """

    objectives: int = 0
    key_results: int = 0
    bands: Mapping[Band, int] = field(default_factory=dict)
    by_commitment: Mapping[Commitment, Share] = field(default_factory=dict)
    bottom_up: int = 0
    top_down: int = 0

    @property
    def bottom_up_share(self) -> float | None:
        served = self.bottom_up + self.top_down
        return self.bottom_up / served if served else None


def tally(reader: Reader, filters: Filters, today: date) -> Tally:
    """The tally of what the filters mean and the reader sees. One query."""
    return tally_of(skeleton(reader, filters, cycles(), today))


def tally_of(whole: Skeleton) -> Tally:
    """The tally of a skeleton that is loaded already. The bands were told by the database."""
    bones = whole.bones.values()
    progress: dict[str, list[float | None]] = {}
    for bone in bones:
        progress.setdefault(bone.commitment, []).append(bone.progress)
    bands = Counter(bone.band for bone in bones)
    kinds = Counter(bone.kind for bone in bones if bone.id not in whole.others)
    kinds.update(_origin(bone, whole.others[bone.id]) for bone in (whole.bones[id_] for id_ in whole.others))
    return Tally(
        objectives=len(whole.bones),
        key_results=sum(bone.parts for bone in bones),
        bands={band: bands[band.value] for band in Band if bands[band.value]},
        by_commitment={
            each: Share(len(progress[each.value]), _mean(progress[each.value]))
            for each in Commitment
            if each.value in progress
        },
        bottom_up=kinds[LinkKind.IMPLICIT.value],
        top_down=kinds[LinkKind.EXPLICIT.value],
    )


def _origin(bone: Bone, others: Sequence[Bone]) -> str | None:
    """Where an objective with several links came from: one key result taken on makes it top-down (R26)."""
    kinds = {bone.kind, *(other.kind for other in others)}
    return next((kind.value for kind in (LinkKind.EXPLICIT, LinkKind.IMPLICIT) if kind.value in kinds), None)


def _mean(progresses: Sequence[float | None]) -> float | None:
    known = [progress for progress in progresses if progress is not None]
    return fsum(known) / len(known) if known else None
