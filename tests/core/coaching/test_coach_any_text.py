"""Whatever is typed or pasted: sensible advice or none, never an exception, the same every time."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from northing.core.coaching import Facts, Part, Subject, coach, coach_set, language_of, lookalikes, understand
from northing.core.measures import Kind

ODD = """
Increase Reduce Launch from to by 20 % 3.5 € $5k <x> X TBD NPS all customers 10,000 1.000.000 Q3 2027 - – -> → >= < x3 every zero
half of the website [link](https://example.org) **bold** - [ ] 1. KR1: 🚀 👩‍👩‍👧 , ; : ( ) # top 3 one hundred and end June within 3
months steigern Kundenzufriedenheit von auf um neue alle für le de los
"""
PIECES = st.sampled_from([*ODD.split(), "\u200f", "\x00", "\n", "م", "二十"])
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=30).map(" ".join))
FACTS = st.builds(
    Facts,
    kind=st.none() | st.sampled_from(list(Kind)),
    start=st.none() | st.floats(allow_nan=False, allow_infinity=False),
    target=st.none() | st.floats(allow_nan=False, allow_infinity=False),
    owner=st.none() | st.booleans(),
    why=st.none() | st.text(max_size=5),
    stages=st.lists(st.text(max_size=5), max_size=3).map(tuple),
    forecast=st.none() | st.floats(0, 1),
)


@given(TEXTS, st.sampled_from(list(Subject)), FACTS, st.none() | st.sampled_from(["en", "de", "fr", ""]))
@example("\x00", Subject.KEY_RESULT, Facts(), None)
@example("a" * 10_000, Subject.OBJECTIVE, Facts(), "en")
@example("1" * 10_000, Subject.KEY_RESULT, Facts(), "en")
@example("- [ ] " * 2_000, Subject.KEY_RESULT, Facts(), "en")
@example("to to to from by", Subject.KEY_RESULT, Facts(), "en")
def test_any_text_gets_an_answer(text: str, subject: Subject, facts: Facts, language: str | None) -> None:
    advice = coach(text, subject, facts, language=language)
    assert advice == coach(text, subject, facts, language=language)
    for finding in advice.findings:
        assert 0 <= finding.span[0] <= finding.span[1] <= len(text)
        assert finding.message


@given(TEXTS)
@example("9" * 400)
def test_any_text_is_understood_or_not(text: str) -> None:
    understood = understand(text)
    if understood is not None:
        assert understood.said
        for value in (understood.start, understood.target, understood.low, understood.high):
            assert value is None or abs(value) <= 1e15


@given(TEXTS, st.lists(TEXTS, max_size=4))
def test_any_set_gets_an_answer(objective: str, texts: list[str]) -> None:
    advice = coach_set(objective, [Part(text) for text in texts])
    assert advice.sufficiency.endswith(("?", "true?"))
    assert all(finding.span == (0, 0) for finding in advice.findings)


@given(TEXTS, TEXTS)
def test_likeness_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    there = [found.likeness for found in lookalikes(one, [other], at_least=0.0)]
    assert there == [found.likeness for found in lookalikes(other, [one], at_least=0.0)]
    assert all(0.0 <= likeness <= 1.0 for likeness in there)


@given(st.text(max_size=200))
def test_a_language_is_a_code_or_nothing(text: str) -> None:
    code = language_of(text)
    assert code == "" or (len(code) == 2 and code.isalpha())


@pytest.mark.parametrize(
    "text",
    [
        "**Launch** the [new website](https://example.org/a?b=c)",
        "- [ ] Launch the new website 🚀",
        "KR1: Launch the new website",
        "1. Launch the new website",
        "> launch the new website.",
    ],
)
def test_markup_changes_nothing(text: str) -> None:
    advice = coach(text, Subject.KEY_RESULT)
    assert [finding.rule for finding in advice.findings] == ["task"]
    start, end = advice.findings[0].span
    assert text[start:end].lower().startswith("launch")
