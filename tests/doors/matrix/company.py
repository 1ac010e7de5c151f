"""The company behind the matrix: one person for each role, one thing for each route, and things hidden behind walls."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.client import ClientHandler
from django.test.utils import CaptureQueriesContext

from northing.accounts.actions import create_placeholder, disable_person
from northing.accounts.models import Person
from northing.checkins.actions import check_in, correct_check_in
from northing.conversations.actions import delete_comment, post_comment
from northing.core.alignment import Move
from northing.core.measures import Kind
from northing.crafting.actions import begin as begin_draft
from northing.cycles.actions import close_cycle, create_cycle
from northing.goals import actions as goals
from northing.goals.models import KeyResult
from northing.notifications.models import Letter
from northing.notifications.paper import token_of
from northing.portability.actions import import_okrs, keep_upload, read_document
from northing.teams import actions as teams
from tests.concepts.goals.house import MIDDLE, House, open_house
from tests.concepts.house import hire

ROLES = ("owner", "lead", "member", "champion", "sponsor", "admin", "viewer", "stranger", "guest", "nobody")
"""What somebody is to the team "Response" and its OKRs; a stranger belongs to another team, nobody is not signed in."""

CANARIES = {
    "draft": "canarydraft",
    "confidential": "canarysecret",
    "own confidential": "canaryinner",
    "deleted": "canarygone",
}
"""What is behind a wall, with the word that stands in each of its texts and nowhere else: a draft and a confidential
objective of another team, a confidential and a deleted one of Response."""

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "ALTER", "DROP", "TRUNCATE")

CRAFT = (
    "draft", "draft-changes", "draft-restore", "draft-refine", "draft-align", "draft-finalise", "draft-transmit", "draft-step",
)  # fmt: skip
"""The pages of Response's draft for the running quarter."""

MAY_SEE = {"own confidential": {"lead"}}
"""Who of ROLES may see them: who leads it. The others are for nobody."""

HIDDEN = ("draft", "confidential", "own confidential", "deleted")
"""What is behind a wall: a draft and a confidential objective of another team, a confidential and a deleted one of
Response.
"""


