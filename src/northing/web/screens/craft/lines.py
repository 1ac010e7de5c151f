"""The lines of a set as its page sends them: `o12-statement`, `o12-why`, `k33-sentence`, each with the words it began
from in `was-<name>`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from northing.crafting.queries.draft import SetObjective
from northing.goals.actions import Line, LineOf, write_line
from northing.kit.errors import Conflict, Invalid, NotFound, Refused

LONGEST = 20_000
_NAME = re.compile(r"(?P<letter>[ok])(?P<number>[0-9]{1,15})-(?P<of>statement|why|sentence)")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a line that was sent: its `text` as the writer sees it, and what it began from or begins from now.

    `theirs` is what somebody else wrote in the meantime, `error` what is wrong with it; then nothing was saved.
    """

    text: str
    was: str
    theirs: str | None = None
    error: str = ""

    @property
    def saved(self) -> bool:
        return self.theirs is None and not self.error


def line_of(name: str) -> Line | None:
    """The line of that name; None for what is no name of a line."""
    found = _NAME.fullmatch(name)
    if found is None or (found["letter"] == "k") != (found["of"] == LineOf.SENTENCE.value):
        return None
    return Line(LineOf(found["of"]), int(found["number"]))


def names_in(parts: Iterable[SetObjective]) -> dict[str, str]:
    """Every line of a set by name, with its text as it is stored."""
    texts: dict[str, str] = {}
    for one in parts:
        texts[f"o{one.row.id}-statement"] = one.row.statement
        texts[f"o{one.row.id}-why"] = one.row.why
        texts |= {f"k{part.id}-sentence": part.text for part in one.key_results}
    return texts


def typed(sent: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    """What was typed into the lines of this set, as far as it was sent."""
    return {name: sent[name][:LONGEST] for name in known if name in sent}


def new_lines(sent: Mapping[str, str], parts: Iterable[SetObjective]) -> dict[str, str]:
    """What was typed into the fields for lines that are not in the set yet."""
    names = [*(f"new-o{one.row.id}" for one in parts), "new-objective"]
    return {name: sent[name][:LONGEST] for name in names if sent.get(name, "").strip()}


def save(actor: Any, sent: Mapping[str, str], known: Mapping[str, str]) -> dict[str, Outcome]:
    """Save every line that was changed, each for itself; what became of each of them. Lines of other sets are left alone."""
    return {
        name: _save(actor, name, text, sent.get(f"was-{name}", known[name])[:LONGEST])
        for name, text in typed(sent, known).items()
        if _plain(text) != _plain(sent.get(f"was-{name}", known[name]))
    }


def _save(actor: Any, name: str, text: str, was: str) -> Outcome:
    line = line_of(name)
    if line is None:
        return Outcome(text, was, error=gettext("There is no such line."))
    try:
        stored = write_line(actor, line, before=was, text=text)
    except Conflict as met:
        return Outcome(text, str(met.current), theirs=str(met.current))
    except Invalid as wrong:
        return Outcome(text, was, error=" ".join(message for messages in wrong.errors.values() for message in messages))
    except Refused as refused:
        return Outcome(text, was, error=refused.reason)
    except NotFound:
        return Outcome(text, was, error=gettext("It was deleted meanwhile. Copy your words before you go on."))
    return Outcome(stored, stored)


def _plain(text: str) -> str:
    """Browsers send line ends in their own way."""
    return text.replace("\r\n", "\n").strip()
