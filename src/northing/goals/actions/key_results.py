"""Writing, changing, weighing, moving and deleting key results, and the ledger of what changed after publication."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypedDict, Unpack

from django.db.models import F
from django.utils.translation import gettext

from northing.accounts.queries import today as organisation_today
from northing.activity.actions import record
from northing.activity.models import Subject, Verb
from northing.core.access import Act
from northing.core.cadence import Span
from northing.core.measures import Kind, Reading
from northing.core.measures import problems as measure_problems
from northing.core.rollup import Feeds
from northing.core.scoring import plan_problems
from northing.goals.actions import _load
from northing.goals.actions._check import Problems, same_version
from northing.goals.actions.numbers import follow, measured_values, renumber_key_result, structure
from northing.goals.models import Contributor, KeyResult, LedgerEntry, Stage
from northing.goals.models.objective import STATEMENT_LENGTH, TEXT_LENGTH, Objective, State
from northing.goals.policies import Actor
from northing.goals.queries.rows import measure_of, plan_of
from northing.kit import clock, errors
from northing.kit.text import search_key
from northing.kit.transactions import write_retrying

MOST_KEY_RESULTS = 50
MOST_STAGES = 10


class StageChange(TypedDict, total=False):
    """A stage as a form sends it: with its `id` when it was there before."""

    id: int
    label: str
    weight: float


class KeyResultChanges(TypedDict, total=False):
    """What can be edited on a key result; what is absent stays as it is."""

    text: str
    note: str
    kind: Kind
    reading: Reading
    unit: str
    start: float | None
    target: float | None
    low: float | None
    high: float | None
    level_03: float | None
    level_07: float | None
    stages: Sequence[StageChange]
    plan: Sequence[tuple[date, float]]
    measured_how: str
    owner_id: int | None
    contributor_ids: Collection[int]
    weight: float
    feeds: Feeds
    leading: bool | None


_AGREED = ("text", "kind", "reading", "unit", "start", "target", "low", "high", "level_03", "level_07")
"""What was agreed at publication and changes afterwards only with a reason (R30); stages are compared beside it."""

_ARRANGED_MEANWHILE = (
    "Somebody changed this objective while you were here. What is there now and what you typed are both below."
)

_PLAIN = ("start", "target", "low", "high", "level_03", "level_07", "leading")


@write_retrying
def add_key_result(
    actor: Actor, objective_id: int, *, sketching: bool = False, **facts: Unpack[KeyResultChanges]
) -> int:
    """Give an objective one more key result; returns its number. `sketching`: a draft's may say in words only what it
    will be, and is measured later.

    Raises `Invalid` with a message for every field that is wrong, for instance a target on the wrong side of the start.
    """
    structure(changes=True)
    loaded = _load.objective_for(actor, Act.ADD_KEY_RESULT, objective_id)
    objective = loaded.objective
    present = objective.key_results.filter(deleted_at__isnull=True)
    count = present.count()
    if count >= MOST_KEY_RESULTS:
        raise errors.Invalid.whole(
            f"An objective has at most {MOST_KEY_RESULTS} key results. Three to five serve best."
        )
    key_result = place_key_result(objective, facts, count, sketching=sketching)
    _record(actor, Verb.CREATED, key_result, objective, on_behalf=loaded.on_behalf, details={"text": key_result.text})
    return key_result.pk


def place_key_result(
    objective: Objective,
    facts: Mapping[str, Any],
    position: int,
    origin_id: int | None = None,
    *,
    sketching: bool = False,
) -> KeyResult:
    """Store a new key result of an objective, with the numbers above it. The caller asked, and tells the log.

    Raises `Invalid` with a message for every field that is wrong. `origin_id`: the one it is taken over from (R22, R39).
    """
    key_result = KeyResult(
        objective=objective, kind=Kind.INCREASE.value, position=position, origin_id=origin_id, created_at=clock.now()
    )
    contributors, stages = _apply(key_result, {"text": "", **facts}, objective)
    published = objective.state == State.PUBLISHED.value
    _check_definition(key_result, stages, publishing=published, sketching=sketching)
    if objective.state != State.DRAFT.value:
        remember_agreement(key_result, clock.now())
    key_result.save(force_insert=True)
    Stage.objects.bulk_create(_positioned(key_result, stages or []))
    _name_contributors(key_result, contributors or [])
    _renumber(key_result, objective)
    return key_result


@write_retrying
def edit_key_result(
    actor: Actor,
    key_result_id: int,
    *,
    version: int,
    reason: str = "",
    sketching: bool = False,
    **changes: Unpack[KeyResultChanges],
) -> int:
    """Change a key result; returns its new version.

    After publication a change of what was agreed (wording, kind, start, target, levels, stages) needs a `reason`; who,
    when, from, to and why are kept in the ledger (R30). Raises `Conflict` when somebody saved in between (F4).
    """
    structure(changes="feeds" in changes or "weight" in changes)
    key_result, loaded = _load.key_result_for(actor, Act.EDIT_KEY_RESULT, key_result_id)
    objective = loaded.objective
    if objective.confidential and changes.get("owner_id", key_result.owner_id) != key_result.owner_id:
        loaded.standing.ask(Act.SHARE)  # whoever owns a key result reads the whole objective
    before = _facts(key_result)
    same_version(version, before, key_result.version)
    contributors, stages = _apply(key_result, changes, objective)
    _check_definition(key_result, stages, publishing=objective.state == State.PUBLISHED.value, sketching=sketching)
    after = _facts(key_result, stages)
    agreed = [field for field in (*_AGREED, "stages") if before[field] != after[field]]
    if objective.state == State.PUBLISHED.value and agreed:
        loaded.standing.ask(Act.CHANGE_TARGET, key_result_id)
        _enter_in_ledger(actor, key_result, before, after, agreed, reason)
    key_result.version += 1
    key_result.save()
    if before["weight"] != after["weight"]:
        _grow_version(objective)
    if stages is not None:
        _replace_stages(key_result, stages)
    if contributors is not None:
        _name_contributors(key_result, contributors)
    _renumber(key_result, objective)
    changed = {field: [before[field], after[field]] for field in after if before[field] != after[field]}
    if changed or contributors is not None:
        verb = Verb.TARGET_CHANGED if agreed and objective.state == State.PUBLISHED.value else Verb.EDITED
        details = {"changed": changed, "reason": reason} if reason else {"changed": changed}
        _record(actor, verb, key_result, objective, on_behalf=loaded.on_behalf, details=details)
    return key_result.version


def _apply(
    key_result: KeyResult, changes: Mapping[str, Any], objective: Objective
) -> tuple[list[int] | None, list[Stage] | None]:
    """Put the changes on the row, or raise all that is wrong with them. Returns new contributors and stages, if any."""
    problems = Problems()
    if "text" in changes:
        key_result.text = problems.line(
            "text", changes["text"], STATEMENT_LENGTH, "Say what moves, from where to where."
        )
    if "note" in changes:
        key_result.note = problems.prose("note", changes["note"], TEXT_LENGTH)
    if "kind" in changes:
        key_result.kind = Kind(changes["kind"]).value
    if "reading" in changes:
        if key_result.pk and changes["reading"] != key_result.reading and measured_values(key_result.pk):
            problems.add(
                "reading",
                gettext("Values were read the other way so far. Start a new key result to count differently."),
            )
        key_result.reading = Reading(changes["reading"]).value
    if "unit" in changes:
        key_result.unit = problems.line("unit", changes["unit"], 40)
    if "measured_how" in changes:
        key_result.measured_how = problems.line("measured_how", changes["measured_how"], STATEMENT_LENGTH)
    if "feeds" in changes:
        if changes["feeds"] not in (Feeds.CHECKINS, Feeds.ALIGNED):
            problems.add("feeds", gettext("A value comes from check-ins or from aligned objectives."))
        elif changes["feeds"] != key_result.feeds and key_result.pk:
            _change_source(problems, key_result)
        key_result.feeds = Feeds(changes["feeds"]).value
    for field in _PLAIN:
        if field in changes:
            setattr(key_result, field, changes[field])
    if "weight" in changes:
        key_result.weight = _weight(problems, "weight", changes["weight"])
    if "owner_id" in changes and changes["owner_id"] != key_result.owner_id:
        key_result.owner_id = problems.person("owner_id", changes["owner_id"])
    if "plan" in changes:
        _apply_plan(problems, key_result, changes["plan"], objective)
    contributors = (
        problems.people("contributor_ids", changes["contributor_ids"]) if "contributor_ids" in changes else None
    )
    stages = _stages(problems, key_result, changes["stages"]) if "stages" in changes else None
    problems.raise_if_any()
    key_result.words = search_key(key_result.text)
    return contributors, stages


def _change_source(problems: Problems, key_result: KeyResult) -> None:
    """Where the value comes from may change as long as nobody has checked in: two sources make no history (R12)."""
    if key_result.feeds == Feeds.CHECKINS.value and key_result.checked_in_on is not None:
        problems.add(
            "feeds", gettext("It was checked in on already. Start a new key result that stands for aligned objectives.")
        )
    key_result.checked_in_on = None


def _apply_plan(
    problems: Problems, key_result: KeyResult, plan: Sequence[tuple[date, float]], objective: Objective
) -> None:
    span = Span(objective.cycle.starts_on, objective.cycle.ends_on)
    for message in plan_problems(tuple(plan), span):
        problems.add("plan", message)
    key_result.plan = [[day.isoformat(), value] for day, value in sorted(plan)]


def _weight(problems: Problems, field: str, weight: float) -> float:
    if not 0 <= weight <= 1000:
        problems.add(field, gettext("A weight lies between 0 (shown, not counted) and 1000."))
        return 1.0
    return float(weight)


def _stages(problems: Problems, key_result: KeyResult, sent: Sequence[StageChange]) -> list[Stage]:
    """The stages as sent, in order; those that were there before keep their number and the day they were done."""
    known = {stage.pk: stage for stage in key_result.stages.all()} if key_result.pk else {}
    if len(sent) > MOST_STAGES:
        message = gettext("These are %(sent)s stages; %(most)s is the most. Join some of them.")
        problems.add("stages", message % {"sent": len(sent), "most": MOST_STAGES})
    stages = []
    for position, change in enumerate(sent):
        stage = known.get(change.get("id", 0)) or Stage(key_result=key_result)
        stage.label = problems.line("stages", change.get("label", ""), 200, gettext("Every stage needs a name."))
        weight = change.get("weight", 1.0)
        if not 0 < weight <= 1000:
            problems.add("stages", gettext("The weight of a stage lies above 0 and is at most 1000."))
        stage.weight, stage.position = float(weight), position
        stages.append(stage)
    return stages


def _check_definition(
    key_result: KeyResult, stages: list[Stage] | None, *, publishing: bool, sketching: bool = False
) -> None:
    found = Problems()
    current = stages if stages is not None else (key_result.stages.all() if key_result.pk else [])
    measure = measure_of(key_result, current)
    for problem in measure_problems(measure, publishing=publishing, sketching=sketching and not publishing):
        found.add(problem.field, problem.message)
    found.raise_if_any()


def _facts(key_result: KeyResult, stages: list[Stage] | None = None) -> dict[str, Any]:
    """What an edit can change, as plain data: compared, kept in the log, shown when two edits meet."""
    current = stages if stages is not None else list(key_result.stages.all())
    return {
        **{field: getattr(key_result, field) for field in (*_AGREED, "note", "measured_how", "weight", "feeds")},
        "leading": key_result.leading,
        "owner_id": key_result.owner_id,
        "plan": [[day.isoformat(), value] for day, value in plan_of(key_result)],
        "stages": [[stage.label, stage.weight] for stage in current],
        "version": key_result.version,
    }


def _enter_in_ledger(
    actor: Actor,
    key_result: KeyResult,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    fields: Sequence[str],
    reason: str,
) -> None:
    problems = Problems()
    reason = problems.prose("reason", reason, 2000)
    if not reason:
        problems.add(
            "reason", gettext("This was agreed when it was published. Say why it changes; everybody can read it.")
        )
    problems.raise_if_any()
    LedgerEntry.objects.bulk_create(
        [
            LedgerEntry(
                key_result=key_result,
                field=field,
                before=before[field],
                after=after[field],
                reason=reason,
                changed_at=clock.now(),
                changed_by_id=actor.pk,
            )
            for field in fields
        ]
    )


def _replace_stages(key_result: KeyResult, stages: list[Stage]) -> None:
    key_result.stages.exclude(pk__in=[stage.pk for stage in stages if stage.pk]).delete()
    for stage in _positioned(key_result, stages):
        stage.save()


def _positioned(key_result: KeyResult, stages: Sequence[Stage]) -> list[Stage]:
    for stage in stages:
        stage.key_result = key_result
    return list(stages)


def _name_contributors(key_result: KeyResult, person_ids: Collection[int]) -> None:
    key_result.contributors.exclude(person_id__in=person_ids).delete()
    Contributor.objects.bulk_create(
        [Contributor(key_result=key_result, person_id=person_id) for person_id in person_ids], ignore_conflicts=True
    )


def remember_agreement(key_result: KeyResult, now: datetime) -> None:
    """What was agreed at publication, for the score against the original target (R30)."""
    if key_result.published_at is None:
        key_result.published_at = now
        key_result.first_text = key_result.text
        key_result.first_start, key_result.first_target = key_result.start, key_result.target


def _renumber(key_result: KeyResult, objective: Objective) -> None:
    today = organisation_today()
    span = Span(objective.cycle.starts_on, objective.cycle.ends_on)
    stages = list(key_result.stages.all())
    renumber_key_result(key_result, stages, measured_values(key_result.pk), span, today)
    follow([objective.pk], today)


@write_retrying
def arrange_key_results(
    actor: Actor, objective_id: int, *, version: int, weights: Mapping[int, float], order: Sequence[int]
) -> int:
    """Set the weights (R13) and the order of an objective's key results together, all of them or none; returns the
    objective's new version.

    A weight lies between 0 (shown, not counted) and 1000. `weights` and `order` name every key result of the objective,
    `version` is the objective's when they were read. Raises `Conflict` with what is there now when somebody changed the
    objective or added or removed a key result since (F4), `NotFound` for a key result of another objective, and
    `Invalid` at `weight_<number>`.
    """
    structure(changes=True)
    loaded = _load.objective_for(actor, Act.WEIGH, objective_id)
    objective = loaded.objective
    known = {key_result.pk: key_result for key_result in objective.key_results.order_by("position", "id")}
    key_results = {number: key_result for number, key_result in known.items() if key_result.deleted_at is None}
    before = {number: key_result.weight for number, key_result in key_results.items()}
    current = {"weights": before, "order": list(before), "version": objective.version}
    if version != objective.version:
        raise errors.Conflict(current, _ARRANGED_MEANWHILE)
    if (weights.keys() | set(order)) - known.keys():
        raise errors.NotFound
    if weights.keys() != before.keys() or sorted(order) != sorted(before):
        raise errors.Conflict(current, _ARRANGED_MEANWHILE)
    problems = Problems()
    after = {number: _weight(problems, f"weight_{number}", weight) for number, weight in weights.items()}
    problems.raise_if_any()
    changed = {str(number): [before[number], after[number]] for number in before if before[number] != after[number]}
    moved = list(order) != list(before)
    if not changed and not moved:
        return objective.version
    for position, number in enumerate(order):
        key_results[number].position, key_results[number].weight = position, after[number]
    KeyResult.objects.bulk_update(key_results.values(), ["position", "weight"])
    objective.version += 1
    objective.save(update_fields=["version"])
    if changed:
        follow([objective_id])
    details = {**({"weights": changed} if changed else {}), **({"order": list(order)} if moved else {})}
    _record_objective(actor, Verb.WEIGHED if changed else Verb.MOVED, loaded, details)
    return objective.version


@write_retrying
def move_key_result(actor: Actor, key_result_id: int, *, objective_id: int) -> None:
    """Put a key result, with its whole history, under another objective."""
    structure(changes=True)
    key_result, loaded = _load.key_result_for(actor, Act.MOVE, key_result_id)
    target = _load.objective_for(actor, Act.ADD_KEY_RESULT, objective_id)
    if target.objective.pk == loaded.objective.pk:
        return
    if target.objective.state != loaded.objective.state:
        raise errors.Invalid({"objective_id": [gettext("Both objectives must be drafts, or both published.")]})
    key_result.objective = target.objective
    key_result.position = target.objective.key_results.filter(deleted_at__isnull=True).count()
    key_result.version += 1
    key_result.save()
    _grow_version(loaded.objective)
    _grow_version(target.objective)
    _refuse_loop(actor, target.objective.pk, key_result)
    _renumber(key_result, target.objective)
    follow([loaded.objective.pk, target.objective.pk])
    _record(
        actor,
        Verb.MOVED,
        key_result,
        target.objective,
        on_behalf=loaded.on_behalf or target.on_behalf,
        details={"from": loaded.objective.pk, "to": target.objective.pk},
    )


def _grow_version(objective: Objective) -> None:
    """Whoever is about to weigh and order an objective's key results learns that another weight was set, or that one
    moved away (F4).
    """
    Objective.objects.filter(pk=objective.pk).update(version=F("version") + 1)


def _refuse_loop(actor: Actor, objective_id: int, key_result: KeyResult) -> None:
    """What served the key result serves its new objective now, and must not be served by it (R16)."""
    from northing.goals.actions.alignment import refuse_loop

    for child_id in key_result.served_by.filter(removed_at__isnull=True).values_list("child_id", flat=True):
        refuse_loop(actor, child_id, objective_id)


@write_retrying
def delete_key_result(actor: Actor, key_result_id: int) -> None:
    """Take a key result away; its objective's progress follows. It can be brought back (`restore_key_result`)."""
    structure(changes=True)
    key_result, loaded = _load.key_result_for(actor, Act.DELETE, key_result_id)
    key_result.deleted_at = clock.now()
    key_result.save(update_fields=["deleted_at"])
    follow([loaded.objective.pk])
    _record(actor, Verb.DELETED, key_result, loaded.objective, on_behalf=loaded.on_behalf)