@dataclass
class Company:
    """People by role, the things that routes are about, and the hidden ones by kind."""

    house: House
    people: dict[str, Person]
    insider: Person
    things: dict[str, Any]
    routes: dict[str, dict[str, Any]]
    hidden: dict[str, dict[str, int]] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    handler: ClientHandler = field(default_factory=lambda: ClientHandler(enforce_csrf_checks=False))

    def client(self, role: str, **options: Any) -> Client:
        """A browser in which this role is signed in."""
        client = Client(**options)
        if not options:  # one set of middleware for all: to build it, the static files are looked through
            client.handler = self.handler
        if role in self.cookies:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.cookies[role]
        return client

    def arguments(self, route: str, names: Any) -> dict[str, Any]:
        """What fills the places in a route's address."""
        given = self.routes.get(route, {})
        return {name: given.get(name, self.things.get(name)) for name in names}


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside is taken back at its end."""
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)


@contextmanager
def written() -> Iterator[list[str]]:
    """The statements inside that write; there to read when it has ended."""
    found: list[str] = []
    with CaptureQueriesContext(connection) as seen:
        yield found
    found += [one["sql"] for one in seen if one["sql"].lstrip().upper().startswith(WRITES)]


def rows() -> dict[str, int]:
    """How many rows each table has; sessions come and go."""
    return {model._meta.label: model._default_manager.count() for model in apps.get_models() if not _is_session(model)}


def _is_session(model: Any) -> bool:
    return bool(model.__name__ == "Session")


@contextmanager
def open_company() -> Iterator[Company]:
    """Founded in the middle of a quarter."""
    cache.clear()
    with open_house(MIDDLE) as house:
        company = _found(house)
        for role, person in {**company.people, "insider": company.insider}.items():
            client = Client()
            client.force_login(person)
            company.cookies[role] = client.cookies[settings.SESSION_COOKIE_NAME].value
        keys = {role: cookie for role, cookie in company.cookies.items() if role == "admin"}
        lines = b'{"org": "Acme", "period": "2026-Q4", "objective": "Another way", "key_results": [{"text": "Do it"}]}'
        document = read_document("okrs.jsonl", lines)
        kept = keep_upload(house.administrator, keys["admin"], "okrs.jsonl", lines)
        report = import_okrs(house.administrator, document)
        company.things |= {"key": kept.key, "run_id": report.run_id}
        yield company


def _found(house: House) -> Company:
    admin = house.administrator
    people = {
        "owner": house.owner,
        "lead": house.lead,
        "member": hire(admin, "Mette Member"),
        "champion": hire(admin, "Charles Champion", is_champion=True),
        "sponsor": hire(admin, "Solveig Sponsor"),
        "admin": admin,
        "viewer": hire(admin, "Vera Viewer", role="viewer"),
        "stranger": hire(admin, "Stefan Stranger"),
        "guest": hire(admin, "Gina Guest", role="guest"),
    }
    insider = hire(admin, "Ingrid Insider")
    elsewhere = teams.create_team(admin, name="Elsewhere", parent_id=house.company)
    teams.set_lead(admin, elsewhere.id, person_id=insider.pk)
    nearby = teams.create_team(admin, name="Nearby", parent_id=house.company)
    teams.add_member(admin, nearby.id, person_id=people["stranger"].pk)
    membership = teams.add_member(admin, house.team, person_id=people["member"].pk)
    teams.set_sponsor(admin, house.team, person_id=people["sponsor"].pk)
    squad = teams.create_team(admin, name="Squad", kind="squad", parent_id=house.team)
    archived = teams.create_team(admin, name="Once upon a time", kind="squad", parent_id=house.team)
    teams.archive_team(admin, archived.id)
    placeholder = create_placeholder(admin, "Kari Nordmann")
    invited = hire(admin, "Ivar Invited", signed_up=False)
    disabled = hire(admin, "Didrik Disabled")
    disable_person(admin, disabled.pk)
    over = create_cycle(
        admin, name="Over", level="quarterly", starts_on=date(2026, 7, 1), ends_on=date(2026, 9, 30), parent_id=None
    )
    close_cycle(admin, over.id)

    published, (key_result,) = house.published({}, statement="Nobody waits for a warm crate")
    above, (promise,) = house.published(
        {"text": "Keep the promise in 100 of 100 cases"}, statement="Every pharmacy trusts us"
    )
    link = goals.align(house.lead, published, objective_id=above)
    entry = check_in(house.owner, key_result, value=10.0, confidence=6, note="A good start.")
    initiative = goals.add_initiative(house.lead, published, title="Call the drivers first")
    kinds: list[dict[str, Any]] = [
        {"kind": Kind.MILESTONE, "text": "Open the second hub", "stages": [{"label": "Site"}, {"label": "Doors"}]},
        {"kind": Kind.RANGE, "text": "Keep the share between 20 and 80", "low": 20.0, "high": 80.0},
        {"kind": Kind.BASELINE, "text": "Learn how long a call takes"},
        {"kind": Kind.DECREASE, "text": "Cut the wait from 90 to 10", "start": 90.0, "target": 10.0},
    ]
    shelf, (spare, *_others) = house.published({}, *kinds, statement="All kinds of measures")
    draft = house.objective("A plan for next week")
    house.key_result(draft)
    taken_out = house.key_result(draft, "Raise the other share from 0 to 100")
    goals.delete_key_result(house.lead, taken_out)
    begin_draft(house.lead, team_id=house.team, cycle_id=house.quarter.pk)
    closed, _ = house.published({}, statement="What we finished")
    goals.close_objective(house.lead, closed, score=0.7)
    gone, _ = house.published({}, statement="What we dropped")
    goals.delete_objective(house.lead, gone)
    goals.delete_key_result(house.lead, spare)
    dropped = goals.add_initiative(house.lead, shelf, title="Not a good idea")
    goals.delete_initiative(house.lead, dropped)
    cut = goals.align(house.lead, shelf, objective_id=above)
    goals.unalign(house.lead, cut)

    comment = post_comment(house.owner, published, text="Who calls first? @Tomasz", key_result_id=key_result).comment_id
    post_comment(house.lead, published, text="The driver, see https://example.org/rules", reply_to=comment)
    regretted = post_comment(house.owner, published, text="Never mind").comment_id
    delete_comment(house.owner, regretted)

    due = date(2026, 12, 4)
    request = goals.ask_team(
        house.lead, published, team_id=nearby.id, words="A ramp for the crates", due_on=due, key_result_id=key_result
    )

    Letter.objects.create(
        event_id=1, person=people["member"], kind="request", made_at=MIDDLE, next_try_at=MIDDLE, attempts=6,
        given_up_at=MIDDLE, failure="SMTPServerDisconnected",
    )  # fmt: skip

    things = {
        "objective_id": published, "key_result_id": key_result, "checkin_id": entry.checkin_id,
        "initiative_id": initiative, "alignment_id": link, "person_id": placeholder.id, "team_id": squad.id,
        "membership_id": membership.id, "cycle_id": house.quarter.pk, "above": above, "elsewhere": elsewhere.id,
        "draft": draft, "above_key_result": promise, "shelf": shelf, "request_id": request, "nearby": nearby.id,
        "comment_id": comment, "taken_out": taken_out,
    }  # fmt: skip
    routes = {
        "objective-publish": {"objective_id": draft},
        "objective-reopen": {"objective_id": closed},
        "objective-restore": {"objective_id": gone},
        "key-result-restore": {"key_result_id": spare},
        "initiative-restore": {"initiative_id": dropped},
        "comment-restoration": {"comment_id": regretted},
        "alignment-restore": {"alignment_id": cut},
        **{name: {"team_id": house.team, "cycle_id": house.quarter.pk} for name in CRAFT},
        "settings-person-enabling": {"person_id": disabled.pk},
        "settings-person-invitation": {"person_id": invited.pk},
        "settings-team-restoring": {"team_id": archived.id},
        "team-calibration": {"team_id": house.team},
        "settings-cycle-reopening": {"cycle_id": over.id},
        "guide-rule": {"rule": "task"},
        "template": {"slug": "sleep-on-call"},
        "okrs-branch": {"key": f"o{above}"},
        "mail-off": {"token": token_of(people["member"].pk)},
        "welcome": {"token": "nobody-has-this-one"},
        "account_reset_password_from_key": {"uidb36": "1", "key": "no-such-key"},
    }
    company = Company(house, people, insider, things, routes)
    _hide(company, elsewhere.id, above)
    return company


def _hide(company: Company, elsewhere: int, above: int) -> None:
    """Things behind walls, with the canary in each of their texts, and linked to what everybody sees."""
    house, insider = company.house, company.insider
    for kind, canary in CANARIES.items():
        mine = kind in ("own confidential", "deleted")
        who = house.lead if mine else insider
        number = goals.create_objective(
            who, team_id=house.team if mine else elsewhere, cycle_id=house.quarter.pk, lead_id=who.pk,
            statement=f"{canary} statement", why=f"{canary} why", confidential="confidential" in kind,
        )  # fmt: skip
        facts: dict[str, Any] = {"owner_id": who.pk, "measured_how": f"{canary} how", "note": f"{canary} note"}
        key_result = goals.add_key_result(
            who, number, text=f"{canary} raise", kind=Kind.INCREASE, start=0.0, target=9.0, unit=canary, **facts
        )
        stages = [{"label": f"{canary} stage"}, {"label": f"{canary} end"}]
        goals.add_key_result(who, number, text=f"{canary} reach", kind=Kind.MILESTONE, stages=stages, **facts)
        initiative = goals.add_initiative(who, number, title=f"{canary} work", hypothesis=f"{canary} belief")
        link = goals.align(who, number, objective_id=above)
        hidden = {
            "objective_id": number,
            "key_result_id": key_result,
            "initiative_id": initiative,
            "alignment_id": link,
            "comment_id": post_comment(who, number, text=f"{canary} thought", quote=f"{canary} quote").comment_id,
        }
        if kind != "draft":
            goals.publish_objective(who, number)
            entry = check_in(who, key_result, value=3.0, confidence=2, note=f"{canary} said")
            corrected = correct_check_in(who, entry.checkin_id, value=4.0, note=f"{canary} meant")
            hidden["checkin_id"] = corrected.checkin_id
            version = KeyResult.objects.get(pk=key_result).version
            goals.edit_key_result(who, key_result, version=version, target=8.0, reason=f"{canary} reason")
        _ask_around(company, who, number, key_result)
        if kind == "deleted":
            goals.delete_objective(who, number)
        company.hidden[kind] = hidden


def _ask_around(company: Company, who: Person, objective: int, key_result: int) -> None:
    """The hidden one needs something of the stranger's team, and is to bring something that its neighbours asked for."""
    house, things = company.house, company.things
    due = date(2026, 11, 12)
    team = things["nearby"]
    for part in (None, key_result):
        goals.ask_team(who, objective, team_id=team, words="Hand the list over", due_on=due, key_result_id=part)
    if who.pk == company.insider.pk:
        asked = goals.ask_team(
            house.lead, things["objective_id"], team_id=things["elsewhere"], words="Send the list", due_on=due
        )
        goals.answer_request(who, asked, Move.AGREE, version=1, serving_key_result_id=key_result)
