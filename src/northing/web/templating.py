"""
The Jinja2 environment of every page, mail and fragment.

Templates live beside what they belong to and are named by their place under `northing/web`:
`layouts/page.html`, `components/bar/bar.html`, `screens/home/home.html`. Configuration needs only:

    TEMPLATES = [{
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [northing.web.templating.TEMPLATES],
        "OPTIONS": {"environment": "northing.web.templating.environment"},
    }]
"""

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import jinja2
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, get_language_bidi, gettext, ngettext, npgettext, pgettext

from northing.web import formats
from northing.web.components.band import band_chip
from northing.web.components.bar import bar_input, bar_svg
from northing.web.components.chart import chart_svg
from northing.web.components.cycle import cycle_svg
from northing.web.components.icon import icon, icon_names
from northing.web.components.voices import scale_svg, voices_svg

TEMPLATES = Path(__file__).parent


def environment(**options: Any) -> jinja2.Environment:
    """
    The environment Django's Jinja2 backend asks for: everything escaped, nothing undefined passes silently, every
    string translated with Django's catalogues. Compiled templates stay in memory; the backend passes `auto_reload`
    in development only.
    """
    options["autoescape"] = True
    options["undefined"] = jinja2.StrictUndefined
    options.setdefault("cache_size", -1)
    env = jinja2.Environment(  # noqa: S701 - autoescape is set above
        extensions=["jinja2.ext.i18n", "jinja2.ext.loopcontrols", "jinja2.ext.do"],
        trim_blocks=True,
        lstrip_blocks=True,
        **options,
    )
    env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    env.globals.update(
        url=url,
        url_or_none=url_or_none,
        static=static,
        icon=icon,
        icon_names=icon_names,
        band_chip=band_chip,
        bar_svg=bar_svg,
        bar_input=bar_input,
        chart_svg=chart_svg,
        cycle_svg=cycle_svg,
        voices_svg=voices_svg,
        scale_svg=scale_svg,
        today=formats.today,
        time_tag=formats.time_tag,
        query=query,
        language=lambda: get_language() or "en",
        direction=lambda: "rtl" if get_language_bidi() else "ltr",
    )
    env.filters.update(
        as_day=formats.as_day,
        day=formats.day,
        short_day=formats.short_day,
        full_day=formats.full_day,
        weekday_and_day=formats.weekday_and_day,
        moment=formats.moment,
        full_moment=formats.full_moment,
        clock_time=formats.clock_time,
        age=formats.age,
        relative=formats.relative,
        machine_time=formats.machine_time,
        number=formats.number,
        score=formats.score,
        tenth=formats.tenth,
        confidence=formats.confidence,
        percent=formats.percent,
        initials=formats.initials,
        short_name=formats.short_name,
        first_name=formats.first_name,
    )
    env.tests["past"] = lambda day, now=None: formats.as_day(day) < (now or formats.today())
    env.tests["moment"] = lambda value: hasattr(value, "hour")
    return env


def url(name: str, *args: Any, _query: dict[str, Any] | None = None, _fragment: str = "", **kwargs: Any) -> str:
    """The address of a view: `url("objective", 12)`, `url("okrs", _query={"team": 3})`. NoReverseMatch if unknown."""
    address = reverse(name, args=args or None, kwargs=kwargs or None)
    if _query:
        address += query(_query)
    return f"{address}#{_fragment}" if _fragment else address


def url_or_none(name: str, *args: Any, **kwargs: Any) -> str | None:
    """The address of a view, or None where this installation has no such page."""
    try:
        return url(name, *args, **kwargs)
    except NoReverseMatch:
        return None


def query(parameters: dict[str, Any], **changes: Any) -> str:
    """
    "?cycle=3&band=risk": the parameters with some changed, without those that are None, empty or False.
    A list gives its key once per value. Nothing left gives "?", which links to the page without any.
    """
    merged = {**parameters, **changes}
    kept = {key: value for key, value in merged.items() if value not in (None, "", [], ()) and value is not False}
    return "?" + urlencode(kept, doseq=True)
