"""`northing import`: a file on the command line, an exit code, and a report for people or programs."""

import json
from pathlib import Path
from typing import Any

import pytest

from northing.cli import main
from northing.goals.models import Objective
from tests.concepts.house import found
from tests.concepts.portability.files import csv, jsonl, line

pytestmark = pytest.mark.django_db(transaction=True)

GOOD = jsonl(
    line("Ships leave on time", {"text": "Turn around in 9 h", "start": 14, "target": 9}),
    line("B", {"text": "c", "target": 5}),
)
BAD = jsonl(line("Ships leave on time"), line("B", {"text": "c", "target": True}))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    found()
    path = tmp_path / "okrs.jsonl"
    path.write_bytes(GOOD)
    return path


def report_of(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(capsys.readouterr().out)
    return report


class TestImport:
    def test_takes_a_file_over_and_says_so(self, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["import", str(file)]) == 0
        said = capsys.readouterr().out
        assert "okrs.jsonl: imported." in said
        assert "No start value" in said
        assert Objective.objects.count() == 2

    def test_again_says_that_nothing_has_changed(self, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
        main(["import", str(file)])
        capsys.readouterr()
        assert main(["import", str(file)]) == 0
        assert "nothing has changed" in capsys.readouterr().out

    def test_prints_json_for_programs(self, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["import", str(file), "--json"]) == 0
        report = report_of(capsys)
        assert report["objectives"] == {"created": 2, "changed": 0, "unchanged": 0, "refused": 0}
        assert (report["key_results"]["created"], report["teams"], report["people"], report["cycles"]) == (2, 2, 0, 1)
        assert [sorted(note) for note in report["notes"]] == [["field", "message", "row"]]

    def test_dry_run_writes_nothing(self, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["import", str(file), "--dry-run", "--json"]) == 0
        assert report_of(capsys)["objectives"]["created"] == 2
        assert not Objective.objects.exists()

    def test_a_row_in_the_way_is_named_and_nothing_is_written(
        self, file: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file.write_bytes(BAD)
        assert main(["import", str(file)]) == 1
        said = capsys.readouterr().out
        assert "nothing was written" in said
        assert "Row 2, key_results[1].target: " in said
        assert not Objective.objects.exists()

    def test_a_row_in_the_way_is_the_first_note_of_the_json(
        self, file: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file.write_bytes(BAD)
        assert main(["import", str(file), "--json"]) == 1
        report = report_of(capsys)
        assert report["objectives"] == {"created": 0, "changed": 0, "unchanged": 0, "refused": 2}
        assert (report["notes"][0]["row"], report["notes"][0]["field"]) == (2, "key_results[1].target")

    def test_a_file_that_cannot_be_read_says_why(self, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
        file.write_bytes(b"%PDF-1.7")
        assert main(["import", str(file)]) == 1
        assert "This is a PDF" in capsys.readouterr().err
        assert main(["import", str(file), "--json"]) == 1
        assert "This is a PDF" in report_of(capsys)["notes"][0]["message"]

    def test_a_file_that_is_not_there_is_a_mistake_in_the_command(
        self, file: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["import", str(file.with_name("none.csv"))]) == 2
        assert "cannot be read" in capsys.readouterr().err
        assert main(["import"]) == 2

    def test_csv_and_the_administrator_of_choice(self, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
        sheet = file.with_name("okrs.csv")
        sheet.write_bytes(
            csv(["Ziel", "Schlüsselergebnis", "Quartal"], ["Pünktlich", "9 h", "Q1 2026"], mark=";", encoding="latin-1")
        )
        assert main(["import", str(sheet), "--as", "nobody@example.org"]) == 1
        assert "nobody@example.org" in capsys.readouterr().err
        assert main(["import", str(sheet), "--as", "MAREN@example.org"]) == 0
        assert Objective.objects.get().statement == "Pünktlich"


def test_without_an_organisation_it_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "okrs.jsonl"
    file.write_bytes(GOOD)
    assert main(["import", str(file)]) == 1
    assert "northing createadmin" in capsys.readouterr().err
