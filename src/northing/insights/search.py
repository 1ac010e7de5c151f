"""Searching everything that has a name: objectives, key results, teams, people and cycles, best matches first.

Two queries, whatever the size, and only what the reader may see (R51, R52).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Case, CharField, F, IntegerField, Model, QuerySet, Value, When
from django.db.models.functions import Cast, Concat, Length, StrIndex
from django.db.models.lookups import Exact, GreaterThan

from northing.accounts.models import Person, Role
from northing.cycles.queries import cycles
from northing.goals.models.objective import State
from northing.goals.queries.prepared import prepared
from northing.goals.queries.skeleton import rights_of
from northing.goals.queries.visibility import visible_key_results, visible_objectives
from northing.kit.text import search_key
from northing.teams.models import Team

MOST_WORDS = 8
LONGEST = 200
FEW = 6
MANY = 25


class Kind(StrEnum):
    """What can be found."""

    OBJECTIVE = "objective"
    KEY_RESULT = "key_result"
    TEAM = "team"
    PERSON = "person"
    CYCLE = "cycle"


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: its number, its text, and a word or two about where it belongs. `closed` is history."""

    kind: Kind
    id: int
    text: str
    note: str = ""
    closed: bool = False


def words_of(text: str) -> tuple[str, ...]:
    """The words that are looked for, in the form in which texts are stored for searching."""
    return tuple(dict.fromkeys(search_key(text[:LONGEST].replace("\x00", "")).split()))[:MOST_WORDS]


def search(reader: Any, text: str, most: int = FEW) -> dict[Kind, list[Hit]]:
    """For each kind up to `most` things that contain every word: what starts with them first, then what is still open.

    Nothing for a text without words, and nothing for somebody who is not signed in.
    """
    words = words_of(text)
    if not words or not isinstance(reader, Person):
        return {}
    found: dict[Kind, list[Hit]] = {kind: [] for kind in Kind}
    for hit in (*_goals(reader, words, most), *_places(reader, words, most)):
        found[hit.kind].append(hit)
    found[Kind.CYCLE] = [
        Hit(Kind.CYCLE, row.id, row.name, row.level.value, closed=row.is_closed)
        for row in cycles()
        if _contains(search_key(row.name), words)
    ][:most]
    return found


def _goals(reader: Person, words: Sequence[str], most: int) -> list[Hit]:
    """Objectives and key results, each kind the best ones only."""
    rows = _asked("goals", reader, words, most, _goals_called)
    return [
        Hit(Kind(kind), number, said, where, closed=life == State.CLOSED.value)
        for kind, _rank, number, said, where, life in sorted(rows, key=_by_rank)
    ]


def _goals_called(reader: Person, words: Sequence[str], most: int) -> QuerySet[Any, Any]:
    objectives = _best(visible_objectives(reader), words, "statement", F("state"), most).annotate(
        sort=Value(Kind.OBJECTIVE.value, CharField()),
        said=Cast("statement", CharField()),
        where=Concat("team__name", Value(" · "), "cycle__name", output_field=CharField()),
        life=F("state"),
    )
    key_results = _best(visible_key_results(reader), words, "text", F("objective__state"), most).annotate(
        sort=Value(Kind.KEY_RESULT.value, CharField()),
        said=Cast("text", CharField()),
        where=Cast("objective__statement", CharField()),
        life=F("objective__state"),
    )
    columns = ("sort", "rank", "id", "said", "where", "life")
    both: QuerySet[Any, Any] = objectives.values_list(*columns).union(key_results.values_list(*columns), all=True)
    return both


def _asked(
    name: str, reader: Person, words: Sequence[str], most: int, write: Callable[..., QuerySet[Any, Any]]
) -> list[Any]:
    """What the database answers to a query about words. Its text is kept for other words of the same number."""
    marks = {f"\u27e8{number}\u27e9": word for number, word in enumerate(words)}
    try:
        query = prepared((name, rights_of(reader), len(words), most), lambda: write(reader, list(marks), most))
    except EmptyResultSet:  # somebody who may see nothing: there is nothing to ask
        return []
    return query.rows([_filled(param, marks) for param in query.params])


