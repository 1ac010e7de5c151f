"""What a rule is: one thing an OKR coach looks at, with the reason, the way out, the source and its examples (R43)."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from .advice import NOTHING_KNOWN, Facts, Finding, Severity, Span, Subject
from .sentence import Sentence


@dataclass(frozen=True, slots=True)
class Example:
    """A text that shows a rule. Its rule's tests run it: a bad one must be found, a good one left alone."""

    text: str
    facts: Facts = NOTHING_KNOWN
    language: str = "en"
    subject: Subject | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """What a rule saw: where, what to say about it, and perhaps a better start. `severity` only if it differs."""

    span: Span
    message: str
    rewrite: str | None = None
    severity: Severity | None = None
    fix: str | None = None


Look = Callable[[Sentence, Facts], Iterable[Note]]


@dataclass(frozen=True)
class Rule:
    """One row of R43. `any_language` rules look at facts and figures only, and speak about texts in any language."""

    id: str
    title: str
    subjects: tuple[Subject, ...]
    severity: Severity
    why: str
    fix: str
    source: str
    good: tuple[Example, ...]
    bad: tuple[Example, ...]
    look: Look
    any_language: bool = False

    def check(self, sentence: Sentence, facts: Facts = NOTHING_KNOWN) -> Iterator[Finding]:
        """The findings of this rule about a sentence."""
        for note in self.look(sentence, facts):
            message, why, fix = sentence.wording.worded(self.id, note.message, self.why, note.fix or self.fix)
            yield Finding(
                self.id,
                note.severity or self.severity,
                note.span,
                message,
                why,
                fix,
                note.rewrite,
                self.source,
                sentence.wording.titled(self.id, self.title),
            )
