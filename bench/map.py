"""How quickly the map is drawn: `python -m bench.map --nodes 500,2000,5000` prints JSON lines.

A made-up organisation of that many objectives in a real Chromium (NORTHING_CHROMIUM, or the one on the PATH), without a
graphics card: the page as Northing serves it, with data of the same shape. `layout_ms` is where everything stands, `first_draw_ms`
the first picture of it all, painted; `frame_ms` what passes from frame to frame while one zooms in from the whole and out
again (a display of 60 Hz allows no less than 16.7), and `draw_ms` how much of that is our drawing. With `--server`, also what
the data costs the server, in a company of so many objectives.
"""

import argparse
import json
import os
import shutil
import statistics
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from typing import Any

from bench.company import NOUNS, OBJECTIVES_PER_TEAM, TEAM, VERBS, build, installation

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WINDOW = {"width": 1440, "height": 1000}
_KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}

_MEASURE = """async () => {
  const map = document.querySelector("northing-map");
  const frame = () => new Promise(requestAnimationFrame);
  const painted = () => map.ink.getImageData(0, 0, 1, 1);
  const once = () => {
    let started = performance.now();
    map.arrange();
    const layout = performance.now() - started;
    started = performance.now();
    map.look(map.whole(), false);
    map.draw();
    painted();
    return [layout, performance.now() - started];
  };
  const first = [];
  for (let turn = 0; turn < 5; turn += 1) { first.push(once()); await frame(); }
  const frames = [], draws = [];
  let before = await frame();
  for (let step = 0; step < 120; step += 1) {
    map.scaleBy(step < 60 ? 1.05 : 1 / 1.05);
    const now = await frame();
    frames.push(now - before);
    draws.push(map.took.last);
    before = now;
  }
  return { first, frames: frames.slice(2), draws: draws.slice(2), ready: performance.getEntriesByName("map-drawn")[0].startTime };
}"""


def main() -> None:
    """Each size in a page of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--nodes", default="500,2000,5000", help="how many objectives; several sizes with commas between"
    )
    parser.add_argument("--server", type=int, default=0, help="measure the server's part with about so many objectives")
    given = parser.parse_args()
    program = os.environ.get("NORTHING_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        sys.exit("Chromium was not found; NORTHING_CHROMIUM may name it.")
    with installation():
        people = max(40, given.server * TEAM // OBJECTIVES_PER_TEAM)
        page = _page(build(people).busy, bool(given.server))
        sizes = [int(size) for size in given.nodes.split(",")]
        with _serving(page, {size: made_up(size) for size in sizes}) as address:
            for size in sizes:
                print(json.dumps({"nodes": size, **_drawn(program, f"{address}/{size}/")}), flush=True)


def made_up(size: int) -> dict[str, Any]:
    """An organisation of so many objectives in the shape of `/map/data/`; the same for the same number."""
    chance = Random(size)
    count = min(24, max(4, size // 110))
    groups = [[1000 + number, f"Department {number + 1}"] for number in range(count)]
    teams: list[list[Any]] = [[1, "Company", -1]]
    nodes: list[list[Any]] = []
    links: list[list[int]] = []

    def objective(team: int, level: int, above: list[int]) -> int:
        statement = f"{chance.choice(VERBS)} {chance.choice(NOUNS)} for part {len(nodes) % 97}"
        progress = chance.randrange(0, 101)
        band = 0 if progress > 40 else 1 if progress > 25 else 2 if progress > 4 else 3
        spread = [max(0, progress - 12), progress + 9, progress + 26]
        nodes.append([len(nodes) + 1, statement, team, level, band, 70, 0, progress, 43, *spread])
        if above and chance.random() < 0.8:
            for parent in {chance.choice(above) for _ in range(1 if chance.random() < 0.85 else 2)}:
                links.append([len(nodes) - 1, parent, chance.choices((0, 1, 2), (30, 60, 10))[0]])  # noqa: PERF401
        return len(nodes) - 1

    top = [objective(0, 0, []) for _ in range(5)]
    units = []
    for number, (ident, name) in enumerate(groups):
        teams.append([ident, name, number])
        units.append([objective(len(teams) - 1, 1, top) for _ in range(3)])
    while len(nodes) < size:
        home = chance.randrange(count)
        teams.append([2000 + len(teams), f"Team {len(teams)}", home])
        level = 2 if chance.random() < 0.6 or len(nodes) < size // 4 else 3
        above = units[home] if chance.random() < 0.9 else units[chance.randrange(count)]
        for _ in range(min(3, size - len(nodes))):
            objective(len(teams) - 1, level, above)
    levels = [["Company", "company"], ["Departments", "unit"], ["Teams", "team"], ["Squads", "squad"]]
    return {
        "levels": levels,
        "groups": groups,
        "teams": teams,
        "nodes": nodes,
        "links": links,
        "whole": True,
        "islands": [],
        "unserved": [],
    }


def _page(reader: int, tells: bool) -> str:
    """The map's page as Northing serves it, and what it and its data cost."""
    from django.conf import settings
    from django.test import Client

    from northing.accounts.models import Person

    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    client.force_login(Person.objects.get(pk=reader))
    if tells:
        for path in ("/map/data/", "/map/"):
            _cost(client, path)
    return str(client.get("/map/").content.decode())


