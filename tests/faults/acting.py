"""What processes do to an installation: `python -m tests.faults.acting NAME ARGUMENTS`, in JSON, answered in JSON.

A process says "ready" when Django is loaded, and begins at the moment that it is told then.
"""

import json
import random
import sys
import time
from collections.abc import Callable
from threading import Thread
from typing import Any

import django
import django.db

PASSWORD = "a staple of the correct horse"
WRITERS = 8

Act = Callable[[int, int], None]


def found(begin: float) -> dict[str, Any]:
    """A company with a chain of four levels, sixteen key results at its foot, and people who may check in on all."""
    from tests.faults.company import found as founded

    return founded()


def prepare(begin: float) -> None:
    """The tables, and nothing in them."""
    from tests.faults.company import prepare as prepared

    prepared()


def check_in(
    begin: float, *, people: list[int], key_results: list[int], threads: int, each: int, name: str
) -> dict[str, Any]:
    """So many writers at once, each with so many check-ins: the time of each in milliseconds, and what went wrong."""
    from northing.accounts.models import Person
    from northing.checkins.actions import check_in as do

    actors = [Person.objects.get(pk=pk) for pk in people]
    times: list[float] = []

    def write(writer: int, number: int) -> None:
        started = time.perf_counter()
        actor, key_result = actors[writer % len(actors)], key_results[(writer + number) % len(key_results)]
        do(actor, key_result, value=float(number % 7), confidence=number % 11, key=f"{begin}-{name}-{writer}-{number}")
        times.append((time.perf_counter() - started) * 1000)

    return {"errors": together(write, threads, each, begin), "times": times}


def repeat(begin: float, *, actor: int, key_results: list[int]) -> dict[str, Any]:
    """One request again and again: after another, with another body, beside one that runs, and many at once."""
    from northing.accounts.models import Person
    from northing.checkins.actions import check_in as do
    from northing.checkins.models import CheckIn
    from northing.kit.transactions import write

    person = Person.objects.get(pk=actor)
    first, second, third = key_results
    said = [do(person, first, value=3.0, note="twice", key="again") for _ in range(2)]
    answer: dict[str, Any] = {"same": said[0] == said[1], "entries": CheckIn.objects.filter(note="twice").count()}
    answer["other"] = raised_by(lambda: do(person, first, value=4.0, note="twice", key="again"))

    beside: list[str] = []
    other = Thread(
        target=lambda: beside.append(raised_by(lambda: do(person, second, value=1.0, key="running"), last=True))
    )
    with write():
        do(person, first, value=5.0, key="running")
        other.start()
        if django.db.connection.vendor == "postgresql":
            other.join()  # it is answered while the first one has not ended
    other.join()
    answer["running"] = beside[0]

    done: list[int] = []
    together(lambda *_: done.append(do(person, third, value=9.0, note="rushed", key="rush").checkin_id), 6, 2, 0)
    answer["at_once"] = {"entries": CheckIn.objects.filter(note="rushed").count(), "answers": len(set(done))}
    return answer


def meet(begin: float, *, actor: int, key_results: list[int], values: list[float]) -> dict[str, Any]:
    """Two check-ins on key results of one objective at once, and what the objective stands at in the end."""
    from northing.accounts.models import Person
    from northing.checkins.actions import check_in as do
    from northing.goals.models import Objective

    person = Person.objects.get(pk=actor)
    (first, one), (second, two) = zip(key_results, values, strict=True)
    seen = _beside(lambda: do(person, first, value=one), lambda: do(person, second, value=two))
    return {**seen, "progress": Objective.objects.get(key_results=first).progress}


def join(begin: float, *, actor: int, key_result: int, parent: int, value: float) -> dict[str, Any]:
    """A check-in while its objective is being aligned to one that draws from it, and what that one stands at."""
    from northing.accounts.models import Person
    from northing.checkins.actions import check_in as do
    from northing.goals.actions import align
    from northing.goals.models import KeyResult, Objective

    person = Person.objects.get(pk=actor)
    child = KeyResult.objects.get(pk=key_result).objective_id
    seen = _beside(lambda: align(person, child, objective_id=parent), lambda: do(person, key_result, value=value))
    child_at, parent_at = (Objective.objects.get(pk=number).progress for number in (child, parent))
    return {**seen, "child": child_at, "parent": parent_at}


