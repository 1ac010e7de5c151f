"""Writing a draft line by line, several people at once.

Each line (an objective's statement, its why, a key result's sentence) is saved for itself, and names the words it began
from. Who wrote another line meanwhile is not in the way; who changed the same one is: then nothing is overwritten, and
both texts are shown (F4).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext

from northing.activity.actions import answer_once
from northing.core.access import Act
from northing.core.coaching import Understood, understand
from northing.core.measures import Kind, Measure, Stage
from northing.core.measures import problems as measure_problems
from northing.goals.actions import _load
from northing.goals.actions.key_results import add_key_result, edit_key_result
from northing.goals.actions.numbers import structure
from northing.goals.actions.objectives import edit_objective
from northing.goals.models import KeyResult, Objective
from northing.goals.policies import Actor
from northing.goals.queries.rows import measure_of
from northing.kit import errors
from northing.kit.text import one_line, paragraphs
from northing.kit.transactions import write_retrying


class LineOf(StrEnum):
    """What a line is: the statement of an objective, its why, or a key result's sentence."""

    STATEMENT = "statement"
    WHY = "why"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a draft: `number` is the objective's, or for a sentence the key result's."""

    of: LineOf
    number: int


@write_retrying
def write_line(actor: Actor, line: Line, *, before: str, text: str) -> str:
    """Save one line, and return it as it is stored now. A key result's numbers follow its sentence as long as nobody
    has set them apart from it.

    `before` is the text it began from. Raises `Conflict` with the text that is there now when somebody else has changed
    this very line since, `Refused` once it is published (then a change is an edit, with its reason), and `Invalid` at
    "text".
    """
    structure(changes=False)  # before any row, like every other change: two who write one objective wait in one order
    present, version = _present(actor, line)
    wanted = _tidy(line, text)
    if wanted == present:
        return present
    if _tidy(line, before) != present:
        raise errors.Conflict(present, gettext("Somebody else has rewritten this line while you were writing."))
    try:
        _write(actor, line, version, wanted)
    except errors.Invalid as wrong:
        raise errors.Invalid(
            {"text": [message for messages in wrong.errors.values() for message in messages]}
        ) from None
    return wanted


@write_retrying
def add_sentence(actor: Actor, objective_id: int, *, text: str, owner_id: int | None = None, key: str = "") -> int:
    """Give a draft one more key result by its sentence; what the sentence says of kind, start, target and unit is read
    from it. Returns its number. A repeated `key` gets the first answer (F3).
    """
    body = {"objective": objective_id, "sentence": text, "owner": owner_id}
    return int(answer_once(actor, key, body, lambda: _add(actor, objective_id, text, owner_id)))


def _add(actor: Actor, objective_id: int, text: str, owner_id: int | None) -> int:
    structure(changes=True)
    _refuse_published(_load.objective_for(actor, Act.ADD_KEY_RESULT, objective_id).objective)
    facts = facts_of_sentence(text)
    return add_key_result(actor, objective_id, sketching=True, text=text, owner_id=owner_id, **facts)


def _present(actor: Actor, line: Line) -> tuple[str, int]:
    """The line as it is stored, locked, and the version of what it stands in."""
    if line.of is LineOf.SENTENCE:
        key_result, loaded = _load.key_result_for(actor, Act.EDIT_KEY_RESULT, line.number)
        _refuse_published(loaded.objective)
        return key_result.text, key_result.version
    objective = _load.objective_for(actor, Act.EDIT_OBJECTIVE, line.number).objective
    _refuse_published(objective)
    return (objective.statement if line.of is LineOf.STATEMENT else objective.why), objective.version


def _refuse_published(objective: Objective) -> None:
    if objective.published_at is not None:
        raise errors.Refused(gettext("It is published by now. Change it on its own page, where the reason is kept."))


def _tidy(line: Line, text: str) -> str:
    return paragraphs(text) if line.of is LineOf.WHY else one_line(text)


def _write(actor: Actor, line: Line, version: int, text: str) -> None:
    match line.of:
        case LineOf.STATEMENT:
            edit_objective(actor, line.number, version=version, statement=text)
        case LineOf.WHY:
            edit_objective(actor, line.number, version=version, why=text)
        case LineOf.SENTENCE:
            facts = _followed(KeyResult.objects.prefetch_related("stages").get(pk=line.number), text)
            edit_key_result(actor, line.number, version=version, sketching=True, text=text, **facts)


def _followed(key_result: KeyResult, text: str) -> Mapping[str, Any]:
    """The facts of the new sentence; none where somebody has set the old one's facts by hand, or they would not fit."""
    present = measure_of(key_result, key_result.stages.all())
    if _said(present) != _said_by(understand(key_result.text)) and _said(present) != _said_by(None):
        return {}
    facts = facts_of_sentence(text)
    fresh = Measure(
        kind=facts["kind"], start=facts["start"], target=facts["target"], low=facts["low"], high=facts["high"],
        unit=facts["unit"], level_03=present.level_03, level_07=present.level_07,
        stages=tuple(Stage(one["label"]) for one in facts.get("stages", ())),
    )  # fmt: skip
    return {} if measure_problems(fresh, sketching=True) else facts


def facts_of_sentence(text: str) -> dict[str, Any]:
    """What a key result's sentence says of kind, start, target, unit and stages, as the actions take it; a sentence that says
    nothing leaves an empty increase.
    """
    return _facts(understand(text))


def _facts(told: Understood | None) -> dict[str, Any]:
    if told is None:
        return {"kind": Kind.INCREASE, "start": None, "target": None, "low": None, "high": None, "unit": ""}
    facts: dict[str, Any] = {
        "kind": told.kind, "start": told.start, "target": told.target, "low": told.low, "high": told.high,
        "unit": told.unit[:40],
    }  # fmt: skip
    measure = Measure(**{name: facts[name] for name in ("kind", "start", "target", "low", "high", "unit")})
    if told.kind is Kind.MILESTONE:
        facts["stages"] = [{"label": label, "weight": 1.0} for label in told.stages[:10]]
    elif measure_problems(measure, sketching=True):
        return _facts(None)
    return facts


_Facts = tuple[Any, ...]


def _said(measure: Measure) -> _Facts:
    """What a sentence can say of a measure."""
    stages = tuple(stage.label for stage in measure.stages)
    return measure.kind, measure.start, measure.target, measure.low, measure.high, measure.unit, stages


def _said_by(told: Understood | None) -> _Facts:
    facts = _facts(told)
    stages = tuple(one["label"] for one in facts.get("stages", ()))
    return (*(facts[name] for name in ("kind", "start", "target", "low", "high", "unit")), stages)
