"""Sheets as people lay them out: titles on top, merged cells, three languages of headings, one row for this or for
that.
"""

from datetime import date

import pytest

from northing.core.measures import Kind
from northing.core.scoring import Commitment
from northing.portability.reading import Document, ImportedKeyResult, Unreadable, read
from northing.portability.reading.columns import Field, field_of
from tests.concepts.portability.files import csv, xlsx


def reading(*rows: list[str], mark: str = ",", encoding: str = "utf-8") -> Document:
    return read("okrs.csv", csv(*rows, mark=mark, encoding=encoding))


def key_results(document: Document) -> list[ImportedKeyResult]:
    return [part for objective in document.objectives for part in objective.key_results]


class TestHeadings:
    @pytest.mark.parametrize(("heading", "field"), [
        ("Objective", Field.OBJECTIVE), ("OBJECTIVES:", Field.OBJECTIVE), ("Ziel", Field.OBJECTIVE), ("O", Field.OBJECTIVE),
        ("Objective (what do we want?)", Field.OBJECTIVE), ("Key Result", Field.KEY_RESULT), ("key_result", Field.KEY_RESULT),
        ("keyResultName", Field.KEY_RESULT), ("Schlüsselergebnis", Field.KEY_RESULT), ("KR", Field.KEY_RESULT),
        ("Metric", Field.KEY_RESULT), ("Owner", Field.OWNER), ("Assignee", Field.OWNER), ("Verantwortlich", Field.OWNER),
        ("Team", Field.TEAM), ("Department", Field.TEAM), ("Abteilung", Field.TEAM), ("Startwert", Field.START),
        ("Baseline", Field.START), ("initialValue", Field.START), ("From", Field.START), ("Goal value", Field.TARGET),
        ("Zielwert", Field.TARGET), ("To", Field.TARGET), ("Actual", Field.CURRENT), ("Aktueller Wert", Field.CURRENT),
        ("Ist", Field.CURRENT), ("Einheit", Field.UNIT), ("Score", Field.SCORE), ("Grade", Field.SCORE), ("Bewertung", Field.SCORE),
        ("Progress (%)", Field.PROGRESS), ("% complete", Field.PROGRESS), ("Fortschritt", Field.PROGRESS),
        ("Quartal", Field.PERIOD), ("Cycle", Field.PERIOD), ("Session", Field.PERIOD), ("Aligned to", Field.PARENT),
        ("Parent objective", Field.PARENT), ("Gewichtung", Field.WEIGHT), ("Confidence level", Field.CONFIDENCE),
        ("Due date", Field.ENDS_ON), ("Fällig am", Field.ENDS_ON), ("Maßnahmen", Field.INITIATIVES),
    ])  # fmt: skip
    def test_are_found_in_any_spelling(self, heading: str, field: Field) -> None:
        assert field_of(heading) == (field, 0)

    def test_of_numbered_key_results_belong_together(self) -> None:
        assert field_of("KR 2") == (Field.KEY_RESULT, 2)
        assert field_of("Key Result 2 Target") == (Field.TARGET, 2)

    def test_nobody_knows_are_kept_as_remarks(self) -> None:
        document = reading(["Objective", "Key result", "Shoe size"], ["A", "b", "42"])
        assert key_results(document)[0].remarks == (("Shoe size", "42"),)

    def test_may_stand_below_titles_and_empty_rows(self) -> None:
        document = reading(["Harbour OKRs", "", ""], ["As of March", "", ""], ["", "", ""], ["Objective", "Key result", "Owner"],
                           ["A", "b", "Ida"])  # fmt: skip
        assert document.objectives[0].row == 5

    def test_said_again_further_down_are_passed_over(self) -> None:
        document = reading(["Objective", "Key result"], ["A", "b"], ["Objective", "Key result"], ["C", "d"])
        assert [objective.statement for objective in document.objectives] == ["A", "C"]

    def test_missing_altogether_are_asked_for(self) -> None:
        with pytest.raises(Unreadable, match="Name the columns"):
            reading(["one", "two"], ["a", "b"])


