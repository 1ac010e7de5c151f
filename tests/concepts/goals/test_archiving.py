"""A team is archived while somebody begins an objective for it."""

import pytest

from northing.goals.models import Objective
from northing.kit.errors import Invalid, Refused
from northing.teams import actions as teams
from northing.teams.models import Team
from tests.concepts.goals.house import open_house
from tests.concepts.house import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_no_objective_stays_open_in_a_team_that_is_archived() -> None:
    with open_house() as house:
        for _ in range(5):
            answers = at_once(
                lambda: teams.archive_team(house.administrator, house.team),
                lambda: house.objective(),
                lambda: house.objective("Let a dispatcher sleep"),
            )
            assert all(isinstance(raised, (Invalid, Refused)) for raised in answers if isinstance(raised, Exception))
            archived = Team.objects.filter(pk=house.team, archived_at__isnull=False).exists()
            assert archived is not Objective.objects.filter(team_id=house.team).exists()
            Objective.objects.all().delete()
            if archived:
                teams.restore_team(house.administrator, house.team)
