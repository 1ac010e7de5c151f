"""The command `northing`.

One file per command. `COMMANDS` names them with the line that the overview shows, so that the overview and a mistyped
command answer at once: only the command that runs is imported, and it makes Django ready itself (`entering`).

A command's file has either a typed function `command`, or, for a command with commands of its own, a `typer.Typer`
called `app`.
"""

import sys
from collections.abc import Sequence
from typing import NamedTuple


class Entry(NamedTuple):
    """Where a command lives, and what it is for in one line."""

    module: str
    summary: str


COMMANDS = {
    "serve": Entry("serve", "Start Northing: prepares the database, then serves pages until you press Ctrl-C"),
    "migrate": Entry("migrate", "Bring the database to what this version needs; done by serve as well"),
    "createadmin": Entry("createadmin", "Add an administrator, or give one a new password"),
    "import": Entry("import_", "Take over the OKRs of a file: JSON lines, CSV or an Excel workbook"),
    "coach": Entry("coach", "Read the OKRs of a document or of JSON lines as an OKR coach would"),
    "verify": Entry("verify", "Recompute every number from the check-ins and compare it with what is stored"),
    "jobs": Entry("jobs", "What happens by itself; started by serve as well"),
    "version": Entry("version", "Which version this is"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit code: 0 fine, 1 refused or failed, 2 not understood."""
    name, *rest = list(sys.argv[1:] if arguments is None else arguments) or ["--help"]
    if name in {"-h", "--help", "help"}:
        print(overview())
        return 0
    if name == "--version":
        name = "version"
    if name not in COMMANDS:
        print(_unknown(name), file=sys.stderr)
        return 2
    return _run(name, rest)


def overview() -> str:
    """What `northing --help` says."""
    width = max(map(len, COMMANDS))
    lines = [f"  {name:<{width}}  {entry.summary}" for name, entry in COMMANDS.items()]
    return "\n".join(
        [
            "Usage: northing COMMAND [OPTIONS]",
            "",
            "OKRs that explain themselves.",
            "",
            "Commands:",
            *lines,
            "",
            "northing COMMAND --help tells what a command takes.",
        ]
    )


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, COMMANDS, n=1)
    hint = f"Did you mean `northing {near[0]}`?" if near else "`northing --help` lists the commands."
    return f"There is no command `{name}`. {hint}"


def _run(name: str, arguments: list[str]) -> int:
    from importlib import import_module

    import typer

    from northing.kit.errors import Invalid, Northing

    module = import_module(f"northing.cli.{COMMANDS[name].module}")
    app: typer.Typer | None = getattr(module, "app", None)
    if app is None:
        app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
        app.command(name)(module.command)
    try:
        app(arguments, prog_name=f"northing {name}")
    except Northing as answer:
        lines = answer.lines() if isinstance(answer, Invalid) else [str(answer)]
        print("\n".join(lines), file=sys.stderr)
        return 1
    except SystemExit as end:  # how typer, and `entering`, say that they are done
        return end.code if isinstance(end.code, int) else 0
    return 0