class TestRows:
    def test_for_each_key_result_with_the_objective_repeated(self) -> None:
        document = reading(["Objective", "KR", "Owner"], ["A", "b", "Ida"], ["A", "c", "Ola"], ["D", "e", ""])
        assert [(o.statement, [k.text for k in o.key_results]) for o in document.objectives] == [
            ("A", ["b", "c"]),
            ("D", ["e"]),
        ]
        assert [k.row for k in key_results(document)] == [2, 3, 4]

    def test_with_the_objective_only_in_its_first_row(self) -> None:
        document = reading(["Objective", "KR"], ["A", "b"], ["", "c"], ["", ""], ["D", "e"])
        assert [[k.text for k in o.key_results] for o in document.objectives] == [["b", "c"], ["e"]]

    def test_of_their_own_for_objectives(self) -> None:
        document = reading(["Objective", "KR", "Owner", "Score"], ["A", "", "Ida", "0.6"], ["", "b", "Ola", "0.5"])
        (objective,) = document.objectives
        assert (objective.lead, objective.score, objective.key_results[0].owner, objective.key_results[0].score) == (
            "Ida", 0.6, "Ola", 0.5,
        )  # fmt: skip

    def test_for_each_objective_with_key_results_in_columns(self) -> None:
        document = reading(
            ["Objective", "KR 1", "KR 1 Target", "KR 2", "KR 2 Target"], ["A", "b", "5", "c", ""], ["D", "", "", "", ""]
        )
        assert [[(k.text, k.target) for k in o.key_results] for o in document.objectives] == [
            [("b", 5.0), ("c", None)],
            [],
        ]

    def test_for_each_objective_with_a_list_in_one_cell(self) -> None:
        document = reading(
            ["Objective", "Key results"], ["A", "KR1: b\nKR2: c"], ["D", "- e\n- f"], ["G", "one thing\nover two lines"]
        )
        assert [[k.text for k in o.key_results] for o in document.objectives] == [
            ["b", "c"],
            ["e", "f"],
            ["one thing over two lines"],
        ]

    def test_told_apart_by_a_type(self) -> None:
        document = reading(
            ["Type", "Title", "Parent", "Owner", "Start", "Target"], ["Objective", "A", "", "Ida", "", ""],
            ["Objective", "B", "A", "", "", ""], ["Key Result", "of a", "A", "Ola", "1", "5"], ["Key Result", "of b", "B", "", "", ""],
        )  # fmt: skip
        assert [(o.statement, o.parent, [k.text for k in o.key_results]) for o in document.objectives] == [
            ("A", "", ["of a"]), ("B", "A", ["of b"]),
        ]  # fmt: skip

    def test_with_both_in_one_cell(self) -> None:
        document = reading(["nr", "OKR description"], ["1", "Goal: Sail further; Target: Three new ports"])
        assert (document.objectives[0].statement, key_results(document)[0].text) == ("Sail further", "Three new ports")

    def test_lose_the_labels_before_their_texts(self) -> None:
        document = reading(
            ["Objective", "KR"], ["Objective 1: A", "KR1: b"], ["O2 - C", "Key Result 2.1: d"], ["Goals we share", "e"]
        )
        assert [o.statement for o in document.objectives] == ["A", "C", "Goals we share"]
        assert [k.text for k in key_results(document)] == ["b", "d", "e"]

    def test_that_repeat_an_objective_without_key_results_are_objectives_of_their_own(self) -> None:
        document = reading(["Objective", "KR"], ["Create:", ""], ["", "a"], ["Create:", ""], ["", "b"])
        assert [[k.text for k in o.key_results] for o in document.objectives] == [["a"], ["b"]]

    def test_before_any_objective_are_refused(self) -> None:
        document = reading(["Objective", "KR"], ["", "b"], ["A", "c"])
        assert [(row.row, row.key_results) for row in document.refused] == [(2, 1)]
        assert document.key_results_read == 2


