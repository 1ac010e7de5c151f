"""Importing: thousands of damaged files, and a large whole one.

`python -m bench.imports` reads 10,000 mutated files of every format and prints how many were read, how many were
refused,
the slowest one and the memory used (S5: no unhandled error, 2 s at most each). `--objectives N` then imports N
objectives
into an empty SQLite database (DATABASE_URL for another) and verifies every number.
"""

import argparse
import io
import json
import os
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

PASSWORD = "a staple of the horse"
Mutation = Callable[[bytes, random.Random], bytes]

POISON = (
    "1e400", "NaN", "-Infinity", "=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "\u202eevil", "🧊" * 50, "\x00", "a" * 10_000,
    "<script>alert(1)</script>", "{{7*7}}", "'; DROP TABLE goals_objective;--", "١٢٣", "½", "9" * 500, "\ud800", "null",
    "0000-00-00", "31.02.2026", "Q9 2026", "100 %", "-5", "1.234.567,89", "true", "[]", '"', ";;;;", "\r\n\r\n", "\ufeff",
)  # fmt: skip


def jsonl(rng: random.Random, count: int = 6) -> bytes:
    """JSON lines as the importer documents them."""
    rows = [objective(rng, number) for number in range(count)]
    return "\n".join(json.dumps(row) for row in rows).encode()


def objective(rng: random.Random, number: int, teams: int = 5) -> dict[str, Any]:
    """One objective with three key results, serving an earlier one now and then."""
    key_results = [
        {
            "text": f"Move measure {number}.{part} to where it belongs",
            "owner": f"Role {rng.randrange(60)}",
            "start": rng.choice([None, part, 47]),
            "target": rng.choice([None, part + 10, 15]),
            "current": rng.choice([None, part + 4]),
            "unit": rng.choice([None, "%", "min"]),
            "score": rng.choice([None, 0.7, 1.0, 1.3]),
            "status": rng.choice([None, "done", "on its way"]),
            "initiatives": ["Try it in one place"] if part == 0 else [],
        }
        for part in range(3)
    ]
    quarter = number % 6
    year, month = 2025 + quarter // 4, 3 * (quarter % 4) + 1
    last = {1: "03-31", 4: "06-30", 7: "09-30", 10: "12-31"}[month]
    return {
        "source": "bench",
        "org": f"Unit {number % 3}",
        "period": f"{year}-Q{quarter % 4 + 1}",
        "period_start": f"{year}-{month:02d}-01",
        "period_end": f"{year}-{last}",
        "team": f"Team {rng.randrange(teams)}",
        "objective": f"Objective {number} makes somebody's week easier",
        "type": rng.choice([None, "committed", "aspirational"]),
        "score": rng.choice([None, 0.5]),
        "parent": f"Objective {number - 18} makes somebody's week easier" if number >= 18 and number % 3 else None,
        "key_results": key_results,
    }


def table(rng: random.Random) -> bytes:
    """A sheet as somebody would export it, in one of several layouts and encodings."""
    mark = rng.choice(",;\t|")
    rows = [
        ["Our OKRs"],
        ["Team", "Quarter", "Objective", "Key result", "Owner", "Start", "Target", "Current", "Score", "Aligned to"],
        [
            "Service",
            "Q4 2026",
            "Objective 1: Nobody waits",
            "KR1: Answer in 15 min",
            "Ida",
            "47 min",
            "15 min",
            "41",
            "0.5",
            "",
        ],
        ["", "", "", "KR2: Keep promises", "Ola", "71 %", "90 %", "78 %", "", ""],
        ["Fleet", "Q4 2026", "Cold all the way", "Fewer alarms", "", "", "20", "", "", "Nobody waits"],
    ]
    text = "\n".join(mark.join(cells) for cells in rows)
    return text.encode(rng.choice(["utf-8", "utf-8-sig", "utf-16", "latin-1"]))


