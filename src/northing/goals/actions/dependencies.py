"""The dependency handshake (R23): asking another team for something, and every step until it is done or given up.

Each step is checked by the rule in the core against the sides its actor may speak for, and leaves a row that both sides see.
Two people who answer at once meet at the version: the second is told what the first did (F4).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from northing.accounts.queries import today as organisation_today
from northing.activity.actions import answer_once, record
from northing.activity.models import Subject, Verb
from northing.core.access import Act
from northing.core.alignment import Misstep, Move, Request, RequestState, Side, ask_for, take_step
from northing.goals.actions import _load
from northing.goals.actions._check import Problems, same_version
from northing.goals.models import Dependency, DependencyStep, KeyResult, Objective
from northing.goals.models.objective import STATEMENT_LENGTH, TEXT_LENGTH
from northing.goals.models.objective import State as ObjectiveState
from northing.goals.policies import Actor, ask, sides_of
from northing.goals.queries import dependencies as queries
from northing.kit import clock, errors
from northing.kit.transactions import write_retrying
from northing.teams.models import Team


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked of a team: in one sentence, by a day, for the whole objective or for one key result of it."""

    team_id: int | None
    words: str
    due_on: date | None
    key_result_id: int | None = None


@write_retrying
def ask_team(
    actor: Actor,
    objective_id: int,
    *,
    team_id: int | None,
    words: str,
    due_on: date | None,
    key_result_id: int | None = None,
    key: str = "",
) -> int:
    """Ask another team for something by a day (R23); returns the request's number.

    Whoever may change the objective, or owns the key result, may ask. A repeated `key` gets the first answer (F3).
    Raises `Invalid` at `team_id`, `words`, `due_on` and `key_result_id`.
    """
    wish = Wish(team_id, words, due_on, key_result_id)

    def act() -> int:
        loaded = _load.objective_for(actor, Act.SEE, objective_id)
        loaded.standing.ask(Act.REQUEST, key_result_id)
        return _ask(actor, loaded, wish, "")

    body = {"objective": objective_id, "team": team_id, "words": words, "due": str(due_on), "key_result": key_result_id}
    return int(answer_once(actor, key, body, act))


@write_retrying
def ask_teams(actor: Actor, wishes: Mapping[int, tuple[int, Wish]], *, key: str = "") -> list[int]:
    """Ask several teams at once (R24): the place of each wish in its form, with the objective it is for. All or none.

    Raises `Invalid` at "<field>-<place>".
    """

    def act() -> list[int]:
        problems: dict[str, list[str]] = {}
        made = []
        for place, (objective_id, wish) in wishes.items():
            loaded = _load.objective_for(actor, Act.SEE, objective_id)
            loaded.standing.ask(Act.REQUEST, wish.key_result_id)
            try:
                made.append(_ask(actor, loaded, wish, ""))
            except errors.Invalid as wrong:
                problems |= {f"{field}-{place}": said for field, said in wrong.errors.items()}
        if problems:
            raise errors.Invalid(problems)
        return made

    body = {str(place): [objective_id, *map(str, _texts(wish))] for place, (objective_id, wish) in wishes.items()}
    return [int(number) for number in answer_once(actor, key, body, act)]


def _texts(wish: Wish) -> tuple[Any, ...]:
    return wish.team_id, wish.words, wish.due_on, wish.key_result_id


