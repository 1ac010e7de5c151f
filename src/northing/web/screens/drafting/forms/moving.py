"""The form in which an objective gets another team or another cycle."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from northing.web.screens.drafting.forms.draft import Draft, Raw


class MoveForm(Draft):
    """Where an objective is to go."""

    team = forms.TypedChoiceField(label=_("Team"), coerce=int)
    cycle = forms.TypedChoiceField(label=_("Cycle"), coerce=int)

    KEYS: ClassVar = {"team_id": ("team",), "cycle_id": ("cycle",)}
    NAMES: ClassVar = {"team_id": "team", "cycle_id": "cycle"}

    def __init__(
        self, sent: Raw | None, *, reader: Any, stored: Raw, team_ids: Iterable[int], cycle_ids: Iterable[int]
    ) -> None:
        super().__init__(sent, reader=reader, stored=stored)
        for name, ids in (("team", team_ids), ("cycle", cycle_ids)):
            self.fields[name].choices = [(pk, pk) for pk in ids]  # type: ignore[attr-defined]
            self.fields[name].error_messages |= {
                "invalid_choice": _("Choose one of the list; that one is not yours to write in, or not there."),
                "required": _("Choose one of the list."),
            }

    def facts(self) -> dict[str, Any]:
        return {"team_id": self.cleaned_data["team"], "cycle_id": self.cleaned_data["cycle"]}
