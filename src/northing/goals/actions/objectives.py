"""Writing, publishing, moving, closing and deleting objectives."""

from collections.abc import Collection, Mapping
from typing import Any, TypedDict, Unpack

from django.utils.translation import gettext

from northing.accounts.policies import ask
from northing.accounts.queries import individual_okrs
from northing.accounts.queries import today as organisation_today
from northing.activity.actions import record
from northing.activity.models import Subject, Verb
from northing.core.access import Act, Relation
from northing.core.measures import problems as measure_problems
from northing.core.rollup import DrawsFrom
from northing.core.scoring import Commitment, proposed_score, round_tenth, weighted_score
from northing.cycles.models import Cycle
from northing.goals.actions import _load
from northing.goals.actions._check import Problems, same_version
from northing.goals.actions.alignment import align
from northing.goals.actions.forecasts import foresee_key_results
from northing.goals.actions.key_results import remember_agreement
from northing.goals.actions.numbers import follow, renumber_key_results, structure
from northing.goals.models import Confidant, KeyResult, Objective
from northing.goals.models.objective import STATEMENT_LENGTH, TEXT_LENGTH, State
from northing.goals.policies import Actor
from northing.goals.queries.rows import measure_of
from northing.kit import clock, errors
from northing.kit.text import search_key
from northing.kit.transactions import write_retrying
from northing.teams.models import Team
from northing.teams.policies import relations as team_relations
from northing.teams.queries import memberships


class ObjectiveChanges(TypedDict, total=False):
    """What can be edited on an objective; what is absent stays as it is."""

    statement: str
    why: str
    commitment: Commitment
    lead_id: int | None
    individual_id: int | None
    confidential: bool
    confidant_ids: Collection[int]
    draws_from: DrawsFrom


@write_retrying
def create_objective(
    actor: Actor,
    *,
    team_id: int,
    cycle_id: int,
    statement: str,
    why: str = "",
    commitment: Commitment = Commitment.ASPIRATIONAL,
    lead_id: int | None = None,
    individual_id: int | None = None,
    confidential: bool = False,
    confidant_ids: Collection[int] = (),
    draws_from: DrawsFrom = DrawsFrom.KEY_RESULTS,
    serves_objective_id: int | None = None,
    serves_key_result_id: int | None = None,
) -> int:
    """Draft an objective for a team and a cycle; returns its number.

    `serves_*`: an objective that it supports (R21) or a key result that it takes on (R20); drafted and linked together,
    or neither. Raises `Invalid` for an empty or overlong text, an unknown person, an archived team or a closed cycle.
    """
    structure(changes=True)
    serves = (serves_objective_id, serves_key_result_id)
    on_behalf = ask_to_draft(actor, team_id, individual_id)
    objective = place_objective(
        actor, team_id=team_id, cycle_id=cycle_id, statement=statement, why=why, commitment=commitment,
        lead_id=lead_id, individual_id=individual_id, confidential=confidential, confidant_ids=confidant_ids,
        draws_from=draws_from,
    )  # fmt: skip
    _record(actor, Verb.CREATED, objective, on_behalf=on_behalf, details={"statement": objective.statement})
    if any(serves):
        align(actor, objective.pk, objective_id=serves_objective_id, key_result_id=serves_key_result_id)
    return objective.pk