def _cost(client: Any, path: str) -> None:
    from django.db import connection

    took, queries = [], 0
    for _ in range(8):
        queries = 0

        def count(execute: Any, *rest: Any) -> Any:
            nonlocal queries
            queries += 1
            return execute(*rest)

        with connection.execute_wrapper(count):
            started = time.process_time()
            answer = client.get(path)
            took.append((time.process_time() - started) * 1000)
    print(json.dumps({
        "path": path, "queries": queries, "cpu_p50_ms": round(statistics.median(took[1:]), 1),
        "kB": round(len(answer.content) / 1000, 1),
    }), flush=True)  # fmt: skip


@contextmanager
def _serving(page: str, data: dict[int, dict[str, Any]]) -> Iterator[str]:
    """A small server of our own: the page at /<size>/, its data, and what was built."""
    from northing.web.templating import TEMPLATES

    built = TEMPLATES / "static"
    texts = {size: json.dumps(one, separators=(",", ":")).encode() for size, one in data.items()}

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            if path.startswith("/static/"):
                file = built / path.removeprefix("/static/")
                self._give(file.read_bytes() if file.is_file() else b"", _KINDS.get(file.suffix, "text/plain"))
            elif path.startswith("/data/"):
                self._give(texts[int(path.strip("/").removeprefix("data/"))], "application/json")
            else:
                size = path.strip("/")
                here = page.replace('data-from="/map/data/?"', f'data-from="/data/{size}/"')
                self._give(here.encode(), "text/html; charset=utf-8")

        def _give(self, body: bytes, kind: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def _drawn(program: str, address: str) -> dict[str, Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        page = browser.new_page(viewport=WINDOW)
        page.goto(address)
        page.wait_for_selector("northing-map[data-ready]")
        page.wait_for_timeout(500)
        found = page.evaluate(_MEASURE)
        kB = page.evaluate("JSON.stringify(document.querySelector('northing-map').data).length") / 1000  # noqa: N806
        browser.close()
    layouts, draws = zip(*found["first"], strict=True)
    frames, own = sorted(found["frames"]), sorted(found["draws"])
    return {
        "data_kB": round(kB, 1),
        "layout_ms": round(statistics.median(layouts), 1),
        "first_draw_ms": round(statistics.median(draws), 1),
        "frame_p50_ms": round(statistics.median(frames), 1),
        "frame_p95_ms": round(frames[int(len(frames) * 0.95)], 1),
        "draw_p50_ms": round(statistics.median(own), 1),
        "draw_p95_ms": round(own[int(len(own) * 0.95)], 1),
    }


if __name__ == "__main__":
    main()
