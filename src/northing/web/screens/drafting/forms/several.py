"""Several people in one field: those who are chosen, and one more typed by name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.forms import ValidationError

from northing.accounts.queries import persons
from northing.web.components.picker import PersonField
from northing.web.screens.drafting.forms.draft import Raw
from northing.web.sent import whole

MOST = 200


@dataclass(frozen=True, slots=True)
class Chosen:
    """Somebody in the list; unticked means taken away with the next save."""

    id: int
    name: str


@dataclass
class SeveralPeople:
    """The people of a field `name`: ticked numbers under that name, names to add under `<name>_add`.

    Several names are separated by semicolons or line breaks; those that a browser has ticked already come as
    `<name>_label`. Who was found moves into the list; who was not stays in the field, with the reason in `errors` and,
    where several people fit, the choices in `offered`.
    """

    name: str
    chosen: list[Chosen] = field(default_factory=list)
    typed: str = ""
    errors: list[str] = field(default_factory=list)
    offered: list[str] = field(default_factory=list)

    @property
    def ids(self) -> list[int]:
        return [one.id for one in self.chosen]

    @classmethod
    def read(cls, raw: Raw, name: str, reader: Any) -> "SeveralPeople":
        several = cls(name)
        ids = [number for text in raw.getlist(name)[:MOST] if (number := whole(text)) is not None]
        typed, *picked = raw.getlist(f"{name}_add") or [""]
        pieces = [piece.strip() for piece in re.split(r"[;\n]", typed)] + raw.getlist(f"{name}_label")
        added, rest = several._find([piece for piece in pieces[:MOST] if piece], picked, reader)
        found = persons([*ids, *added]) if ids or added else {}
        several.chosen = [Chosen(pk, found[pk].name) for pk in dict.fromkeys([*ids, *added]) if pk in found]
        several.typed = "; ".join(rest)
        return several

    def _find(self, pieces: Sequence[str], picked: Sequence[str], reader: Any) -> tuple[list[int], list[str]]:
        """The numbers of those who were found, and the pieces that name nobody for certain."""
        found, rest = [], []
        for piece in dict.fromkeys(pieces):
            person = PersonField(required=False)
            person.actor = reader
            try:
                found.append(person.clean(piece))
            except ValidationError as wrong:
                sure = [label for label in picked if label in person.offered]
                if sure:
                    found.append(person.clean(sure[0]))
                    continue
                rest.append(piece)
                self.errors.extend(wrong.messages)
                self.offered.extend(person.offered)
        return found, rest
