"""Every address, every method, every role: who gets what is declared here, and a new address without a line fails (S1)."""

from typing import Any

import pytest

from tests.doors.matrix.bodies import body
from tests.doors.matrix.company import ROLES, Company, rows, undone
from tests.doors.matrix.routes import routes

pytestmark = pytest.mark.django_db

# One letter for each of ROLES: owner lead member champion sponsor admin viewer stranger guest nobody.
#   Y gets it, or it is done          R refused with a reason (403)      H hidden: not found (404)
#   E refused at a field (422)        I has to sign in first             N there is no such method (405)
# What the addresses are about is in `company.routes`; what is sent would be accepted of whoever may.
# By address: what GET gives, and what POST does.
DECLARED: dict[str, tuple[str, str]] = {
    "appearance": ("NNNNNNNNNN", "YYYYYYYYYY"),
    "check-in": ("YYYYYYYYYI", "NNNNNNNNNI"),
    "check-in-save": ("NNNNNNNNNI", "YYRYRRRRHI"),
    "check-in-preview": ("YHHHHHHHHI", "NNNNNNNNNI"),
    "check-in-undo": ("NNNNNNNNNI", "YYRYRRRRHI"),
    "coach": ("NNNNNNNNNI", "YYYYYYYYYI"),
    "comments": ("YYYYYYYYHI", "YYYYYYRYHI"),
    "comment": ("YRRRRRRRHI", "YRRRRRRRHI"),
    "comment-answers": ("NNNNNNNNNI", "YYYYYYRYHI"),
    "comment-deletion": ("NNNNNNNNNI", "YRRRRRRRHI"),
    "comment-mentions": ("YYYYYYRYHI", "NNNNNNNNNI"),
    "comment-reactions": ("NNNNNNNNNI", "RYYYYYRYHI"),
    "comment-resolution": ("NNNNNNNNNI", "YYRYRRRRHI"),
    "comment-restoration": ("NNNNNNNNNI", "YRRRRRRRHI"),
    "drafts": ("YYYYYYYYYI", "NNNNNNNNNI"),
    "draft-start": ("YYYYYYYYYI", "YYYYYYYHYI"),
    "draft": ("YYYHYHHHHI", "YYYHRHHHHI"),
    "draft-changes": ("YYYHYHHHHI", "NNNNNNNNNI"),
    "draft-restore": ("NNNNNNNNNI", "YYYHRHHHHI"),
    "draft-refine": ("YYYHYHHHHI", "YYYHRHHHHI"),
    "draft-align": ("YYYHYHHHHI", "YYYHRHHHHI"),
    "draft-finalise": ("YYYHYHHHHI", "YYYHRHHHHI"),
    "draft-transmit": ("YYYHYHHHHI", "YYYHRHHHHI"),
    "draft-step": ("YYYHYHHHHI", "YYYHRHHHHI"),
    "drafting:objective_new": ("YYYYYYRYHI", "YYYYEEREHI"),
    "drafting:objective_edit": ("RYRYRRRRHI", "RYRYRRRRHI"),
    "drafting:objective_move": ("RYRYRRRRHI", "RYRYRRRRHI"),
    "drafting:align": ("RYRYRRRRHI", "RYRYRRRRHI"),
    "drafting:key_result_new": ("RYRYRRRRHI", "RYRYRRRRHI"),
    "drafting:key_result_edit": ("YYRYRRRRHI", "YYRYRRRRHI"),
    "take-on": ("YYYYRRRYHI", "RRRYRRRYHI"),
    "versions": ("YYYYYYYYHI", "NNNNNNNNNI"),
    "carry-forward": ("YYYYRRRYHI", "EEEERRRRHI"),
    "first-run": ("YYYYYYYYYY", "YYYYYYYYYY"),
    "guide": ("YYYYYYYYYI", "NNNNNNNNNI"),
    "guide-rule": ("YYYYYYYYYI", "NNNNNNNNNI"),
    "templates": ("YYYYYYYYYI", "NNNNNNNNNI"),
    "template": ("YYYYYYYYYI", "NNNNNNNNNI"),
    "home": ("YYYYYYYYYI", "NNNNNNNNNI"),
    "home-seen": ("NNNNNNNNNI", "YYYYYYYYYI"),
    "settings-import": ("RRRRRYRRHI", "RRRRRERRHI"),
    "settings-import-run": ("RRRRRYRRHI", "NNNNNNNNNI"),
    "settings-import-preview": ("RRRRRYRRHI", "RRRRRYRRHI"),
    "settings-import-discarding": ("NNNNNNNNNI", "RRRRRYRRHI"),
    "mail-off": ("YYYYYYYYYY", "YYYYYYYYYY"),
    "map": ("YYYYYYYYYI", "NNNNNNNNNI"),
    "map-data": ("YYYYYYYYYI", "NNNNNNNNNI"),
    "key-result": ("YYYYYYYYHI", "NNNNNNNNNI"),
    "key-result-explain": ("YYYYYYYYHI", "NNNNNNNNNI"),
    "key-result-check-in": ("YYYYYYYYYI", "YYRYRRRRHI"),
    "key-result-delete": ("NNNNNNNNNI", "RYRYRRRRHI"),
    "key-result-restore": ("NNNNNNNNNI", "RYRYRRRRHI"),
    "checkin-correct": ("YYRYRRRRHI", "YYRYRRRRHI"),
    "checkin-withdraw": ("NNNNNNNNNI", "YYRYRRRRHI"),
    "objective": ("YYYYYYYYHI", "NNNNNNNNNI"),
    "objective-explain": ("YYYYYYYYHI", "NNNNNNNNNI"),
    "objective-publish": ("NNNNNNNNNI", "RYRHRHHHHI"),
    "objective-close": ("RYRYRRRRHI", "RYRYRRRRHI"),
    "objective-reopen": ("NNNNNNNNNI", "RYRYRRRRHI"),
    "objective-delete": ("NNNNNNNNNI", "RYRYRRRRHI"),
    "objective-restore": ("NNNNNNNNNI", "RYRYRRRRHI"),
    "objective-weigh": ("RYRYRRRRHI", "RYRYRRRRHI"),
    "objective-initiatives": ("YYYYYYYYYI", "YYYYRRRRHI"),
    "initiative-edit": ("YYYYRRRRHI", "YYYYRRRRHI"),
    "initiative-end": ("YYYYRRRRHI", "YYYYRRRRHI"),
    "initiative-delete": ("NNNNNNNNNI", "YYYYRRRRHI"),
    "initiative-restore": ("NNNNNNNNNI", "YYYYRRRRHI"),
    "alignment-remove": ("NNNNNNNNNI", "RYRYRRRRHI"),
    "alignment-restore": ("NNNNNNNNNI", "RYRYRRRRHI"),
    "okrs": ("YYYYYYYYYI", "NNNNNNNNNI"),
    "okrs-branch": ("YYYYYYYYYI", "NNNNNNNNNI"),
    "okrs-export": ("YYYYYYYYYI", "NNNNNNNNNI"),
    "okrs-teams": ("YYYYYYYYYI", "NNNNNNNNNI"),
    "okrs-people": ("YYYYYYYYYI", "NNNNNNNNNI"),
    "requests": ("YYYYYYYYHI", "NNNNNNNNNI"),
    "request": ("YYYYYYYYHI", "NNNNNNNNNI"),
    "request-step": ("NNNNNNNNNI", "YYRYRRRRHI"),
    "request-bringer": ("NNNNNNNNNI", "RRRYRRRRHI"),
    "request-new": ("YYRYRRRRHI", "YYRYRRRRHI"),
    "team-dependencies": ("YYYYYYYYHI", "YYRYRRRRHI"),
    "people": ("YYYYYYYYYI", "NNNNNNNNNI"),
    "person": ("YYYYYYYYHI", "NNNNNNNNNI"),
    "search": ("YYYYYYYYYI", "NNNNNNNNNI"),
    "sign-in": ("YYYYYYYYYY", "YYYYYYYYYE"),
    "account_login": ("YYYYYYYYYY", "YYYYYYYYYE"),
    "sign-out": ("NNNNNNNNNN", "YYYYYYYYYY"),
    "account_logout": ("NNNNNNNNNN", "YYYYYYYYYY"),
    "account_reset_password": ("YYYYYYYYYY", "YYYYYYYYYY"),
    "account_reset_password_done": ("YYYYYYYYYY", "NNNNNNNNNN"),
    "account_reset_password_from_key": ("YYYYYYYYYY", "EEEEEEEEEE"),
    "account_reset_password_from_key_done": ("YYYYYYYYYY", "NNNNNNNNNN"),
    "welcome": ("HHHHHHHHHH", "HHHHHHHHHH"),
    "settings": ("YYYYYYYYYI", "YYYYYYYYYI"),
    "settings-people": ("YYYYYYYYHI", "NNNNNNNNNI"),
    "settings-people-invite": ("RRRRRYRRHI", "RRRRRYRRHI"),
    "settings-people-by-name": ("RRRRRYRRHI", "RRRRRYRRHI"),
    "people-names": ("YYYYYYYYHI", "NNNNNNNNNI"),
    "settings-person": ("RRRRRYRRHI", "RRRRRYRRHI"),
    "settings-person-role": ("NNNNNNNNNI", "RRRRRYRRHI"),
    "settings-person-account": ("NNNNNNNNNI", "RRRRRYRRHI"),
    "settings-person-invitation": ("NNNNNNNNNI", "RRRRRYRRHI"),
    "settings-person-disabling": ("NNNNNNNNNI", "RRRRRYRRHI"),
    "settings-person-enabling": ("NNNNNNNNNI", "RRRRRYRRHI"),
    "settings-teams": ("YYYYYYYYHI", "NNNNNNNNNI"),
    "settings-team-new": ("RYRRRYRRHI", "RERRRYRRHI"),
    "settings-team": ("RYRRRYRRHI", "RYRRRYRRHI"),
    "settings-team-place": ("NNNNNNNNNI", "RERRRYRRHI"),
    "settings-team-sponsor": ("NNNNNNNNNI", "RYRRRYRRHI"),
    "settings-team-members": ("NNNNNNNNNI", "RYRRRYRRHI"),
    "settings-team-archiving": ("NNNNNNNNNI", "RYRRRYRRHI"),
    "settings-team-restoring": ("NNNNNNNNNI", "RYRRRYRRHI"),
    "settings-membership": ("RYRRRYRRHI", "RYRRRYRRHI"),
    "settings-membership-leaving": ("NNNNNNNNNI", "RYRRRYRRHI"),
    "settings-cycles": ("YYYYYYYYHI", "NNNNNNNNNI"),
    "settings-cycles-proposed": ("NNNNNNNNNI", "RRRYRYRRHI"),
    "settings-cycle-new": ("RRRYRYRRHI", "RRRYRYRRHI"),
    "settings-cycle": ("RRRYRYRRHI", "RRRYRYRRHI"),
    "settings-cycle-closing": ("NNNNNNNNNI", "RRRYRYRRHI"),
    "settings-cycle-reopening": ("NNNNNNNNNI", "RRRYRYRRHI"),
    "settings-organisation": ("RRRRRYRRHI", "RRRRRYRRHI"),
    "settings-profile": ("YYYYYYYYYI", "YYYYYYYYYI"),
    "settings-profile-password": ("NNNNNNNNNI", "YYYYYYYYYI"),
    "settings-forecast": ("YYYYYYYYHI", "NNNNNNNNNI"),
    "settings-forecast-forgetting": ("NNNNNNNNNI", "RRRRRYRRHI"),
    "settings-profile-mail": ("NNNNNNNNNI", "YYYYYYYYYI"),
    "settings-mail": ("RRRRRYRRHI", "NNNNNNNNNI"),
    "settings-mail-again": ("NNNNNNNNNI", "RRRRRYRRHI"),
    "settings-log": ("RRRRRYRRHI", "NNNNNNNNNI"),
    "teams": ("YYYYYYYYHI", "NNNNNNNNNI"),
    "team": ("YYYYYYYYHI", "NNNNNNNNNI"),
    "team-calibration": ("YYYRRRRRHI", "NNNNNNNNNI"),
    "styleguide": ("YYYYYYYYYI", "YYYYYYYYYI"),
    "styleguide-question": ("YYYYYYYYYI", "YYYYYYYYYI"),
}

