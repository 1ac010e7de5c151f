from dataclasses import dataclass
from typing import Any, Self

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from northing.accounts.queries import Standing
from northing.web.forms import Form

ROLES = [("contributor", _("Contributor")), ("viewer", _("Viewer")), ("guest", _("Guest"))]


class RoleOf(Form):
    """What somebody is in the organisation."""

    role = forms.ChoiceField(label=_("Role"), choices=ROLES, initial="contributor")
    is_champion = forms.BooleanField(
        label=_("OKR champion"),
        required=False,
        help_text=_("Teaches the practice, looks after cycles, helps anywhere."),
    )
    is_administrator = forms.BooleanField(
        label=_("Administrator"), required=False, help_text=_("Runs this Northing: people, teams, settings, import.")
    )

    @property
    def explained(self) -> list[dict[str, str]]:
        """The roles, each with what it means."""
        hints = {
            "contributor": _now("Owns key results, drafts with their teams, checks in. Almost everybody."),
            "viewer": _now("Reads everything that is published, changes nothing."),
            "guest": _now("Reads only what is shared with them."),
        }
        return [{"value": value, "label": str(label), "hint": hints[value]} for value, label in ROLES]


class Invite(RoleOf):
    """Somebody new."""

    name = forms.CharField(label=_("Name"), widget=forms.TextInput(attrs={"autocomplete": "off"}))
    email = forms.CharField(label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    title = forms.CharField(label=_("What they do"), required=False)


class ByName(Form):
    """Somebody known by name only."""

    name = forms.CharField(label=_("Name"), widget=forms.TextInput(attrs={"autocomplete": "off"}))
    title = forms.CharField(label=_("What they do"), required=False)


class Facts(Form):
    """Name, title and address of somebody who is here."""

    name = forms.CharField(label=_("Name"), widget=forms.TextInput(attrs={"autocomplete": "off"}))
    title = forms.CharField(label=_("What they do"), required=False)
    email = forms.CharField(
        label=_("E-mail"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=_("They sign in with it. A change signs them out everywhere."),
    )  # fmt: skip
    version = forms.CharField(required=False, widget=forms.HiddenInput)


class Account(Form):
    """The address that turns a name into an account."""

    email = forms.CharField(label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))


@dataclass(frozen=True, slots=True)
class Sought:
    """What the list of people is narrowed to, as it stands in the address. What makes no sense there is left out."""

    search: str
    standing: Standing | None
    role: str
    page: int

    @classmethod
    def of(cls, query: QueryDict) -> Self:
        standing, role, page = query.get("standing", ""), query.get("role", ""), query.get("page", "1")
        return cls(
            search=query.get("q", "")[:200],
            standing=Standing(standing) if standing in {known.value for known in Standing} else None,
            role=role if role in {"contributor", "viewer", "guest", "champion", "administrator"} else "",
            page=int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1,
        )

    @property
    def values(self) -> dict[str, Any]:
        """As the query takes them."""
        return {"search": self.search, "standing": self.standing, "role": self.role, "page": self.page}

    @property
    def params(self) -> dict[str, Any]:
        """As they stand in the address, without the page."""
        return {"q": self.search, "standing": self.standing.value if self.standing else None, "role": self.role}

    @property
    def standings(self) -> list[tuple[str, str]]:
        return [
            (Standing.ACTIVE.value, _now("signed up")),
            (Standing.INVITED.value, _now("invited")),
            (Standing.PLACEHOLDER.value, _now("known by name")),
            (Standing.DISABLED.value, _now("disabled")),
        ]

    @property
    def roles(self) -> list[tuple[str, str]]:
        return [
            ("administrator", _now("administrators")),
            ("champion", _now("OKR champions")),
            ("contributor", _now("contributors")),
            ("viewer", _now("viewers")),
            ("guest", _now("guests")),
        ]