def place_objective(
    actor: Actor,
    *,
    team_id: int,
    cycle_id: int,
    statement: str,
    why: str = "",
    commitment: Commitment = Commitment.ASPIRATIONAL,
    lead_id: int | None = None,
    individual_id: int | None = None,
    confidential: bool = False,
    confidant_ids: Collection[int] = (),
    draws_from: DrawsFrom = DrawsFrom.KEY_RESULTS,
    carried_from_id: int | None = None,
    carried_because: str = "",
) -> Objective:
    """Store a new draft, after all of it was looked at. The caller asked, and tells the log. Raises `Invalid`."""
    problems = Problems()
    objective = Objective(
        team_id=_open_team(problems, team_id),
        cycle_id=_open_cycle(problems, cycle_id),
        statement=problems.line(
            "statement", statement, STATEMENT_LENGTH, gettext("Say in one sentence what will change.")
        ),
        why=problems.prose("why", why, TEXT_LENGTH),
        commitment=Commitment(commitment).value,
        lead_id=problems.person("lead_id", lead_id),
        individual_id=_individual(problems, individual_id),
        confidential=confidential,
        draws_from=DrawsFrom(draws_from).value,
        carried_from_id=carried_from_id,
        carried_because=carried_because,
        position=Objective.objects.filter(team_id=team_id, cycle_id=cycle_id).count(),
        created_by_id=actor.pk,
        created_at=clock.now(),
    )
    confidants = problems.people("confidant_ids", confidant_ids)
    problems.raise_if_any()
    objective.words = search_key(f"{objective.statement} {objective.why}")
    objective.save(force_insert=True)
    _name_confidants(objective, confidants)
    return objective


@write_retrying
def edit_objective(actor: Actor, objective_id: int, *, version: int, **changes: Unpack[ObjectiveChanges]) -> int:
    """Change an objective's words, people or habits; returns its new version.

    Raises `Conflict` with the stored texts when `version` is not the one that is there (F4).
    """
    structure(changes=bool({"draws_from", "commitment"} & changes.keys()))
    loaded = _load.objective_for(actor, Act.EDIT_OBJECTIVE, objective_id)
    objective, on_behalf = loaded.objective, loaded.on_behalf
    if {"confidential", "confidant_ids"} & changes.keys() and _opens_or_closes(objective, changes):
        loaded.standing.ask(Act.SHARE)
    _ask_about_people(actor, loaded, changes)
    before = _texts(objective)
    same_version(version, before, objective.version)
    confidants = _apply(objective, changes)
    objective.version += 1
    objective.words = search_key(f"{objective.statement} {objective.why}")
    objective.save()
    if confidants is not None:
        _name_confidants(objective, confidants)
    after = _texts(objective)
    changed = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    if "commitment" in changed:
        foresee_key_results(list(objective.key_results.values_list("pk", flat=True)), organisation_today())
    if {"draws_from", "commitment"} & changed.keys():
        follow([objective.pk])
    if changed or confidants is not None:
        _record(actor, Verb.EDITED, objective, on_behalf=on_behalf, details={"changed": changed})
    return objective.version


def _ask_about_people(actor: Actor, loaded: _load.Loaded, changes: ObjectiveChanges) -> None:
    """Naming a lead hands the objective over: who may move it may do that (R52), and where it is confidential, who may
    say who sees it. An individual objective that becomes the team's is written for the team.
    """
    objective = loaded.objective
    names_lead = changes.get("lead_id", objective.lead_id) != objective.lead_id
    names_individual = changes.get("individual_id", objective.individual_id) != objective.individual_id
    if names_lead or names_individual:
        loaded.standing.ask(Act.MOVE)
        if objective.confidential:
            loaded.standing.ask(Act.SHARE)
    if names_individual:
        ask_to_draft(actor, objective.team_id, changes.get("individual_id"))


def _opens_or_closes(objective: Objective, changes: ObjectiveChanges) -> bool:
    """Does this edit really change who sees the objective? A form sends the fields back also when they are as before."""
    if changes.get("confidential", objective.confidential) != objective.confidential:
        return True
    if "confidant_ids" not in changes:
        return False
    return set(changes["confidant_ids"]) != set(objective.confidants.values_list("person_id", flat=True))


