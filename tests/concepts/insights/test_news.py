"""What home tells of what happened: nothing that its reader may not see, also after things were moved."""

from datetime import timedelta

import pytest

from northing.accounts.models import Person
from northing.checkins.actions import check_in
from northing.goals.actions import edit_key_result, move_key_result
from northing.goals.queries.key_result import key_result
from northing.insights.home import home
from northing.kit import clock
from northing.kit.errors import NotFound
from tests.concepts.goals.house import MIDDLE, open_house

pytestmark = pytest.mark.django_db


def told(reader: Person) -> list[str]:
    """The key results that the news names."""
    person = Person.objects.get(pk=reader.pk)
    return [one.text for one in home(person, clock.today("UTC"), None, clock.now()).news if one.verb == "checked_in"]


def test_a_key_result_that_was_moved_out_of_sight_is_not_named_any_more() -> None:
    with open_house(MIDDLE - timedelta(days=3)) as house, clock.frozen(MIDDLE - timedelta(days=3)):
        _, (number,) = house.published({"text": "Answer the buyers", "owner_id": house.lead.pk})
        check_in(house.lead, number, value=10.0)
        assert told(house.owner) == ["Answer the buyers"]
        hidden, _ = house.published(statement="Sell the eastern depots", confidential=True)
        move_key_result(house.lead, number, objective_id=hidden)
        version = key_result(house.lead, number, clock.today("UTC")).key_result.version
        edit_key_result(house.lead, number, version=version, text="Find a buyer for each depot", reason="It is now.")
        with pytest.raises(NotFound):
            key_result(house.owner, number, clock.today("UTC"))
        assert told(house.owner) == [""]
