"""The dependency handshake (R23): one team asks another for something by a day, and both always know where that stands.

Two sides take steps in turn. Nothing here knows who the people are: `access` says who may speak for a side.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from northing.core.scoring import Band


class Side(StrEnum):
    """ASKING: the team whose objective needs something. ASKED: the team that is to bring it."""

    ASKING = "asking"
    ASKED = "asked"


class RequestState(StrEnum):
    """Where a request is.

    ASKED waits for the asked team, PROPOSED (another day) and DECLINED for the asking one, AGREED for the day.
    DONE, GIVEN_UP and WITHDRAWN are ends, and each of them can be taken back.
    """

    ASKED = "asked"
    PROPOSED = "proposed"
    AGREED = "agreed"
    DECLINED = "declined"
    DONE = "done"
    GIVEN_UP = "given_up"
    WITHDRAWN = "withdrawn"


class Move(StrEnum):
    """Everything that can be done with a request."""

    AGREE = "agree"
    PROPOSE = "propose"
    DECLINE = "decline"
    ACCEPT = "accept"
    ASK_AGAIN = "ask_again"
    WITHDRAW = "withdraw"
    FULFIL = "fulfil"
    GIVE_UP = "give_up"
    REOPEN = "reopen"
    RESTORE = "restore"


ENDS = frozenset({RequestState.DONE, RequestState.GIVEN_UP, RequestState.WITHDRAWN})
"""Nothing is waited for any more."""

OPEN = frozenset(RequestState) - ENDS
"""Somebody still waits for something: an answer, a reply, or the thing itself."""


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the table: who may take it, from which states, and where it leads.

    `needs_day`: a day comes with it; `needs_reason`: it says why.
    """

    sides: frozenset[Side]
    sources: frozenset[RequestState]
    target: RequestState
    needs_day: bool = False
    needs_reason: bool = False


_ASKING, _ASKED, _EITHER = frozenset({Side.ASKING}), frozenset({Side.ASKED}), frozenset(Side)


def _from(*states: RequestState) -> frozenset[RequestState]:
    return frozenset(states)


STEPS: dict[Move, Step] = {
    # Who declined may think better of it, and who proposed a day may find that the first one will do.
    Move.AGREE: Step(
        _ASKED, _from(RequestState.ASKED, RequestState.PROPOSED, RequestState.DECLINED), RequestState.AGREED
    ),
    # Also of what was agreed: a day that will not be kept is said before it has passed.
    Move.PROPOSE: Step(
        _ASKED,
        _from(RequestState.ASKED, RequestState.PROPOSED, RequestState.DECLINED, RequestState.AGREED),
        RequestState.PROPOSED,
        needs_day=True,
    ),
    Move.DECLINE: Step(
        _ASKED, _from(RequestState.ASKED, RequestState.PROPOSED), RequestState.DECLINED, needs_reason=True
    ),
    Move.ACCEPT: Step(_ASKING, _from(RequestState.PROPOSED), RequestState.AGREED),
    # With another day, or in other words; what was agreed has to be agreed anew.
    Move.ASK_AGAIN: Step(
        _ASKING,
        _from(
            RequestState.ASKED,
            RequestState.PROPOSED,
            RequestState.DECLINED,
            RequestState.AGREED,
            RequestState.GIVEN_UP,
            RequestState.WITHDRAWN,
        ),
        RequestState.ASKED,
        needs_day=True,
    ),
    Move.WITHDRAW: Step(
        _ASKING,
        _from(RequestState.ASKED, RequestState.PROPOSED, RequestState.AGREED, RequestState.DECLINED),
        RequestState.WITHDRAWN,
    ),
    Move.FULFIL: Step(_EITHER, _from(RequestState.AGREED), RequestState.DONE),
    Move.GIVE_UP: Step(_EITHER, _from(RequestState.AGREED), RequestState.GIVEN_UP, needs_reason=True),
    Move.REOPEN: Step(_EITHER, _from(RequestState.DONE, RequestState.GIVEN_UP), RequestState.AGREED),
    Move.RESTORE: Step(_ASKING, _from(RequestState.WITHDRAWN), RequestState.ASKED),
}


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked, as far as the rule needs it.

    `due` is the day that was asked for or agreed; `proposed` the other day that the asked team offers, only in PROPOSED.
    """

    state: RequestState
    due: date
    proposed: date | None = None


class Misstep(ValueError):
    """A step that cannot be taken; `field` is "" for the whole, "due" for the day, "reason" for the words."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


def ask_for(due: date, today: date) -> Request:
    """A new request (R23). Raises `Misstep` for a day that has passed.

    >>> ask_for(date(2026, 11, 20), date(2026, 11, 5)).state.value
    'asked'
    """
    _ahead(due, today)
    return Request(RequestState.ASKED, due)


