"""What the coach is asked and what it answers (R42)."""

from dataclasses import dataclass
from enum import StrEnum

from northing.core.measures import Kind

Span = tuple[int, int]
"""From and to, in characters of the text as it was given."""


class Subject(StrEnum):
    """What a text is meant to be."""

    OBJECTIVE = "objective"
    KEY_RESULT = "key_result"


class Verdict(StrEnum):
    """OK, or not yet. A verdict never blocks anybody (R42)."""

    OK = "OK"
    NOT_OK = "NOT OK"


class Severity(StrEnum):
    """A problem makes the verdict NOT OK; a hint is worth a thought and never does."""

    PROBLEM = "problem"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known beside the text: the fields of a form, the columns of a document. None means: not known.

    `owner` and `why` are about their presence: False and "" mean that somebody could have said it and has not.
    `forecast` is the probability that a key result lands, where there is a forecast.
    """

    kind: Kind | None = None
    start: float | None = None
    target: float | None = None
    unit: str = ""
    low: float | None = None
    high: float | None = None
    owner: bool | None = None
    stages: tuple[str, ...] = ()
    why: str | None = None
    forecast: float | None = None

    @property
    def has_number(self) -> bool:
        """A target is known, so that the words need not say one."""
        return any(value is not None for value in (self.target, self.low, self.high))


NOTHING_KNOWN = Facts()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the coach noticed, for the person who wrote the text.

    `message` is about these words, `why` says in one sentence why it matters, `fix` what to do next, `rewrite` is a
    better start where one can be made honestly: what only the writer knows stands in it as <x>. `source` says who
    teaches the rule, `title` how it is called in the language of the text.
    """

    rule: str
    severity: Severity
    span: Span
    message: str
    why: str
    fix: str
    rewrite: str | None
    source: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Advice:
    """The coach's answer for one text. Findings come with problems first, in the order of their words.

    `language` is a code ("en", "de", "fr"), or "" if it could not be told. `understood` is False where the coach does
    not speak it: then only rules that need no language have looked, and the verdict is never a judgement on the words.
    """

    language: str
    understood: bool
    verdict: Verdict
    findings: tuple[Finding, ...] = ()
