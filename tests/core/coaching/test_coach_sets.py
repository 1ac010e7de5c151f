"""Sets and lookalikes."""

from northing.core.coaching import Part, Verdict, coach_set, lookalikes

RESULTS = [Part("Raise questions asked a week from 40 to 120"), Part("Raise answers marked as helpful from 55% to 80%")]


def test_a_good_set_is_left_alone_and_asked_the_one_question() -> None:
    advice = coach_set("Become the first place cyclists ask", RESULTS)
    assert advice.findings == ()
    assert advice.verdict is Verdict.OK
    assert advice.sufficiency == (
        "Could every key result be 1.0, and “Become the first place cyclists ask” still not be true?"
    )


def test_a_list_of_tasks_is_no_set_of_results() -> None:
    advice = coach_set("Become the first place cyclists ask", [Part("Launch the forum"), Part("Write 20 articles")])
    assert [finding.rule for finding in advice.findings] == ["all-work"]
    assert advice.verdict is Verdict.NOT_OK


def test_unknown_is_no_accusation() -> None:
    rules = {finding.rule for finding in coach_set("Become the first place cyclists ask", RESULTS).findings}
    assert not rules & {"not-connected", "only-cascaded", "copied", "one-commitment", "all-lagging"}


def test_lookalikes_are_found_in_other_words_order_and_numbers() -> None:
    others = [
        "Hire three engineers",
        "From 12% to 20%: repeat orders of customers increased",
        "Increase customers' repeat orders from 10 to 15 %",
    ]
    found = lookalikes("Increase repeat orders of our customers by 20%", others)
    assert [one.index for one in found] == [1, 2] or [one.index for one in found] == [2, 1]
    assert all(one.likeness >= 0.6 for one in found)


def test_the_best_lookalike_comes_first_and_nothing_is_like_nothing() -> None:
    found = lookalikes("Raise repeat orders", ["Raise repeat visits", "Raise repeat orders"], at_least=0.3)
    assert [one.index for one in found] == [1, 0]
    assert found[0].likeness == 1.0
    assert lookalikes("", ["", "x"]) == []
    assert lookalikes("123 456", ["123 456"]) == []
