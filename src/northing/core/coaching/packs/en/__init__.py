"""English."""

from northing.core.coaching.advice import Subject
from northing.core.coaching.sentence import Act, Clause, Likely, Sentence
from northing.core.coaching.words import Word, words_of


class English:
    """How English goals are written. Data stands in the tables beside this file."""

    code = "en"

    def read(self, text: str, subject: Subject) -> Sentence:
        words = words_of(text)
        return Sentence(text, subject, self.code, words, (Clause(Act.NAME, (0, 0), (0, 0)),), (), self)

    def knows(self, word: str) -> bool:
        return False

    def way(self, measure: str, *, less: bool = False, start: str = "<x>", target: str = "<y>") -> str:
        return f"{'Lower' if less else 'Raise'} {measure} from {start} to {target}"

    def likely(self, words: tuple[Word, ...]) -> Likely | None:
        return None


PACK = English()
