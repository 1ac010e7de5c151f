"""Product."""

from northing.core.templates.notation import ASPIRATIONAL, COMMITTED, LEARNING, find, less, more
from northing.core.templates.template import Department, Template

TEMPLATES = (
    Template(
        "before-the-coffee-is-cold",
        Department.PRODUCT,
        "Newcomers get something real done before their coffee is cold",
        "People try us between two meetings. Whoever leaves with an empty account has seen a form, and not what we are "
        "good at.",
        ASPIRATIONAL,
        (
            less("Cut the minutes between sign-up and a first invoice from 34 to 8", 34, 8, "minutes"),
            more("Raise the share of new accounts that come back in their second week from 28% to 45%", 28, 45, "%"),
            less("Lower questions to support per hundred new accounts from 46 to 20", 46, 20, "questions"),
        ),
        topics="onboarding, activation, first use, trial",
    ),
    Template(
        "a-smaller-product",
        Department.PRODUCT,
        "Be a smaller product, with every screen good enough to be proud of",
        "We keep adding rooms to a house in which nobody finds the kitchen.",
        ASPIRATIONAL,
        (
            less("Cut the number of functions that fewer than one account in a hundred uses from 37 to 10", 37, 10),
            more(
                "Raise the share of weekly users who plan, send and get paid in one place from 19% to 35%", 19, 35, "%"
            ),
            more("Lift the ease-of-use rating after finished tasks from 3.4 to 4.3", 3.4, 4.3, "points"),
        ),
        topics="focus, simplicity, usability, features",
    ),
    Template(
        "search-that-forgives",
        Department.PRODUCT,
        "People find what they mean, even when they type something else",
        "A third of our catalogue is never seen, because its names are ours and not those of the people who search.",
        ASPIRATIONAL,
        (
            more("Raise the share of searches that end on one of the first three results from 44% to 68%", 44, 68, "%"),
            less("Cut searches that find nothing from 19% to 6%", 19, 6, "%"),
            more("Grow weekly orders that began with a search from 900 to 1,600", 900, 1600, "orders", lagging=True),
        ),
        topics="search, discovery, catalogue, shop",
    ),
    Template(
        "choose-without-calling",
        Department.PRODUCT,
        "Let customers pick the right plan without having to call us",
        "Our price list needs a guide, and the guide goes home at five.",
        ASPIRATIONAL,
        (
            more("Raise the share of upgrades made without help from 23% to 55%", 23, 55, "%"),
            less("Lower the share of plan changes reversed within a month from 14% to 5%", 14, 5, "%", lagging=True),
            find(
                "Establish how many visitors leave the price page without understanding what they would pay",
                "One question on leaving the page, shown to every tenth visitor for three weeks.",
            ),
        ),
        topics="pricing, self-service, upgrades, plans",
    ),
    Template(
        "works-in-the-cellar",
        Department.PRODUCT,
        "Be as dependable in a cellar or a tunnel as in the office",
        "Our users fix lifts. What they enter below ground is gone when they come up, and so is their trust.",
        COMMITTED,
        (
            more("Raise the share of reports written offline that arrive complete from 91% to 99.9%", 91, 99.9, "%"),
            less("Lower calls about vanished reports from 57 to 5 per month", 57, 5, "calls", lagging=True),
            more(
                "Grow the crew that reports from below ground each week from 1,200 to 1,900 technicians",
                1200,
                1900,
                "technicians",
                lagging=True,
            ),
        ),
        topics="offline, mobile, reliability, field service",
    ),
    Template(
        "learn-before-building",
        Department.PRODUCT,
        "Learn what wedding photographers would pay for, before we build any of it",
        "Our last two launches answered questions that nobody had asked.",
        LEARNING,
        (
            more("Raise the number of photographers who put down a deposit from 0 to 15", 0, 15, "photographers"),
            find(
                "Establish how many hours per wedding go into work the photographer hates",
                "Diaries of twelve photographers over three weddings each.",
            ),
            more("Increase the share of our assumptions that were tested with strangers from 10% to 80%", 10, 80, "%"),
        ),
        topics="discovery, new product, validation, interviews",
    ),
)
