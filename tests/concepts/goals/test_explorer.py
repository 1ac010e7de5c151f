"""The outline and the table: what stands where, what filters leave, what is never shown, and how many queries it takes."""

from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from northing.accounts.models import Person, Role
from northing.checkins.actions import check_in
from northing.core.measures import Kind
from northing.core.rollup import DrawsFrom
from northing.core.scoring import Band, Commitment
from northing.cycles.queries import cycles
from northing.goals.actions import (
    align,
    close_objective,
    delete_key_result,
    delete_objective,
    edit_objective,
    publish_objective,
    unalign,
)
from northing.goals.models import Alignment, KeyResult, Objective
from northing.goals.models.objective import State
from northing.goals.queries.explorer import (
    BRANCH,
    PAGE,
    WORST_FIRST,
    Column,
    Filters,
    Order,
    Outline,
    OutlineRow,
    Whose,
    all_rows,
    branch,
    everything,
    outline,
    table,
    tally,
)
from northing.goals.queries.rows import ObjectiveRow
from northing.kit import clock
from northing.kit.memory import remembering
from northing.kit.text import search_key
from northing.teams import actions as teams
from northing.teams.queries import memberships
from tests.concepts.goals.house import MIDDLE, House, open_house
from tests.concepts.house import hire

pytestmark = pytest.mark.django_db

TODAY = MIDDLE.date()
NO_FILTER = Filters()


@pytest.fixture
def house() -> Iterator[House]:
    with open_house() as house:
        yield house


def fresh(person: Person) -> Person:
    """The person as a new request loads them."""
    return Person.objects.get(pk=person.pk)


def seen(house: House, filters: Filters = NO_FILTER, reader: Person | None = None, **how: object) -> Outline:
    return outline(fresh(reader or house.owner), filters, TODAY, **how)  # type: ignore[arg-type]


def drawn(rows: list[OutlineRow]) -> list[str]:
    """The outline as indented text."""
    return ["  " * row.depth + text(row) for row in rows]


def text(row: OutlineRow) -> str:
    if row.objective:
        return row.objective.statement + (" +" if row.children and not row.is_open else "")
    return row.key_result.text if row.key_result else f"{row.more} more"


def statements(found: Outline) -> set[str]:
    return {row.objective.statement for row in found.rows if row.objective}


def test_what_took_a_key_result_on_stands_under_it_and_what_supports_the_objective_after_all_of_them(
    house: House,
) -> None:
    top, (one, _two) = house.published({"text": "First"}, {"text": "Second"}, statement="Top")
    took, _ = house.published({"text": "Deep"}, statement="Took the first on")
    supports, _ = house.published(statement="Supports the top")
    align(house.lead, took, key_result_id=one)
    align(house.lead, supports, objective_id=top)
    assert drawn(seen(house).rows) == [
        "Top",
        "  First",
        "    Took the first on",
        "      Deep",
        "  Second",
        "  Supports the top",
    ]


def test_several_parents_are_shown_under_the_first_and_counted(house: House) -> None:
    first, _ = house.published(statement="First")
    second, _ = house.published(statement="Second")
    child, _ = house.published(statement="Child")
    align(house.lead, child, objective_id=second)
    align(house.lead, child, objective_id=first)
    found = seen(house)
    assert drawn(found.rows) == ["First", "Second", "  Child"]
    assert found.rows[2].also_serves == 1
    only_first = seen(house, Filters(text="first child"))
    assert only_first.rows == []
    under_what_is_left = seen(house, Filters(levels=(Whose.TEAM,)))
    assert under_what_is_left.rows[2].also_serves == 1


def test_a_parent_outside_the_filter_leaves_its_child_as_a_root(house: House) -> None:
    parent, _ = house.published(statement="Keep the cold")
    child, _ = house.published(statement="Catch the warm")
    align(house.lead, child, objective_id=parent)
    assert drawn(seen(house, Filters(text="warm")).rows) == ["Catch the warm"]


def test_a_shared_objective_stands_under_the_original_and_is_called_shared(house: House) -> None:
    original, _ = house.published(statement="Original")
    copy, _ = house.published(statement="Copy")
    align(house.lead, copy, objective_id=original, shared=True)
    rows = seen(house).rows
    assert drawn(rows) == ["Original", "  Copy"]
    assert rows[1].shared


