"""The three voices, as three marks on one staff and as a table of three scales."""

from functools import lru_cache

from django.utils.translation import gettext
from markupsafe import Markup, escape

from northing.core.scoring import round_tenth
from northing.web import formats
from northing.web.components.shapes import paint
from northing.web.components.voices.drawing import VoicesDrawing, VoicesInput, draw, draw_scale

__all__ = ["VoicesDrawing", "VoicesInput", "draw", "draw_scale", "scale_svg", "sentence", "voices_svg"]


def voices_svg(pace: float | None = None, confidence: float | None = None, forecast: float | None = None) -> Markup:
    """Three marks on a staff, each a share 0..1 or None where that voice has not spoken."""
    return _painted(VoicesInput(_hundredth(pace), _hundredth(confidence), _hundredth(forecast)), formats.manner())


@lru_cache(maxsize=8192)
def _hundredth(voice: float | None) -> float | None:
    """A staff of 14 pixels shows no more; and its band, which is decided at half a tenth, does not change by it."""
    if voice is None or round_tenth(round(voice, 2)) != round_tenth(voice):
        return voice
    return round(voice, 2)


@lru_cache(maxsize=4096)
def _painted(voices: VoicesInput, manner: str) -> Markup:
    drawing = draw(voices)
    return Markup(  # noqa: S704 - the sentence is escaped, the shapes are painted safely
        f'<svg class="voices" viewBox="0 0 44 20" role="img" aria-label="{escape(sentence(voices, drawing.apart))}">'
        f"{paint(drawing.shapes)}</svg>"
    )


def scale_svg(name: str, value: float | None) -> Markup:
    """One voice on a scale of its own: name is pace, confidence or forecast."""
    shapes = paint(draw_scale(name, value))
    return Markup(f'<svg class="dot-scale" aria-hidden="true">{shapes}</svg>')  # noqa: S704 - painted safely


def sentence(voices: VoicesInput, apart: bool) -> str:
    """What a screen reader hears: "pace 0.6, confidence 0.8, forecast 0.3; they disagree"."""
    none = gettext("none")
    words = gettext("pace %(pace)s, confidence %(confidence)s, forecast %(forecast)s") % {
        "pace": formats.tenth(voices.pace) or none,
        "confidence": formats.tenth(voices.confidence) or none,
        "forecast": formats.tenth(voices.forecast) or none,
    }
    return gettext("%(voices)s; they disagree") % {"voices": words} if apart else words
