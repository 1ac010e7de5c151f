from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from northing.teams.queries import TeamRow
from northing.web.components.picker import PersonField
from northing.web.forms import Form

KINDS = [("unit", _("Unit")), ("team", _("Team")), ("squad", _("Squad"))]
MEMBER_ROLES = [("member", _("Member")), ("lead", _("Lead"))]
INDENT = "\u2003"


def places(teams: Iterable[TeamRow]) -> list[tuple[str, str]]:
    """The tree as the options of a field, each below its parent."""
    return [(str(row.id), INDENT * row.depth + row.name) for row in teams]


class TeamFacts(Form):
    """What a team is called, what it is, what it is for."""

    name = forms.CharField(label=_("Name"), widget=forms.TextInput(attrs={"autocomplete": "off"}))
    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS, initial="team")
    purpose = forms.CharField(
        label=_("What it is for"), required=False, widget=forms.Textarea, help_text=_("One or two sentences.")
    )
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_company: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_company:
            del self.fields["kind"]


class NewTeam(TeamFacts):
    """A team and the place where it begins."""

    parent_id = forms.TypedChoiceField(label=_("Part of"), coerce=int)

    def __init__(self, *args: Any, teams: Iterable[TeamRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["version"]
        self.fields["parent_id"].choices = places(teams)  # type: ignore[attr-defined]


class Place(Form):
    """Another place in the tree."""

    parent_id = forms.TypedChoiceField(label=_("Part of"), coerce=int)

    def __init__(self, *args: Any, teams: Iterable[TeamRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent_id"].choices = places(teams)  # type: ignore[attr-defined]


class Sponsor(Form):
    """Who stands behind the team's OKRs."""

    person_id = PersonField(
        label=_("Sponsor"), required=False,
        help_text=_("The senior person who approves this team's OKRs and stands behind them. Empty: nobody."),
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="id_sponsor_%s", **kwargs)  # a page has two fields for a person
        self.fields["person_id"].actor = actor  # type: ignore[attr-defined]


class MembershipForm(Form):
    """As what, and between which days, somebody belongs to a team."""

    role = forms.ChoiceField(label=_("As"), choices=MEMBER_ROLES, initial="member")
    starts_on = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))
    ends_on = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("The last day. Empty: until further notice."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("starts_on", "ends_on"):
            self.fields[name].widget.input_type = "date"


class Member(MembershipForm):
    """Somebody who joins."""

    person_id = PersonField(label=_("Who"))

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person_id"].actor = actor  # type: ignore[attr-defined]