def _ask(actor: Actor, loaded: _load.Loaded, wish: Wish, note: str) -> int:
    objective = loaded.objective
    problems = Problems()
    words = problems.line("words", wish.words, STATEMENT_LENGTH, gettext("Say in one sentence what you need."))
    team_id = _check_team(problems, wish.team_id, objective.team_id)
    day = _check_day(problems, wish.due_on)
    if (
        wish.key_result_id is not None
        and not objective.key_results.filter(pk=wish.key_result_id, deleted_at__isnull=True).exists()
    ):
        problems.add("key_result_id", gettext("This key result is not part of the objective."))
    if objective.cycle.closed_at is not None:
        problems.add("", gettext("Its cycle is closed, so nobody can bring anything in time any more."))
    problems.raise_if_any()
    now = clock.now()
    dependency = Dependency.objects.create(
        asking_objective=objective if wish.key_result_id is None else None,
        asking_key_result_id=wish.key_result_id,
        asked_team_id=team_id,
        words=words,
        due_on=day,
        state=RequestState.ASKED.value,
        asked_by_id=actor.pk,
        asked_at=now,
        changed_at=now,
    )
    _remember(
        actor, dependency, None, note, on_behalf=loaded.standing.verdict(Act.REQUEST, wish.key_result_id).on_behalf
    )
    return dependency.pk


def _check_team(problems: Problems, team_id: int | None, own_team_id: int) -> int:
    if team_id is None:
        problems.add("team_id", gettext("Choose the team you need something from."))
    elif team_id == own_team_id:
        problems.add("team_id", gettext("This is the team that asks. Write down an initiative instead."))
    elif not Team.objects.filter(pk=team_id, archived_at__isnull=True).exists():
        problems.add("team_id", gettext("This team is archived or not there. Choose one that is at work."))
    return team_id or 0


def _check_day(problems: Problems, due_on: date | None) -> date:
    if due_on is None:
        problems.add("due_on", gettext("Choose the day by which you need it."))
        return date.min
    try:
        return ask_for(due_on, organisation_today()).due
    except Misstep as misstep:
        problems.add("due_on", gettext(misstep.message))
        return due_on


@write_retrying
def answer_request(
    actor: Actor,
    dependency_id: int,
    move: Move,
    *,
    version: int,
    due_on: date | None = None,
    reason: str = "",
    words: str | None = None,
    serving_objective_id: int | None = None,
    serving_key_result_id: int | None = None,
) -> int:
    """Take a step of the handshake (R23); returns the request's new version.

    `reason` is needed to decline and to give up, and may be said with any step. `words` puts what is asked in other words
    (asking again only). The asked team may name what will bring it when it agrees. Raises `Conflict` with the request as it
    stands when somebody answered in between (F4), `Invalid` at `due_on`, `reason`, `words`, `serving` or "".
    """
    dependency, sides, on_behalf = _load_for(actor, dependency_id, move)
    same_version(version, queries.request(actor, dependency_id, organisation_today()), dependency.version)
    problems = Problems()
    note = problems.prose("reason", reason, TEXT_LENGTH)
    before = Request(RequestState(dependency.state), dependency.due_on, dependency.proposed_on)
    after = _step(problems, before, move, sides, due_on, note)
    if move is Move.ASK_AGAIN and words is not None:
        dependency.words = problems.line(
            "words", words, STATEMENT_LENGTH, gettext("Say in one sentence what you need.")
        )
    if move is Move.ASK_AGAIN and dependency.asked_team.archived_at is not None:
        problems.add("", gettext("%(team)s is archived and answers no more.") % {"team": dependency.asked_team.name})
    if move in (Move.AGREE, Move.PROPOSE) and (serving_objective_id or serving_key_result_id):
        _name_bringer(problems, actor, dependency, serving_objective_id, serving_key_result_id)
    problems.raise_if_any()
    dependency.state, dependency.due_on, dependency.proposed_on = after.state.value, after.due, after.proposed
    _save(actor, dependency, move, note, on_behalf=on_behalf)
    return dependency.version


@write_retrying
def name_bringer(
    actor: Actor,
    dependency_id: int,
    *,
    version: int,
    serving_objective_id: int | None = None,
    serving_key_result_id: int | None = None,
) -> int:
    """Say which objective or key result of the asked team will bring it, or that none does; returns the new version.

    From then on the asking team is flagged when that one turns red (R23).
    """
    dependency, _sides, _on_behalf = _load_for(actor, dependency_id, Move.AGREE)
    same_version(version, queries.request(actor, dependency_id, organisation_today()), dependency.version)
    problems = Problems()
    _name_bringer(problems, actor, dependency, serving_objective_id, serving_key_result_id)
    problems.raise_if_any()
    dependency.version += 1
    dependency.changed_at = clock.now()
    dependency.save()
    return dependency.version