STATUS = {"Y": {200, 204, 302}, "R": {403}, "H": {404}, "E": {422}, "I": {302}, "N": {405}}


def test_every_address_is_declared() -> None:
    assert set(DECLARED) == set(routes())
    assert all(len(roles) == len(ROLES) for verdicts in DECLARED.values() for roles in verdicts)


@pytest.mark.parametrize("name", DECLARED)
def test_gets_what_is_declared(company: Company, name: str) -> None:
    address = routes()[name].address(company)
    verdicts = _given(company, name, "get", address, {}, DECLARED[name][0])
    assert verdicts == DECLARED[name][0]


@pytest.mark.parametrize("name", DECLARED)
def test_does_what_is_declared(company: Company, name: str) -> None:
    """And where it is not done, nothing is written."""
    address = routes()[name].address(company)
    sent = {} if set(DECLARED[name][1]) <= {"N", "I"} else body(company, name, address)
    verdicts = _given(company, name, "post", address, sent, DECLARED[name][1])
    assert verdicts == DECLARED[name][1]


def test_other_methods_write_nothing(company: Company) -> None:
    for number, (name, route) in enumerate(routes().items()):
        method = ("put", "patch", "delete")[number % 3]
        with undone():
            before = rows()
            answer = getattr(company.client("admin"), method)(route.address(company))
            assert answer.status_code in {200, 302, 403, 404, 405, 422}, name
            assert rows() == before, name


def _given(company: Company, name: str, method: str, address: str, sent: dict[str, Any], declared: str) -> str:
    """The letters that really came. Where there is no such method, one person and nobody speak for all."""
    asked = ("owner", "nobody") if set(declared) <= {"N", "I"} else ROLES
    letters = ""
    for role in ROLES:
        if role not in asked:
            letters += letters[-1]
            continue
        with undone():
            before = rows() if method == "post" else {}
            answer = getattr(company.client(role), method)(address, sent)
            letter = _letter(answer)
            letters += letter
            if method == "post" and letter in "RHIN":
                assert rows() == before, f"{role} was told {answer.status_code} by {name}, and something was written"
    return letters


def _letter(answer: Any) -> str:
    if answer.status_code == 302:
        return "I" if answer["Location"].startswith("/sign-in/?") else "Y"
    return next((letter for letter, codes in STATUS.items() if answer.status_code in codes), str(answer.status_code))
