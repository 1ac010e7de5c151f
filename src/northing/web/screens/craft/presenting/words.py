"""The steps of CRAFT, what they ask for, and what happens to a draft, in words."""

from collections.abc import Iterable

from django.utils.translation import gettext, ngettext

from northing.core.crafting import Check, Line, Question, Step
from northing.crafting.queries.draft import Way
from northing.web.templating import url

ADDRESSES = {
    Step.CREATE: "draft",
    Step.REFINE: "draft-refine",
    Step.ALIGN: "draft-align",
    Step.FINALISE: "draft-finalise",
    Step.TRANSMIT: "draft-transmit",
}


def address(step: Step, team_id: int, cycle_id: int, fragment: str = "") -> str:
    """The page of a step."""
    return url(ADDRESSES[step], team_id, cycle_id, _fragment=fragment)


def step_name(step: Step) -> str:
    return {
        Step.CREATE: gettext("Create"),
        Step.REFINE: gettext("Refine"),
        Step.ALIGN: gettext("Align"),
        Step.FINALISE: gettext("Finalise"),
        Step.TRANSMIT: gettext("Transmit"),
    }[step]


def line_words(check: Check) -> str:
    """A line of a checklist, as it reads when it is done."""
    return {
        Check.OBJECTIVES: gettext("There is an objective"),
        Check.WHY: gettext("Every objective says why"),
        Check.KEY_RESULTS: gettext("Every objective has key results"),
        Check.IN_PAIRS: gettext("Two people wrote it"),
        Check.COACHED: gettext("The coach finds nothing to fix"),
        Check.READ: gettext("Somebody beside the authors has looked at it"),
        Check.MEASURABLE: gettext("Every key result says from where to where"),
        Check.OWNED: gettext("Every key result has an owner"),
        Check.LEVELS: gettext("It is agreed what earns 0.3, 0.7 and 1.0"),
        Check.BLIND_ROUND: gettext("A blind round was held"),
        Check.THREE_QUESTIONS: gettext("The three questions are answered"),
        Check.ASKED: gettext("Every request of yours is answered"),
        Check.REPLIED: gettext("Nothing waits for your answer"),
        Check.CONNECTED: gettext("Every objective is connected with another"),
        Check.TOLD: gettext("The sponsor is told how it came about"),
        Check.SUFFICIENT: gettext("Each objective: are its key results enough?"),
        Check.APPROVED: gettext("The sponsor stands behind it"),
        Check.ANNOUNCEMENT: gettext("An announcement is written"),
        Check.PUBLISHED: gettext("Everybody can see it"),
    }[check]


def undone_words(line: Line) -> str:
    """A line that is not done, as what is still to do: "2 key results have no owner"."""
    left = line.of - line.count
    match line.check:
        case Check.OBJECTIVES:
            return gettext("An objective is still to be written.")
        case Check.WHY:
            return (
                ngettext("One objective says no why.", "%(num)s objectives say no why.", left) % {"num": left}
                if (line.of)
                else gettext("No objective says why yet.")
            )
        case Check.KEY_RESULTS:
            return (
                ngettext("One objective has no key result.", "%(num)s objectives have no key result.", left)
                % {"num": left}
                if line.of
                else gettext("There is no key result yet.")
            )
        case Check.IN_PAIRS:
            return gettext("Only one person wrote it so far.")
        case Check.COACHED:
            return ngettext(
                "The coach has something to say to one objective.",
                "The coach has something to say to %(num)s objectives.", left,
            ) % {"num": left}  # fmt: skip
        case Check.READ:
            return gettext("Nobody beside the authors has looked at it: no comment, no yes.")
        case Check.MEASURABLE:
            return ngettext(
                "One key result does not say from where to where.",
                "%(num)s key results do not say from where to where.", left,
            ) % {"num": left} if line.of else gettext("There is no key result to measure.")  # fmt: skip
        case Check.OWNED:
            return (
                ngettext("One key result has no owner.", "%(num)s key results have no owner.", left) % {"num": left}
                if line.of
                else gettext("There is no key result to own.")
            )
        case Check.LEVELS:
            return ngettext(
                "The 0.3, 0.7 and 1.0 of one key result are still to be agreed.",
                "The 0.3, 0.7 and 1.0 of %(num)s key results are still to be agreed.", left,
            ) % {"num": left} if line.of else gettext("There is no key result to agree on.")  # fmt: skip
        case Check.BLIND_ROUND:
            return gettext("No blind round was held.")
        case Check.THREE_QUESTIONS if not line.count:
            return gettext("None of the three questions is answered.")
        case Check.THREE_QUESTIONS:
            return ngettext(
                "One of the three questions is not answered.", "%(num)s of the three questions are not answered.", left
            ) % {"num": left}
        case Check.ASKED:
            return ngettext(
                "One request to another team is not answered.", "%(num)s requests to other teams are not answered.",
                line.count,
            ) % {"num": line.count}  # fmt: skip
        case Check.REPLIED:
            return ngettext("One request waits for your team.", "%(num)s requests wait for your team.", line.count) % {
                "num": line.count
            }
        case Check.CONNECTED:
            return (
                ngettext(
                    "One objective is connected with nothing.", "%(num)s objectives are connected with nothing.", left
                )
                % {"num": left}
                if line.of
                else gettext("There is no objective to connect.")
            )
        case Check.TOLD if not line.count:
            return gettext("None of the sponsor's questions is answered.")
        case Check.TOLD:
            return ngettext(
                "One of the sponsor's questions is not answered.",
                "%(num)s of the sponsor's questions are not answered.", left,
            ) % {"num": left}  # fmt: skip
        case Check.SUFFICIENT:
            return ngettext(
                "For one objective nobody has said whether its key results are enough.",
                "For %(num)s objectives nobody has said whether their key results are enough.", left,
            ) % {"num": left} if line.of else gettext("There is no objective to look at.")  # fmt: skip
        case Check.APPROVED:
            return gettext("The sponsor has not approved it.")
        case Check.ANNOUNCEMENT:
            return gettext("No announcement is written.")
        case Check.PUBLISHED:
            return gettext("It is not published yet.")


