"""
Icons are drawn on a 16-pixel grid with a stroke of 1.5 pixels, in the colour of the text beside them.

Northing has its own set for what it says most; `lucide:<name>` takes one from the Lucide package, which is drawn on a
24-pixel grid and whose stroke is thickened in the style sheet so that both look alike. An icon is decoration beside a
word unless it is given a label.
"""

from functools import lru_cache

from lucide.jinja import lucide
from markupsafe import Markup, escape

OWN = {
    # bands, each with an outline of its own (see the band component)
    "band-on": '<circle cx="8" cy="8" r="6"/><path class="cut" d="M5.2 8.2l2 2 3.6-4"/>',
    "band-risk": '<path d="M8 1.8L14.8 13.8H1.2z"/><path class="cut" d="M8 6.2v3.4M8 11.6v.3"/>',
    "band-off": '<path d="M2.5 2.5h11v11h-11z"/><path class="cut" d="M5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8"/>',
    "band-stale": '<circle cx="8" cy="8" r="5.5" stroke-dasharray="2.5 2"/><path d="M8 5v3.2l2 1.2"/>',
    "band-none": '<path d="M4.5 8h7"/>',
    # places
    "home": '<path d="M2.5 7.5L8 3l5.5 4.5M4 6.8V13h8V6.8"/>',
    "okrs": '<path d="M3 3.5h4M6 8h7M6 12.5h7M4 3.5v9h2M4 8h2"/>',
    "team": '<circle cx="6" cy="5.5" r="2.25"/>'
    '<path d="M2 13c0-2.5 1.8-4 4-4s4 1.5 4 4M10.5 3.6a2.2 2.2 0 010 3.9M12 9.4c1.3.6 2 1.9 2 3.6"/>',
    "people": '<circle cx="8" cy="5.5" r="2.5"/><path d="M3 13.5c0-2.8 2.1-4.5 5-4.5s5 1.7 5 4.5"/>',
    "settings": '<path d="M2.5 4.5h5M10.5 4.5h3M2.5 11.5h3M8.5 11.5h5"/>'
    '<circle cx="9" cy="4.5" r="1.5"/><circle cx="7" cy="11.5" r="1.5"/>',
    # acts
    "search": '<circle cx="7" cy="7" r="4.25"/><path d="M10.2 10.2L13.5 13.5"/>',
    "add": '<path d="M8 3v10M3 8h10"/>',
    "less": '<path d="M3 8h10"/>',
    "close": '<path d="M4 4l8 8M12 4l-8 8"/>',
    "check": '<path d="M3 8.5l3.2 3.2L13 4.8"/>',
    "edit": '<path d="M3 13l.7-3L10.5 3.2l2.3 2.3L6 12.3z"/>',
    "delete": '<path d="M3 4.5h10M6 4.5V3h4v1.5M4.5 4.5l.5 8.5h6l.5-8.5"/>',
    "link": '<path d="M6.5 9.5l3-3M7 5l1.5-1.5a2.8 2.8 0 014 4L11 9M9 11l-1.5 1.5a2.8 2.8 0 01-4-4L5 7"/>',
    "exchange": '<path d="M3 6h9.5M10 3.5L12.5 6 10 8.5M13 10.5H3.5M6 8l-2.5 2.5L6 13"/>',
    "more": '<circle cx="3.5" cy="8" r=".75"/><circle cx="8" cy="8" r=".75"/><circle cx="12.5" cy="8" r=".75"/>',
    "undo": '<path d="M3.5 6.5h6a3.5 3.5 0 010 7H6M6 3.5l-3 3 3 3"/>',
    "export": '<path d="M8 2.5v7.5M5 7l3 3 3-3M3 12v1.5h10V12"/>',
    "import": '<path d="M8 10V2.5M5 5.5l3-3 3 3M3 12v1.5h10V12"/>',
    # directions
    "up": '<path d="M8 13V3M4 7l4-4 4 4"/>',
    "down": '<path d="M8 3v10M4 9l4 4 4-4"/>',
    "chevron-down": '<path d="M4 6l4 4 4-4"/>',
    "chevron-right": '<path d="M6 4l4 4-4 4"/>',
    "chevron-left": '<path d="M10 4L6 8l4 4"/>',
    "sort-up": '<path d="M5 9.5l3-3 3 3"/>',
    "sort-down": '<path d="M5 6.5l3 3 3-3"/>',
    # things
    "dot": '<circle cx="8" cy="8" r="1.5"/>',
    "circle": '<circle cx="8" cy="8" r="4.5"/>',
    "clock": '<circle cx="8" cy="8" r="5.5"/><path d="M8 5v3.2l2 1.3"/>',
    "blocker": '<path d="M5.3 2.5h5.4l2.8 2.8v5.4l-2.8 2.8H5.3l-2.8-2.8V5.3zM5 8h6"/>',
    "disagree": '<path d="M2 5l5 1 7 5"/><circle cx="2.5" cy="5" r="1"/><circle cx="8" cy="6.3" r="1"/>'
    '<circle cx="13.5" cy="11" r="1"/>',
    "measure": '<path d="M2 11h12M13 11V4M4 11V9M8 11V9"/>',
    "flag": '<path d="M4 14V2.5M4 3h8l-2 2.75L12 8.5H4"/>',
    "comment": '<path d="M2.5 3.5h11v7h-6l-3 2.5v-2.5h-2z"/>',
    "lock": '<path d="M3.5 7.5h9V13h-9zM5.5 7.5v-2a2.5 2.5 0 015 0v2"/>',
    "calendar": '<path d="M2.5 4h11v9.5h-11zM2.5 7h11M5.5 2.5V5M10.5 2.5V5"/>',
    "info": '<circle cx="8" cy="8" r="5.5"/><path d="M8 7.5v3.2M8 5.2v.3"/>',
    "warning": '<circle cx="8" cy="8" r="5.5"/><path d="M8 5v3.5M8 10.8v.2"/>',
}


def icon_names() -> list[str]:
    """The names of Northing's own icons."""
    return list(OWN)


@lru_cache(maxsize=256)
def icon(name: str, label: str = "", css: str = "") -> Markup:
    """
    One icon as SVG: `icon("add")`, `icon("lucide:mail")`.

    Without a label it is hidden from screen readers; with one it is an image of that name. KeyError for a name that
    Northing's set does not have, lucide's IconDoesNotExist for one of theirs.
    """
    classes = f"icon {css}".strip()
    says = {"role": "img", "aria_label": label} if label else {"aria_hidden": "true"}
    if name.startswith("lucide:"):
        return Markup(  # noqa: S704 - the package's own markup; our attributes are escaped by it
            lucide(name.removeprefix("lucide:"), size=None, **{"class": f"{classes} icon--lucide", **says})
        )
    aria = "".join(f' {key.replace("_", "-")}="{escape(value)}"' for key, value in says.items())
    return Markup(f'<svg class="{classes}" viewBox="0 0 16 16"{aria}>{OWN[name]}</svg>')  # noqa: S704
