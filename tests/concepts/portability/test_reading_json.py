"""JSON lines: one objective a line, and every way in which a line can be wrong."""

import json
from datetime import date

import pytest

from northing.core.scoring import Commitment
from northing.portability.reading import Document, Unreadable, read
from tests.concepts.portability.files import jsonl, line


def reading(content: bytes | str) -> Document:
    return read("okrs.jsonl", content.encode() if isinstance(content, str) else content)


def refusal(content: bytes | str) -> tuple[int, str, str]:
    document = reading(content)
    assert len(document.refused) == 1
    return document.refused[0].row, document.refused[0].field, document.refused[0].reason


class TestALine:
    def test_is_an_objective_with_its_key_results(self) -> None:
        metric = {
            "text": "Turn a ship around in 9 h", "owner": "Harbour master", "start": 14, "target": 9, "current": 11.5,
            "unit": "h", "score": 0.5, "status": "half way", "initiatives": ["Second shift"],
        }  # fmt: skip
        document = reading(jsonl(line("Ships leave on time", metric, type="committed", score=0.6, status="fine")))
        (objective,) = document.objectives
        assert (objective.row, objective.statement, objective.organisation, objective.team) == (
            1, "Ships leave on time", "Harbour", "Cranes",
        )  # fmt: skip
        assert (objective.starts_on, objective.ends_on) == (date(2026, 1, 1), date(2026, 3, 31))
        assert (objective.commitment, objective.score, objective.status) == (Commitment.COMMITTED, 0.6, "fine")
        (key_result,) = objective.key_results
        assert (key_result.start, key_result.target, key_result.current, key_result.unit) == (14.0, 9.0, 11.5, "h")
        assert (key_result.owner, key_result.score, key_result.status) == ("Harbour master", 0.5, "half way")
        assert key_result.initiatives == ("Second shift",)

    def test_keeps_what_has_no_place_as_remarks(self) -> None:
        document = reading(jsonl(line("A", {"text": "b", "priority": "P0", "levels": {"0.3": "one", "1.0": "three"}})))
        remarks = document.objectives[0].key_results[0].remarks
        assert remarks == (("Priority", "P0"), ("Levels", "0.3: one; 1.0: three"))

    def test_numbers_may_be_written_as_text_with_their_unit(self) -> None:
        document = reading(jsonl(line("A", {"text": "b", "start": "€1.2M", "target": "€ 2M"})))
        key_result = document.objectives[0].key_results[0]
        assert (key_result.start, key_result.target, key_result.unit) == (1_200_000.0, 2_000_000.0, "€")

    def test_text_where_a_number_belongs_is_kept_and_told(self) -> None:
        document = reading(jsonl(line("A", {"text": "b", "target": "tbd"})))
        assert document.objectives[0].key_results[0].remarks == (("Target", "tbd"),)
        assert [(note.row, note.field) for note in document.notes] == [(1, "key_results[1].target")]

    @pytest.mark.parametrize(("said", "score", "original"), [
        (1.3, 1.0, "1.3"), ("130%", 1.0, "130%"), ("-1.2%", 0.0, "-1.2%"), ("70 %", 0.7, ""), (0, 0.0, ""), ("7/10", 0.7, ""),
    ])  # fmt: skip
    def test_scores_lie_between_0_and_1_and_keep_what_was_said(self, said: object, score: float, original: str) -> None:
        document = reading(jsonl(line("A", {"text": "b", "score": said})))
        key_result = document.objectives[0].key_results[0]
        assert (key_result.score, key_result.score_said) == (pytest.approx(score), original)

    def test_key_results_may_be_plain_texts(self) -> None:
        document = reading(json.dumps({"objective": "A", "key_results": ["b", "c"]}))
        assert [part.text for part in document.objectives[0].key_results] == ["b", "c"]

    def test_texts_lose_what_cannot_be_seen(self) -> None:
        document = reading(json.dumps({"objective": " A\u0000 \u202eb\ud800\n c "}))
        assert document.objectives[0].statement == "A b c"

    def test_right_to_left_text_and_emoji_stay(self) -> None:
        document = reading(json.dumps({"objective": "נשפר את השירות 🧊👩‍🚀"}))
        assert document.objectives[0].statement == "נשפר את השירות 🧊👩‍🚀"