def _load_for(actor: Actor, dependency_id: int, move: Move) -> tuple[Dependency, Collection[Side], bool]:
    """The request, locked, with the sides its actor may speak for; `NotFound`, or `Refused` where there are none."""
    queries.request(actor, dependency_id, organisation_today())
    dependency = (
        Dependency.objects.select_for_update(of=("self",))
        .select_related(
            "asked_team",
            "asking_objective__team",
            "asking_objective__cycle",
            "asking_key_result__objective__team",
            "asking_key_result__objective__cycle",
        )
        .get(pk=dependency_id)
    )
    standing = sides_of(actor, dependency, move)
    return dependency, standing.sides, standing.on_behalf


def _step(
    problems: Problems, before: Request, move: Move, sides: Collection[Side], due_on: date | None, note: str
) -> Request:
    try:
        return take_step(before, move, sides, organisation_today(), due=due_on, reason=note)
    except Misstep as misstep:
        problems.add({"due": "due_on"}.get(misstep.field, misstep.field), gettext(misstep.message))
        return before


def _name_bringer(
    problems: Problems,
    actor: Actor,
    dependency: Dependency,
    objective_id: int | None,
    key_result_id: int | None,
) -> None:
    """Put what will bring it on the row: an open objective of the asked team, or a key result of one."""
    key_result = None
    if key_result_id is not None:
        key_result = KeyResult.objects.filter(pk=key_result_id, deleted_at__isnull=True).first()
        objective_id = key_result.objective_id if key_result else 0
    objective = (
        Objective.objects.select_related("team", "cycle").filter(pk=objective_id or 0, deleted_at__isnull=True).first()
    )
    if objective_id is not None:
        if objective is None or objective.team_id != dependency.asked_team_id or _is_closed(objective):
            problems.add("serving", gettext("Choose an open objective or key result of the team that is asked."))
            return
        try:
            ask(actor, Act.SEE, objective)
        except errors.NotFound:
            problems.add("serving", gettext("Choose an open objective or key result of the team that is asked."))
            return
    dependency.serving_objective = objective if key_result is None else None
    dependency.serving_key_result = key_result


def _is_closed(objective: Objective) -> bool:
    return objective.state == ObjectiveState.CLOSED.value


def _save(actor: Actor, dependency: Dependency, move: Move, note: str, *, on_behalf: bool) -> None:
    dependency.reason = note
    dependency.version += 1
    dependency.changed_at = clock.now()
    dependency.save()
    _remember(actor, dependency, move, note, on_behalf=on_behalf)


def _remember(actor: Actor, dependency: Dependency, move: Move | None, note: str, *, on_behalf: bool) -> None:
    DependencyStep.objects.create(
        dependency=dependency,
        move=move.value if move else "",
        state=dependency.state,
        day=dependency.proposed_on or dependency.due_on,
        note=note,
        at=dependency.changed_at,
        by_id=actor.pk,
        on_behalf=on_behalf,
    )
    objective = dependency.asking_objective
    if objective is None:
        assert dependency.asking_key_result is not None
        objective = dependency.asking_key_result.objective
    record(
        actor,
        Verb.CREATED if move is None else Verb.EDITED,
        Subject.REQUEST,
        dependency.pk,
        objective_id=objective.pk,
        team_id=objective.team_id,
        on_behalf=on_behalf,
        details={
            "words": dependency.words,
            "team": dependency.asked_team_id,
            "team_name": dependency.asked_team.name,
            "state": dependency.state,
            **({"move": move.value} if move else {}),
            **({"note": note} if note else {}),
        },
    )
