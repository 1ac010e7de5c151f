"""The calendar of R27: its settings, its dates, and the phase of every day."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northing.core.cadence import (
    CalendarProblem,
    CalendarRules,
    Level,
    MilestoneKey,
    PhaseKey,
    Span,
    milestones,
    next_milestone,
    phase,
)

Q4 = Span(date(2026, 9, 28), date(2026, 12, 27))
RULES = CalendarRules()

days = st.dates(date(1995, 1, 1), date(2085, 1, 1))
spans = st.builds(lambda start, length: Span(start, start + timedelta(days=length)), days, st.integers(0, 1500))


@st.composite
def calendar_rules(draw: st.DrawFn) -> CalendarRules:
    final, drafted, drafts = sorted(draw(st.lists(st.integers(0, 30), min_size=3, max_size=3)))
    teams, individuals = sorted(draw(st.lists(st.integers(0, 30), min_size=2, max_size=2)))
    return CalendarRules(
        drafts, drafted, final, teams, individuals,
        draw(st.floats(0.01, 0.99)), draw(st.integers(0, 30)), draw(st.integers(0, 30)),
        draw(st.integers(0, 6)), draw(st.integers(1, 13)), draw(st.integers(0, 10)),
    )  # fmt: skip


def test_the_default_calendar_of_a_quarter() -> None:
    assert [(str(m.key), m.on, m.until) for m in milestones(Q4, RULES)] == [
        ("leadership_drafts", date(2026, 8, 17), date(2026, 8, 31)),
        ("company_final", date(2026, 9, 14), date(2026, 9, 14)),
        ("teams_publish", date(2026, 9, 28), date(2026, 9, 28)),
        ("individuals_publish", date(2026, 10, 5), date(2026, 10, 5)),
        ("mid_cycle_review", date(2026, 11, 12), date(2026, 11, 18)),
        ("scoring", date(2026, 12, 14), date(2026, 12, 27)),
        ("retrospectives", date(2026, 12, 28), date(2027, 1, 3)),
    ]


@pytest.mark.parametrize(
    ("day", "key"),
    [
        (date(2026, 1, 1), PhaseKey.AHEAD),
        (date(2026, 8, 16), PhaseKey.AHEAD),
        (date(2026, 8, 17), PhaseKey.DRAFTING),
        (date(2026, 9, 13), PhaseKey.DRAFTING),
        (date(2026, 9, 14), PhaseKey.TEAMS_DRAFT),
        (date(2026, 9, 27), PhaseKey.TEAMS_DRAFT),
        (date(2026, 9, 28), PhaseKey.PUBLISHING),
        (date(2026, 10, 5), PhaseKey.PUBLISHING),
        (date(2026, 10, 6), PhaseKey.RUNNING),
        (date(2026, 11, 5), PhaseKey.RUNNING),
        (date(2026, 11, 12), PhaseKey.MID_CYCLE_REVIEW),
        (date(2026, 11, 18), PhaseKey.MID_CYCLE_REVIEW),
        (date(2026, 11, 19), PhaseKey.RUNNING),
        (date(2026, 12, 14), PhaseKey.SCORING),
        (date(2026, 12, 27), PhaseKey.SCORING),
        (date(2026, 12, 28), PhaseKey.CLOSING),
        (date(2027, 1, 3), PhaseKey.CLOSING),
        (date(2027, 1, 4), PhaseKey.OVER),
    ],
)
def test_phases_of_a_quarter(day: date, key: PhaseKey) -> None:
    assert phase(Q4, day, RULES).key is key


def test_in_week_6_the_next_date_is_the_mid_cycle_review() -> None:
    coming = next_milestone(Q4, date(2026, 11, 5), RULES)
    assert coming is not None
    assert (coming.key, coming.on) == (MilestoneKey.MID_CYCLE_REVIEW, date(2026, 11, 12))
    assert next_milestone(Q4, date(2026, 12, 29), RULES) is None


@given(spans, calendar_rules(), days)
def test_every_day_has_a_phase_and_the_phases_of_a_cycle_only_move_on(
    span: Span, rules: CalendarRules, day: date
) -> None:
    now, tomorrow = (phase(span, moment, rules) for moment in (day, day + timedelta(days=1)))
    assert now.label
    assert now.asks.endswith(".") or now.asks.endswith("?")
    order = list(PhaseKey)
    backwards = order.index(tomorrow.key) < order.index(now.key)
    # The one way back is the obvious one: after the review (or when it interrupts publishing) the work goes on.
    assert not backwards or now.key is PhaseKey.MID_CYCLE_REVIEW


@given(spans, calendar_rules())
def test_before_in_and_after_are_told_apart(span: Span, rules: CalendarRules) -> None:
    before = {PhaseKey.AHEAD, PhaseKey.DRAFTING, PhaseKey.TEAMS_DRAFT}
    after = {PhaseKey.CLOSING, PhaseKey.OVER}
    assert phase(span, span.starts_on - timedelta(days=1), rules).key in before
    assert phase(span, span.starts_on, rules).key not in before | after
    assert phase(span, span.ends_on, rules).key is PhaseKey.SCORING
    assert phase(span, span.ends_on + timedelta(days=1), rules).key in after


@given(spans, calendar_rules(), days)
def test_every_cycle_has_every_date_in_order(span: Span, rules: CalendarRules, day: date) -> None:
    dates = milestones(span, rules)
    assert {milestone.key for milestone in dates} == set(MilestoneKey)
    assert [milestone.on for milestone in dates] == sorted(milestone.on for milestone in dates)
    assert all(milestone.on <= milestone.until for milestone in dates)
    coming = next_milestone(span, day, rules)
    assert coming is None or coming.on >= day
    assert [milestone for milestone in dates if milestone.on >= day][:1] == ([coming] if coming else [])


@given(calendar_rules())
def test_settings_survive_being_stored_as_json(rules: CalendarRules) -> None:
    assert CalendarRules.from_mapping(json.loads(json.dumps(rules.to_mapping()))) == rules


@pytest.mark.parametrize("level", Level)
def test_every_level_has_a_default_calendar(level: Level) -> None:
    rules = CalendarRules.for_level(level)
    assert CalendarRules.from_mapping(rules.to_mapping()) == rules
    assert rules.stale_after_days == 3
    assert rules.checkin_weekday == 4


def test_what_is_not_given_keeps_its_default() -> None:
    assert CalendarRules.from_mapping({"checkin_weekday": 0}) == CalendarRules(checkin_weekday=0)


@pytest.mark.parametrize(
    ("stored", "field", "message"),
    [
        ({"checkin_weekday": 7}, "checkin_weekday", "It lies between 0 and 6, and 7 does not."),
        ({"checkin_weekday": "Friday"}, "checkin_weekday", "A whole number is needed, not 'Friday'."),
        ({"checkin_every_weeks": 0}, "checkin_every_weeks", "It lies between 1 and 52, and 0 does not."),
        ({"checkin_every_weeks": True}, "checkin_every_weeks", "A whole number is needed, not True."),
        ({"scoring_weeks_before_end": 1.5}, "scoring_weeks_before_end", "A whole number is needed, not 1.5."),
        ({"mid_cycle_review_share": None}, "mid_cycle_review_share", "A number is needed, not None."),
        ({"mid_cycle_review_share": 1}, "mid_cycle_review_share", "It lies between 0 and 1, and 1 does not."),
        (
            {"mid_cycle_review_share": float("nan")},
            "mid_cycle_review_share",
            "It lies between 0 and 1, and nan does not.",
        ),
        ({"stale_after_days": -1}, "stale_after_days", "It lies between 0 and 90, and -1 does not."),
        ({"colour": 1}, "colour", "There is no such setting."),
        (
            {"company_final_weeks_before": 5},
            "company_final_weeks_before",
            "The company's OKRs cannot be final before they are drafted.",
        ),
        (
            {"leadership_drafted_weeks_before": 7},
            "leadership_drafted_weeks_before",
            "Leadership cannot be done drafting before it has begun.",
        ),
        (
            {"teams_publish_weeks_after": 2},
            "individuals_publish_weeks_after",
            "Individuals share theirs when the teams' are out, not before.",
        ),
    ],
)
def test_settings_that_make_no_sense_are_refused_by_name(stored: dict[str, object], field: str, message: str) -> None:
    with pytest.raises(CalendarProblem) as refused:
        CalendarRules.from_mapping(stored)
    assert refused.value.problems == {field: message}
    assert field in str(refused.value)


def test_all_wrong_settings_are_named_at_once() -> None:
    with pytest.raises(CalendarProblem) as refused:
        CalendarRules.from_mapping({"checkin_weekday": 9, "stale_after_days": 1000})
    assert set(refused.value.problems) == {"checkin_weekday", "stale_after_days"}


@given(st.dictionaries(st.sampled_from([*CalendarRules().to_mapping(), "x"]), st.integers() | st.floats() | st.text()))
def test_anything_stored_is_either_understood_or_refused_by_name(stored: dict[str, object]) -> None:
    try:
        rules = CalendarRules.from_mapping(stored)
    except CalendarProblem as problem:
        named = set(problem.problems)
    else:
        named = set()
        assert {name: rules.to_mapping()[name] for name in stored} == stored
    assert named <= {*stored, *CalendarRules().to_mapping()}
    assert named or stored.keys() <= CalendarRules().to_mapping().keys()
