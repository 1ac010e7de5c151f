"""Each rule brings its own examples: bad ones are found, good ones left alone."""

import pytest

from northing.core.coaching import (
    RULES,
    SET_RULES,
    Example,
    Facts,
    OkrSet,
    Rule,
    SetRule,
    Severity,
    Subject,
    Verdict,
    coach,
)
from northing.core.measures import Kind

BAD = [pytest.param(rule, one, id=f"{rule.id}: {one.text[:40]}") for rule in RULES.values() for one in rule.bad]
GOOD = [pytest.param(rule, one, id=f"{rule.id}: {one.text[:40]}") for rule in RULES.values() for one in rule.good]
BAD_SETS = [pytest.param(rule, one, id=rule.id) for rule in SET_RULES.values() for one in rule.bad]
GOOD_SETS = [pytest.param(rule, one, id=rule.id) for rule in SET_RULES.values() for one in rule.good]


def found(rule: Rule, example: Example) -> list[str]:
    subject = example.subject or rule.subjects[0]
    return [finding.rule for finding in coach(example.text, subject, example.facts, language=example.language).findings]


@pytest.mark.parametrize(("rule", "example"), BAD)
def test_a_rule_finds_its_bad_examples(rule: Rule, example: Example) -> None:
    assert rule.id in found(rule, example)


@pytest.mark.parametrize(("rule", "example"), GOOD)
def test_a_rule_leaves_its_good_examples_alone(rule: Rule, example: Example) -> None:
    assert rule.id not in found(rule, example)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_a_rule_says_why_what_next_and_who_teaches_it(rule: Rule) -> None:
    assert rule.good
    assert rule.bad
    assert rule.source
    for sentence in (rule.why, rule.fix):
        assert sentence[0].isupper()
        assert sentence[-1] in ".?"
    for example in rule.bad:
        subject = example.subject or rule.subjects[0]
        for finding in coach(example.text, subject, example.facts, language=example.language).findings:
            assert finding.message[-1] in ".?!"
            assert 0 <= finding.span[0] <= finding.span[1] <= len(example.text)


@pytest.mark.parametrize(("rule", "okr"), BAD_SETS)
def test_a_rule_about_sets_finds_its_bad_examples(rule: SetRule, okr: OkrSet) -> None:
    assert [finding.rule for finding in rule.check(okr)] == [rule.id]


@pytest.mark.parametrize(("rule", "okr"), GOOD_SETS)
def test_a_rule_about_sets_leaves_its_good_examples_alone(rule: SetRule, okr: OkrSet) -> None:
    assert list(rule.check(okr)) == []


def test_rules_are_named_once_and_in_kebab_case() -> None:
    names = [*RULES, *SET_RULES]
    assert len(names) == len(set(names))
    assert all(name == name.lower() and " " not in name and "_" not in name for name in names)


def test_a_task_gets_a_question_and_a_better_start() -> None:
    advice = coach("Launch new CRM", Subject.KEY_RESULT)
    assert advice.verdict is Verdict.NOT_OK
    (finding,) = [finding for finding in advice.findings if finding.severity is Severity.PROBLEM]
    assert finding.rule == "task"
    assert "Launch new CRM" in finding.message
    assert finding.rewrite == "Raise the share of customer conversations recorded in the CRM from <x> to <y>"


def test_the_better_start_turns_ok_when_its_numbers_are_filled_in() -> None:
    start = next(finding.rewrite for finding in coach("Launch new CRM", Subject.KEY_RESULT).findings if finding.rewrite)
    assert coach(start, Subject.KEY_RESULT).verdict is Verdict.OK
    filled = start.replace("<x>", "20%").replace("<y>", "80%")
    assert coach(filled, Subject.KEY_RESULT).verdict is Verdict.OK
    assert not any(finding.rule == "placeholder" for finding in coach(filled, Subject.KEY_RESULT).findings)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_every_rewrite_of_a_key_result_is_ok_once_it_is_filled_in(rule: Rule) -> None:
    """A suggestion that the coach itself would refuse is no suggestion. No number in it is invented."""
    if Subject.KEY_RESULT not in rule.subjects:
        return
    for example in rule.bad:
        for finding in coach(example.text, Subject.KEY_RESULT, example.facts, language=example.language).findings:
            if finding.rewrite is None or example.subject is Subject.OBJECTIVE:
                continue
            new = {letter for letter in finding.rewrite if letter.isdigit()} - set(example.text)
            assert not new, finding.rewrite
            filled = (
                finding.rewrite.replace("<x>", "3").replace("<y>", "7").replace("<what changes for whom>", "orders")
            )
            if filled.startswith(("Lower", "Reduce")):
                filled = filled.replace("from 3 to 7", "from 7 to 3")
            assert coach(filled, Subject.KEY_RESULT, language="en").verdict is Verdict.OK, filled


def test_what_stands_in_the_fields_needs_not_stand_in_the_words() -> None:
    assert coach("Increase sales", Subject.KEY_RESULT).verdict is Verdict.NOT_OK
    facts = Facts(kind=Kind.INCREASE, start=100.0, target=150.0, unit="k€")
    assert coach("Increase sales", Subject.KEY_RESULT, facts).verdict is Verdict.OK
    assert coach("Open the second shop", Subject.KEY_RESULT).verdict is Verdict.NOT_OK
    staged = Facts(kind=Kind.MILESTONE, stages=("Lease signed", "Staff hired", "Doors open"))
    assert coach("Open the second shop", Subject.KEY_RESULT, staged).verdict is Verdict.OK


def test_problems_come_first() -> None:
    advice = coach("Publish 12 articles", Subject.KEY_RESULT, Facts(owner=False))
    assert advice.findings[0].severity is Severity.PROBLEM
    assert {finding.rule for finding in advice.findings} >= {"output", "no-owner"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Lanzar el nuevo sitio web para nuestros clientes", "es"),
        ("Lancer le nouveau site pour nos clients", "fr"),
        ("提高客户满意度", "zh"),
        ("Увеличить продажи", "ru"),
    ],
)
def test_a_language_without_a_pack_is_said_to_be_so_and_never_judged(text: str, code: str) -> None:
    for subject in Subject:
        advice = coach(text, subject)
        assert (advice.language, advice.understood, advice.verdict) == (code, False, Verdict.OK)


def test_facts_speak_in_any_language() -> None:
    advice = coach(
        "Augmenter la satisfaction de nos clients", Subject.KEY_RESULT, Facts(start=5.0, target=5.0, owner=False)
    )
    assert {finding.rule for finding in advice.findings} == {"standing-still", "no-owner"}
