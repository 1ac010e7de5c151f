"""A quarter, and histories in it: as people write them, and at random."""

from datetime import date, timedelta

from hypothesis import strategies as st

from northing.core.forecasting import Nature, Observed, Task
from northing.core.scoring import Commitment

START, END = date(2026, 9, 28), date(2026, 12, 27)


def day(share: float) -> date:
    """The last day of that share of the quarter."""
    return START + timedelta(days=round(91 * share) - 1)


def task(*points: tuple[float, float], today: float = 0.5, confidence: float | None = None, **more: object) -> Task:
    """A task from (share of the quarter, progress) pairs; the confidence is said with all of them."""
    observed = tuple(Observed(day(share), progress, confidence) for share, progress in points)
    return Task(START, END, day(today), observed, **more)  # type: ignore[arg-type]


finite = st.floats(-1e15, 1e15)
likely = st.floats(-0.2, 1.3)
shares = st.floats(0, 1)
days_around = st.dates(START - timedelta(days=40), END + timedelta(days=40))
days_inside = st.dates(START, END)


def observations(progress: st.SearchStrategy[float], days: st.SearchStrategy[date] = days_around):  # type: ignore[no-untyped-def]
    return st.lists(st.builds(Observed, days, progress, st.none() | shares), max_size=8).map(tuple)


ladders = st.just(()) | st.sampled_from([(0.3, 0.7, 1.0), (0.5, 1.0), (0.25, 0.5, 0.75, 1.0), (1.0,)])


def tasks(progress: st.SearchStrategy[float] = likely, today: st.SearchStrategy[date] = days_inside):  # type: ignore[no-untyped-def]
    return st.builds(
        Task,
        st.just(START),
        st.just(END),
        today,
        observations(progress),
        st.sampled_from(Nature),
        st.sampled_from(Commitment),
        st.lists(st.tuples(days_around, progress), max_size=3).map(tuple),
        st.none() | progress,
        ladders,
    )
