"""For each kind of telling: who gets a mail, who does not, and what it says."""

from datetime import date
from typing import Any

import pytest

from northing.accounts.actions import choose_mail, create_placeholder, disable_person
from northing.activity.actions import through
from northing.activity.models import Subject, Verb
from northing.conversations.actions import delete_comment, edit_comment, post_comment
from northing.core.alignment import Move
from northing.core.crafting import Standing
from northing.crafting.models import Draft
from northing.goals import actions as goals
from northing.goals.models import KeyResult, Objective
from northing.kit import clock
from northing.notifications.actions import send_letters, write_letters
from northing.notifications.models import Letter
from northing.teams import actions as teams
from northing.teams.models import Membership
from tests.concepts.goals.house import House
from tests.concepts.notifications.office import Office, begin

DUE = date(2026, 12, 4)


def ask(office: Office, **given: Any) -> tuple[int, int]:
    """Response asks Harbour for a ramp, for a published objective: its number and the request's."""
    objective, _ = office.house.published({}, **given)
    begin()
    request = goals.ask_team(
        office.house.lead, objective, team_id=office.harbour, words="A ramp for the crates", due_on=DUE
    )
    return objective, request


def version(objective_id: int) -> int:
    return Objective.objects.values_list("version", flat=True).get(pk=objective_id)


def draft_event(office: Office, verb: Verb, actor: Any, **details: Any) -> int:
    house = office.house
    details = {"cycle_id": house.quarter.pk, "team_id": house.team, "step": "", "from": "", **details}
    standing = {Verb.SUBMITTED: Standing.SUBMITTED, Verb.APPROVED: Standing.APPROVED}.get(verb, Standing.OPEN)
    stored, _made = Draft.objects.update_or_create(
        team_id=house.team, cycle=house.quarter, defaults={"standing": standing.value, "started_at": clock.now()}
    )
    return office.tell(actor, verb, Subject.DRAFT, stored.pk, team_id=house.team, details=details)


class TestRequests:
    def test_the_lead_of_the_asked_team_is_told_and_nobody_else(self, office: Office) -> None:
        _objective, request = ask(office)
        got = office.post()
        assert set(got) == {"hanna"}
        said = got["hanna"]
        assert said.subject == "Response asks Harbour for: A ramp for the crates"
        assert "Tomasz Lead asks Harbour for this, by 4 December 2026:\n\n> A ramp for the crates" in said.body
        assert f"http://testserver/requests/{request}/" in said.body
        assert "!" not in said.body

    def test_where_a_team_has_no_lead_the_one_above_is_told(self, office: Office) -> None:
        squad = teams.create_team(office.house.administrator, name="Night", kind="squad", parent_id=office.harbour)
        objective, _ = office.house.published({})
        begin()
        goals.ask_team(office.house.lead, objective, team_id=squad.id, words="A ramp", due_on=DUE)
        assert set(office.post()) == {"hanna"}

    def test_another_day_is_told_to_who_asked_and_who_leads_what_it_is_for(self, office: Office) -> None:
        objective, request = ask(office)
        begin()
        goals.edit_objective(office.house.lead, objective, version=version(objective), lead_id=office.house.owner.pk)
        begin()
        goals.answer_request(
            office.harbour_lead, request, Move.PROPOSE, version=1, due_on=date(2026, 12, 11), reason="The crane is out."
        )
        got = office.post()
        assert set(got) == {"tomasz", "maya"}
        assert "You asked for this by 4 December 2026. Hanna Harbour proposes 11 December 2026" in got["maya"].body
        assert "> The crane is out." in got["maya"].body

    @pytest.mark.parametrize(
        ("move", "reason", "subject"),
        [
            (Move.AGREE, "", "Harbour agreed: A ramp for the crates"),
            (Move.DECLINE, "No crane.", "Harbour declined: A ramp for the crates"),
        ],
    )
    def test_answers_go_to_who_asked(self, office: Office, move: Move, reason: str, subject: str) -> None:
        _objective, request = ask(office)
        begin()
        goals.answer_request(office.harbour_lead, request, move, version=1, reason=reason)
        got = office.post()
        assert {name: one.subject for name, one in got.items()} == {"tomasz": subject}

    def test_what_is_given_up_or_done_is_told_to_the_other_side(self, office: Office) -> None:
        _objective, request = ask(office)
        goals.answer_request(office.harbour_lead, request, Move.AGREE, version=1)
        begin()
        goals.answer_request(office.harbour_lead, request, Move.GIVE_UP, version=2, reason="No crane.")
        assert set(office.post()) == {"tomasz"}
        goals.answer_request(office.house.lead, request, Move.REOPEN, version=3)
        assert set(office.post()) == {"hanna"}
        goals.answer_request(office.house.lead, request, Move.FULFIL, version=4)
        assert [one.subject for one in office.post().values()] == ["Done: A ramp for the crates"]

    def test_whoever_leads_what_is_to_bring_it_is_told_too(self, office: Office) -> None:
        _objective, request = ask(office)
        bringing = office.house.objective("Build ramps", team=office.house.team)
        Objective.objects.filter(pk=bringing).update(
            team_id=office.harbour, lead_id=office.harbour_member.pk, state="published", published_at=office.moved_to
        )
        goals.answer_request(office.harbour_lead, request, Move.AGREE, version=1, serving_objective_id=bringing)
        begin()
        goals.answer_request(office.house.lead, request, Move.WITHDRAW, version=2)
        assert set(office.post()) == {"hanna", "mikkel"}

    def test_what_has_gone_on_meanwhile_is_no_news(self, office: Office) -> None:
        """Asked and taken back within one run: only the newest of it is told."""
        _objective, request = ask(office)
        goals.answer_request(office.house.lead, request, Move.WITHDRAW, version=1)
        assert [one.subject for one in office.post().values()] == ["No longer needed: A ramp for the crates"]

    def test_what_a_secret_needs_is_told_without_the_secret(self, office: Office) -> None:
        ask(office, statement="Buy the yard next door", confidential=True)
        said = office.post()["hanna"].body
        assert "A ramp for the crates" in said
        assert "yard" not in said


