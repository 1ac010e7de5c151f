"""Engineering."""

from northing.core.templates.notation import ASPIRATIONAL, COMMITTED, find, keep, less, more
from northing.core.templates.template import Department, Template

TEMPLATES = (
    Template(
        "friday-afternoon-releases",
        Department.ENGINEERING,
        "Make releasing so dull that we do it on a Friday afternoon",
        "Every release is an evening with pizza and bad nerves. So we release rarely, and therefore much at once, and "
        "therefore with bad nerves.",
        ASPIRATIONAL,
        (
            more("Raise releases from 3 to 20 per week", 3, 20, "releases"),
            less("Lower the share of releases that need a repair within a day from 18% to 4%", 18, 4, "%"),
            less("Cut the time to take a bad release back from 50 to 5 minutes", 50, 5, "minutes"),
        ),
        topics="delivery, deployment, continuous delivery, DevOps",
    ),
    Template(
        "sleep-on-call",
        Department.ENGINEERING,
        "Be rested in the morning, even after a night on call",
        "Two of our best have asked to leave the rota. Most of what wakes them could have waited until breakfast.",
        COMMITTED,
        (
            less("Reduce pages that wake somebody from 14 to 2 per week", 14, 2, "pages"),
            more("Raise the share of pages that ask for something to be done from 35% to 90%", 35, 90, "%"),
            keep("Keep monthly availability at 99.9% or above", 99.9, None, "%", lagging=True),
        ),
        topics="on-call, reliability, incidents, alerts, availability",
    ),
    Template(
        "no-fear-of-billing",
        Department.ENGINEERING,
        "Billing becomes code that anybody here dares to change",
        "Only three people dare to touch it, and one of them retires next spring.",
        ASPIRATIONAL,
        (
            more("Raise the share of billing changes made outside the billing team from 4% to 30%", 4, 30, "%"),
            less("Shorten the median review of a billing change from 6 days to 1 day", 6, 1, "days"),
            less("Lower wrong invoices per quarter from 45 to 5", 45, 5, "invoices", lagging=True),
        ),
        topics="legacy code, technical debt, maintainability, bus factor",
    ),
    Template(
        "quick-on-an-old-phone",
        Department.ENGINEERING,
        "Feel quick on the phone that our customers really own",
        "We test on this year's models. Our customers pass theirs on to a cousin after five.",
        ASPIRATIONAL,
        (
            less(
                "Cut the wait for the first usable screen on a five-year-old phone from 7.4 to 2.5 seconds",
                7.4,
                2.5,
                "seconds",
            ),
            less("Shrink the app's download from 148 MB to 60 MB", 148, 60, "MB"),
            more(
                "Raise the share of baskets on older phones that reach payment from 31% to 45%",
                31,
                45,
                "%",
                lagging=True,
            ),
        ),
        topics="performance, speed, mobile, loading time",
    ),
    Template(
        "useful-in-the-first-week",
        Department.ENGINEERING,
        "Whoever joins as an engineer ships something of their own in week one",
        "The first thing we teach them today is to wait: for rights, for a build, for somebody who remembers.",
        ASPIRATIONAL,
        (
            less("Shorten the way from first day to first merged change from 11 to 3 days", 11, 3, "days"),
            less("Cut the manual steps to a running copy of the system from 43 to 5", 43, 5, "steps"),
            find(
                "Establish how confident engineers feel about a change of theirs after one month",
                "Two questions to everybody hired since spring, four weeks after their first day.",
            ),
        ),
        topics="onboarding of engineers, developer experience, productivity",
    ),
    Template(
        "what-a-request-costs",
        Department.ENGINEERING,
        "Know what each request costs, down to the last idle machine",
        "Our bill grows faster than our traffic, and nobody can say which team's lights are still on.",
        COMMITTED,
        (
            less("Lower the cost of a thousand requests from €0.42 to €0.25", 0.42, 0.25, "€", lagging=True),
            more("Raise the share of cloud spending that has a named owner from 48% to 95%", 48, 95, "%"),
            keep("Keep average processor load at noon between 45% and 65%", 45, 65, "%"),
        ),
        topics="cloud costs, infrastructure, efficiency",
    ),
)
