"""What the forms of all screens share: they say what an action says no with at the field it is about."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _

from northing.kit.errors import Conflict, Invalid
from northing.web.sent import they_wrote

T = TypeVar("T")


class Form(forms.Form):
    """A Django form. Checking is left to the actions as far as possible, so that every door says the same."""

    _met = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            self._word(field)

    def _word(self, field: forms.Field) -> None:
        """Django's general sentences, said of this very field."""
        given = field.error_messages
        if given.get("required") == forms.Field.default_error_messages["required"]:
            given["required"] = _("%(field)s is missing.") % {"field": field.label or _("This")}
        if isinstance(field, forms.ChoiceField):
            given["invalid_choice"] = _("Choose from the list.")
        if isinstance(field, forms.DateField):
            given["invalid"] = _("Write a day that the calendar has, like 2026-11-20.")

    def tell(self, refused: Invalid, names: Mapping[str, str] | None = None) -> None:
        """Put each sentence at its field, or on top. `names` maps an action's fields to this form's."""
        for name, sentences in refused.errors.items():
            field = (names or {}).get(name, name)
            for sentence in sentences:
                self.add_error(field if field in self.fields else None, sentence)

    def act(
        self,
        do: Callable[[dict[str, Any]], T],
        names: Mapping[str, str] | None = None,
        theirs: Callable[[Any], Mapping[str, Any]] | None = None,
    ) -> T | None:
        """Do it with what was sent, if something was. None: nothing was done, and the form knows why.

        `theirs` turns the row that somebody else has changed in the meantime into this form's values, so that both
        can be seen (F4); whoever then sends the form again means it.
        """
        if not self.is_bound or not self.is_valid():
            return None
        try:
            return do(self.cleaned_data)
        except Invalid as refused:
            self.tell(refused, names)
            return None
        except Conflict as met:
            if theirs is None:
                raise
            self._meet(theirs(met.current))
            return None

    def _meet(self, theirs: Mapping[str, Any]) -> None:
        self._met = True
        self.add_error(None, _("Somebody else has changed this in the meantime. Yours is not saved yet."))
        for name, value in theirs.items():
            if name in self.fields and name != "version" and value != self.cleaned_data.get(name):
                said = value if value not in (None, "") else _("nothing")
                self.add_error(name, they_wrote(said))
        self.data = {**dict(self.data.items()), "version": theirs["version"]}

    @property
    def problems(self) -> dict[str, list[str]]:
        """All sentences by field, "" for the form as a whole: what the summary at the top wants."""
        told: dict[str, list[str]] = {}
        for name, sentences in self.errors.items():
            told["" if name == NON_FIELD_ERRORS else name] = [str(sentence) for sentence in sentences]
        return told

    @property
    def labels(self) -> dict[str, str]:
        """What each field is called."""
        return {name: str(field.label or "") for name, field in self.fields.items()}

    @property
    def status(self) -> int:
        """What a page with this form is answered with."""
        if self._met:
            return 409
        return 422 if self.is_bound and self.errors else 200
