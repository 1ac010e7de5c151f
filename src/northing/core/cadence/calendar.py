"""The calendar of a cycle (R27): its dates, and where we are in it."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .rules import CalendarRules
from .spans import Span

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)


class MilestoneKey(StrEnum):
    """The dates of R27, in the order they usually come."""

    LEADERSHIP_DRAFTS = "leadership_drafts"
    COMPANY_FINAL = "company_final"
    TEAMS_PUBLISH = "teams_publish"
    INDIVIDUALS_PUBLISH = "individuals_publish"
    MID_CYCLE_REVIEW = "mid_cycle_review"
    SCORING = "scoring"
    RETROSPECTIVES = "retrospectives"


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


def milestones(span: Span, rules: CalendarRules) -> tuple[Milestone, ...]:
    """All dates of the cycle's calendar in date order (R27).

    What the settings would push out of a short cycle is held at its first or last day, so every cycle has every date.
    """
    start = span.starts_on
    company_final = start - rules.company_final_weeks_before * _WEEK
    drafted = start - rules.leadership_drafted_weeks_before * _WEEK
    scoring = max(span.ends_on + _DAY - rules.scoring_weeks_before_end * _WEEK, start)
    scoring = min(scoring, span.ends_on)
    review = start + int(span.days * rules.mid_cycle_review_share) * _DAY
    teams = _within(span, start + rules.teams_publish_weeks_after * _WEEK)
    individuals = _within(span, start + rules.individuals_publish_weeks_after * _WEEK)
    closed = span.ends_on + rules.retrospective_weeks_after_end * _WEEK
    dates = [
        Milestone(
            MilestoneKey.LEADERSHIP_DRAFTS, "Leadership drafts",
            start - rules.leadership_drafts_weeks_before * _WEEK, drafted,
        ),
        Milestone(MilestoneKey.COMPANY_FINAL, "Company OKRs final", company_final, company_final),
        Milestone(MilestoneKey.TEAMS_PUBLISH, "Teams publish", teams, teams),
        Milestone(MilestoneKey.INDIVIDUALS_PUBLISH, "Individuals share theirs", individuals, individuals),
        Milestone(
            MilestoneKey.MID_CYCLE_REVIEW, "Mid-cycle review",
            review, max(review, min(review + _WEEK, scoring) - _DAY),
        ),
        Milestone(MilestoneKey.SCORING, "Reflect and score", scoring, span.ends_on),
        Milestone(MilestoneKey.RETROSPECTIVES, "Retrospectives", span.ends_on + _DAY, max(closed, span.ends_on + _DAY)),
    ]  # fmt: skip
    return tuple(sorted(dates, key=lambda milestone: milestone.on))


def phase(span: Span, today: date, rules: CalendarRules) -> Phase:
    """Where the cycle is on `today` (R27). Every day has exactly one phase, however far before or after.

    Where settings make phases overlap, the later step wins: scoring beats the review, the review beats publishing.
    """
    on = {milestone.key: milestone for milestone in milestones(span, rules)}
    return PHASES[_phase_key(span, today, on)]


def next_milestone(span: Span, today: date, rules: CalendarRules) -> Milestone | None:
    """The first date that begins today or later; None when the calendar has run out."""
    return next((milestone for milestone in milestones(span, rules) if milestone.on >= today), None)


def _phase_key(span: Span, today: date, dates: dict[MilestoneKey, Milestone]) -> PhaseKey:
    if today > span.ends_on:
        return PhaseKey.CLOSING if today <= dates[MilestoneKey.RETROSPECTIVES].until else PhaseKey.OVER
    if today < span.starts_on:
        if today >= dates[MilestoneKey.COMPANY_FINAL].on:
            return PhaseKey.TEAMS_DRAFT
        return PhaseKey.DRAFTING if today >= dates[MilestoneKey.LEADERSHIP_DRAFTS].on else PhaseKey.AHEAD
    if today >= dates[MilestoneKey.SCORING].on:
        return PhaseKey.SCORING
    review = dates[MilestoneKey.MID_CYCLE_REVIEW]
    if review.on <= today <= review.until:
        return PhaseKey.MID_CYCLE_REVIEW
    return PhaseKey.PUBLISHING if today <= dates[MilestoneKey.INDIVIDUALS_PUBLISH].on else PhaseKey.RUNNING


def _within(span: Span, day: date) -> date:
    return min(max(day, span.starts_on), span.ends_on)
