"""Settings through the web: who may open what, errors at the field, what was typed is kept, undo."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from northing.accounts import actions as accounts
from northing.accounts import queries as people
from northing.accounts.models import Person
from northing.accounts.queries import Standing
from northing.cycles import queries as cycles
from northing.goals import actions as goals
from northing.kit import clock
from northing.kit.mail import all_sent
from northing.teams import actions as teams
from northing.teams import queries as tree
from tests.concepts.goals.house import open_house
from tests.concepts.house import PASSWORD, found, hire
from tests.concepts.teams.test_tree import plant

pytestmark = pytest.mark.django_db

NASTY = "<script>alert(1)</script>\"'> \u202e \U0001d54f \U0001f469\u200d\U0001f680"


@pytest.fixture(autouse=True)
def _november() -> Any:
    cache.clear()
    with clock.frozen(datetime(2026, 11, 17, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def administrator() -> Person:
    return found()


def of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def admin(administrator: Person) -> Client:
    return of(administrator)


def toast(client: Client, page: Any) -> str:
    """What the next page says was done."""
    shown = client.get(page["Location"]).content.decode()
    said = re.search(r"<northing-toast[^>]*>.*?<span>(.*?)</span>", shown, re.DOTALL)
    assert said
    return said[1]


ROLES: dict[str, dict[str, Any]] = {
    "administrator": {"is_administrator": True},
    "champion": {"is_champion": True},
    "lead": {},
    "colleague": {},
    "viewer": {"role": "viewer"},
    "guest": {"role": "guest"},
}
EVERYBODY = set(ROLES)
SEES = EVERYBODY - {"guest"}
# Who may open each page; everybody else gets 403, and a guest 404 where others get a reason.
MAY_OPEN: dict[str, set[str]] = {
    "settings": EVERYBODY,
    "settings-profile": EVERYBODY,
    "settings-people": SEES,
    "people-names": SEES,
    "settings-teams": SEES,
    "settings-cycles": SEES,
    "settings-forecast": SEES,
    "settings-people-invite": {"administrator"},
    "settings-people-by-name": {"administrator"},
    "settings-person": {"administrator"},
    "settings-team-new": {"administrator", "lead"},
    "settings-team": {"administrator", "lead"},
    "settings-membership": {"administrator", "lead"},
    "settings-cycle-new": {"administrator", "champion"},
    "settings-cycle": {"administrator", "champion"},
    "settings-organisation": {"administrator"},
    "settings-log": {"administrator"},
    "settings-mail": {"administrator"},
}
MAY_DO: dict[str, set[str]] = {
    "settings-person-role": {"administrator"},
    "settings-person-account": {"administrator"},
    "settings-person-invitation": {"administrator"},
    "settings-person-disabling": {"administrator"},
    "settings-person-enabling": {"administrator"},
    "settings-team-place": {"administrator", "lead"},
    "settings-team-sponsor": {"administrator", "lead"},
    "settings-team-members": {"administrator", "lead"},
    "settings-team-archiving": {"administrator"},
    "settings-team-restoring": {"administrator"},
    "settings-membership-leaving": {"administrator", "lead"},
    "settings-cycles-proposed": {"administrator", "champion"},
    "settings-cycle-closing": {"administrator", "champion"},
    "settings-cycle-reopening": {"administrator", "champion"},
    "settings-profile-password": EVERYBODY,
    "settings-forecast-forgetting": {"administrator"},
    "settings-profile-mail": EVERYBODY,
    "settings-mail-again": {"administrator"},
}


class TestWhoMay:
    """Every address of settings against every role."""

    @pytest.fixture
    def house(self, administrator: Person) -> tuple[dict[str, Person], dict[str, int]]:
        numbers = plant(administrator, {"Sales": {}, "Fleet": {}})
        staff = {name: hire(administrator, f"{name} Person", **given) for name, given in ROLES.items()}
        teams.set_lead(administrator, numbers["Sales"], person_id=staff["lead"].pk)
        member = teams.add_member(
            administrator, numbers["Sales"], person_id=staff["colleague"].pk, starts_on=date(2026, 1, 1)
        )
        quarter = cycles.current()
        assert quarter is not None
        target = accounts.create_placeholder(administrator, "Kari Nordmann")
        ids = {"person_id": target.id, "team_id": numbers["Sales"], "membership_id": member.id, "cycle_id": quarter.id}
        return staff, ids

    def address(self, name: str, ids: dict[str, int]) -> str:
        for given in ({}, *({key: value} for key, value in ids.items())):
            try:
                return reverse(name, kwargs=given)
            except Exception:  # noqa: BLE001 - the next kind of number
                continue
        raise AssertionError(name)

    def test_every_address_is_in_the_tables(self) -> None:
        from northing.web.screens.settings.urls import urlpatterns

        assert {pattern.name for pattern in urlpatterns} == set(MAY_OPEN) | set(MAY_DO)

    @pytest.mark.parametrize("name", MAY_OPEN)
    def test_opens(self, house: tuple[dict[str, Person], dict[str, int]], name: str) -> None:
        staff, ids = house
        for role, person in staff.items():
            status = of(person).get(self.address(name, ids)).status_code
            expected = 200 if role in MAY_OPEN[name] else 404 if role == "guest" else 403
            assert status == expected, (role, name)
        assert Client().get(self.address(name, ids)).status_code == 302

    @pytest.mark.parametrize("name", MAY_DO)
    def test_does(self, house: tuple[dict[str, Person], dict[str, int]], name: str) -> None:
        staff, ids = house
        for role, person in staff.items():
            if role in MAY_DO[name]:
                continue
            status = of(person).post(self.address(name, ids), {"role": "viewer", "names": "2027"}).status_code
            assert status == (404 if role == "guest" else 403), (role, name)
        assert of(staff["administrator"]).get(self.address(name, ids)).status_code == 405
        assert Client().post(self.address(name, ids)).status_code == 302
        for role in MAY_DO[name]:
            assert of(staff[role]).post(self.address(name, ids), {}).status_code in {302, 403, 422}, (role, name)

    def test_numbers_nobody_has_are_not_found(self, admin: Client) -> None:
        ids = dict.fromkeys(("person_id", "team_id", "membership_id", "cycle_id"), 10**12)
        for name in (*MAY_OPEN, *MAY_DO):
            address = self.address(name, ids)
            if str(10**12) in address:
                answer = admin.get(address) if name in MAY_OPEN else admin.post(address, {"role": "viewer"})
                assert answer.status_code == 404, name

    def test_only_the_parts_one_may_open_are_offered(self, house: tuple[dict[str, Person], dict[str, int]]) -> None:
        staff, _ids = house
        assert "/settings/log/" in of(staff["administrator"]).get("/settings/").content.decode()
        page = of(staff["colleague"]).get("/settings/").content.decode()
        assert "/settings/people/" in page
        assert "/settings/log/" not in page
        assert "/settings/people/" not in of(staff["guest"]).get("/settings/").content.decode()


class TestPeople:
    def test_are_found_by_text_standing_and_role(self, administrator: Person, admin: Client) -> None:
        gone = hire(administrator, "Gone Gustav")
        accounts.disable_person(administrator, gone.pk)
        hire(administrator, "Åse Müller", email="ase@example.org", title="Fleet", is_champion=True)

        def shown(**query: str) -> str:
            return admin.get("/settings/people/", query).content.decode()

        assert "Åse Müller" in shown(q="muller")
        assert "Maren Aas</span>" not in shown(q="muller").split('id="list"')[1]
        assert "Gone Gustav" not in shown()
        assert "Gone Gustav" in shown(standing="disabled")
        assert "Åse Müller" in shown(role="champion")
        assert "Nobody fits that." in shown(q="xyzzy")
        for nonsense in ({"standing": "x"}, {"role": "x"}, {"page": "-1"}, {"page": "9" * 30}, {"q": NASTY}):
            assert admin.get("/settings/people/", nonsense).status_code == 200

    def test_ten_thousand_cost_no_more_queries_than_ten(
        self, administrator: Person, admin: Client, django_assert_max_num_queries: Callable[[int], Any]
    ) -> None:
        words = people.words_of("Many", "", None)
        now = clock.now()
        Person.objects.bulk_create(Person(name=f"Many {n:05}", words=words, created_at=now) for n in range(10_000))
        admin.get("/settings/people/")
        with django_assert_max_num_queries(10):
            page = admin.get("/settings/people/", {"page": "150"}).content.decode()
        assert "10,001 people" in page or "10001 people" in page
        assert page.count("<tr>") == 51

    def test_search_as_one_types_gets_the_list_alone(self, admin: Client) -> None:
        part = admin.get("/settings/people/", {"q": "maren"}, headers={"HX-Request": "true"}).content.decode()
        assert part.strip().startswith('<div class="stack settings-list" id="list">')
        assert "Maren Aas" in part

    def test_an_invitation_reaches_its_address(self, admin: Client, django_capture_on_commit_callbacks: Any) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            sent = {"name": "Ada Berg", "email": "Ada@Example.org", "role": "contributor", "is_champion": "on"}
            answer = admin.post("/settings/people/invite/", sent)
        assert "Ada Berg is invited" in toast(admin, answer)
        all_sent()
        assert mail.outbox[0].to == ["ada@example.org"]
        assert "Vinterhavn" in mail.outbox[0].subject
        row = people.people(Person.objects.get(name="Maren Aas"), search="ada").rows[0]
        assert (row.standing, row.is_champion) == (Standing.INVITED, True)

    def test_a_form_that_is_refused_keeps_what_was_typed(self, admin: Client) -> None:
        sent = {
            "name": NASTY,
            "email": "maren@example.org",
            "title": "Head of <b>",
            "role": "viewer",
            "is_champion": "on",
        }
        answer = admin.post("/settings/people/invite/", sent)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "is here already" in page
        assert "Head of &lt;b&gt;" in page
        assert 'value="viewer" checked' in page
        assert "<script>alert" not in page
        assert Person.objects.count() == 1

    def test_names_titles_and_addresses_are_changed(self, administrator: Person, admin: Client) -> None:
        person = hire(administrator, "Tomasz Wilk")
        address = f"/settings/people/{person.pk}/"
        admin.post(address, {"name": NASTY, "title": NASTY, "email": "t@example.org"})
        row = people.person(person.pk)
        assert row.email == "t@example.org"
        page = admin.get(address).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page

    def test_disabling_can_be_undone(self, administrator: Person, admin: Client) -> None:
        person = hire(administrator, "Tomasz Wilk")
        answer = admin.post(f"/settings/people/{person.pk}/disabling/")
        page = admin.get(answer["Location"]).content.decode()
        assert people.person(person.pk).standing is Standing.DISABLED
        undo = re.search(r'action="([^"]+enabling/)"', page)
        assert undo
        admin.post(undo[1])
        assert people.person(person.pk).standing is Standing.ACTIVE

    def test_the_last_administrator_and_oneself_are_kept_with_a_reason(
        self, administrator: Person, admin: Client
    ) -> None:
        answer = admin.post(f"/settings/people/{administrator.pk}/role/", {"role": "contributor"})
        assert answer.status_code == 422
        assert "the only administrator" in answer.content.decode()
        answer = admin.post(f"/settings/people/{administrator.pk}/disabling/")
        assert answer.status_code == 422
        assert "cannot disable yourself" in answer.content.decode()

    def test_a_name_becomes_an_account(self, admin: Client, django_capture_on_commit_callbacks: Any) -> None:
        answer = admin.post("/settings/people/by-name/", {"name": "Kari Nordmann"})
        person_id = int(answer["Location"].strip("/").rsplit("/", maxsplit=1)[-1])
        wrong = admin.post(f"/settings/people/{person_id}/account/", {"email": "kari"})
        assert wrong.status_code == 422
        assert 'value="kari"' in wrong.content.decode()
        with django_capture_on_commit_callbacks(execute=True):
            admin.post(f"/settings/people/{person_id}/account/", {"email": "kari@example.org"})
        all_sent()
        assert mail.outbox[0].to == ["kari@example.org"]
        assert people.person(person_id).standing is Standing.INVITED


class TestTeams:
    @pytest.fixture
    def numbers(self, administrator: Person) -> dict[str, int]:
        return plant(administrator, {"Sales": {"North": {}}, "Fleet": {}})

    def test_are_created_where_one_may(self, administrator: Person, admin: Client, numbers: dict[str, int]) -> None:
        page = admin.get("/settings/teams/new/", {"parent": numbers["Sales"]}).content.decode()
        assert f'<option value="{numbers["Sales"]}" selected>' in page
        answer = admin.post("/settings/teams/new/", {"name": "South", "kind": "squad", "parent_id": numbers["Sales"]})
        assert answer.status_code == 302
        assert "South" in admin.get("/settings/teams/").content.decode()
        twice = admin.post("/settings/teams/new/", {"name": "South", "kind": "squad", "parent_id": numbers["Sales"]})
        assert twice.status_code == 422
        assert "Choose another name" in twice.content.decode()

    def test_a_lead_is_offered_only_their_part_of_the_tree(
        self, administrator: Person, numbers: dict[str, int]
    ) -> None:
        lead = hire(administrator, "Lena Lead")
        teams.set_lead(administrator, numbers["Sales"], person_id=lead.pk)
        client = of(lead)
        page = client.get("/settings/teams/new/").content.decode()
        assert ">Fleet</option>" not in page
        answer = client.post("/settings/teams/new/", {"name": "Mine", "kind": "team", "parent_id": numbers["Fleet"]})
        assert answer.status_code == 422
        listed = client.get("/settings/teams/").content.decode()
        assert f'/settings/teams/{numbers["North"]}/"' in listed
        assert f'/settings/teams/{numbers["Fleet"]}/"' not in listed

    def test_moving_can_be_undone(self, admin: Client, numbers: dict[str, int]) -> None:
        answer = admin.post(f"/settings/teams/{numbers['North']}/place/", {"parent_id": numbers["Fleet"]})
        page = admin.get(answer["Location"]).content.decode()
        assert tree.path_of(numbers["North"]).startswith(tree.path_of(numbers["Fleet"]))
        assert f'name="parent_id" value="{numbers["Sales"]}"' in page
        admin.post(f"/settings/teams/{numbers['North']}/place/", {"parent_id": numbers["Sales"]})
        assert tree.path_of(numbers["North"]).startswith(tree.path_of(numbers["Sales"]))

    def test_a_loop_is_not_offered_and_not_taken(self, admin: Client, numbers: dict[str, int]) -> None:
        before = tree.path_of(numbers["Sales"])
        answer = admin.post(f"/settings/teams/{numbers['Sales']}/place/", {"parent_id": numbers["North"]})
        assert answer.status_code == 422
        assert tree.path_of(numbers["Sales"]) == before

    def test_archiving_can_be_undone(self, admin: Client, numbers: dict[str, int]) -> None:
        answer = admin.post(f"/settings/teams/{numbers['Sales']}/archiving/")
        page = admin.get(answer["Location"]).content.decode()
        assert f"/settings/teams/{numbers['Sales']}/restoring/" in page
        assert ">North<" not in admin.get("/settings/teams/").content.decode()
        assert ">North<" in admin.get("/settings/teams/", {"archived": "1"}).content.decode()
        admin.post(f"/settings/teams/{numbers['Sales']}/restoring/")
        assert ">North<" in admin.get("/settings/teams/").content.decode()

    def test_members_join_change_and_leave(self, administrator: Person, admin: Client, numbers: dict[str, int]) -> None:
        hire(administrator, "Tomasz Wilk")
        at = f"/settings/teams/{numbers['North']}/"
        sent = {"person_id": "tomasz", "role": "lead", "starts_on": "2026-11-01", "ends_on": ""}
        assert "Tomasz Wilk belongs to it now" in toast(admin, admin.post(f"{at}members/", sent))
        (member,) = tree.members(numbers["North"])
        changed = {"role": "member", "starts_on": "2026-11-02", "ends_on": "2026-11-01"}
        wrong = admin.post(f"/settings/memberships/{member.id}/", changed)
        assert wrong.status_code == 422
        assert 'value="2026-11-02"' in wrong.content.decode()
        admin.post(f"/settings/memberships/{member.id}/", {**changed, "ends_on": "2026-12-31"})
        assert str(tree.members(numbers["North"])[0].ends_on) == "2026-12-31"
        admin.post(f"/settings/memberships/{member.id}/leaving/")
        assert tree.members(numbers["North"]) == []
        assert "Tomasz Wilk" in admin.get(at, {"left": "1"}).content.decode()

    def test_a_sponsor_is_set_and_taken_away(self, admin: Client, numbers: dict[str, int]) -> None:
        at = f"/settings/teams/{numbers['North']}/sponsor/"
        admin.post(at, {"person_id": "Maren Aas (maren@example.org)"})
        sponsor = tree.team_row(numbers["North"]).sponsor
        assert sponsor is not None
        admin.post(at, {"person_id": ""})
        assert tree.team_row(numbers["North"]).sponsor is None


class TestTwoAtOnce:
    """F4: nothing is overwritten unseen. Both texts are shown; who saves again means it."""

    def versions(self, page: str) -> str:
        return re.findall(r'name="version" value="(\w+)"', page)[0]

    def test_a_person(self, administrator: Person, admin: Client) -> None:
        person = hire(administrator, "Tomasz Wilk")
        at = f"/settings/people/{person.pk}/"
        seen = self.versions(admin.get(at).content.decode())
        accounts.edit_person(administrator, person.pk, name="Tomasz W.", title="")
        mine = {"name": "Tomek", "title": "", "email": "tomasz@example.org", "version": seen}
        answer = admin.post(at, mine)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "They wrote: Tomasz W." in page
        assert 'value="Tomek"' in page
        assert people.person(person.pk).name == "Tomasz W."
        assert admin.post(at, {**mine, "version": self.versions(page)}).status_code == 302
        assert people.person(person.pk).name == "Tomek"

    def test_a_team(self, administrator: Person, admin: Client) -> None:
        number = plant(administrator, {"Sales": {}})["Sales"]
        at = f"/settings/teams/{number}/"
        seen = self.versions(admin.get(at).content.decode())
        teams.edit_team(administrator, number, name="Sales", purpose="Theirs", kind="team")
        answer = admin.post(at, {"name": "Sales", "kind": "unit", "purpose": "Mine", "version": seen})
        assert answer.status_code == 409
        assert "They wrote: Theirs" in answer.content.decode()
        assert tree.team_row(number).purpose == "Theirs"

    def test_a_cycle_and_the_organisation(self, administrator: Person, admin: Client) -> None:
        at, sent = TestCycles().quarter()
        seen = self.versions(admin.get(at).content.decode())
        assert admin.post(at, {**sent, "name": "Winter", "version": seen}).status_code == 302
        answer = admin.post(at, {**sent, "name": "Autumn", "version": seen})
        assert answer.status_code == 409
        assert "They wrote: Winter" in answer.content.decode()
        seen = self.versions(admin.get("/settings/organisation/").content.decode())
        mine = {**TestOrganisation.SENT, "version": seen}
        assert admin.post("/settings/organisation/", {**mine, "name": "First"}).status_code == 302
        answer = admin.post("/settings/organisation/", {**mine, "name": "Second"})
        assert answer.status_code == 409
        assert people.organisation().name == "First"  # type: ignore[union-attr]


class TestThePicker:
    """A person is typed; who fits is found, asked back for, or said not to be there."""

    @pytest.fixture
    def at(self, administrator: Person) -> str:
        for name in ("Anna Berg", "Anna Bergström", "Annabel Lee"):
            hire(administrator, name, email=f"{name.replace(' ', '.').lower().replace('ö', 'o')}@example.org")
        accounts.create_placeholder(administrator, "Kari Nordmann")
        return f"/settings/teams/{plant(administrator, {'Sales': {}})['Sales']}/members/"

    @pytest.mark.parametrize(
        "typed",
        ["annabel", "Annabel Lee", "annabel.lee@example.org", "Annabel Lee (annabel.lee@example.org)", "lee anna"],
    )
    def test_takes_whatever_means_one_person(self, admin: Client, at: str, typed: str) -> None:
        assert admin.post(at, {"person_id": typed, "role": "member", "starts_on": "2026-11-01"}).status_code == 302
        team_id = int(at.split("/")[3])
        assert [member.name for member in tree.members(team_id)] == ["Annabel Lee"]

    def test_takes_the_whole_name_before_a_longer_one(self, admin: Client, at: str) -> None:
        assert (
            admin.post(at, {"person_id": "Anna Berg", "role": "member", "starts_on": "2026-11-01"}).status_code == 302
        )
        assert [member.name for member in tree.members(int(at.split("/")[3]))] == ["Anna Berg"]

    def test_takes_somebody_without_an_address_by_number(self, admin: Client, at: str) -> None:
        names = admin.get("/settings/people/names/", {"person_id": "kari"}).content.decode()
        label = re.findall(r'value="([^"]+)"', names)[0]
        assert re.fullmatch(r"Kari Nordmann \(no\. \d+\)", label)
        assert admin.post(at, {"person_id": label, "role": "member", "starts_on": "2026-11-01"}).status_code == 302

    def test_asks_back_when_several_fit(self, admin: Client, at: str) -> None:
        answer = admin.post(at, {"person_id": "anna", "role": "lead", "starts_on": "2026-11-01"})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert page.count('type="radio" name="person_id"') == 3
        assert '<option value="lead" selected>' in page
        again = {"person_id": ["anna", "Anna Berg (anna.berg@example.org)"], "role": "lead", "starts_on": "2026-11-01"}
        assert admin.post(at, again).status_code == 302

    def test_says_when_nobody_fits(self, admin: Client, at: str) -> None:
        page = admin.post(at, {"person_id": NASTY, "role": "member", "starts_on": "2026-11-01"}).content.decode()
        assert "Nobody is called" in page
        assert "<script>alert" not in page

    def test_suggests_nothing_to_guests_and_nothing_for_one_letter(self, administrator: Person, admin: Client) -> None:
        assert of(hire(administrator, "Gus Guest", role="guest")).get("/settings/people/names/").status_code == 404
        assert admin.get("/settings/people/names/", {"person_id": "m"}).content == b""


class TestCycles:
    def test_proposed_ones_are_created_by_ticking(self, client: Client) -> None:
        admin = of(found(cycle_names=["2026"]))
        page = admin.get("/settings/cycles/").content.decode()
        assert 'name="names" value="Q1 2027" checked' in page
        admin.post("/settings/cycles/proposed/", {"names": ["Q4 2026", "Q1 2027", "nonsense"]})
        assert {row.name for row in cycles.cycles()} == {"2026", "Q4 2026", "Q1 2027"}

    def test_are_created_of_any_kind(self, admin: Client) -> None:
        sent = {"level": "monthly", "name": "November", "starts_on": "2026-11-01", "ends_on": "2026-11-30"}
        wrong = admin.post("/settings/cycles/new/", {**sent, "ends_on": "2026-10-30"})
        assert wrong.status_code == 422
        assert 'value="November"' in wrong.content.decode()
        assert admin.post("/settings/cycles/new/", sent).status_code == 302
        assert "November" in admin.get("/settings/cycles/").content.decode()

    def quarter(self) -> tuple[str, dict[str, Any]]:
        row = cycles.current()
        assert row is not None
        sent = {
            **row.rules.to_mapping(),
            "mid_cycle_review_share": 50,
            "name": row.name,
            "starts_on": row.span.starts_on.isoformat(),
            "ends_on": row.span.ends_on.isoformat(),
            "parent_id": row.parent_id or "",
        }
        return f"/settings/cycles/{row.id}/", sent

    def test_the_dates_that_follow_are_shown_before_anything_is_kept(self, admin: Client) -> None:
        at, sent = self.quarter()
        preview = {**sent, "company_final_weeks_before": 4, "preview": "1"}
        page = admin.post(at, preview).content.decode()
        assert 'datetime="2026-09-03"' in page
        part = admin.post(at, preview, headers={"HX-Request": "true"}).content.decode()
        assert part.strip().startswith('<div class="settings-calendar" id="calendar">')
        assert cycles.current().own == {}  # type: ignore[union-attr]

    def test_a_day_is_moved_shown_beside_its_usual_place_and_taken_back(self, admin: Client) -> None:
        at, sent = self.quarter()
        moved = {**sent, "mid_cycle_review": "2026-11-24", "teams_refine": "2026-09-24"}
        part = admin.post(at, {**moved, "preview": "1"}, headers={"HX-Request": "true"}).content.decode()
        assert 'datetime="2026-11-24"' in part
        assert "usually Mon 16 Nov" in part
        assert cycles.current().moved == {}  # type: ignore[union-attr]
        assert admin.post(at, moved).status_code == 302
        kept = {"mid_cycle_review": date(2026, 11, 24), "teams_refine": date(2026, 9, 24)}
        assert cycles.current().moved == kept  # type: ignore[union-attr]
        page = admin.get(at).content.decode()
        assert 'value="2026-11-24"' in page
        assert 'name="usual" value="mid_cycle_review"' in page
        form = page[page.index('class="settings-cycle"') :]
        first = re.findall(r"<button[^>]*>", form)[0]  # what Enter in a field presses
        assert "name=" not in first
        assert "mid cycle review 2026-11-24" in admin.get("/settings/log/").content.decode()
        assert admin.post(at, {**moved, "usual": "mid_cycle_review"}).status_code == 302
        assert cycles.current().moved == {"teams_refine": date(2026, 9, 24)}  # type: ignore[union-attr]

    @pytest.mark.parametrize(
        ("field", "value", "says"),
        [
            ("company_final", "2026-08-01", "It comes after “Leadership starts drafting”"),
            ("company_final", "2026-13-01", "Write a day that the calendar has"),
            ("scoring", "2026-10-02", "It comes after “Mid-cycle review begins”"),
        ],
    )
    def test_a_day_that_contradicts_the_others_is_said_at_its_field(
        self, admin: Client, field: str, value: str, says: str
    ) -> None:
        at, sent = self.quarter()
        answer = admin.post(at, {**sent, field: value})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert f'id="id_{field}-error"' in page
        assert says in page
        assert cycles.current().moved == {}  # type: ignore[union-attr]

    def test_a_day_that_is_merely_unusual_is_allowed_and_said(self, admin: Client) -> None:
        at, sent = self.quarter()
        part = admin.post(
            at, {**sent, "scoring": "2026-12-19", "preview": "1"}, headers={"HX-Request": "true"}
        ).content.decode()
        assert "This is a Saturday." in part

    def test_its_own_offsets_are_kept(self, admin: Client) -> None:
        at, sent = self.quarter()
        changed = {**sent, "checkin_weekday": 0, "mid_cycle_review_share": 40}
        assert admin.post(at, changed).status_code == 302
        assert cycles.current().own == {"checkin_weekday": 0, "mid_cycle_review_share": 0.4}  # type: ignore[union-attr]

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("checkin_every_weeks", "0"),
            ("company_final_weeks_before", "99"),
            ("stale_after_days", "1e400"),
            ("name", ""),
        ],
    )
    def test_what_makes_no_sense_is_said_at_its_field(self, admin: Client, field: str, value: str) -> None:
        at, sent = self.quarter()
        answer = admin.post(at, {**sent, field: value})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert f'id="id_{field}-error"' in page
        assert f'id="id_{field}" value="{value}"' in page

    def test_closing_can_be_undone(self, admin: Client) -> None:
        at, _sent = self.quarter()
        answer = admin.post(f"{at}closing/")
        assert f"{at}reopening/" in admin.get(answer["Location"]).content.decode()
        admin.post(f"{at}reopening/")
        assert not any(row.is_closed for row in cycles.cycles())


class TestOrganisation:
    SENT: dict[str, Any] = {
        "name": "Vinterhavn AS", "time_zone": "Europe/Berlin", "locale": "de", "currency": "kr",
        "year_starts_in_month": "1", "leadership_drafts_weeks_before": 6, "leadership_drafted_weeks_before": 4,
        "company_final_weeks_before": 2, "teams_publish_weeks_after": 0, "individuals_publish_weeks_after": 1,
        "mid_cycle_review_share": 50, "scoring_weeks_before_end": 2, "retrospective_weeks_after_end": 1,
        "checkin_weekday": 0, "checkin_every_weeks": 1, "stale_after_days": 3,
        "drafting": "craft", "individual_okrs": "on",
    }  # fmt: skip

    def test_is_changed_and_the_log_shows_it(self, admin: Client) -> None:
        assert admin.post("/settings/organisation/", self.SENT).status_code == 302
        row = people.organisation()
        assert row is not None
        assert (row.name, row.time_zone, row.rules.checkin_weekday) == ("Vinterhavn AS", "Europe/Berlin", 0)
        assert "changed the settings of" in admin.get("/settings/log/").content.decode()

    def test_what_makes_no_sense_is_said_at_its_field(self, admin: Client) -> None:
        answer = admin.post("/settings/organisation/", {**self.SENT, "individuals_publish_weeks_after": -1})
        assert answer.status_code == 422
        assert 'id="id_individuals_publish_weeks_after-error"' in answer.content.decode()
        assert people.organisation().name == "Vinterhavn"  # type: ignore[union-attr]

    def test_how_okrs_come_about_is_chosen(self, admin: Client) -> None:
        page = admin.get("/settings/organisation/").content.decode()
        assert 'name="drafting" value="craft" checked' in page
        off = {name: value for name, value in self.SENT.items() if name != "individual_okrs"}
        assert admin.post("/settings/organisation/", {**off, "drafting": "publish"}).status_code == 302
        row = people.organisation()
        assert row is not None
        assert (row.drafting, row.individual_okrs) == (people.Drafting.PUBLISH, False)
        page = admin.get("/settings/organisation/").content.decode()
        assert 'name="drafting" value="publish" checked' in page
        assert admin.post("/settings/organisation/", {**self.SENT, "drafting": "by lot"}).status_code == 422


class TestOneself:
    def test_name_language_zone_and_looks(self, administrator: Person) -> None:
        viewer = hire(administrator, "Vera View", role="viewer")
        client = of(viewer)
        sent = {"name": "Vera V.", "title": "", "locale": "de", "time_zone": "Europe/Berlin", "theme": "dark"}
        answer = client.post("/settings/profile/", sent)
        assert answer.cookies["northing_theme"].value == "dark"
        row = people.person(viewer.pk)
        assert (row.name, row.locale, row.time_zone, row.theme) == ("Vera V.", "de", "Europe/Berlin", "dark")
        assert 'data-theme="dark"' in client.get("/settings/profile/").content.decode()
        assert 'data-theme="dark"' in of(viewer).get("/settings/profile/").content.decode()
        client.post("/appearance/", {"theme": ""})
        assert "data-theme" not in client.get("/settings/profile/").content.decode()

    def test_the_password_needs_the_present_one(self, administrator: Person, admin: Client) -> None:
        wrong = admin.post("/settings/profile/password/", {"current": "guess", "password": "a new staple of horses"})
        assert wrong.status_code == 422
        assert 'id="id_current-error"' in wrong.content.decode()
        assert Person.objects.get(pk=administrator.pk).check_password(PASSWORD)

    def test_guessing_it_is_limited(self, admin: Client) -> None:
        guess = {"current": "guess", "password": "a new staple of horses"}
        statuses = [admin.post("/settings/profile/password/", guess).status_code for _ in range(7)]
        assert statuses == [422] * 5 + [429] * 2


@pytest.mark.parametrize("name", MAY_OPEN)
def test_no_page_costs_more_than_twelve_queries(
    administrator: Person, admin: Client, name: str, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    numbers = plant(administrator, {f"Unit {u}": {f"Team {u}.{t}": {} for t in range(4)} for u in range(4)})
    for number in numbers.values():
        member = teams.set_lead(administrator, number, person_id=administrator.pk)
    quarter = cycles.current()
    assert quarter is not None
    ids = {
        "person_id": administrator.pk, "team_id": numbers["Unit 0"], "membership_id": member.id, "cycle_id": quarter.id,
    }  # fmt: skip
    with django_assert_max_num_queries(12):
        assert admin.get(TestWhoMay().address(name, ids)).status_code == 200


def test_the_log_calls_okrs_by_their_words_where_its_reader_may_see_them() -> None:
    with open_house() as house:
        number, (result,) = house.published({"text": "Cut losses"}, statement="Catch every crate")
        title = "Play the alarm playbook"
        goals.add_initiative(house.lead, number, title=title, key_result_id=result)
        hidden = house.objective("Nobody else reads this", confidential=True)
        page = of(house.administrator).get("/settings/log/").content.decode()
    assert f'objective <a href="/objectives/{number}/" dir="auto">Catch every crate</a>' in page
    assert f'key result <a href="/key-results/{result}/" dir="auto">Cut losses</a>' in page
    assert f'initiative <a href="/objectives/{number}/#initiatives" dir="auto">{title}</a>' in page
    assert f'objective <span class="num">{hidden}</span>' in page
    assert "Nobody else reads this" not in page


def test_the_log_pages_backwards_and_hides_what_okrs_say(administrator: Person, admin: Client) -> None:
    for number in range(120):
        accounts.edit_profile(administrator, name=f"Maren {number}")
    first = admin.get("/settings/log/").content.decode()
    older = re.search(r'href="(/settings/log/\?before=\d+)" rel="next"', first)
    assert older
    assert first.count("<tr>") == 101
    assert "created" in admin.get(older[1]).content.decode()
    assert admin.get("/settings/log/", {"before": "x"}).status_code == 200