def _apply(objective: Objective, changes: ObjectiveChanges) -> list[int] | None:
    """Put the changes on the row, or raise all that is wrong with them. Returns the new list of confidants, if any."""
    problems = Problems()
    if "statement" in changes:
        objective.statement = problems.line(
            "statement", changes["statement"], STATEMENT_LENGTH, gettext("Say in one sentence what will change.")
        )
    if "why" in changes:
        objective.why = problems.prose("why", changes["why"], TEXT_LENGTH)
    if "commitment" in changes:
        objective.commitment = Commitment(changes["commitment"]).value
    if "draws_from" in changes:
        objective.draws_from = DrawsFrom(changes["draws_from"]).value
    if "lead_id" in changes and changes["lead_id"] != objective.lead_id:
        objective.lead_id = problems.person("lead_id", changes["lead_id"])
    if "individual_id" in changes and changes["individual_id"] != objective.individual_id:
        objective.individual_id = _individual(problems, changes["individual_id"])
    if "confidential" in changes:
        objective.confidential = changes["confidential"]
    confidants = problems.people("confidant_ids", changes["confidant_ids"]) if "confidant_ids" in changes else None
    problems.raise_if_any()
    return confidants


def _texts(objective: Objective) -> dict[str, Any]:
    """What an edit can change, as it is stored: kept in the log and shown when two edits meet."""
    return {
        "statement": objective.statement,
        "why": objective.why,
        "commitment": objective.commitment,
        "lead_id": objective.lead_id,
        "individual_id": objective.individual_id,
        "confidential": objective.confidential,
        "draws_from": objective.draws_from,
        "version": objective.version,
    }


@write_retrying
def move_objective(
    actor: Actor, objective_id: int, *, version: int, team_id: int | None = None, cycle_id: int | None = None
) -> int:
    """Give an objective to another team or another cycle; returns its new version."""
    structure(changes=True)
    loaded = _load.objective_for(actor, Act.MOVE, objective_id)
    objective = loaded.objective
    same_version(version, _texts(objective), objective.version)
    problems = Problems()
    before = {"team_id": objective.team_id, "cycle_id": objective.cycle_id}
    if team_id is not None and team_id != objective.team_id:
        ask_to_draft(actor, team_id, objective.individual_id)
        objective.team_id = _open_team(problems, team_id)
    if cycle_id is not None and cycle_id != objective.cycle_id:
        objective.cycle_id = _open_cycle(problems, cycle_id)
    problems.raise_if_any()
    objective.version += 1
    objective.save()
    after = {"team_id": objective.team_id, "cycle_id": objective.cycle_id}
    if before != after:
        renumber_key_results(objective)
        _record(actor, Verb.MOVED, objective, on_behalf=loaded.on_behalf, details={"from": before, "to": after})
    return objective.version


@write_retrying
def publish_objective(actor: Actor, objective_id: int) -> None:
    """Show a draft to everybody. From now on its key results take check-ins, and targets change only with a reason
    (R30).

    Raises `Invalid` naming every key result that cannot be published yet (R9: a metric needs a start).
    """
    structure(changes=True)
    loaded = _load.objective_for(actor, Act.PUBLISH, objective_id)
    objective = loaded.objective
    key_results = list(objective.key_results.filter(deleted_at__isnull=True).prefetch_related("stages"))
    _refuse_unfinished(key_results)
    now = clock.now()
    for key_result in key_results:
        remember_agreement(key_result, now)
    KeyResult.objects.bulk_update(key_results, ["published_at", "first_text", "first_start", "first_target"])
    objective.state, objective.published_at = State.PUBLISHED.value, now
    objective.version += 1
    objective.save()
    _follow_with_parents(objective)
    _record(actor, Verb.PUBLISHED, objective, on_behalf=loaded.on_behalf)


def _refuse_unfinished(key_results: Collection[KeyResult]) -> None:
    problems = Problems()
    for number, key_result in enumerate(key_results, start=1):
        for problem in measure_problems(measure_of(key_result, key_result.stages.all()), publishing=True):
            problems.add(
                f"key_result_{key_result.pk}",
                gettext("Key result %(number)s: %(problem)s") % {"number": number, "problem": problem.message},
            )
    problems.raise_if_any()