@write_retrying
def restore_key_result(actor: Actor, key_result_id: int) -> None:
    """Bring a deleted key result back as it was."""
    structure(changes=True)
    key_result, loaded = _load.key_result_for(actor, Act.DELETE, key_result_id, deleted=True)
    key_result.deleted_at = None
    if loaded.objective.state != State.DRAFT.value:
        _check_definition(key_result, None, publishing=True)
        remember_agreement(key_result, clock.now())
    key_result.save()
    _renumber(key_result, loaded.objective)
    _record(actor, Verb.RESTORED, key_result, loaded.objective, on_behalf=loaded.on_behalf)


def _record(
    actor: Actor,
    verb: Verb,
    key_result: KeyResult,
    objective: Objective,
    *,
    on_behalf: bool = False,
    details: dict[str, Any] | None = None,
) -> None:
    record(
        actor,
        verb,
        Subject.KEY_RESULT,
        key_result.pk,
        objective_id=objective.pk,
        team_id=objective.team_id,
        on_behalf=on_behalf,
        details=details,
    )


def _record_objective(actor: Actor, verb: Verb, loaded: _load.Loaded, details: dict[str, Any]) -> None:
    record(
        actor,
        verb,
        Subject.OBJECTIVE,
        loaded.objective.pk,
        objective_id=loaded.objective.pk,
        team_id=loaded.objective.team_id,
        on_behalf=loaded.on_behalf,
        details=details,
    )
