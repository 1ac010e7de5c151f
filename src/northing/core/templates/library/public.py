"""Public sector."""

from northing.core.templates.notation import ASPIRATIONAL, COMMITTED, find, less, more
from northing.core.templates.template import Department, Template

TEMPLATES = (
    Template(
        "yes-or-no-before-winter",
        Department.PUBLIC,
        "Tell those who want to build yes or no before the ground freezes",
        "A no in May helps more than a yes in November.",
        COMMITTED,
        (
            less("Shorten the median decision about a permit from 118 to 45 days", 118, 45, "days"),
            more("Raise applications that are complete when they arrive from 33% to 75%", 33, 75, "%"),
            less("Lower calls that ask how far it is from 260 to 80 per week", 260, 80, "calls"),
        ),
        topics="permits, building, processing time, administration",
    ),
    Template(
        "letters-for-the-kitchen-table",
        Department.PUBLIC,
        "Our letters make sense at the kitchen table",
        "Our letters hold in court. Most of them never get there, because nobody has understood that they should answer.",
        ASPIRATIONAL,
        (
            more("Raise the share of test readers who know what to do next from 38% to 85%", 38, 85, "%"),
            less("Lower puzzled calls per thousand letters from 74 to 25", 74, 25, "calls"),
            more("Increase the share of answers that come back in time from 57% to 80%", 57, 80, "%", lagging=True),
        ),
        topics="plain language, citizens, communication",
    ),
    Template(
        "ask-only-once",
        Department.PUBLIC,
        "Ask families only for what the town does not know already",
        "To prove that a child was born here, we want a certificate that we have issued ourselves.",
        ASPIRATIONAL,
        (
            less("Cut documents to be brought for child benefit from 11 to 2", 11, 2, "documents"),
            less("Cut errands to the town hall per application from 2.1 to 0.4", 2.1, 0.4, "errands"),
            more("Raise the share of benefits paid in the month of birth from 16% to 70%", 16, 70, "%", lagging=True),
        ),
        topics="once only, digital services, benefits, forms",
    ),
    Template(
        "the-bus-is-quicker",
        Department.PUBLIC,
        "Make the bus the obvious way to work from the outer districts",
        "People do not love their cars. They dislike standing at a stop and not knowing.",
        ASPIRATIONAL,
        (
            more("Raise the share of buses within three minutes of their time from 67% to 90%", 67, 90, "%"),
            less("Shorten the longest wait in the rush hour from 30 to 12 minutes", 30, 12, "minutes"),
            more("Lift the share of outer commuters who take the bus from 13% to 20%", 13, 20, "%", lagging=True),
        ),
        topics="transport, mobility, punctuality, commuting",
    ),
    Template(
        "through-the-heat",
        Department.PUBLIC,
        "Make the next heatwave safe for the old and the lonely",
        "In the last one, neighbours noticed by the newspapers piling up.",
        COMMITTED,
        (
            more(
                "Raise the share of people above eighty living alone whom we can reach by phone from 20% to 90%",
                20,
                90,
                "%",
            ),
            less("Cut the longest walk to a cool room from 1,900 to 500 metres", 1900, 500, "metres"),
            find(
                "Establish how warm the top floors get at night",
                "Sensors in sixty flats, from June to August, with the tenants' consent.",
            ),
        ),
        topics="climate adaptation, heat, older people, public health",
    ),
)
