"""From the rows of an objective's page to what its template draws."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from northing.accounts.queries import number_style, zone_of
from northing.core.access import Act
from northing.core.alignment import LinkKind
from northing.core.measures import NumberStyle
from northing.core.rollup import DrawsFrom, Explanation
from northing.core.scoring import Commitment, needs_post_mortem, proposed_score, round_tenth, weighted_score
from northing.goals.policies import Standing, standing_on
from northing.goals.queries.explaining import explain_page_of_objective
from northing.goals.queries.objective import ObjectivePage, State
from northing.goals.queries.relatives import Relative, Way
from northing.goals.queries.rows import KeyResultRow, ObjectiveRow, PersonRef
from northing.web import discussing, foretelling, formats, portraits, requesting
from northing.web.components.bar import Labels
from northing.web.screens.objective.coaching import coached
from northing.web.screens.objective.kinship import around
from northing.web.templating import url, url_or_none

ACTS = (
    Act.EDIT_OBJECTIVE, Act.ADD_KEY_RESULT, Act.WEIGH, Act.ALIGN, Act.MOVE, Act.PUBLISH, Act.CLOSE, Act.REOPEN,
    Act.DELETE, Act.NOTE_INITIATIVE, Act.CHECK_IN, Act.REQUEST,
)  # fmt: skip

LOG_LINES = 6
MOST_WEIGHTS = 6


def context(
    reader: Any,
    page: ObjectivePage,
    *,
    errors: Mapping[str, Any] | None = None,
    typed: Mapping[str, Any] | None = None,
    form: str = "",
) -> dict[str, Any]:
    """Everything the template knows. `form` names the one that was sent and is wrong, with its `errors` and what was
    `typed`.
    """
    style = number_style(reader)
    standing = standing_on(reader, page.footing)
    may = _may(page, standing)
    key_results = [_key_result(row, style, reader, page.reasons.get(row.id, "")) for row in page.key_results]
    numbers = {row.id: row.number for row in page.key_results}
    log = [
        portraits.log_line(event, {row.id: row for row in page.key_results}, style, _names(page))
        for event in page.happenings
    ]
    return {
        "page": page,
        "o": page.objective,
        "may": may,
        "band": portraits.objective_band(page.objective),
        "bar": portraits.objective_bar(page.objective, "l", _labels(page.objective)),
        "trail": _trail(page),
        "here": _here(page),
        "key_results": key_results,
        "weights_note": _weights_note(page),
        "foreseen": foretelling.sentence(page.objective.forecast) if page.objective.forecast else "",
        "disagreeing": [row for row in page.key_results if row.voices.disagreement is not None],
        "due": [row for row in page.key_results if row.is_due and _owns(row, reader) and not page.as_of],
        "groups": _groups(page, style, may),
        "initiatives": [_initiative(row, numbers) for row in page.initiatives],
        "initiative_owners": owners_to_choose(page, reader),
        "ledger": portraits.ledger_rows(page.ledger, numbers, style),
        "log": log[:LOG_LINES],
        "earlier": log[LOG_LINES:],
        "commitment": portraits.commitment_words(page.objective.commitment),
        "proposed": proposed(page),
        "as_proposed": _tenth(page.objective.score) == _tenth(proposed(page)),
        "learned": page.learned if page.objective.state is State.CLOSED else "",
        "post_mortem": page.objective.state is State.CLOSED
        and needs_post_mortem(_final(page.objective), page.objective.commitment),
        "errors": errors or {},
        "typed": typed or {},
        "form": form,
        "me": reader.pk,
        "coach": coached(reader, page, may),
        **around(reader, page, may),
        "requests": None
        if page.as_of
        else requesting.section(reader, page.objective.id, page.today, may_ask=Act.REQUEST in may),
        "discussion": discussing.section(
            reader,
            page.objective.id,
            standing,
            page.key_results,
            discussing.Place(url("objective", page.objective.id)),
            as_of=page.as_of,
        ),
    }


def explanation(reader: Any, page: ObjectivePage) -> Explanation:
    """Where the number of this page comes from, for this reader."""
    return explain_page_of_objective(page, number_style(reader), zone_of(reader))


def _may(page: ObjectivePage, standing: Standing) -> frozenset[Act]:
    """What is offered. The past is only looked at."""
    return frozenset() if page.as_of else standing.allowed(ACTS)


def _owns(row: KeyResultRow, reader: Any) -> bool:
    return row.owner is not None and row.owner.id == reader.pk


def _trail(page: ObjectivePage) -> list[tuple[str, str | None]]:
    team = page.objective.team
    return [(gettext("OKRs"), url_or_none("okrs")), (team.name, url_or_none("team", team.id))]


def _here(page: ObjectivePage) -> str:
    if page.siblings <= 1 or page.objective.state is State.DRAFT or page.objective.confidential:
        return gettext("Objective")
    return gettext("Objective %(n)s of %(all)s") % {"n": page.place, "all": page.siblings}


def _labels(row: ObjectiveRow) -> Labels:
    """The scale under the large bar; what each place means depends on what was promised."""
    committed = row.commitment is not Commitment.ASPIRATIONAL
    return Labels(
        now=formats.score(row.progress) if row.progress is not None else gettext("no progress yet"),
        plan=gettext("pace today %(n)s") % {"n": formats.score(row.expected)}
        if row.expected and row.state is State.PUBLISHED
        else "",
        start="0.0",
        start_note=formats.short_day(row.cycle.span.starts_on),
        at_03="0.3",
        at_03_note="" if committed else gettext("almost certain"),
        at_07="0.7",
        at_07_note="" if committed else gettext("landing"),
        target="1.0",
        target_note=gettext("landing") if committed else gettext("nearly impossible"),
    )


def _key_result(row: KeyResultRow, style: NumberStyle, reader: Any, reason: str) -> dict[str, Any]:
    closed = row.state is State.CLOSED
    return {
        "row": row,
        "href": url("key-result", row.id),
        "bar": portraits.key_result_bar(row),
        "band": portraits.key_result_band(row),
        "value": portraits.short_value_words(row, style),
        "aim": portraits.aim_words(row, style),
        "kind": portraits.kind_words(row).lower(),
        "score": formats.tenth(portraits.final_score(row)) if closed else "",
        "reason": reason if closed else "",
        "proposed": formats.tenth(_proposal(row)),
        "owner_href": url_or_none("person", row.owner.id) if row.owner else None,
        "mine": _owns(row, reader),
    }


def _weights_note(page: ObjectivePage) -> str:
    rows = page.key_results
    if not rows:
        return ""
    if len({row.weight for row in rows}) == 1:
        return gettext("Equal weights.") if len(rows) > 1 else ""
    if len({row.weight for row in rows if row.weight}) == 1:
        left_out = ", ".join(gettext("KR %(n)s") % {"n": row.number} for row in rows if not row.weight)
        return gettext("Equal weights; %(left_out)s not counted.") % {"left_out": left_out}
    if len(rows) > MOST_WEIGHTS:
        return gettext("Weights differ.")
    return gettext("Weights %(weights)s.") % {"weights": ", ".join(formats.number(row.weight) for row in rows)}


def _groups(page: ObjectivePage, style: NumberStyle, may: frozenset[Act]) -> list[dict[str, Any]]:
    """Upwards, downwards and beside, each only if there is something."""
    family = page.family
    groups = [
        (gettext("Serves"), "up", family.serves),
        (gettext("Is served by"), "chevron-down", family.served_by),
        (gettext("Beside it"), "link", family.beside),
    ]
    return [
        {"title": title, "rows": [_relation(page, relative, icon, style, may) for relative in rows]}
        for title, icon, rows in groups
        if rows
    ]


def _relation(
    page: ObjectivePage, relative: Relative, icon: str, style: NumberStyle, may: frozenset[Act]
) -> dict[str, Any]:
    row, key_result = relative.objective, relative.key_result
    takes_on = key_result is not None and relative.way is Way.UP
    band = portraits.key_result_band(key_result) if takes_on and key_result else portraits.objective_band(row)
    return {
        "icon": icon,
        "kind": portraits.link_words(relative.kind),
        "measure": takes_on,
        "text": key_result.text if takes_on and key_result else row.statement,
        "href": url("key-result", key_result.id) if takes_on and key_result else url("objective", row.id),
        "note": _relation_note(page, relative),
        "band": band,
        "removal": url("alignment-remove", relative.link_id) if Act.ALIGN in may and relative.way is Way.UP else "",
    }


def _relation_note(page: ObjectivePage, relative: Relative) -> str:
    row, key_result = relative.objective, relative.key_result
    where = row.team.name
    if relative.kind is LinkKind.SHARED:
        return _shared_note(page, relative)
    if key_result is not None and relative.way is Way.UP:
        return gettext("%(team)s, key result %(n)s of “%(statement)s”") % {
            "team": where, "n": key_result.number, "statement": row.statement,
        }  # fmt: skip
    if key_result is not None:
        return gettext("%(team)s, took KR %(n)s on") % {"team": where, "n": key_result.number}
    if row.cycle.id != page.objective.cycle.id:
        return gettext("%(team)s, %(cycle)s") % {"team": where, "cycle": row.cycle.name}
    return where


def _shared_note(page: ObjectivePage, relative: Relative) -> str:
    originals = {
        difference.original.id: place
        for place, difference in enumerate((d for d in relative.differences if d.original), start=1)
        if difference.original
    }
    made = portraits.difference_words(relative.differences, originals)
    team = {"team": relative.objective.team.name, "made": made}
    if relative.way is Way.UP:
        if not made:
            return gettext("%(team)s had it first") % team
        return gettext("%(team)s had it first; here it %(made)s") % team
    return gettext("%(team)s took it on, %(made)s") % team if made else gettext("%(team)s took it on") % team


def _names(page: ObjectivePage) -> dict[int, str]:
    """The names of what it is linked to: objectives by number, key results by their number below zero."""
    names = {}
    for relative in (*page.family.serves, *page.family.served_by, *page.family.beside):
        names[relative.objective.id] = relative.objective.statement
        if relative.key_result is not None:
            names[-relative.key_result.id] = relative.key_result.text
    return names


def _initiative(row: Any, numbers: Mapping[int, int]) -> dict[str, Any]:
    return {
        "row": row,
        "when": portraits.initiative_when(row),
        "hypothesis": portraits.hypothesis_words(row, numbers),
    }


def owners_to_choose(page: ObjectivePage, reader: Any) -> list[tuple[int, str]]:
    """Who may own work here: everybody who has to do with the objective, and the reader."""
    people: dict[int, str] = {reader.pk: reader.name}
    candidates: list[PersonRef | None] = [page.objective.lead, page.objective.individual, page.sponsor]
    candidates += [row.owner for row in page.key_results]
    candidates += [row.owner for row in page.initiatives]
    for person in candidates:
        if person is not None:
            people[person.id] = person.name
    return sorted(people.items(), key=lambda pair: pair[1].casefold())


def _tenth(score: float | None) -> float | None:
    return None if score is None else round_tenth(score)


def _final(row: ObjectiveRow) -> float | None:
    return row.score if row.score is not None else row.progress


def _proposal(row: KeyResultRow) -> float | None:
    """The score the numbers propose for a key result (R10), whatever people said."""
    return proposed_score(row.measure, row.value, row.progress)


def proposed(page: ObjectivePage) -> float | None:
    """The score the numbers propose for the whole: the weighted mean of what they propose for the key results (R37)."""
    scored = weighted_score((row.weight, _proposal(row)) for row in page.key_results)
    return page.objective.progress if scored is None else scored


def closing(reader: Any, page: ObjectivePage) -> dict[str, Any]:
    """What the form at the end knows: what the numbers propose, and what was said if it was closed before."""
    style = number_style(reader)
    rows = [
        {
            "row": row,
            "value": portraits.value_words(row, style),
            "proposed": formats.tenth(_proposal(row)),
        }
        for row in page.key_results
    ]
    before: dict[str, str] = {"learned": page.learned, "score": formats.tenth(page.objective.progress)}
    for row in page.key_results:
        before[f"score_{row.id}"] = formats.tenth(portraits.final_score(row))
        before[f"reason_{row.id}"] = page.reasons.get(row.id, "")
    return {
        "page": page,
        "o": page.objective,
        "key_results": rows,
        "proposals": {row.id: _proposal(row) for row in page.key_results},
        "proposed": formats.score(proposed(page)),
        "asks_for_the_whole": page.objective.draws_from is not DrawsFrom.KEY_RESULTS
        or not any(row.weight for row in page.key_results),
        "commitment": page.objective.commitment,
        "errors": {},
        "typed": before,
    }


def weighing(
    page: ObjectivePage,
    *,
    errors: Mapping[str, Any] | None = None,
    typed: Mapping[str, Any] | None = None,
    version: str = "",
    meanwhile: bool = False,
) -> dict[str, Any]:
    """What the form for weights and order knows. `meanwhile`: somebody saved in between; what is there now stands beside
    what was `typed`.
    """
    return {
        "page": page,
        "o": page.objective,
        "errors": errors or {},
        "typed": typed or {},
        "version": version or page.objective.version,
        "meanwhile": meanwhile,
    }
