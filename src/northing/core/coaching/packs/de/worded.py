"""The shape in which a rule stands here in German."""

from typing import NamedTuple


class Worded(NamedTuple):
    """A rule in German. `messages` are pairs: as the rule says it, and in German, with {} where other words go."""

    why: str
    fix: str
    messages: tuple[tuple[str, str], ...]
