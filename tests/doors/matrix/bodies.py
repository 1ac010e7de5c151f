"""What is sent to each address so that whoever may, succeeds: from the form on its page, or written here."""

from typing import Any

from tests.concepts.house import PASSWORD
from tests.doors.matrix.company import Company
from tests.doors.matrix.pages import Page, form_to
from tests.doors.matrix.routes import routes

_KEY_RESULT = {"text": "Raise the share from 1 to 2", "kind": "increase", "start": "1", "target": "2", "owner": ""}
_CYCLE = {"name": "Next", "level": "quarterly", "starts_on": "2027-01-01", "ends_on": "2027-03-31", "parent_id": ""}
# Whose form it is taken from, by the role that certainly sees it; all others send the same.
FORMS: dict[str, tuple[str, dict[str, Any]]] = {
    "drafting:objective_new": ("lead", {"statement": "Something new", "look": None}),
    "drafting:objective_edit": ("lead", {"why": "It matters."}),
    "drafting:objective_move": ("lead", {}),
    "drafting:key_result_new": ("lead", _KEY_RESULT),
    "drafting:key_result_edit": ("lead", {"note": "Noted."}),
    "initiative-edit": ("lead", {"title": "Another title"}),
    "objective-weigh": ("lead", {}),
    "comment": ("owner", {"text": "In other words"}),
    "checkin-correct": ("lead", {"value": "11"}),
    "settings-people-invite": ("admin", {"name": "Nils Ny", "email": "nils@example.org"}),
    "settings-people-by-name": ("admin", {"name": "Nils Ny"}),
    "settings-person": ("admin", {"title": "Driver"}),
    "settings-team-new": ("admin", {"name": "New team"}),
    "settings-team": ("admin", {"purpose": "To be there."}),
    "settings-membership": ("admin", {}),
    "settings-cycle-new": ("admin", _CYCLE),
    "settings-cycle": ("admin", {}),
    "settings-organisation": ("admin", {"name": "Vinterhavn AS"}),
    "settings-profile": ("admin", {"name": "Somebody Else"}),
}  # fmt: skip


def body(company: Company, route: str, address: str) -> dict[str, Any]:
    """The fields of a POST to this address."""
    if route in FORMS:
        role, changes = FORMS[route]
        page = Page(company.client(role).get(address).content.decode(), address)
        form = form_to([page], address)
        assert form is not None, f"{route}: no form on its page posts to it"
        sent = {name: values[0] if len(values) == 1 else values for name, values in form.sent.items()}
        return {name: value for name, value in {**sent, **changes}.items() if value is not None}
    return WRITTEN.get(route, lambda _: {})(company)


def _on_page(company: Company) -> dict[str, Any]:
    return {"objective": company.things["objective_id"]}


WRITTEN: dict[str, Any] = {
    "appearance": lambda _: {"theme": "dark"},
    "coach": lambda _: {"subject": "key_result", "text": "Launch new CRM", "fills": "1"},
    "check-in-save": lambda _: {"value": "12", "confidence": "7", "note": "On its way."},
    "key-result-check-in": lambda _: {"value": "12", "confidence": "7", "note": "On its way."},
    "drafting:align": lambda company: {"parent": f"k{company.things['above_key_result']}"},
    "comments": lambda _: {"text": "Something to say"},
    "comment-answers": lambda _: {"text": "Something to answer"},
    "comment-reactions": lambda _: {"kind": "agree"},
    "take-on": lambda company: {
        "team_id": company.things["nearby"],
        "cycle_id": company.house.quarter.pk,
        f"kr_{company.things['key_result_id']}": "keep",
        "added_0": "Raise visits from 1 to 5",
    },
    "carry-forward": lambda company: {"because": "It saves goods.", "cycle_id": company.house.quarter.pk},
    "draft": lambda _: {"new-objective": "Something new"},
    "draft-restore": lambda company: {"part": f"k{company.things['taken_out']}"},
    "draft-start": lambda company: {
        "template": "sleep-on-call",
        "team": company.house.team,
        "cycle": company.house.quarter.pk,
    },
    "draft-refine": lambda _: {"do": "open"},
    "draft-align": lambda _: {"do": "answer", "question": "who_needs_us", "before": "", "text": "The night desk."},
    "draft-finalise": lambda _: {"do": "answer", "question": "how", "before": "", "text": "We asked around."},
    "draft-transmit": lambda _: {"do": "announce", "before": "", "announcement": "We sleep."},
    "draft-step": lambda _: {"do": "go_on", "to": "refine", "version": "1", "reason": "We are few."},
    "objective-close": lambda _: {"score": "0.7"},
    "objective-initiatives": lambda _: {"title": "Ask the drivers"},
    "initiative-end": lambda _: {"outcome": "It helped.", "kept": "yes"},
    "initiative-delete": _on_page,
    "initiative-restore": _on_page,
    "alignment-remove": _on_page,
    "alignment-restore": _on_page,
    "request-step": lambda _: {"move": "withdraw", "version": "1"},
    "request-bringer": lambda _: {"serving": "", "version": "1"},
    "request-new": lambda company: {
        "words": "A second ramp",
        "team_id": company.things["nearby"],
        "due_on": "2026-12-04",
    },
    "team-dependencies": lambda company: {
        "words-0": "A third ramp",
        "team_id-0": company.things["nearby"],
        "due_on-0": "2026-12-04",
        "objective_id-0": company.things["objective_id"],
    },
    "sign-in": lambda _: {"login": "nobody@example.org", "password": "not a password"},
    "account_login": lambda _: {"login": "nobody@example.org", "password": "not a password"},
    "account_reset_password": lambda _: {"email": "nobody@example.org"},
    "settings-person-role": lambda _: {"role": "viewer"},
    "settings-person-account": lambda _: {"email": "kari@example.org"},
    "settings-team-place": lambda company: {"parent_id": company.things["elsewhere"]},
    "settings-team-sponsor": lambda _: {"person_id": "Stefan Stranger"},
    "settings-team-members": lambda _: {"person_id": "Stefan Stranger", "role": "member", "starts_on": "2026-11-01"},
    "settings-cycles-proposed": lambda _: {"names": "2027"},
    "settings-profile-mail": lambda _: {"wants_mail": "on"},
    "settings-profile-password": lambda _: {"current": PASSWORD, "password": "another staple of horses"},
}


def all_addresses(company: Company) -> dict[str, str]:
    """Each route's address, filled with things that are there."""
    return {name: route.address(company) for name, route in routes().items()}
