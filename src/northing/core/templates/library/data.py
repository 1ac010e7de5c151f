"""Data."""

from northing.core.templates.notation import ASPIRATIONAL, COMMITTED, LEARNING, find, keep, less, more
from northing.core.templates.template import Department, Template

TEMPLATES = (
    Template(
        "one-answer-whoever-asks",
        Department.DATA,
        "Whoever asks how many customers we have hears the same number",
        "Last month sales, finance and marketing brought three numbers of active customers to one meeting, and the meeting "
        "was about the numbers.",
        ASPIRATIONAL,
        (
            less("Lower the rival definitions of our ten main figures from 34 to 10", 34, 10, "definitions"),
            less("Shorten the way from a question to an answer people trust from 6 days to 1 day", 6, 1, "days"),
            more("Raise the share of leads who plan by our reports without checking them from 34% to 75%", 34, 75, "%"),
        ),
        topics="data quality, definitions, reporting, trust in data",
    ),
    Template(
        "figures-before-the-shutters",
        Department.DATA,
        "Have yesterday's figures ready before the shops raise their shutters",
        "A branch that hears at noon what sold out yesterday has lost the morning, which is when bread is sold.",
        COMMITTED,
        (
            more("Raise the share of days with complete figures by six in the morning from 61% to 98%", 61, 98, "%"),
            less("Reduce figures corrected after they were sent out from 17 to 2 per month", 17, 2, "figures"),
            more("Increase the share of branches that adjust their order by eight from 25% to 70%", 25, 70, "%"),
        ),
        topics="data pipelines, dashboards, timeliness, retail",
    ),
    Template(
        "test-beats-opinion",
        Department.DATA,
        "Let a fair test outrank the loudest opinion in the room",
        "We argue beautifully, and find out afterwards. Finding out first takes two weeks and is cheaper.",
        LEARNING,
        (
            more(
                "Raise the share of price and layout changes tested before they go to everybody from 8% to 50%",
                8,
                50,
                "%",
            ),
            keep("Keep the share of tests that prove us wrong between 40% and 70%", 40, 70, "%"),
            find(
                "Find out how much a test costs us, from the idea to the verdict",
                "Hours booked on the next ten tests.",
            ),
        ),
        topics="experiments, A/B tests, decisions, learning",
    ),
    Template(
        "catch-a-farewell",
        Department.DATA,
        "Catch a farewell early enough for a phone call to change it",
        "The cancellation is the last of many signs, and the only one that we look at.",
        ASPIRATIONAL,
        (
            more("Raise the share of cancellations foreseen thirty days ahead from 25% to 60%", 25, 60, "%"),
            keep("Keep false alarms below 20%", None, 20, "%"),
            more("Grow the share of warned subscribers who stay from 31% to 50%", 31, 50, "%", lagging=True),
        ),
        topics="churn, retention, prediction, subscribers",
    ),
)
