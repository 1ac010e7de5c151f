"""The languages that the coach speaks. A pack is a folder here with a `PACK`, and a line below."""

from functools import cache
from importlib import import_module

from northing.core.coaching.sentence import Pack

LANGUAGES = ("en", "de")


@cache
def pack_for(language: str) -> Pack | None:
    """The pack of a language code; None if there is none. Loaded when it is first needed."""
    if language not in LANGUAGES:
        return None
    pack: Pack = import_module(f"{__name__}.{language}").PACK
    return pack