@write_retrying
def close_objective(
    actor: Actor,
    objective_id: int,
    *,
    score: float | None = None,
    key_result_scores: Mapping[int, float | None] | None = None,
    reasons: Mapping[int, str] | None = None,
    learned: str | None = None,
) -> None:
    """End an objective: it takes no more check-ins, and its numbers stay as they are. Scores are 0.0-1.0 (R37).

    A key result's score that differs, to the tenth, from what the numbers propose needs one of the `reasons`; None
    leaves it without one. The objective's own `score` is the weighted mean of its key results' unless it is said.
    `learned` is what the team found out, or the short post-mortem of a commitment that did not land (R2).

    Raises `Invalid` at `score`, `learned`, `score_<number>` and `reason_<number>`, `NotFound` for a key result of another
    objective.
    """
    structure(changes=True)  # no check-in is on its way meanwhile
    loaded = _load.objective_for(actor, Act.CLOSE, objective_id)
    objective = loaded.objective
    given = dict(key_result_scores or {})
    key_results = list(objective.key_results.filter(deleted_at__isnull=True).prefetch_related("stages"))
    if given.keys() - {key_result.pk for key_result in key_results}:
        raise errors.NotFound
    problems = Problems()
    _check_score(problems, "score", score)
    for key_result in key_results:
        if key_result.pk in given:
            _score(problems, key_result, given[key_result.pk], (reasons or {}).get(key_result.pk, ""))
    if learned is not None:
        objective.learned = problems.prose("learned", learned, TEXT_LENGTH)
    problems.raise_if_any()
    if score is None and given:
        score = weighted_score(
            (each.weight, _proposed(each) if each.score is None else each.score) for each in key_results
        )
    KeyResult.objects.bulk_update(key_results, ["score", "score_reason"])
    objective.state, objective.closed_at, objective.score = State.CLOSED.value, clock.now(), score
    objective.version += 1
    objective.save()
    details = {"score": score, "key_results": {str(each.pk): each.score for each in key_results}}
    _record(actor, Verb.CLOSED, objective, on_behalf=loaded.on_behalf, details=details)


def _score(problems: Problems, key_result: KeyResult, score: float | None, reason: str) -> None:
    """Put a score and its reason on the row. Where the numbers propose another one, why is asked (R37)."""
    field = f"reason_{key_result.pk}"
    right = _check_score(problems, f"score_{key_result.pk}", score)
    key_result.score, key_result.score_reason = score, problems.prose(field, reason, TEXT_LENGTH)
    if score is None or not right or key_result.score_reason:
        return
    proposed = _proposed(key_result)
    if proposed is None:
        problems.add(field, gettext("The numbers propose no score. Say what this one rests on; everybody can read it."))
    elif round_tenth(score) != round_tenth(proposed):
        tenth = f"{round_tenth(proposed):.1f}"
        message = gettext("The numbers propose %(tenth)s. Say why it is another one; everybody can read it.")
        problems.add(field, message % {"tenth": tenth})


def _check_score(problems: Problems, field: str, score: float | None) -> bool:
    right = score is None or 0 <= score <= 1
    if not right:
        problems.add(field, gettext("A score lies between 0.0 and 1.0."))
    return right


def _proposed(key_result: KeyResult) -> float | None:
    measure = measure_of(key_result, key_result.stages.all())
    return proposed_score(measure, key_result.value, key_result.progress)


@write_retrying
def reopen_objective(actor: Actor, objective_id: int) -> None:
    """Open a closed objective again."""
    structure(changes=True)
    loaded = _load.objective_for(actor, Act.REOPEN, objective_id)
    objective = loaded.objective
    objective.state, objective.closed_at = State.PUBLISHED.value, None
    objective.version += 1
    objective.save()
    _record(actor, Verb.REOPENED, objective, on_behalf=loaded.on_behalf)


