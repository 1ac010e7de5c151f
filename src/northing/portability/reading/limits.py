"""How large a file may be. Everything beyond is refused before it is unpacked or parsed (S5)."""

FILE_BYTES = 16 * 1024 * 1024
"""Ten thousand objectives with their key results take about 10 MB as JSON lines."""

UNPACKED_BYTES = 48 * 1024 * 1024
"""All parts of a workbook together, unpacked."""

UNPACKED_RATIO = 120
"""A workbook of ordinary text shrinks to a tenth; beyond this ratio it was made to burst."""

RATIO_MATTERS_FROM = 2 * 1024 * 1024
"""Small parts may be as repetitive as they like."""

PARTS = 2_000
ROWS = 100_000
COLUMNS = 300
CELLS = 2_000_000
CELL_CHARACTERS = 40_000
"""Excel itself allows 32,767 in a cell."""

OBJECTIVES = 20_000
KEY_RESULTS = 100_000
KEY_RESULTS_OF_ONE_OBJECTIVE = 200
REMARKS_OF_ONE_ROW = 40
NOTES = 20_000
JSON_NUMBER_DIGITS = 400
"""Longer numerals are no numbers anybody measures, and Python takes its time with them."""
