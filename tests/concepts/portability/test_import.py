"""Taking a file over: what it becomes, that nothing is lost or invented, and that the same file again changes nothing."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from northing.accounts.models import Person
from northing.activity.models import Event, Subject, Verb
from northing.checkins.models import CheckIn, Origin
from northing.core.alignment import LinkKind
from northing.core.cadence import Level
from northing.cycles.models import Cycle
from northing.goals.actions import delete_objective, edit_objective, reopen_objective
from northing.goals.models import Alignment, Initiative, KeyResult, LedgerEntry, Objective, ObjectivePoint
from northing.goals.models.objective import State
from northing.insights.verification import verify
from northing.kit import clock, errors
from northing.portability.actions import import_okrs, read_document
from northing.portability.models import ImportedRow, ImportRun
from northing.portability.report import Report
from northing.teams.models import Team, TeamKind
from tests.concepts.house import found, hire
from tests.concepts.portability.files import csv, jsonl, line

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
METRIC = {"text": "Turn a ship around in 9 h", "start": 14, "target": 9, "unit": "h"}


@pytest.fixture
def maren() -> Any:
    with clock.frozen(NOW):
        yield found()


def take(actor: Person, content: bytes, **options: Any) -> Report:
    report = import_okrs(actor, read_document("okrs", content), **options)
    outcome = verify()
    assert outcome.is_clean, outcome.differences
    return report


def notes(report: Report) -> list[tuple[int, str]]:
    return [(note.row, note.field) for note in report.notes]


def the_key_result() -> KeyResult:
    return KeyResult.objects.get()


class TestWhatItBecomes:
    def test_everything_in_its_place(self, maren: Person) -> None:
        metric = {
            **METRIC,
            "owner": "Harbour master",
            "current": 11.5,
            "score": 0.5,
            "status": "half way",
            "initiatives": ["Second shift"],
        }
        report = take(maren, jsonl(line("Ships leave on time", metric, type="committed", score=0.6)))
        assert report.as_json() == {
            "objectives": {"created": 1, "changed": 0, "unchanged": 0, "refused": 0},
            "key_results": {"created": 1, "changed": 0, "unchanged": 0, "refused": 0},
            "teams": 2, "people": 1, "cycles": 1, "notes": [], "document": "okrs", "dry_run": False, "refused": False, "alignments": 0,
            "names": {"teams": ["Harbour", "Cranes"], "people": ["Harbour master"], "cycles": ["2026-Q1"]},
        }  # fmt: skip
        objective = Objective.objects.get()
        assert (objective.statement, objective.commitment, objective.score) == ("Ships leave on time", "committed", 0.6)
        assert (objective.team.name, objective.team.kind) == ("Cranes", TeamKind.TEAM.value)
        unit = objective.team.parent
        assert unit is not None
        assert (unit.name, unit.kind) == ("Harbour", TeamKind.UNIT.value)
        assert unit.parent is not None
        assert unit.parent.kind == TeamKind.COMPANY.value
        key_result = the_key_result()
        assert (key_result.kind, key_result.start, key_result.target, key_result.unit) == ("decrease", 14.0, 9.0, "h")
        assert (key_result.value, key_result.progress, key_result.score) == (11.5, 0.5, 0.5)
        owner = key_result.owner
        assert owner is not None
        assert (owner.name, owner.email, owner.is_placeholder, owner.has_usable_password()) == (
            "Harbour master",
            None,
            True,
            False,
        )
        entry = CheckIn.objects.get()
        assert (entry.on, entry.value, entry.note, entry.origin, entry.author) == (
            date(2026, 3, 31), 11.5, "half way", Origin.IMPORT.value, None,
        )  # fmt: skip
        assert Initiative.objects.get().key_result == key_result
        assert objective.progress == 0.5

    def test_periods_decide_the_state(self, maren: Person) -> None:
        take(maren, jsonl(*(line(when, METRIC, when=when) for when in ("past", "running", "coming"))))
        states = dict(Objective.objects.values_list("statement", "state"))
        assert states == {"past": "closed", "running": "published", "coming": "draft"}

    def test_what_is_over_can_be_seen_as_of_its_own_days(self, maren: Person) -> None:
        take(maren, jsonl(line("A", {**METRIC, "current": 11.5})))
        objective = Objective.objects.get()
        assert objective.published_at == datetime(2025, 12, 31, 23, tzinfo=UTC)  # midnight in Oslo
        assert objective.closed_at == datetime(2026, 3, 31, 22, tzinfo=UTC)
        assert ObjectivePoint.objects.get(on=date(2026, 3, 31)).progress == 0.5

    def test_cycles_get_their_level_from_their_length_and_lie_in_their_year(self, maren: Person) -> None:
        spans = {
            "month": "2026-11-30",
            "quarter": "2027-01-31",
            "half": "2027-04-30",
            "year": "2027-10-31",
            "plan": "2029-10-31",
        }
        lines = [line(name, period=name, period_start="2026-11-01", period_end=end) for name, end in spans.items()]
        report = take(maren, jsonl(*lines))
        levels = dict(Cycle.objects.filter(name__in=spans).values_list("name", "level"))
        assert levels == {
            "month": Level.MONTHLY, "quarter": Level.QUARTERLY, "half": Level.QUARTERLY, "year": Level.ANNUAL, "plan": Level.STRATEGIC,
        }  # fmt: skip
        assert len(report.cycles) == 5
        assert Cycle.objects.get(name="quarter").parent == Cycle.objects.get(name="year")

    def test_a_cycle_with_these_days_is_used_whatever_it_is_called(self, maren: Person) -> None:
        report = take(maren, jsonl(line("A", when="running")))
        assert report.cycles == ()
        assert Objective.objects.get().cycle.name == "Q4 2026"

    def test_a_name_that_is_taken_by_other_days_gets_its_days_added(self, maren: Person) -> None:
        take(maren, jsonl(line("A", period="Q4 2026", period_start="2026-11-01", period_end="2027-01-31")))
        assert Objective.objects.get().cycle.name == "Q4 2026 (2026-11-01 – 2027-01-31)"

    def test_the_organisation_itself_is_the_company_and_no_team_means_the_unit(self, maren: Person) -> None:
        take(
            maren, jsonl(line("A", org="Vinterhavn", team=None), line("B", team=None), line("C", org=None, team="Tugs"))
        )
        places = dict(Objective.objects.values_list("statement", "team__name"))
        assert places == {"A": "Vinterhavn", "B": "Harbour", "C": "Tugs"}
        assert Team.objects.get(name="Tugs").parent == Team.objects.get(name="Vinterhavn")

    def test_people_here_are_found_and_the_same_role_elsewhere_is_somebody_else(self, maren: Person) -> None:
        ida = hire(maren, "Ida Holm")
        owners = [{**METRIC, "owner": name} for name in ("ida holm", "CEO", "ida@example.org")]
        report = take(maren, jsonl(line("A", *owners), line("B", {**METRIC, "owner": "CEO"}, org="Lighthouse")))
        assert report.people == ("CEO", "CEO")
        assert [k.owner for k in KeyResult.objects.order_by("pk")][:3:2] == [ida, ida]
        assert len({k.owner_id for k in KeyResult.objects.all()}) == 3

    def test_two_people_of_one_name_are_not_guessed_between(self, maren: Person) -> None:
        hire(maren, "Ida Holm", email="one@example.org")
        hire(maren, "Ida Holm", email="two@example.org")
        report = take(maren, jsonl(line("A", {**METRIC, "owner": "Ida Holm"})))
        owner = the_key_result().owner
        assert owner is not None
        assert owner.is_placeholder
        assert notes(report) == [(1, "owner")]


class TestNothingIsInvented:
    def test_a_key_result_without_numbers_is_a_milestone_with_one_stage(self, maren: Person) -> None:
        take(maren, jsonl(line("A", "Write the tide tables")))
        key_result = the_key_result()
        stage = key_result.stages.get()
        assert (key_result.kind, stage.label, stage.done_on, key_result.progress) == (
            "milestone",
            "Write the tide tables",
            None,
            0.0,
        )
        assert not CheckIn.objects.exists()

    def test_a_target_alone_is_no_measure_and_its_numbers_stand_in_the_note(self, maren: Person) -> None:
        report = take(maren, jsonl(line("A", {"text": "Less waiting", "target": 20, "current": 24, "unit": "min"})))
        key_result = the_key_result()
        assert (key_result.kind, key_result.start, key_result.target) == ("milestone", None, None)
        assert key_result.note == "Target: 20 min\nCurrent: 24 min"
        assert notes(report) == [(1, "key_results[1].start")]

    @pytest.mark.parametrize(("facts", "done"), [
        ({"score": 1.0}, True), ({"score": 0.9}, False), ({"status": "done"}, True), ({"status": "done, but late"}, False),
        ({"status": "100%"}, True), ({"status": "80%"}, False), ({"score": 1.3}, True), ({"done": True}, True), ({}, False),
    ])  # fmt: skip
    def test_a_stage_is_ticked_only_where_the_file_says_reached(
        self, maren: Person, facts: dict[str, Any], done: bool
    ) -> None:
        take(maren, jsonl(line("A", {"text": "Tide tables", **facts})))
        stage = the_key_result().stages.get()
        assert stage.done_on == (date(2026, 3, 31) if done else None)
        assert Objective.objects.get().progress == float(done)

    def test_a_score_beyond_1_is_1_and_what_was_said_stands_in_the_note(self, maren: Person) -> None:
        report = take(maren, jsonl(line("A", {**METRIC, "score": "130%"}, score=-0.012)))
        assert (the_key_result().score, the_key_result().note) == (1.0, "Score in the file: 130%")
        assert (Objective.objects.get().score, Objective.objects.get().why) == (0.0, "Score in the file: -0.012")
        assert notes(report) == [(1, "score"), (1, "key_results[1].score")]

    def test_a_score_before_the_end_is_a_remark(self, maren: Person) -> None:
        take(maren, jsonl(line("A", {**METRIC, "score": 0.4}, when="running")))
        assert (the_key_result().score, the_key_result().note) == (None, "Score in the file: 0.4")

    def test_drafts_take_no_check_ins(self, maren: Person) -> None:
        report = take(maren, jsonl(line("A", {**METRIC, "current": 12, "status": "early days"}, when="coming")))
        assert not CheckIn.objects.exists()
        assert the_key_result().note == "Status: early days\nCurrent: 12 h"
        assert notes(report) == [(1, "key_results[1].current")]

    def test_remarks_and_long_titles_are_kept(self, maren: Person) -> None:
        long = "Sail " + "further and " * 60 + "home"
        report = take(maren, jsonl(line(long, {"text": long, "priority": "P1"}, why="Because.", extra="x")))
        objective, key_result = Objective.objects.get(), the_key_result()
        assert len(objective.statement) <= 500
        assert objective.why == f"Because.\n\nIn full: {long}\nExtra: x"
        assert key_result.note == f"In full: {long}\nPriority: P1"
        assert notes(report) == [(1, "objective"), (1, "key_results[1].text")]

    def test_a_period_that_names_none_is_refused_and_no_period_is_the_running_one(self, maren: Person) -> None:
        report = take(maren, csv(["Objective", "Period"], ["A", "soon"]))
        assert report.in_the_way[0].field == "period"
        report = take(maren, csv(["Objective", "KR"], ["A", "b"]))
        assert Objective.objects.get().cycle.name == "Q4 2026"
        assert notes(report) == [(0, "period")]


class TestAllOrNothing:
    def test_one_bad_row_keeps_everything_out(self, maren: Person) -> None:
        report = take(maren, jsonl(line("A", "b"), line("C", {"text": "d", "target": True}), line("E")))
        assert report.as_json()["objectives"] == {"created": 0, "changed": 0, "unchanged": 0, "refused": 3}
        assert report.as_json()["key_results"] == {"created": 0, "changed": 0, "unchanged": 0, "refused": 2}
        assert (report.teams, report.people, report.cycles) == ((), (), ())
        assert [(refusal.row, refusal.field) for refusal in report.in_the_way] == [(2, "key_results[1].target")]
        assert not Objective.objects.exists()
        assert not ImportRun.objects.exists()
        assert not Team.objects.filter(name="Harbour").exists()

    def test_a_text_of_ten_thousand_characters_is_in_the_way(self, maren: Person) -> None:
        report = take(maren, jsonl(line("a" * 10_000, "b"), line("C", "d" * 10_000)))
        assert [(r.row, r.field) for r in report.in_the_way] == [(1, "objective"), (2, "key_results[1].text")]
        assert "10,000 characters" in report.in_the_way[0].message

    def test_a_failure_on_the_way_leaves_nothing(self, maren: Person, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_args: object, **_more: object) -> None:
            raise OSError("the disk is full")

        before = (Team.objects.count(), Person.objects.count(), Cycle.objects.count(), Event.objects.count())
        monkeypatch.setattr("northing.portability.actions.settle", fail)
        with pytest.raises(OSError, match="full"):
            import_okrs(maren, read_document("okrs", jsonl(line("A", {**METRIC, "owner": "CEO"}))))
        assert (Team.objects.count(), Person.objects.count(), Cycle.objects.count(), Event.objects.count()) == before
        assert not Objective.objects.exists()
        assert not ImportedRow.objects.exists()

    def test_a_dry_run_says_the_same_and_writes_nothing(self, maren: Person) -> None:
        content = jsonl(line("A", {**METRIC, "owner": "CEO"}), line("B", "c"))
        dry = take(maren, content, dry_run=True).as_json()
        assert not Objective.objects.exists()
        assert not Team.objects.filter(name="Harbour").exists()
        real = take(maren, content).as_json()
        assert {**dry, "dry_run": False} == real

    def test_only_administrators_may(self, maren: Person) -> None:
        document = read_document("okrs", jsonl(line("A")))
        champion = hire(maren, "Ida Holm", is_champion=True)
        with pytest.raises(errors.Refused):
            import_okrs(champion, document)
        with pytest.raises(errors.Refused):
            import_okrs(champion, document, dry_run=True)

    def test_tells_of_all_of_it_in_one_event(self, maren: Person) -> None:
        before = Event.objects.count()
        take(maren, jsonl(line("A", METRIC), line("B", METRIC, when="running")))
        told = Event.objects.filter(subject=Subject.IMPORT.value)
        assert (told.get().verb, told.get().door, told.get().actor_id) == (Verb.IMPORTED.value, "import", maren.pk)
        assert Event.objects.count() == before + 2  # the new cycle tells of itself


class TestParents:
    def test_are_found_by_their_text_whatever_its_spelling(self, maren: Person) -> None:
        report = take(
            maren, jsonl(line("Ships leave on time", METRIC), line("Cranes never wait", parent="ships  leave ON time."))
        )
        link = Alignment.objects.get()
        assert (link.child.statement, link.parent_objective and link.parent_objective.statement) == (
            "Cranes never wait", "Ships leave on time",
        )  # fmt: skip
        assert (link.kind, report.alignments) == (LinkKind.IMPLICIT.value, 1)

    def test_may_be_key_results(self, maren: Person) -> None:
        take(maren, jsonl(line("A", METRIC), line("B", parent="A", parent_key_result=METRIC["text"])))
        link = Alignment.objects.get()
        assert (link.kind, link.parent_key_result) == (LinkKind.EXPLICIT.value, the_key_result())

    def test_of_a_longer_period_around_it_will_do(self, maren: Person) -> None:
        year = line("Year", METRIC, period="2026", period_start="2026-01-01", period_end="2026-12-31")
        take(maren, jsonl(year, line("Quarter", parent="Year")))
        assert Alignment.objects.count() == 1

    @pytest.mark.parametrize(("lines", "field", "word"), [
        ([line("A"), line("A", team="Tugs"), line("B", parent="A")], "parent", "any of 2"),
        ([line("B", parent="Nowhere")], "parent", "not in the file"),
        ([line("A"), line("B", parent="A", parent_key_result="None such")], "parent_key_result", "no key result"),
        ([line("A", "k", "k"), line("B", parent="A", parent_key_result="k")], "parent_key_result", "2 key results"),
        ([line("A", source="x"), line("B", parent="A", source="y")], "parent", "not in the file"),
        ([line("A", parent="B"), line("B", parent="A")], "parent", "loop"),
        ([line("A", when="running"), line("B", parent="A")], "parent", "not in the file"),
    ])  # fmt: skip
    def test_that_cannot_be_told_are_left_open_and_said(
        self, maren: Person, lines: list[dict[str, Any]], field: str, word: str
    ) -> None:
        report = take(maren, jsonl(*lines))
        told = [note for note in report.notes if note.field == field]
        assert len(told) == 1
        assert word in told[0].message


class TestAgain:
    def test_the_same_file_changes_nothing_at_any_time(self, maren: Person) -> None:
        content = jsonl(
            line("A", {**METRIC, "current": 12, "score": 0.4}, "b", "b", when="running", score=0.5), line("A", "c"),
            line("A", "c"), line("B", parent="A", when="coming"),
        )  # fmt: skip
        take(maren, content)
        stored = list(Objective.objects.values()), list(KeyResult.objects.values()), list(CheckIn.objects.values())
        for moment in (NOW, datetime(2027, 6, 1, 12, tzinfo=UTC)):
            with clock.frozen(moment):
                report = import_okrs(maren, read_document("another name", content))
            assert report.as_json()["objectives"] == {"created": 0, "changed": 0, "unchanged": 4, "refused": 0}
            assert report.as_json()["key_results"] == {"created": 0, "changed": 0, "unchanged": 5, "refused": 0}
            assert (report.teams, report.people, report.cycles, report.run_id) == ((), (), (), None)
        assert stored == (
            list(Objective.objects.values()),
            list(KeyResult.objects.values()),
            list(CheckIn.objects.values()),
        )

    def test_a_changed_file_changes_only_what_changed(self, maren: Person) -> None:
        take(maren, jsonl(line("A", METRIC, "b", when="running"), line("C", "d", when="running")))
        other = KeyResult.objects.get(text="b")
        changed = {**METRIC, "target": 8, "current": 10, "owner": "Harbour master"}
        report = take(
            maren,
            jsonl(line("A", changed, "b", when="running", why="Now we know why"), line("C", "d", "e", when="running")),
        )
        assert report.as_json()["objectives"] == {"created": 0, "changed": 1, "unchanged": 1, "refused": 0}
        assert report.as_json()["key_results"] == {"created": 1, "changed": 1, "unchanged": 2, "refused": 0}
        key_result = KeyResult.objects.get(text=METRIC["text"])
        assert (key_result.target, key_result.value, key_result.owner and key_result.owner.name) == (
            8.0,
            10.0,
            "Harbour master",
        )
        assert Objective.objects.get(statement="A").why == "Now we know why"
        entry = LedgerEntry.objects.get()
        assert (entry.field, entry.before, entry.after, entry.reason) == ("target", 9.0, 8.0, "Import of okrs")
        assert KeyResult.objects.filter(pk=other.pk, version=other.version).exists()

    def test_a_key_result_in_other_words_is_known_by_its_place(self, maren: Person) -> None:
        take(maren, jsonl(line("A", "one", "two")))
        report = take(maren, jsonl(line("A", "one, at last", "two")))
        assert report.as_json()["key_results"] == {"created": 0, "changed": 1, "unchanged": 1, "refused": 0}
        assert sorted(KeyResult.objects.values_list("text", flat=True)) == ["one, at last", "two"]
        assert KeyResult.objects.get(text="one, at last").stages.get().label == "one, at last"

    def test_scores_that_come_with_the_end_close_the_objective(self, maren: Person) -> None:
        take(maren, jsonl(line("A", METRIC, when="running")))
        with clock.frozen(datetime(2027, 1, 15, 12, tzinfo=UTC)):
            report = take(maren, jsonl(line("A", {**METRIC, "current": 9, "score": 0.8}, when="running", score=0.7)))
            assert report.as_json()["objectives"]["changed"] == 1
        objective, key_result = Objective.objects.get(), the_key_result()
        assert (objective.state, objective.score, key_result.score, key_result.value) == (
            State.CLOSED.value,
            0.7,
            0.8,
            9.0,
        )

    def test_numbers_that_come_later_make_a_measure_of_a_milestone(self, maren: Person) -> None:
        take(maren, jsonl(line("A", {"text": METRIC["text"], "target": 9, "unit": "h"}, when="running")))
        take(maren, jsonl(line("A", {**METRIC, "current": 10}, when="running")))
        key_result = the_key_result()
        assert (key_result.kind, key_result.value, key_result.stages.count()) == ("decrease", 10.0, 0)

    def test_a_tick_that_is_taken_back_is_taken_back_here(self, maren: Person) -> None:
        take(maren, jsonl(line("A", {"text": "b", "status": "done"})))
        take(maren, jsonl(line("A", {"text": "b", "status": "open again"})))
        assert the_key_result().progress == 0.0

    def test_what_was_edited_here_is_not_overwritten(self, maren: Person) -> None:
        take(maren, jsonl(line("A", when="running", why="From the file")))
        objective = Objective.objects.get()
        objective.lead = maren
        objective.save()
        edit_objective(maren, objective.pk, version=objective.version, why="Ours")
        report = take(maren, jsonl(line("A", when="running", why="From the file, anew")))
        assert Objective.objects.get().why == "Ours"
        assert report.as_json()["objectives"] == {"created": 0, "changed": 0, "unchanged": 1, "refused": 0}
        assert notes(report) == [(1, "why")]

    def test_what_was_deleted_here_stays_deleted(self, maren: Person) -> None:
        take(maren, jsonl(line("A", when="running")))
        objective = Objective.objects.get()
        objective.lead = maren
        objective.save()
        delete_objective(maren, objective.pk)
        report = take(maren, jsonl(line("A", when="running", why="More")))
        assert Objective.objects.get().deleted_at is not None
        assert report.as_json()["objectives"]["unchanged"] == 1

    def test_what_is_not_in_the_file_any_more_stays_and_is_told(self, maren: Person) -> None:
        take(maren, jsonl(line("A", "b", "c"), line("D")))
        report = take(maren, jsonl(line("A", "b", why="x")))
        assert Objective.objects.count() == 2
        assert KeyResult.objects.count() == 2
        assert notes(report) == [(0, ""), (1, "key_results")]

    def test_another_parent_takes_the_place_of_the_first(self, maren: Person) -> None:
        take(maren, jsonl(line("A"), line("B"), line("C", parent="A")))
        take(maren, jsonl(line("A"), line("B"), line("C", parent="B")))
        live = Alignment.objects.filter(removed_at__isnull=True)
        assert [(link.child.statement, link.parent_objective and link.parent_objective.statement) for link in live] == [
            ("C", "B")
        ]

    def test_teams_that_were_moved_or_renamed_here_are_found(self, maren: Person) -> None:
        take(maren, jsonl(line("A")))
        Team.objects.filter(name="Cranes").update(name="Lifting")
        take(maren, jsonl(line("A"), line("B")))
        assert Objective.objects.get(statement="B").team.name == "Lifting"

    def test_what_is_reopened_here_stays_open(self, maren: Person) -> None:
        take(maren, jsonl(line("A", when="past")))
        objective = Objective.objects.get()
        objective.lead = maren
        objective.save()
        reopen_objective(maren, objective.pk)
        take(maren, jsonl(line("A", when="past")))
        assert Objective.objects.get().state == State.PUBLISHED.value


def test_rows_add_up_whatever_the_file(maren: Person) -> None:
    take(maren, jsonl(line("A", "b"), line("C", METRIC)))
    content = (
        jsonl(line("A", "b", "x"), line("C", {**METRIC, "score": 0.1}), line("N", "m"))
        + b"\n"
        + json.dumps({"objective": 1}).encode()
    )
    document = read_document("okrs", content)
    for report in (import_okrs(maren, document, dry_run=True), import_okrs(maren, document)):
        assert sum(report.objectives.values()) == document.objectives_read == 4
        assert sum(report.key_results.values()) == document.key_results_read == 4
