"""What it costs to be there: `python -m bench.start` prints JSON lines.

Migrations from zero, the start of the server with the demo company in place, the first page, the weight of pages
compressed as a browser gets them, and the memory of each process.
"""

import gzip
import http.client
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def main() -> None:
    """Each figure once, in a new folder."""
    with tempfile.TemporaryDirectory(prefix="northing-bench-") as folder:
        os.environ["NORTHING_DATA_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "northing.config.settings.running"
        os.environ.pop("DATABASE_URL", None)
        _tell(migrations_from_zero_s=_seconds([sys.executable, "-m", "northing", "migrate"]))
        _tell(demo_company_s=_seconds([sys.executable, "-c", _LOAD]))
        _serve()


_LOAD = "import django; django.setup(); from northing.demo.actions import load; load()"


def _seconds(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return round(time.perf_counter() - started, 2)


def _serve() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    started = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "northing", "serve", "--port", str(port)], stdout=subprocess.DEVNULL
    ) as server:
        try:
            _wait(port)
            _tell(start_to_listening_s=round(time.perf_counter() - started, 2))
            began = time.perf_counter()
            _get(port, "/sign-in/")
            _tell(first_page_ms=round((time.perf_counter() - began) * 1000, 1))
            cookie = _signed_in()
            for path in ("/", "/okrs/", "/check-in/"):
                began = time.perf_counter()
                page = _get(port, path, cookie)
                took = round((time.perf_counter() - began) * 1000, 1)
                assets = sum(
                    _weight(port, address) for address in set(re.findall(rb'"(/static/[^"]+\.(?:css|js))"', page))
                )
                html = len(gzip.compress(page, 6))
                _tell(
                    page=path, ms=took, html_kB=_kB(html), css_and_js_kB=_kB(assets), first_load_kB=_kB(html + assets)
                )
            for name, memory in _memory(server.pid):
                _tell(process=name, PSS_MiB=memory)
        finally:
            server.terminate()


def _wait(port: int) -> None:
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return


def _get(port: int, path: str, cookie: str = "") -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status}")
    return body


def _weight(port: int, address: bytes) -> int:
    """Bytes on the wire of an asset as a browser asks for it."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", address.decode(), headers={"Accept-Encoding": "gzip, br"})
    return len(connection.getresponse().read())


def _signed_in() -> str:
    import django

    django.setup()
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from northing.accounts.models import Person
    from northing.accounts.sessions import SessionStore

    person = Person.objects.get(name="Maren Aas")
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def _memory(parent: int) -> list[tuple[str, float]]:
    """The server's processes with the memory that is their own share (PSS)."""
    found = [("server", _pss(parent))]
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    for child in children:
        command = Path(f"/proc/{child}/cmdline").read_bytes()
        found.append(("timetable" if b"jobs" in command else "worker", _pss(int(child))))
    return found


def _pss(process: int) -> float:
    rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
    return round(int(re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)[1]) / 1024, 1)  # type: ignore[index]


def _kB(size: int) -> float:  # noqa: N802 - a unit
    return round(size / 1000, 1)


def _tell(**figures: object) -> None:
    print(json.dumps(figures), flush=True)


if __name__ == "__main__":
    main()
