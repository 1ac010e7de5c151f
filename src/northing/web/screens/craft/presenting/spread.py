"""How far apart the voices of a blind round are (R32a): a dot for each on the scale from 0 to 1, without names."""

from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext, ngettext
from markupsafe import Markup, escape

from northing.web import formats
from northing.web.components.shapes import Circle, Line, Shape, Share, Text, paint

STEP = 9.0
"""Pixels from dot to dot where several say the same."""
BORDERS = (0.35, 0.65)
APART = 4
"""Tenths from which voices are so far apart that it is worth asking (R3)."""


def draw(tenths: Sequence[int]) -> tuple[Shape, ...]:
    """The scale with its dots, lowest first; equal voices stand one above the other."""
    counted = Counter(tenths)
    floor = height(tenths) - 20.0
    shapes: list[Shape] = [Line("scale-line", 0, floor + 6, Share(1), floor + 6)]
    shapes += [Line("scale-tick", Share(border), floor + 2, Share(border), floor + 10) for border in BORDERS]
    for tenth in sorted(counted):
        band = "on" if tenth >= 7 else "risk" if tenth >= 4 else "off"
        shapes += [
            Circle(f"voice {band}", Share(tenth / 10), floor - place * STEP, 4) for place in range(counted[tenth])
        ]
    shapes += [
        Text("", 0, floor + 19, formats.score(0.0)),
        Text("", Share(0.5), floor + 19, formats.score(0.5), "middle"),
        Text("", Share(1), floor + 19, formats.score(1.0), "end"),
    ]
    return tuple(shapes)


def height(tenths: Sequence[int]) -> float:
    """Pixels, so that the highest heap fits."""
    return 26.0 + STEP * max(Counter(tenths).values(), default=1)


def spread_svg(tenths: Sequence[int]) -> Markup:
    """The picture; what it says stands beside it as well (`words`)."""
    tall = height(tenths)
    return Markup(  # noqa: S704 - the label is escaped, the shapes are painted safely
        f'<svg class="spread" width="100%" height="{tall:g}" role="img" aria-label="{escape(words(tenths))}">'
        f"{paint(draw(tenths))}</svg>"
    )


def words(tenths: Sequence[int]) -> str:
    """ "5 voices: 0.3, 0.6, 0.7, 0.7, 0.9." """
    listed = ", ".join(formats.confidence(tenth) for tenth in sorted(tenths))
    return ngettext("One voice: %(listed)s.", "%(num)s voices: %(listed)s.", len(tenths)) % {
        "num": len(tenths), "listed": listed,
    }  # fmt: skip


def question(tenths: Sequence[int]) -> str:
    """What to talk about, where the voices are far apart or all of them low."""
    if len(tenths) < 2:
        return ""
    apart = max(tenths) - min(tenths)
    if apart >= APART:
        return gettext("You are %(apart)s apart. What does somebody see that the others do not?") % {
            "apart": formats.confidence(apart)
        }
    if max(tenths) < APART:
        return gettext("Nobody believes in it. What would have to change?")
    return ""
