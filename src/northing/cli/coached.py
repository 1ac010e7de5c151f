"""What `northing coach` answers: from texts to findings, and from findings to lines for people or for programs."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from northing.core.coaching import (
    Advice,
    Facts,
    Finding,
    Part,
    Severity,
    Subject,
    Verdict,
    coach,
    coach_set,
)
from northing.portability.written import Goal, Piece, Record, read_document

WIDTH = 96


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer for one goal. `place` and `what` are for people: "line 12", "key result"."""

    id: Any
    language: str = ""
    findings: tuple[Finding, ...] = ()
    place: str = ""
    what: str = ""
    text: str = ""
    question: str = ""
    problem: str = ""

    @property
    def is_not_ok(self) -> bool:
        return any(finding.severity is Severity.PROBLEM for finding in self.findings)

    @property
    def verdict(self) -> Verdict:
        return Verdict.NOT_OK if self.is_not_ok else Verdict.OK

    def as_json(self) -> dict[str, Any]:
        """The documented shape; a line that could not be read has `error` in the place of a verdict."""
        if self.problem:
            return {"id": self.id, "error": self.problem}
        return {
            "id": self.id,
            "language": self.language,
            "verdict": self.verdict.value,
            "findings": [
                {
                    "rule": one.rule,
                    "severity": one.severity.value,
                    "span": list(one.span),
                    "message": one.message,
                    "why": one.why,
                    "fix": one.fix,
                    "rewrite": one.rewrite,
                    "source": one.source,
                }
                for one in self.findings
            ],
        }


def coach_record(record: Record) -> Outcome:
    """Read one line of JSON. A set gets the findings of its objective, then of each key result, then of the whole."""
    if record.kind != "okr":
        subject = Subject(record.kind)
        advice = coach(record.text, subject)
        what = "objective" if subject is Subject.OBJECTIVE else "key result"
        return Outcome(record.id, advice.language, advice.findings, _named(record.id), what, record.text)
    if not record.key_results and (goals := read_document(record.text)) and any(goal.key_results for goal in goals):
        return _written_set(record, goals[0])
    objective = record.objective or record.text
    return _set(record, objective, 0, [(text, 0) for text in record.key_results], None)


def coach_document(text: str) -> Iterator[Outcome]:
    """Read a document: each objective, then its key results; what is about the set stands with its objective."""
    for goal in read_document(text):
        parts = [Part(piece.text) for piece in goal.key_results]
        if goal.objective is not None:
            facts = Facts(why=goal.why)
            advice = coach(goal.objective.text, Subject.OBJECTIVE, facts)
            whole = coach_set(goal.objective.text, parts, why=goal.why) if parts else None
            found = _shifted(advice, goal.objective.column) + (whole.findings if whole else ())
            question = whole.sufficiency if whole else ""
            yield _piece_outcome(goal.objective, advice, found, "objective", question)
        for piece in goal.key_results:
            advice = coach(piece.text, Subject.KEY_RESULT)
            yield _piece_outcome(piece, advice, _shifted(advice, piece.column), "key result")


def _piece_outcome(
    piece: Piece, advice: Advice, findings: tuple[Finding, ...], what: str, question: str = ""
) -> Outcome:
    return Outcome(piece.line, advice.language, findings, f"line {piece.line}", what, piece.text, question)


def _written_set(record: Record, goal: Goal) -> Outcome:
    """A set that stands in one text, as people paste it: spans count in that text."""
    if goal.objective is None:
        objective, start = record.objective, 0
    else:
        objective, start = goal.objective.text, goal.objective.start
    return _set(record, objective, start, [(piece.text, piece.start) for piece in goal.key_results], goal.why)


def _set(record: Record, objective: str, start: int, rows: list[tuple[str, int]], why: str | None) -> Outcome:
    facts = Facts(why=why)
    advice = coach(objective, Subject.OBJECTIVE, facts)
    found = [*_shifted(advice, start)]
    for number, (text, begins) in enumerate(rows, start=1):
        read = _shifted(coach(text, Subject.KEY_RESULT), begins)
        found += [replace(one, message=f"Key result {number}: {one.message}") for one in read]
    whole = coach_set(objective, [Part(text) for text, _ in rows], why=why)
    found += whole.findings
    language = advice.language
    return Outcome(record.id, language, tuple(found), _named(record.id), "set", objective, whole.sufficiency)


def _shifted(advice: Advice, by: int) -> tuple[Finding, ...]:
    """Spans as they count in the text that was given, where the goal begins further in."""
    return tuple(replace(one, span=(one.span[0] + by, one.span[1] + by)) for one in advice.findings)


def _named(own: Any) -> str:
    return "" if own is None else str(own)


def told(outcome: Outcome) -> str:
    """One goal for people: verdict and words, then each finding with its reason, its way out and where it comes from."""
    if outcome.problem:
        return f"--      {outcome.problem}"
    words = " ".join(outcome.text.split())
    where = " ".join(part for part in (outcome.place, outcome.what) if part)
    lines = [f"{outcome.verdict.value:<6}  {words}", f"        ({where})" if where else ""]
    for one in outcome.findings:
        sign = "x" if one.severity is Severity.PROBLEM else "?"
        lines += _wrapped(f"  {sign} ", f"{one.message}")
        lines += _wrapped("    ", one.why)
        lines += _wrapped("    ", one.fix)
        if one.rewrite:
            lines += _wrapped("    > ", one.rewrite)
        lines.append(f"    {one.rule} ({one.source})")
    if outcome.question:
        lines += _wrapped("  ", outcome.question)
    return "\n".join(line for line in lines if line) + "\n"


def _wrapped(lead: str, words: str) -> list[str]:
    return textwrap.wrap(words, WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead))
