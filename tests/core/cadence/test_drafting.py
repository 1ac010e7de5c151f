"""Who drafts when (R27, R28), and days that were moved."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northing.core.cadence import (
    DAY_NAMES,
    STEPS,
    Audience,
    CalendarProblem,
    CalendarRules,
    Level,
    MilestoneKey,
    PhaseKey,
    Span,
    StepDue,
    WindowState,
    calendar_days,
    check_moved,
    drafting_windows,
    milestones,
    next_milestone,
    phase,
    read_moved,
    remarks_on_moved,
    step_due,
    write_moved,
)

from .test_calendar import calendar_rules, days, spans

Q1 = Span(date(2026, 12, 28), date(2027, 3, 28))
RULES = CalendarRules()

moves = st.dictionaries(st.sampled_from(DAY_NAMES), days, max_size=6)
levels = st.sampled_from(Level)


def _problems(span: Span, rules: CalendarRules, moved: dict[str, date]) -> set[str]:
    try:
        check_moved(span, rules, moved)
    except CalendarProblem as refused:
        return set(refused.problems)
    return set()


def test_the_drafting_of_a_quarter() -> None:
    windows = drafting_windows(Q1, RULES)
    assert [(str(w.audience), w.opens_on, w.closes_on) for w in windows.values()] == [
        ("company", date(2026, 11, 16), date(2026, 12, 14)),
        ("teams", date(2026, 12, 14), date(2026, 12, 28)),
        ("individuals", date(2026, 12, 28), date(2027, 1, 4)),
    ]
    assert windows[Audience.COMPANY].steps == {
        "create": date(2026, 11, 30),
        "refine": date(2026, 12, 3),
        "align": date(2026, 12, 7),
        "finalise": date(2026, 12, 10),
        "transmit": date(2026, 12, 14),
    }
    assert windows[Audience.TEAMS].steps == {
        "create": date(2026, 12, 16),
        "refine": date(2026, 12, 18),
        "align": date(2026, 12, 22),
        "finalise": date(2026, 12, 24),
        "transmit": date(2026, 12, 28),
    }


@pytest.mark.parametrize(
    ("day", "state", "due"),
    [
        (date(2026, 12, 13), WindowState.AHEAD, None),
        (date(2026, 12, 14), WindowState.OPEN, StepDue("create", date(2026, 12, 16))),
        (date(2026, 12, 17), WindowState.OPEN, StepDue("refine", date(2026, 12, 18))),
        (date(2026, 12, 28), WindowState.OPEN, StepDue("transmit", date(2026, 12, 28))),
        (date(2026, 12, 29), WindowState.OVERDUE, StepDue("transmit", date(2026, 12, 28))),
        (date(2027, 2, 10), WindowState.OVERDUE, StepDue("transmit", date(2026, 12, 28))),
        (date(2027, 2, 11), WindowState.OVER, None),
    ],
)
def test_what_the_teams_are_asked_on_a_day(day: date, state: WindowState, due: StepDue | None) -> None:
    teams = drafting_windows(Q1, RULES)[Audience.TEAMS]
    assert (teams.state(day), step_due(teams, day)) == (state, due)


def test_a_moved_date_is_where_everybody_reads_it() -> None:
    moved = {"company_final": date(2026, 12, 10)}
    on = {milestone.key: milestone.on for milestone in milestones(Q1, RULES, moved)}
    assert on[MilestoneKey.COMPANY_FINAL] == date(2026, 12, 10)
    assert phase(Q1, date(2026, 12, 10), RULES, moved).key is PhaseKey.TEAMS_DRAFT
    assert phase(Q1, date(2026, 12, 10), RULES).key is PhaseKey.DRAFTING
    coming = next_milestone(Q1, date(2026, 12, 1), RULES, moved)
    assert coming is not None
    assert coming.on == date(2026, 12, 10)
    assert drafting_windows(Q1, RULES, moved)[Audience.TEAMS].opens_on == date(2026, 12, 10)
    final = next(day for day in calendar_days(Q1, RULES, moved) if day.name == "company_final")
    assert (final.on, final.usual, final.is_moved) == (date(2026, 12, 10), date(2026, 12, 14), True)


def test_scoring_after_the_end_is_scoring_until_the_retrospectives() -> None:
    moved = {"scoring": date(2027, 3, 29), "retrospectives": date(2027, 4, 5), "retrospectives_done": date(2027, 4, 9)}
    check_moved(Q1, RULES, moved)
    scoring = next(m for m in milestones(Q1, RULES, moved) if m.key is MilestoneKey.SCORING)
    assert (scoring.on, scoring.until) == (date(2027, 3, 29), date(2027, 4, 4))
    asked = [phase(Q1, day, RULES, moved).key for day in (date(2027, 3, 28), date(2027, 4, 4), date(2027, 4, 9))]
    assert asked == [PhaseKey.RUNNING, PhaseKey.SCORING, PhaseKey.CLOSING]
    assert phase(Q1, date(2027, 4, 10), RULES, moved).key is PhaseKey.OVER


@pytest.mark.parametrize(
    ("moved", "field", "says"),
    [
        ({"company_final": date(2026, 11, 10)}, "company_final", "comes after “Leadership starts drafting”"),
        ({"company_final": date(2026, 11, 20)}, "company_final", "comes after “Leadership has a draft”"),
        ({"company_final": date(2027, 1, 2)}, "company_final", "comes before “Teams publish” on 2026-12-28"),
        ({"leadership_drafts": date(2026, 12, 2)}, "leadership_drafts", "comes before “Leadership has a draft”"),
        ({"teams_align": date(2027, 2, 1)}, "teams_align", "comes before “Teams: approved”"),
        ({"teams_publish": date(2027, 1, 11)}, "teams_publish", "comes before “Individuals share theirs”"),
        ({"scoring": date(2027, 2, 1)}, "scoring", "comes after “Mid-cycle review begins”"),
        ({"mid_cycle_review": date(2026, 12, 20)}, "mid_cycle_review", "comes after “Teams publish”"),
        ({"company_final": date(2206, 12, 10)}, "company_final", "more than two years away"),
    ],
)
def test_days_that_contradict_each_other_are_refused_by_name(moved: dict[str, date], field: str, says: str) -> None:
    with pytest.raises(CalendarProblem) as refused:
        check_moved(Q1, RULES, moved)
    assert set(refused.value.problems) == {field}
    assert says in refused.value.problems[field]


def test_what_is_unusual_is_said_and_allowed() -> None:
    moved = {"company_final": date(2026, 12, 26)}
    check_moved(Q1, RULES, moved)
    assert remarks_on_moved(Q1, RULES, moved) == {"company_final": "Teams would have 1 working day to draft."}
    sunday = {"mid_cycle_review": date(2027, 2, 14)}
    check_moved(Q1, RULES, sunday)
    assert remarks_on_moved(Q1, RULES, sunday) == {"mid_cycle_review": "This is a Sunday."}
    assert remarks_on_moved(Q1, RULES, {}) == {}


@pytest.mark.parametrize(
    ("stored", "field", "says"),
    [
        ({"company_finale": "2026-12-10"}, "company_finale", "There is no such day in the calendar."),
        ({"company_final": 3}, "company_final", "A day like 2026-12-10 is needed, not 3."),
        ({"company_final": "10.12.2026"}, "company_final", "A day like 2026-12-10 is needed, not '10.12.2026'."),
        ({"company_final": "2026-02-30"}, "company_final", "A day like 2026-12-10 is needed, not '2026-02-30'."),
        ({"company_final": "2026-W50-4"}, "company_final", "A day like 2026-12-10 is needed, not '2026-W50-4'."),
        ({"company_final": None}, "company_final", "A day like 2026-12-10 is needed, not None."),
    ],
)
def test_only_days_of_the_calendar_are_read(stored: dict[str, object], field: str, says: str) -> None:
    with pytest.raises(CalendarProblem) as refused:
        read_moved(stored)
    assert refused.value.problems == {field: says}


@given(moves)
def test_moved_days_survive_being_stored_as_json(moved: dict[str, date]) -> None:
    assert read_moved(json.loads(json.dumps(write_moved(moved)))) == moved


@given(spans, calendar_rules(), moves, days)
def test_whatever_was_moved_every_day_is_there_and_steps_stay_in_order(
    span: Span, rules: CalendarRules, moved: dict[str, date], today: date
) -> None:
    dates = milestones(span, rules, moved)
    assert {milestone.key for milestone in dates} == set(MilestoneKey)
    assert all(milestone.on <= milestone.until for milestone in dates)
    assert [day.name for day in calendar_days(span, rules, moved)] == list(DAY_NAMES)
    assert phase(span, today, rules, moved).label
    for window in drafting_windows(span, rules, moved).values():
        steps = list(window.steps.values())
        assert tuple(window.steps) == STEPS
        assert steps == sorted(steps)
        assert window.opens_on <= steps[0]
        assert steps[-1] == window.closes_on <= window.asked_until
        due = step_due(window, today)
        assert (due is None) == (window.state(today) in (WindowState.AHEAD, WindowState.OVER))
        assert due is None or due.by >= today or window.state(today) is WindowState.OVERDUE


@given(spans, calendar_rules(), st.dictionaries(st.sampled_from(DAY_NAMES), st.integers(-9, 9), max_size=4))
def test_windows_follow_each_other_in_a_calendar_that_is_accepted(
    span: Span, rules: CalendarRules, by_days: dict[str, int]
) -> None:
    usual = {day.name: day.on for day in calendar_days(span, rules)}
    moved = {name: usual[name] + timedelta(days=number) for name, number in by_days.items()}
    blamed = _problems(span, rules, moved)
    assert blamed <= set(moved)
    if blamed:
        return
    company, teams, individuals = drafting_windows(span, rules, moved).values()
    assert company.closes_on == teams.opens_on <= teams.closes_on == individuals.opens_on <= individuals.closes_on
    for window in (company, teams, individuals):
        for step in STEPS[1:-1]:  # accepted days are not held anywhere else than where they were put
            name = f"{window.audience}_{step}"
            assert name not in moved or window.steps[step] == moved[name]


@given(spans, calendar_rules())
def test_nothing_is_wrong_with_a_calendar_nobody_touched(span: Span, rules: CalendarRules) -> None:
    check_moved(span, rules, {})
    assert remarks_on_moved(span, rules, {}) == {}
    assert all(day.on == day.usual and not day.is_moved for day in calendar_days(span, rules))


@given(spans, calendar_rules(), st.sampled_from(MilestoneKey), days)
def test_moving_one_date_keeps_the_others(span: Span, rules: CalendarRules, key: MilestoneKey, day: date) -> None:
    before = {m.key: m.on for m in milestones(span, rules)}
    after = {m.key: m.on for m in milestones(span, rules, {key: day})}
    assert after == {**before, key: day}


@given(levels, st.sampled_from([name for name in DAY_NAMES if name.split("_")[-1] in STEPS]), days)
def test_moving_one_step_keeps_every_other_day(level: Level, name: str, day: date) -> None:
    rules = CalendarRules.for_level(level)
    before = {each.name: each.on for each in calendar_days(Q1, rules)}
    after = {each.name: each.on for each in calendar_days(Q1, rules, {name: day})}
    assert after == {**before, name: day}
