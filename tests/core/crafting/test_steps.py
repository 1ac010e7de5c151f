"""The ways between the steps of CRAFT (R28), and the checklists: what holds for every set."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northing.core.cadence import STEPS
from northing.core.crafting import (
    ALIGNING,
    FINALISING,
    ORDER,
    Check,
    KeyResultFacts,
    Misstep,
    ObjectiveFacts,
    Question,
    SetFacts,
    Standing,
    Step,
    Turn,
    Where,
    approve,
    before_publishing,
    checklist,
    go_back,
    go_on,
    publish,
    send_back,
    submit,
    take_back,
    turn,
    undone,
)

GOOD = ObjectiveFacts(
    (KeyResultFacts(measurable=True, owned=True, agreed_by=2),), has_why=True, ok=True, sufficient=True
)
WHOLE = SetFacts((GOOD,), members=5, authors=2, readers=1, answered=frozenset({*ALIGNING, *FINALISING}), announced=True)

key_results = st.builds(KeyResultFacts, st.booleans(), st.booleans(), st.integers(0, 5))
objectives = st.builds(
    ObjectiveFacts, st.lists(key_results, max_size=4).map(tuple), st.booleans(), st.booleans(), st.booleans(),
    st.booleans(), st.booleans(),
)  # fmt: skip
sets = st.builds(
    SetFacts, st.lists(objectives, max_size=4).map(tuple), st.integers(0, 9), st.integers(0, 9), st.integers(0, 9),
    st.frozensets(st.sampled_from(Question)), st.integers(0, 3), st.integers(0, 3), st.integers(0, 2), st.booleans(),
    st.booleans(),
)  # fmt: skip
wheres = st.builds(Where, st.sampled_from(Step), st.sampled_from(Standing))


def test_a_set_with_everything_done_skips_nothing() -> None:
    lists = checklist(WHOLE, Where(Step.TRANSMIT, Standing.APPROVED))
    assert undone(lists, Step.CREATE, Step.TRANSMIT) == ()
    assert before_publishing(lists, Where(Step.TRANSMIT, Standing.APPROVED)) == ()
    assert turn(lists, Where(Step.TRANSMIT, Standing.APPROVED)) == (Turn.LEAD, Check.PUBLISHED)


def test_a_company_may_set_a_direction_without_key_results() -> None:
    lists = checklist(SetFacts((ObjectiveFacts((), has_why=True, ok=True, directional=True),), readers=1), Where())
    assert undone(lists, Step.CREATE, Step.ALIGN) == ()


def test_who_is_next() -> None:
    def next_of(facts: SetFacts, where: Where) -> tuple[Turn, Check | None]:
        return turn(checklist(facts, where), where)

    assert next_of(WHOLE, Where(Step.FINALISE, Standing.SUBMITTED)) == (Turn.SPONSOR, Check.APPROVED)
    assert next_of(WHOLE, Where(Step.FINALISE)) == (Turn.LEAD, None)
    assert next_of(WHOLE, Where(Step.CREATE)) == (Turn.AUTHORS, None)
    alone = SetFacts((GOOD,), members=5, authors=2)
    assert next_of(alone, Where(Step.REFINE)) == (Turn.TEAM, Check.READ)
    waiting = SetFacts((GOOD,), members=5, authors=2, readers=1, answered=frozenset(ALIGNING), unanswered=1)
    assert next_of(waiting, Where(Step.ALIGN)) == (Turn.OTHERS, Check.ASKED)


def test_a_small_team_needs_as_many_yeses_as_it_has_people() -> None:
    part = KeyResultFacts(measurable=True, owned=True, agreed_by=1)
    for members, enough in ((1, True), (2, False), (9, False)):
        lists = checklist(SetFacts((ObjectiveFacts((part,), has_why=True, ok=True),), members=members), Where())
        assert next(line for line in lists[Step.REFINE] if line.check is Check.LEVELS).done is enough


@given(sets, wheres)
def test_every_step_has_a_list_and_advice_is_never_a_skip(facts: SetFacts, where: Where) -> None:
    lists = checklist(facts, where)
    assert tuple(lists) == ORDER
    advice = {line.check for lines in lists.values() for line in lines if line.advice}
    assert not advice & set(undone(lists, Step.CREATE, Step.TRANSMIT))
    assert all(line.count >= 0 for lines in lists.values() for line in lines)
    whose, check = turn(lists, where)
    assert (whose is Turn.NOBODY) == (where.standing is Standing.PUBLISHED)
    assert check is None or check in {line.check for lines in lists.values() for line in lines}


@given(wheres, st.sampled_from(Step), st.booleans())
def test_what_is_out_takes_no_step_and_what_lies_before_the_sponsor_waits(where: Where, to: Step, has: bool) -> None:
    ways = (
        lambda: go_on(where, to, reason="x"), lambda: go_back(where, to), lambda: submit(where, has_sponsor=has),
        lambda: publish(where, reason="x"),
    )  # fmt: skip
    for way in ways:
        if where.standing is Standing.PUBLISHED:
            with pytest.raises(Misstep):
                way()
    if where.standing is Standing.SUBMITTED:
        for way in (ways[0], ways[2], ways[3]):
            with pytest.raises(Misstep):
                way()
        assert take_back(where).standing is Standing.OPEN
        assert approve(where) == Where(Step.TRANSMIT, Standing.APPROVED)
    else:
        for way in (lambda: take_back(where), lambda: approve(where)):
            with pytest.raises(Misstep):
                way()


@given(wheres, st.sampled_from(Step))
def test_going_on_goes_forward_and_going_back_backward(where: Where, to: Step) -> None:
    if where.standing is Standing.PUBLISHED:
        return
    if to.place > where.step.place and where.standing is not Standing.SUBMITTED:
        assert go_on(where, to).step is to
    if to.place < where.step.place:
        assert go_back(where, to) == Where(to, Standing.OPEN)


def test_the_calendar_has_a_day_for_every_step() -> None:
    assert tuple(step.value for step in ORDER) == STEPS


def test_a_skip_and_a_refusal_need_their_reason() -> None:
    for wrong in (
        lambda: go_on(Where(), Step.REFINE, undone=("why",), reason=" "),
        lambda: submit(Where(Step.FINALISE), has_sponsor=True, undone=("told",)),
        lambda: publish(Where(), undone=("why",)),
        lambda: send_back(Where(Step.FINALISE, Standing.SUBMITTED), reason=""),
    ):
        with pytest.raises(Misstep) as misstep:
            wrong()
        assert misstep.value.field == "reason"
    with pytest.raises(Misstep):
        send_back(Where(Step.FINALISE, Standing.SUBMITTED), Step.TRANSMIT, reason="x")
    assert send_back(Where(Step.TRANSMIT, Standing.APPROVED), Step.CREATE, reason="x") == Where(Step.CREATE)
