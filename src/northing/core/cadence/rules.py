"""The calendar's settings (R27): every offset that Northing uses, with the default the method recommends."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Self

from .spans import Level


class CalendarProblem(ValueError):
    """Settings that make no sense. `problems` maps each field to what is wrong with it and how to mend it."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)
        super().__init__(" ".join(f"{field}: {message}" for field, message in self.problems.items()))


@dataclass(frozen=True, slots=True)
class CalendarRules:
    """When things happen around and in one cycle (R27), and how often numbers are asked for (R3b).

    Weeks are whole weeks of seven days. The defaults are those of a quarter; `for_level` gives the others.
    CalendarProblem if a value is out of range or two contradict each other.
    """

    leadership_drafts_weeks_before: int = 6
    """Leadership starts drafting this long before the cycle starts."""
    leadership_drafted_weeks_before: int = 4
    """... and has a draft worth talking about this long before."""
    company_final_weeks_before: int = 2
    """The company's OKRs are final and told to everyone."""
    teams_publish_weeks_after: int = 0
    """Teams publish theirs, counted from the start; 0 is the first day."""
    individuals_publish_weeks_after: int = 1
    """Individuals share theirs, counted from the start."""
    mid_cycle_review_share: float = 0.5
    """The mid-cycle review comes after this share of the cycle, above 0 and below 1."""
    scoring_weeks_before_end: int = 2
    """Reflecting and scoring takes this many last weeks."""
    retrospective_weeks_after_end: int = 1
    """Retrospectives and closing are done within this many weeks after the end."""
    checkin_weekday: int = 4
    """The day a check-in is due: 0 is Monday, 4 is Friday, 6 is Sunday."""
    checkin_every_weeks: int = 1
    """A check-in is due every so many weeks."""
    stale_after_days: int = 3
    """A check-in that is overdue by more days than this makes a key result stale (R3b)."""

    def __post_init__(self) -> None:
        problems = _range_problems(self) or _order_problems(self)
        if problems:
            raise CalendarProblem(problems)

    @classmethod
    def for_level(cls, level: Level) -> Self:
        """The default calendar of a kind of cycle: the quarter's is R27's own, the others are scaled from it."""
        match level:
            case Level.STRATEGIC:
                return cls(
                    leadership_drafts_weeks_before=26, leadership_drafted_weeks_before=17, company_final_weeks_before=8,
                    individuals_publish_weeks_after=8, scoring_weeks_before_end=8, retrospective_weeks_after_end=4,
                    checkin_every_weeks=13,
                )  # fmt: skip
            case Level.ANNUAL:
                return cls(
                    leadership_drafts_weeks_before=12, leadership_drafted_weeks_before=8, company_final_weeks_before=4,
                    individuals_publish_weeks_after=4, scoring_weeks_before_end=4, retrospective_weeks_after_end=2,
                    checkin_every_weeks=4,
                )  # fmt: skip
            case Level.QUARTERLY:
                return cls()
            case Level.MONTHLY:
                return cls(
                    leadership_drafts_weeks_before=2, leadership_drafted_weeks_before=2, company_final_weeks_before=1,
                    individuals_publish_weeks_after=0, scoring_weeks_before_end=1,
                )  # fmt: skip

    @classmethod
    def from_mapping(cls, stored: Mapping[str, object]) -> Self:
        """Rules as stored or typed (JSON values). What is not given keeps its default.

        CalendarProblem names every field that is unknown, of the wrong type or out of range.
        """
        known = {field.name: field.type for field in fields(cls)}
        problems: dict[str, str] = {}
        values: dict[str, int | float] = {}
        for name, value in stored.items():
            if name not in known:
                problems[name] = "There is no such setting."
            # True and False are numbers to Python, and a slip to everybody else.
            elif isinstance(value, bool) or not isinstance(value, int | float if known[name] is float else int):
                problems[name] = f"A {'number' if known[name] is float else 'whole number'} is needed, not {value!r}."
            else:
                values[name] = value
        if problems:
            raise CalendarProblem(problems)
        return cls(**values)  # type: ignore[arg-type]  # the loop above has checked each value against its field

    def to_mapping(self) -> dict[str, int | float]:
        """All settings by name, ready for JSON; `from_mapping` reads them back."""
        return asdict(self)


_RANGES: dict[str, tuple[int, int]] = {
    "leadership_drafts_weeks_before": (0, 104),
    "leadership_drafted_weeks_before": (0, 104),
    "company_final_weeks_before": (0, 104),
    "teams_publish_weeks_after": (0, 52),
    "individuals_publish_weeks_after": (0, 52),
    "scoring_weeks_before_end": (0, 52),
    "retrospective_weeks_after_end": (0, 52),
    "checkin_weekday": (0, 6),
    "checkin_every_weeks": (1, 52),
    "stale_after_days": (0, 90),
}


def _range_problems(rules: CalendarRules) -> dict[str, str]:
    problems = {
        name: f"It lies between {least} and {most}, and {getattr(rules, name)} does not."
        for name, (least, most) in _RANGES.items()
        if not least <= getattr(rules, name) <= most
    }
    # Written so that NaN, which is neither above nor below anything, is refused as well.
    if not 0 < rules.mid_cycle_review_share < 1:
        problems["mid_cycle_review_share"] = f"It lies between 0 and 1, and {rules.mid_cycle_review_share} does not."
    return problems


def _order_problems(rules: CalendarRules) -> dict[str, str]:
    problems = {}
    if rules.leadership_drafted_weeks_before > rules.leadership_drafts_weeks_before:
        problems["leadership_drafted_weeks_before"] = "Leadership cannot be done drafting before it has begun."
    if rules.company_final_weeks_before > rules.leadership_drafted_weeks_before:
        problems["company_final_weeks_before"] = "The company's OKRs cannot be final before they are drafted."
    if rules.individuals_publish_weeks_after < rules.teams_publish_weeks_after:
        problems["individuals_publish_weeks_after"] = "Individuals share theirs when the teams' are out, not before."
    return problems
