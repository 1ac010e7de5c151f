"""Faults at full size: killed workers, crowds of writers, adversaries, and a long random history.

`python -m bench.faults` prints JSON lines; every `wrong` and `differences` has to be 0. It does what tests/faults does,
longer: `--rounds 20 --checkins 1000` are the targets' own figures (F1), `--operations 10000` likewise (F5).
"""

import argparse
import json
import statistics
import sys
import time
from contextlib import ExitStack
from typing import Any

from tests.databases import start_postgresql, stop_postgresql
from tests.faults.acting import PASSWORD, WRITERS
from tests.faults.installation import Installation, Visitor, installation, serving
from tests.faults.storm import losses, storm, sums


def kills(here: Installation, company: dict[str, Any], rounds: int, checkins: int) -> int:
    """F1: workers die while people check in."""
    wrong: list[str] = []
    died = repeated = 0
    started = time.perf_counter()
    with serving(here) as server, ExitStack() as stack:
        visitors = [Visitor(server.port, email, PASSWORD) for email in company["emails"]]
        for visitor in visitors:
            stack.callback(visitor.close)
        for number in range(rounds):
            name = f"round {number}"
            weather = storm(server, visitors, company["key_results"], name=name, count=checkins, seed=number)
            seen = here.act("audit", notes=True)
            wrong += losses(weather, seen, name) + sums(seen, company["key_results"][8:])
            died, repeated = died + weather.kills, repeated + weather.repeats
    seconds = round(time.perf_counter() - started, 1)
    say(
        fault="F1",
        rounds=rounds,
        checkins=rounds * checkins,
        killed=died,
        sent_again=repeated,
        seconds=seconds,
        wrong=len(wrong),
    )
    return tell(wrong)


def crowd(here: Installation, company: dict[str, Any], each: int) -> int:
    """F2: fifty writers; how long they wait, in milliseconds."""
    given = {"people": company["people"], "key_results": company["key_results"], "threads": 25, "each": each}
    answers = here.act_at_once("check_in", [{**given, "name": name} for name in "ab"])
    wrong = [error for answer in answers for error in answer["errors"]] + here.act("audit")["differences"]
    times = sorted(one for answer in answers for one in answer["times"])
    hundredths = statistics.quantiles(times, n=100)
    say(
        fault="F2",
        writers=50,
        checkins=len(times),
        p50_ms=round(hundredths[49]),
        p99_ms=round(hundredths[98]),
        wrong=len(wrong),
    )
    return tell(wrong)


def adversaries(here: Installation, company: dict[str, Any], each: int) -> int:
    """F6: eight writers who would like to close a loop, and then do whatever comes to their minds."""
    given = {"actor": company["people"][0], "rings": company["rings"], "crowd": company["crowd"], "each": each}
    odd, even = list(range(1, WRITERS, 2)), list(range(0, WRITERS, 2))
    answers = here.act_at_once(
        "draw", [{**given, "writers": mine, "seed": seed} for seed, mine in enumerate((odd, even))]
    )
    seen = here.act("audit")
    wrong = [error for answer in answers for error in answer["errors"]] + seen["differences"]
    wrong += [f"on a loop: {number}" for number in seen["loops"]]
    done = sum(answer["done"] for answer in answers)
    say(fault="F6", writes=done, deadlocks=seen["deadlocks"], wrong=len(wrong))
    return tell(wrong) + seen["deadlocks"]


def history(url: str, operations: int) -> int:
    """F5: after so many operations at random, every number is what a full recomputation makes of the check-ins."""
    with installation(url) as here:
        here.act("prepare")
        seen = here.act("history", operations=operations, seed=1)
    say(
        fault="F5", operations=operations, objectives=seen["objectives"], checkins=seen["check_ins"],
        differences=len(seen["differences"]), loops=len(seen["loops"]),
    )  # fmt: skip
    return tell([*seen["differences"], *map(str, seen["loops"])])


def tell(wrong: list[str]) -> int:
    """The first of what is wrong, for whoever has to look for the reason."""
    for line in wrong[:10]:
        print(line, file=sys.stderr)
    return len(wrong)


def say(**figures: Any) -> None:
    print(json.dumps(figures), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.faults", description=__doc__.splitlines()[0])
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--rounds", type=int, default=20, help="of killing")
    parser.add_argument("--checkins", type=int, default=1000, help="in each round")
    parser.add_argument("--each", type=int, default=20, help="check-ins of each of fifty writers")
    parser.add_argument("--writes", type=int, default=1000, help="random writes of each of eight adversaries")
    parser.add_argument("--operations", type=int, default=10_000, help="of the random history")
    given = parser.parse_args()
    url = start_postgresql() if given.database == "postgresql" else ""
    try:
        with installation(url) as here:
            company = here.act("found")
            wrong = kills(here, company, given.rounds, given.checkins) if given.rounds else 0
            wrong += crowd(here, company, given.each) if given.each else 0
            wrong += adversaries(here, company, given.writes) if given.writes else 0
        wrong += history(url, given.operations) if given.operations else 0
    finally:
        stop_postgresql()
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()
