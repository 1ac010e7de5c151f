"""OKRs as people write them: plain text, Markdown, JSON lines. Nothing is stored here; the coach reads what is found.

`read_document` says which lines of a document are objectives and which are key results. `read_record` reads one line of
JSON. Neither needs Django, so that the command line answers at once.
"""

from northing.portability.written.documents import Goal, Piece, read_document
from northing.portability.written.records import Record, Unreadable, read_record

__all__ = ["Goal", "Piece", "Record", "Unreadable", "read_document", "read_record"]
