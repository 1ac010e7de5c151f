"""Who has to do with a draft: who wrote it, who looked at it, who said yes, and who is next."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from northing.accounts.models import Person
from northing.activity.models import Event, Subject, Verb
from northing.core.alignment import RequestState
from northing.core.crafting import Turn
from northing.crafting.models import Agreement
from northing.crafting.queries.parts import SetObjective, definition
from northing.goals.queries.dependencies import DependencyRow
from northing.goals.queries.rows import PersonRef
from northing.teams.queries import TeamRow


@dataclass(frozen=True, slots=True)
class Yes:
    """Somebody said yes to how a key result is scored; `stands`: it is still scored as it was then."""

    who: PersonRef
    at: datetime
    stands: bool


_WRITING = (Verb.CREATED.value, Verb.EDITED.value)
_WORDS = frozenset({"statement", "why", "text"})


def hands(objective_ids: Collection[int]) -> tuple[tuple[PersonRef, ...], list[PersonRef]]:
    """Who wrote these objectives and their key results, the most active first; and who said something to them."""
    if not objective_ids:
        return (), []
    told = Event.objects.filter(objective_id__in=objective_ids, actor_id__isnull=False).filter(
        verb__in=(*_WRITING, Verb.COMMENTED.value),
        subject__in=(Subject.OBJECTIVE.value, Subject.KEY_RESULT.value, Subject.COMMENT.value),
    )
    wrote: Counter[int] = Counter()
    spoke: Counter[int] = Counter()
    for verb, actor_id, details in told.values_list("verb", "actor_id", "details"):
        if actor_id is not None:
            (wrote if _is_writing(verb, details) else spoke)[actor_id] += 1
    names = dict(Person.objects.filter(pk__in={*wrote, *spoke}).values_list("pk", "name"))

    def named(counted: Counter[int]) -> list[PersonRef]:
        return [PersonRef(pk, names[pk]) for pk, _ in counted.most_common() if pk in names]

    return tuple(named(wrote)), named(spoke)


def _is_writing(verb: str, details: dict[str, Any]) -> bool:
    """Whether somebody put words there, or changed some. Who only sets a number or an owner has read what others wrote."""
    return verb == Verb.CREATED.value or (verb in _WRITING and bool(_WORDS & details.get("changed", {}).keys()))


def readers_of(
    authors: Collection[PersonRef], commented: Sequence[PersonRef], yeses: dict[int, tuple[Yes, ...]]
) -> tuple[PersonRef, ...]:
    """Who else has looked at it: said something, or yes to something, without having written it."""
    spoke = [*commented, *(yes.who for said in yeses.values() for yes in said)]
    return tuple(dict.fromkeys(who for who in spoke if who not in authors))


def yeses_to(parts: Sequence[SetObjective]) -> dict[int, tuple[Yes, ...]]:
    """Who said yes to how each key result of these is scored (R10), by its number, the earliest first. One query."""
    now = {part.id: definition(part) for one in parts for part in one.key_results}
    found: dict[int, list[Yes]] = defaultdict(list)
    for row in Agreement.objects.filter(key_result_id__in=now).select_related("person").order_by("at", "pk"):
        who = PersonRef(row.person_id, row.person.name)
        found[row.key_result_id].append(Yes(who, row.at, row.levels == now[row.key_result_id]))
    return {number: tuple(said) for number, said in found.items()}


def next_of(
    whose: Turn,
    its_team: TeamRow,
    people: Sequence[PersonRef],
    authors: Sequence[PersonRef],
    readers: Sequence[PersonRef],
    asked: Sequence[DependencyRow],
) -> tuple[str, ...]:
    """Those whose turn it is, by name; nobody where nobody is known."""
    leads = [named.name for named in its_team.leads]
    match whose:
        case Turn.SPONSOR:
            return (its_team.sponsor.name,) if its_team.sponsor else ()
        case Turn.LEAD:
            return tuple(leads)
        case Turn.OTHERS:
            waiting = [row.asked_team.name for row in asked if row.state is RequestState.ASKED]
            return tuple(dict.fromkeys(waiting))
        case Turn.TEAM:
            heard = {who.id for who in (*authors, *readers)}
            return tuple(who.name for who in people if who.id not in heard) or tuple(who.name for who in people)
        case Turn.AUTHORS:
            return tuple(who.name for who in authors) or tuple(leads)
        case Turn.NOBODY:
            return ()
