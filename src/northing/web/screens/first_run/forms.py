from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from northing.core.cadence import ProposedCycle
from northing.web import choices
from northing.web.forms import Form


class FirstRun(Form):
    """Everything a new Northing has to know. What is possible is decided by the action."""

    name = forms.CharField(label=_("Organisation"))
    time_zone = forms.ChoiceField(label=_("Time zone"), help_text=_("Where the organisation's day begins and ends."))
    locale = forms.ChoiceField(
        label=_("Numbers and dates"), help_text=_("Everybody can choose another for themselves.")
    )
    year_starts_in_month = forms.TypedChoiceField(label=_("The year starts in"), coerce=int)
    administrator_name = forms.CharField(label=_("Your name"), widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.CharField(
        label=_("Your e-mail"),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
        help_text=_("You sign in with it."),
    )
    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 10 characters. A few words in a row are easy to remember."),
    )
    cycle_names = forms.MultipleChoiceField(
        label=_("Cycles to begin with"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, proposals: list[ProposedCycle], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].choices = choices.time_zones()  # type: ignore[attr-defined]
        self.fields["locale"].choices = choices.locales()  # type: ignore[attr-defined]
        self.fields["year_starts_in_month"].choices = choices.months()  # type: ignore[attr-defined]
        self.fields["cycle_names"].choices = [  # type: ignore[attr-defined]
            (proposal.name, proposal.name) for proposal in proposals
        ]

    def without_judging(self) -> None:
        """What was typed stays, and nothing is said about it yet: only the proposals are asked for anew."""
        self.full_clean()
        self.errors.clear()
