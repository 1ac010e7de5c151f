"""One line of a document: how deep it stands, what marks it, what it calls itself, and where its words begin."""

import re
from dataclasses import dataclass
from enum import Enum


class Says(Enum):
    """What a line says that it is."""

    NOTHING = "nothing"
    OBJECTIVE = "objective"
    KEY_RESULT = "key result"
    WHY = "why"
    OTHER = "other"
    """Owner, status, initiatives, notes: neither a goal nor a reason."""


class Mark(Enum):
    """What stands before the words."""

    HEADING = "heading"
    ITEM = "item"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Line:
    """`number` counts from 1. `start` and `end` are where its words stand in the document, `column` where in its line.

    `several`: it calls itself by a plural ("Key results:"), so what follows is what it names.
    """

    number: int
    mark: Mark
    depth: int
    says: Says
    text: str
    start: int
    end: int
    column: int
    several: bool = False


_LEAD = re.compile(
    r"(?P<indent>[ \t]*(?:>[ \t]?)*)"
    r"(?:(?:(?P<heading>\#{1,6})|(?P<item>[-*+•‣◦▪–—]|\(?\d{1,3}(?:\.\d{1,3})*[.)]|\(?[a-zA-Z][.)]))(?:[ \t]+|$))?"
    r"(?:\[[ xX~/-]?\](?:[ \t]+|$))?"
    r"(?:[☐☑☒✅✔❌🎯⭐🔑📈🏁🚀\ufe0f]+[ \t]*)?"
)
_NUMBER = r"(?:[ ]?[#№]?\d{1,3}(?:[.\-]\d{1,3})*[a-z]?)?"
_END = r"(?:\*{0,2}[ \t]*[:：.)|\]–—-]+[ \t]*\*{0,2}[ \t]*|[ \t]*\*{1,2}[ \t]*$|[ \t]*$|\*\*[ \t]+)"
_ASIDE = (
    r"owners?|lead|team|status|progress|confidence|initiatives?|tasks?|actions?|to-?dos?|notes?|comments?|due|deadline"
    r"|cycle|quarter|links?|score|period|baseline|verantwortlich(?:er?)?|maßnahmen?|massnahmen?|aufgaben?|notizen?"
    r"|sources?|mission|vision|kpis?|health metrics?|dependencies|risks?|description|context|background"
    r"|table of contents"
)
_NAMES: tuple[tuple[Says, str], ...] = (
    (Says.KEY_RESULT, r"key[ -]?results?|krs?|schlüsselergebnis(?:se)?|schluesselergebnis(?:se)?|kernergebnis(?:se)?"),
    (Says.OBJECTIVE, r"objectives?|obj|o|goals?|ziele?|zielsetzung(?:en)?"),
    (Says.WHY, r"why|warum|rationale|motivation|because|begründung"),
    (Says.OTHER, _ASIDE),
)
_TITLES = re.compile(r"\W*(?:team|department|cycle|quarter|period|lead)\b")
"""Beside a goal they say something about it; as a heading they stand above goals."""
_LABEL = re.compile(
    r"[*_\[(]{0,3}(?:" + "|".join(f"(?P<g{place}>{names})" for place, (_, names) in enumerate(_NAMES)) + ")"
    + r"(?P<number>" + _NUMBER + r")(?P<end>" + _END + ")",
    re.IGNORECASE,
)  # fmt: skip
_NUMBERED = re.compile(
    r"[*_\[(]{0,3}(?:(?P<kr>KR|Key Result|Schlüsselergebnis)|(?P<o>O|Objective|Ziel))[ ]?[#]?\d{1,2}(?:[.\-]\d{1,2})*[*_]{0,2}[ \t]+",
    re.IGNORECASE,
)
_FENCE = re.compile(r"[ \t]*(```|~~~)")
_NOT_WORDS = re.compile(r"(?:[-=*_#|~]{3,}|\|.*|<!--.*-->|<[^>]*>)?")
_TAB = 4


def lines_of(document: str) -> list[Line]:
    """Every line with words in it; code blocks, rules, tables and comments are left out."""
    found: list[Line] = []
    offset, fenced = 0, False
    for number, ended in enumerate(document.split("\n"), start=1):
        raw = ended.removesuffix("\r")
        if _FENCE.match(raw):
            fenced = not fenced
        elif not fenced and not _NOT_WORDS.fullmatch(raw.strip()):
            found.append(_line(number, raw, offset))
        offset += len(ended) + 1
    return found


def _line(number: int, raw: str, offset: int) -> Line:
    lead = _LEAD.match(raw)
    assert lead is not None, "everything in it is optional"
    mark = Mark.HEADING if lead["heading"] else Mark.ITEM if lead["item"] else Mark.PLAIN
    depth = len(lead["heading"]) if lead["heading"] else len(lead["indent"].replace("\t", " " * _TAB))
    column = lead.end()
    says, several = Says.NOTHING, False
    label = _LABEL.match(raw, column)
    if label is not None:
        says = next(said for place, (said, _) in enumerate(_NAMES) if label[f"g{place}"])
        name = label[0].lower()
        several = not label["number"] and bool(
            re.match(r"\W*(key[ -]?results|krs|objectives|goals|ziele|\w+ergebnisse)\b", name)
        )
        if _is_label(says, label, raw) and not (mark is Mark.HEADING and _TITLES.match(name)):
            column = label.end()
        else:
            says, several = Says.NOTHING, False
    elif numbered := _NUMBERED.match(raw, column):
        says = Says.KEY_RESULT if numbered["kr"] else Says.OBJECTIVE
        column = numbered.end()
    text = raw[column:].rstrip()
    stripped = text.strip("*_ \t") if text.startswith(("*", "_")) or text.endswith(("*", "_")) else text
    column += text.find(stripped) if stripped else 0
    return Line(number, mark, depth, says, stripped, offset + column, offset + column + len(stripped), column, several)


def _is_label(says: Says, label: re.Match[str], raw: str) -> bool:
    """ "O - be loved" is one and "O. Henry" is none; "Team spirit" and "Goals are met" end no label."""
    bare = not label["end"].strip(" \t*")
    if bare and raw[label.end() :].strip():
        return False
    alone = not raw[label.end() :].strip()
    short = (
        label[0].strip(" *_[(").lower().startswith("o") and not label["number"] and len(label[0].strip(" *_:[(")) <= 2
    )
    if short and ":" not in label["end"] and "：" not in label["end"]:
        return False
    if says in (Says.WHY, Says.OTHER) and not alone:
        return ":" in label["end"] or "：" in label["end"]
    return True
