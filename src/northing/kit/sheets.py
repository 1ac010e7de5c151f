"""Text on its way into a spreadsheet."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def defused(text: str) -> str:
    """The text with an apostrophe in front if a spreadsheet would take it for a formula (S6).

    >>> defused("=HYPERLINK(...)"), defused("Cut losses")
    ("'=HYPERLINK(...)", 'Cut losses')
    """
    return f"'{text}" if text.lstrip(" \u00a0\u202f").startswith(_FORMULA) or text.startswith(_FORMULA) else text
