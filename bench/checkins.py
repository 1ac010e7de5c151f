"""How many check-ins a second: `python -m bench.checkins` prints JSON lines.

Three ways, in one run: the product's action (policy, locks, chain, history, log), the same rows written through the bare
driver without any question asked, and whole requests over HTTP against a server with two workers (P3). On SQLite and on
PostgreSQL, with 1 and 8 writers (the action and the driver by turns, so that a machine that is busy for a while is busy for
both; the medians) and 1, 4 and 16 clients, each of them a person with key results of all kinds.
"""

import argparse
import http.client
import json
import multiprocessing
import os
import random
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench.company import TEAM, Company, build, installation

PEOPLE = 200
TURNS = 5


def main() -> None:
    """One database in this process, or both in one process each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=5.0, help="how long each figure is measured")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), help="only this one")
    given = parser.parse_args()
    if given.database is None:
        for database in ("sqlite", "postgresql"):
            command = [sys.executable, "-m", "bench.checkins", "--database", database, "--seconds", str(given.seconds)]
            subprocess.run(command, check=True)
        return
    if given.database == "sqlite":
        with installation() as folder:
            measure("sqlite", folder, given.seconds)
    else:
        from tests.databases import start_postgresql, stop_postgresql

        try:
            with installation(start_postgresql(durable=True)) as folder:
                measure("postgresql", folder, given.seconds)
        finally:
            stop_postgresql()


def measure(database: str, folder: Path, seconds: float) -> None:
    """All figures of one database."""
    company = build(PEOPLE)
    with _server() as port:
        for clients in (1, 4, 16):
            rate = _rate_over_http(port, company, clients, seconds)
            _tell(database, way="http", clients=clients, per_second=round(rate))
    for writers in (1, 8):
        _rate(_action, company, writers, 1.0)
    _tell(database, **_verified())
    for writers in (1, 8):  # last: the driver's rows follow no rule
        slices = [[_rate(way, company, writers, seconds / TURNS) for way in (_bare, _action)] for _ in range(TURNS)]
        bare, rate = (statistics.median(rates) for rates in zip(*slices, strict=True))
        _tell(database, way="bare driver", writers=writers, per_second=round(bare))
        _tell(database, way="action", writers=writers, per_second=round(rate), of_bare_driver=round(rate / bare, 2))


def _tell(database: str, **figures: Any) -> None:
    print(json.dumps({"database": database, **figures}), flush=True)


def _verified() -> dict[str, int]:
    from northing.insights.verification import verify

    outcome = verify()
    return {"check_ins": outcome.check_ins, "numbers_that_differ": outcome.count}


# ---- writers -------------------------------------------------------------------------------------------------------


def _rate(write: Callable[[Company, float, int, Any], None], company: Company, writers: int, seconds: float) -> float:
    from django.db import connections

    connections.close_all()
    context = multiprocessing.get_context("fork")
    counts = context.Queue()
    processes = [context.Process(target=write, args=(company, seconds, n, counts)) for n in range(writers)]
    for process in processes:
        process.start()
    total = sum(counts.get() for _ in processes)
    for process in processes:
        process.join()
    return float(total)


def _action(company: Company, seconds: float, seed: int, counts: Any) -> None:
    from northing.accounts.models import Person
    from northing.checkins.actions import check_in
    from northing.goals.models import KeyResult
    from northing.kit.memory import remembering

    owners = {
        k: Person.objects.get(pk=o)
        for k, o in KeyResult.objects.filter(pk__in=company.key_results[:200]).values_list("pk", "owner_id")
    }
    chosen = list(owners)
    pick = random.Random(seed)
    done, started = 0, time.perf_counter()
    while (took := time.perf_counter() - started) < seconds:
        number = pick.choice(chosen)
        with remembering():
            check_in(owners[number], number, confidence=pick.randrange(11), **company.said(number, pick))
        done += 1
    counts.put(done / took)


_ROWS = (
    (
        "INSERT INTO checkins_checkin "
        '(key_result_id, author_id, made_at, "on", value, confidence, note, is_withdrawal, origin, fingerprint) '
        "VALUES (?, 1, ?, ?, ?, 7, '', {false}, 'person', '')"
    ),
    (
        'INSERT INTO goals_keyresultpoint (key_result_id, "on", value, shown_value, progress, confidence, is_shown) '
        'VALUES (?, ?, ?, ?, ?, 7, {true}) ON CONFLICT (key_result_id, "on") DO UPDATE SET value = excluded.value, '
        "shown_value = excluded.shown_value, progress = excluded.progress"
    ),
    "UPDATE goals_keyresult SET value = ?, progress = ?, confidence = 7 WHERE id = ?",
    "UPDATE goals_objective SET progress = ? WHERE id = ?",
    (
        'INSERT INTO goals_objectivepoint (objective_id, "on", progress, confidence) VALUES (?, ?, ?, 0.7) '
        'ON CONFLICT (objective_id, "on") DO UPDATE SET progress = excluded.progress'
    ),
    (
        "INSERT INTO activity_event (happened_at, actor_id, verb, subject, subject_id, objective_id, door, on_behalf, details) "
        "VALUES (?, 1, 'checked_in', 'key_result', ?, ?, 'bench', {false}, '{{}}')"
    ),
)


def _bare(company: Company, seconds: float, seed: int, counts: Any) -> None:
    """The rows of a check-in, and nothing else: no question, no chain, no lock but the database's own."""
    from django.db import connection

    postgresql = connection.vendor == "postgresql"
    objective_of = _objectives(company.key_results)
    names = {"true": "TRUE" if postgresql else "1", "false": "FALSE" if postgresql else "0"}
    statements = [sql.format(**names).replace("?", "%s" if postgresql else "?") for sql in _ROWS]
    driver = _driver(connection, postgresql)
    pick = random.Random(seed)
    done, started = 0, time.perf_counter()
    while (took := time.perf_counter() - started) < seconds:
        number = pick.choice(company.key_results)
        value = round(pick.uniform(0, 100), 1)
        now = datetime.now(UTC).replace(tzinfo=UTC if postgresql else None)
        moment = now if postgresql else str(now)
        day = str(now.date())
        objective = objective_of[number]
        values = (
            (number, moment, day, value),
            (number, day, value, value, value / 100),
            (value, value / 100, number),
            (value / 100, objective),
            (objective, day, value / 100),
            (moment, number, objective),
        )
        cursor = driver.cursor()
        if not postgresql:
            cursor.execute("BEGIN IMMEDIATE")
        for sql, parameters in zip(statements, values, strict=True):
            cursor.execute(sql, parameters)
        driver.commit()
        done += 1
    counts.put(done / took)


