"""Means and counts in words and pictures: each commitment for itself, each figure with a way to what it counts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, ngettext
from markupsafe import Markup

from northing.core.rollup import Summary
from northing.core.scoring import Band, Commitment, band, landing, pace
from northing.goals.queries.rows import KeyResultRow, ObjectiveRow
from northing.web import formats, portraits
from northing.web.components.bar import BarInput, bar_svg
from northing.web.components.voices import voices_svg
from northing.web.templating import url_or_none

_ORDER = (Commitment.ASPIRATIONAL, Commitment.COMMITTED, Commitment.LEARNING)
_BANDS = (Band.ON, Band.RISK, Band.OFF, Band.STALE, Band.NONE)


@dataclass(frozen=True, slots=True)
class Count:
    """How many stand in one band, and where they are listed."""

    band: str
    count: int
    words: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Share:
    """The objectives of one commitment; `mean_href` leads to where their mean comes from."""

    key: str
    name: str
    count: int
    href: str | None
    mean: str
    mean_href: str | None
    mean_words: str
    bar: Markup
    counts: tuple[Count, ...]


def commitment_word(commitment: Commitment) -> str:
    """What an objective promises, in one word."""
    return {
        Commitment.COMMITTED: gettext("Committed"),
        Commitment.ASPIRATIONAL: gettext("Aspirational"),
        Commitment.LEARNING: gettext("Learning"),
    }[commitment]


def band_word(each: Band) -> str:
    """How a band is counted: "24 on track"."""
    return {
        Band.ON: gettext("on track"),
        Band.RISK: gettext("at risk"),
        Band.OFF: gettext("off track"),
        Band.STALE: gettext("stale"),
        Band.NONE: gettext("without a value"),
    }[each]


def shares(
    summary: Summary,
    where: Mapping[str, Any],
    expected: float | None = None,
    explain: Callable[[Commitment], str] | None = None,
) -> list[Share]:
    """The parts of a summary; `where` are the filters of the explorer under which its objectives are listed.

    `expected`: the elapsed share of the cycle, for the notch of each mean. `explain`: where a mean is explained;
    without it, it leads to the objectives it is the mean of.
    """
    found = []
    for commitment in _ORDER:
        part = summary.by_commitment.get(commitment)
        if part is None:
            continue
        filters = {**where, "commitment": commitment.value}
        counts = tuple(
            Count(each.value, part.bands[each], band_word(each), _explorer({**filters, "band": each.value}))
            for each in _BANDS
            if part.bands.get(each)
        )
        known = part.count - part.without_progress
        mean_words = (
            ngettext("mean of %(n)s objective", "mean of %(n)s objectives", known) % {"n": known}
            if known
            else gettext("none has progress yet")
        )
        bar = BarInput(
            kind="objective",
            progress=part.mean,
            expected=None if expected is None else expected * landing(commitment),
            landing=landing(commitment),
            band=_band_of_mean(part.mean, expected, commitment),
        )
        found.append(
            Share(
                key=commitment.value,
                name=commitment_word(commitment),
                count=part.count,
                href=_explorer(filters),
                mean=formats.score(part.mean),
                mean_href=explain(commitment) if explain else _explorer({**filters, "sort": "progress"}),
                mean_words=mean_words,
                bar=bar_svg(bar),
                counts=counts,
            )
        )
    return found


def _band_of_mean(mean: float | None, expected: float | None, commitment: Commitment) -> str:
    return band(pace(mean, (expected or 0.0) * landing(commitment))).value


def _explorer(filters: Mapping[str, Any]) -> str | None:
    return url_or_none("okrs", _query={**filters, "view": "table"})


def objective_line(
    row: ObjectiveRow,
    key_results: Sequence[KeyResultRow],
    *,
    with_team: bool = False,
    then: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """An objective as a row: who leads it, its bar, its number, and how its key results stand. `then` is what its address
    says beside it, the past day that is looked at (R19).
    """
    meta = [f"{row.team.name}."] if with_team else []
    meta.append(commitment_word(row.commitment) + ".")
    if row.individual is not None:
        meta.append(gettext("%(person)s's own.") % {"person": row.individual.name})
    elif row.lead is not None:
        meta.append(gettext("Lead %(person)s.") % {"person": row.lead.name})
    else:
        meta.append(gettext("Nobody leads it yet."))
    if key_results:
        count = len(key_results)
        meta.append(ngettext("%(n)s key result", "%(n)s key results", count) % {"n": count})
    stands = portraits.objective_band(row)
    return {
        "row": row,
        "text": row.statement,
        "href": url_or_none("objective", row.id, _query=then),
        "meta": " ".join(meta),
        "bar": bar_svg(portraits.objective_bar(row)),
        "value": formats.score(row.progress),
        "note": standing_words(key_results) or stands.words,
        "voices": voices_svg(row.voices.pace, row.voices.confidence, row.voices.forecast),
        "band": stands.band,
        "band_words": stands.words,
    }


def standing_words(key_results: Sequence[KeyResultRow]) -> str:
    """3 on track, 1 at risk."""
    bands = [Band(portraits.key_result_band(row).band) for row in key_results]
    return ", ".join(
        gettext("%(n)s %(word)s") % {"n": bands.count(band), "word": band_word(band)}
        for band in _BANDS
        if band in bands
    )
