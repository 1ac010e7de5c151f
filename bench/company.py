"""A company of any size to measure in: teams of eight, three objectives a team, four key results each, of all kinds,
thirteen weeks of check-ins. Rows are stored in bulk with the numbers the core computes, so that `northing verify` finds nothing to say.
"""

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

TEAM = 8
OBJECTIVES_PER_TEAM = 3
KEY_RESULTS_PER_OBJECTIVE = 4
WEEKS = 13
# Of the twelve key results of a team: who owns which (the fourth of its people has one of each kind), and their kinds.
OWNERS = (1, 3, 2, 3, 4, 3, 5, 3, 6, 3, 7, 1)
KINDS: tuple[dict[str, Any], ...] = (
    {"kind": "increase", "start": 0.0, "target": 100.0},
    {"kind": "decrease", "start": 100.0, "target": 0.0},
    {"kind": "range", "low": 20.0, "high": 80.0},
    {"kind": "increase", "reading": "increments", "start": 0.0, "target": 100.0},
    {"kind": "milestone"},
)
STAGES = ("Drawn", "Built", "Tried", "Used")
PASSWORD = "a staple of the horse"
FOUNDER = "founder@example.org"
VERBS = ("Shorten", "Raise", "Let", "Keep", "Find", "Make", "Open", "Calm")
NOUNS = ("the wait at the ramp", "answers before noon", "a second opinion", "the first hour", "doors", "the night desk")


@dataclass(frozen=True)
class Company:
    """What was made, by number."""

    people: list[int]
    teams: list[int]
    objectives: list[int]
    key_results: list[int]
    cycle: int
    busy: int
    """Somebody who owns a key result of each kind."""
    stages: dict[int, list[int]]
    """Of each milestone, by its number, the stages."""

    def said(self, key_result: int, chance: Random) -> dict[str, Any]:
        """Something to say about a key result, as `check_in` takes it."""
        stages = self.stages.get(key_result)
        if stages is None:
            return {"value": round(chance.uniform(0, 100), 1)}
        return {"stage_ids": stages[: chance.randrange(len(stages) + 1)]}

    def form(self, key_result: int, chance: Random) -> dict[str, Any]:
        """The same as a form sends it."""
        said = self.said(key_result, chance)
        return {"stages": "1", **said} if "stage_ids" in said else said


