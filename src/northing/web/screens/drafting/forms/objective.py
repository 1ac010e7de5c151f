"""The forms in which an objective is written and changed."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from northing.accounts.queries import persons
from northing.core.rollup import DrawsFrom
from northing.core.scoring import Commitment
from northing.goals.queries.drafting import Drafted, Places
from northing.kit.text import one_line, paragraphs
from northing.web.components.picker import label_of
from northing.web.screens.drafting.forms.draft import Draft, Raw, SamePerson, offer, raw_of
from northing.web.screens.drafting.forms.several import SeveralPeople


class ObjectiveForm(Draft):
    """What can be changed on an objective. `shares`: the reader may say who sees it."""

    statement = forms.CharField(label=_("Objective"), required=False)
    why = forms.CharField(label=_("Why"), required=False)
    commitment = forms.TypedChoiceField(
        label=_("What you promise"), choices=[(one.value, one.value) for one in Commitment], coerce=Commitment,
        required=False, empty_value=Commitment.ASPIRATIONAL,
    )  # fmt: skip
    lead = SamePerson(label=_("Lead"), required=False)
    individual = forms.BooleanField(label=_("This is my own, individual OKR"), required=False)
    confidential = forms.BooleanField(label=_("Confidential"), required=False)
    confidants = forms.CharField(label=_("Who may see it"), required=False)
    draws_from = forms.TypedChoiceField(
        label=_("Where its number comes from"), choices=[(one.value, one.value) for one in DrawsFrom], coerce=DrawsFrom,
        required=False, empty_value=DrawsFrom.KEY_RESULTS,
    )  # fmt: skip

    KEYS: ClassVar = {
        "statement": ("statement",),
        "why": ("why",),
        "commitment": ("commitment",),
        "lead_id": ("lead",),
        "individual_id": ("individual",),
        "confidential": ("confidential",),
        "confidant_ids": ("confidants", "confidants_label", "confidants_add"),
        "draws_from": ("draws_from",),
    }
    NAMES: ClassVar = {
        "lead_id": "lead", "individual_id": "individual", "confidant_ids": "confidants", "team_id": "team",
        "cycle_id": "cycle",
    }  # fmt: skip

    def __init__(self, sent: Raw | None, *, shares: bool = True, whose: int | None = None, **options: Any) -> None:
        super().__init__(sent, **options)
        self.shares = shares
        self.whose = whose
        self.confiding = SeveralPeople.read(self.raw, "confidants", self.reader)

    @property
    def others_own(self) -> bool:
        """It is somebody else's individual OKR: whose it is does not change here."""
        return self.whose is not None and self.whose != self.reader.pk

    def clean(self) -> dict[str, Any]:
        for sentence in self.confiding.errors:
            self.add_error("confidants", sentence)
        return self.cleaned_data

    def facts(self) -> dict[str, Any]:
        given = self.cleaned_data
        facts: dict[str, Any] = {
            "statement": one_line(given["statement"]),
            "why": paragraphs(given["why"]),
            "commitment": given["commitment"],
            "lead_id": given["lead"],
            "draws_from": given["draws_from"],
        }
        if not self.others_own:
            facts["individual_id"] = self.reader.pk if given["individual"] else None
        if self.shares:
            facts["confidential"] = given["confidential"]
            facts["confidant_ids"] = self._confidants(given["confidential"], given["lead"], facts.get("individual_id"))
        return facts

    def _confidants(self, confidential: bool, lead_id: int | None, individual_id: int | None) -> list[int]:
        """The people named on it. Whoever closes the door stays inside: they would else lose their own text."""
        ids = self.confiding.ids if confidential else []
        closing = confidential and self.stored.get("confidential") != "on"
        if closing and self.reader.pk not in (lead_id, individual_id, *ids):
            ids = [*ids, self.reader.pk]
        return sorted(ids)


class NewObjectiveForm(ObjectiveForm):
    """The same for a new objective, with the team and the cycle it is for."""

    team = forms.TypedChoiceField(label=_("Team"), coerce=int)
    cycle = forms.TypedChoiceField(label=_("Cycle"), coerce=int)
    serves = forms.IntegerField(label=_("What it supports"), required=False, max_value=10**15)
    serves_key_result = forms.IntegerField(label=_("What it takes on"), required=False, max_value=10**15)

    NAMES: ClassVar = {**ObjectiveForm.NAMES, "parent": ""}

    def __init__(self, sent: Raw | None, *, reader: Any, stored: Raw, places: Places, cycle_ids: list[int]) -> None:
        super().__init__(sent, reader=reader, stored=stored)
        self.places = places
        offer(self.fields["team"], [row.id for row in places.teams])
        offer(self.fields["cycle"], cycle_ids)

    def facts(self) -> dict[str, Any]:
        facts = super().facts()
        if self.places.own_only:
            facts["individual_id"] = self.reader.pk
        given = self.cleaned_data
        facts |= {"team_id": given["team"], "cycle_id": given["cycle"]}
        taken = given["serves_key_result"]
        return {**facts, "serves_objective_id": None if taken else given["serves"], "serves_key_result_id": taken}


def facts_of_objective(page: Drafted) -> dict[str, Any]:
    """What is stored, in the shape of the form's facts."""
    row = page.objective
    return {
        "statement": row.statement,
        "why": row.why,
        "commitment": row.commitment,
        "lead_id": row.lead.id if row.lead else None,
        "individual_id": row.individual.id if row.individual else None,
        "confidential": row.confidential,
        "confidant_ids": sorted(one.id for one in page.confidants),
        "draws_from": row.draws_from,
    }


def raw_of_objective(page: Drafted) -> Raw:
    """What is stored, as a browser would send it."""
    row = page.objective
    lead = persons([row.lead.id]).get(row.lead.id) if row.lead else None
    return raw_of(
        statement=row.statement,
        why=row.why,
        commitment=row.commitment.value,
        lead=label_of(lead) if lead else "",
        lead_id=lead.id if lead else "",
        individual=row.individual is not None,
        confidential=row.confidential,
        confidants=[one.id for one in page.confidants],
        draws_from=row.draws_from.value,
        version=row.version,
    )
