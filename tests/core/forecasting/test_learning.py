"""R45: what an organisation's own closed cycles teach."""

from hypothesis import given
from hypothesis import strategies as st

from northing.core.forecasting import PRIOR, Closed, forecast, learn

from .histories import likely, task, tasks

DONE = Closed(task((0.2, 0.1), (0.5, 0.3), (0.9, 1.0)), 1.0)
STUCK = Closed(task((0.2, 0.1), (0.5, 0.3), (0.9, 0.3)), 0.3)
LOST = Closed(task((0.2, 0.4), (0.5, 0.8), (0.9, 0.1)), 0.1)
OPEN = task((0.2, 0.1), (0.5, 0.3))

closed = st.lists(st.builds(Closed, tasks(), likely), max_size=6)


def p70(learned) -> float:  # type: ignore[no-untyped-def]
    found = forecast(OPEN, learned)
    assert found is not None
    return found.p70


def test_without_closed_key_results_the_prior_comes_back() -> None:
    assert learn([]) == PRIOR
    assert learn([], learn([DONE])) == PRIOR


def test_who_finishes_what_they_start_is_foreseen_to_do_so() -> None:
    assert p70(learn([DONE] * 10)) > p70(PRIOR) > p70(learn([STUCK] * 10))


def test_who_loses_what_they_had_is_foreseen_to_do_so() -> None:
    assert learn([LOST] * 10).hold < learn([STUCK] * 10).hold


def test_a_few_teach_less_than_many() -> None:
    assert p70(PRIOR) < p70(learn([DONE])) < p70(learn([DONE] * 3)) < p70(learn([DONE] * 30))


def test_learning_again_does_not_pile_up() -> None:
    assert learn([DONE] * 3, learn([DONE] * 3)) == learn([DONE] * 3)


@given(closed, st.randoms(use_true_random=False))
def test_the_order_of_closing_does_not_matter(ended, random) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(ended)
    random.shuffle(shuffled)
    learned = learn(ended)
    assert learn(shuffled) == learned
    assert abs(learned.ease) <= 3
    assert abs(learned.hold) <= 3
    assert learned.learned_from == len(ended)
