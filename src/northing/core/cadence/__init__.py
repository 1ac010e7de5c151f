"""The cadence: cycles, their calendar, and when a check-in is due (R3b, R27, R34)."""

from .calendar import PHASES, Milestone, Phase, PhaseKey, milestones, next_milestone, phase
from .checkins import DueState, checkin_due_dates, checkin_window, due_on, stale_before
from .days import DAY_NAMES, NOTHING_MOVED, STEPS, Audience, CalendarDay, MilestoneKey, calendar_days
from .discipline import Discipline, Habit, discipline, team_discipline
from .drafting import DraftingWindow, StepDue, WindowState, drafting_windows, step_due
from .moving import check_moved, read_moved, remarks_on_moved, write_moved
from .naming import ProposedCycle, name_for, propose_cycles
from .rules import CalendarProblem, CalendarRules
from .spans import Level, Span, nests_in
from .zones import local_day, local_moment

__all__ = [
    "DAY_NAMES",
    "NOTHING_MOVED",
    "PHASES",
    "STEPS",
    "Audience",
    "CalendarDay",
    "CalendarProblem",
    "CalendarRules",
    "Discipline",
    "DraftingWindow",
    "DueState",
    "Habit",
    "Level",
    "Milestone",
    "MilestoneKey",
    "Phase",
    "PhaseKey",
    "ProposedCycle",
    "Span",
    "StepDue",
    "WindowState",
    "calendar_days",
    "check_moved",
    "checkin_due_dates",
    "checkin_window",
    "discipline",
    "drafting_windows",
    "due_on",
    "local_day",
    "local_moment",
    "milestones",
    "name_for",
    "nests_in",
    "next_milestone",
    "phase",
    "propose_cycles",
    "read_moved",
    "remarks_on_moved",
    "stale_before",
    "step_due",
    "team_discipline",
    "write_moved",
]
