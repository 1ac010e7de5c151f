"""What is being drafted for the coming quarter, and how far each team has come with it (R28)."""

from dataclasses import dataclass, field
from typing import Any

from northing.core.crafting import Question, Step
from northing.demo.okrs.notation import COMMITTED, Goal, down, steps, up

_NIGHT = "Let a dispatcher sleep through the night before a shift"
_FIRST = "Be the first to know, and the second to speak"
_CRATE = "Build the crate that a tired driver handles right"

NEXT = (
    Goal(
        "Response",
        _NIGHT,
        "The last alarm of the day shift is the first dream of the night shift. Nine of 31 night dispatchers left this year.",
        "Aino Korhonen",
        (
            down(
                "Lower calls to dispatchers off duty from 40 to 5 a week", "Sofie Lindqvist", 40, 5, "calls",
                level_03=25, level_07=12,
            ),
            up("Raise nights with eight hours of rest from 61 % to 90 %", "Kaito Mori", None, 90, "%"),
        ),
        draft=True,
    ),
    Goal(
        "Signals",
        _FIRST,
        "Whoever speaks first is not always the one who knows. Three of ten alarms of ours were taken back within the hour.",
        "Priyanka Raghunathan-Whitfield",
        (
            up(
                "Raise alarms confirmed by a second sensor from 12 % to 50 %", "Noor van den Berg", 12, 50, "%",
                level_03=22, level_07=38,
            ),
            steps("A warning that a driver can hear", "Tariq Hussain", "Tried on ten trucks", "Tried on a hundred"),
        ),
        draft=True,
        serves=("catch",),
    ),
    Goal(
        "Hardware",
        _CRATE,
        "Four of ten crates that arrive warm were closed wrong, most of them after midnight.",
        "Jonas Lindholm",
        (
            down("Lower crates closed wrong from 41 to 15 in a thousand", "Grace Okafor", 41, 15, "crates"),
            up("Raise drivers who close it right the first time from 52 % to 85 %", "Wiktor Zieliński", 52, 85, "%"),
        ),
        commitment=COMMITTED,
        draft=True,
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Passage:
    """Something that happens to a team's draft: so many days before today, at that hour, by whom, and what (the name of an
    act of `crafting.actions` or `conversations.actions`). `part` is a key result by its first words.
    """

    ago: int
    hour: int
    team: str
    who: str
    act: str
    part: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


_CALLS = "Lower calls to dispatchers off duty from 40 to 5 a week"

PASSAGES = (
    # Response refines: one yes, two voices in the blind round, and a question from the night shift.
    Passage(6, 14, "Response", "Kaito Mori", "sentence", facts={"text": "Reduce alarms that turn out to be nothing from 38 to 12 a night"}),
    Passage(5, 9, "Response", "Aino Korhonen", "go_on", facts={"to": Step.REFINE}),
    Passage(4, 10, "Response", "Sofie Lindqvist", "comment", _CALLS, {"text": "Does a message count as a call? If not, we only move the noise. @Aino Korhonen"}),
    Passage(4, 11, "Response", "Aino Korhonen", "comment", _CALLS, {"text": "It counts. Whatever lights up a screen at night counts."}),
    Passage(3, 15, "Response", "Sofie Lindqvist", "agree", _CALLS),
    Passage(2, 9, "Response", "Aino Korhonen", "open_round"),
    Passage(2, 10, "Response", "Aino Korhonen", "vote", facts={"tenths": (7, 5, 6)}),
    Passage(1, 16, "Response", "Kaito Mori", "vote", facts={"tenths": (4, 6, 3)}),
    # Signals waits for its sponsor.
    Passage(6, 9, "Signals", "Priyanka Raghunathan-Whitfield", "go_on", facts={"to": Step.REFINE}),
    Passage(5, 13, "Signals", "Noor van den Berg", "agree", "Raise alarms confirmed by a second sensor from 12 % to 50 %"),
    Passage(5, 14, "Signals", "Elias Bergström", "agree", "Raise alarms confirmed by a second sensor from 12 % to 50 %"),
    Passage(4, 9, "Signals", "Priyanka Raghunathan-Whitfield", "go_on", facts={"to": Step.ALIGN, "reason": "The stages of the warning are agreed with the drivers, not in here."}),
    Passage(4, 10, "Signals", "Priyanka Raghunathan-Whitfield", "answer", facts={"question": Question.WHO_NEEDS_US, "text": "Response. What we confirm is what they get up for."}),
    Passage(4, 11, "Signals", "Tariq Hussain", "answer", facts={"question": Question.WITH_WHOM, "text": "Hardware, every Tuesday, about the second sensor."}),
    Passage(4, 12, "Signals", "Priyanka Raghunathan-Whitfield", "answer", facts={"question": Question.WHOM_WE_NEED, "text": "Carriers, for ten trucks and then a hundred. Bram has said yes to the ten."}),
    Passage(3, 9, "Signals", "Priyanka Raghunathan-Whitfield", "go_on", facts={"to": Step.FINALISE}),
    Passage(3, 10, "Signals", "Priyanka Raghunathan-Whitfield", "answer", facts={"question": Question.HOW, "text": "From the alarms that were taken back in summer: we read two hundred of them aloud."}),
    Passage(3, 11, "Signals", "Noor van den Berg", "answer", facts={"question": Question.TRIED, "text": "A stricter threshold in September. It was quieter, and two crates were lost."}),
    Passage(3, 12, "Signals", "Priyanka Raghunathan-Whitfield", "answer", facts={"question": Question.AGREED, "text": "That Response hears of a doubt before a driver does."}),
    Passage(2, 13, "Signals", "Priyanka Raghunathan-Whitfield", "sufficient", facts={"text": "Yes, if drivers do not believe the warning. So we ask them after each of the ten trucks."}),
    Passage(1, 15, "Signals", "Priyanka Raghunathan-Whitfield", "submit"),
    # Hardware was sent back once.
    Passage(5, 10, "Hardware", "Jonas Lindholm", "go_on", facts={"to": Step.FINALISE, "reason": "We sat together for a whole day in Trondheim."}),
    Passage(5, 11, "Hardware", "Jonas Lindholm", "submit", facts={"reason": "The answers are in the minutes of that day."}),
    Passage(2, 17, "Hardware", "Yusuf Demir", "send_back", facts={"to": Step.REFINE, "reason": "Both key results count the same drivers. What would a driver say is easier afterwards? And please write the answers down here."}),
)  # fmt: skip
