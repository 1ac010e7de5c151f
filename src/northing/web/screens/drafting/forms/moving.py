"""The form in which an objective gets another team or another cycle."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from northing.web.screens.drafting.forms.draft import Draft, Raw, offer


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
        offer(self.fields["team"], team_ids)
        offer(self.fields["cycle"], cycle_ids)

    def facts(self) -> dict[str, Any]:
        return {"team_id": self.cleaned_data["team"], "cycle_id": self.cleaned_data["cycle"]}
