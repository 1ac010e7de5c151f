"""Means of a cycle, a team, the company (R18)."""

from hypothesis import given
from hypothesis import strategies as st

from northing.core.rollup import summarise
from northing.core.scoring import Band, Commitment


def test_committed_and_aspirational_are_never_averaged_together() -> None:
    summary = summarise(
        [
            (Commitment.COMMITTED, 1.0, Band.ON),
            (Commitment.COMMITTED, 0.5, Band.RISK),
            (Commitment.ASPIRATIONAL, 0.3, Band.STALE),
            (Commitment.ASPIRATIONAL, None, Band.NONE),
        ]
    )
    committed, aspirational = summary.by_commitment.values()
    assert (committed.mean, committed.count, committed.without_progress) == (0.75, 2, 0)
    assert (aspirational.mean, aspirational.count, aspirational.without_progress) == (0.3, 2, 1)
    assert aspirational.bands == {Band.OFF: 0, Band.RISK: 0, Band.ON: 0, Band.STALE: 1, Band.NONE: 1}
    assert Commitment.LEARNING not in summary.by_commitment


def test_nothing_to_sum_up() -> None:
    assert summarise([]).by_commitment == {}
    assert summarise([]).count == 0


@given(
    st.lists(st.tuples(st.sampled_from(Commitment), st.none() | st.floats(-1, 2), st.sampled_from(Band)), max_size=30)
)
def test_everybody_is_counted_once(items) -> None:
    summary = summarise(items)
    assert summary.count == len(items)
    for commitment, part in summary.by_commitment.items():
        mine = [item for item in items if item[0] is commitment]
        assert part.count == len(mine) == sum(part.bands.values())
        assert part == summarise(mine).by_commitment[commitment]  # the others make no difference
        assert part.mean is None or 0 <= part.mean <= 1
