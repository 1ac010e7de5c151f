"""CSV: any delimiter, quoted or not, with whatever stands above the headings."""

import csv
import io
from collections.abc import Iterator

from northing.core.measures import ENGLISH, GERMAN
from northing.portability.reading import limits
from northing.portability.reading.documents import Document, Unreadable
from northing.portability.reading.tables import Sheet, SheetRow, read_sheets

_DELIMITERS = ",;\t|"


def read_csv(name: str, text: str, year_starts_in_month: int = 1) -> Document:
    """The objectives of a CSV text. Raises `Unreadable` when no column holds objectives or key results."""
    delimiter, text = _delimiter(text.replace("\x00", ""))
    presumed = GERMAN if delimiter == ";" else ENGLISH
    return read_sheets(name, [Sheet("", list(_rows(text, delimiter)), presumed)], year_starts_in_month)


def _rows(text: str, delimiter: str) -> Iterator[SheetRow]:
    csv.field_size_limit(limits.CELL_CHARACTERS)
    cells = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    number = 0
    while True:
        number += 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            if "field larger" in str(problem):
                message = f"Row {number}: a cell has more than {limits.CELL_CHARACTERS:,} characters. Is a quotation mark missing?"
                raise Unreadable(message)
            raise Unreadable(f"Row {number} cannot be read: {problem}.")
        cells += len(row)
        if number > limits.ROWS or cells > limits.CELLS or len(row) > limits.COLUMNS:
            raise Unreadable(
                f"The file has more than {limits.ROWS:,} rows or {limits.COLUMNS} columns. Import it in parts."
            )
        if any(row):
            yield SheetRow(number, list(row))


def _delimiter(text: str) -> tuple[str, str]:
    """The mark that parts the cells: Excel's own line "sep=;" if there is one, else the mark that parts the rows most
    evenly.
    """
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        return first.strip()[4], rest
    sample = text[:20_000]
    return max(_DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter)), text


def _evenness(sample: str, delimiter: str) -> tuple[float, int]:
    """How many of the sample's rows have as many cells as the most frequent number of cells, and that number."""
    csv.field_size_limit(limits.CELL_CHARACTERS)
    try:
        widths = [len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter) if row][:60]
    except csv.Error:
        return (0.0, 0)
    wide = [width for width in widths if width > 1]
    if not wide:
        return (0.0, 0)
    usual = max(set(wide), key=lambda width: (wide.count(width), width))
    return (wide.count(usual) / len(widths) * min(usual, 4), usual)
