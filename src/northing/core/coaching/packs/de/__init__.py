"""German: its words in tables by class, and how its sentences are built (`reading`, `clauses`)."""

from itertools import pairwise

from northing.core.coaching.advice import Subject
from northing.core.coaching.sentence import Likely, Sentence
from northing.core.coaching.understood import Understood
from northing.core.coaching.words import Word

from . import saying
from .findings import in_german
from .nouns import BORROWED, BORROWED_ENDINGS, NATIVE_BEGINNINGS, NOUNS, doing_of, noun_of
from .phrases import LIKELY
from .reading import read
from .sets import TITLES
from .spelling import fold
from .verbs import DOINGS, VERBS


class German:
    """How German goals are written, in Germany, Austria and Switzerland."""

    code = "de"

    def read(self, text: str, subject: Subject) -> Sentence:
        return read(text, subject, self.code, self)

    def knows(self, word: str) -> bool:
        """Words that German has borrowed say nothing about the language of a text."""
        folded = fold(word)
        if folded in BORROWED:
            return False
        if folded in VERBS or folded in NOUNS or folded in DOINGS:
            return True
        if len(folded) < 9:
            return False
        if folded.startswith(NATIVE_BEGINNINGS) or doing_of(folded) is not None:
            return True
        return noun_of(folded) is not None and not folded.endswith(BORROWED_ENDINGS)

    def way(self, measure: str, *, less: bool = False, start: str = "<x>", target: str = "<y>") -> str:
        return f"{measure[:1].upper()}{measure[1:]} {self.travelling(start, target)} {'senken' if less else 'steigern'}"

    def starting(self, start: str = "<x>") -> str:
        return f"von {start}"

    def travelling(self, start: str = "<x>", target: str = "<y>") -> str:
        return f"von {start} auf {target}"

    def aimed(self, said: str, verb: str) -> str:
        """The verb stays at the end: "Umsatz von <x> auf <y> steigern"."""
        if verb and said.endswith(f" {verb}"):
            return f"{said[: -len(verb)]}{self.travelling()} {verb}"
        return f"{said} {self.travelling()}"

    def unnamed(self) -> str:
        return "<was sich für wen ändert>"

    def worded(self, rule: str, message: str, why: str, fix: str) -> tuple[str, str, str]:
        return in_german(rule, message, why, fix)

    def titled(self, rule: str, title: str) -> str:
        return TITLES.get(rule, title)

    def sufficient(self, objective: str) -> str:
        return saying.sufficient(objective)

    def understood(self, what: Understood, *, share: bool = False) -> str:
        return saying.understood(what, share=share)

    def likely(self, words: tuple[Word, ...]) -> Likely | None:
        """The row of the table whose words stand here most often, the earlier one if several do."""
        said: set[str] = set()
        for word in words:
            said.add(word.lower)
            said.update(word.lower.split("-"))
            noun, doing = noun_of(word.lower), doing_of(word.lower)
            if noun is not None:
                said.add(noun[0])
            if doing is not None and doing[2]:
                said.add(doing[2])
        said.update(f"{a.lower} {b.lower}" for a, b in pairwise(words))
        best, row = 0, None
        for entry in LIKELY:
            count = len(entry[0] & said)
            if count > best:
                best, row = count, entry
        return None if row is None else Likely(row[1], row[2], row[3])


PACK = German()
