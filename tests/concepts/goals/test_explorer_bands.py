"""What the database says of an objective's standing and what the core says are the same, whatever the numbers."""

import math
import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from northing.accounts.models import Organisation, Person
from northing.core.scoring import Band, Commitment, final_band
from northing.cycles.models import Cycle
from northing.cycles.queries import cycles
from northing.goals.models import Objective
from northing.goals.models.objective import State
from northing.goals.queries.bands import expectations, grade_thresholds, shown_band
from northing.goals.queries.explorer import Filters, outline, table, tally
from northing.goals.queries.rows import ObjectiveRow, objective_row
from northing.goals.queries.skeleton import skeleton
from northing.goals.queries.tally import tally_of
from northing.teams.models import Team

pytestmark = pytest.mark.django_db

BORN = datetime(2026, 1, 1, tzinfo=UTC)
DAYS = (
    date(2026, 9, 15),
    date(2026, 10, 1),
    date(2026, 10, 20),
    date(2026, 11, 7),
    date(2026, 12, 31),
    date(2027, 2, 1),
)


@pytest.fixture
def reader() -> Person:
    Organisation.objects.create(name="Vinterhavn", time_zone="Europe/Oslo", created_at=BORN)
    return Person.objects.create(name="Maren Aas", email="maren@example.org", created_at=BORN)


@pytest.fixture
def several_cycles() -> list[Cycle]:
    spans = [("quarterly", "2026-10-01", "2026-12-31"), ("quarterly", "2026-07-01", "2026-09-30"),
             ("annual", "2026-01-01", "2026-12-31"), ("monthly", "2026-11-01", "2026-11-30")]  # fmt: skip
    return [
        Cycle.objects.create(name=f"{level} {start}", level=level, starts_on=start, ends_on=end, created_at=BORN)
        for level, start, end in spans
    ]


def numbers_that_matter(chance: random.Random, day: date) -> list[float | None]:
    """Anything between 0 and 1, and above all the borders of the bands and their nearest neighbours."""
    borders = [each for standing in expectations(cycles(), day) for each in (standing.risk_from, standing.on_from)]
    borders += [*grade_thresholds(Commitment.COMMITTED), *grade_thresholds(Commitment.LEARNING), 0.65, 0.35, 0.95]
    near = [math.nextafter(border, way) for border in borders for way in (0.0, 1.0)]
    return [
        *[None] * 8,
        0.0,
        1.0,
        *(x for x in (*borders, *near) if 0 <= x <= 1),
        *(chance.random() for _ in range(40)),
    ]


def populate(chance: random.Random, several: list[Cycle], day: date) -> None:
    company = Team.objects.create(name="Vinterhavn", kind="company", path="/1/", created_at=BORN)
    choices = numbers_that_matter(chance, day)
    objectives = []
    for number in range(600):
        state = chance.choice(list(State))
        published = datetime(2026, 6, 1, tzinfo=UTC) + timedelta(hours=chance.randint(0, 24 * 240))
        heard = chance.choice([None, day - timedelta(days=chance.randint(0, 60))])
        objectives.append(
            Objective(
                team=company,
                cycle=chance.choice(several),
                statement=f"Objective {number}",
                commitment=chance.choice(list(Commitment)).value,
                state=state.value,
                progress=chance.choice(choices),
                confidence=chance.choice([None, 0.4]),
                score=chance.choice(choices) if state is State.CLOSED else None,
                checked_in_on=heard,
                created_at=BORN,
                published_at=None if state is State.DRAFT else published,
                closed_at=published if state is State.CLOSED else None,
            )
        )
    Objective.objects.bulk_create(objectives)


def rows_of_all(day: date) -> dict[int, ObjectiveRow]:
    by_id = {row.id: row for row in cycles()}
    return {
        stored.pk: objective_row(stored, by_id[stored.cycle_id], day)
        for stored in Objective.objects.select_related("team", "lead", "individual")
    }


def band_of(row: ObjectiveRow) -> Band:
    return shown_band(row.state, row.voices.band, row.score, row.progress, row.commitment)


