"""OKRs as people write them: which line is an objective and which a key result, and one line of JSON."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northing.portability.written import Unreadable, read_document, read_record


def found(document: str) -> list[tuple[str | None, list[str]]]:
    return [
        (goal.objective.text if goal.objective else None, [one.text for one in goal.key_results])
        for goal in read_document(document)
    ]


LABELS = """
# OKRs Q3 2026

## Objective 1: Make visitors feel at home
Why: nine of ten leave.
- [ ] KR1: Launch the new website
- **KR2:** Raise conversion from 1.5% to 4%
    - call the agency
- KR3 Reduce bounce rate

Initiatives:
- do this

## Objective 2 - Let a dispatcher sleep
* **Key Result 2.1 - Halve the alarms**
"""


def test_lines_that_say_what_they_are() -> None:
    assert found(LABELS) == [
        (
            "Make visitors feel at home",
            ["Launch the new website", "Raise conversion from 1.5% to 4%", "Reduce bounce rate"],
        ),
        ("Let a dispatcher sleep", ["Halve the alarms"]),
    ]
    assert read_document(LABELS)[0].why == "nine of ten leave."


@pytest.mark.parametrize("title", ["# Team", "# Team: Payments", "## Quarter\n\n## Team Payments", "# Cycle: Q3 2026"])
def test_a_heading_that_names_a_team_or_a_cycle_hides_nothing(title: str) -> None:
    goals = "### O1: Become loved\n- KR1: NPS from 20 to 40\n"
    assert found(f"{title}\n\n{goals}") == [("Become loved", ["NPS from 20 to 40"])]


@pytest.mark.parametrize(
    "document",
    [
        "Become loved\n- NPS from 20 to 40\n- 10 letters of thanks",
        "## Become loved\n1. NPS from 20 to 40\n2. 10 letters of thanks",
        "- Become loved\n  - NPS from 20 to 40\n  - 10 letters of thanks",
        "1. Become loved\n   a. NPS from 20 to 40\n   b. 10 letters of thanks",
        "O: Become loved\nKR1: NPS from 20 to 40\nKR2: 10 letters of thanks",
        "O1. Become loved\n  KR 1.1 - NPS from 20 to 40\n  KR 1.2 - 10 letters of thanks",
        "**Objective:** Become loved\n\n**Key results:**\n\n- NPS from 20 to 40\n- 10 letters of thanks",
        "# Q3 2026\n### Objective\nBecome loved\n### Key Results\n- [x] NPS from 20 to 40\n- [ ] 10 letters of thanks",
        "# Goals\n\n- 🎯 Become loved\n\t- NPS from 20 to 40\n\t- 10 letters of thanks",
        "Ziel 1: Become loved\nSchlüsselergebnisse:\n* NPS from 20 to 40\n* 10 letters of thanks",
        "Become loved\r\nNPS from 20 to 40\r\n10 letters of thanks\r\n",
        "> O1: Become loved\n> KR1: NPS from 20 to 40\n> KR2: 10 letters of thanks",
        "Owner: Bo\nObjective: Become loved\nStatus: green\n- NPS from 20 to 40\n- 10 letters of thanks\nNotes:\n- none",
        "```\n- code\n```\n<!-- a comment -->\n## Become loved\n|a|b|\n|---|---|\n- NPS from 20 to 40\n- 10 letters of thanks",
    ],
)
def test_the_same_okr_in_many_hands(document: str) -> None:
    assert found(document) == [("Become loved", ["NPS from 20 to 40", "10 letters of thanks"])]


def test_a_wrapped_point_is_one_text() -> None:
    goals = read_document("O: Become loved\n- NPS from 20\n  to 40\n  by June\n- Next")
    assert [one.text for one in goals[0].key_results] == ["NPS from 20\n  to 40\n  by June", "Next"]


def test_words_that_only_look_like_labels() -> None:
    assert found("- Own the market\n  - Goals per match from 1 to 2\n  - Team spirit from 3 to 4") == [
        ("Own the market", ["Goals per match from 1 to 2", "Team spirit from 3 to 4"])
    ]


def test_key_results_without_an_objective() -> None:
    assert found("KR1: NPS from 20 to 40") == [(None, ["NPS from 20 to 40"])]
    assert found("NPS from 20 to 40") == [(None, ["NPS from 20 to 40"])]
    assert found("Become loved") == [("Become loved", [])]


@pytest.mark.parametrize("document", ["", "\n\n", "# \n- \n* [ ]\n---\n", "```\nO: in code\n```"])
def test_nothing_there(document: str) -> None:
    assert found(document) == []


@given(st.text(alphabet=st.sampled_from("OKR:1. -*#\n\t[]x ab%ü🎯\r>`|"), max_size=80))
def test_texts_stand_where_it_says(document: str) -> None:
    for goal in read_document(document):
        for piece in [*([goal.objective] if goal.objective else []), *goal.key_results]:
            there = document[piece.start : piece.start + len(piece.text)]
            assert there == piece.text
            line = document.split("\n")[piece.line - 1]
            assert line[piece.column :].startswith(piece.text.split("\n")[0])


@pytest.mark.parametrize(
    "document",
    [
        " " * 200_000 + "x",
        "> " * 200_000 + "x",
        "*" * 200_000 + " a",
        "1." * 100_000 + " a",
        "o" * 100_000 + ":",
        "." * 200_000 + "a",
        "- " + "." * 200_000 + "a",
        "# team" + "-" * 200_000 + "a",
        "\n".join(" " * depth + f"- a{depth}" for depth in range(2000)),
        "\n".join(f"KR{number}: Raise NPS from 1 to {number}" for number in range(20_000)),
    ],
    ids=["spaces", "quotes", "stars", "numbers", "o", "dots", "point", "title", "deep", "many"],
)
def test_nothing_takes_long_or_breaks_it(document: str) -> None:
    """Each of these would take hours, or all the stack, if a pattern went back and forth over it."""
    assert read_document(document) is not None


class TestRecords:
    def test_what_a_line_asks(self) -> None:
        line = {"id": 7, "kind": "okr", "text": "Become loved", "key_results": ["NPS 20 to 40", {"text": "Launch it"}]}
        record = read_record(json.dumps(line).encode())
        assert (record.id, record.kind, record.text) == (7, "okr", "Become loved")
        assert record.key_results == ("NPS 20 to 40", "Launch it")

    @pytest.mark.parametrize(
        ("line", "why", "own"),
        [
            (b"{bad", "is not JSON", None),
            (b"[1]", "is not an object", None),
            (b"\xff\xfe{}", "is not UTF-8", None),
            (b'{"id": NaN, "kind": "objective", "text": "x"}', "is not JSON: NaN is no number", None),
            (b'{"id": 3, "text": "x"}', '"kind" must be', 3),
            (b'{"id": 3, "kind": "task", "text": "x"}', '"kind" must be', 3),
            (b'{"id": 3, "kind": "objective"}', '"text" is missing', 3),
            (b'{"id": 3, "kind": "objective", "text": 5}', '"text" must be a text', 3),
            (b'{"kind": "okr", "text": "x", "key_results": "y"}', "must be a list", None),
            (b'{"kind": "okr", "text": "x", "key_results": [5]}', "must be a text", None),
            (b"[" * 100_000, "is not JSON", None),
        ],
    )
    def test_what_cannot_be_read(self, line: bytes, why: str, own: Any) -> None:
        with pytest.raises(Unreadable, match=why) as refused:
            read_record(line)
        assert refused.value.own == own
