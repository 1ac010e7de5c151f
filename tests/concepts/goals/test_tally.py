"""The tally that the database adds up is what counting the visible objectives one by one gives, whoever looks."""

import math
import random
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from django.contrib.auth.models import AnonymousUser

from northing.accounts.models import Organisation, Person, Role
from northing.core.alignment import LinkKind
from northing.core.scoring import Band, Commitment
from northing.cycles.models import Cycle
from northing.cycles.queries import cycles
from northing.goals.models import Alignment, Confidant, Contributor, KeyResult, Objective
from northing.goals.models.objective import State
from northing.goals.queries.bands import shown_band
from northing.goals.queries.explorer import Column, Filters, Order, Share, Tally, all_rows, outline, table, tally
from northing.goals.queries.rows import objective_row
from northing.goals.queries.visibility import Reader, visible_objectives
from northing.teams.models import Membership, Team

pytestmark = pytest.mark.django_db

BORN = datetime(2026, 1, 1, tzinfo=UTC)
TODAY = date(2026, 11, 7)
OBJECTIVES = 150


def open_and_closed(reader: Reader, filters: Filters) -> dict[int, Objective]:
    found = visible_objectives(reader).filter(state__in=[State.PUBLISHED.value, State.CLOSED.value])
    if filters.cycle_ids:
        found = found.filter(cycle_id__in=filters.cycle_ids)
    if filters.commitments:
        found = found.filter(commitment__in=[each.value for each in filters.commitments])
    everything = {one.pk: one for one in found.select_related("team", "lead", "individual")}
    return {pk: one for pk, one in everything.items() if not filters.bands or band_of(one) in filters.bands}


def band_of(objective: Objective) -> Band:
    by_id = {row.id: row for row in cycles()}
    row = objective_row(objective, by_id[objective.cycle_id], TODAY)
    return shown_band(row.state, row.voices.band, row.score, row.progress, row.commitment)


def served_by_each(among: dict[int, Objective]) -> list[set[str]]:
    """For each objective the kinds of its links to others of the set."""
    kinds: dict[int, set[str]] = {number: set() for number in among}
    for link in Alignment.objects.filter(child_id__in=among, removed_at__isnull=True).select_related(
        "parent_key_result"
    ):
        part = link.parent_key_result
        parent = link.parent_objective_id if part is None else None if part.deleted_at else part.objective_id
        if parent in among:
            kinds[link.child_id].add(link.kind)
    return list(kinds.values())


def counted_one_by_one(reader: Reader, filters: Filters) -> Tally:
    among = open_and_closed(reader, filters)
    bands = [band_of(one) for one in among.values()]
    links = served_by_each(among)
    shares = {}
    for commitment in Commitment:
        its = [one.progress for one in among.values() if one.commitment == commitment.value]
        known = [progress for progress in its if progress is not None]
        if its:
            shares[commitment] = Share(len(its), math.fsum(known) / len(known) if known else None)
    return Tally(
        objectives=len(among),
        key_results=KeyResult.objects.filter(objective_id__in=among, deleted_at__isnull=True).count(),
        bands={band: bands.count(band) for band in Band if band in bands},
        by_commitment=shares,
        top_down=sum(LinkKind.EXPLICIT.value in kinds for kinds in links),
        bottom_up=sum(LinkKind.IMPLICIT.value in kinds and LinkKind.EXPLICIT.value not in kinds for kinds in links),
    )


def same(one: Tally, other: Tally) -> None:
    """Equal, the means but for the last bits: databases add in an order of their own."""
    facts = [(t.objectives, t.key_results, dict(t.bands), t.bottom_up, t.top_down) for t in (one, other)]
    assert facts[0] == facts[1]
    assert one.by_commitment.keys() == other.by_commitment.keys()
    for commitment, share in one.by_commitment.items():
        assert share.objectives == other.by_commitment[commitment].objectives
        assert share.mean_progress == pytest.approx(other.by_commitment[commitment].mean_progress)


@pytest.fixture(params=[1, 2, 3])
def viewers(request: pytest.FixtureRequest) -> dict[str, Person]:
    """A company made at random, and who looks at it."""
    chance = random.Random(request.param)
    Organisation.objects.create(name="Vinterhavn", time_zone="Europe/Oslo", created_at=BORN)
    people = {
        name: Person.objects.create(name=name, email=f"{name}@example.org", role=role.value, created_at=BORN, **more)
        for name, role, more in (
            ("administrator", Role.CONTRIBUTOR, {"is_administrator": True}),
            ("champion", Role.CONTRIBUTOR, {"is_champion": True}),
            ("lead", Role.CONTRIBUTOR, {}),
            ("member", Role.CONTRIBUTOR, {}),
            ("viewer", Role.VIEWER, {}),
            ("guest", Role.GUEST, {}),
        )
    }
    company = Team.objects.create(name="Vinterhavn", kind="company", path="/1/", created_at=BORN)
    response = Team.objects.create(name="Response", kind="team", parent=company, path="/1/2/", created_at=BORN)
    for name, role in (("lead", "lead"), ("member", "member")):
        Membership.objects.create(team=response, person=people[name], role=role, starts_on=BORN.date())
    quarters = [
        Cycle.objects.create(name=start, level="quarterly", starts_on=start, ends_on=end, created_at=BORN)
        for start, end in (("2026-07-01", "2026-09-30"), ("2026-10-01", "2026-12-31"), ("2027-01-01", "2027-03-31"))
    ]
    objectives = objectives_at_random(chance, [company, response], quarters, list(people.values()))
    parts = key_results_at_random(chance, objectives, list(people.values()))
    links_at_random(chance, objectives, parts)
    return people


