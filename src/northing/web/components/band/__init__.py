"""A band: icon and word, no pill. Painted once for the same words, for lists show hundreds of them."""

from functools import lru_cache

from django.utils.translation import get_language, gettext
from markupsafe import Markup, escape

from northing.web.components.icon import icon

__all__ = ["band_chip"]


def band_chip(band: str, words: str = "", says: str = "") -> Markup:
    """The chip of a band (on, risk, off, stale, none). `words` replace the usual word ("Stale, 12 days", "24"); `says`
    gives a mere count its word for readers of screens. KeyError for any other band."""
    return _painted(str(band), words, says, get_language() or "en")


@lru_cache(maxsize=2048)
def _painted(band: str, words: str, says: str, language: str) -> Markup:
    del language  # part of the key only: the word below depends on it
    hidden = f'<span class="visually-hidden"> {escape(says)}</span>' if says else ""
    return Markup(  # noqa: S704 - every word is escaped
        f'<span class="band band--{band}">{icon("band-" + band)}{escape(words or _word(band))}{hidden}</span>'
    )


def _word(band: str) -> str:
    match band:
        case "on":
            return gettext("On track")
        case "risk":
            return gettext("At risk")
        case "off":
            return gettext("Off track")
        case "stale":
            return gettext("Stale")
        case _:
            return gettext("No value yet")
