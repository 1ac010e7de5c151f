"""English: its words in tables by class, and how its sentences are built (`reading`)."""

from itertools import pairwise

from northing.core.coaching.advice import Subject
from northing.core.coaching.sentence import Likely, Sentence
from northing.core.coaching.understood import Understood
from northing.core.coaching.words import Word

from . import saying
from .common import COMMON
from .groups import SMALL
from .marking import MARKED
from .nouns import NOUNS
from .phrases import LIKELY
from .reading import read
from .verbs import VERBS


class English:
    """How English goals are written."""

    code = "en"

    def read(self, text: str, subject: Subject) -> Sentence:
        return read(text, subject, self.code, self)

    def knows(self, word: str) -> bool:
        return word in VERBS or word in NOUNS or word in SMALL or word in MARKED or word in COMMON

    def way(self, measure: str, *, less: bool = False, start: str = "<x>", target: str = "<y>") -> str:
        return f"{'Lower' if less else 'Raise'} {measure} {self.travelling(start, target)}"

    def starting(self, start: str = "<x>") -> str:
        return f"from {start}"

    def travelling(self, start: str = "<x>", target: str = "<y>") -> str:
        return f"from {start} to {target}"

    def aimed(self, said: str, verb: str) -> str:
        return f"{said} {self.travelling()}"

    def unnamed(self) -> str:
        return "<what changes for whom>"

    def worded(self, rule: str, message: str, why: str, fix: str) -> tuple[str, str, str]:
        return message, why, fix

    def titled(self, rule: str, title: str) -> str:
        return title

    def sufficient(self, objective: str) -> str:
        return saying.sufficient(objective)

    def understood(self, what: Understood, *, share: bool = False) -> str:
        return saying.understood(what, share=share)

    def likely(self, words: tuple[Word, ...]) -> Likely | None:
        """The row of the table whose words stand here most often, the earlier one if several do."""
        said = {word.lower for word in words} | {f"{a.lower} {b.lower}" for a, b in pairwise(words)}
        best, row = 0, None
        for entry in LIKELY:
            count = len(entry[0] & said)
            if count > best:
                best, row = count, entry
        return None if row is None else Likely(row[1], row[2], row[3])


PACK = English()