@pytest.mark.parametrize("day", DAYS)
def test_the_databases_bands_are_the_rows_bands(day: date, reader: Person, several_cycles: list[Cycle]) -> None:
    populate(random.Random(day.toordinal()), several_cycles, day)
    Objective.objects.filter(state="draft").delete()
    rows = rows_of_all(day)
    whole = skeleton(reader, Filters(), cycles(), day)
    assert set(whole.bones) == set(rows)
    assert {number: whole.bone(number).band for number in whole.bones} == {
        number: band_of(row).value for number, row in rows.items()
    }


def test_a_filter_by_band_leaves_exactly_that_band(reader: Person, several_cycles: list[Cycle]) -> None:
    day = date(2026, 11, 7)
    populate(random.Random(7), several_cycles, day)
    Objective.objects.filter(state="draft").delete()
    rows = rows_of_all(day)
    seen = set()
    for band in Band:
        found = set(skeleton(reader, Filters(bands=(band,)), cycles(), day).bones)
        assert found == {number for number, row in rows.items() if band_of(row) is band}
        seen |= {band} if found else set()
    assert seen == set(Band), "the random data leaves a band out and proves nothing about it"


def test_the_tally_counts_what_the_rows_show(reader: Person, several_cycles: list[Cycle]) -> None:
    day = date(2026, 11, 7)
    populate(random.Random(11), several_cycles, day)
    rows = [row for row in rows_of_all(day).values() if row.state is not State.DRAFT]
    counted = tally(reader, Filters(), day)
    assert counted.objectives == len(rows)
    assert dict(counted.bands) == {band: count for band in Band if (count := sum(band_of(row) is band for row in rows))}
    for commitment in Commitment:
        its = [row.progress for row in rows if row.commitment is commitment]
        known = [progress for progress in its if progress is not None]
        share = counted.by_commitment[commitment]
        assert share.objectives == len(its)
        assert share.mean_progress == pytest.approx(math.fsum(known) / len(known))


def test_the_same_tally_stands_on_the_outline_and_on_the_table(reader: Person, several_cycles: list[Cycle]) -> None:
    day = date(2026, 11, 7)
    populate(random.Random(13), several_cycles, day)
    filters = Filters(cycle_ids=(several_cycles[0].pk,), commitments=(Commitment.ASPIRATIONAL,))
    whole = tally_of(skeleton(reader, filters, cycles(), day))
    assert whole.objectives > 0
    on_the_table = table(reader, filters, day).tally
    assert outline(reader, filters, day).tally == whole
    assert on_the_table == replace(whole, by_commitment=on_the_table.by_commitment)
    for commitment, share in whole.by_commitment.items():
        assert on_the_table.by_commitment[commitment].objectives == share.objectives
        assert on_the_table.by_commitment[commitment].mean_progress == pytest.approx(share.mean_progress)


def test_the_thresholds_of_grades_are_the_smallest_that_earn_them() -> None:
    for commitment in Commitment:
        risk_from, on_from = grade_thresholds(commitment)
        assert final_band(risk_from, commitment) is Band.RISK
        assert final_band(math.nextafter(risk_from, 0.0), commitment) is Band.OFF
        assert final_band(on_from, commitment) is Band.ON
        assert final_band(math.nextafter(on_from, 0.0), commitment) is Band.RISK


def test_what_is_published_after_midnight_in_oslo_is_published_that_day(
    reader: Person, several_cycles: list[Cycle]
) -> None:
    """23:30 UTC on the 6th of October is the 7th where the organisation is, so it is stale no sooner than the 7th's."""
    company = Team.objects.create(name="Vinterhavn", kind="company", path="/1/", created_at=BORN)
    late, next_day = (
        Objective.objects.create(
            team=company, cycle=several_cycles[0], statement="Catch it", state=State.PUBLISHED.value, progress=0.1,
            commitment="committed", created_at=BORN, published_at=published,
        ).pk
        for published in (datetime(2026, 10, 6, 23, 30, tzinfo=UTC), datetime(2026, 10, 7, 10, tzinfo=UTC))
    )  # fmt: skip
    bands = set()
    for day in (date(2026, 10, 7) + timedelta(days=n) for n in range(40)):
        rows = rows_of_all(day)
        whole = skeleton(reader, Filters(), cycles(), day)
        told = {Band(whole.bone(late).band), Band(whole.bone(next_day).band)}
        shown = {band_of(rows[late]), band_of(rows[next_day]), *told}
        assert len(shown) == 1, day
        bands |= shown
    assert len(bands) > 1
    assert Band.STALE in bands
