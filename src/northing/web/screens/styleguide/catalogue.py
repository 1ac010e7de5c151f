"""What the style guide shows, in which order, and the facts its pictures are drawn from."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from django import forms

from northing.conversations.queries import CommentRow, ReactionKind, ReactionRow, Thread
from northing.core.access import Condition, Relation
from northing.core.cadence import Span
from northing.core.measures import Kind, Measure
from northing.core.rollup import (
    DrawsFrom,
    Explanation,
    FeedsInto,
    Part,
    Superseded,
    explain_key_result,
    explain_objective,
)
from northing.core.scoring import Commitment
from northing.goals.policies import Standing
from northing.goals.queries.rows import PersonRef
from northing.web import discussing, formats
from northing.web.chrome import Cycle
from northing.web.coaching import Note, Panel, Stretch
from northing.web.components.bar import BarInput, Forecast, Labels, Stage, Week
from northing.web.components.chart import Change, ChartInput, Cone, Goal, Point, Void
from northing.web.components.cycle import CycleInput, Event
from northing.web.components.picker import PersonField
from northing.web.templating import TEMPLATES


@dataclass(frozen=True, slots=True)
class Entry:
    folder: str
    title: str
    note: str


CATALOGUE = (
    Entry("bar", "The northing bar", "Large on an objective's own page, small in rows, medium in lists"),
    Entry("voices", "Three voices", "Level means agreement; a heavy slope means 0.4 or more apart"),
    Entry("band", "Bands", "Shape, word and colour. No pill"),
    Entry("cycle", "Cycle strip", "The scale bar of the cycle, on every page"),
    Entry("masthead", "Masthead", "Where you may go, on desks above and on phones below"),
    Entry("button", "Buttons", "One main action per screen"),
    Entry("field", "Fields", "Hint and error below, never a placeholder as label"),
    Entry("picker", "A person, typed", "Among ten or among ten thousand"),
    Entry("filters", "Filters", "They live in the address and open without a script"),
    Entry("person", "People", "A face of initials; machines are square"),
    Entry("date", "Dates", "Short to read, complete on hover"),
    Entry("icon", "Icons", "16 pixels, a stroke of 1.5"),
    Entry("crumbs", "Crumbs", "Where a page stands"),
    Entry("block", "Block", "Headings hang in the margin"),
    Entry("rows", "Key results, objectives", "Sans is what can be measured, serif what people mean"),
    Entry("outline", "Outline rows", "Objective in serif, key result in sans"),
    Entry("table", "Table", "Sorted by links"),
    Entry("pages", "Pages", "After 100 rows"),
    Entry("needs", "Needs, initiatives", "What waits for somebody, soonest first"),
    Entry("relations", "Alignment", "What it serves, what serves it"),
    Entry("requests", "Requests", "What teams ask of each other, and why it is flagged"),
    Entry("notice", "Notice", "What state a page is in"),
    Entry("facts", "Facts", "At the side of a page"),
    Entry("history", "History, comments", "What happened, newest first"),
    Entry("discussion", "Discussion", "What people say to each other, settled or not"),
    Entry("ledger", "Target ledger", "What changed after publishing, and why"),
    Entry("chart", "History chart", "Measured, plan, forecast, changes"),
    Entry("explain", "Explain this number", "The only filled panel"),
    Entry("goalpage", "Pages of a goal", "What those of an objective and of a key result have in common"),
    Entry("coach", "Coach", "What is noticed in the words, why, and a better start"),
    Entry("checkin", "Check-in", "One number at a time"),
    Entry("confidence", "Confidence", "Eleven keys"),
    Entry("menu", "Menu", "The only shadow is on what floats"),
    Entry("dialog", "Dialog", "A page of its own without a script"),
    Entry("toast", "Toast", "Acts at once, offers the way back"),
    Entry("palette", "Find or do", "/ or Ctrl K"),
    Entry("keys", "Keys", "? lists them"),
    Entry("empty", "Empty", "What belongs here, one example, one button"),
    Entry("skeleton", "Loading", "After 300 ms"),
)


def catalogue() -> tuple[Entry, ...]:
    """The entries above, and after them whatever else has examples, under the name of its folder."""
    known = {entry.folder for entry in CATALOGUE}
    found = sorted(path.parent.name for path in (TEMPLATES / "components").glob("*/examples.html"))
    return CATALOGUE + tuple(
        Entry(name, name.replace("_", " ").capitalize(), "") for name in found if name not in known
    )


TODAY = date(2026, 11, 5)
STARTS, ENDS = date(2026, 9, 28), date(2026, 12, 27)


def samples() -> dict[str, Any]:
    """Names that the examples may use. Every day is fixed, so that the guide looks the same tomorrow."""
    return {
        "sample_bars": _bars(),
        "sample_large": _large(),
        "sample_cycle": Cycle(
            name="Q4 2026",
            place="week 6 of 13",
            picture=_cycle(),
            label="Week 6 of 13. Mid-cycle review in week 7, reflect and score in weeks 12 and 13.",
            next_words="Mid-cycle review",
            next_on=date(2026, 11, 12),
        ),
        "sample_year": CycleInput(
            date(2026, 1, 1), date(2026, 12, 31), TODAY, (Event(date(2026, 7, 1), "mid-year review"),)
        ),
        "sample_chart": _chart(),
        "sample_range_chart": _range_chart(),
        "sample_explained_key_result": _explained_key_result(),
        "sample_explained_objective": _explained_objective(
            Part("Raise the share of alarms acted on before goods are lost", 0.38),
            Part("Shorten the median time from alarm to first action", 0.19),
            Part("Get the early-alarm playbook adopted by all carriers", 0.64, weight=2),
            Part("Keep alarm precision between 92 and 97 %", 0.36, weight=0),
        ),
        "sample_unexplained": _explained_objective(),
        "sample_coach": _coach(),
        "sample_people": _People(),
        "sample_discussion": _discussion(),
        "sample_day": date(2026, 11, 20),
        "sample_moment": datetime(2026, 11, 3, 15, 40, tzinfo=UTC),
        "sample_today": TODAY,
    }


def _coach() -> Panel:
    return Panel(
        ok=False,
        headline="Not OK yet",
        summary="1 to fix, 1 to think about. You may save it anyway.",
        notes=(
            Note(
                1, "task", "This is work, not a change", "A rota can be introduced and everybody still wakes up.",
                "A task can be finished without anything getting better.", "Say what is different when it works.",
                "Let a dispatcher sleep through the night", "R43: task or activity", True, "#of-coach",
                "Implement the new on-call rota",
            ),
            Note(
                2, "jargon", "A word not everybody knows", "“dispatcher” is clear here, and not to a new colleague.",
                "What is not understood is not followed.", "Say it as you would to a guest.", "",
                "R43: jargon and acronyms", False, "#of-coach", "dispatcher",
            ),
        ),
        stretches=(
            Stretch("Implement the new on-call rota", 1, True), Stretch(" so that a "), Stretch("dispatcher", 2),
            Stretch(" can sleep through the night"),
        ),
        subject="objective",
    )  # fmt: skip


def _cycle() -> CycleInput:
    events = (Event(date(2026, 11, 12), "mid-cycle review"), Event(date(2026, 12, 14), "reflect and score"))
    return CycleInput(STARTS, ENDS, TODAY, events)


def _weeks() -> tuple[Week, ...]:
    inside = (True, True, False, True, True)
    weeks = [Week(index / 13, (index + 1) / 13, here) for index, here in enumerate(inside)]
    return (*weeks, Week(5 / 13, 0.418, True), *(Week(index / 13, (index + 1) / 13, None) for index in range(6, 13)))


def _bars() -> list[tuple[str, str, str, dict[str, Any]]]:
    """State, sentence, value, and the facts of its bar."""
    stages = (Stage(done=True), Stage(done=True), Stage(), Stage(), Stage())
    ahead = {"progress": 0.385, "expected": 0.29, "landing": 0.7, "band": "on", "forecast": Forecast(0.55, 0.71, 0.88)}
    behind = {
        "progress": 0.19,
        "expected": 0.29,
        "landing": 0.7,
        "band": "risk",
        "forecast": Forecast(0.24, 0.45, 0.66),
    }
    off = {"progress": 0.067, "expected": 0.42, "band": "off", "forecast": Forecast(0.10, 0.24, 0.42)}
    away = {"progress": -0.2, "expected": 0.42, "band": "off", "forecast": Forecast(-0.3, 0.06, 0.22)}
    return [
        ("Increase, on pace", "Raise alarms acted on in time from 34 % to 60 %", "44 %", ahead),
        ("Decrease, behind pace", "Shorten alarm to first action from 47 to 15 min", "41 min", behind),
        ("Off track", "Win 24 hospital groups (from 9)", "10", off),
        ("Range: in the band for 5 of 6 weeks", "Keep alarm precision between 92 and 97 %", "94.1 %",
         {"kind": "range", "progress": 0.36, "expected": 0.43, "band": "on", "weeks": _weeks()}),
        ("Baseline, not yet measured", "Establish the value of goods saved by an early alarm", "none yet",
         {"kind": "baseline"}),
        ("Baseline, recorded", "Establish how many crates return without a scan", "18.4 %",
         {"kind": "baseline", "progress": 1.0, "band": "on"}),
        ("Milestone: 2 of 5 stages", "Early-alarm playbook adopted by five carrier networks", "2 of 5",
         {"kind": "milestone", "progress": 0.4, "expected": 0.29, "landing": 0.7, "band": "on", "stages": stages}),
        ("Stale: last value 12 days ago", "Raise scanned hand-overs from 71 % to 95 %", "80 %",
         {"progress": 0.375, "expected": 0.42, "band": "stale"}),
        ("Negative: moved the wrong way", "Cut returned loggers from 6.0 % to 3.0 %", "6.6 %", away),
        ("Beyond 100 %", "Grow trained night dispatchers from 40 to 120", "140",
         {"progress": 1.25, "expected": 0.42, "band": "on"}),
        ("Stretch levels of its own", "Cut empty kilometres from 31 % to 18 %, 26 and 21 on the way", "24 %",
         {"progress": 0.54, "expected": 0.3, "landing": 0.7, "band": "on", "levels": (0.385, 0.77)}),
        ("No value yet", "Raise repeat orders of pharmacies from 22 % to 35 %", "none yet",
         {"expected": 0.29, "landing": 0.7}),
    ]  # fmt: skip


def _large() -> list[tuple[BarInput, str]]:
    minutes = Labels("41 min", "plan today 37.7", "forecast 26-39", "47 min", "37.4", "24.6", "15 min",
                     "start", "0.3", "0.7 landing", "1.0 target")  # fmt: skip
    kroner = Labels("kr 45.2 M", "plan today 44.1", "forecast 49.0-52.5", "kr 38.4 M", "42.5", "47.9", "kr 52.0 M",
                    "start", "0.3", "0.7", "1.0 target")  # fmt: skip
    early = Labels("46.8 min", "plan today 46.7", "", "47 min", "37.4", "24.6", "15 min", "start", "0.3", "0.7 landing",
                   "1.0 target")  # fmt: skip
    over = Labels(
        "140 people", "plan today 114", "", "40", "64", "96", "120 people", "start", "0.3", "0.7", "1.0 target"
    )
    precision = Labels(now="94.1 % now", start="28 Sep", target="27 Dec", start_note="92 to 97 %")
    return [
        (BarInput("decrease", 0.19, 0.29, 0.7, "risk", forecast=Forecast(0.24, 0.45, 0.66), size="l", labels=minutes),
         "Aspirational: the heavy post stands at 0.7. The hatched stretch is what is owed; it ends at the notch."),
        (BarInput("increase", 0.5, 0.42, 1.0, "on", forecast=Forecast(0.78, 0.92, 1.1), size="l", labels=kroner),
         "Committed: the heavy post stands at 1.0. Ahead of pace, the notch cuts into the fill."),
        (BarInput("decrease", 0.006, 0.01, 0.7, "risk", size="l", labels=early),
         "The first days: words that would leave the bar stand in one line from its start."),
        (BarInput("increase", 1.25, 0.93, 1.0, "on", size="l", labels=over), "Beyond the target, near the end."),
        (BarInput("range", 0.36, 0.43, 1.0, "on", weeks=_weeks(), size="l", labels=precision), "Range: the calendar."),
    ]  # fmt: skip


def _chart() -> ChartInput:
    values = [
        (date(2026, 10, 2), 47.0, None), (date(2026, 10, 9), 46.0, 1), (date(2026, 10, 13), 46.5, None),
        (date(2026, 10, 20), 44.0, 2), (date(2026, 10, 27), 42.0, 3), (date(2026, 10, 30), 41.0, None),
    ]  # fmt: skip
    cone = [
        (date(2026, 10, 30), 41, 41, 41, 41, 41), (date(2026, 11, 17), 35.0, 36.9, 38.6, 40.2, 41.4),
        (date(2026, 12, 1), 31.2, 33.9, 36.4, 38.9, 40.8), (date(2026, 12, 27), 25.9, 29.2, 32.6, 36.1, 39.3),
    ]  # fmt: skip
    return ChartInput(
        starts_on=STARTS,
        ends_on=ENDS,
        today=TODAY,
        points=[Point(on, value, f"{formats.day(on, TODAY)}: {value:g} min", number) for on, value, number in values],
        write=lambda value: formats.number(value, 1),
        write_day=formats.short_day,
        plan=[(STARTS, 47.0), (ENDS, 24.6)],
        goals=[Goal(15, "target 1.0"), Goal(24.6, "landing 0.7")],
        voids=[Void(date(2026, 10, 12), 39, "39, corrected")],
        changes=[Change(date(2026, 11, 3), 20, "Tue 3 Nov: target 20 → 15, with a reason", "target was 20")],
        forecast=[Cone(*step) for step in cone],
        forecast_words=("forecast median", "8 in 10 end between", "26 and 39 minutes"),
    )


def _range_chart() -> ChartInput:
    values = [(2, 94.2), (9, 95.1), (16, 91.2), (23, 93.0), (30, 94.6), (36, 94.1)]
    days = [(date.fromordinal(STARTS.toordinal() + offset), value) for offset, value in values]
    return ChartInput(
        starts_on=STARTS,
        ends_on=ENDS,
        today=TODAY,
        points=[Point(on, value, f"{formats.day(on, TODAY)}: {value} %") for on, value in days],
        write=lambda value: formats.number(value, 1),
        write_day=formats.short_day,
        band=(92, 97),
    )


def _discussion() -> dict[str, Any]:
    said = datetime(2026, 11, 3, 15, 40, tzinfo=UTC)
    asked = _said(
        1, "Bram de Vries", "Below 26 minutes they would need a third person. @Aino Korhonen, is that in your plan?"
    )
    answer = _said(2, "Aino Korhonen", "Not a third person, a second line. It starts in week 7.", parent_id=1)
    agreed = (ReactionRow(ReactionKind.AGREE, 2, True), ReactionRow(ReactionKind.GOOD_IDEA, 1, False))
    first = replace(asked, quote="from 47 to 15 minutes", replies=(replace(answer, reactions=agreed),))
    own = _said(
        3, "Maren Aas", "The curves are at https://intranet.vinterhavn.example/curves.", own=True, edited_at=said
    )
    gone = _said(
        4, "", "", author=None, deleted=True, replies=(_said(5, "Kaito Mori", "It is off again.", parent_id=4),)
    )
    over = PersonRef(4, "Maren Aas")
    settled = _said(6, "Clara Schneider", "Does a phone call count?", resolved_at=said, resolved_by=over)
    reader = Standing(frozenset({Relation.LEAD, Relation.COLLEAGUE}), Condition())
    return discussing.drawn(Thread({None: (first, own, gone, settled)}), 1, reader, (), discussing.Place("#"))


def _said(number: int, who: str, text: str, **facts: Any) -> CommentRow:
    given = {
        "objective_id": 1, "key_result_id": None, "parent_id": None, "author": PersonRef(number, who), "quote": "",
        "at": datetime(2026, 11, 3, 15, 40, tzinfo=UTC), "edited_at": None, "deleted": False, "resolved_at": None,
        "resolved_by": None, "version": 1, "own": False, "gone": False, "mentioned": {2: "Aino Korhonen"},
        "reactions": (),
    }  # fmt: skip
    return CommentRow(**{"id": number, "text": text, **given, **facts})


class _People(forms.Form):
    lead = PersonField(label="Lead")
    sponsor = PersonField(label="Sponsor", required=False, initial="Ingrid Solheim-Adeyemi (ingrid@example.org)")


def _explained_key_result() -> Explanation:
    return explain_key_result(
        Measure(Kind.DECREASE, start=47, target=15, unit="min"),
        [(date(2026, 10, 2), 47.0), (date(2026, 10, 30), 41.0)],
        Span(STARTS, ENDS),
        TODAY,
        Commitment.ASPIRATIONAL,
        original=Measure(Kind.DECREASE, start=47, target=20, unit="min"),
        superseded=[
            Superseded(date(2026, 10, 12), 39, date(2026, 10, 13), "Maren Aas", "one carrier's log was counted twice")
        ],
        feeds_into=[FeedsInto("Catch every warm crate", 0.46, 1, 4)],
    )


def _explained_objective(*key_results: Part) -> Explanation:
    return explain_objective(
        DrawsFrom.KEY_RESULTS,
        key_results,
        (),
        has_begun=True,
        commitment=Commitment.ASPIRATIONAL,
        span=Span(STARTS, ENDS),
        through=TODAY,
    )