@contextmanager
def installation(database_url: str = "", kept: Path | None = None) -> Iterator[Path]:
    """A migrated installation; SQLite unless an address is given. It is empty, in a folder that goes away with it,
    unless one is named that is `kept`.
    """
    place = nullcontext(str(kept)) if kept else tempfile.TemporaryDirectory(prefix="northing-bench-")
    with place as folder:
        os.environ["NORTHING_DATA_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "northing.config.settings.running"
        os.environ.setdefault("NORTHING_URL", "http://127.0.0.1:8000")
        if database_url:
            os.environ["DATABASE_URL"] = database_url
        else:
            os.environ.pop("DATABASE_URL", None)
        import django

        django.setup()
        from northing.cli.migrate import prepare

        prepare()
        yield Path(folder)


def build(people: int, today: date | None = None) -> Company:
    """Fill an empty installation; the same company for the same number."""
    from django.db import transaction

    from northing.accounts.models import Person
    from northing.cycles import actions as cycles
    from northing.cycles.models import Cycle
    from northing.goals.actions import turn_day
    from northing.kit import clock
    from northing.teams.queries import company_id

    random = Random(people)
    day = today or clock.today("UTC")
    starts_on = day - timedelta(days=day.weekday(), weeks=WEEKS - 1)
    with clock.frozen(datetime.combine(starts_on - timedelta(days=3), datetime.min.time(), UTC)), transaction.atomic():
        cycles.begin(
            name="Measured", time_zone="UTC", administrator_name="Founder", email=FOUNDER, password=PASSWORD,
            cycle_names=set(),
        )  # fmt: skip
        founder = Person.objects.get()
        row = cycles.create_cycle(
            founder, name="Q", level="quarterly", starts_on=starts_on, ends_on=starts_on + timedelta(weeks=14, days=-1)
        )
    turn_day(day)
    cycle = Cycle.objects.get(pk=row.id)
    root = company_id()
    assert root is not None
    with transaction.atomic():
        persons = _people(people, founder)
        teams = _teams(max(1, people // TEAM), root, cycle.created_at)
        _members(teams, persons, starts_on)
        objectives, key_results = _goals(teams, persons, cycle, random)
        stages = _stages(key_results)
        _histories(objectives, key_results, stages, cycle, random)
        _links(objectives, key_results, random, cycle.created_at)
    turn_day(day)  # ranges count the days since the last check-in
    return Company(
        people=persons,
        teams=teams,
        objectives=[objective.pk for objective in objectives],
        key_results=[key_result.pk for key_result in key_results],
        cycle=cycle.pk,
        busy=persons[3],
        stages={number: [stage.pk for stage in own] for number, own in stages.items()},
    )


def _people(count: int, founder: Any) -> list[int]:
    from northing.accounts.models import Person

    made = Person.objects.bulk_create(
        [
            Person(
                name=f"Person {n:05}", email=f"person{n}@example.org", password=founder.password,
                created_at=founder.created_at, words=f"person {n:05} person{n}@example.org",
            )
            for n in range(count)
        ],
        batch_size=1000,
    )  # fmt: skip
    return [person.pk for person in made]


def _teams(count: int, root: int, now: datetime) -> list[int]:
    from northing.teams.models import Team

    units = [
        Team(name=f"Unit {n}", kind="unit", parent_id=root, path="-", created_at=now) for n in range(1 + count // 10)
    ]
    units = Team.objects.bulk_create(units)
    teams = Team.objects.bulk_create(
        [
            Team(name=f"Team {n}", kind="team", parent_id=units[n // 10].pk, path="-", created_at=now)
            for n in range(count)
        ],
        batch_size=1000,
    )
    for unit in units:
        unit.path = f"/{root}/{unit.pk}/"
    for number, team in enumerate(teams):
        team.path = f"/{root}/{units[number // 10].pk}/{team.pk}/"
    Team.objects.bulk_update([*units, *teams], ["path"], batch_size=500)
    return [team.pk for team in teams]


def _members(teams: Sequence[int], persons: Sequence[int], day: date) -> None:
    from northing.teams.models import Membership

    Membership.objects.bulk_create(
        [
            Membership(
                team_id=teams[min(n // TEAM, len(teams) - 1)], person_id=person, starts_on=day,
                role="lead" if n % TEAM == 0 else "member",
            )
            for n, person in enumerate(persons)
        ],
        batch_size=1000,
    )  # fmt: skip


def _goals(teams: Sequence[int], persons: Sequence[int], cycle: Any, random: Random) -> tuple[list[Any], list[Any]]:
    from northing.goals.models import KeyResult, Objective

    published = datetime.combine(cycle.starts_on, datetime.min.time(), UTC)
    objectives = []
    for number, team in enumerate(teams):
        for place in range(OBJECTIVES_PER_TEAM):
            statement = f"{random.choice(VERBS)} {random.choice(NOUNS)} {number}.{place}"
            objectives.append(
                Objective(
                    team_id=team, cycle=cycle, lead_id=persons[min(number * TEAM, len(persons) - 1)],
                    statement=statement, why="Because it takes too long.", words=statement.lower(), state="published",
                    commitment=("aspirational", "committed")[place % 2], position=place, created_at=published,
                    published_at=published,
                )
            )  # fmt: skip
    objectives = Objective.objects.bulk_create(objectives, batch_size=500)
    key_results = []
    for number, objective in enumerate(objectives):
        first = (number // OBJECTIVES_PER_TEAM) * TEAM
        for place in range(KEY_RESULTS_PER_OBJECTIVE):
            nth = number % OBJECTIVES_PER_TEAM * KEY_RESULTS_PER_OBJECTIVE + place
            facts = KINDS[nth // 2 % len(KINDS)]
            text = f"Move measure {number}.{place} to where it should be"
            key_results.append(
                KeyResult(
                    objective=objective, owner_id=persons[min(first + OWNERS[nth], len(persons) - 1)],
                    text=text, words=text.lower(), position=place, created_at=published, published_at=published,
                    first_text=text, first_start=facts.get("start"), first_target=facts.get("target"),
                    unit="" if facts["kind"] == "milestone" else "%", **facts,
                )
            )  # fmt: skip
    return objectives, KeyResult.objects.bulk_create(key_results, batch_size=500)


def _stages(key_results: Sequence[Any]) -> dict[int, list[Any]]:
    from northing.goals.models import Stage

    made = Stage.objects.bulk_create(
        [
            Stage(key_result=key_result, label=label, position=place)
            for key_result in key_results
            if key_result.kind == "milestone"
            for place, label in enumerate(STAGES)
        ],
        batch_size=1000,
    )
    stages: dict[int, list[Any]] = {}
    for stage in made:
        stages.setdefault(stage.key_result_id, []).append(stage)
    return stages


def _histories(
    objectives: list[Any], key_results: list[Any], stages: dict[int, list[Any]], cycle: Any, random: Random
) -> None:
    from northing.checkins.models import CheckIn
    from northing.core.cadence import Span
    from northing.core.measures import current_value, progress
    from northing.core.rollup import DrawsFrom, objective_progress
    from northing.goals.models import KeyResult, KeyResultPoint, Objective, ObjectivePoint, Stage
    from northing.goals.queries.rows import measure_of

    entries, points, objective_points = [], [], []
    of_objective: dict[int, list[Any]] = {}
    for key_result in key_results:
        of_objective.setdefault(key_result.objective_id, []).append(key_result)
        key_result.speed = random.uniform(1, 9)
        key_result.values = []
    span = Span(cycle.starts_on, cycle.ends_on)
    for week in range(WEEKS - 1):
        day = cycle.starts_on + timedelta(weeks=week, days=2)
        moment = datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=9)
        for key_result in key_results:
            own_stages = stages.get(key_result.pk, [])
            done = own_stages[: int(key_result.speed * (week + 1) / 20)]
            for stage in done:
                stage.done_on = stage.done_on or day
            value = None if own_stages else _value(key_result, week, random)
            if value is not None:
                key_result.values.append((day, value))
            measure = measure_of(key_result, own_stages)
            key_result.value = None if own_stages else current_value(measure, key_result.values)
            key_result.progress = progress(measure, key_result.values, span, day)
            key_result.confidence = random.randrange(11)
            key_result.checked_in_on = key_result.progress_through = day
            entries.append(
                CheckIn(
                    key_result_id=key_result.pk, author_id=key_result.owner_id, made_at=moment, on=day, value=value,
                    stages=[stage.pk for stage in done] if own_stages else None, confidence=key_result.confidence,
                )
            )  # fmt: skip
            points.append(
                KeyResultPoint(
                    key_result_id=key_result.pk, on=day, value=value, shown_value=key_result.value,
                    progress=key_result.progress, confidence=key_result.confidence, checked_in_on=day,
                )
            )  # fmt: skip
        for objective in objectives:
            own = of_objective[objective.pk]
            objective.progress = objective_progress(DrawsFrom.KEY_RESULTS, [(1.0, k.progress) for k in own], [], True)
            objective.confidence = objective_progress(
                DrawsFrom.KEY_RESULTS, [(1.0, k.confidence / 10) for k in own], [], False
            )
            objective.checked_in_on = day
            objective_points.append(
                ObjectivePoint(
                    objective_id=objective.pk,
                    on=day,
                    progress=objective.progress,
                    confidence=objective.confidence,
                    checked_in_on=day,
                )
            )
    CheckIn.objects.bulk_create(entries, batch_size=2000)
    KeyResultPoint.objects.bulk_create(points, batch_size=2000)
    ObjectivePoint.objects.bulk_create(objective_points, batch_size=2000)
    numbers = ["progress", "confidence", "checked_in_on"]
    KeyResult.objects.bulk_update(key_results, [*numbers, "value", "progress_through"], batch_size=500)
    Objective.objects.bulk_update(objectives, numbers, batch_size=500)
    Stage.objects.bulk_update([stage for own in stages.values() for stage in own], ["done_on"], batch_size=500)


def _value(key_result: Any, week: int, random: Random) -> float:
    """What is measured in a week: so far in all, what is left, or what came with this week."""
    wobble = random.uniform(-3, 3)
    if key_result.reading == "increments":
        return round(key_result.speed + wobble / 10, 1)
    so_far = key_result.speed * (week + 1) + wobble
    return round(100 - so_far if key_result.kind == "decrease" else so_far, 1)


def _links(objectives: Sequence[Any], key_results: Sequence[Any], random: Random, now: datetime) -> None:
    """Nine of ten objectives serve one of an earlier team, every second of them one of its key results."""
    from northing.goals.models import Alignment

    links = []
    for number, objective in enumerate(objectives):
        team = number // OBJECTIVES_PER_TEAM
        if team == 0 or random.random() < 0.1:
            continue
        above = (team // 4) * OBJECTIVES_PER_TEAM + random.randrange(OBJECTIVES_PER_TEAM)
        if number % 2:
            links.append(
                Alignment(child=objective, parent_objective=objectives[above], kind="implicit", created_at=now)
            )
        else:
            key_result = key_results[above * KEY_RESULTS_PER_OBJECTIVE + random.randrange(KEY_RESULTS_PER_OBJECTIVE)]
            links.append(Alignment(child=objective, parent_key_result=key_result, kind="explicit", created_at=now))
    Alignment.objects.bulk_create(links, batch_size=1000)


if __name__ == "__main__":
    with installation():
        made = build(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
        from northing.insights.verification import tell, verify

        print(len(made.people), "people", *tell(verify()), sep="\n")