def test_links_that_were_removed_and_key_results_that_were_deleted_hold_nothing(house: House) -> None:
    parent, (kept, gone) = house.published({"text": "Kept"}, {"text": "Gone"}, statement="Parent")
    released, _ = house.published(statement="Released")
    orphan, _ = house.published(statement="Orphan")
    unalign(house.lead, align(house.lead, released, key_result_id=kept))
    align(house.lead, orphan, key_result_id=gone)
    delete_key_result(house.lead, gone)
    assert drawn(seen(house).rows) == ["Parent", "  Kept", "Released", "Orphan"]
    assert seen(house).tally.key_results == 1


def test_key_results_bring_their_stages_and_the_weeks_of_a_range(house: House) -> None:
    _, (steps, band) = house.published(
        {"kind": Kind.MILESTONE, "stages": [{"label": "One", "weight": 0.1}, {"label": "Two", "weight": 0.2}]},
        {"kind": Kind.RANGE, "low": 92.0, "high": 97.0},
    )
    check_in(house.owner, band, value=94.0)
    rows = {row.key_result.id: row.key_result for row in seen(house).rows if row.key_result}
    assert [(stage.label, stage.weight, stage.done_on) for stage in rows[steps].stages] == [
        ("One", 0.1, None),
        ("Two", 0.2, None),
    ]
    assert [week.inside for week in rows[band].weeks[:7]] == [None, None, None, None, None, True, None]
    assert rows[band].owner is not None
    assert rows[band].owner.name == "Maya Owner"


# ---- what is never shown ----------------------------------------------------------------------------------------


def test_a_confidential_objective_is_in_nobodys_list_count_or_tag_but_the_named_ones(house: House) -> None:
    open_one, (taken,) = house.published({"text": "Open key result"}, statement="Open")
    secret, _ = house.published({"text": "Secret key result"}, statement="Secret", confidential=True)
    align(house.lead, secret, key_result_id=taken)
    below, _ = house.published(statement="Below the secret one")
    align(house.lead, below, objective_id=secret)
    stranger = hire(house.administrator, "Somebody Else")
    theirs = seen(house, reader=stranger)
    assert drawn(theirs.rows) == ["Open", "  Open key result", "Below the secret one"]
    assert theirs.rows[1].children == 0
    assert theirs.tally.objectives == 2
    assert theirs.tally.key_results == 1
    assert theirs.tally.top_down == 0
    assert statements(seen(house, Filters(text="secret"), reader=stranger)) == {"Below the secret one"}
    assert branch(fresh(stranger), Filters(), TODAY, f"o{secret}") == []
    assert "Secret" not in {row.statement for row in all_rows(fresh(stranger), Filters(), TODAY)}
    assert "Secret" not in {text(row) for row in everything(fresh(stranger), Filters(), TODAY)}
    connected = seen(house, Filters(unconnected=True), reader=stranger)
    assert statements(connected) == {"Open", "Below the secret one"}
    assert "Secret" in statements(seen(house, reader=house.lead))


def test_drafts_are_only_shown_when_asked_for_and_only_to_those_who_write_them(house: House) -> None:
    house.objective("Being written")
    stranger = hire(house.administrator, "Somebody Else")
    assert statements(seen(house, reader=house.lead)) == set()
    assert statements(seen(house, Filters(states=(State.DRAFT,)), reader=house.lead)) == {"Being written"}
    assert statements(seen(house, Filters(states=(State.DRAFT,)), reader=stranger)) == set()


def test_a_guest_sees_what_is_shared_with_them_and_a_signed_out_reader_nothing(house: House) -> None:
    guest = hire(house.administrator, "Guest Person", role=Role.GUEST)
    house.published(statement="For everybody")
    house.published(statement="Shared", confidential=True, confidant_ids=[guest.pk])
    assert statements(seen(house, reader=guest)) == {"Shared"}
    assert outline(AnonymousUser(), Filters(), TODAY).rows == []
    assert table(AnonymousUser(), Filters(), TODAY).rows == []


