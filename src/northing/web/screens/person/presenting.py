"""From people to what their templates draw. Nothing here counts, ranks or scores a person."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from northing.accounts.queries import PeoplePage, Standing, number_style
from northing.core.measures import NumberStyle
from northing.cycles.queries import usual
from northing.insights.person import Part, PersonPage
from northing.web import portraits, summing
from northing.web.components.bar import bar_svg
from northing.web.components.voices import voices_svg
from northing.web.templating import url, url_or_none


def people(reader: Any, found: PeoplePage, teams: Mapping[int, list[tuple[int, str]]], search: str) -> dict[str, Any]:
    """Everything the template of the list knows."""
    return {
        "found": found,
        "rows": [
            {"person": row, "teams": teams.get(row.id, []), "standing": standing_words(row.standing)}
            for row in found.rows
        ],
        "search": search,
        "params": {"q": search or None, "page": found.page if found.page > 1 else None},
        "me": reader.pk,
        "invite_url": url_or_none("settings-people-invite") if reader.is_administrator else None,
    }


def person(reader: Any, page: PersonPage) -> dict[str, Any]:
    """Everything the template of one person knows."""
    style = number_style(reader)
    mine = page.person.id == reader.pk
    then = {"as_of": page.as_of.isoformat()} if page.as_of else {}
    chosen = {"cycle": page.cycle.id} if page.cycle and page.cycle != usual(list(page.cycles), page.day) else {}
    return {
        "page": page,
        "params": {**chosen, **then},
        "person_row": page.person,
        "mine": mine,
        "standing": standing_words(page.person.standing),
        "individual": [summing.objective_line(*whole, then=then) for whole in page.individual],
        "led": [summing.objective_line(*whole, with_team=True, then=then) for whole in page.led],
        "owned": [_part(part, style, then) for part in page.owned],
        "helped": [_part(part, style, then) for part in page.helped],
        "cycle_options": [(row.id, row.name) for row in page.cycles],
        "cycle_value": page.cycle.id if page.cycle else None,
        "past": page.cycle is not None and page.cycle.span.ends_on < page.today,
        "profile_url": url_or_none("settings-profile") if mine else None,
        "explorer": url_or_none("okrs", _query={"person": page.person.id, "cycle": page.cycle.id, **then})
        if page.cycle
        else None,
        "me": reader.pk,
    }


def standing_words(standing: Standing) -> str:
    """How somebody stands to the installation, where that is worth a word."""
    return {
        Standing.ACTIVE: "",
        Standing.INVITED: gettext("invited, not here yet"),
        Standing.PLACEHOLDER: gettext("known by name only"),
        Standing.DISABLED: gettext("does not work here any more"),
    }[standing]


def _part(part: Part, style: NumberStyle, then: Mapping[str, Any]) -> dict[str, Any]:
    objective, row = part
    band = portraits.key_result_band(row)
    return {
        "text": row.text,
        "href": url("key-result", row.id, _query=dict(then)),
        "bar": bar_svg(portraits.key_result_bar(row)),
        "band": band.band,
        "band_words": band.words,
        "value": portraits.value_words(row, style),
        "aim": portraits.aim_words(row, style),
        "voices": voices_svg(row.voices.pace, row.voices.confidence, row.voices.forecast),
        "objective": objective.statement,
        "objective_href": url_or_none("objective", objective.id, _query=then),
        "owner": row.owner,
    }