class TestContext:
    def test_teams_and_periods_stand_once_where_a_sheet_never_repeats_them(self) -> None:
        document = reading(
            ["Team", "Period", "Objective", "KR"],
            ["Cranes", "Q1 2026", "A", "b"],
            ["", "", "C", "d"],
            ["Tugs", "", "E", "f"],
        )
        assert [(o.team, o.period) for o in document.objectives] == [
            ("Cranes", "Q1 2026"),
            ("Cranes", "Q1 2026"),
            ("Tugs", "Q1 2026"),
        ]
        assert any(note.field == "team" for note in document.notes)

    def test_an_empty_team_means_none_where_a_sheet_repeats_them(self) -> None:
        document = reading(["Team", "Objective"], ["Cranes", "A"], ["Cranes", "B"], ["", "C"])
        assert [o.team for o in document.objectives] == ["Cranes", "Cranes", ""]

    def test_days_may_give_the_period(self) -> None:
        document = reading(["Objective", "Start date", "End date"], ["A", "2026-01-01", "31.03.2026"])
        assert (document.objectives[0].starts_on, document.objectives[0].ends_on) == (
            date(2026, 1, 1),
            date(2026, 3, 31),
        )

    def test_start_and_bis_with_days_below_are_days(self) -> None:
        document = reading(["Ziel", "Start", "Bis"], ["A", "01.01.2026", "31.03.2026"])
        assert document.objectives[0].ends_on == date(2026, 3, 31)

    def test_a_type_below_key_results_is_how_they_are_measured_and_else_a_commitment(self) -> None:
        document = reading(
            ["Objective", "KR", "Type", "Start", "Target"],
            ["A", "b", "should decrease to", "5", "3"],
            ["A", "c", "should increase to", "1", "2"],
        )
        assert [k.kind for k in key_results(document)] == [Kind.DECREASE, Kind.INCREASE]
        document = reading(["Objective", "Type"], ["A", "Committed"], ["B", "Moonshot"])
        assert [o.commitment for o in document.objectives] == [Commitment.COMMITTED, Commitment.ASPIRATIONAL]


class TestNumbers:
    @pytest.mark.parametrize(
        ("mark", "encoding"), [(";", "utf-8"), (";", "latin-1"), ("\t", "utf-16"), ("|", "utf-8-sig"), (",", "utf-8")]
    )
    def test_in_german_with_any_delimiter_and_encoding(self, mark: str, encoding: str) -> None:
        document = reading(["Ziel", "Ergebnis", "Startwert", "Zielwert"], ["Größer werden", "Läden", "1.200", "1.500"],
                           ["", "Fläche", "12,5", "30,25"], mark=mark, encoding=encoding)  # fmt: skip
        assert document.objectives[0].statement == "Größer werden"
        assert [(k.start, k.target) for k in key_results(document)] == [(1200.0, 1500.0), (12.5, 30.25)]

    def test_in_english(self) -> None:
        document = reading(
            ["Objective", "KR", "Start", "Target"], ["A", "b", "1,200", "1,500"], ["", "c", "12.5", "30.25"]
        )
        assert [(k.start, k.target) for k in key_results(document)] == [(1200.0, 1500.0), (12.5, 30.25)]

    def test_bring_their_unit_along(self) -> None:
        document = reading(
            ["Objective", "KR", "Start", "Target", "Current"],
            ["A", "b", "47 min", "15 min", "41"],
            ["", "c", "", "$2.5M", ""],
        )
        assert [(k.start, k.target, k.current, k.unit) for k in key_results(document)] == [
            (47.0, 15.0, 41.0, "min"), (None, 2_500_000.0, None, "$"),
        ]  # fmt: skip

    def test_of_a_column_of_scores_share_a_scale(self) -> None:
        document = reading(["Objective", "KR", "Score"], ["A", "b", "70"], ["", "c", "100"], ["", "d", "5"])
        assert [k.score for k in key_results(document)] == [0.7, 1.0, 0.05]
        assert any(note.field == "score" and "100" in note.message for note in document.notes)

    def test_that_cannot_be_refuse_their_row(self) -> None:
        document = reading(["Objective", "KR", "Target"], ["A", "b", "1e400"], ["A", "c", "5"])
        assert [(row.row, row.field, row.key_results) for row in document.refused] == [(2, "target", 1)]

    def test_that_are_none_are_kept_as_words(self) -> None:
        document = reading(["Objective", "KR", "Target"], ["A", "b", "as many as we can"])
        assert key_results(document)[0].remarks == (("Target", "as many as we can"),)
        assert [note.row for note in document.notes] == [2]

    def test_formulas_are_words_too(self) -> None:
        document = reading(["Objective", "KR", "Target"], ['=HYPERLINK("x")', "@SUM(A1)", "=1+1"])
        assert (document.objectives[0].statement, key_results(document)[0].text) == ('=HYPERLINK("x")', "@SUM(A1)")
        assert key_results(document)[0].target is None


