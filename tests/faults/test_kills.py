"""Workers are killed while people check in: nothing acknowledged is lost, doubled or bent (F1)."""

from typing import Any

import pytest

from tests.faults.acting import PASSWORD
from tests.faults.installation import Installation, Server, Visitor
from tests.faults.storm import losses, storm, sums

pytestmark = pytest.mark.slow

ROUNDS, CHECK_INS, PLUGS = 3, 200, 12


def test_killed_workers_lose_nothing(here: Installation, company: dict[str, Any], server: Server) -> None:
    visitors = [Visitor(server.port, email, PASSWORD) for email in company["emails"]]
    increments = company["key_results"][8:]
    try:
        kills = 0
        for number in range(ROUNDS):
            name = f"round {number}"
            weather = storm(server, visitors, company["key_results"], name=name, count=CHECK_INS, seed=number)
            seen = here.act("audit", notes=True)
            assert losses(weather, seen, name) == []
            assert sums(seen, increments) == []
            assert len(weather.acknowledged) == CHECK_INS
            kills += weather.kills
        assert kills >= ROUNDS, "nothing was killed, so nothing was shown"
    finally:
        for visitor in visitors:
            visitor.close()


def test_what_was_answered_is_stored_already(here: Installation, company: dict[str, Any], server: Server) -> None:
    """Who reads the answer pulls the plug in the same moment: no worker gets the time to commit anything after it."""
    number, email = company["key_results"][-1], company["emails"][3]
    visitor = Visitor(server.port, email, PASSWORD)
    notes = [f"plug {round_}" for round_ in range(PLUGS)]
    try:
        for note in notes:
            workers = server.all_workers()
            status, _location, _page = visitor.post(f"/check-in/{number}/", {"key": note, "value": "1", "note": note})
            for worker in workers:
                server.kill(worker)
            visitor.close()
            assert status == 302
    finally:
        visitor.close()
    seen = here.act("audit", notes=True)
    stored = [note for _pk, note, _value, _key_result in seen["entries"]]
    assert [note for note in notes if stored.count(note) != 1] == []
    assert seen["differences"] == []
