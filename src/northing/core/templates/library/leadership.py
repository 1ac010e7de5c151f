"""Company and leadership."""

from northing.core.templates.notation import ASPIRATIONAL, COMMITTED, LEARNING, find, keep, less, more
from northing.core.templates.template import Department, Template

TEMPLATES = (
    Template(
        "a-plan-people-can-retell",
        Department.LEADERSHIP,
        "Everybody here can tell a stranger where we are going, and why",
        "We presented the strategy three times and heard four versions of it at lunch. A plan steers only those who can "
        "repeat it.",
        ASPIRATIONAL,
        (
            more("Raise the share of colleagues who name our three priorities unprompted from 22% to 75%", 22, 75, "%"),
            more("Grow the share of team objectives that serve a company objective from 41% to 80%", 41, 80, "%"),
            less(
                "Lower the number of running projects that serve none of the priorities from 31 to 10",
                31,
                10,
                "projects",
            ),
        ),
        topics="strategy, focus, communication, alignment",
    ),
    Template(
        "lose-a-customer-and-sleep",
        Department.LEADERSHIP,
        "Become a company that could lose its largest customer and still sleep",
        "One buyer's bad year would be our last one. We want to be a supplier they choose, and not one they own.",
        ASPIRATIONAL,
        (
            less("Lower our largest customer's share of revenue from 38% to 25%", 38, 25, "%", lagging=True),
            more(
                "Grow signed orders from outside the car industry from €0.4M to €1.3M",
                400_000,
                1_300_000,
                "€",
                lagging=True,
            ),
            more("Raise first meetings with buyers in new industries from 5 to 20 per month", 5, 20, "meetings"),
        ),
        topics="concentration of revenue, new markets, diversification",
    ),
    Template(
        "decide-where-the-work-is",
        Department.LEADERSHIP,
        "Let those who do the work decide about it",
        "A forklift tyre needs four signatures. While they travel, the forklift stands, and so do the people who know what "
        "it needs.",
        ASPIRATIONAL,
        (
            less("Shorten the median time from a team's proposal to a decision from 21 to 5 days", 21, 5, "days"),
            less("Lower the share of purchases that need an executive's signature from 64% to 15%", 64, 15, "%"),
            keep("Keep decisions that are later taken back below 5%", None, 5, "%"),
        ),
        topics="decisions, autonomy, delegation, bureaucracy",
    ),
    Template(
        "founders-in-august",
        Department.LEADERSHIP,
        "Give the founders a whole August without a single call",
        "Whatever only two people can do is a risk with a friendly face.",
        COMMITTED,
        (
            less("Cut the kinds of approval that only a founder can give from 26 to 4", 26, 4, "kinds"),
            more("Raise the share of key accounts that know a second contact by name from 30% to 100%", 30, 100, "%"),
            find(
                "Establish how many hours a week the founders spend on other people's emergencies",
                "Both founders keep a tally for four weeks; the median counts.",
            ),
        ),
        topics="delegation, growth, succession, founders",
    ),
    Template(
        "ask-portugal",
        Department.LEADERSHIP,
        "Find out whether Portugal wants what Spain already loves",
        "Half of the board is sure that it does, the other half that it never will. Forty shops can tell us for the price "
        "of one consultant.",
        LEARNING,
        (
            more("Raise trial shops in Lisbon and Porto that order a second time from 0 to 12", 0, 12, "shops"),
            find(
                "Find out at which price Portuguese shopkeepers stop asking for a discount",
                "Four price lists, ten shops each, eight weeks.",
            ),
            find(
                "Establish what it costs to win one shop in Portugal",
                "All hours, travel and samples of the trial, divided by the shops that reorder.",
            ),
        ),
        topics="new market, expansion, internationalisation, experiment",
    ),
    Template(
        "the-cleaner-choice",
        Department.LEADERSHIP,
        "Make the cleaner choice the easy one wherever we buy or travel",
        "Our reports on climate have become longer each year, and our footprint has not become smaller.",
        ASPIRATIONAL,
        (
            less("Cut emissions per shipped order from 4.1 kg to 2.9 kg", 4.1, 2.9, "kg", lagging=True),
            more("Raise the share of journeys under 700 km made by train from 24% to 70%", 24, 70, "%"),
            more("Lift the share of spending with suppliers who publish their footprint from 18% to 55%", 18, 55, "%"),
        ),
        topics="climate, carbon, sustainability, emissions, ESG",
    ),
)
