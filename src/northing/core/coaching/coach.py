"""Reading one text: which language, what it says, which rules have something to say about it (R42)."""

from .advice import NOTHING_KNOWN, Advice, Facts, Finding, Severity, Subject, Verdict
from .languages import language_of
from .packs import pack_for
from .rules import RULES
from .unread import unread

_ORDER = {Severity.PROBLEM: 0, Severity.HINT: 1}


def coach(text: str, subject: Subject, facts: Facts = NOTHING_KNOWN, *, language: str | None = None) -> Advice:
    """What an OKR coach would say about an objective or a key result (R42-R44).

    `facts` are the fields beside the text, where they are known. `language` skips the detection. Any text is fine,
    also an empty or a broken one: nothing is raised, and what is not understood gets no verdict on its words.
    """
    code = language_of(text) if language is None else language
    pack = pack_for(code)
    sentence = pack.read(text, subject) if pack else unread(text, subject, code)
    found: list[Finding] = []
    for rule in RULES.values():
        if subject in rule.subjects and (pack is not None or rule.any_language):
            found.extend(rule.check(sentence, facts))
    found.sort(key=lambda finding: (_ORDER[finding.severity], finding.span[0]))
    wrong = any(finding.severity is Severity.PROBLEM for finding in found)
    return Advice(code, pack is not None, Verdict.NOT_OK if wrong else Verdict.OK, tuple(found))
