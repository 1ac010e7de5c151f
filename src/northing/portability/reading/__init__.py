"""Reading files: JSON lines, CSV in any encoding and with any delimiter, and Excel workbooks.

`read` looks at the content, not at the name. Whatever the format, it gives the same `Document`.
"""

from northing.portability.reading.documents import (
    Document,
    ImportedKeyResult,
    ImportedObjective,
    Note,
    RefusedRow,
    Unreadable,
)
from northing.portability.reading.files import read
from northing.portability.reading.limits import FILE_BYTES
from northing.portability.reading.periods import span_of_period
from northing.portability.reading.texts import comparable

__all__ = [
    "FILE_BYTES",
    "Document",
    "ImportedKeyResult",
    "ImportedObjective",
    "Note",
    "RefusedRow",
    "Unreadable",
    "comparable",
    "read",
    "span_of_period",
]