class TestComments:
    def say(self, office: Office, objective: int, *mentioned: Any, actor: Any = None, **about: Any) -> int:
        text = " ".join(["Is the ramp\nwide enough?", *(f"@{one.name}" for one in mentioned)])
        return post_comment(actor or office.harbour_lead, objective, text=text, **about).comment_id

    def test_who_is_named_and_who_answers_for_the_part(self, office: Office) -> None:
        objective, (key_result,) = office.house.published({})
        begin()
        self.say(office, objective, office.harbour_member)
        got = office.post()
        assert {name: one.subject for name, one in got.items()} == {
            "mikkel": "Hanna Harbour names you: Catch every warm crate",
            "tomasz": "Hanna Harbour wrote about: Catch every warm crate",
        }
        assert "> Is the ramp\n> wide enough? @Mikkel Member" in got["mikkel"].body
        self.say(office, objective, key_result_id=key_result)
        assert set(office.post()) == {"maya"}

    def test_nobody_is_told_what_they_may_not_see(self, office: Office) -> None:
        """Named while it stood open; when the mail goes it is confidential."""
        objective, _ = office.house.published({"owner_id": None}, statement="Buy the yard")
        begin()
        self.say(office, objective, office.harbour_member, office.house.owner)
        assert write_letters() == 3
        goals.edit_objective(office.house.lead, objective, version=version(objective), confidential=True)
        done = send_letters()
        assert (done.sent, done.withheld) == (1, 2)

    def test_who_is_answered_and_who_is_named_only_now(self, office: Office) -> None:
        objective, _ = office.house.published({})
        first = self.say(office, objective, actor=office.harbour_member)
        begin()
        answer = self.say(office, objective, actor=office.house.lead, reply_to=first)
        got = office.post()
        assert {name: one.subject for name, one in got.items()} == {
            "mikkel": "Tomasz Lead answered you: Catch every warm crate"
        }
        edit_comment(office.house.lead, answer, version=1, text="Wide enough, @Maya Owner?")
        assert set(office.post()) == {"maya"}

    def test_what_was_deleted_before_the_mail_went_is_not_told(self, office: Office) -> None:
        objective, _ = office.house.published({})
        begin()
        delete_comment(office.harbour_lead, self.say(office, objective, office.harbour_member))
        assert office.post() == {}

    def test_who_wrote_it_is_not_told_even_when_named(self, office: Office) -> None:
        objective, _ = office.house.published({}, lead_id=office.harbour_lead.pk)
        begin()
        self.say(office, objective, office.harbour_lead)
        assert office.post() == {}

    def test_a_draft_that_was_taken_back_waits_for_nobody(self, office: Office) -> None:
        house = office.house
        teams.set_sponsor(house.administrator, house.team, person_id=office.harbour_member.pk)
        begin()
        draft_event(office, Verb.SUBMITTED, house.lead)
        Draft.objects.update(standing=Standing.OPEN.value)
        assert office.post() == {}


