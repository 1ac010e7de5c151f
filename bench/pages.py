"""What each screen costs: `python -m bench.pages --people N` prints JSON lines.

For each screen the number of SQL queries and the server's milliseconds (p50, p95) from the request entering Django to
the answer leaving it, on SQLite in a company of N people with 13 weeks of check-ins; `cpu` says how many of them were
work, the rest was waiting for whatever else the machine did. Several sizes in one run (`--people 100,1000,10000`) end
with the ratio of the largest p95 to the smallest one. `--data FOLDER` keeps the companies there for the next run.
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import Any

from bench.company import Company, build, installation

Ask = Callable[[Any, int], Any]


def main() -> None:
    """Measure one size in this process, or several in one process each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", default="100,1000,10000", help="how many people; several sizes with commas between")
    parser.add_argument("--data", type=Path, help="a folder in which companies are kept, to be built only once")
    parser.add_argument("--requests", type=int, default=40, help="requests per screen")
    given = parser.parse_args()
    sizes = [int(size) for size in given.people.split(",")]
    if len(sizes) == 1:
        for line in measure(sizes[0], given.requests, given.data):
            print(json.dumps(line), flush=True)
        return
    lines: list[dict[str, Any]] = []
    for size in sizes:
        command = [sys.executable, "-m", "bench.pages", "--people", str(size), "--requests", str(given.requests)]
        command += ["--data", str(given.data)] if given.data else []
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
            for text in running.stdout or ():
                print(text, end="", flush=True)
                lines.append(json.loads(text))
    for screen in dict.fromkeys(line["screen"] for line in lines if "screen" in line):
        of_screen = {line["people"]: line for line in lines if line.get("screen") == screen}
        small, large = of_screen[min(of_screen)], of_screen[max(of_screen)]
        ratios = {
            f"{name}_largest_to_smallest": round(large[f"{name}_ms"] / small[f"{name}_ms"], 2)
            for name in ("p95", "cpu_p95")
        }
        print(json.dumps({"screen": screen, **ratios, "queries": [small["queries"], large["queries"]]}))


def measure(people: int, requests: int, data: Path | None = None) -> list[dict[str, Any]]:
    """Build the company, unless it is kept in `data`, and ask each screen `requests` times."""
    from northing.cli.server import settle
    from northing.kit import clock

    kept = data / f"{people}-{clock.today('UTC')}" if data else None  # on another day it is another company
    if kept:
        kept.mkdir(parents=True, exist_ok=True)
    with installation(kept=kept):
        started = time.perf_counter()
        company = _built(people, kept)
        lines: list[dict[str, Any]] = [
            {"people": people, "objectives": len(company.objectives), "key_results": len(company.key_results),
             "built_in_s": round(time.perf_counter() - started, 1)}
        ]  # fmt: skip
        client = _client(company)
        settle()  # as the server does before it serves
        for screen, ask in _screens(company).items():
            lines.append({"people": people, "screen": screen, **_timed(client, ask, requests)})
        return lines


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


def _timed(client: Any, ask: Ask, requests: int) -> dict[str, Any]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for n in range(3):  # templates compiled, statements known
        answer = ask(client, n)
    assert answer.status_code in (200, 302), (answer.status_code, answer.content[:300])
    counts = []
    for n in range(3, 8):
        with CaptureQueriesContext(connection) as captured:
            ask(client, n)
        counts.append(sum(_is_query(query["sql"]) for query in captured.captured_queries))
    took, worked = [], []
    for n in range(8, 8 + requests):
        started, working = time.perf_counter(), time.process_time()
        ask(client, n)
        worked.append((time.process_time() - working) * 1000)
        took.append((time.perf_counter() - started) * 1000)
    return {
        "queries": max(counts),
        "p50_ms": round(statistics.median(took), 1),
        "p95_ms": _p95(took),
        "cpu_p50_ms": round(statistics.median(worked), 1),
        "cpu_p95_ms": _p95(worked),
        "kB": round(len(answer.content) / 1000, 1),
    }


def _p95(took: list[float]) -> float:
    return round(sorted(took)[min(len(took) - 1, int(len(took) * 0.95))], 1)


def _is_query(sql: str) -> bool:
    return not sql.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK", "PRAGMA"))


if __name__ == "__main__":
    main()
