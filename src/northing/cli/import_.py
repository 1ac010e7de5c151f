"""`northing import`: OKRs from a file."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from northing.cli.entering import enter_prepared

if TYPE_CHECKING:
    from northing.portability.report import Report


def command(
    file: Annotated[Path, typer.Argument(help="JSON lines, CSV or an Excel workbook (.xlsx); - reads standard input.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen, and write nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    email: Annotated[str, typer.Option("--as", help="The administrator whom the log names; else the first.")] = "",
    every_note: Annotated[bool, typer.Option("--notes", help="Print every row of every note.")] = False,
) -> None:
    """Take over the OKRs of a file: all of them, or none when a row is in the way. The same file again changes nothing.

    Exit code 0: done, or nothing to do. 1: refused, and nothing was written. 2: the command was not understood.
    """
    content = _content(file)
    enter_prepared()
    from northing.kit.errors import Invalid, Northing
    from northing.portability.actions import import_okrs, read_document
    from northing.portability.policies import operator

    try:
        actor = operator(email)
        report = import_okrs(actor, read_document(_name(file), content), dry_run=dry_run)
    except Northing as problem:
        lines = problem.lines() if isinstance(problem, Invalid) else [str(problem)]
        if as_json:
            print(json.dumps(_refused_unread(lines), ensure_ascii=False))
        print("\n".join(line.removeprefix("file: ") for line in lines), file=sys.stderr)
        raise typer.Exit(1)
    if as_json:
        print(json.dumps(report.as_json(), ensure_ascii=False))
    else:
        _show(report, every_note=every_note)
    raise typer.Exit(1 if report.is_refused else 0)


def _content(file: Path) -> bytes:
    if str(file) == "-":
        return sys.stdin.buffer.read()
    try:
        return file.read_bytes()
    except OSError as problem:
        raise typer.BadParameter(f"{file} cannot be read: {problem.strerror or problem}.", param_hint="FILE")


def _name(file: Path) -> str:
    return "standard input" if str(file) == "-" else file.name


def _refused_unread(lines: list[str]) -> dict[str, Any]:
    """The report of a file that could not be read at all: nothing counted, and why."""
    nothing = {"created": 0, "changed": 0, "unchanged": 0, "refused": 0}
    notes = [{"row": 0, "field": "file", "message": line.removeprefix("file: ")} for line in lines]
    counts = {"objectives": nothing, "key_results": nothing, "teams": 0, "people": 0, "cycles": 0}
    return {**counts, "notes": notes, "refused": True}


def _show(report: "Report", *, every_note: bool) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from northing.portability.report import Fate, grouped

    console = Console()
    console.print(Text(_headline(report), style="bold"))
    table = Table("", box=None, pad_edge=False)
    for fate in Fate:
        table.add_column(fate.value, justify="right")
    for words, counts in (("Objectives", report.objectives), ("Key results", report.key_results)):
        table.add_row(words, *(f"{counts[fate]:,}" for fate in Fate))
    for words, names in (("Teams", report.teams), ("People", report.people), ("Cycles", report.cycles)):
        table.add_row(words, f"{len(names):,}")
    console.print(table)
    for refusal in report.in_the_way:
        console.print(Text(f"{_place((refusal.row,), refusal.field, every_note=True)}{refusal.message}"))
    groups = grouped(report.notes)
    if groups:
        console.print(Text("Notes", style="bold"))
    for group in groups:
        console.print(Text(f"{_place(group.rows, group.field, every_note=every_note)}{group.message}"))


def _headline(report: "Report") -> str:
    if report.is_refused:
        rows = len(report.in_the_way)
        return f"{report.document}: nothing was written. {rows} {'row is' if rows == 1 else 'rows are'} in the way."
    if report.dry_run:
        return f"{report.document}: this would happen."
    return f"{report.document}: imported." if report.changes_anything else f"{report.document}: nothing has changed."


def _place(rows: tuple[int, ...], field: str, *, every_note: bool) -> str:
    """ "row 5, start: " or "in 320 rows (1, 4, 6, …), start: "; nothing for what is about the whole file."""
    about = f"{field}: " if field else ""
    named = tuple(row for row in rows if row)
    if not named:
        return about
    if len(named) == 1:
        return f"Row {named[0]}, {about}" if about else f"Row {named[0]}: "
    shown = ", ".join(map(str, named if every_note else named[:5]))
    more = "" if every_note or len(named) <= 5 else ", …"
    return f"{len(named):,} rows ({shown}{more}), {about}"
