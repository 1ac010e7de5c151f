"""The coach walks through Vinterhavn: what was written badly on purpose is found, and everything else is left in peace."""

from collections.abc import Iterator

import pytest

from northing.core.coaching import Facts, Subject, Verdict, coach
from northing.demo.okrs import business, company, customers, field, past, technology
from northing.demo.okrs.notation import Goal, Result

POOR_OBJECTIVES = {
    "Improve communication": "vague",
    "100 % uptime and migrate to the new cluster and reduce cost by 20 %": "number-in-objective",
    "Stop apologising": "negative",
}
POOR_KEY_RESULTS = {
    "Hold 12 meetings with the shift leads": "output",
    "Launch the new intranet page": "task",
    "Better information for everybody": "no-measure",
    "Migrate everything": "task",
    # A cycle ago some teams still counted what they did.
    "Visit 60 carriers": "output",
    "Watch 15 inspections": "output",
    "Work 12 nights with the night desk": "output",
    "Install the app on 800 telephones": "output",
}


def goals() -> Iterator[Goal]:
    for module in (company, field, technology, customers, business, past):
        for value in vars(module).values():
            if isinstance(value, tuple) and value and isinstance(value[0], Goal):
                yield from value


def facts_of(result: Result) -> Facts:
    known = result.facts
    return Facts(
        kind=result.kind,
        start=known.get("start"),
        target=known.get("target"),
        low=known.get("low"),
        high=known.get("high"),
        unit=known.get("unit", ""),
        owner=True,
        stages=tuple(stage["label"] for stage in known.get("stages", ())),
    )


GOALS = list(goals())
RESULTS = [result for goal in GOALS for result in goal.results]


def test_the_company_is_worth_reading() -> None:
    assert len(GOALS) > 40
    assert len(RESULTS) > 100


@pytest.mark.parametrize(("text", "rule"), POOR_OBJECTIVES.items())
def test_a_poor_objective_is_found(text: str, rule: str) -> None:
    (goal,) = {goal.statement: goal for goal in GOALS if goal.statement == text}.values()
    advice = coach(goal.statement, Subject.OBJECTIVE, Facts(why=goal.why))
    assert advice.verdict is Verdict.NOT_OK
    assert rule in [finding.rule for finding in advice.findings]


@pytest.mark.parametrize(("text", "rule"), POOR_KEY_RESULTS.items())
def test_a_poor_key_result_is_found(text: str, rule: str) -> None:
    result = next(result for result in RESULTS if result.text == text)
    advice = coach(result.text, Subject.KEY_RESULT, facts_of(result))
    assert advice.verdict is Verdict.NOT_OK
    assert rule in [finding.rule for finding in advice.findings]


def test_every_other_objective_is_left_in_peace() -> None:
    disturbed = {
        goal.statement: [finding.message for finding in advice.findings]
        for goal in GOALS
        if goal.statement not in POOR_OBJECTIVES
        and (advice := coach(goal.statement, Subject.OBJECTIVE, Facts(why=goal.why))).verdict is not Verdict.OK
    }
    assert disturbed == {}


def test_every_other_key_result_is_left_in_peace() -> None:
    disturbed = {
        result.text: [finding.message for finding in advice.findings]
        for result in RESULTS
        if result.text not in POOR_KEY_RESULTS
        and (advice := coach(result.text, Subject.KEY_RESULT, facts_of(result))).verdict is not Verdict.OK
    }
    assert disturbed == {}


def test_all_of_it_is_read_as_english() -> None:
    """A short evocative sentence has few words to tell a language by."""
    texts = [goal.statement for goal in GOALS] + [result.text for result in RESULTS]
    strange = {text for text in texts if coach(text, Subject.OBJECTIVE).language != "en"}
    assert strange == set()