def test_what_is_deleted_is_gone_from_every_view(house: House) -> None:
    objective, _ = house.published({"text": "A result"}, statement="Deleted")
    delete_objective(house.lead, objective)
    assert seen(house).rows == []
    assert table(fresh(house.owner), Filters(), TODAY).rows == []
    assert list(everything(fresh(house.owner), Filters(), TODAY)) == []


# ---- filters ----------------------------------------------------------------------------------------------------


def test_a_team_means_everything_below_it_too(house: House) -> None:
    squad = teams.create_team(house.administrator, name="Night", parent_id=house.team, kind="squad").id
    other = teams.create_team(house.administrator, name="Hardware", parent_id=house.company).id
    for name, place in (("Company", house.company), ("Team", house.team), ("Squad", squad), ("Other", other)):
        number = house.objective(name, team=house.team)
        publish_objective(house.lead, number)
        Objective.objects.filter(pk=number).update(team_id=place)
    assert statements(seen(house, Filters(team_id=house.team))) == {"Team", "Squad"}
    assert statements(seen(house, Filters(team_id=house.company))) == {"Company", "Team", "Squad", "Other"}
    assert statements(seen(house, Filters(levels=(Whose.COMPANY, Whose.SQUAD)))) == {"Company", "Squad"}
    assert statements(seen(house, Filters(team_id=10**12))) == set()


def test_an_individuals_objective_is_a_level_of_its_own(house: House) -> None:
    house.published(statement="Of the team")
    house.published(statement="Of Maya", individual_id=house.owner.pk)
    assert statements(seen(house, Filters(levels=(Whose.INDIVIDUAL,)))) == {"Of Maya"}
    assert statements(seen(house, Filters(levels=(Whose.TEAM,)))) == {"Of the team"}


def test_a_person_means_what_they_lead_own_or_have_as_their_own(house: House) -> None:
    third = hire(house.administrator, "Third Person")
    house.published({"owner_id": third.pk}, statement="Owns a key result")
    house.published(statement="Leads", lead_id=third.pk)
    house.published(statement="Their own", individual_id=third.pk)
    house.published({}, statement="Somebody else's")
    assert statements(seen(house, Filters(person_id=third.pk))) == {"Owns a key result", "Leads", "Their own"}


def test_every_word_is_looked_for_in_the_objective_and_its_key_results_without_accents_or_case(house: House) -> None:
    house.published({"text": "Cut the café's waste from 9 to 3"}, statement="Émile's kitchen wastes nothing")
    house.published(statement="Another 100% thing_with signs")
    assert statements(seen(house, Filters(text="CAFÉ emile"))) == {"Émile's kitchen wastes nothing"}
    assert statements(seen(house, Filters(text="kitchen missing"))) == set()
    assert statements(seen(house, Filters(text="100%"))) == {"Another 100% thing_with signs"}
    assert statements(seen(house, Filters(text="%"))) == {"Another 100% thing_with signs"}
    assert statements(seen(house, Filters(text="_with"))) == {"Another 100% thing_with signs"}
    assert statements(seen(house, Filters(text="  "))) == statements(seen(house))


@pytest.mark.parametrize("words", ["'; DROP TABLE goals_objective; --", "\\", "\u202e", "a" * 5000, "🧊 " * 400])
def test_no_text_upsets_the_search(words: str, house: House) -> None:
    house.published(statement="Still here")
    assert statements(seen(house, Filters(text=words))) <= {"Still here"}
    assert statements(seen(house)) == {"Still here"}


def test_commitment_state_and_band_filter(house: House) -> None:
    late, (one,) = house.published({}, statement="Late", commitment=Commitment.COMMITTED)
    fine, (two,) = house.published({}, statement="Fine", commitment=Commitment.ASPIRATIONAL)
    check_in(house.owner, one, value=5)
    check_in(house.owner, two, value=60)
    assert statements(seen(house, Filters(bands=(Band.OFF,)))) == {"Late"}
    assert statements(seen(house, Filters(bands=(Band.OFF, Band.ON)))) == {"Late", "Fine"}
    assert statements(seen(house, Filters(commitments=(Commitment.ASPIRATIONAL,)))) == {"Fine"}
    close_objective(house.lead, late, score=0.3)
    assert statements(seen(house, Filters(states=(State.CLOSED,)))) == {"Late"}
    assert statements(seen(house, Filters(states=(State.PUBLISHED,)))) == {"Fine"}
    assert statements(seen(house)) == {"Late", "Fine"}
    assert seen(house).tally.bands == {Band.OFF: 1, Band.ON: 1}


