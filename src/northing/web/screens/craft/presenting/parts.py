"""The parts of a set as its pages draw them: objectives with key results, how each is scored, what the coach says."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext, ngettext

from northing.accounts.queries import number_style
from northing.core.access import Act
from northing.core.measures import Kind, NumberStyle, format_value, problems
from northing.crafting.queries.draft import DraftPage, SetObjective
from northing.crafting.queries.parts import advice
from northing.goals.policies import Standing, standing_on
from northing.goals.queries.footing import Footing
from northing.goals.queries.rows import KeyResultRow
from northing.web import coaching, formats, portraits
from northing.web.components.bar import BarInput, Labels
from northing.web.templating import url


def standing(reader: Any, page: DraftPage, one: SetObjective) -> Standing:
    """Who the reader is to an objective of the set."""
    owned = frozenset(row.id for row in one.key_results if row.owner is not None and row.owner.id == reader.pk)
    footing = Footing(
        team_id=page.team.id,
        team_path=page.team.path,
        lead_id=one.row.lead.id if one.row.lead else None,
        individual_id=None,
        state=one.row.state,
        confidential=False,
        owned=owned,
    )
    return standing_on(reader, footing)


def objectives(reader: Any, page: DraftPage) -> list[dict[str, Any]]:
    """The set, to be read."""
    style = number_style(reader)
    return [objective(reader, page, one, number, style) for number, one in enumerate(page.objectives, start=1)]


def objective(reader: Any, page: DraftPage, one: SetObjective, number: int, style: NumberStyle) -> dict[str, Any]:
    """One objective with its key results."""
    held = standing(reader, page, one)
    return {
        "row": one.row,
        "number": number,
        "href": url("objective", one.row.id),
        "commitment": portraits.commitment_words(one.row.commitment),
        "lead": one.row.lead,
        "directional": one.directional,
        "changed": _changed_words(page, one),
        "key_results": [key_result(reader, page, row, style, held) for row in one.key_results],
        "parents": [
            {
                "words": parent.text or parent.statement,
                "measure": bool(parent.key_result_id),
                "team": parent.team,
                "href": url("key-result", parent.key_result_id)
                if parent.key_result_id
                else url("objective", parent.objective_id),
                "closed": not parent.pursued,
            }
            for parent in one.parents
        ],
        "connected": one.connected,
        "connect": url("drafting:align", one.row.id) if held.verdict(Act.ALIGN).allowed else None,
        "may_ask": held.verdict(Act.REQUEST).allowed,
    }


def _changed_words(page: DraftPage, one: SetObjective) -> str:
    """What of it is not any more as the sponsor had it before them."""
    if not page.changed:
        return ""
    said = [gettext("the words of the objective")] if f"o{one.row.id}" in page.changed else []
    said += [gettext("key result %(n)s") % {"n": row.number} for row in one.key_results if f"k{row.id}" in page.changed]
    return gettext("Changed since: %(what)s.") % {"what": ", ".join(said)} if said else ""


def gone_words(page: DraftPage) -> str:
    """What the sponsor had before them and is not there any more."""
    there = {f"o{one.row.id}" for one in page.objectives}
    there |= {f"k{row.id}" for one in page.objectives for row in one.key_results}
    gone = len(page.changed - there)
    return ngettext("One part of it is gone.", "%(num)s parts of it are gone.", gone) % {"num": gone} if gone else ""


def key_result(reader: Any, page: DraftPage, row: KeyResultRow, style: NumberStyle, held: Standing) -> dict[str, Any]:
    """One key result, and how it will be scored (R10)."""
    ticks = portraits.ticks(row, style)
    said = page.yeses.get(row.id, ())
    missing = [] if row.owner is not None else [gettext("Nobody owns it yet.")]
    missing += [_problem_words(row)] if problems(row.measure, publishing=True) else []
    return {
        "row": row,
        "href": url("key-result", row.id),
        "kind": portraits.kind_words(row),
        "bar": _bar(row, style),
        "drawn": bool(ticks),
        "scored": scale_words(row, style),
        "own_levels": row.measure.level_03 is not None or row.measure.level_07 is not None,
        "missing": missing,
        "agreed": [yes.who.name for yes in said if yes.stands],
        "before": [yes.who.name for yes in said if not yes.stands],
        "mine": any(yes.stands and yes.who.id == reader.pk for yes in said),
        "mine_before": any(not yes.stands and yes.who.id == reader.pk for yes in said),
        "may_edit": held.verdict(Act.EDIT_KEY_RESULT, row.id).allowed,
        "edit": url("drafting:key_result_edit", row.id),
    }


def _bar(row: KeyResultRow, style: NumberStyle) -> BarInput:
    """The bar of a key result as it will be scored: the post stands where the score it has to land at is earned (R10)."""
    bar = portraits.key_result_bar(row, "l", _labels(row, style))
    lands = bar.levels[1] if row.landing < 1 else bar.landing
    return replace(bar, landing=lands, label=scale_words(row, style))


def _problem_words(row: KeyResultRow) -> str:
    match row.measure.kind:
        case Kind.INCREASE | Kind.DECREASE if row.measure.target is None:
            return gettext("It does not say yet from where to where.")
        case Kind.INCREASE | Kind.DECREASE if row.measure.start is None:
            return gettext("It has no start value yet. Measure it, or make it a baseline.")
        case Kind.RANGE:
            return gettext("It does not say yet between which values it should stay.")
        case Kind.MILESTONE:
            return gettext("It has no stages yet.")
        case Kind.BASELINE:
            return gettext("It does not say yet how it will be measured.")
        case _:
            return gettext("Its numbers do not fit together yet.")


def _labels(row: KeyResultRow, style: NumberStyle) -> Labels:
    """What stands below the bar: the values, and what each earns."""
    measure = row.measure
    by_score = {tick.score: tick.value for tick in portraits.ticks(row, style)}

    def words(value: float | None) -> str:
        return "" if value is None else portraits.narrow_value(value, measure.unit, style)

    if not by_score:
        return Labels()
    return Labels(
        start=words(measure.start), start_note=gettext("start"),
        at_03=words(by_score.get(0.3)), at_03_note=gettext("earns 0.3"),
        at_07=words(by_score.get(0.7)), at_07_note=gettext("earns 0.7"),
        target=words(measure.target), target_note=gettext("earns 1.0"),
    )  # fmt: skip


def scale_words(row: KeyResultRow, style: NumberStyle) -> str:
    """How it will be scored, in a sentence."""
    measure = row.measure
    ticks = portraits.ticks(row, style)
    if ticks and measure.start is not None:
        return gettext("From %(start)s; %(at_03)s earns 0.3, %(at_07)s earns 0.7, %(target)s earns 1.0.") % {
            "start": format_value(measure.start, measure.unit, style),
            "at_03": ticks[0].words, "at_07": ticks[1].words, "target": ticks[2].words,
        }  # fmt: skip
    match measure.kind:
        case Kind.RANGE:
            return gettext("Every day inside counts: %(band)s.") % {"band": portraits.band_text(measure, style)}
        case Kind.BASELINE:
            return gettext("The first trustworthy measurement earns 1.0.")
        case Kind.MILESTONE if row.stages:
            return gettext("Each stage done counts by its weight: %(stages)s.") % {
                "stages": ", ".join(stage.label for stage in row.stages)
            }
        case _:
            return ""


# ---- the coach ------------------------------------------------------------------------------------------------


def coached(one: SetObjective) -> dict[str, Any]:
    """The verdict on every text and on the whole, and the question of sufficiency (R28) as the coach asks it."""
    whole = advice(one)
    panels = [coaching.panel_of_objective(one.row), *(coaching.panel_of_key_result(row) for row in one.key_results)]
    ok, headline = coaching.set_headline(whole, panels)
    texts = [
        {
            "name": gettext("Objective") if not place else gettext("Key result %(n)s") % {"n": place},
            "ok": said.ok,
            "notes": said.notes,
        }
        for place, said in enumerate(panels)
    ]
    notes = [] if one.directional else list(coaching.notes(whole.findings))
    return {
        "ok": ok or (one.directional and all(said.ok for said in panels)),
        "headline": headline,
        "texts": [text for text in texts if text["notes"]],
        "notes": notes,
        "question": whole.sufficiency if one.key_results else "",
    }


# ---- small things ---------------------------------------------------------------------------------------------


def said_by(page: DraftPage, key: Any) -> str:
    """Who answered, and when: "Kaito Mori, Tue 3 Nov"."""
    row = page.answers.get(key)
    if row is None:
        return ""
    who = row.who.name if row.who else gettext("somebody who left")
    return gettext("%(who)s, %(day)s") % {"who": who, "day": formats.day(row.at)}