class TestDrafts:
    @pytest.fixture
    def sponsored(self, office: Office) -> Office:
        house = office.house
        solveig = office.hire("Solveig Sponsor")
        teams.set_sponsor(house.administrator, house.team, person_id=solveig.pk)
        house.objective("Led from elsewhere", lead_id=office.harbour_lead.pk)
        begin()
        return office

    def test_ready_to_refine_goes_to_the_members(self, sponsored: Office) -> None:
        draft_event(sponsored, Verb.MOVED_ON, sponsored.house.lead, step="refine", **{"from": "create"})
        draft_event(sponsored, Verb.MOVED_ON, sponsored.house.lead, step="align", **{"from": "refine"})
        draft_event(sponsored, Verb.MOVED_ON, sponsored.house.lead, step="refine", **{"from": "align"})
        got = sponsored.post()
        assert {name: one.subject for name, one in got.items()} == {
            "maya": "Response, Q4 2026: the draft is ready to be refined"
        }

    def test_what_is_submitted_goes_to_the_sponsor(self, sponsored: Office) -> None:
        draft_event(sponsored, Verb.SUBMITTED, sponsored.house.lead)
        assert set(sponsored.post()) == {"solveig"}

    def test_what_comes_back_goes_to_who_works_on_it(self, sponsored: Office) -> None:
        draft_event(sponsored, Verb.SENT_BACK, None, reason="Too many tasks in it.")
        got = sponsored.post()
        assert set(got) == {"tomasz", "maya", "hanna"}
        assert "> Too many tasks in it." in got["maya"].body
        assert "tasks" not in got["hanna"].body  # leads one objective of it, and sees that one only
        assert "http://testserver/objectives/" in got["hanna"].body

    def test_approval_goes_to_who_works_on_it(self, sponsored: Office) -> None:
        draft_event(sponsored, Verb.APPROVED, sponsored.house.administrator)
        assert set(sponsored.post()) == {"tomasz", "maya", "hanna"}

    def test_who_left_the_team_before_it_is_sent_hears_nothing_of_its_draft(self, sponsored: Office) -> None:
        draft_event(sponsored, Verb.APPROVED, sponsored.house.administrator)
        assert write_letters() == 3
        Membership.objects.filter(person=sponsored.house.owner).delete()
        assert send_letters().withheld == 1


class TestAnnouncements:
    def announce(self, office: Office, *objectives: int, team: int | None = None, **details: Any) -> None:
        details = {
            "cycle_id": office.house.quarter.pk,
            "objective_ids": list(objectives),
            "text": "Here we go.",
            **details,
        }
        office.tell(
            office.house.lead, Verb.ANNOUNCED, Subject.DRAFT, 1, team_id=team or office.house.team, details=details
        )

    def test_everybody_concerned_and_nobody_else(self, office: Office) -> None:
        house = office.house
        helper, above, asked = office.hire("Hilde Helper"), office.hire("Anna Above"), office.harbour_lead
        squad = teams.create_team(house.administrator, name="Squad", kind="squad", parent_id=house.team)
        below = office.hire("Bodil Below")
        teams.add_member(house.administrator, squad.id, person_id=below.pk)
        office.hire("Far Away")
        parent, _ = house.published({"owner_id": None}, lead_id=above.pk, statement="Every pharmacy trusts us")
        objective, (key_result,) = house.published({"contributor_ids": [helper.pk]})
        goals.align(house.lead, objective, objective_id=parent)
        goals.ask_team(house.lead, objective, team_id=office.harbour, words="A ramp", due_on=DUE)
        begin()
        self.announce(office, objective)
        got = office.post()
        assert set(got) == {"maya", "hilde", "anna", "bodil", asked.email.partition("@")[0]}
        said = got["bodil"]
        assert said.subject == "Response has published its objectives"
        assert "> Here we go." in said.body
        assert "- Catch every warm crate" in said.body

    def test_the_company_tells_everybody(self, office: Office) -> None:
        objective, _ = office.house.published({})
        begin()
        self.announce(office, objective, team=office.house.company)
        assert set(office.post()) == {"maren", "maya", "hanna", "mikkel"}

    def test_a_secret_in_the_set_is_named_to_nobody_who_may_not_see_it(self, office: Office) -> None:
        open_one, _ = office.house.published({})
        secret, _ = office.house.published(
            {"owner_id": office.house.lead.pk}, statement="Buy the yard", confidential=True
        )
        begin()
        self.announce(office, open_one, secret)
        got = office.post()
        assert "maya" in got
        assert all("yard" not in one.body for one in got.values())
        self.announce(office, secret)
        assert office.post() == {}


