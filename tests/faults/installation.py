"""A Northing of its own: a data directory, a database, server processes and processes that act, all real.

Nothing is shared with the process of the test, so that any of them can be killed.
"""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit
from uuid import uuid4

ROOT = Path(__file__).resolve().parents[2]
WORKERS = 2
PATIENCE = 60
"""Seconds after which something that should have answered counts as hanging."""


class Installation:
    """Where it lives. `act` runs one function of `tests.faults.acting` in a process; `act_at_once` several together."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self.folder = folder
        self.on_postgresql = bool(database_url)
        self.environment = {
            **os.environ,
            "NORTHING_DATA_DIR": str(folder),
            "DATABASE_URL": database_url,
            "DJANGO_SETTINGS_MODULE": "northing.config.settings.running",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        }

    def act(self, name: str, **arguments: Any) -> Any:
        """What the function answered."""
        return self.act_at_once(name, [arguments])[0]

    def act_at_once(self, name: str, arguments: list[dict[str, Any]]) -> list[Any]:
        """One process for each set of arguments; all begin when the last one is ready."""
        command = [sys.executable, "-m", "tests.faults.acting", name]
        with ExitStack() as stack:
            processes = [
                stack.enter_context(
                    subprocess.Popen(
                        [*command, json.dumps(given)], cwd=ROOT, env=self.environment,
                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                    )
                )
                for given in arguments
            ]  # fmt: skip
            for process in processes:
                assert process.stdout is not None
                assert process.stdout.readline() == "ready\n", "an acting process did not start"
            begin = f"{time.time() + 0.2}\n"
            for process in processes:
                assert process.stdin is not None
                process.stdin.write(begin)
                process.stdin.flush()
            answers = [process.communicate(timeout=20 * PATIENCE)[0] for process in processes]
        assert [process.returncode for process in processes] == [0] * len(processes), answers
        return [json.loads(answer) for answer in answers]


@contextmanager
def installation(database_url: str = "") -> Iterator[Installation]:
    """An empty one, gone afterwards. `database_url` names any database of a PostgreSQL server; without it: SQLite."""
    with tempfile.TemporaryDirectory(prefix="northing-faults-") as folder, _database(database_url) as url:
        yield Installation(Path(folder), url)


@contextmanager
def _database(server: str) -> Iterator[str]:
    if not server:
        yield ""
        return
    import psycopg

    name = f"faults_{uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    try:
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


class Server:
    """`northing serve`, which can lose its workers."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.process = process
        self.port = port

    def workers(self) -> list[int]:
        """The processes that answer, by number; not the companion that keeps the timetable."""
        return [pid for pid in _children(self.process.pid) if b"serve" in _command_of(pid)]

    def all_workers(self) -> list[int]:
        """The same, once as many are there as should be: one that was killed takes a moment to be replaced."""
        end = time.monotonic() + PATIENCE
        while len(found := self.workers()) < WORKERS:
            assert time.monotonic() < end, "a worker that was killed was not replaced"
            time.sleep(0.01)
        return found

    def kill(self, worker: int) -> None:
        """As if somebody had pulled the plug: no chance to finish anything."""
        if worker in _children(self.process.pid):
            os.kill(worker, signal.SIGKILL)


def _children(pid: int) -> list[int]:
    try:
        return [int(number) for number in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):  # it ended before or while it was looked at
        return []


def _command_of(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):  # it ended before or while it was looked at
        return b""


@contextmanager
def serving(here: Installation) -> Iterator[Server]:
    """Two workers on a free port."""
    port = _free_port()
    log = here.folder / "server.log"
    command = [sys.executable, "-m", "northing", "serve", "--port", str(port), "--workers", str(WORKERS)]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=here.folder, env=here.environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
    try:
        _wait_for(port, process, log)
        yield Server(process, port)
    finally:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        number: int = trial.getsockname()[1]
    return number


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert process.poll() is None, log.read_text()
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(log.read_text())


class Visitor:
    """A browser without eyes: cookies, the proof that a form came from here, one connection at a time."""

    def __init__(self, port: int, email: str, password: str) -> None:
        self._port = port
        self._cookies: dict[str, str] = {}
        self._connection: http.client.HTTPConnection | None = None
        self.get("/sign-in/")
        status, _address, _page = self.post("/sign-in/", {"login": email, "password": password})
        assert status == 302, status

    def get(self, address: str) -> tuple[int, str, str]:
        """Status, Location, page. Raises OSError or HTTPException when the server went away."""
        return self._ask("GET", address, None)

    def post(self, address: str, fields: dict[str, str]) -> tuple[int, str, str]:
        """The same for a form."""
        fields = {**fields, "csrfmiddlewaretoken": self._cookies["northing-csrf"]}
        return self._ask("POST", address, urlencode(fields))

    def close(self) -> None:
        """Hang up; the next request calls again."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _ask(self, method: str, address: str, body: str | None) -> tuple[int, str, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            if self._connection is None:
                self._connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
            self._connection.request(method, address, body, headers)
            answer = self._connection.getresponse()
            page = answer.read().decode()
        except (OSError, http.client.HTTPException):
            self.close()
            raise
        for line in answer.headers.get_all("Set-Cookie") or []:
            self._cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return answer.status, answer.headers.get("Location", ""), page


def saved_in(location: str) -> int | None:
    """The number of the check-in that the way back from a saved form names."""
    found = re.search(r"[?&]saved=(\d+)", location)
    return int(found[1]) if found else None
