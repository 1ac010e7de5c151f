"""Two people changed the same thing (F4): what each of them wrote, side by side."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from northing.web.screens.drafting.forms.draft import digest, read_digests


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact in both versions, in words. `clash`: both of them changed it; else only the other one did."""

    fact: str
    label: str
    theirs: str
    mine: str
    clash: bool


def meet(
    mine: Mapping[str, Any],
    theirs: Mapping[str, Any],
    opened: str,
    label: Callable[[str], str],
    words: Callable[[str, Any], str],
) -> list[Difference]:
    """What the other one changed since the form was opened and that is not what was sent; clashes first.

    `opened` are the fingerprints of what both began with. Where they are missing, every difference is a clash: better
    one question too many than a text that is lost.
    """
    began = read_digests(opened)
    found = []
    for fact, value in mine.items():
        if fact not in theirs or digest(value) == digest(theirs[fact]) or began.get(fact) == digest(theirs[fact]):
            continue
        clash = began.get(fact) != digest(value)
        found.append(Difference(fact, label(fact), words(fact, theirs[fact]), words(fact, value), clash))
    return sorted(found, key=lambda difference: not difference.clash)
