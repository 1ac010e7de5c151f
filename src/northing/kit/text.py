"""Text as people send it, made fit to keep."""

import re
import unicodedata

_SPACES = re.compile(r"\s+")
_BLANK_LINES = re.compile(r"\n{3,}")
# Characters that steer the direction of what follows them. They can make a name read as another one.
_OVERRIDES = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))


def one_line(text: str) -> str:
    """A title or a name: one line, single spaces, composed characters, nothing invisible that misleads.

    >>> one_line("  Cut the\\n cold  chain's losses\\x00 ")
    "Cut the cold chain's losses"
    """
    return _SPACES.sub(" ", _visible(text)).strip()


def paragraphs(text: str) -> str:
    """A longer text: its lines are kept, trailing spaces and runs of empty lines are not."""
    lines = _visible(text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return _BLANK_LINES.sub("\n\n", "\n".join(line.rstrip() for line in lines)).strip()


def shorten(text: str, length: int) -> str:
    """At most `length` characters, cut at a word where that is possible, with an ellipsis when cut.

    >>> shorten("Doctors trust the cold chain", 16)
    'Doctors trust…'
    """
    if len(text) <= length:
        return text
    cut = text[: max(length - 1, 0)]
    at_word = cut.rsplit(" ", 1)[0] if " " in cut else cut
    return (at_word if len(at_word) >= length // 2 else cut).rstrip(" ,;:.") + "…"


def search_key(text: str) -> str:
    """The form in which texts are compared: without case, accents and superfluous spaces.

    >>> search_key("  Zoë  MÜLLER ")
    'zoe muller'
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return one_line(bare)


def _visible(text: str) -> str:
    composed = unicodedata.normalize("NFC", text).translate(_OVERRIDES)
    return "".join(
        character
        for character in composed
        if character in "\n\t" or unicodedata.category(character) not in {"Cc", "Cs"}
    )
