"""The cadence: cycles, their calendar, and when a check-in is due (R3b, R27, R34)."""

from .calendar import PHASES, Milestone, MilestoneKey, Phase, PhaseKey, milestones, next_milestone, phase
from .checkins import DueState, checkin_due_dates, checkin_window, due_on, stale_before
from .discipline import Discipline, Habit, discipline, team_discipline
from .naming import ProposedCycle, name_for, propose_cycles
from .rules import CalendarProblem, CalendarRules
from .spans import Level, Span, nests_in
from .zones import local_day, local_moment

__all__ = [
    "PHASES",
    "CalendarProblem",
    "CalendarRules",
    "Discipline",
    "DueState",
    "Habit",
    "Level",
    "Milestone",
    "MilestoneKey",
    "Phase",
    "PhaseKey",
    "ProposedCycle",
    "Span",
    "checkin_due_dates",
    "checkin_window",
    "discipline",
    "due_on",
    "local_day",
    "local_moment",
    "milestones",
    "name_for",
    "nests_in",
    "next_milestone",
    "phase",
    "propose_cycles",
    "stale_before",
    "team_discipline",
]
