from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from northing.accounts.queries import Drafting, OrganisationRow
from northing.web import choices
from northing.web.screens.settings.forms.cycles import Calendar


class OrganisationForm(Calendar):
    """The organisation's name, habits, and the calendar of its quarters."""

    name = forms.CharField(label=_("Name"))
    time_zone = forms.ChoiceField(label=_("Time zone"), help_text=_("Where the organisation's day begins and ends."))
    locale = forms.ChoiceField(
        label=_("Numbers and dates"), help_text=_("Everybody can choose another for themselves.")
    )
    currency = forms.CharField(
        label=_("Currency"), required=False, help_text=_("As it stands beside an amount: kr, €, $.")
    )
    year_starts_in_month = forms.TypedChoiceField(label=_("The year starts in"), coerce=int)
    drafting = forms.ChoiceField(
        label=_("How OKRs are published"), choices=[(way.value, way.value) for way in Drafting]
    )
    individual_okrs = forms.BooleanField(
        label=_("People may have individual OKRs"),
        required=False,
        help_text=_(
            "Their own, beside the team's, and seen by nobody who does not see the team's. Switched off, no new ones are "
            "written; those that are there stay."
        ),
    )

    WAYS = (
        {
            "value": Drafting.CRAFT.value,
            "label": _("Five steps"),
            "hint": _("Create, refine, align, finalise, transmit: each with a checklist, and the sponsor approves."),
            "example": _("For teams that depend on each other."),
        },
        {
            "value": Drafting.PUBLISH.value,
            "label": _("Draft, then publish"),
            "hint": _("Whoever answers for the objective publishes it when it is ready."),
            "example": _("For small companies, where everybody has heard it anyway."),
        },
    )

    def __init__(self, *args: Any, organisation: OrganisationRow, **kwargs: Any) -> None:
        super().__init__(*args, initial=self.values_of(organisation), **kwargs)
        self.fields["time_zone"].choices = choices.time_zones()  # type: ignore[attr-defined]
        self.fields["locale"].choices = choices.locales(organisation.locale)  # type: ignore[attr-defined]
        self.fields["year_starts_in_month"].choices = choices.months()  # type: ignore[attr-defined]

    @classmethod
    def values_of(cls, row: OrganisationRow) -> dict[str, Any]:
        """The organisation as this form shows it."""
        names = ("name", "time_zone", "locale", "currency", "year_starts_in_month", "version")
        chosen = {"drafting": row.drafting.value, "individual_okrs": row.individual_okrs}
        return {**cls.shown(row.rules), **{name: getattr(row, name) for name in names}, **chosen}
