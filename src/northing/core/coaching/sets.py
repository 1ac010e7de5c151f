"""Reading a whole set: an objective with its key results (R43), and the sufficiency question (R28)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from .advice import NOTHING_KNOWN, Facts, Finding, Severity, Verdict


@dataclass(frozen=True, slots=True)
class Part:
    """One key result of a set. `lagging` is None where nobody has said it."""

    text: str
    facts: Facts = NOTHING_KNOWN
    lagging: bool | None = None


@dataclass(frozen=True, slots=True)
class SetAdvice:
    """What an OKR coach would say about the set as a whole; its texts are read one by one by `coach`.

    Spans are (0, 0): a finding is about the set. `sufficiency` is the question to answer before publishing (R28).
    """

    findings: tuple[Finding, ...]
    sufficiency: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class OkrSet:
    """All that is known of a set. None means: not known.

    `aligned`: it is connected with another objective. `cascaded`: it was only handed down from above. `duplicates`:
    how other teams' objectives that say the same are called. `last_cycle`: the same texts a cycle ago, if any.
    """

    objective: str
    key_results: tuple[Part, ...]
    why: str | None = None
    aligned: bool | None = None
    cascaded: bool | None = None
    duplicates: tuple[str, ...] = ()
    last_cycle: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()


@dataclass(frozen=True)
class SetRule:
    """A rule about sets. Like a `Rule`, with sets as examples."""

    id: str
    title: str
    severity: Severity
    why: str
    fix: str
    source: str
    good: tuple[OkrSet, ...]
    bad: tuple[OkrSet, ...]
    look: Callable[[OkrSet], Iterable[str]]

    def check(self, okr: OkrSet) -> Iterable[Finding]:
        for message in self.look(okr):
            yield Finding(self.id, self.severity, (0, 0), message, self.why, self.fix, None, self.source)


SET_RULES: dict[str, SetRule] = {}


def coach_set(
    objective: str,
    key_results: Sequence[Part],
    *,
    why: str | None = None,
    aligned: bool | None = None,
    cascaded: bool | None = None,
    duplicates: Sequence[str] = (),
    last_cycle: Sequence[str] = (),
    commitments: Sequence[str] = (),
) -> SetAdvice:
    """The findings about a set as a whole (R43, "sets"). What is not known raises no finding."""
    okr = OkrSet(
        objective, tuple(key_results), why, aligned, cascaded, tuple(duplicates), tuple(last_cycle), tuple(commitments)
    )
    found = tuple(finding for rule in SET_RULES.values() for finding in rule.check(okr))
    wrong = any(finding.severity is Severity.PROBLEM for finding in found)
    return SetAdvice(
        found, "Could every key result be 1.0 and the objective still fail?", Verdict.NOT_OK if wrong else Verdict.OK
    )
