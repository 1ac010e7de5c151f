"""Choosing a person among ten, or among ten thousand: type a part of the name, with or without JavaScript."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from northing.accounts.queries import PersonRow, candidates

__all__ = ["PersonField", "label_of"]

_CERTAIN = re.compile(r"\((?:no\. (?P<id>\d{1,18})|(?P<email>[^()\s]+@[^()\s]+))\)$")
_OFFERED = 6


def label_of(person: PersonRow) -> str:
    """How a person is written in such a field, so that nobody else can be meant."""
    return f"{person.name} ({person.email})" if person.email else f"{person.name} (no. {person.id})"


class PersonField(forms.CharField):
    """A person, typed. Cleans to their number, or None. When several people fit, `offered` are the ones to choose from.

    The form gives it the reader: `form.fields["person"].actor = request.user`.
    """

    default_error_messages = {"required": gettext_lazy("Write a name or an e-mail address.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 400, **options})
        self.actor: Any = None
        self.offered: list[str] = []

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        return self._find(typed) if typed else None

    def _find(self, typed: str) -> int:
        certain = _CERTAIN.search(typed)
        words = (certain["email"] or typed[: certain.start()]) if certain else typed
        found = candidates(self.actor, words, limit=200)
        exact = [person for person in found if typed in (label_of(person), person.name, person.email)]
        if len(exact) == 1 or len(found) == 1:
            return (exact or found)[0].id
        if not found:
            raise forms.ValidationError(_("Nobody is called %(typed)s. Try a part of the name.") % {"typed": typed})
        self.offered = [label_of(person) for person in (exact or found)[:_OFFERED]]
        raise forms.ValidationError(_("Several people fit. Choose one, or write more of the name."))