class TestHandingOver:
    def test_who_leads_it_now(self, office: Office) -> None:
        objective, _ = office.house.published({})
        begin()
        goals.edit_objective(office.house.lead, objective, version=version(objective), lead_id=office.harbour_member.pk)
        got = office.post()
        assert {name: one.subject for name, one in got.items()} == {
            "mikkel": "You lead an objective now: Catch every warm crate"
        }

    def test_who_owns_it_now(self, office: Office) -> None:
        _objective, (key_result,) = office.house.published({})
        begin()
        stored = KeyResult.objects.get(pk=key_result)
        goals.edit_key_result(office.house.lead, key_result, version=stored.version, owner_id=office.harbour_member.pk)
        assert set(office.post()) == {"mikkel"}

    def test_who_handed_it_on_before_the_mail_went_is_not_told(self, office: Office) -> None:
        objective, _ = office.house.published({})
        begin()
        for person in (office.harbour_member, office.harbour_lead):
            goals.edit_objective(office.house.lead, objective, version=version(objective), lead_id=person.pk)
        assert set(office.post()) == {"hanna"}

    def test_the_sponsor(self, office: Office) -> None:
        teams.set_sponsor(office.house.administrator, office.harbour, person_id=office.house.lead.pk)
        assert set(office.post()) == {"tomasz"}


class TestLostParents:
    def served(self, office: Office, house: House, **given: Any) -> tuple[int, int, int]:
        parent, (key_result,) = house.published({}, statement="Every pharmacy trusts us")
        child, _ = house.published({}, lead_id=office.harbour_lead.pk, statement="Keep crates cold", **given)
        return parent, key_result, child

    def test_closed_and_deleted(self, office: Office) -> None:
        parent, _key_result, child = self.served(office, office.house)
        goals.align(office.house.lead, child, objective_id=parent)
        begin()
        goals.close_objective(office.house.lead, parent, score=0.7)
        got = office.post()
        assert {name: one.subject for name, one in got.items()} == {
            "hanna": "What it serves was closed: Keep crates cold"
        }
        assert "Every pharmacy trusts us" in got["hanna"].body
        goals.reopen_objective(office.house.lead, parent)
        goals.delete_objective(office.house.lead, parent)
        assert [one.subject for one in office.post().values()] == ["What it serves was deleted: Keep crates cold"]

    def test_a_deleted_key_result_that_was_taken_on(self, office: Office) -> None:
        _parent, key_result, child = self.served(office, office.house)
        goals.align(office.house.lead, child, key_result_id=key_result)
        begin()
        goals.delete_key_result(office.house.lead, key_result)
        assert set(office.post()) == {"hanna"}

    def test_what_was_brought_back_is_no_news(self, office: Office) -> None:
        parent, _key_result, child = self.served(office, office.house)
        goals.align(office.house.lead, child, objective_id=parent)
        begin()
        goals.delete_objective(office.house.lead, parent)
        goals.restore_objective(office.house.lead, parent)
        assert office.post() == {}


class TestNever:
    def test_never_to_the_disabled_the_unwilling_or_those_known_by_name(self, office: Office) -> None:
        house = office.house
        gone, quiet = office.hire("Gone Already"), office.hire("Quiet Please")
        disable_person(house.administrator, gone.pk)
        choose_mail(quiet, wanted=False)
        known = create_placeholder(house.administrator, "Kari Nordmann")
        objective, _ = house.published({})
        begin()
        office.tell(
            office.harbour_lead, Verb.COMMENTED, Subject.COMMENT, TestComments().say(office, objective),
            objective_id=objective, details={"mentioned": [gone.pk, quiet.pk, known.id]},
        )  # fmt: skip
        assert set(office.post()) == {"tomasz"}
        assert set(Letter.objects.values_list("person_id", flat=True)) == {house.lead.pk}

    def test_whoever_changes_their_mind_before_it_is_sent_gets_none(self, office: Office) -> None:
        ask(office)
        assert write_letters() == 1
        choose_mail(office.harbour_lead, wanted=False)
        done = send_letters()
        assert (done.sent, done.withheld) == (0, 1)
        assert not Letter.objects.exists()

    def test_the_demo_and_imports_are_nobodys_news(self, office: Office) -> None:
        for door in ("demo", "import"):
            with through(door):
                draft_event(office, Verb.MOVED_ON, office.house.lead, step="refine", **{"from": "create"})
        assert office.post() == {}

    def test_what_happened_before_is_history(self, office: Office) -> None:
        ask(office)
        begin()
        assert office.post() == {}