def _beside(first: Callable[[], Any], second: Callable[[], Any]) -> dict[str, Any]:
    """The second one comes when the first one has written everything and committed nothing. Whether it waited for that,
    and what it raised.
    """
    from northing.kit.transactions import write

    raised: list[str] = []
    other = Thread(target=lambda: raised.append(raised_by(second, last=True)))
    with write():
        first()
        other.start()
        waited = _waits(other)
    other.join()
    return {"waited": waited, "raised": raised[0]}


def _waits(thread: Thread) -> bool:
    """Wait until the thread waits for a lock of ours; False when it came through. SQLite's queue cannot be looked into,
    so there it is given the time that it would have needed.
    """
    if django.db.connection.vendor != "postgresql":
        thread.join(0.5)
        return thread.is_alive()
    with django.db.connection.cursor() as cursor:
        while thread.is_alive():
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return True
            thread.join(0.01)
    return False


def raised_by(act: Callable[[], Any], *, last: bool = False) -> str:
    """The name of what it raises, or nothing. `last`: this thread does no more in the database."""
    try:
        act()
    except Exception as raised:  # noqa: BLE001 - the test looks at it
        return type(raised).__name__
    finally:
        if last:
            django.db.connection.close()
    return ""


def edit(begin: float, *, actor: int, objective: int, key_result: int, threads: int, each: int, name: str) -> Any:
    """Everybody adds a mark of their own to the same two texts; who comes second reads again. The marks, and errors."""
    from northing.accounts.models import Person
    from northing.goals import actions
    from northing.goals.models import KeyResult, Objective
    from northing.kit.errors import Conflict

    person = Person.objects.get(pk=actor)
    marks: list[str] = []

    def write(writer: int, number: int) -> None:
        mark = f"[{name}-{writer}-{number}]"
        while True:
            try:
                if number % 2:
                    row = Objective.objects.get(pk=objective)
                    actions.edit_objective(person, objective, version=row.version, why=row.why + mark)
                else:
                    inner = KeyResult.objects.get(pk=key_result)
                    actions.edit_key_result(person, key_result, version=inner.version, note=inner.note + mark)
            except Conflict:
                continue
            marks.append(mark)
            return

    return {"errors": together(write, threads, each, begin), "marks": marks}


def draw(
    begin: float, *, actor: int, rings: list[list[int]], crowd: list[int], writers: list[int], each: int, seed: int
) -> dict[str, Any]:
    """Adversaries who draw links at the same moment. Slot after slot, each draws the one that its ring allots to it,
    so that all together would close the ring; then everybody does `each` things at random to the crowd.
    """
    from northing.accounts.models import Person
    from northing.goals import actions
    from northing.kit.errors import Invalid

    person = Person.objects.get(pk=actor)

    def close(writer: int, number: int) -> None:
        ring = rings[number]
        place = writers[writer]
        time.sleep(max(0.0, begin + number * 0.06 - time.time()))
        for first in range(place, len(ring), WRITERS):
            try:
                actions.align(person, ring[first], objective_id=ring[_after(first, len(ring))])
            except Invalid:
                continue

    errors = together(close, len(writers), len(rings), begin)
    chaos = _Chaos(person, crowd, seed)
    errors += together(chaos.do, len(writers), each, time.time())
    return {"errors": errors, "done": chaos.done}


def _after(place: int, size: int) -> int:
    """The neighbour in a ring; pairs are rings of two, side by side."""
    return place ^ 1 if size == 2 * WRITERS else (place + 1) % size


