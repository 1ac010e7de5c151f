"""Workers are killed while people check in: nothing acknowledged is lost, doubled or bent (F1)."""

from typing import Any

import pytest

from tests.faults.acting import PASSWORD
from tests.faults.installation import Installation, Server, Visitor
from tests.faults.storm import losses, storm, sums

pytestmark = pytest.mark.slow

ROUNDS, CHECK_INS = 3, 200


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