def _objectives(key_results: list[int]) -> dict[int, int]:
    from django.db import connection

    from northing.goals.models import KeyResult

    found = dict(KeyResult.objects.filter(pk__in=key_results).values_list("pk", "objective_id"))
    connection.close()
    return found


def _driver(connection: Any, postgresql: bool) -> Any:
    if postgresql:
        import psycopg

        parameters = connection.get_connection_params()
        return psycopg.connect(
            **{k: v for k, v in parameters.items() if k in {"dbname", "user", "password", "host", "port"}}
        )
    import sqlite3

    driver = sqlite3.connect(connection.settings_dict["NAME"], timeout=20, isolation_level=None)
    driver.execute("PRAGMA synchronous=FULL")
    return driver


# ---- over HTTP ------------------------------------------------------------------------------------------------------


class _server:  # noqa: N801 - reads as a verb where it is used
    """`northing serve` with two workers, as anybody would start it."""

    def __enter__(self) -> int:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = int(free.getsockname()[1])
        self._process = subprocess.Popen(
            [sys.executable, "-m", "northing", "serve", "--port", str(self._port), "--workers", "2"],
            stdout=subprocess.DEVNULL,
            env={**os.environ, "NORTHING_URL": f"http://127.0.0.1:{self._port}"},
        )
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", self._port), timeout=1).close()
            except OSError:
                time.sleep(0.1)
            else:
                return self._port
        raise RuntimeError("the server did not start")

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(timeout=30)


def _rate_over_http(port: int, company: Company, clients: int, seconds: float) -> float:
    from django.db import connections

    people = company.people[3::TEAM][:clients]
    own = [(_signed_in(person), _owned_by(person)) for person in people]
    connections.close_all()
    context = multiprocessing.get_context("fork")
    counts = context.Queue()
    processes = [
        context.Process(target=_ask, args=(port, company, *own[n], seconds, n, counts)) for n in range(clients)
    ]
    for process in processes:
        process.start()
    total = sum(counts.get() for _ in processes)
    for process in processes:
        process.join()
    return float(total)


def _signed_in(person: int) -> str:
    """The cookies of a browser in which this person is signed in."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from northing.accounts.models import Person
    from northing.accounts.sessions import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(person)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = Person.objects.get(pk=person).get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={'a' * 32}"


def _owned_by(person: int) -> list[int]:
    from northing.goals.models import KeyResult

    return list(KeyResult.objects.filter(owner_id=person).values_list("pk", flat=True))


def _ask(port: int, company: Company, cookie: str, own: list[int], seconds: float, seed: int, counts: Any) -> None:
    pick = random.Random(seed)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    done, started = 0, time.perf_counter()
    while (took := time.perf_counter() - started) < seconds:
        number = pick.choice(own)
        said = {
            "csrfmiddlewaretoken": "a" * 32, "confidence": pick.randrange(11), "key": f"{seed}-{done}-{pick.random()}",
            **company.form(number, pick),
        }  # fmt: skip
        connection.request("POST", f"/check-in/{number}/", urlencode(said, doseq=True), headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 302:
            raise RuntimeError(f"{answer.status} instead of a redirect")
        done += 1
    counts.put(done / took)


if __name__ == "__main__":
    main()
