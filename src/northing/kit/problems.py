"""Checking what was sent, before anything is written: every problem at its field, in words that help."""

from django.utils.translation import gettext

from northing.kit import errors
from northing.kit.text import one_line, paragraphs


class Problems:
    """Collects what is wrong, field by field ("" is the whole), and raises it all at once."""

    def __init__(self) -> None:
        self._found: dict[str, list[str]] = {}

    def add(self, field: str, message: str) -> None:
        self._found.setdefault(field, []).append(message)

    def raise_if_any(self) -> None:
        """Raise `Invalid` with everything that was found."""
        if self._found:
            raise errors.Invalid(self._found)

    def line(self, field: str, text: str, longest: int, missing: str = "") -> str:
        """A one-line text of at most `longest` characters; `missing` is the message where it must not be empty."""
        return self._fitting(field, one_line(text), longest, missing)

    def prose(self, field: str, text: str, longest: int, missing: str = "") -> str:
        """A longer text of at most `longest` characters; `missing` is the message where it must not be empty."""
        return self._fitting(field, paragraphs(text), longest, missing)

    def _fitting(self, field: str, text: str, longest: int, missing: str) -> str:
        if not text and missing:
            self.add(field, missing)
        if len(text) > longest:
            message = gettext("This is %(length)s characters long; %(most)s is the most. Shorten it a little.")
            self.add(field, message % {"length": f"{len(text):,}", "most": f"{longest:,}"})
        return text
