"""People."""

from northing.core.templates.notation import ASPIRATIONAL, COMMITTED, find, keep, less, more
from northing.core.templates.template import Department, Template

TEMPLATES = (
    Template(
        "as-we-would-want-to-be-treated",
        Department.PEOPLE,
        "Treat applicants in the way we would want our own children treated",
        "Every rejected applicant has friends, and some of those are the ones we look for.",
        ASPIRATIONAL,
        (
            less("Shorten the wait from application to a personal answer from 16 to 4 days", 16, 4, "days"),
            more("Raise the share of rejected applicants who would apply again from 24% to 60%", 24, 60, "%"),
            more("Lift accepted offers from 63% to 80%", 63, 80, "%", lagging=True),
        ),
        topics="hiring, recruiting, candidates, applicants",
    ),
    Template(
        "leads-worth-following",
        Department.PEOPLE,
        "Grow leads whom people would follow into another team",
        "We promote our best experts on a Friday, and expect leaders on the Monday.",
        ASPIRATIONAL,
        (
            more("Raise the share of people who say their lead helps them to grow from 47% to 70%", 47, 70, "%"),
            more(
                "Increase the share of newly promoted colleagues with an experienced partner from 10% to 90%",
                10,
                90,
                "%",
            ),
            less("Reduce resignations in a new lead's first year from 9 to 3", 9, 3, "resignations", lagging=True),
        ),
        topics="leadership, managers, development, coaching",
    ),
    Template(
        "pay-on-the-noticeboard",
        Department.PEOPLE,
        "Become an employer whose pay could hang on the noticeboard",
        "What has to be kept secret is seldom fair, and everybody knows it anyway.",
        COMMITTED,
        (
            less("Lower the pay gap that no role explains from 6.8% to 1.5%", 6.8, 1.5, "%", lagging=True),
            more("Raise the share of roles with a published band from 30% to 100%", 30, 100, "%"),
            more("Increase the share of colleagues able to explain their own pay from 25% to 70%", 25, 70, "%"),
        ),
        topics="pay, salaries, equal pay, transparency, fairness",
    ),
    Template(
        "back-from-parental-leave",
        Department.PEOPLE,
        "Welcome parents back to work that fits around a cradle",
        "They come back to another desk and smaller tasks, and within a year we lose what we had spent ten on.",
        ASPIRATIONAL,
        (
            more(
                "Raise the share of returning parents who are still here after a year from 68% to 88%",
                68,
                88,
                "%",
                lagging=True,
            ),
            more("Lift the share of returns with working time agreed beforehand from 30% to 95%", 30, 95, "%"),
            find(
                "Establish how many returning parents feel that their career went on",
                "A talk three months after the return, with somebody from outside their line.",
            ),
        ),
        topics="parents, retention, diversity, family",
    ),
    Template(
        "long-quiet-mornings",
        Department.PEOPLE,
        "Win back the long quiet mornings in which good work is done",
        "Between two meetings one can answer mail. Thinking takes longer.",
        ASPIRATIONAL,
        (
            less("Cut the median time in meetings from 17 to 9 hours per week", 17, 9, "hours"),
            more("Raise mornings without a meeting from 1 to 3 per week", 1, 3, "mornings"),
            keep("Keep the share of people who feel well informed at 75% or above", 75, None, "%"),
        ),
        topics="meetings, focus, wellbeing, productivity",
    ),
)
