"""The tree of teams: every path agrees with the parents, whatever is created and moved, by however many at once."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from northing.accounts.models import Person
from northing.activity.models import Subject, Verb
from northing.activity.queries import events_for
from northing.kit import clock
from northing.kit.errors import Invalid, Northing, NotFound, Refused
from northing.teams import actions, policies, queries
from northing.teams.models import Team, TeamKind
from tests.concepts.house import at_once, found, hire


def plant(administrator: Person, shape: dict[str, Any], below: int | None = None) -> dict[str, int]:
    """Teams by name from nested names: {"Fleet": {"Harbour": {}}}."""
    parent_id = below or queries.company_id()
    assert parent_id is not None
    numbers: dict[str, int] = {}
    for name, children in shape.items():
        numbers[name] = actions.create_team(administrator, name=name, parent_id=parent_id, kind="unit").id
        numbers |= plant(administrator, children, numbers[name])
    return numbers


def assert_paths_agree_with_parents() -> None:
    """From every team one comes to the company, and the path says by which way."""
    teams = {team.pk: team for team in Team.objects.all()}
    for team in teams.values():
        way = [team.pk]
        while (parent_id := teams[way[0]].parent_id) is not None:
            assert parent_id not in way, "a loop"
            way.insert(0, parent_id)
        assert team.path == "/" + "".join(f"{number}/" for number in way)


def outline(administrator: Person) -> list[str]:
    return ["  " * row.depth + row.name for row in queries.tree(administrator)]


@pytest.mark.django_db
class TestReading:
    def test_each_team_is_followed_by_what_lies_below_it(self) -> None:
        administrator = found()
        plant(administrator, {"Sales": {"North": {}, "alpine": {"Huts": {}}}, "Fleet": {}})
        assert outline(administrator) == ["Vinterhavn", "  Fleet", "  Sales", "    alpine", "      Huts", "    North"]
        (sales,) = (row for row in queries.tree(administrator) if row.name == "Sales")
        assert (sales.subteams, sales.members, sales.kind) == (2, 0, TeamKind.UNIT)
        assert queries.team(administrator, sales.id) == sales

    def test_costs_the_same_for_any_number_of_teams(self, django_assert_num_queries: Any) -> None:
        administrator = found()
        numbers = plant(administrator, {f"Unit {u}": {f"Team {u}.{t}": {} for t in range(5)} for u in range(4)})
        for number in numbers.values():
            actions.set_lead(administrator, number, person_id=administrator.pk)
        with django_assert_num_queries(4):
            assert len(queries.tree(administrator)) == 25

    def test_a_subtree_is_the_team_and_all_below(self) -> None:
        administrator = found()
        numbers = plant(administrator, {"Sales": {"North": {"Huts": {}}}, "Sales2": {}})
        assert set(queries.subtree_ids(numbers["Sales"])) == {numbers[name] for name in ("Sales", "North", "Huts")}
        assert [name for _id, name in queries.teams_above(queries.path_of(numbers["Huts"]))] == [
            "Vinterhavn",
            "Sales",
            "North",
        ]

    def test_a_number_that_begins_like_another_is_not_its_child(self) -> None:
        """/1/2/ and /1/20/ begin alike up to the slash."""
        administrator = found()
        company = queries.company_id()
        now = clock.now()
        Team.objects.create(
            id=9002, name="Two", kind="unit", parent_id=company, path=f"/{company}/9002/", created_at=now
        )
        Team.objects.create(
            id=90020, name="Twenty", kind="unit", parent_id=company, path=f"/{company}/90020/", created_at=now
        )
        assert queries.subtree_ids(9002) == [9002]
        assert "  Twenty" in outline(administrator)

    def test_guests_and_strangers_see_no_teams(self) -> None:
        administrator = found()
        guest = hire(administrator, "Gus Guest", role="guest")
        company = queries.company_id()
        assert company is not None
        for nobody in (guest, None):
            assert queries.tree(nobody) == []
            with pytest.raises(NotFound):
                queries.team(nobody, company)


@pytest.mark.django_db
class TestCreating:
    @pytest.mark.parametrize(
        ("changed", "field"),
        [
            ({"name": " \n"}, "name"),
            ({"name": "x" * 161}, "name"),
            ({"purpose": "x" * 401}, "purpose"),
            ({"kind": "company"}, "kind"),
            ({"kind": "tribe"}, "kind"),
            ({"name": "Fleet"}, "name"),
        ],
    )
    def test_what_is_wrong_is_said_at_its_field(self, changed: dict[str, Any], field: str) -> None:
        administrator = found()
        plant(administrator, {"Fleet": {}})
        company = queries.company_id()
        with pytest.raises(Invalid) as raised:
            actions.create_team(administrator, **{"name": "New", "parent_id": company, **changed})
        assert list(raised.value.errors) == [field]
        assert Team.objects.count() == 2

    def test_below_nothing_is_not_found(self) -> None:
        with pytest.raises(NotFound):
            actions.create_team(found(), name="New", parent_id=10**9)

    def test_there_is_one_company(self) -> None:
        administrator = found()
        with pytest.raises(Refused):
            actions.found_company(administrator, name="Another")
        assert Team.objects.count() == 1

    def test_the_log_tells_of_it(self) -> None:
        administrator = found()
        number = plant(administrator, {"Fleet": {}})["Fleet"]
        actions.edit_team(administrator, number, name="Fleet and ports", purpose="Ships that keep cold", kind="team")
        verbs = [event.verb for event in events_for(Subject.TEAM, number)]
        assert verbs == [Verb.EDITED, Verb.CREATED]

    def test_a_name_is_free_again_elsewhere(self) -> None:
        administrator = found()
        numbers = plant(administrator, {"Fleet": {"North": {}}, "Sales": {}})
        assert actions.create_team(administrator, name="North", parent_id=numbers["Sales"]).name == "North"
        with pytest.raises(Invalid, match="already"):
            actions.move_team(administrator, numbers["North"], parent_id=numbers["Sales"])

    def test_the_company_may_be_renamed_and_stays_the_company(self) -> None:
        administrator = found()
        company = queries.company_id()
        assert company is not None
        row = actions.edit_team(administrator, company, name="Vinterhavn AS", kind="squad")
        assert (row.name, row.kind) == ("Vinterhavn AS", TeamKind.COMPANY)


@pytest.mark.django_db
class TestMoving:
    def test_takes_everything_below_along(self) -> None:
        administrator = found()
        numbers = plant(administrator, {"Sales": {"North": {"Huts": {}}}, "Fleet": {}})
        actions.move_team(administrator, numbers["North"], parent_id=numbers["Fleet"])
        assert outline(administrator) == ["Vinterhavn", "  Fleet", "    North", "      Huts", "  Sales"]
        assert_paths_agree_with_parents()
        event = events_for(Subject.TEAM, numbers["North"])[0]
        assert (event.verb, event.details["parent"]) == (Verb.MOVED, [numbers["Sales"], numbers["Fleet"]])

    @pytest.mark.parametrize("target", ["Sales", "North", "Huts"])
    def test_below_itself_is_refused_with_both_names(self, target: str) -> None:
        administrator = found()
        numbers = plant(administrator, {"Sales": {"North": {"Huts": {}}}})
        with pytest.raises(Invalid) as raised:
            actions.move_team(administrator, numbers["Sales"], parent_id=numbers[target])
        assert f"{target} lies below Sales" in raised.value.errors["parent"][0]
        assert_paths_agree_with_parents()

    def test_the_company_stays(self) -> None:
        administrator = found()
        numbers = plant(administrator, {"Sales": {}})
        company = queries.company_id()
        assert company is not None
        with pytest.raises(Invalid):
            actions.move_team(administrator, company, parent_id=numbers["Sales"])

    def test_costs_the_same_for_any_number_of_teams_below(self) -> None:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        administrator = found()
        numbers = plant(administrator, {"Bare": {}, "Full": {f"T{n}": {f"S{n}": {}} for n in range(12)}, "Goal": {}})
        costs = []
        for name in ("Bare", "Full"):
            with CaptureQueriesContext(connection) as captured:
                actions.move_team(administrator, numbers[name], parent_id=numbers["Goal"])
            costs.append(len(captured))
        assert costs[0] == costs[1]
        assert_paths_agree_with_parents()

    def test_a_tree_too_deep_for_its_paths_is_refused(self) -> None:
        administrator = found()
        number = queries.company_id()
        assert number is not None
        Team.objects.filter(pk=number).update(path="/" + "1" * (actions.PATH_LENGTH - 3) + "/")
        with pytest.raises(Invalid, match="too deep"):
            actions.create_team(administrator, name="Deep", parent_id=number)


MOVES = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=25)


@pytest.mark.django_db
@settings(max_examples=25)
@given(moves=MOVES)
def test_any_sequence_of_moves_leaves_one_tree_with_true_paths(moves: list[tuple[int, int]]) -> None:
    with transaction.atomic():
        administrator = found()
        company = queries.company_id()
        assert company is not None
        numbers = [company]
        for number in range(11):
            parent_id = numbers[number // 2]
            numbers.append(actions.create_team(administrator, name=f"T{number}", parent_id=parent_id).id)
        for moved, target in moves:
            try:
                actions.move_team(administrator, numbers[moved], parent_id=numbers[target])
            except Invalid:
                continue
        assert_paths_agree_with_parents()
        assert len(queries.tree(administrator)) == 12
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
class TestManyAtOnce:
    def test_two_teams_moved_under_each_other_make_no_loop(self) -> None:
        administrator = found()
        numbers = plant(administrator, {"Sales": {"North": {}}, "Fleet": {"Ports": {}}})
        for _ in range(5):
            answers = at_once(
                lambda: actions.move_team(administrator, numbers["Sales"], parent_id=numbers["Ports"]),
                lambda: actions.move_team(administrator, numbers["Fleet"], parent_id=numbers["North"]),
            )
            assert sorted(isinstance(answer, Invalid) for answer in answers) == [False, True], answers
            assert_paths_agree_with_parents()
            company = queries.company_id()
            assert company is not None
            for name in ("Sales", "Fleet"):
                actions.move_team(administrator, numbers[name], parent_id=company)

    def test_a_team_created_below_one_that_is_moving_lands_on_the_right_path(self) -> None:
        administrator = found()
        numbers = plant(administrator, {"Sales": {"North": {}}, "Fleet": {}})
        answers = at_once(
            lambda: actions.move_team(administrator, numbers["Sales"], parent_id=numbers["Fleet"]),
            *[
                lambda name=name: actions.create_team(administrator, name=name, parent_id=numbers["North"])
                for name in ("A", "B", "C")
            ],
        )
        assert not [answer for answer in answers if isinstance(answer, Exception)]
        assert_paths_agree_with_parents()

    def test_the_same_name_twice_at_the_same_moment_is_one_team(self) -> None:
        administrator = found()
        company = queries.company_id()
        assert company is not None
        answers = at_once(*[lambda: actions.create_team(administrator, name="Twin", parent_id=company)] * 3)
        assert sum(isinstance(answer, Invalid) for answer in answers) == 2, answers
        assert Team.objects.filter(name="Twin").count() == 1


@pytest.mark.django_db
class TestArchiving:
    def test_takes_all_below_along_and_restoring_brings_exactly_that_back(self) -> None:
        administrator = found()
        numbers = plant(administrator, {"Sales": {"North": {}, "Old": {}}})
        actions.archive_team(administrator, numbers["Old"])
        actions.archive_team(administrator, numbers["Sales"])
        assert outline(administrator) == ["Vinterhavn"]
        assert [row.name for row in queries.tree(administrator, archived=True) if row.is_archived] == [
            "Sales",
            "North",
            "Old",
        ]
        actions.restore_team(administrator, numbers["Sales"])
        assert outline(administrator) == ["Vinterhavn", "  Sales", "    North"]

    def test_is_refused_while_something_holds_a_team_of_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        administrator = found()
        numbers = plant(administrator, {"Sales": {"North": {}}})
        asked: list[set[int]] = []

        def three_open(team_ids: Any) -> str | None:
            asked.append(set(team_ids))
            return "It has 3 open objectives." if numbers["North"] in team_ids else None

        monkeypatch.setattr(policies, "_ties", [])
        policies.ties(three_open)
        with pytest.raises(Refused, match="3 open objectives"):
            actions.archive_team(administrator, numbers["Sales"])
        assert asked == [{numbers["Sales"], numbers["North"]}]
        assert outline(administrator) == ["Vinterhavn", "  Sales", "    North"]

    def test_the_company_is_not_archived(self) -> None:
        administrator = found()
        company = queries.company_id()
        assert company is not None
        with pytest.raises(Refused):
            actions.archive_team(administrator, company)

    def test_nothing_comes_back_into_or_goes_into_what_is_archived(self) -> None:
        administrator = found()
        numbers = plant(administrator, {"Sales": {"North": {}}, "Fleet": {}})
        actions.archive_team(administrator, numbers["Sales"])
        with pytest.raises(Refused, match="Restore that one first"):
            actions.restore_team(administrator, numbers["North"])
        for attempt in (
            lambda: actions.move_team(administrator, numbers["Fleet"], parent_id=numbers["North"]),
            lambda: actions.create_team(administrator, name="New", parent_id=numbers["North"]),
        ):
            with pytest.raises(Invalid, match="archived"):
                attempt()

    def test_the_name_of_an_archived_team_is_taken_and_the_message_says_so(self) -> None:
        administrator = found()
        number = plant(administrator, {"Sales": {}})["Sales"]
        actions.archive_team(administrator, number)
        with pytest.raises(Invalid, match="archived team called Sales"):
            plant(administrator, {"Sales": {}})


@pytest.mark.django_db
class TestWhoMay:
    """MANAGE_TEAM: the lead of the team or of one above it, and administrators."""

    def test_a_lead_manages_their_team_and_what_lies_below_and_nothing_else(self) -> None:
        administrator = found()
        numbers = plant(administrator, {"Sales": {"North": {"Huts": {}}, "South": {}}})
        lead = hire(administrator, "Lena Lead")
        actions.set_lead(administrator, numbers["North"], person_id=lead.pk)

        assert actions.edit_team(lead, numbers["North"], name="North and east").name == "North and east"
        assert actions.create_team(lead, name="New", parent_id=numbers["Huts"]).depth == 4
        assert actions.archive_team(lead, numbers["Huts"]).is_archived
        refused = [
            lambda: actions.edit_team(lead, numbers["South"], name="Mine"),
            lambda: actions.archive_team(lead, numbers["North"]),
            lambda: actions.move_team(lead, numbers["North"], parent_id=numbers["South"]),
            lambda: actions.move_team(lead, numbers["South"], parent_id=numbers["North"]),
            lambda: actions.set_sponsor(lead, numbers["Sales"], person_id=lead.pk),
        ]
        for act in refused:
            with pytest.raises(Refused, match="team's lead or an administrator"):
                act()

    @pytest.mark.parametrize("role", ["colleague", "champion", "viewer", "guest"])
    def test_others_do_not(self, role: str) -> None:
        administrator = found()
        numbers = plant(administrator, {"Sales": {}, "Fleet": {}})
        given = {
            "colleague": {},
            "champion": {"is_champion": True},
            "viewer": {"role": "viewer"},
            "guest": {"role": "guest"},
        }
        person = hire(administrator, "Otto Other", **given[role])
        before = list(Team.objects.order_by("pk").values())
        for act in (
            lambda: actions.create_team(person, name="New", parent_id=numbers["Sales"]),
            lambda: actions.edit_team(person, numbers["Sales"], name="New"),
            lambda: actions.move_team(person, numbers["Sales"], parent_id=numbers["Fleet"]),
            lambda: actions.archive_team(person, numbers["Sales"]),
            lambda: actions.restore_team(person, numbers["Sales"]),
            lambda: actions.add_member(person, numbers["Sales"], person_id=person.pk),
            lambda: actions.set_lead(person, numbers["Sales"], person_id=person.pk),
            lambda: actions.set_sponsor(person, numbers["Sales"], person_id=person.pk),
        ):
            with pytest.raises(NotFound if role == "guest" else Refused):
                act()
        assert list(Team.objects.order_by("pk").values()) == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "Fleet"},
        {"kind": "company"},
        {"kind": "company", "parent_id": None},
        {"parent_id": None},
    ],
)
def test_the_database_refuses_trees_that_cannot_be(wrong: dict[str, Any]) -> None:
    administrator = found()
    plant(administrator, {"Fleet": {}})
    valid = {"name": "New", "kind": "team", "parent_id": queries.company_id(), "path": "/", "created_at": clock.now()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Team.objects.create(**{**valid, **wrong})


@pytest.mark.django_db
def test_the_database_refuses_a_team_that_is_its_own_parent() -> None:
    number = plant(found(), {"Fleet": {}})["Fleet"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Team.objects.filter(pk=number).update(parent_id=number)


def test_a_path_is_the_numbers_from_the_company_down() -> None:
    assert queries.ids_in("/1/4/17/") == (1, 4, 17)
    assert queries.ids_in("/") == ()
    assert issubclass(Invalid, Northing)
