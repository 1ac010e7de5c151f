"""Which format a file is in: judged by what it holds, whatever it is called."""

import codecs
import re

from northing.portability.reading import limits
from northing.portability.reading.documents import Document, Unreadable
from northing.portability.reading.texts import line

_KNOWN = "Northing reads JSON lines, CSV and Excel workbooks (.xlsx)."
_FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "This is a workbook of an old Excel (.xls), or one with a password. Save it as .xlsx."),
    (b"%PDF", f"This is a PDF. {_KNOWN}"),
    (b"\x1f\x8b", f"This file is compressed. {_KNOWN}"),
    (b"\x89PNG", f"This is a picture. {_KNOWN}"),
    (b"\xff\xd8\xff", f"This is a picture. {_KNOWN}"),
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# Spaces are those of one line: with all of them, thousands of empty lines would be tried one against another.
_YAML = re.compile(r"^(?:---[ \t]*$|\w[\w ]{0,80}:[ \t]*$|[ \t]+\w+: |[ \t]*- \w+: |[ \t]*# )", re.MULTILINE)
_MARKDOWN = re.compile(
    r"^(?:#{1,6} \S|[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*\|[ \t:|-]*$|[ \t]*(?:[-*]|\d\.) \S)", re.MULTILINE
)


def read(name: str, content: bytes, *, year_starts_in_month: int = 1) -> Document:
    """The objectives of a file. Raises `Unreadable` when it as a whole cannot be read, with a sentence that says why.

    `name` is what the file is called, and only that. `year_starts_in_month` tells where a sheet's "Q1" lies.
    """
    document = _read(name, content, year_starts_in_month)
    if not document.objectives_read and not document.key_results_read:
        raise Unreadable("There are no objectives in this file.")
    return document


def _read(name: str, content: bytes, year_starts_in_month: int) -> Document:
    if len(content) > limits.FILE_BYTES:
        raise Unreadable(
            f"The file has {len(content) / 1_048_576:.0f} MB; at most {limits.FILE_BYTES // 1_048_576} MB are read."
        )
    if not content.strip():
        raise Unreadable("The file is empty.")
    for mark, message in _FOREIGN:
        if content.startswith(mark):
            raise Unreadable(message)
    name = line(name)[:200]
    if content.startswith(b"PK"):
        from northing.portability.reading.workbooks import read_workbook

        return read_workbook(name, content, year_starts_in_month)
    text = decoded(content)
    if text.lstrip().startswith(("{", "[")):
        from northing.portability.reading.json_lines import read_json

        return read_json(name, text)
    _refuse_prose(text)
    from northing.portability.reading.csv_files import read_csv

    return read_csv(name, text, year_starts_in_month)


def decoded(content: bytes) -> str:
    """The text of a file in whatever encoding: UTF-8, UTF-16 or UTF-32 with or without its mark, else Latin-1 as
    Windows has it.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding)
    sample = content[:4096]
    if sample.count(0) > len(sample) // 5:
        return _strictly(content, "utf-16-le" if sample[1::2].count(0) >= sample[::2].count(0) else "utf-16-be")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable(f"The file says that it is {encoding.upper()} text, and it is damaged.")


def _refuse_prose(text: str) -> None:
    """Pages and notes are no tables, though commas may stand in them."""
    sample = text[:20_000]
    if sample.lstrip().startswith("<"):
        raise Unreadable(f"This is a web page, though it may be called a sheet. {_KNOWN}")
    rows = [row for row in sample.splitlines() if row.strip()]
    if (len(_YAML.findall(sample)) + len(_MARKDOWN.findall(sample))) * 3 > len(rows):
        raise Unreadable(f"This is a text (Markdown or YAML) and no table. {_KNOWN}")
