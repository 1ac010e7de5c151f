"""The forms of settings. They read what was sent; whether it may be is decided by the actions."""

from northing.web.screens.settings.forms.cycles import Calendar, CycleForm, NewCycle
from northing.web.screens.settings.forms.organisation import OrganisationForm
from northing.web.screens.settings.forms.people import Account, ByName, Facts, Invite, RoleOf, Sought
from northing.web.screens.settings.forms.profile import Password, Profile
from northing.web.screens.settings.forms.teams import Member, MembershipForm, NewTeam, Place, Sponsor, TeamFacts

__all__ = [
    "Account",
    "ByName",
    "Calendar",
    "CycleForm",
    "Facts",
    "Invite",
    "Member",
    "MembershipForm",
    "NewCycle",
    "NewTeam",
    "OrganisationForm",
    "Password",
    "Place",
    "Profile",
    "RoleOf",
    "Sought",
    "Sponsor",
    "TeamFacts",
]