def _filled(param: Any, marks: Mapping[str, str]) -> Any:
    """A parameter with the word that its mark stands for."""
    mark = next((mark for mark in marks if isinstance(param, str) and mark in param), None)
    return param if mark is None else param.replace(mark, marks[mark])


def _places(reader: Person, words: Sequence[str], most: int) -> list[Hit]:
    """Teams and people. A guest finds nobody but themselves, and no teams."""
    rows = _asked("places", reader, words, most, _places_called)
    hits: list[tuple[int, str, Hit]] = []
    for sort, rank, number, said, where in rows:
        kind = Kind(sort)
        name = _searchable(said)
        if kind is Kind.PERSON:
            hits.append((rank, name, Hit(kind, number, said, where)))
        elif _contains(name, words):
            hits.append((0 if name.startswith(words[0]) else 1, name, Hit(kind, number, said, where)))
    hits.sort(key=lambda entry: entry[:2])
    teams_found = [hit for _, _, hit in hits if hit.kind is Kind.TEAM][:most]
    return teams_found + [hit for _, _, hit in hits if hit.kind is Kind.PERSON]


def _places_called(reader: Person, words: Sequence[str], most: int) -> QuerySet[Any, Any]:
    people = Person.objects.filter(is_active=True)
    if reader.role == Role.GUEST.value:
        people = people.filter(pk=reader.pk)
    columns = ("sort", "rank", "pk", "said", "where")
    persons = _best(people, words, "name", Value(State.PUBLISHED.value), most).annotate(
        sort=Value(Kind.PERSON.value, CharField()), said=Cast("name", CharField()), where=Cast("title", CharField())
    )
    found: QuerySet[Any, Any] = persons.values_list(*columns)
    if reader.role == Role.GUEST.value:
        return found
    # Names of teams are few and are not stored in another form, so all of them are read and compared here.
    teams = Team.objects.filter(archived_at__isnull=True).annotate(
        sort=Value(Kind.TEAM.value, CharField()),
        rank=Value(0, IntegerField()),
        said=Cast("name", CharField()),
        where=Cast("kind", CharField()),
    )
    return found.union(teams.values_list(*columns), all=True)


@lru_cache(maxsize=8192)
def _searchable(name: str) -> str:
    """The form in which a name is compared: the same names are read for every search, and seldom change."""
    return search_key(name)


def _best(found: QuerySet[Any], words: Sequence[str], name: str, state: Any, most: int) -> QuerySet[Any]:
    """The best matches among what contains every word, with their `rank`, the best lowest."""
    for word in words:
        found = found.filter(GreaterThan(StrIndex("words", Value(word)), 0))
    ranked = found.annotate(standing=state).annotate(rank=_rank(words, name))
    # Databases do not cut the parts of a union short, so each part asks for the numbers of its best.
    best = ranked.order_by("rank", "-pk").values("pk")[:most]
    model: type[Model] = ranked.model
    chosen: QuerySet[Any] = QuerySet(model).filter(pk__in=best).annotate(standing=state, rank=_rank(words, name))
    return chosen


def _rank(words: Sequence[str], name: str) -> Any:
    """Starts with the first word, has it at the start of a word, or somewhere; then what has it only beside its name
    (in the why, in the e-mail address); what is closed comes after all that.
    """
    place = StrIndex("words", Value(words[0]))
    beginning = Case(
        When(Exact(place, 1), then=0),
        When(GreaterThan(StrIndex("words", Value(f" {words[0]}")), 0), then=1),
        default=2,
        output_field=IntegerField(),
    )
    return (
        beginning
        + Case(When(GreaterThan(place, Length(name)), then=3), default=0, output_field=IntegerField())
        + Case(When(standing=State.CLOSED.value, then=6), default=0, output_field=IntegerField())
    )


def _contains(text: str, words: Iterable[str]) -> bool:
    return all(word in text for word in words)


def _by_rank(row: tuple[Any, ...]) -> tuple[int, int]:
    return row[1], -row[2]