def possible_moves(state: RequestState, sides: Collection[Side]) -> tuple[Move, ...]:
    """What somebody who speaks for these sides can do now, in the order of the table (R23).

    >>> [move.value for move in possible_moves(RequestState.PROPOSED, {Side.ASKING})]
    ['accept', 'ask_again', 'withdraw']
    """
    return tuple(move for move, step in STEPS.items() if state in step.sources and step.sides & frozenset(sides))


def take_step(
    request: Request, move: Move, sides: Collection[Side], today: date, *, due: date | None = None, reason: str = ""
) -> Request:
    """The request after a step (R23).

    `due` is the day proposed or asked for anew, `reason` why it is declined or given up. Raises `Misstep` for a step that
    this side or this state does not have, and for a day or a reason that is missing or makes no sense.

    >>> asked = Request(RequestState.ASKED, date(2026, 11, 20))
    >>> offered = take_step(asked, Move.PROPOSE, {Side.ASKED}, date(2026, 11, 5), due=date(2026, 12, 4))
    >>> take_step(offered, Move.ACCEPT, {Side.ASKING}, date(2026, 11, 6)).due
    datetime.date(2026, 12, 4)
    """
    step = STEPS[move]
    if request.state not in step.sources:
        raise Misstep("", f"This cannot be done now: {SAID[request.state]}.")
    if not step.sides & frozenset(sides):
        raise Misstep("", "Only the other team can do this.")
    if step.needs_reason and not reason.strip():
        raise Misstep("reason", "Say why; both teams can read it.")
    if step.needs_day:
        if due is None:
            raise Misstep("due", "Choose a day.")
        _ahead(due, today)
    match move:
        case Move.PROPOSE:
            if due == request.due:
                raise Misstep("due", "This is the day they asked for. Agree to it, or choose another one.")
            return Request(step.target, request.due, due)
        case Move.ACCEPT:
            return Request(step.target, request.proposed or request.due)
        case Move.ASK_AGAIN:
            return Request(step.target, due or request.due)
        case _:
            return replace(request, state=step.target, proposed=None)


def _ahead(due: date, today: date) -> None:
    if due < today:
        raise Misstep("due", "This day has passed. Choose one that is still to come.")


SAID = {
    RequestState.ASKED: "it waits for an answer",
    RequestState.PROPOSED: "another day was proposed",
    RequestState.AGREED: "it is agreed",
    RequestState.DECLINED: "it was declined",
    RequestState.DONE: "it is done",
    RequestState.GIVEN_UP: "it was given up",
    RequestState.WITHDRAWN: "it was withdrawn",
}
"""Each state in plain words."""


def waits_for(state: RequestState) -> Side | None:
    """Whose turn it is (R23); None where nothing is to be said: it is agreed, or over.

    >>> waits_for(RequestState.ASKED), waits_for(RequestState.DECLINED), waits_for(RequestState.AGREED)
    (<Side.ASKED: 'asked'>, <Side.ASKING: 'asking'>, None)
    """
    match state:
        case RequestState.ASKED:
            return Side.ASKED
        case RequestState.PROPOSED | RequestState.DECLINED:
            return Side.ASKING
        case _:
            return None


class Alarm(StrEnum):
    """Why the asking key result is flagged: the day has passed without an answer (UNANSWERED) or without the thing
    (OVERDUE), what was to bring it is off track (OFF_TRACK), is not heard of (STALE) or is no longer pursued (DROPPED), or the
    asked team is no longer there (DISSOLVED).
    """

    UNANSWERED = "unanswered"
    OVERDUE = "overdue"
    OFF_TRACK = "off_track"
    STALE = "stale"
    DROPPED = "dropped"
    DISSOLVED = "dissolved"


@dataclass(frozen=True, slots=True)
class Bringing:
    """What the asked team named as bringing it: its band today, and whether it is still pursued (open, not deleted)."""

    band: Band
    pursued: bool = True


def alarms(
    request: Request, today: date, *, bringing: Bringing | None = None, dissolved: bool = False
) -> tuple[Alarm, ...]:
    """Why the asking side has to look up, at once and without anybody's doing (R23); nothing while all is well.

    Only what is still waited for alarms: an answer, or the thing that was agreed. Where it is the asking team's turn,
    they are not flagged but asked.

    >>> agreed = Request(RequestState.AGREED, date(2026, 11, 20))
    >>> alarms(agreed, date(2026, 11, 5), bringing=Bringing(Band.OFF))
    (<Alarm.OFF_TRACK: 'off_track'>,)
    """
    if request.state not in (RequestState.ASKED, RequestState.AGREED):
        return ()
    found = [Alarm.DISSOLVED] if dissolved else []
    if request.due < today:
        found.append(Alarm.UNANSWERED if request.state is RequestState.ASKED else Alarm.OVERDUE)
    if request.state is RequestState.AGREED and bringing is not None:
        if not bringing.pursued:
            found.append(Alarm.DROPPED)
        elif bringing.band is Band.OFF:
            found.append(Alarm.OFF_TRACK)
        elif bringing.band is Band.STALE:
            found.append(Alarm.STALE)
    return tuple(found)
