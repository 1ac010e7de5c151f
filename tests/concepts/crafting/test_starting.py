"""Beginning a set with more than a blank sheet."""

from collections.abc import Iterator

import pytest

from northing.accounts.models import Person
from northing.core.templates import TEMPLATES
from northing.crafting import actions
from northing.crafting.actions import Unwell
from northing.crafting.models import Draft
from northing.crafting.queries.offers import unserved
from northing.cycles.queries import cycle
from northing.goals.actions import add_sentence, create_objective, publish_objective
from northing.goals.models import Alignment, KeyResult, Objective
from northing.kit import errors
from northing.teams import actions as teams
from northing.teams.queries import path_of
from tests.concepts.crafting.house import Workshop, open_workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Iterator[Workshop]:
    with open_workshop() as opened:
        yield opened


def company_key_result(shop: Workshop) -> int:
    """What the company wants in the coming quarter, published."""
    chief = shop.house.administrator
    teams.add_member(chief, shop.house.company, person_id=chief.pk, role="lead")
    chief = Person.objects.get(pk=chief.pk)
    objective = create_objective(chief, team_id=shop.house.company, cycle_id=shop.next, statement="Be loved again")
    part = add_sentence(chief, objective, text="Raise the NPS from 20 to 40")
    publish_objective(chief, objective)
    return part


def test_every_template_can_be_started_from(shop: Workshop) -> None:
    for template in TEMPLATES:
        objective = actions.start_from_template(shop.house.lead, shop.place, slug=template.slug)
        parts = KeyResult.objects.filter(objective_id=objective).order_by("position")
        assert [part.text for part in parts] == [part.text for part in template.key_results]
    with pytest.raises(errors.NotFound):
        actions.start_from_template(shop.house.lead, shop.place, slug="no-such")


def test_an_unserved_key_result_from_above_is_offered_until_somebody_takes_it_on(shop: Workshop) -> None:
    part = company_key_result(shop)
    path, coming = path_of(shop.house.team), cycle(shop.next)
    assert [offer.key_result_id for offer in unserved(shop.house.lead, path, coming)] == [part]
    objective = actions.start_from_key_result(
        shop.house.lead, shop.place, key_result_id=part, statement="Answer before the customer asks twice"
    )
    assert Alignment.objects.get(child_id=objective).parent_key_result_id == part
    assert unserved(shop.house.lead, path, coming) == []


def test_a_number_that_is_unwell_becomes_an_objective_that_repairs_it(shop: Workshop) -> None:
    objective = actions.start_from_number(
        shop.house.lead,
        shop.place,
        unwell=Unwell("staff turnover at night", 29, 12, "%"),
        statement="Keep our night people",
    )
    part = KeyResult.objects.get(objective_id=objective)
    assert (part.text, part.kind, part.start, part.target, part.unit) == (
        "Lower staff turnover at night", "decrease", 29, 12, "%",
    )  # fmt: skip
    with pytest.raises(errors.Invalid) as wrong:
        actions.start_from_number(shop.house.lead, shop.place, unwell=Unwell("x", 3, 3), statement="y")
    assert set(wrong.value.errors) == {"well"}


def test_a_form_that_is_sent_twice_drafts_one_objective(shop: Workshop) -> None:
    first = actions.draft_objective(shop.house.lead, shop.place, statement="Sleep at night", key="once")
    again = actions.draft_objective(shop.house.lead, shop.place, statement="Sleep at night", key="once")
    assert first == again
    assert Objective.objects.count() == 1


def test_what_cannot_be_drafted_leaves_nothing_behind(shop: Workshop) -> None:
    with pytest.raises(errors.Invalid):
        actions.draft_objective(shop.house.lead, shop.place, statement="Sleep", key_results=("x" * 600,))
    with pytest.raises(errors.NotFound):
        actions.draft_objective(shop.stranger, shop.place, statement="Sleep")
    assert (Objective.objects.count(), Draft.objects.count()) == (0, 0)