def skipped_words(checks: Iterable[Check]) -> str:
    """What was left undone when a step was taken, in a list of a few words each."""
    short = {
        Check.OBJECTIVES: gettext("an objective"),
        Check.WHY: gettext("the why"),
        Check.KEY_RESULTS: gettext("key results"),
        Check.IN_PAIRS: gettext("writing in pairs"),
        Check.COACHED: gettext("the coach's findings"),
        Check.READ: gettext("another pair of eyes"),
        Check.MEASURABLE: gettext("from where to where"),
        Check.OWNED: gettext("owners"),
        Check.LEVELS: gettext("agreement on 0.3, 0.7 and 1.0"),
        Check.BLIND_ROUND: gettext("a blind round"),
        Check.THREE_QUESTIONS: gettext("the three questions"),
        Check.ASKED: gettext("answers of other teams"),
        Check.REPLIED: gettext("answers to other teams"),
        Check.CONNECTED: gettext("connections"),
        Check.TOLD: gettext("how it came about"),
        Check.SUFFICIENT: gettext("whether the key results are enough"),
        Check.APPROVED: gettext("the sponsor's approval"),
        Check.ANNOUNCEMENT: gettext("an announcement"),
        Check.PUBLISHED: gettext("publishing"),
    }
    return ", ".join(short[check] for check in checks)


def way_words(way: Way, origin: Step | None, goal: Step | None) -> str:
    """What somebody did with the draft, after their name."""
    steps = {"origin": step_name(origin) if origin else "", "goal": step_name(goal) if goal else ""}
    return {
        Way.BEGUN: gettext("began the draft."),
        Way.WENT_ON: gettext("went on from %(origin)s to %(goal)s."),
        Way.WENT_BACK: gettext("went back from %(origin)s to %(goal)s."),
        Way.SUBMITTED: gettext("laid it before the sponsor."),
        Way.TAKEN_BACK: gettext("took it back from the sponsor."),
        Way.APPROVED: gettext("approved it."),
        Way.SENT_BACK: gettext("sent it back to %(goal)s."),
        Way.PUBLISHED: gettext("published it."),
        Way.PUBLISHED_ALONE: gettext("published one objective by itself."),
    }[way] % steps


def question_words(question: Question) -> str:
    """A question as it is asked."""
    return {
        Question.WHO_NEEDS_US: gettext("Who depends on our objectives?"),
        Question.WITH_WHOM: gettext("Whom do we work with most?"),
        Question.WHOM_WE_NEED: gettext("Whom do we depend on, and how?"),
        Question.HOW: gettext("How did you get to this set?"),
        Question.TRIED: gettext("What did you try?"),
        Question.AGREED: gettext("What did you agree with others?"),
        Question.SUFFICIENT: gettext("Could every key result be 1.0 and the objective still fail?"),
    }[question]


def question_hint(question: Question) -> str:
    """What helps to answer a question."""
    return {
        Question.WHO_NEEDS_US: gettext("Which teams cannot reach theirs without ours? Have they said so?"),
        Question.WITH_WHOM: gettext("Where would you notice first that something has gone wrong?"),
        Question.WHOM_WE_NEED: gettext("What has to come from whom, by when? Ask them from here, and they can answer."),
        Question.HOW: gettext("What did you look at, whom did you ask, what did you leave out?"),
        Question.TRIED: gettext("What have you done about it before, and what came of it?"),
        Question.AGREED: gettext("With whom, about what, by when?"),
        Question.SUFFICIENT: "",
    }[question]
