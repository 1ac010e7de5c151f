"""The dependency handshake (R23): who may take which step, where it leads, and when the asking side is flagged."""

from datetime import date, timedelta
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northing.core.alignment import (
    ENDS,
    OPEN,
    STEPS,
    Alarm,
    Bringing,
    Misstep,
    Move,
    Request,
    RequestState,
    Side,
    alarms,
    ask_for,
    possible_moves,
    take_step,
    waits_for,
)
from northing.core.scoring import Band

TODAY = date(2026, 11, 5)
DUE = date(2026, 11, 20)
LATER = date(2026, 12, 4)
A, B = {Side.ASKING}, {Side.ASKED}

states = st.sampled_from(RequestState)
sides = st.sets(st.sampled_from(Side))
moves = st.sampled_from(Move)
days = st.dates(TODAY - timedelta(days=40), TODAY + timedelta(days=200))


def go(request: Request, move: Move, side: set[Side], **said: object) -> Request:
    return take_step(request, move, side, TODAY, **{"reason": "Because.", "due": LATER, **said})  # type: ignore[arg-type]


# --- worked examples ---


def test_asked_another_day_proposed_accepted_and_done() -> None:
    request = ask_for(DUE, TODAY)
    request = go(request, Move.PROPOSE, B)
    assert request == Request(RequestState.PROPOSED, DUE, LATER)
    request = go(request, Move.ACCEPT, A)
    assert request == Request(RequestState.AGREED, LATER)
    assert go(request, Move.FULFIL, B).state is RequestState.DONE


def test_declined_and_asked_again_for_another_day() -> None:
    declined = go(ask_for(DUE, TODAY), Move.DECLINE, B)
    assert waits_for(declined.state) is Side.ASKING
    assert go(declined, Move.ASK_AGAIN, A) == Request(RequestState.ASKED, LATER)


def test_who_declined_may_think_better_of_it() -> None:
    declined = go(ask_for(DUE, TODAY), Move.DECLINE, B)
    assert go(declined, Move.AGREE, B) == Request(RequestState.AGREED, DUE)


def test_what_is_agreed_gets_another_day_only_with_the_others() -> None:
    agreed = go(ask_for(DUE, TODAY), Move.AGREE, B)
    assert go(agreed, Move.PROPOSE, B).state is RequestState.PROPOSED
    assert go(agreed, Move.ASK_AGAIN, A).state is RequestState.ASKED


def test_nobody_answers_for_the_other_team() -> None:
    request = ask_for(DUE, TODAY)
    for move in (Move.AGREE, Move.PROPOSE, Move.DECLINE):
        with pytest.raises(Misstep):
            go(request, move, A)
    with pytest.raises(Misstep):
        go(request, Move.WITHDRAW, B)
    with pytest.raises(Misstep):
        go(go(request, Move.PROPOSE, B), Move.ACCEPT, B)


@pytest.mark.parametrize(
    ("move", "said", "field"),
    [
        (Move.DECLINE, {"reason": "  "}, "reason"),
        (Move.PROPOSE, {"due": None}, "due"),
        (Move.PROPOSE, {"due": TODAY - timedelta(days=1)}, "due"),
        (Move.PROPOSE, {"due": DUE}, "due"),
        (Move.ACCEPT, {}, ""),
    ],
)
def test_what_is_missing_is_said_at_its_field(move: Move, said: dict[str, object], field: str) -> None:
    with pytest.raises(Misstep) as wrong:
        go(ask_for(DUE, TODAY), move, A | B, **said)
    assert wrong.value.field == field
    assert wrong.value.message.endswith(".")


def test_nobody_asks_for_yesterday() -> None:
    with pytest.raises(Misstep):
        ask_for(TODAY - timedelta(days=1), TODAY)
    assert ask_for(TODAY, TODAY).due == TODAY


# --- the flag ---