def objectives_at_random(
    chance: random.Random, teams: list[Team], quarters: list[Cycle], people: list[Person]
) -> list[Objective]:
    made = []
    for number in range(OBJECTIVES):
        state = chance.choices(list(State), (1, 6, 2))[0]
        published = BORN + timedelta(days=chance.randint(180, 300))
        made.append(
            Objective(
                team=chance.choice(teams), cycle=chance.choices(quarters, (1, 4, 1))[0], statement=f"Objective {number}",
                lead=chance.choice([None, *people]), commitment=chance.choice(list(Commitment)).value,
                state=state.value, confidential=chance.random() < 0.3,
                progress=chance.choice([None, 0.0, 1.0, chance.random(), chance.random()]),
                score=chance.choice([None, chance.random()]) if state is State.CLOSED else None,
                checked_in_on=chance.choice([None, TODAY - timedelta(days=chance.randint(0, 60))]),
                created_at=BORN, published_at=None if state is State.DRAFT else published,
                closed_at=published if state is State.CLOSED else None,
                deleted_at=BORN if chance.random() < 0.1 else None,
            )
        )  # fmt: skip
    objectives = Objective.objects.bulk_create(made)
    Confidant.objects.bulk_create(
        Confidant(objective=one, person=person) for one, person in product(objectives, people) if chance.random() < 0.15
    )
    return objectives


def key_results_at_random(chance: random.Random, objectives: list[Objective], people: list[Person]) -> list[KeyResult]:
    parts = KeyResult.objects.bulk_create(
        KeyResult(
            objective=one, owner=chance.choice([None, *people]), text=f"Part {place}", first_text="", kind="increase",
            start=0.0, target=9.0, position=place, created_at=BORN, deleted_at=BORN if chance.random() < 0.2 else None,
        )
        for one in objectives
        for place in range(chance.randint(0, 3))
    )  # fmt: skip
    Contributor.objects.bulk_create(
        Contributor(key_result=part, person=chance.choice(people)) for part in parts if chance.random() < 0.3
    )
    return parts


def links_at_random(chance: random.Random, objectives: list[Objective], parts: list[KeyResult]) -> None:
    """From later objectives to earlier ones, so that none goes round; up to three from each."""
    links = {}
    for place, one in enumerate(objectives[1:], start=1):
        for _ in range(chance.randint(0, 3)):
            earlier = chance.choice(objectives[:place])
            its = [part for part in parts if part.objective_id == earlier.pk]
            removed = BORN if chance.random() < 0.2 else None
            through = chance.choice(its) if its and chance.random() < 0.5 else None
            links[one.pk, through is None, (through or earlier).pk] = Alignment(
                child=one, parent_objective=None if through else earlier, parent_key_result=through,
                kind=LinkKind.EXPLICIT if through else chance.choice([LinkKind.IMPLICIT, LinkKind.SHARED]),
                created_at=BORN, removed_at=removed,
            )  # fmt: skip
    Alignment.objects.bulk_create(links.values())


def test_everybody_is_told_what_counting_gives(viewers: dict[str, Person]) -> None:
    running = Cycle.objects.get(starts_on="2026-10-01").pk
    filters = (
        Filters(),
        Filters(cycle_ids=(running,)),
        Filters(commitments=(Commitment.COMMITTED, Commitment.LEARNING)),
        Filters(cycle_ids=(running,), bands=(Band.OFF, Band.STALE, Band.NONE)),
    )
    tallies: dict[str, Tally] = {}
    for (name, person), asked in product(viewers.items(), filters):
        expected = counted_one_by_one(person, asked)
        same(tally(person, asked, TODAY), expected)
        same(table(person, asked, TODAY).tally, expected)
        same(outline(person, asked, TODAY).tally, expected)
        if asked == Filters():
            tallies[name] = expected
    assert len({each.objectives for each in tallies.values()}) > 2, "all see the same, which proves nothing"
    assert tallies["guest"].objectives > 0
    assert tallies["member"].top_down
    assert tallies["member"].bottom_up


def test_who_is_not_signed_in_is_told_nothing(viewers: dict[str, Person]) -> None:
    assert tally(AnonymousUser(), Filters(), TODAY) == Tally()
    assert table(AnonymousUser(), Filters(), TODAY).rows == []
    assert viewers


def test_the_pages_of_the_table_are_its_export_cut_in_pieces(viewers: dict[str, Person]) -> None:
    reader = viewers["member"]
    for column, descending in product(Column, (False, True)):
        order = Order(column, descending)
        whole = [row.id for row in all_rows(reader, Filters(), TODAY, order=order)]
        first = table(reader, Filters(), TODAY, order=order)
        assert first.pages > 1
        pages = [table(reader, Filters(), TODAY, order=order, page=page + 1) for page in range(first.pages)]
        assert [row.id for page in pages for row in page.rows] == whole
        beyond = table(reader, Filters(), TODAY, order=order, page=2**62)
        assert (beyond.page, beyond.rows) == (first.pages, pages[-1].rows)
