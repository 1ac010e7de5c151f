"""A real installation for the journeys: `northing serve` as a process of its own, on a free port, in a folder of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 180.0  # seconds; the demo company takes ten to twenty of them on a quiet machine
LETTERS = """
import time
from northing.cli.entering import enter_prepared
enter_prepared()
from northing.notifications.actions import send_letters, write_letters
while True:
    write_letters()
    send_letters()
    time.sleep(0.5)
"""
OURS = ("NORTHING_", "DJANGO_", "DATABASE_URL", "PORT")


@contextmanager
def serving(folder: Path, *options: str, mail: str = "") -> Iterator[str]:
    """The address of an installation that answers; it is gone afterwards. `options` as for `northing serve`; `mail` is
    where its letters go (NORTHING_SMTP_URL).

    Raises:
        RuntimeError: it did not come up; the message is what it said.
    """
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    said = folder / "said.txt"
    command = [sys.executable, "-m", "northing", "serve", "--port", str(port), "--workers", "1", *options]
    with said.open("wb") as words:
        server = subprocess.Popen(
            command,
            stdout=words,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env=_surroundings(folder, mail),
            start_new_session=True,
        )
        try:
            _wait(server, address, said)
            yield address
        finally:
            _end(server)


@contextmanager
def hurrying(folder: Path, address: str, mail: str) -> Iterator[None]:
    """Letters of the installation in `folder` go out twice a second, beside its own timetable, which takes twenty seconds."""
    surroundings = {**_surroundings(folder, mail), "NORTHING_URL": address}
    sender = subprocess.Popen([sys.executable, "-c", LETTERS], cwd=folder, env=surroundings)
    try:
        yield
    finally:
        sender.terminate()
        sender.wait()


def _surroundings(folder: Path, mail: str) -> dict[str, str]:
    found = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    found["NORTHING_DATA_DIR"] = str(folder / "data")
    if mail:
        found["NORTHING_SMTP_URL"] = mail
    return found


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _wait(server: "subprocess.Popen[bytes]", address: str, said: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if server.poll() is not None:
            raise RuntimeError(f"northing serve ended at once:\n{said.read_text()}")
        try:
            with urllib.request.urlopen(address, timeout=30):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"northing serve did not answer within {PATIENCE:.0f} s:\n{said.read_text()}")


def _end(server: "subprocess.Popen[bytes]") -> None:
    server.send_signal(signal.SIGTERM)
    try:
        server.wait(timeout=15)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)  # its own group: nothing else is in it
        server.wait()