class TestWrongLines:
    @pytest.mark.parametrize(("content", "field", "word"), [
        ('{"objective": "a", "objective": "b"}', "", "twice"),
        ('{"objective": "a", "key_results": [{"text": "b", "text": "c"}]}', "", "twice"),
        ('{"objective": 5}', "objective", "number stands where a text"),
        ('{"objective": NaN}', "objective", "number"),
        ('{"objective": null}', "objective", "missing"),
        ('{"objective": "  "}', "objective", "empty"),
        ('{"objective": ["a"]}', "objective", "list"),
        ("[[]]", "", "object"),
        ('{"objective": "a", "key_results": {}}', "key_results", "list"),
        ('{"objective": "a", "key_results": [5]}', "key_results[1]", "object"),
        ('{"objective": "a", "key_results": [{"text": ""}]}', "key_results[1].text", "empty"),
        ('{"objective": "a", "key_results": [{"text": "b", "target": 1e400}]}', "key_results[1].target", "1e400"),
        ('{"objective": "a", "key_results": [{"text": "b", "target": NaN}]}', "key_results[1].target", "NaN"),
        ('{"objective": "a", "key_results": [{"text": "b", "target": -Infinity}]}', "key_results[1].target", "Infinity"),
        ('{"objective": "a", "key_results": [{"text": "b", "target": 1e16}]}', "key_results[1].target", "1e+16"),
        ('{"objective": "a", "key_results": [{"text": "b", "target": "1e400"}]}', "key_results[1].target", "1e400"),
        ('{"objective": "a", "key_results": [{"text": "b", "start": true}]}', "key_results[1].start", "number belongs"),
        ('{"objective": "a", "key_results": [{"text": "b", "start": []}]}', "key_results[1].start", "number belongs"),
        ('{"objective": "a", "score": "1e999"}', "objective score", "1e999"),
        ('{"objective": "a", "team": {}}', "team", "object"),
        ('{"objective": "a", "period_start": "soon", "period_end": "2026-01-01"}', "period_start", "soon"),
        ('{"objective": "a", "period_start": "2026-03-31", "period_end": "2026-01-01"}', "period_end", "before it starts"),
        ('{"objective": "a", "period_start": "0001-01-01", "period_end": "9999-12-31"}', "period_start", "no period"),
    ])  # fmt: skip
    def test_are_refused_with_their_row_their_field_and_a_reason(self, content: str, field: str, word: str) -> None:
        row, said_field, reason = refusal(content)
        assert (row, said_field) == (1, field)
        assert word in reason

    def test_are_counted_with_their_key_results(self) -> None:
        document = reading(
            b"\n".join([jsonl(line("A", "b")), jsonl(line("C", "d", {"text": "e", "target": True})), b"{"])
        )
        assert (document.objectives_read, document.key_results_read) == (3, 3)
        assert [refused.row for refused in document.refused] == [2, 3]

    def test_deep_nesting_is_refused_and_nothing_falls_over(self) -> None:
        assert "deep" in refusal(jsonl(line("A")) + b"\n" + b'{"a":' * 100_000)[2]

    def test_numerals_of_a_million_digits_take_no_time(self) -> None:
        content = '{"objective": "a", "key_results": [{"text": "b", "target": ' + "9" * 1_000_000 + "}]}"
        assert refusal(content)[1] == "key_results[1].target"


class TestShapes:
    def test_a_list_of_objects_and_an_object_that_holds_one_are_read_too(self) -> None:
        lines = [line("A", "b"), line("C")]
        assert reading(json.dumps(lines, indent=2)).objectives_read == 2
        assert reading(json.dumps({"objectives": lines}, indent=2)).objectives_read == 2

    def test_other_names_for_the_same_keys(self) -> None:
        content = json.dumps([{"name": "A", "results": [{"name": "b", "target value": 5}]}])
        (objective,) = reading(content).objectives
        assert (objective.statement, objective.key_results[0].text, objective.key_results[0].target) == ("A", "b", 5.0)

    def test_empty_lines_are_passed_over_and_rows_keep_their_numbers(self) -> None:
        content = b"\n\n" + jsonl(line("A")) + b"\n\n" + jsonl(line("B")) + b"\n"
        assert [objective.row for objective in reading(content).objectives] == [3, 5]

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
    def test_any_encoding(self, encoding: str) -> None:
        content = jsonl(line("Schöner fahren")).decode().encode(encoding)
        assert reading(content).objectives[0].statement == "Schöner fahren"

    def test_too_many_objectives_are_refused(self) -> None:
        with pytest.raises(Unreadable, match="more than"):
            reading(b'{"objective":"a"}\n' * 20_001)

    def test_too_many_key_results_are_a_row_refused(self) -> None:
        assert "201" in refusal(jsonl(line("A", *("b" for _ in range(201)))))[2]


class TestFilesThatAreNone:
    @pytest.mark.parametrize(("content", "word"), [
        (b"", "empty"), (b"  \n ", "empty"), (b"%PDF-1.4", "PDF"), (b"\xd0\xcf\x11\xe0rest", "old Excel"),
        (b"<html><table>", "web page"), (b"# OKRs\n\n- one\n- two\n", "Markdown"), (b"objectives:\n  - id: a\n    title: b\n", "YAML"),
        (b"\x1f\x8b1234", "compressed"), (b"\x89PNG\r\n", "picture"), (b"a,b\n1,2\n", "No column"), (b"[", "cannot be read"),
        (b"PK\x03\x04rubbish", "damaged"), (b"\xff\xfea", "UTF-16"), (b"x" * (16 * 1024 * 1024 + 1), "16 MB"),
    ])  # fmt: skip
    def test_say_what_they_are(self, content: bytes, word: str) -> None:
        with pytest.raises(Unreadable, match=word):
            read("file", content)