def test_cycles_filter_and_none_means_all(house: House) -> None:
    year = next(row for row in cycles() if row.name == "2026")
    house.published(statement="Of the year", cycle_id=year.id)
    house.published(statement="Of the quarter")
    assert statements(seen(house, Filters(cycle_ids=(year.id,)))) == {"Of the year"}
    assert statements(seen(house)) == {"Of the year", "Of the quarter"}


def test_what_is_connected_to_nothing_can_be_asked_for(house: House) -> None:
    parent, (result,) = house.published({}, statement="Parent")
    child, _ = house.published(statement="Child")
    house.published(statement="Alone")
    align(house.lead, child, key_result_id=result)
    assert statements(seen(house, Filters(unconnected=True))) == {"Alone"}


# ---- the tally --------------------------------------------------------------------------------------------------


def test_who_set_the_objectives_is_counted(house: House) -> None:
    top, (result,) = house.published({}, statement="Top")
    for number in range(3):
        child, _ = house.published(statement=f"Bottom-up {number}")
        align(house.lead, child, objective_id=top)
    taken, _ = house.published(statement="Top-down")
    align(house.lead, taken, key_result_id=result)
    both, _ = house.published(statement="Both")
    align(house.lead, both, objective_id=top)
    align(house.lead, both, key_result_id=result)
    shared, _ = house.published(statement="Shared")
    align(house.lead, shared, objective_id=top, shared=True)
    counted = tally(fresh(house.owner), Filters(), TODAY)
    assert (counted.bottom_up, counted.top_down) == (3, 2)
    assert counted.bottom_up_share == 0.6


def test_commitments_are_never_averaged_together(house: House) -> None:
    _, (one,) = house.published({}, commitment=Commitment.COMMITTED)
    _, (two,) = house.published({}, commitment=Commitment.ASPIRATIONAL)
    check_in(house.owner, one, value=80)
    check_in(house.owner, two, value=20)
    shares = tally(fresh(house.owner), Filters(), TODAY).by_commitment
    assert shares[Commitment.COMMITTED].mean_progress == 0.8
    assert shares[Commitment.ASPIRATIONAL].mean_progress == 0.2


# ---- sorting, folding, pages ------------------------------------------------------------------------------------


def many(house: House, count: int, name: str = "Objective", results: int = 0) -> list[int]:
    """Published objectives, written straight into the tables: there are too many for the actions."""
    template = Objective.objects.get(pk=house.published(statement="Template")[0])
    Objective.objects.filter(pk=template.pk).delete()
    made = []
    for number in range(count):
        template.pk, template.statement, template.position = None, f"{name} {number:04}", number
        template.words = search_key(template.statement)
        made.append(Objective(**{f.attname: getattr(template, f.attname) for f in template._meta.concrete_fields}))
    Objective.objects.bulk_create(made)
    now = clock.now()
    KeyResult.objects.bulk_create(
        KeyResult(objective=each, text=f"Result {n}", kind="increase", start=0, target=100, position=n,
                  created_at=now, published_at=now)
        for each in made for n in range(results)
    )  # fmt: skip
    return [each.pk for each in made]


def serve(children: list[int], **parent: int) -> None:
    kind = "explicit" if "parent_key_result_id" in parent else "implicit"
    Alignment.objects.bulk_create(
        Alignment(child_id=child, kind=kind, created_at=clock.now(), **parent) for child in children
    )


def test_the_worst_come_first_among_their_siblings(house: House) -> None:
    for name, value in (("Fine", 60), ("Bad", 1), ("Middling", 16)):
        _, (result,) = house.published({}, statement=name)
        check_in(house.owner, result, value=value)
    house.published(statement="Nothing known", draws_from=DrawsFrom.ALIGNED)
    roots = [row.objective.statement for row in seen(house, sort=WORST_FIRST).rows if row.objective]
    assert roots == ["Bad", "Middling", "Fine", "Nothing known"]


