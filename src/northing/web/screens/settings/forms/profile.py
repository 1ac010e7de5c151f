from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from northing.web import choices
from northing.web.forms import Form

THEMES = [("", _("As the device has it")), ("light", _("Light")), ("dark", _("Dark"))]


class Profile(Form):
    """How somebody is called, and how Northing looks and writes for them."""

    name = forms.CharField(label=_("Name"), widget=forms.TextInput(attrs={"autocomplete": "name"}))
    title = forms.CharField(label=_("What you do"), required=False)
    locale = forms.ChoiceField(label=_("Numbers and dates"), required=False)
    time_zone = forms.ChoiceField(label=_("Time zone"), required=False)
    theme = forms.ChoiceField(label=_("Appearance"), required=False, choices=THEMES)

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        names = ("name", "title", "locale", "time_zone", "theme")
        super().__init__(*args, initial={name: getattr(person, name) for name in names}, **kwargs)
        same = ("", _("As the organisation has it"))
        self.fields["locale"].choices = [same, *choices.locales(person.locale)]  # type: ignore[attr-defined]
        self.fields["time_zone"].choices = [same, *choices.time_zones()]  # type: ignore[attr-defined]


class Password(Form):
    """The present password, and another one."""

    current = forms.CharField(
        label=_("Present password"), strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )  # fmt: skip
    password = forms.CharField(
        label=_("New password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 10 characters. A few words in a row are easy to remember."),
    )  # fmt: skip
