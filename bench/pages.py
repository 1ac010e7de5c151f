"""What each screen costs: `python -m bench.pages --people N` prints JSON lines.

For each screen the number of SQL queries and the server's milliseconds (p50, p95) from the request entering Django to
the answer leaving it, on SQLite in a company of N people with 13 weeks of check-ins; `cpu` says how many of them were
work, the rest was waiting for whatever else the machine did. Several sizes in one run (`--people 100,1000,10000`) have a
process each and are asked in turn, request by request, so that a machine whose speed drifts is unfair to none; the
run ends with the ratio of the largest p95 to the smallest one. `--data FOLDER` keeps the companies for the next run.
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import Any

from bench.company import Company, build, installation

Ask = Callable[[Any, int], Any]


def main() -> None:
    """Measure one size or several, each in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", default="100,1000,10000", help="how many people; several sizes with commas between")
    parser.add_argument("--data", type=Path, help="a folder in which companies are kept, to be built only once")
    parser.add_argument("--requests", type=int, default=40, help="requests per screen")
    parser.add_argument("--asked", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    sizes = [int(size) for size in given.people.split(",")]
    if given.asked:
        be_asked(sizes[0], given.data)
        return
    servers = [_Server(size, given.data) for size in sizes]
    for server in servers:
        print(json.dumps({"people": server.people, **server.built}), flush=True)
    for screen in servers[0].screens:
        lines = _measured(servers, screen, given.requests)
        for server, line in zip(servers, lines, strict=True):
            print(json.dumps({"people": server.people, "screen": screen, **line}), flush=True)
        if len(lines) > 1:
            small, large = lines[0], lines[-1]
            ratios = {f"{name}_ratio": round(large[f"{name}_ms"] / small[f"{name}_ms"], 2) for name in _FIGURES}
            print(json.dumps({"screen": screen, "people": f"{sizes[-1]} to {sizes[0]}", **ratios}), flush=True)
    for server in servers:
        server.end()


_FIGURES = ("p50", "p95", "cpu_p50", "cpu_p95")


class _Server:
    """A process with a company of one size, which asks a screen when it is told to."""

    def __init__(self, people: int, data: Path | None) -> None:
        self.people = people
        command = [sys.executable, "-m", "bench.pages", "--asked", "--people", str(people)]
        command += ["--data", str(data)] if data else []
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.built = self._read()
        self.screens: list[str] = self._read()

    def ask(self, screen: str, n: int) -> dict[str, Any]:
        """What the n-th request for a screen took."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps([screen, n]) + "\n")
        self._process.stdin.flush()
        found: dict[str, Any] = self._read()
        return found

    def end(self) -> None:
        """Nothing more is asked."""
        self._process.communicate()

    def _read(self) -> Any:
        assert self._process.stdout
        return json.loads(self._process.stdout.readline())


def _measured(servers: Sequence[_Server], screen: str, requests: int) -> list[dict[str, Any]]:
    """The figures of a screen in each company."""
    for n in range(3):  # templates compiled, statements known
        for server in servers:
            server.ask(screen, n)
    asked: list[list[dict[str, Any]]] = [[] for _ in servers]
    for n in range(3, 3 + requests):
        for server, answers in zip(servers, asked, strict=True):
            answers.append(server.ask(screen, n))
    return [
        {
            "queries": max(answer["queries"] for answer in answers),
            **_middle_and_slow("", [answer["ms"] for answer in answers]),
            **_middle_and_slow("cpu_", [answer["cpu_ms"] for answer in answers]),
            "kB": answers[-1]["kB"],
        }
        for answers in asked
    ]


def _middle_and_slow(name: str, took: list[float]) -> dict[str, float]:
    slow = sorted(took)[min(len(took) - 1, int(len(took) * 0.95))]
    return {f"{name}p50_ms": round(statistics.median(took), 1), f"{name}p95_ms": round(slow, 1)}


def be_asked(people: int, data: Path | None) -> None:
    """Build the company, unless it is kept in `data`, and answer what each request that is read took."""
    from northing.cli.server import settle
    from northing.kit import clock

    kept = data / f"{people}-{clock.today('UTC')}" if data else None  # on another day it is another company
    if kept:
        kept.mkdir(parents=True, exist_ok=True)
    with installation(kept=kept):
        started = time.perf_counter()
        company = _built(people, kept)
        took = round(time.perf_counter() - started, 1)
        facts = {"objectives": len(company.objectives), "key_results": len(company.key_results), "built_in_s": took}
        print(json.dumps(facts), flush=True)
        client, screens = _client(company), _screens(company)
        settle()  # as the server does before it serves
        print(json.dumps(list(screens)), flush=True)
        for line in sys.stdin:
            screen, n = json.loads(line)
            print(json.dumps(_took(client, screens[screen], n)), flush=True)


def _built(people: int, kept: Path | None) -> Company:
    """The company, from the folder where it is kept or made now."""
    file = kept / "company.json" if kept else None
    if file and file.exists():
        facts = json.loads(file.read_text())
        return Company(**{**facts, "stages": {int(number): own for number, own in facts["stages"].items()}})
    company = build(people)
    if file:
        file.write_text(json.dumps(asdict(company)))
    return company


def _client(company: Company) -> Any:
    from django.conf import settings
    from django.test import Client

    from northing.accounts.models import Person

    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    client.force_login(Person.objects.get(pk=company.busy))
    return client


def _screens(company: Company) -> dict[str, Ask]:
    from northing.kit.ids import new_key
    from northing.web.templating import url

    def spread(numbers: list[int], n: int) -> int:
        return numbers[(n * 7919) % len(numbers)]

    own = _own_key_results(company)
    return {
        "home": lambda client, _n: client.get(url("home")),
        "explorer outline": lambda client, _n: client.get(url("okrs")),
        "explorer table": lambda client, n: client.get(url("okrs"), {"view": "table", "page": 1 + n % 3}),
        "explorer text": lambda client, n: client.get(url("okrs"), {"view": "table", "q": f"ramp {n % 9}"}),
        "explorer band": lambda client, _n: client.get(url("okrs"), {"view": "table", "band": "off"}),
        "objective": lambda client, n: client.get(url("objective", spread(company.objectives, n))),
        "key result": lambda client, n: client.get(url("key-result", spread(company.key_results, n))),
        "team": lambda client, n: client.get(url("team", spread(company.teams, n))),
        "teams": lambda client, _n: client.get(url("teams")),
        "people": lambda client, _n: client.get(url("people")),
        "person": lambda client, n: client.get(url("person", spread(company.people, n))),
        "search": lambda client, n: client.get(url("search"), {"q": f"measure {n % 9}"}),
        "check-in": lambda client, _n: client.get(url("check-in")),
        "check-in save": lambda client, n: client.post(
            url("check-in-save", own[n % len(own)]),
            {**company.form(own[n % len(own)], Random(n)), "confidence": "7", "key": new_key()},
        ),
    }


def _own_key_results(company: Company) -> list[int]:
    from northing.goals.models import KeyResult

    return list(KeyResult.objects.filter(owner_id=company.busy).values_list("pk", flat=True))


def _took(client: Any, ask: Ask, n: int) -> dict[str, Any]:
    """Milliseconds of one request; its queries are counted by a wrapper that costs next to nothing."""
    from django.db import connection

    queries = 0

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        nonlocal queries
        queries += _is_query(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        started, working = time.perf_counter(), time.process_time()
        answer = ask(client, n)
        worked, took = time.process_time() - working, time.perf_counter() - started
    assert answer.status_code in (200, 302), (answer.status_code, answer.content[:300])
    return {"ms": took * 1000, "cpu_ms": worked * 1000, "queries": queries, "kB": round(len(answer.content) / 1000, 1)}


def _is_query(sql: str) -> bool:
    return not sql.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK", "PRAGMA"))


if __name__ == "__main__":
    main()