@write_retrying
def delete_objective(actor: Actor, objective_id: int) -> None:
    """Take an objective away, with its key results. It can be brought back (`restore_objective`)."""
    structure(changes=True)
    loaded = _load.objective_for(actor, Act.DELETE, objective_id)
    loaded.objective.deleted_at = clock.now()
    loaded.objective.save(update_fields=["deleted_at"])
    _follow_with_parents(loaded.objective)
    _record(actor, Verb.DELETED, loaded.objective, on_behalf=loaded.on_behalf)


@write_retrying
def restore_objective(actor: Actor, objective_id: int) -> None:
    """Bring a deleted objective back as it was."""
    structure(changes=True)
    loaded = _load.objective_for(actor, Act.DELETE, objective_id, deleted=True)
    loaded.objective.deleted_at = None
    loaded.objective.save(update_fields=["deleted_at"])
    _follow_with_parents(loaded.objective)
    _record(actor, Verb.RESTORED, loaded.objective, on_behalf=loaded.on_behalf)


def _follow_with_parents(objective: Objective) -> None:
    """An objective began or ceased to count: what it serves follows, wherever value may flow (R14, R15)."""
    links = objective.serves.filter(removed_at__isnull=True).values_list(
        "parent_objective_id", "parent_key_result__objective_id"
    )
    follow([objective.pk, *(parent or through for parent, through in links)])


def ask_to_draft(actor: Actor, team_id: int, individual_id: int | None) -> bool:
    """May the actor write objectives for this team, or an individual one of their own in it?"""
    held = team_relations(actor, team_id)
    if individual_id is not None and individual_id == actor.pk and not memberships(actor).team_ids:
        held |= {Relation.INDIVIDUAL}
    return ask(Act.CREATE_OBJECTIVE, held).on_behalf


def confidants_of_copy(actor: Actor, original: Objective) -> list[int]:
    """Who may see a copy of a confidential objective: those who are named on the original and, so that they do not lose
    their own text, whoever makes it.
    """
    if not original.confidential:
        return []
    named = original.confidants.filter(person__is_active=True).values_list("person_id", flat=True)
    return list(dict.fromkeys([*named, actor.pk or 0]))


def _individual(problems: Problems, person_id: int | None) -> int | None:
    """Whose own it becomes. What is individual already stays so when the organisation does without."""
    if person_id is not None and not individual_okrs():
        problems.add(
            "individual_id",
            gettext("Individual OKRs are switched off here. Write it for your team, or ask an administrator."),
        )
    return problems.person("individual_id", person_id)


def _open_team(problems: Problems, team_id: int) -> int:
    """The team, held until the objective is there: who archives it meanwhile waits, and then sees what is open."""
    if not Team.objects.select_for_update(no_key=True).filter(pk=team_id, archived_at__isnull=True).first():
        problems.add("team_id", gettext("This team is archived. Choose one that is at work."))
    return team_id


def _open_cycle(problems: Problems, cycle_id: int) -> int:
    if not Cycle.objects.filter(pk=cycle_id, closed_at__isnull=True).exists():
        problems.add("cycle_id", gettext("This cycle is closed or not there. Choose a running or coming one."))
    return cycle_id


def _name_confidants(objective: Objective, person_ids: Collection[int]) -> None:
    objective.confidants.exclude(person_id__in=person_ids).delete()
    Confidant.objects.bulk_create(
        [Confidant(objective=objective, person_id=person_id) for person_id in person_ids], ignore_conflicts=True
    )


def _record(
    actor: Actor, verb: Verb, objective: Objective, *, on_behalf: bool = False, details: dict[str, Any] | None = None
) -> None:
    record(
        actor,
        verb,
        Subject.OBJECTIVE,
        objective.pk,
        objective_id=objective.pk,
        team_id=objective.team_id,
        on_behalf=on_behalf,
        details=details,
    )
