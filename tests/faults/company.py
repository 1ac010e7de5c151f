"""The company that the faults happen to, built by the product's own actions, and what is looked at afterwards."""

from typing import Any

from django.core.management import call_command
from django.db import connection

from northing.accounts import actions as accounts
from northing.accounts.models import Person
from northing.checkins.models import CheckIn
from northing.core.measures import Kind
from northing.cycles.actions import begin
from northing.cycles.queries import current
from northing.goals import actions as goals
from northing.goals.models import Alignment, KeyResult, Objective
from northing.insights.verification import verify
from northing.teams import actions as teams
from northing.teams.queries import company_id
from tests.faults.acting import PASSWORD

PEOPLE = 8


def found() -> dict[str, Any]:
    """The numbers of everything in it. The first half of the key results take levels, the others increments."""
    prepare()
    begin(
        name="Vinterhavn", time_zone="UTC", administrator_name="Maren Aas", email="maren@example.org", password=PASSWORD
    )
    administrator = Person.objects.get(email="maren@example.org")
    people = [_hire(administrator, number) for number in range(PEOPLE)]
    company = company_id()
    quarter = current()
    assert company is not None
    assert quarter is not None
    lead = people[0]
    team = teams.create_team(administrator, name="Response", parent_id=company)
    teams.set_lead(administrator, team.id, person_id=lead.pk)
    goals.turn_day()

    def objective(statement: str, key_results: int = 1, **facts: Any) -> tuple[int, list[int]]:
        number = goals.create_objective(lead, team_id=team.id, cycle_id=quarter.id, statement=statement)
        ours = [
            goals.add_key_result(
                lead, number, text=f"Raise {statement} {which}", kind=Kind.INCREASE, start=0.0, target=1000.0,
                owner_id=lead.pk, contributor_ids=[person.pk for person in people[1:]], **facts,
            )
            for which in range(key_results)
        ]  # fmt: skip
        if key_results:
            goals.publish_objective(lead, number)
        return number, ours

    top, _ = objective("the company")
    middle = [objective(f"part {number}")[0] for number in range(2)]
    low = [objective(f"corner {number}")[0] for number in range(4)]
    levels, increments = [], []
    for number, parent in enumerate(middle):
        goals.align(lead, parent, objective_id=top)
        for below in low[2 * number : 2 * number + 2]:
            goals.align(lead, below, objective_id=parent)
    for number in range(8):
        foot, key_results = objective(f"foot {number}", 2, **({"reading": "increments"} if number % 2 else {}))
        goals.align(lead, foot, objective_id=low[number // 2])
        (increments if number % 2 else levels).extend(key_results)
    # Rings to be closed: of eight, and eight pairs side by side, in turn. And a crowd to be thrown about.
    rings = [[objective(f"ring {ring}.{place}", 0)[0] for place in range(8 + 8 * (ring % 2))] for ring in range(4)]
    crowd = [objective(f"crowd {number}")[0] for number in range(8)]
    return {
        "people": [person.pk for person in people],
        "emails": [person.email for person in people],
        "key_results": [*levels, *increments],
        "objective": low[0],
        "rings": rings,
        "crowd": crowd,
        "cycle": quarter.id,
        "team": team.id,
    }


def prepare() -> None:
    """The tables, as `northing serve` makes them."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def _hire(administrator: Person, number: int) -> Person:
    row = accounts.invite_person(
        administrator, name=f"Person {number}", email=f"person{number}@example.org", send=lambda *_: None
    )
    person = Person.objects.get(pk=row.id)
    person.set_password(PASSWORD)
    person.save(update_fields=["password"])
    return person


def audit(*, notes: bool, texts: dict[str, int]) -> dict[str, Any]:
    """`texts`: {"objective": number, "key_result": number} whose texts are wanted."""
    outcome = verify()
    seen: dict[str, Any] = {
        "differences": [str(difference) for difference in outcome.differences],
        "check_ins": outcome.check_ins,
        "objectives": outcome.objectives,
        "loops": loops(),
        "links": Alignment.objects.filter(removed_at=None).count(),
        "deadlocks": _deadlocks(),
    }
    if notes:
        seen["entries"] = [
            [pk, note, value, key_result]
            for pk, note, value, key_result in CheckIn.objects.values_list("id", "note", "value", "key_result_id")
        ]
        seen["values"] = {str(pk): value for pk, value in KeyResult.objects.values_list("id", "value")}
    if texts:
        seen["texts"] = Objective.objects.get(pk=texts["objective"]).why
        seen["texts"] += KeyResult.objects.get(pk=texts["key_result"]).note
    return seen


def loops() -> list[int]:
    """The objectives on a loop, found without any code of the product: what has nothing above it is taken away."""
    home = dict(KeyResult.objects.values_list("id", "objective_id"))
    links = Alignment.objects.filter(removed_at=None, child__deleted_at=None)
    above: dict[int, set[int]] = {}
    for child, objective, key_result in links.values_list("child_id", "parent_objective_id", "parent_key_result_id"):
        above.setdefault(child, set()).add(objective or home[key_result])
    while True:
        free = [child for child, parents in above.items() if not parents & above.keys()]
        if not free:
            return sorted(above)
        for child in free:
            del above[child]


def _deadlocks() -> int:
    """How often PostgreSQL had to break a deadlock; actions would have tried again, so nobody else tells."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        number: int = cursor.fetchone()[0]
    return number
