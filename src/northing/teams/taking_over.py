"""An action of its own: planting many teams at once, for imports, which tell of all of them in one event."""

from collections.abc import Sequence
from dataclasses import dataclass

from northing.accounts.models import Person
from northing.accounts.policies import ask, relations
from northing.core.access import Act
from northing.kit import clock, errors
from northing.kit.text import one_line
from northing.teams.models import Team, TeamKind


@dataclass(frozen=True, slots=True)
class TakenTeam:
    """A team as it comes: its name, what it is, and the number of the team above."""

    name: str
    parent_id: int
    kind: TeamKind = TeamKind.TEAM


def take_over_teams(actor: Person, said: Sequence[TakenTeam]) -> list[int]:
    """Plant teams below others that are there already; returns their numbers. Names are free and at most 160
    characters.
    """
    ask(Act.IMPORT, relations(actor))
    Team.objects.select_for_update().filter(parent__isnull=True).first()  # the tree changes one change at a time
    paths = dict(Team.objects.values_list("pk", "path"))
    rows = [
        Team(name=one_line(team.name), kind=team.kind.value, parent_id=team.parent_id, path="", created_at=clock.now())
        for team in said
    ]
    Team.objects.bulk_create(rows, batch_size=500)
    for row in rows:
        row.path = f"{paths[row.parent_id or 0]}{row.pk}/"
        if len(row.path) > 512:
            raise errors.Invalid({"team": ["The tree would be too deep here."]})
    Team.objects.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=["path"], batch_size=500)
    return [row.pk for row in rows]
