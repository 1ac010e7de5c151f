"""`northing coach`: documents and JSON lines, one answer a goal, and exit codes that a repository can be guarded with."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

KEYS = ["id", "language", "verdict", "findings"]
FINDING = ["rule", "severity", "span", "message", "why", "fix", "rewrite", "source"]


def run(given: bytes, *options: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "northing", "coach", "-", *options]
    return subprocess.run(command, input=given, capture_output=True, check=False, timeout=60)


def answers(given: bytes, *options: str) -> list[dict[str, Any]]:
    done = run(given, "--format", "json", *options)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def lines(*records: dict[str, Any]) -> bytes:
    return "\n".join(json.dumps(record) for record in records).encode()


def test_one_line_of_json_for_each_line_in_the_documented_shape() -> None:
    given = lines(
        {"id": "a", "kind": "key_result", "text": "Launch the new website"},
        {"id": 2, "kind": "key_result", "text": "Raise conversion from 1.5% to 4%", "objective": "Feel at home"},
        {"kind": "objective", "text": "Become the first place cyclists ask"},
    )
    bad, good, objective = answers(given)
    assert [list(one) for one in (bad, good, objective)] == [KEYS] * 3
    assert (bad["id"], good["id"], objective["id"]) == ("a", 2, None)
    assert (bad["verdict"], good["verdict"], objective["verdict"]) == ("NOT OK", "OK", "OK")
    assert bad["language"] == "en"
    first = bad["findings"][0]
    assert list(first) == FINDING
    assert (first["rule"], first["severity"]) == ("task", "problem")
    assert "Launch the new website"[slice(*first["span"])].startswith("Launch")


def test_spans_count_characters_of_the_text_as_given() -> None:
    (answer,) = answers(lines({"id": 1, "kind": "key_result", "text": "🚀 🚀 Launch the new website"}))
    start, end = answer["findings"][0]["span"]
    assert "🚀 🚀 Launch the new website"[start:end] == "Launch the new website"


def test_a_set_names_its_key_results_by_number() -> None:
    record = {
        "id": 1,
        "kind": "okr",
        "text": "Become the first place cyclists ask",
        "key_results": ["Raise NPS from 20 to 40", "Launch the app"],
    }
    (answer,) = answers(lines(record))
    assert answer["verdict"] == "NOT OK"
    of_second = [one for one in answer["findings"] if one["message"].startswith("Key result 2: ")]
    assert of_second[0]["rule"] == "task"
    assert "Launch the app"[slice(*of_second[0]["span"])] == "Launch the app"
    assert not any(
        one["message"].startswith("Key result 1: ") and one["severity"] == "problem" for one in answer["findings"]
    )


def test_a_set_that_was_pasted_as_one_text() -> None:
    text = "O: Become the first place cyclists ask\nKR1: Raise NPS from 20 to 40\nKR2: Launch the app"
    (answer,) = answers(lines({"id": 1, "kind": "okr", "text": text}))
    (task,) = [one for one in answer["findings"] if one["rule"] == "task"]
    assert text[slice(*task["span"])] == "Launch the app"


def test_a_bad_line_is_told_by_its_number_and_breaks_nothing_else() -> None:
    good = {"id": 1, "kind": "key_result", "text": "Raise NPS from 20 to 40"}
    given = (
        b"\xef\xbb\xbf"
        + lines(good)
        + b'\r\n\r\n{"id": 9, "kind": "key_result"\n{"id": 4, "kind": "kr", "text": ""}\n'
        + lines(good)
    )
    done = run(given, "--format", "json")
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 2
    assert [one["id"] for one in told] == [1, None, 4, 1]
    assert [list(one) for one in told] == [KEYS, ["id", "error"], ["id", "error"], KEYS]
    assert b"Line 3 is not JSON" in done.stderr
    assert b'Line 4 "kind" must be' in done.stderr


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        ("Launch the app", [], 0),
        ("Launch the app", ["--strict"], 1),
        ("Raise NPS from 20 to 40", ["--strict"], 0),
    ],
)
def test_the_exit_code_guards_a_repository(text: str, options: list[str], code: int) -> None:
    assert run(lines({"id": 1, "kind": "key_result", "text": text}), *options).returncode == code


def test_a_document_for_people(tmp_path: Path) -> None:
    document = tmp_path / "okrs.md"
    document.write_bytes("\ufeff## Become the first place cyclists ask\r\n\r\n- Launch the app\r\n".encode())
    command = [sys.executable, "-m", "northing", "coach", str(document)]
    said = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout.decode()
    assert "OK      Become the first place cyclists ask" in said
    assert "NOT OK  Launch the app" in said
    assert "(line 3 key result)" in said
    assert "Could every key result be 1.0, and" in said
    assert said.endswith("1 of 2 NOT OK.\n")


def test_in_a_document_spans_count_in_the_line_that_id_names() -> None:
    given = "O: Become the first place cyclists ask\n  - [ ] KR1: Launch the app\n"
    objective, key_result = answers(given.encode())
    assert (objective["id"], key_result["id"]) == (1, 2)
    line = given.splitlines()[key_result["id"] - 1]
    assert line[slice(*key_result["findings"][0]["span"])] == "Launch the app"


@pytest.mark.parametrize("given", [b"", b"\xef\xbb\xbf", b"\n \r\n\n"])
def test_an_empty_file(given: bytes) -> None:
    done = run(given, "--format", "json")
    assert (done.returncode, done.stdout) == (0, b"")
    assert b"No objectives and no key results were found." in run(given).stdout


def test_a_document_that_is_not_utf_8() -> None:
    done = run("O: Größer werden\nKR: 5 Läden".encode("latin-1"), "--format", "json")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Line 1 is not UTF-8" in done.stderr


def test_a_file_that_is_not_there() -> None:
    command = [sys.executable, "-m", "northing", "coach", "nowhere.md"]
    done = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert done.returncode == 2
    assert b"cannot be read" in done.stderr


def test_answers_as_the_lines_come() -> None:
    """A stream is not waited out: the first answer is there while the second line is not written yet."""
    command = [sys.executable, "-m", "northing", "coach", "-", "--format", "json"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        for number in (1, 2):
            process.stdin.write(lines({"id": number, "kind": "key_result", "text": "Launch it"}) + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        process.stdin.close()
        assert process.wait(timeout=30) == 0


def test_needs_neither_a_database_nor_django() -> None:
    program = (
        "import sys, io; sys.stdin = io.TextIOWrapper(io.BytesIO(b'Launch it'));"
        "from northing.cli import main; main(['coach', '-']); print('django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, timeout=60)
    assert done.stdout.decode().strip().endswith("False")
