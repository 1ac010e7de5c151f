"""Check-ins from many people while the workers of the server are killed (F1)."""

import http.client
import random
import time
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Any

from tests.faults.installation import PATIENCE, Server, Visitor, saved_in


@dataclass(slots=True)
class Weather:
    """What happened: check-ins by their notes that were acknowledged (number, value, key result), and how."""

    acknowledged: dict[str, tuple[int, float, int]] = field(default_factory=dict)
    odd: list[str] = field(default_factory=list)
    kills: int = 0
    repeats: int = 0


def storm(
    server: Server, visitors: list[Visitor], key_results: list[int], *, name: str, count: int, seed: int
) -> Weather:
    """So many check-ins; each is sent with its key until it is acknowledged."""
    weather = Weather()
    chance = random.Random(seed)
    work: SimpleQueue[tuple[str, int, float]] = SimpleQueue()
    for number in range(count):
        work.put((f"{name}-{number}", chance.choice(key_results), float(chance.randrange(1, 50))))
    over = Event()

    def visit(visitor: Visitor) -> None:
        while True:
            try:
                note, key_result, value = work.get_nowait()
            except Empty:
                return
            _send(visitor, weather, note, key_result, value)

    def kill() -> None:
        # By what was achieved and not by the clock, so that a slow machine is not killed before it has begun.
        next_at = 0
        while not over.wait(chance.uniform(0.0, 0.03)):
            workers = server.workers()
            if workers and len(weather.acknowledged) >= next_at:
                server.kill(chance.choice(workers))
                weather.kills += 1
                next_at = len(weather.acknowledged) + chance.randrange(4, 16)

    threads = [Thread(target=visit, args=(visitor,)) for visitor in visitors]
    killer = Thread(target=kill)
    for thread in [*threads, killer]:
        thread.start()
    for thread in threads:
        thread.join()
    over.set()
    killer.join()
    return weather


def _send(visitor: Visitor, weather: Weather, note: str, key_result: int, value: float) -> None:
    fields = {"key": f"key {note}", "value": f"{value:g}", "confidence": "5", "note": note}
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            status, location, _page = visitor.post(f"/check-in/{key_result}/", fields)
        except (OSError, http.client.HTTPException):
            weather.repeats += 1
            continue
        saved = saved_in(location)
        if status == 302 and saved is not None:
            weather.acknowledged[note] = (saved, value, key_result)
            return
        if status != 409:
            weather.odd.append(f"{note}: {status} {location}")
            return
        time.sleep(0.02)
    weather.odd.append(f"{note}: never answered")


def losses(weather: Weather, seen: dict[str, Any], name: str) -> list[str]:
    """What should not be, in sentences; `seen` is the audit with its entries."""
    stored: dict[str, list[tuple[int, float, int]]] = {}
    for pk, note, value, key_result in seen["entries"]:
        if note.startswith(f"{name}-"):
            stored.setdefault(note, []).append((pk, value, key_result))
    wrong = [f"lost: {note}" for note in weather.acknowledged if note not in stored]
    wrong += [f"doubled: {note}" for note, rows in stored.items() if len(rows) > 1]
    wrong += [
        f"bent: {note} was {said}, is {stored[note]}"
        for note, said in weather.acknowledged.items()
        if note in stored and said not in stored[note]
    ]
    wrong += [f"not as recomputed: {difference}" for difference in seen["differences"]]
    return wrong + weather.odd


def sums(seen: dict[str, Any], increments: list[int]) -> list[str]:
    """Key results made of increments are the sum of all that was said: one lost or one doubled would show."""
    said = dict.fromkeys(increments, 0.0)
    for _pk, _note, value, key_result in seen["entries"]:
        if key_result in said:
            said[key_result] += value
    return [
        f"key result {number}: said {total}, stored {seen['values'][str(number)]}"
        for number, total in said.items()
        if total != (seen["values"][str(number)] or 0.0)
    ]
