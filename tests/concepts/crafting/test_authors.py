"""Who wrote a set, and who read what others wrote."""

import pytest

from northing.crafting.actions import agree
from northing.crafting.queries.parts import definition
from northing.goals.actions import edit_key_result
from northing.goals.models import KeyResult
from tests.concepts.crafting.house import open_workshop

pytestmark = pytest.mark.django_db


def test_who_only_sets_a_number_has_read_it_and_who_changes_words_writes_along() -> None:
    with open_workshop() as shop:
        key_result = KeyResult.objects.get(objective_id=shop.written())
        number, row = shop.begin(), key_result.pk
        version = edit_key_result(shop.house.owner, row, version=key_result.version, level_03=30.0, level_07=45.0)
        page = shop.page()
        assert [who.name for who in page.authors] == ["Tomasz Lead"]
        assert [who.name for who in page.readers] == ["Maya Owner"]
        agree(shop.house.owner, number, row, levels=definition(page.objectives[0].key_results[0]))
        edit_key_result(shop.house.owner, row, version=version, text="Raise nights of sleep from 11% to 60%")
        page = shop.page()
        assert {who.name for who in page.authors} == {"Tomasz Lead", "Maya Owner"}
        assert page.readers == ()
