"""The library of templates: each of them good by the coach's measure, no two alike, and found by what people type."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northing.core.coaching import Facts, Part, Subject, Verdict, coach, coach_set, lookalikes, understand
from northing.core.measures import Kind, Measure, problems
from northing.core.scoring import Commitment
from northing.core.templates import (
    DEPARTMENT_WORDS,
    TEMPLATES,
    Department,
    Template,
    TemplateKeyResult,
    by_slug,
    find,
    suggestions,
)
from northing.demo.okrs import business, company, customers, field, past, technology
from northing.demo.okrs.notation import Goal

KEY_RESULTS = [(template.slug, key_result) for template in TEMPLATES for key_result in template.key_results]
DEMO = [
    goal
    for room in (business, company, customers, field, past, technology)
    for value in vars(room).values()
    if isinstance(value, tuple)
    for goal in value
    if isinstance(goal, Goal)
]
OBJECTIVES = [template.objective for template in TEMPLATES]


def facts_of(measure: Measure) -> Facts:
    return Facts(
        kind=measure.kind, start=measure.start, target=measure.target, unit=measure.unit, low=measure.low,
        high=measure.high, stages=tuple(stage.label for stage in measure.stages),
    )  # fmt: skip


class TestTheCoach:
    @pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.slug)
    def test_has_nothing_to_say_to_an_objective_and_its_set(self, template: Template) -> None:
        advice = coach(template.objective, Subject.OBJECTIVE, Facts(why=template.why))
        assert (advice.verdict, advice.findings, advice.language) == (Verdict.OK, (), "en")
        parts = [Part(one.text, facts_of(one.measure), lagging=not one.leading) for one in template.key_results]
        assert coach_set(template.objective, parts, why=template.why).findings == ()

    @pytest.mark.parametrize(("slug", "key_result"), KEY_RESULTS)
    def test_has_nothing_to_say_to_a_key_result(self, slug: str, key_result: TemplateKeyResult) -> None:
        advice = coach(key_result.text, Subject.KEY_RESULT, facts_of(key_result.measure))
        assert (advice.verdict, advice.findings, advice.language) == (Verdict.OK, (), "en"), slug

    @pytest.mark.parametrize(("slug", "key_result"), KEY_RESULTS)
    def test_reads_from_the_sentence_what_the_fields_say(self, slug: str, key_result: TemplateKeyResult) -> None:
        measure = key_result.measure
        if measure.kind is Kind.MILESTONE:
            assert 2 <= len(measure.stages) <= 5, "stages stand beside the sentence, not in it"
            return
        read = understand(key_result.text)
        assert read is not None, slug
        assert (read.kind, read.start, read.target, read.low, read.high) == (
            measure.kind, measure.start, measure.target, measure.low, measure.high,
        )  # fmt: skip
        assert measure.unit.startswith(read.unit), "1 day, and the unit is days"


class TestTheLibrary:
    def test_it_is_large_and_spread(self) -> None:
        assert len(TEMPLATES) >= 72
        by_department = Counter(template.department for template in TEMPLATES)
        assert set(by_department) == set(Department) == set(DEPARTMENT_WORDS)
        assert all(4 <= count <= 8 for count in by_department.values())

    def test_slugs_name_one_template_each(self) -> None:
        slugs = [template.slug for template in TEMPLATES]
        assert len(set(slugs)) == len(slugs)
        assert all(slug == slug.lower() and slug.replace("-", "").isalnum() and len(slug) <= 50 for slug in slugs)
        assert all(by_slug(template.slug) is template for template in TEMPLATES)
        assert by_slug("nothing-of-that-name") is None

    def test_every_definition_could_be_published(self) -> None:
        wrong = [(slug, one.text) for slug, one in KEY_RESULTS if problems(one.measure, publishing=True)]
        assert wrong == []
        baselines = [one.measure for _, one in KEY_RESULTS if one.measure.kind is Kind.BASELINE]
        assert all(measure.measured_how for measure in baselines)

    def test_two_to_four_key_results_of_which_one_moves_early(self) -> None:
        for template in TEMPLATES:
            assert 2 <= len(template.key_results) <= 4, template.slug
            assert any(one.leading for one in template.key_results), template.slug

    def test_it_shows_every_kind_and_every_promise(self) -> None:
        kinds = Counter(one.measure.kind for _, one in KEY_RESULTS)
        assert set(kinds) == set(Kind)
        assert kinds[Kind.MILESTONE] == min(kinds.values()), "few: what can be a number should be one"
        assert kinds[Kind.RANGE] >= 10
        assert kinds[Kind.BASELINE] >= 10
        promises = Counter(template.commitment for template in TEMPLATES)
        assert all(promises[commitment] >= 8 for commitment in Commitment)
        assert any(not one.leading for _, one in KEY_RESULTS)

    def test_no_two_are_alike(self) -> None:
        for texts, at_least in ((OBJECTIVES, 0.5), ([one.text for _, one in KEY_RESULTS], 0.65)):
            for index, text in enumerate(texts):
                assert lookalikes(text, texts[index + 1 :], at_least=at_least) == [], text

    def test_none_is_the_demo_companys(self) -> None:
        theirs = [goal.statement for goal in DEMO]
        measured = [result.text for goal in DEMO for result in goal.results]
        assert len(theirs) > 30
        assert len(measured) > 60
        for template in TEMPLATES:
            assert lookalikes(template.objective, theirs, at_least=0.5) == [], template.slug
            for one in template.key_results:
                assert lookalikes(one.text, measured, at_least=0.65) == [], one.text

    def test_sentences_are_not_cast_in_one_mould(self) -> None:
        """No opening carries the library: whoever reads ten in a row should meet ten people."""
        first = Counter(text.split()[0] for text in OBJECTIVES)
        assert first.most_common(1)[0][1] <= len(OBJECTIVES) / 6
        assert len(first) >= 30
        assert sum("so that" in template.objective for template in TEMPLATES) <= 2
        assert all(2 <= len(template.why.split()) <= 45 for template in TEMPLATES)


class TestFinding:
    def test_every_word_begins_a_word(self) -> None:
        assert by_slug("the-bus-is-quicker") in find("bus rush")
        assert find("bus", Department.FINANCE) == []
        assert find("zebra") == []

    def test_case_accents_and_order_do_not_matter(self) -> None:
        assert find("WARSAW vienna") == find("viénna warsaw") == [by_slug("at-home-in-warsaw")]

    def test_a_department_alone(self) -> None:
        assert {template.department for template in find(department=Department.LEGAL)} == {Department.LEGAL}

    def test_nothing_asked_is_everything(self) -> None:
        assert find() == list(TEMPLATES)

    def test_the_words_people_look_for(self) -> None:
        for typed, slug in (("churn", "the-quiet-ones"), ("onboard", "before-the-coffee-is-cold"), ("gdpr", "privacy-before-complaints"),
                            ("hiring", "as-we-would-want-to-be-treated"), ("technical debt", "no-fear-of-billing")):  # fmt: skip
            assert by_slug(slug) in find(typed), typed


class TestSuggestions:
    @pytest.mark.parametrize(
        ("typed", "slug"),
        [
            ("Improve the onboarding of new customers", "until-it-runs-without-us"),
            ("make deliveries punctual", "name-a-day-and-keep-it"),
            ("Faster hiring", "as-we-would-want-to-be-treated"),
            ("invoices get paid late", "paid-in-time-and-still-friends"),
            ("waiting times for patients", "while-only-worried"),
            ("Reduce churn", "catch-a-farewell"),
        ],
    )
    def test_what_somebody_writes_finds_what_it_is_about(self, typed: str, slug: str) -> None:
        assert slug in [template.slug for template in suggestions(typed, 3)]

    @pytest.mark.parametrize(
        "typed", ["", "   ", "42 %", "Make it better", "Improve our people every quarter", "qwertz"]
    )
    def test_what_says_nothing_finds_nothing(self, typed: str) -> None:
        assert suggestions(typed) == []

    @pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.slug)
    def test_its_own_words_find_a_template_first(self, template: Template) -> None:
        own = f"{template.objective} {template.topics}"
        assert suggestions(own, 1) == [template]

    @given(st.text(max_size=3000), st.integers(-2, 100))
    def test_any_text_gets_an_answer(self, text: str, limit: int) -> None:
        found = suggestions(text, limit)
        assert len(found) <= max(limit, 0)
        assert len({template.slug for template in found}) == len(found)
        assert found == suggestions(text, len(TEMPLATES))[: max(limit, 0)]