def test_the_day_passes_without_an_answer_or_without_the_thing() -> None:
    asked, agreed = Request(RequestState.ASKED, DUE), Request(RequestState.AGREED, DUE)
    assert alarms(asked, DUE) == alarms(agreed, DUE) == ()
    assert alarms(asked, DUE + timedelta(days=1)) == (Alarm.UNANSWERED,)
    assert alarms(agreed, DUE + timedelta(days=1)) == (Alarm.OVERDUE,)


@pytest.mark.parametrize(
    ("bringing", "told"),
    [
        (Bringing(Band.OFF), (Alarm.OFF_TRACK,)),
        (Bringing(Band.STALE), (Alarm.STALE,)),
        (Bringing(Band.OFF, pursued=False), (Alarm.DROPPED,)),
        (Bringing(Band.RISK), ()),
        (Bringing(Band.ON), ()),
        (Bringing(Band.NONE), ()),
        (None, ()),
    ],
)
def test_the_other_side_turns_red(bringing: Bringing | None, told: tuple[Alarm, ...]) -> None:
    assert alarms(Request(RequestState.AGREED, DUE), TODAY, bringing=bringing) == told


def test_a_dissolved_team_is_told_at_once() -> None:
    assert alarms(Request(RequestState.ASKED, DUE), TODAY, dissolved=True) == (Alarm.DISSOLVED,)


# --- what holds for every state, side and step ---


def test_from_every_state_a_way_leads_on_and_to_an_end() -> None:
    leads = {state: {step.target for step in STEPS.values() if state in step.sources} for state in RequestState}
    assert all(leads.values())
    for state in RequestState:
        reached = {state}
        while further := set(chain.from_iterable(leads[one] for one in reached)) - reached:
            reached |= further
        assert reached & ENDS
        assert RequestState.DONE in reached


def test_every_open_state_is_left_by_the_side_it_waits_for_and_never_holds_the_asking_team() -> None:
    for state in OPEN:
        side = waits_for(state)
        assert side is None or possible_moves(state, {side})
        assert possible_moves(state, A)
    assert set(RequestState) == OPEN | ENDS


def test_ends_wait_for_nobody() -> None:
    assert {waits_for(state) for state in ENDS} == {None}


@given(states, sides, moves, days, st.none() | days, st.sampled_from(["", "Because."]))
def test_a_step_is_possible_exactly_where_it_is_offered(
    state: RequestState, own: set[Side], move: Move, due: date, new: date | None, reason: str
) -> None:
    before = Request(state, due, LATER if state is RequestState.PROPOSED else None)
    offered = move in possible_moves(state, own)
    wrong: list[str] = []
    after = before
    try:
        after = take_step(before, move, own, TODAY, due=new, reason=reason)
    except Misstep as misstep:
        wrong.append(misstep.field)
    assert ("" in wrong) == (not offered)
    assert set(wrong) <= {"", "due", "reason"}
    if wrong:
        return
    assert after.state is STEPS[move].target
    assert (after.proposed is not None) == (after.state is RequestState.PROPOSED)
    assert after.due in {due, new, LATER}


@given(
    states, days, st.sampled_from([None, *(Bringing(band, p) for band in Band for p in (True, False))]), st.booleans()
)
def test_only_what_is_waited_for_alarms(
    state: RequestState, due: date, bringing: Bringing | None, dissolved: bool
) -> None:
    found = alarms(Request(state, due), TODAY, bringing=bringing, dissolved=dissolved)
    if found:
        assert state in {RequestState.ASKED, RequestState.AGREED}
    if state in {RequestState.ASKED, RequestState.AGREED} and due < TODAY:
        assert found
    assert len(set(found)) == len(found)


def test_rights_only_grow_with_sides() -> None:
    for state in RequestState:
        for size in range(3):
            for own in combinations(Side, size):
                assert set(possible_moves(state, own)) <= set(possible_moves(state, Side))
        assert possible_moves(state, ()) == ()
