"""Where an objective's progress comes from (R3c, R13-R15)."""

from collections.abc import Sequence
from datetime import date

from northing.core.cadence import Span
from northing.core.measures import ENGLISH, NumberStyle
from northing.core.scoring import Band, Commitment

from .explain_means import Part, both, mean_of_aligned, mean_of_key_results
from .explanation import (
    Explanation,
    FeedsInto,
    LastChange,
    LeftOut,
    Line,
    Standing,
    Wording,
    change_lines,
    feeding_lines,
    shown_progress,
    standing_lines,
    title_for,
)
from .formulas import DrawsFrom, objective_progress


def explain_objective(
    draws_from: DrawsFrom,
    key_results: Sequence[Part],
    aligned: Sequence[Part],
    has_begun: bool,
    *,
    commitment: Commitment | None = None,
    span: Span | None = None,
    through: date | None = None,
    stale: bool = False,
    feeds_into: Sequence[FeedsInto] = (),
    last_changed: Sequence[LastChange] = (),
    style: NumberStyle = ENGLISH,
) -> Explanation:
    """Where an objective's progress comes from (R13-R15); with commitment, span and day also its pace (R3a).

    `key_results`: all of them that are not deleted. `aligned`: the objectives whose links point at this
    objective itself.
    """
    wording = Wording(style, through.year if through else None)
    present = [part for part in key_results if not part.excluded]
    counting = [part for part in aligned if not part.excluded]
    result = objective_progress(
        draws_from,
        [(part.weight, part.progress) for part in present],
        [part.progress for part in counting],
        has_begun,
    )
    directional = not present
    own = not directional and draws_from is not DrawsFrom.ALIGNED
    others = directional or draws_from is not DrawsFrom.KEY_RESULTS
    mean = both(
        mean_of_key_results(key_results if own else [], has_begun, wording),
        mean_of_aligned(aligned if others else [], wording),
    )
    unused = [*([] if own else key_results), *([] if others else aligned)]
    unused_reason = _NOT_ITS_KEY_RESULTS if not own and not directional else _DIRECTION_ONLY
    standing = Standing(commitment, span, through, stale=stale) if commitment and span and through else None
    return Explanation(
        title=title_for(result, wording),
        result=result,
        shown=shown_progress(result, wording),
        formula=mean.formula(result, wording),
        fraction=None,
        inputs=mean.inputs(),
        left_out=(
            *mean.left_out,
            *(LeftOut(part.label, part.excluded or unused_reason, part.ref) for part in unused),
        ),
        lines=(
            Line("Made of", _made_of(own, others, directional, [weight for _, weight, _, _ in mean.terms])),
            *(standing_lines(result, standing, wording) if standing else ()),
            *feeding_lines(feeds_into, wording),
            *change_lines(last_changed, wording),
        ),
        notes=(*mean.rounding_note(result, wording), *_why_none(result, own, present)),
        rules=("R14",) if directional else ("R13", "R15"),
        band=standing.band_of(result) if standing else Band.NONE,
        pace=standing.pace_of(result) if standing else None,
    )


_DIRECTION_ONLY = "aligned to it for direction; its number is made of its own key results alone"
_NOT_ITS_KEY_RESULTS = "its own key result; its author chose what is aligned to it instead"


def _made_of(own: bool, others: bool, directional: bool, weights: Sequence[float]) -> str:
    if directional:
        return "What is aligned to it, each with equal weight. It sets a direction and has no key results of its own."
    if not own:
        return "What is aligned to it, each with equal weight, as its author chose."
    if others:
        return "Its key results by their weights, and what is aligned to it with weight 1 each, as its author chose."
    return "Its key results, with equal weights." if len(set(weights)) <= 1 else "Its key results, by their weights."


def _why_none(result: float | None, own: bool, present: Sequence[Part]) -> tuple[str, ...]:
    if result is not None:
        return ()
    if not own:
        return ("Nothing that is aligned to it has progress yet. That is not 0: nobody has started to count.",)
    if all(part.weight == 0 for part in present):
        return ("All its key results have weight 0: they are shown, and none of them counts.",)
    return ("Its cycle has not begun, and no key result has a value yet.",)
