"""What the coach says about an objective with its key results, for those who may change it (R43)."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from northing.core.access import Act
from northing.core.alignment import LinkKind
from northing.core.coaching import SetAdvice, Severity, Verdict, coach_set
from northing.goals.queries.alike import Alike, alike
from northing.goals.queries.coached import part_of
from northing.goals.queries.objective import ObjectivePage, State
from northing.goals.queries.rows import KeyResultRow
from northing.web.coaching import (
    Note,
    Panel,
    counted,
    notes,
    panel_of_key_result,
    panel_of_objective,
    set_headline,
    tongue,
)
from northing.web.templating import url, url_or_none

THE_SAME = 0.999


@dataclass(frozen=True, slots=True)
class PartShown:
    """One text of the set with what is said to it, and where it can be changed."""

    number: int
    panel: Panel
    edit: str | None


@dataclass(frozen=True, slots=True)
class SetShown:
    """The coach's panel on an objective's page. `parts` are those texts to which there is something to say."""

    ok: bool
    headline: str
    summary: str
    parts: tuple[PartShown, ...]
    notes: tuple[Note, ...]
    question: str
    now: tuple[Alike, ...]
    earlier: tuple[Alike, ...]
    lang: str = ""

    @property
    def quiet(self) -> bool:
        """Nothing to say to any of it."""
        return not (self.parts or self.notes or self.now or self.earlier)


def coached(reader: Any, page: ObjectivePage, may: frozenset[Act]) -> SetShown | None:
    """The panel; None for those who may not change the objective, for the past, and for what is closed."""
    if Act.EDIT_OBJECTIVE not in may or page.as_of is not None or page.objective.state is State.CLOSED:
        return None
    kin = _strangers(page, alike(reader, page.objective))
    advice = _whole(page, kin)
    first = panel_of_objective(page.objective)
    rest = [panel_of_key_result(row) for row in page.key_results]
    ok, headline = set_headline(advice, [first, *rest])
    parts = [PartShown(0, first, url_or_none("drafting:objective_edit", page.objective.id))]
    parts += [_part(row, said) for row, said in zip(page.key_results, rest, strict=True)]
    said = [note for one in (first, *rest) for note in one.notes]
    return SetShown(
        ok=ok,
        headline=headline,
        summary=_summary(page, advice, said),
        parts=tuple(part for part in parts if part.panel.notes or part.panel.stranger),
        notes=notes(advice.findings),
        question=advice.sufficiency if page.key_results else "",
        now=tuple(one for one in kin if one.now and not one.same_team),
        earlier=tuple(one for one in kin if not one.now),
        lang=tongue(advice.language),
    )


def _part(row: KeyResultRow, said: Panel) -> PartShown:
    return PartShown(row.number, said, url_or_none("drafting:key_result_edit", row.id) or url("key-result", row.id))


def _whole(page: ObjectivePage, kin: list[Alike]) -> SetAdvice:
    if page.directional and page.objective.state is State.PUBLISHED:
        return SetAdvice((), "", Verdict.OK)  # it sets a direction, on purpose (R14)
    serves = page.family.serves
    handed_down = any(relative.kind is LinkKind.EXPLICIT for relative in serves)
    return coach_set(
        page.objective.statement,
        [part_of(row) for row in page.key_results],
        why=page.objective.why,
        aligned=bool(serves or page.family.served_by or page.family.beside),
        cascaded=handed_down and len(serves) == 1 and any(one.likeness >= THE_SAME for one in kin if one.now),
        duplicates=[one.statement for one in kin if one.now and not one.same_team],
        last_cycle=_last_cycle(kin),
        commitments=[page.objective.commitment.value] * page.siblings if page.siblings_alike == page.siblings else (),
    )


def _last_cycle(kin: list[Alike]) -> list[str]:
    """The texts of what the same team had before, where it says the same."""
    before = next((one for one in kin if not one.now and one.same_team), None)
    return [before.statement, *before.texts] if before else []


def _strangers(page: ObjectivePage, found: list[Alike]) -> list[Alike]:
    """Without those it is linked to: that two say the same is known there, and often meant (R22)."""
    family = page.family
    linked = {relative.objective.id for relative in (*family.serves, *family.served_by, *family.beside)}
    return [one for one in found if one.id not in linked]


def _summary(page: ObjectivePage, advice: SetAdvice, said: list[Note]) -> str:
    weights = [*(one.severity is Severity.PROBLEM for one in advice.findings), *(one.must for one in said)]
    draft = page.objective.state is State.DRAFT and any(weights)
    return (
        f"{counted(Counter(weights))} {gettext('You may publish it anyway.')}" if draft else counted(Counter(weights))
    )