class _Chaos:
    """One thing at random after another to the objectives of a crowd; what is refused in words is no error."""

    def __init__(self, person: Any, crowd: list[int], seed: int) -> None:
        self.person, self.crowd, self.seed = person, crowd, seed
        self.done = 0

    def do(self, writer: int, number: int) -> None:
        from northing.kit.errors import Conflict, Invalid, NotFound, Refused

        chance = random.Random(f"{self.seed} {writer} {number}")
        act = chance.choice(
            [self._align, self._align, self._align, self._align_key_result, self._unalign, self._delete, self._restore,
             self._check_in, self._check_in, self._weigh, self._move]
        )  # fmt: skip
        try:
            act(chance)
        except (Conflict, Invalid, NotFound, Refused):
            return
        self.done += 1

    def _align(self, chance: random.Random) -> None:
        from northing.goals import actions

        child, parent = chance.sample(self.crowd, 2)
        actions.align(self.person, child, objective_id=parent)

    def _align_key_result(self, chance: random.Random) -> None:
        from northing.goals import actions

        child, parent = chance.sample(self.crowd, 2)
        actions.align(self.person, child, key_result_id=self._key_result(parent))

    def _unalign(self, chance: random.Random) -> None:
        from northing.goals import actions
        from northing.goals.models import Alignment

        links = Alignment.objects.filter(child_id=chance.choice(self.crowd), removed_at=None)
        for link in links.values_list("id", flat=True)[:1]:
            actions.unalign(self.person, link)

    def _delete(self, chance: random.Random) -> None:
        from northing.goals import actions

        actions.delete_objective(self.person, chance.choice(self.crowd))

    def _restore(self, chance: random.Random) -> None:
        from northing.goals import actions
        from northing.goals.models import Objective

        gone = Objective.objects.filter(pk__in=self.crowd).exclude(deleted_at=None).values_list("id", flat=True)
        for number in gone[:2]:
            actions.restore_objective(self.person, number)

    def _check_in(self, chance: random.Random) -> None:
        from northing.checkins.actions import check_in as do

        do(self.person, self._key_result(chance.choice(self.crowd)), value=float(chance.randrange(100)))

    def _weigh(self, chance: random.Random) -> None:
        from northing.goals import actions
        from northing.goals.models import KeyResult, Objective

        objective = chance.choice(self.crowd)
        version = Objective.objects.values_list("version", flat=True).get(pk=objective)
        there = KeyResult.objects.filter(objective_id=objective, deleted_at=None).values_list("pk", flat=True)
        weights = {number: float(chance.randrange(4)) for number in there}
        order = chance.sample(list(weights), len(weights))
        actions.arrange_key_results(self.person, objective, version=version, weights=weights, order=order)

    def _move(self, chance: random.Random) -> None:
        from northing.goals import actions

        one, other = chance.sample(self.crowd, 2)
        actions.move_key_result(self.person, self._key_result(one), objective_id=other)

    def _key_result(self, objective: int) -> int:
        from northing.goals.models import KeyResult
        from northing.kit.errors import NotFound

        number = KeyResult.objects.filter(objective_id=objective, deleted_at=None).values_list("id", flat=True).first()
        if number is None:
            raise NotFound
        return number


def history(begin: float, *, operations: int, seed: int) -> dict[str, Any]:
    """A random history of so many operations (F5), and how often each of them found something to do."""
    from tests.concepts.goals.house import open_house
    from tests.concepts.goals.test_random_histories import History

    chance = random.Random(seed)
    with open_house() as house:
        story = History(house)
        steps = [name[1:] for name in vars(History) if name.startswith("_") and not name.startswith("__")]
        steps = [step for step in steps if step not in ("new", "say", "edit", "publish")]
        often = steps + ["check_in"] * 8 + ["late", "correct", "align", "align", "align_key_result"]
        for number in (1, 2, 4, 5, 7, 8, 10, 11):
            story.do("objective", number, 1, 0.0)
        for _ in range(operations):
            story.do(chance.choice(often), chance.randrange(1000), chance.randrange(1000), chance.randrange(-50, 150))
    return audit(begin)


def audit(begin: float, *, notes: bool = False, texts: dict[str, int] | None = None) -> dict[str, Any]:
    """What is there: differences to the recomputation, loops, deadlocks; entries by their notes, texts."""
    from tests.faults.company import audit as looked_at

    return looked_at(notes=notes, texts=texts or {})


def together(act: Act, threads: int, each: int, begin: float) -> list[str]:
    """`act(writer, number)` by so many threads with connections of their own, each so many times; what they raised."""
    from django.db import connection

    errors: list[str] = []

    def run(writer: int) -> None:
        try:
            connection.ensure_connection()  # before it begins, as the threads of a server keep theirs
            time.sleep(max(0.0, begin - time.time()))
            for number in range(each):
                try:
                    act(writer, number)
                except Exception as raised:  # noqa: BLE001 - the test looks at it
                    errors.append(f"{type(raised).__name__}: {raised}")
        finally:
            connection.close()

    running = [Thread(target=run, args=(number,)) for number in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    return errors


def tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    act: Callable[..., Any] = globals()[sys.argv[1]]
    django.setup()
    tell("ready")
    begin = float(sys.stdin.readline())
    tell(json.dumps(act(begin, **json.loads(sys.argv[2]))))


if __name__ == "__main__":
    main()
