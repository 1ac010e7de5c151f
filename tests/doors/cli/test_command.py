"""The command `northing`: quick to answer, clear when it says no, and it serves."""

import os
import re
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from northing.cli import COMMANDS, main, overview

PASSWORD = "cold-chain-77-north"


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """The environment of an installation of its own, on SQLite."""
    taken = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE", "NORTHING_URL", "PORT"}
    kept = {name: value for name, value in os.environ.items() if name not in taken}
    return {**kept, "NORTHING_DATA_DIR": str(tmp_path / "data"), "PYTHONPATH": os.pathsep.join(sys.path)}


def northing(home: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "northing", *arguments],
        env=home, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, timeout=120,
    )  # fmt: skip


class TestOverview:
    def test_names_every_command_with_its_purpose(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["--help"]) == 0
        said = capsys.readouterr().out
        for name, entry in COMMANDS.items():
            assert re.search(rf"^  {name} +{re.escape(entry.summary)}$", said, re.MULTILINE)

    def test_answers_without_loading_anything_heavy(self) -> None:
        program = "import sys, northing.cli as c; c.main(['--help']); print({'django', 'typer'} & set(sys.modules))"
        result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        assert result.stdout.strip().endswith("set()")

    def test_fits_a_terminal(self) -> None:
        assert max(map(len, overview().splitlines())) <= 100

    def test_an_unknown_command_is_told_what_is_near(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["sevre"]) == 2
        assert "Did you mean `northing serve`?" in capsys.readouterr().err

    @pytest.mark.parametrize("name", sorted(COMMANDS))
    def test_every_command_explains_itself(self, name: str, capsys: pytest.CaptureFixture[str]) -> None:
        module = import_module(f"northing.cli.{COMMANDS[name].module}")
        assert hasattr(module, "command") or hasattr(module, "app")
        assert main([name, "--help"]) == 0
        assert f"northing {name}" in capsys.readouterr().out


class TestPreparing:
    def test_a_second_migration_changes_nothing(self, home: dict[str, str]) -> None:
        assert "changes made" in northing(home, "migrate").stdout
        assert northing(home, "migrate").stdout == "The database is up to date.\n"

    def test_what_is_kept_is_for_its_owner_alone(self, home: dict[str, str]) -> None:
        northing(home, "migrate")
        data = Path(home["NORTHING_DATA_DIR"])
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in [data, *data.iterdir()]}
        assert {name for name, mode in modes.items() if mode & 0o077} == set()
        assert "secret-key" in modes

    def test_a_database_that_does_not_answer_is_said_in_words(self, home: dict[str, str]) -> None:
        result = northing({**home, "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}, "migrate")
        assert result.returncode == 1
        assert "The database does not answer" in result.stderr
        assert "Traceback" not in result.stderr

    def test_a_wrong_address_of_a_database_is_said_in_words(self, home: dict[str, str]) -> None:
        result = northing({**home, "DATABASE_URL": "oracle://x"}, "migrate")
        assert result.returncode == 1
        assert "postgres://" in result.stderr
        assert "Traceback" not in result.stderr


class TestCreateAdmin:
    def test_founds_the_organisation_then_lets_others_in(self, home: dict[str, str]) -> None:
        home["NORTHING_ADMIN_PASSWORD"] = PASSWORD
        early = northing(home, "createadmin", "--email", "ida@example.org")
        assert early.returncode == 1
        assert "northing migrate" in early.stderr
        northing(home, "migrate")
        first = northing(home, "createadmin", "--email", "ida@example.org", "--name", "Ida", "--organisation", "Vinter")
        assert first.stdout == "Ida can sign in as administrator with ida@example.org.\n", first.stderr
        nameless = northing(home, "createadmin", "--email", "per@example.org")
        assert nameless.returncode == 1
        assert "name" in nameless.stderr
        assert northing(home, "createadmin", "--email", "per@example.org", "--name", "Per").returncode == 0
        again = northing(
            {**home, "NORTHING_ADMIN_PASSWORD": "another-Cold-1"}, "createadmin", "--email", "PER@example.org"
        )
        assert again.stdout == "Per can sign in as administrator with per@example.org.\n", again.stderr

    def test_a_weak_password_is_refused_with_its_reason(self, home: dict[str, str]) -> None:
        northing(home, "migrate")
        home["NORTHING_ADMIN_PASSWORD"] = "short"
        result = northing(
            home, "createadmin", "--email", "ida@example.org", "--name", "Ida", "--organisation", "Vinter"
        )
        assert result.returncode == 1
        assert "too short" in result.stderr


@pytest.fixture
def port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@pytest.fixture
def server(home: dict[str, str], port: int) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "northing", "serve", "--port", str(port)],
        env=home, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    yield process
    process.kill()
    process.communicate()


class TestServe:
    def test_from_nothing_to_a_page_and_out_again(self, server: subprocess.Popen[str], port: int) -> None:
        assert server.stdout is not None
        assert server.stdout.readline() == f"Northing is ready at http://127.0.0.1:{port}\n"
        assert "first administrator" in server.stdout.readline()
        status, headers = get(f"http://127.0.0.1:{port}/")
        assert status < 500
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        server.send_signal(signal.SIGTERM)
        assert server.wait(60) == 0

    def test_a_taken_port_is_said_in_words(self, home: dict[str, str], port: int) -> None:
        with socket.socket() as holder:
            holder.bind(("127.0.0.1", port))
            holder.listen()
            result = northing(home, "serve", "--port", str(port))
        assert result.returncode == 1
        assert "--port" in result.stderr
        assert "Traceback" not in result.stderr


def get(address: str) -> tuple[int, dict[str, str]]:
    try:
        with urlopen(address, timeout=20) as response:
            return response.status, dict(response.headers)
    except HTTPError as response:
        return response.code, dict(response.headers)
