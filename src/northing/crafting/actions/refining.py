"""Refine: saying yes to how a key result will be scored (R10), and the blind round (R32a)."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from northing.accounts.models import Person
from northing.accounts.queries import today
from northing.core.access import Act
from northing.crafting.actions import _load
from northing.crafting.models import Agreement, Draft, Round, Vote
from northing.crafting.queries.parts import definition, set_of
from northing.goals.queries.rows import KeyResultRow
from northing.kit import clock, errors
from northing.kit.transactions import write_retrying


@write_retrying
def agree(actor: Person | Any, draft_id: int, key_result_id: int, *, levels: str) -> None:
    """Say yes to how a key result will be scored, as it stood on the page (`levels`, its fingerprint). Saying it twice is
    harmless. Raises `Conflict` where it is defined differently by now.
    """
    stored = _load.draft_for(actor, Act.CRAFT, draft_id)
    row = _parts(actor, stored).get(key_result_id)
    if row is None:
        raise errors.NotFound
    if definition(row) != levels:
        raise errors.Conflict(
            definition(row), gettext("It was defined differently while you were reading. Look again before you agree.")
        )
    Agreement.objects.update_or_create(
        key_result_id=key_result_id, person_id=actor.pk, defaults={"levels": levels, "at": clock.now()}
    )


@write_retrying
def disagree(actor: Person | Any, draft_id: int, key_result_id: int) -> None:
    """Take one's yes back."""
    _load.draft_for(actor, Act.CRAFT, draft_id)
    Agreement.objects.filter(key_result_id=key_result_id, person_id=actor.pk).delete()


@write_retrying
def open_round(actor: Person | Any, draft_id: int) -> int:
    """Open a blind round; returns its number. The one that is open already is found again."""
    stored = _load.draft_for(actor, Act.CRAFT, draft_id)
    if not _parts(actor, stored):
        raise errors.Invalid.whole(gettext("There is no key result yet to be sure of."))
    there = Round.objects.filter(draft=stored, revealed_at__isnull=True).first()
    if there is None:
        there = Round.objects.create(draft=stored, opened_by_id=actor.pk, opened_at=clock.now())
    return there.pk


@write_retrying
def vote(actor: Person | Any, draft_id: int, *, votes: Mapping[int, int]) -> None:
    """Say how sure one is of each key result, in tenths. Until the round is revealed one may change one's mind."""
    stored = _load.draft_for(actor, Act.CRAFT, draft_id)
    there = _open(stored)
    known = _parts(actor, stored)
    if votes.keys() - known.keys():
        raise errors.NotFound
    wrong = {
        f"vote-{number}": [gettext("Between 0.0 and 1.0.")] for number, said in votes.items() if not 0 <= said <= 10
    }
    if wrong:
        raise errors.Invalid(wrong)
    if not votes:
        raise errors.Invalid.whole(gettext("Say how sure you are of at least one key result."))
    for number, said in votes.items():
        Vote.objects.update_or_create(
            round=there, key_result_id=number, person_id=actor.pk, defaults={"confidence": said}
        )


@write_retrying
def reveal(actor: Person | Any, draft_id: int) -> None:
    """Show all votes together. With fewer than two people there is nothing to reveal."""
    there = _open(_load.draft_for(actor, Act.CRAFT, draft_id))
    voters = Vote.objects.filter(round=there).values("person_id").distinct().count()
    if voters < 2:
        raise errors.Invalid.whole(gettext("Wait for a second voice: one alone would be nobody's secret."))
    there.revealed_at = clock.now()
    there.save(update_fields=["revealed_at"])


def _open(stored: Draft) -> Round:
    there = Round.objects.select_for_update().filter(draft=stored, revealed_at__isnull=True).first()
    if there is None:
        raise errors.Refused(gettext("No blind round is open; it was revealed already, or nobody has begun one."))
    return there


def _parts(actor: Person | Any, stored: Draft) -> dict[int, KeyResultRow]:
    parts = set_of(actor, stored.team_id, stored.cycle_id, today())
    return {part.id: part for one in parts for part in one.key_results}
