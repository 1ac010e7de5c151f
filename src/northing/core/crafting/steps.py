"""The five steps of CRAFT (R28), and every way from one to another.

A set of OKRs is in one step at a time. Going on with something undone is a skip: allowed, and recorded with its reason.
Nothing here knows who the people are: `access` says who may take a step.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """The steps in their order."""

    CREATE = "create"
    REFINE = "refine"
    ALIGN = "align"
    FINALISE = "finalise"
    TRANSMIT = "transmit"

    @property
    def place(self) -> int:
        """Counted from 0."""
        return ORDER.index(self)


ORDER = tuple(Step)


class Standing(StrEnum):
    """What the sponsor has to do with it: nothing yet (OPEN), it lies before them (SUBMITTED), they approved (APPROVED),
    or it is out (PUBLISHED).
    """

    OPEN = "open"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Where:
    """Where a set is: its step, and what the sponsor has to do with it."""

    step: Step = Step.CREATE
    standing: Standing = Standing.OPEN


class Misstep(ValueError):
    """A way that does not exist; `field` is "" for the whole, "reason" for the words, "step" for the goal."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


OUT = "This set is published. What is written now begins another round."
BEFORE_SPONSOR = "It lies before the sponsor. Take it back first."


def go_on(where: Where, to: Step, *, undone: Collection[str] = (), reason: str = "") -> Where:
    """On to a later step. `undone` is what the checklists of the steps in between still ask for; then a reason is needed.

    Raises `Misstep` for a step that does not lie ahead, for a set that lies before the sponsor and for a missing reason.

    >>> go_on(Where(), Step.REFINE)
    Where(step=<Step.REFINE: 'refine'>, standing=<Standing.OPEN: 'open'>)
    """
    _not_out(where)
    if to.place <= where.step.place:
        raise Misstep("step", "This step does not lie ahead.")
    if where.standing is Standing.SUBMITTED:
        raise Misstep("", BEFORE_SPONSOR)
    _explained(undone, reason)
    return Where(to, where.standing)


def go_back(where: Where, to: Step) -> Where:
    """Back to an earlier step. What was approved or lies before the sponsor does not any more.

    >>> go_back(Where(Step.TRANSMIT, Standing.APPROVED), Step.REFINE).standing.value
    'open'
    """
    _not_out(where)
    if to.place >= where.step.place:
        raise Misstep("step", "This step does not lie behind.")
    return Where(to, Standing.OPEN)


def submit(where: Where, *, has_sponsor: bool, undone: Collection[str] = (), reason: str = "") -> Where:
    """Lay the set before the sponsor, from Finalise. With something undone (`before_submitting`) it needs a reason, which
    the sponsor reads.

    >>> submit(Where(Step.FINALISE), has_sponsor=True).standing.value
    'submitted'
    """
    _not_out(where)
    if where.standing is not Standing.OPEN:
        raise Misstep("", "It was submitted already.")
    if where.step is not Step.FINALISE:
        raise Misstep("", "Only in the step Finalise is a set laid before its sponsor.")
    if not has_sponsor:
        raise Misstep(
            "", "This team has no sponsor who could approve it. Name one in the team's settings, or skip this."
        )
    _explained(undone, reason)
    return Where(Step.FINALISE, Standing.SUBMITTED)


def take_back(where: Where) -> Where:
    """Before the sponsor has decided, the team may take it back."""
    if where.standing is not Standing.SUBMITTED:
        raise Misstep("", "It does not lie before the sponsor.")
    return Where(where.step, Standing.OPEN)


def approve(where: Where) -> Where:
    """The sponsor stands behind it: on to Transmit.

    >>> approve(Where(Step.FINALISE, Standing.SUBMITTED))
    Where(step=<Step.TRANSMIT: 'transmit'>, standing=<Standing.APPROVED: 'approved'>)
    """
    if where.standing is not Standing.SUBMITTED:
        raise Misstep("", "It does not lie before the sponsor (any more).")
    return Where(Step.TRANSMIT, Standing.APPROVED)


def send_back(where: Where, to: Step = Step.REFINE, *, reason: str) -> Where:
    """The sponsor sends it back to a step before Finalise, and says why. What was approved can be sent back as well,
    as long as it is not out.

    >>> send_back(Where(Step.FINALISE, Standing.SUBMITTED), reason="Two of them measure work.").step.value
    'refine'
    """
    _not_out(where)
    if where.standing is Standing.OPEN:
        raise Misstep("", "It does not lie before the sponsor (any more).")
    if to.place >= Step.TRANSMIT.place:
        raise Misstep("step", "It goes back to a step before this one.")
    if not reason.strip():
        raise Misstep("reason", "Say what is missing; the team can read it.")
    return Where(to, Standing.OPEN)


def publish(where: Where, *, undone: Collection[str] = (), reason: str = "") -> Where:
    """Out to everybody. Before the last step, or with something undone, that is a skip and needs its reason.

    >>> publish(Where(Step.TRANSMIT, Standing.APPROVED)).standing.value
    'published'
    """
    _not_out(where)
    if where.standing is Standing.SUBMITTED:
        raise Misstep("", BEFORE_SPONSOR)
    _explained(undone, reason)
    return Where(Step.TRANSMIT, Standing.PUBLISHED)


def _explained(undone: Collection[str], reason: str) -> None:
    if undone and not reason.strip():
        raise Misstep(
            "reason", "Something is still undone. Say in a few words why you go on; it is kept with the draft."
        )


def _not_out(where: Where) -> None:
    if where.standing is Standing.PUBLISHED:
        raise Misstep("", OUT)
