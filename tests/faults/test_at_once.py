"""Many write at once, from several processes: nobody is turned away, nothing is overwritten, no loop closes."""

from typing import Any

import pytest

from tests.faults.acting import WRITERS
from tests.faults.installation import Installation

pytestmark = pytest.mark.slow


def test_fifty_writers_are_all_served(here: Installation, company: dict[str, Any]) -> None:
    """F2. How long they wait is the affair of `python -m bench.faults`."""
    given = {"people": company["people"], "key_results": company["key_results"], "threads": 25, "each": 4}
    before = here.act("audit")["check_ins"]
    answers = here.act_at_once("check_in", [{**given, "name": name} for name in "ab"])
    assert [error for answer in answers for error in answer["errors"]] == []
    seen = here.act("audit")
    assert seen["check_ins"] - before == 50 * 4
    assert seen["differences"] == []


def test_two_check_ins_that_meet_in_an_objective_both_count(here: Installation, company: dict[str, Any]) -> None:
    """Whoever comes second reads what the first one wrote: the objective's row is locked before its inputs are read."""
    seen = here.act("meet", actor=company["people"][0], key_results=company["key_results"][:2], values=[700.0, 900.0])
    assert seen == {"waited": True, "raised": "", "progress": (0.7 + 0.9) / 2}
    assert here.act("audit")["differences"] == []


def test_two_check_ins_that_meet_in_a_key_result_both_count(here: Installation, company: dict[str, Any]) -> None:
    """It counts increments, so the second one adds to what the first one wrote: the row is locked before it is read."""
    number = company["key_results"][8]
    seen = here.act("meet", actor=company["people"][0], key_results=[number, number], values=[3.0, 4.0])
    assert (seen["waited"], seen["raised"]) == (True, "")
    assert here.act("audit")["differences"] == []


def test_a_check_in_that_meets_a_new_link_moves_what_is_above_it(here: Installation, company: dict[str, Any]) -> None:
    """The shape of the tree is held while numbers climb it, so none climbs past a link that is being drawn."""
    given = {"key_result": company["key_results"][2], "parent": company["rings"][1][-1], "value": 800.0}
    seen = here.act("join", actor=company["people"][0], **given)
    assert (seen["waited"], seen["raised"]) == (True, "")
    assert seen["child"] == seen["parent"] >= 0.4
    assert here.act("audit")["differences"] == []


def test_no_edit_is_overwritten(here: Installation, company: dict[str, Any]) -> None:
    """F4: eight people add to the same texts; who was second sees it and begins again, so all of it is there."""
    texts = {"objective": company["objective"], "key_result": company["key_results"][0]}
    given = [
        {"actor": company["people"][0], **texts, "threads": WRITERS // 2, "each": 6, "name": name} for name in "ab"
    ]
    answers = here.act_at_once("edit", given)
    assert [error for answer in answers for error in answer["errors"]] == []
    written = here.act("audit", texts=texts)["texts"]
    marks = [mark for answer in answers for mark in answer["marks"]]
    assert len(marks) == WRITERS * 6
    assert [mark for mark in marks if written.count(mark) != 1] == []


def test_links_never_close_a_loop(here: Installation, company: dict[str, Any]) -> None:
    """F6: eight adversaries. Of each ring exactly one link is refused, and no deadlock has to be broken."""
    before = here.act("audit")
    given = [
        {"actor": company["people"][0], "rings": company["rings"], "crowd": company["crowd"], "writers": writers,
         "each": 15, "seed": seed}
        for seed, writers in enumerate([list(range(0, WRITERS, 2)), list(range(1, WRITERS, 2))])
    ]  # fmt: skip
    answers = here.act_at_once("draw", given)
    assert [error for answer in answers for error in answer["errors"]] == []
    assert sum(answer["done"] for answer in answers) > WRITERS
    seen = here.act("audit")
    assert seen["loops"] == []
    assert seen["differences"] == []
    assert seen["deadlocks"] == before["deadlocks"] == 0