def workbook(rng: random.Random) -> bytes:
    """The same as a workbook, with a formula and a merged cell."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Objective", "Key result", "Owner", "Start", "Target", "Score"])
    for number in range(4):
        sheet.append([f"Objective {number}", f"Key result {number}", "Ida", number, "=D2*2", rng.random()])
    sheet.merge_cells("A2:A3")
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def flip(content: bytes, rng: random.Random) -> bytes:
    """Some bytes become others."""
    changed = bytearray(content)
    for _ in range(rng.randint(1, 12)):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def cut(content: bytes, rng: random.Random) -> bytes:
    """The end is missing, or the beginning."""
    at = rng.randrange(len(content))
    return content[:at] if rng.random() < 0.7 else content[at:]


def insert(content: bytes, rng: random.Random) -> bytes:
    """Something nasty stands somewhere in it."""
    at = rng.randrange(len(content))
    return content[:at] + rng.choice(POISON).encode("utf-8", "surrogatepass") + content[at:]


def repeat(content: bytes, rng: random.Random) -> bytes:
    """A part of it comes many times."""
    one, other = sorted((rng.randrange(len(content)), rng.randrange(len(content))))
    return content[:one] + content[one : min(other, one + 300)] * rng.randint(2, 60) + content[other:]


def retype(content: bytes, rng: random.Random) -> bytes:
    """JSON with values of other types, or other keys."""
    try:
        rows = [json.loads(row) for row in content.decode().split("\n")]
        row = rng.choice(rows)
        holder = rng.choice([row, *(part for part in row["key_results"] if isinstance(part, dict))])
        names = [*holder, "key_results", "text", "objective"]
    except (UnicodeDecodeError, ValueError, TypeError, KeyError):
        return flip(content, rng)
    value: Any = rng.choice([None, True, 5, -0.0, 1e308, [], {}, [[]], {"a": {"b": []}}, "", " ", *POISON])
    holder[rng.choice(names)] = value
    return "\n".join(json.dumps(row) for row in rows).encode()


MUTATIONS: tuple[Mutation, ...] = (flip, cut, insert, repeat, retype)
SEEDS: tuple[Callable[[random.Random], bytes], ...] = (jsonl, table, workbook)


def mutated(count: int, seed: int = 0) -> Iterator[bytes]:
    """So many damaged files, the same ones for the same seed."""
    rng = random.Random(seed)
    books = [workbook(rng) for _ in range(20)]
    for number in range(count):
        make = SEEDS[number % 3]
        content = rng.choice(books) if make is workbook else make(rng)
        for _ in range(rng.choice([1, 1, 1, 2, 4])):
            content = rng.choice(MUTATIONS)(content, rng) or b"x"
        yield content


def found() -> Any:
    """The organisation, once; its administrator."""
    from northing.accounts.models import Person
    from northing.accounts.queries import organisation
    from northing.cycles.actions import begin

    if organisation() is None:
        begin(name="Bench", time_zone="UTC", administrator_name="Maren Aas", email="m@example.org", password=PASSWORD)
    return Person.objects.get(email="m@example.org")


def damaged(count: int) -> dict[str, Any]:
    """Read and compare so many damaged files; what is unhandled ends the program."""
    from northing.accounts.queries import organisation, today
    from northing.cycles.queries import cycles
    from northing.portability.planning import plan_import
    from northing.portability.reading import Unreadable, read

    found()
    here = organisation()
    assert here is not None
    outcomes: Counter[str] = Counter()
    slowest = 0.0
    for content in mutated(count):
        started = time.process_time()
        try:
            document = read("file", content)
            plan = plan_import(document, here, cycles(), today())
            report = plan.report(dry_run=True)
            outcomes["refused row" if report.is_refused else "read"] += 1
            assert sum(report.objectives.values()) == document.objectives_read
            assert sum(report.key_results.values()) == document.key_results_read
        except Unreadable:
            outcomes["unreadable"] += 1
        slowest = max(slowest, time.process_time() - started)
    return {
        "bench": "damaged files",
        "files": count,
        **outcomes,
        "slowest_seconds": round(slowest, 3),
        "peak_mib": peak(),
    }


def large(count: int) -> dict[str, Any]:
    """Import so many objectives, once and again, and verify."""
    from northing.insights.verification import verify
    from northing.portability.actions import import_okrs, read_document

    actor = found()
    rng = random.Random(1)
    content = "\n".join(json.dumps(objective(rng, number, teams=count // 5)) for number in range(count)).encode()
    figures: dict[str, Any] = {"bench": "large file", "objectives": count, "mib": round(len(content) / 2**20, 1)}
    steps: list[tuple[str, Callable[[], Any]]] = [
        ("read", lambda: read_document("bench.jsonl", content)),
        ("dry_run", lambda: import_okrs(actor, document, dry_run=True)),
        ("import", lambda: import_okrs(actor, document)),
        ("again", lambda: import_okrs(actor, document)),
        ("verify", verify),
    ]
    document: Any = None
    for name, step in steps:
        started = time.perf_counter()
        result = step()
        figures[f"{name}_seconds"] = round(time.perf_counter() - started, 2)
        document = result if name == "read" else document
    return {**figures, "clean": result.is_clean, "peak_mib": peak()}


def peak() -> int:
    """The most memory this process has used."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    """Prints one JSON line for each figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--objectives", type=int, default=0)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("NORTHING_DATA_DIR", folder)
        os.environ["DJANGO_SETTINGS_MODULE"] = "northing.config.settings.running"
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        if chosen.files:
            print(json.dumps(damaged(chosen.files)))
        if chosen.objectives:
            print(json.dumps(large(chosen.objectives)))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