class TestPeople:
    def test_a_comma_parts_nobody_and_a_semicolon_does(self) -> None:
        document = reading(["Objective", "KR", "Owner"], ["A", "b", "Director, Tugs"], ["A", "c", "Ida; Ola"])
        assert [(k.owner, k.contributors) for k in key_results(document)] == [("Director, Tugs", ()), ("Ida", ("Ola",))]


class TestWorkbooks:
    def test_give_the_same_as_csv(self) -> None:
        rows = [["Objective", "KR", "Start", "Target"], ["A", "b", 1, 5], ["A", "c", 2.5, None]]
        document = read("okrs.xlsx", xlsx(*rows))
        assert [(k.text, k.start, k.target, k.row) for k in key_results(document)] == [
            ("b", 1.0, 5.0, 2),
            ("c", 2.5, None, 3),
        ]

    def test_with_merged_cells(self) -> None:
        rows = [
            ["Team", "Objective", "KR"],
            ["Cranes", "A", "b"],
            [None, None, "c"],
            [None, "D", "e"],
            ["Tugs", "F", "g"],
        ]
        document = read("okrs.xlsx", xlsx(*rows, merged=["A2:A4", "B2:B3"]))
        assert [(o.team, o.statement, len(o.key_results)) for o in document.objectives] == [
            ("Cranes", "A", 2), ("Cranes", "D", 1), ("Tugs", "F", 1),
        ]  # fmt: skip

    def test_with_percent_and_dates_and_truth(self) -> None:
        import openpyxl

        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.append(["Objective", "KR", "Start", "Target", "Done", "Start date", "End date"])
        sheet.append(["A", "b", 0.45, 0.6, True, date(2026, 1, 1), date(2026, 3, 31)])
        sheet["C2"].number_format = sheet["D2"].number_format = "0%"
        from io import BytesIO

        content = BytesIO()
        book.save(content)
        document = read("okrs.xlsx", content.getvalue())
        (key_result,) = key_results(document)
        assert (key_result.start, key_result.target, key_result.unit, key_result.done) == (45.0, 60.0, "%", True)
        assert document.objectives[0].ends_on == date(2026, 3, 31)

    def test_with_formulas_nobody_computed(self) -> None:
        document = read("okrs.xlsx", xlsx(["Objective", "KR", "Target"], ["A", "b", "=2*21"]))
        assert key_results(document)[0].target is None
        assert any("formula" in note.message.casefold() and note.row == 2 for note in document.notes)

    def test_with_a_sheet_for_each_quarter(self) -> None:
        head = ["Objective", "KR"]
        document = read("okrs.xlsx", xlsx(head, ["A", "b"], title="Q1 2026", more={"Q2 2026": [head, ["A", "c"]]}))
        assert [o.period for o in document.objectives] == ["Q1 2026", "Q2 2026"]

    def test_with_people_tasks_and_other_sheets_beside_the_okrs(self) -> None:
        more = {
            "Users": [["email", "firstName", "lastName"], ["ida@example.org", "Ida", "Holm"]],
            "Tasks": [["objective", "taskName", "owner"], ["A", "Ask the crews", "Ida"]],
            "Rates": [["a", "b"], [1, 2]],
        }
        document = read(
            "okrs.xlsx",
            xlsx(["Objective", "KR", "Period", "Owner"], ["A", "b", "Q1 2026", "ida@example.org"], more=more),
        )
        assert document.names == {"ida@example.org": "Ida Holm"}
        assert document.objectives[0].initiatives == ("Ask the crews",)
        assert [note.message for note in document.notes] == ["The sheet “Rates” holds no objectives and was not read."]
