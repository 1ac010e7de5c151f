"""The calendar of a cycle (R27): its dates, and where we are in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .days import NOTHING_MOVED, MilestoneKey, days_of
from .rules import CalendarRules
from .spans import Span

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Milestone:
    """Something in the calendar. It begins on `on`; `until` is its last day, the same one for a single day."""

    key: MilestoneKey
    label: str
    on: date
    until: date


class PhaseKey(StrEnum):
    """Where a cycle can be, from long before to long after."""

    AHEAD = "ahead"
    DRAFTING = "drafting"
    TEAMS_DRAFT = "teams_draft"
    PUBLISHING = "publishing"
    RUNNING = "running"
    MID_CYCLE_REVIEW = "mid_cycle_review"
    SCORING = "scoring"
    CLOSING = "closing"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Phase:
    """Where we are, in two or three words, and what that asks of people, in one sentence."""

    key: PhaseKey
    label: str
    asks: str


PHASES: dict[PhaseKey, Phase] = {
    phase.key: phase
    for phase in (
        Phase(PhaseKey.AHEAD, "Ahead", "Nothing yet: drafting has not begun."),
        Phase(PhaseKey.DRAFTING, "Leadership drafts", "Leadership drafts the company's OKRs; ideas are welcome now."),
        Phase(PhaseKey.TEAMS_DRAFT, "Teams draft", "Read the company's OKRs and draft your team's with your team."),
        Phase(PhaseKey.PUBLISHING, "Publishing", "Publish your team's OKRs, then share your own."),
        Phase(PhaseKey.RUNNING, "Under way", "Check in on your key results when they are due."),
        Phase(PhaseKey.MID_CYCLE_REVIEW, "Mid-cycle review", "Ask with your team: are these still the right goals?"),
        Phase(PhaseKey.SCORING, "Reflect and score", "Reflect on what helped and what stood in the way, and score."),
        Phase(PhaseKey.CLOSING, "Retrospectives", "Hold the retrospective, keep what was learned, close."),
        Phase(PhaseKey.OVER, "Over", "Nothing more: this cycle is history to learn from."),
    )
}


def milestones(span: Span, rules: CalendarRules, moved: Mapping[str, date] = NOTHING_MOVED) -> tuple[Milestone, ...]:
    """All dates of the cycle's calendar in date order (R27). `moved` names days that lie elsewhere than usual.

    What the settings would push out of a short cycle is held at its first or last day, so every cycle has every date.
    """
    days = days_of(span, rules, moved)
    scoring, review, retrospectives = days["scoring"], days["mid_cycle_review"], days["retrospectives"]
    lasting = {
        MilestoneKey.LEADERSHIP_DRAFTS: days["leadership_drafted"],
        MilestoneKey.MID_CYCLE_REVIEW: min(review + _WEEK, scoring) - _DAY,
        # Who scores after the end has until the retrospectives.
        MilestoneKey.SCORING: span.ends_on if scoring <= span.ends_on else retrospectives - _DAY,
        MilestoneKey.RETROSPECTIVES: days["retrospectives_done"],
    }
    dates = [
        Milestone(key, _LABELS[key], days[key], max(days[key], lasting.get(key, days[key]))) for key in MilestoneKey
    ]
    return tuple(sorted(dates, key=lambda milestone: milestone.on))


def phase(span: Span, today: date, rules: CalendarRules, moved: Mapping[str, date] = NOTHING_MOVED) -> Phase:
    """Where the cycle is on `today` (R27). Every day has exactly one phase, however far before or after.

    Where settings make phases overlap, the later step wins: scoring beats the review, the review beats publishing.
    """
    on = {milestone.key: milestone for milestone in milestones(span, rules, moved)}
    return PHASES[_phase_key(span, today, on)]


def next_milestone(
    span: Span, today: date, rules: CalendarRules, moved: Mapping[str, date] = NOTHING_MOVED
) -> Milestone | None:
    """The first date that begins today or later; None when the calendar has run out."""
    return next((milestone for milestone in milestones(span, rules, moved) if milestone.on >= today), None)


_LABELS = {
    MilestoneKey.LEADERSHIP_DRAFTS: "Leadership drafts",
    MilestoneKey.COMPANY_FINAL: "Company OKRs final",
    MilestoneKey.TEAMS_PUBLISH: "Teams publish",
    MilestoneKey.INDIVIDUALS_PUBLISH: "Individuals share theirs",
    MilestoneKey.MID_CYCLE_REVIEW: "Mid-cycle review",
    MilestoneKey.SCORING: "Reflect and score",
    MilestoneKey.RETROSPECTIVES: "Retrospectives",
}


def _phase_key(span: Span, today: date, dates: dict[MilestoneKey, Milestone]) -> PhaseKey:
    retrospectives, review = dates[MilestoneKey.RETROSPECTIVES], dates[MilestoneKey.MID_CYCLE_REVIEW]
    if today > max(span.ends_on, retrospectives.until):
        return PhaseKey.OVER
    if today >= retrospectives.on:
        return PhaseKey.CLOSING
    if today > span.ends_on or today >= dates[MilestoneKey.SCORING].on:
        return PhaseKey.SCORING
    if today < dates[MilestoneKey.COMPANY_FINAL].on:
        return PhaseKey.DRAFTING if today >= dates[MilestoneKey.LEADERSHIP_DRAFTS].on else PhaseKey.AHEAD
    if today < min(span.starts_on, dates[MilestoneKey.TEAMS_PUBLISH].on):
        return PhaseKey.TEAMS_DRAFT
    if review.on <= today <= review.until:
        return PhaseKey.MID_CYCLE_REVIEW
    return PhaseKey.PUBLISHING if today <= dates[MilestoneKey.INDIVIDUALS_PUBLISH].on else PhaseKey.RUNNING
