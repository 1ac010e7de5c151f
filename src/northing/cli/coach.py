"""`northing coach`: what an OKR coach would say about a document or about lines of JSON."""

import json
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import IO, Annotated

import typer

from northing.cli.coached import Outcome, coach_document, coach_record, told
from northing.portability.written import Unreadable, read_record


class Format(StrEnum):
    """How the answer is written."""

    TEXT = "text"
    JSON = "json"


def command(
    file: Annotated[Path, typer.Argument(help="Plain text, Markdown or JSON lines, UTF-8; - reads standard input.")],
    output: Annotated[
        Format, typer.Option("--format", help="For people, or one line of JSON for each goal.")
    ] = Format.TEXT,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 when something is NOT OK.")] = False,
) -> None:
    """Read objectives and key results as an OKR coach would. Needs no database and no network; changes nothing.

    Exit code 0: read. 1: with --strict, something is NOT OK. 2: a line could not be read, and was told by its number.
    """
    # A pipe that closes early (| head) is no mistake of anybody's.
    try:
        raise typer.Exit(_run(file, output, strict=strict))
    except BrokenPipeError:
        sys.stderr.close()
        raise typer.Exit(0)


def _run(file: Path, output: Format, *, strict: bool) -> int:
    for stream in (sys.stdout, sys.stderr):  # names and signs that the terminal cannot write are written as it can
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    not_ok = total = 0
    unread = False
    for outcome in _outcomes(file):
        if outcome.problem:
            unread = True
            print(outcome.problem, file=sys.stderr)
        else:
            total += 1
            not_ok += outcome.is_not_ok
        answer = json.dumps(outcome.as_json(), ensure_ascii=False) if output is Format.JSON else told(outcome)
        print(answer, flush=True)
    if output is Format.TEXT:
        print(_summary(total, not_ok))
    return 2 if unread else 1 if strict and not_ok else 0


def _summary(total: int, not_ok: int) -> str:
    if not total:
        return "No objectives and no key results were found."
    if not not_ok:
        return f"All {total} OK." if total > 1 else "OK."
    return f"{not_ok} of {total} NOT OK."


def _outcomes(file: Path) -> Iterator[Outcome]:
    if str(file) == "-":
        yield from _read(sys.stdin.buffer)
        return
    try:
        with file.open("rb") as stream:
            yield from _read(stream)
    except OSError as problem:
        raise typer.BadParameter(f"{file} cannot be read: {problem.strerror or problem}.", param_hint="FILE")


def _read(stream: IO[bytes]) -> Iterator[Outcome]:
    """JSON lines are answered line by line, as they come; a document is read whole first."""
    before: list[bytes] = []
    for line in stream:
        before.append(line)
        if line.strip(b" \t\r\n\xef\xbb\xbf"):
            break
    first = before[-1].lstrip(b" \t\xef\xbb\xbf") if before else b""
    if first.startswith(b"{"):
        yield from _records(chain(before, stream))
    else:
        yield from _document(b"".join(before) + stream.read())


def _records(lines: Iterable[bytes]) -> Iterator[Outcome]:
    for number, line in enumerate(lines, start=1):
        if not line.strip(b" \t\r\n\xef\xbb\xbf"):
            continue
        try:
            yield coach_record(read_record(line))
        except Unreadable as problem:
            yield Outcome(problem.own, problem=f"Line {number} {problem}.")


def _document(content: bytes) -> Iterator[Outcome]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        number = content[: problem.start].count(b"\n") + 1
        print(f"Line {number} is not UTF-8. Save the document as UTF-8 and try again.", file=sys.stderr)
        raise typer.Exit(2)
    yield from coach_document(text)
