"""From the coach's rules (`core.coaching`) to the pages of the guide. What an example shows, the coach itself says."""

from dataclasses import dataclass
from itertools import chain

from django.utils.translation import gettext

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
from northing.web.coaching import Panel, panel

LANGUAGES = {"en": "English", "de": "Deutsch"}


@dataclass(frozen=True, slots=True)
class Shown:
    """An example as it is drawn: its text with the words marked, what else is known, and what the coach says to it."""

    panel: Panel
    text: str
    meant: bool
    facts: str
    said: str = ""
    rewrite: str = ""
    language: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: a rule, its reason, and its first bad and good example."""

    rule: str
    title: str
    why: str
    must: bool
    bad: str
    good: str
    meant: bool


@dataclass(frozen=True, slots=True)
class Chapter:
    title: str
    note: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A rule's page. `before` and `after` are its neighbours as (id, title)."""

    rule: str
    title: str
    about: str
    must: bool
    why: str
    fix: str
    source: str
    bad: tuple[Shown, ...]
    good: tuple[Shown, ...]
    before: tuple[str, str] | None
    after: tuple[str, str] | None


def chapters() -> list[Chapter]:
    """Objectives, key results, both, sets: each rule once."""
    about: dict[tuple[Subject, ...], list[Entry]] = {}
    for rule in RULES.values():
        about.setdefault(tuple(sorted(rule.subjects)), []).append(_entry(rule))
    of_sets = [_set_entry(rule) for rule in SET_RULES.values()]
    told = [
        (gettext("Objectives"), gettext("What will be different, and for whom."), about.pop((Subject.OBJECTIVE,), [])),
        (
            gettext("Key results"),
            gettext("A number that tells whether the objective is reached."),
            about.pop((Subject.KEY_RESULT,), []),
        ),
        (gettext("Both"), gettext("Wherever a goal is put into words."), list(chain.from_iterable(about.values()))),
        (gettext("The whole set"), gettext("An objective together with its key results."), of_sets),
    ]
    return [Chapter(title, note, tuple(entries)) for title, note, entries in told if entries]


def page_of(rule_id: str) -> Page | None:
    """The page of a rule; None where there is none of that name."""
    order = [entry for chapter in chapters() for entry in chapter.entries]
    place = next((place for place, entry in enumerate(order) if entry.rule == rule_id), None)
    rule = RULES.get(rule_id) or SET_RULES.get(rule_id)
    if rule is None or place is None:
        return None
    before = order[place - 1] if place else None
    after = order[place + 1] if place + 1 < len(order) else None
    bad, good = _examples(rule) if isinstance(rule, Rule) else _sets(rule)
    return Page(
        rule.id, gettext(rule.title), _about(rule), rule.severity is Severity.PROBLEM, gettext(rule.why),
        gettext(rule.fix), rule.source, bad, good,
        (before.rule, before.title) if before else None, (after.rule, after.title) if after else None,
    )  # fmt: skip


def _about(rule: Rule | SetRule) -> str:
    if isinstance(rule, SetRule):
        return gettext("about an objective with its key results")
    if len(rule.subjects) > 1:
        return gettext("about objectives and key results")
    return gettext("about objectives") if Subject.OBJECTIVE in rule.subjects else gettext("about key results")


def _entry(rule: Rule) -> Entry:
    bad = next((one for one in rule.bad if one.facts == Facts() and any(map(str.isalpha, one.text))), None)
    good = next((one for one in rule.good if _stands_alone(rule, one, bad)), None)
    subject = _subject(rule, bad or good)
    return Entry(
        rule.id, gettext(rule.title), gettext(rule.why), rule.severity is Severity.PROBLEM,
        bad.text.strip() if bad else "", good.text.strip() if good else "", subject is Subject.OBJECTIVE,
    )  # fmt: skip


def _stands_alone(rule: Rule, good: Example, bad: Example | None) -> bool:
    """It is good in every respect, and in words that differ from the bad one's: good to be seen beside it."""
    subject = _subject(rule, good)
    alike = bad is not None and (bad.text == good.text or _subject(rule, bad) is not subject)
    told = good.facts != Facts()  # what makes it good cannot be seen in its words
    return (
        not alike and not told and coach(good.text, subject, good.facts, language=good.language).verdict is Verdict.OK
    )


def _set_entry(rule: SetRule) -> Entry:
    must = rule.severity is Severity.PROBLEM
    return Entry(rule.id, gettext(rule.title), gettext(rule.why), must, "", "", meant=True)


def _subject(rule: Rule, example: Example | None) -> Subject:
    return (example.subject if example else None) or rule.subjects[0]


def _examples(rule: Rule) -> tuple[tuple[Shown, ...], tuple[Shown, ...]]:
    return tuple(_bad(rule, one) for one in rule.bad), tuple(_good(rule, one) for one in rule.good)


def _bad(rule: Rule, example: Example) -> Shown:
    """The words that this rule is about, and what it says to them."""
    subject = _subject(rule, example)
    advice = coach(example.text, subject, example.facts, language=example.language)
    own = next((one for one in advice.findings if one.rule == rule.id), None)
    drawn = panel(example.text, subject, example.facts)
    return Shown(
        drawn, example.text, subject is Subject.OBJECTIVE, _facts(example), own.message if own else "",
        (own.rewrite or "") if own else "", _language(example),
    )  # fmt: skip


def _good(rule: Rule, example: Example) -> Shown:
    subject = _subject(rule, example)
    drawn = panel(example.text, subject, example.facts)
    return Shown(drawn, example.text, subject is Subject.OBJECTIVE, _facts(example), language=_language(example))


def _sets(rule: SetRule) -> tuple[tuple[Shown, ...], tuple[Shown, ...]]:
    bad = tuple(_set(one, " ".join(finding.message for finding in rule.check(one))) for one in rule.bad)
    return bad, tuple(_set(one, "") for one in rule.good)


def _set(okr: OkrSet, said: str) -> Shown:
    nothing = Panel(ok=True, headline="", summary="")
    return Shown(nothing, okr.objective, True, "", said, parts=tuple(part.text for part in okr.key_results))


def _language(example: Example) -> str:
    return "" if example.language == "en" else LANGUAGES.get(example.language, example.language)


def _facts(example: Example) -> str:
    """What stands in the other fields of an example, where that matters."""
    facts, told = example.facts, []
    if facts.kind is not None:
        told.append(gettext("a key result of the kind %(kind)s") % {"kind": facts.kind.value})
    for name, value in ((gettext("start"), facts.start), (gettext("target"), facts.target),
                        (gettext("at least"), facts.low), (gettext("at most"), facts.high)):  # fmt: skip
        if value is not None:
            told.append(f"{name} {value:g}{' ' if facts.unit else ''}{facts.unit}")
    if facts.stages:
        told.append(gettext("stages: %(stages)s") % {"stages": ", ".join(facts.stages)})
    if facts.owner is not None:
        told.append(gettext("owned by somebody") if facts.owner else gettext("owned by nobody"))
    if facts.why is not None:
        told.append(gettext("why: “%(why)s”") % {"why": facts.why} if facts.why else gettext("no why"))
    if facts.forecast is not None:
        told.append(gettext("forecast to land: %(share)s") % {"share": f"{facts.forecast:.2f}"})
    return ", ".join(told)
