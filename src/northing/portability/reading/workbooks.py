"""Excel workbooks. Looked over as a zip first, so that one made to burst is refused before it is unpacked (S5)."""

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from northing.core.measures import ENGLISH
from northing.portability.reading import limits
from northing.portability.reading.documents import Document, Unreadable
from northing.portability.reading.tables import Cell, Formula, Sheet, SheetRow, read_sheets

_DAMAGED = "This workbook is damaged and cannot be read. Open it, save it anew, and try that file."
_BURSTING = "This workbook would unpack to far more than OKRs can need. It is refused unread."
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]{0,200}?ref="([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})"')
_MERGED_LIMIT = 20_000


def read_workbook(name: str, content: bytes, year_starts_in_month: int = 1) -> Document:
    """The objectives of a workbook, from all of its sheets that hold any. Raises `Unreadable`."""
    parts = _look_over(content)
    if not any(part.startswith("xl/") for part in parts):
        raise Unreadable("This is a zip and no workbook. Northing reads JSON lines, CSV and Excel workbooks (.xlsx).")
    sheets = list(_sheets(content))
    return read_sheets(name, sheets, year_starts_in_month)


def _look_over(content: bytes) -> set[str]:
    """Size, number and ratio of the parts, then every part once for a document type, which no workbook has."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            if len(parts) > limits.PARTS or sum(part.file_size for part in parts) > limits.UNPACKED_BYTES:
                raise Unreadable(_BURSTING)
            for part in parts:
                packed = max(part.compress_size, 1)
                if part.file_size > limits.RATIO_MATTERS_FROM and part.file_size / packed > limits.UNPACKED_RATIO:
                    raise Unreadable(_BURSTING)
                if part.flag_bits & 1:
                    raise Unreadable("This workbook is protected by a password. Remove it and try again.")
            for part in parts:
                _refuse_document_type(package.read(part), picture=part.filename.startswith("xl/media/"))
            return {part.filename for part in parts}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        raise Unreadable(_DAMAGED)


def _refuse_document_type(part: bytes, *, picture: bool) -> None:
    """Entities that unfold into billions live in a document type. In two-byte text every other byte is zero.

    Every part is looked at, whatever it is called: the package itself says which of them are read as what. A drawing
    among the pictures may have a document type of its own, as drawings do, but no entities.
    """
    head = part.replace(b"\x00", b"") if part[:2] in (b"\xff\xfe", b"\xfe\xff") or part[:64].count(0) > 8 else part
    if b"<!ENTITY" in head or (b"<!DOCTYPE" in head and not picture):
        raise Unreadable(_BURSTING)


def _sheets(content: bytes) -> Iterator[Sheet]:
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions that do not matter here
        try:
            stored = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            as_typed = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
            package = zipfile.ZipFile(io.BytesIO(content))
            for sheet in stored.worksheets:
                if sheet.sheet_state == "visible":
                    part = package.read(_path_of(sheet))
                    typed = as_typed[sheet.title] if b"<f" in part or b":f" in part else None
                    yield Sheet(sheet.title, _rows(sheet, typed, _merged(part)), ENGLISH)
        except Unreadable:
            raise
        except Exception:  # noqa: BLE001 - openpyxl raises whatever its parsers raise; the file is damaged in some way
            raise Unreadable(_DAMAGED)


def _path_of(sheet: Any) -> str:
    """Where a sheet lies in the package: openpyxl knows it under a name of its own."""
    return str(sheet._worksheet_path).lstrip("/")


def _rows(sheet: Any, typed: Any, merged: dict[tuple[int, int], tuple[int, int]]) -> list[SheetRow]:
    formulas = _uncomputed(sheet, typed) if typed is not None else {}
    found: list[SheetRow] = []
    known: dict[tuple[int, int], Cell] = {}
    origins = set(merged.values())
    cells = 0
    sheet.reset_dimensions()  # what a file says of its own size is often wrong
    for number, row in enumerate(sheet.iter_rows(), start=1):
        values: list[Cell] = []
        for column, cell in enumerate(row[: limits.COLUMNS], start=1):
            value = formulas.get((number, column)) if (number, column) in formulas else _value(cell)
            if value is None and (number, column) in merged:
                value = known.get(merged[number, column])
            if (number, column) in origins:
                known[number, column] = value
            if isinstance(value, str) and len(value) > limits.CELL_CHARACTERS:
                raise Unreadable(f"Row {number}: a cell has more than {limits.CELL_CHARACTERS:,} characters.")
            values.append(value)
        while values and values[-1] is None:
            values.pop()
        cells += len(row)
        if number > limits.ROWS or cells > limits.CELLS:
            raise Unreadable(f"A sheet has more than {limits.ROWS:,} rows. Import it in parts.")
        if values:
            found.append(SheetRow(number, values))
    return found


def _uncomputed(sheet: Any, typed: Any) -> dict[tuple[int, int], Formula]:
    """Formulas whose result the file does not hold: whoever wrote the file did not compute them."""
    found = {}
    sheet.reset_dimensions()
    typed.reset_dimensions()
    cells = 0
    pairs = zip(sheet.iter_rows(), typed.iter_rows(), strict=False)
    for number, (values, formulas) in enumerate(pairs, start=1):
        cells += len(values)
        if number > limits.ROWS or cells > limits.CELLS:
            break
        for column, (value, formula) in enumerate(zip(values, formulas, strict=False), start=1):
            if value.value is None and isinstance(formula.value, str) and formula.value.startswith("="):
                found[number, column] = Formula(formula.value[:200])
    return found


def _value(cell: Any) -> Cell:
    value = cell.value
    if value is None or isinstance(value, bool | str | date | datetime):
        return value
    if isinstance(value, int | float):
        if isinstance(cell.number_format, str) and "%" in cell.number_format:
            return f"{float(f'{float(value) * 100:.12g}')!r}".removesuffix(".0") + "%"
        return value
    return str(value) if isinstance(value, time | timedelta) else None


def _merged(part: bytes) -> dict[tuple[int, int], tuple[int, int]]:
    """For every cell in a merged field, the first cell of the field, which alone has the value."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for first, last in _MERGED.findall(part):
        (top, left), (bottom, right) = _place(first), _place(last)
        if left != right and bottom == top:
            continue  # a title over several columns says nothing about each of them
        for row in range(top, bottom + 1):
            for column in range(left, min(right, limits.COLUMNS) + 1):
                found[row, column] = (top, left)
            if len(found) > _MERGED_LIMIT:
                return found
    return found


def _place(reference: bytes) -> tuple[int, int]:
    letters = reference.rstrip(b"0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return int(reference[len(letters) :]), column