def test_branches_unfold_level_by_level_until_the_page_is_full(house: House) -> None:
    top, *rest = many(house, 41, results=3)
    serve(rest[:20], parent_objective_id=top)
    serve(rest[20:], parent_objective_id=rest[0])
    rows = seen(house).rows
    assert len(rows) <= PAGE
    is_open = {row.objective.id: row.is_open for row in rows if row.objective}
    assert is_open[top]
    assert is_open[rest[0]], "the first branch of the second level fits"
    closed = [row for row in rows if row.objective and row.children and not row.is_open]
    assert closed
    assert all(row.children == row.parts + row.served_by for row in closed)


def test_what_is_unfolded_or_folded_by_hand_stays_so(house: House) -> None:
    numbers = many(house, 60, results=3)
    last, first = numbers[-1], numbers[0]
    assert not next(row for row in seen(house).rows if row.key == f"o{last}").is_open
    rows = seen(house, unfold=[f"o{last}"], fold=[f"o{first}"]).rows
    assert next(row for row in rows if row.key == f"o{last}").is_open
    assert not next(row for row in rows if row.key == f"o{first}").is_open
    assert [row.key_result.text for row in rows[-3:] if row.key_result] == ["Result 0", "Result 1", "Result 2"]


def test_roots_are_paged_by_the_hundred(house: House) -> None:
    many(house, 230)
    pages = [seen(house, page=page) for page in (1, 2, 3)]
    assert [len(page.rows) for page in pages] == [100, 100, 30]
    assert {page.pages for page in pages} == {3}
    assert len({row.key for page in pages for row in page.rows}) == 230
    assert seen(house, page=99).page == 3
    assert seen(house, page=-1).page == 1


def test_a_branch_of_a_thousand_is_read_in_pieces(house: House) -> None:
    top, *children = many(house, 1001)
    serve(children, parent_objective_id=top)
    rows = seen(house).rows
    assert len(rows) == 1 + BRANCH + 1
    offer = rows[-1]
    assert (offer.more, offer.offset, offer.key, offer.depth) == (1000 - BRANCH, BRANCH, f"o{top}", 1)
    read = [row.key for row in rows[1:-1]]
    reader = fresh(house.owner)
    while offer is not None:
        piece = branch(reader, Filters(), TODAY, offer.key, offset=offer.offset, depth=0)
        read += [row.key for row in piece if row.objective]
        assert all(row.depth == 1 for row in piece)
        offer = piece[-1] if piece[-1].more else None
    assert read == [f"o{child}" for child in children]


def test_a_branch_by_itself_is_paged_and_knows_the_way_up(house: House) -> None:
    grandparent, top, *children = many(house, 252)
    serve([top], parent_objective_id=grandparent)
    serve(children, parent_objective_id=top)
    third = seen(house, under=top, page=3)
    assert (third.page, third.pages) == (3, 3)
    assert len(third.rows) == 1 + 50
    assert third.under is not None
    assert third.under.id == top
    assert [row.id for row in third.trail] == [grandparent]
    assert seen(house, under=10**9).gone


def test_a_branch_brings_key_results_first_and_only_what_belongs_there(house: House) -> None:
    top, (one,) = house.published({"text": "First"}, statement="Top")
    took, _ = house.published({"text": "Deep"}, statement="Took it on")
    supports, _ = house.published(statement="Supports")
    align(house.lead, took, key_result_id=one)
    align(house.lead, supports, objective_id=top)
    reader = fresh(house.owner)
    assert drawn(branch(reader, Filters(), TODAY, f"o{top}", depth=4)) == [" " * 10 + "First", " " * 10 + "Supports"]
    assert drawn(branch(reader, Filters(), TODAY, f"k{one}", depth=1)) == ["    Took it on +"]
    assert branch(reader, Filters(), TODAY, "k999999") == []
    assert branch(reader, Filters(), TODAY, "o999999") == []


