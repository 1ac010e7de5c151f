"""A sentence in a language without a pack: its words stand there, and nothing is claimed about them."""

from .advice import Subject
from .sentence import Likely, Sentence
from .words import Word, words_of


class _Silent:
    def way(self, measure: str, *, less: bool = False, start: str = "<x>", target: str = "<y>") -> str:
        return f"{measure}: {start} -> {target}"

    def starting(self, start: str = "<x>") -> str:
        return start

    def travelling(self, start: str = "<x>", target: str = "<y>") -> str:
        return f"{start} -> {target}"

    def aimed(self, said: str, verb: str) -> str:
        return f"{said} {self.travelling()}"

    def unnamed(self) -> str:
        return "<measure>"

    def worded(self, rule: str, message: str, why: str, fix: str) -> tuple[str, str, str]:
        return message, why, fix

    def titled(self, rule: str, title: str) -> str:
        return title

    def likely(self, words: tuple[Word, ...]) -> Likely | None:
        return None


SILENT = _Silent()


def unread(text: str, subject: Subject, language: str) -> Sentence:
    """The text without an opinion."""
    return Sentence(text, subject, language, words_of(text), (), (), SILENT)