def test_everything_is_the_whole_outline_whatever_the_size_of_the_pieces(house: House) -> None:
    top, *rest = many(house, 30, results=2)
    serve(rest[:10], parent_objective_id=top)
    first = KeyResult.objects.filter(objective_id=rest[0]).order_by("-position").first()
    assert first is not None
    serve(rest[10:], parent_key_result_id=first.pk)
    reader = fresh(house.owner)
    whole = drawn(list(everything(reader, Filters(), TODAY)))
    assert len(whole) == 90
    assert drawn(list(everything(reader, Filters(), TODAY, piece=3))) == whole
    assert whole[0] == "Objective 0000"
    keys = {row.key for row in everything(reader, Filters(), TODAY, under=rest[0])}
    assert len(keys) == 3 + 19 * 3


def test_the_table_sorts_by_every_column_with_the_unknown_last(house: House) -> None:
    for name, value in (("bravo", 60), ("Alpha", 1), ("charlie", 16)):
        _, (result,) = house.published({}, statement=name)
        check_in(house.owner, result, value=value, confidence=value // 10)
    house.published(statement="delta", lead_id=None)
    ways: dict[Column, Callable[[ObjectiveRow], Any]] = {
        Column.STATEMENT: lambda row: row.statement.lower(),
        Column.PROGRESS: lambda row: row.progress,
        Column.PACE: lambda row: row.voices.pace,
        Column.CONFIDENCE: lambda row: row.confidence,
        Column.TEAM: lambda row: row.team.name.lower(),
        Column.LEAD: lambda row: row.lead.name.lower() if row.lead else None,
        Column.LAST: lambda row: row.checked_in_on,
        Column.BAND: lambda row: ["off", "risk", "stale", "on", "none"].index(row.voices.band.value),
    }
    for (column, way), descending, as_of in product(ways.items(), (False, True), (None, TODAY)):
        rows = table(fresh(house.owner), Filters(as_of=as_of), TODAY, order=Order(column, descending)).rows
        keys = [way(row) for row in rows]
        known = [key for key in keys if key is not None]
        assert keys[: len(known)] == sorted(known, reverse=descending), (column, descending, as_of)
        assert len(rows) == 4


def test_the_table_has_fifty_to_a_page_and_all_of_them_in_the_export(house: House) -> None:
    many(house, 120)
    reader = fresh(house.owner)
    order = Order(Column.STATEMENT, descending=True)
    pages = [table(reader, Filters(), TODAY, order=order, page=page) for page in (1, 2, 3)]
    assert [len(page.rows) for page in pages] == [50, 50, 20]
    listed = [row.statement for page in pages for row in page.rows]
    assert listed == [f"Objective {number:04}" for number in reversed(range(120))]
    assert [row.statement for row in all_rows(reader, Filters(), TODAY, order=order, piece=7)] == listed


# ---- queries ----------------------------------------------------------------------------------------------------


def queries(reader: Person, ask: object) -> int:
    with remembering():
        memberships(reader)
        cycles()
        with CaptureQueriesContext(connection) as captured:
            ask()  # type: ignore[operator]
    return len(captured)


@pytest.mark.parametrize("count", [3, 300])
def test_two_queries_whatever_the_size(count: int, house: House) -> None:
    top, *rest = many(house, count, results=4)
    serve(rest, parent_objective_id=top)
    reader = fresh(house.owner)
    filters = Filters(text="objective", team_id=house.team, bands=tuple(Band))
    assert queries(reader, lambda: outline(reader, Filters(), TODAY)) == 2
    assert queries(reader, lambda: outline(reader, filters, TODAY, sort=WORST_FIRST, under=top)) == 2
    assert queries(reader, lambda: branch(reader, Filters(), TODAY, f"o{top}")) == 2
    assert queries(reader, lambda: table(reader, filters, TODAY, page=2)) == 2
    assert queries(reader, lambda: tally(reader, filters, TODAY)) == 1
    assert queries(reader, lambda: outline(reader, Filters(as_of=TODAY), TODAY)) == 4
    assert queries(reader, lambda: table(reader, Filters(as_of=TODAY), TODAY, order=Order(Column.TEAM))) == 4


def test_edits_show_at_once(house: House) -> None:
    objective, _ = house.published(statement="Before")
    version = Objective.objects.get(pk=objective).version
    edit_objective(house.lead, objective, version=version, statement="After")
    assert statements(seen(house)) == {"After"}
    assert statements(seen(house, Filters(text="after"))) == {"After"}
    assert statements(seen(house, Filters(text="before"))) == set()
