"""Sales."""

from northing.core.templates.notation import ASPIRATIONAL, COMMITTED, find, keep, less, more
from northing.core.templates.template import Department, Template

TEMPLATES = (
    Template(
        "a-forecast-to-plan-by",
        Department.SALES,
        "Make a forecast that the warehouse dares to plan by",
        "They halve whatever we announce. Twice this year they were wrong to, and customers waited.",
        COMMITTED,
        (
            less("Lower the error of the monthly forecast from 32% to 10%", 32, 10, "%", lagging=True),
            more("Raise the share of open deals with a next step the customer has agreed from 46% to 90%", 46, 90, "%"),
            less("Cut deals whose closing date moved more than twice from 58 to 15", 58, 15, "deals"),
        ),
        topics="sales forecast, pipeline, planning",
    ),
    Template(
        "the-second-order",
        Department.SALES,
        "Sell what people order again",
        "A first order shows that we talk well. The second one shows that it was true.",
        ASPIRATIONAL,
        (
            more(
                "Raise the share of new buyers who reorder within ninety days from 33% to 52%",
                33,
                52,
                "%",
                lagging=True,
            ),
            less("Lower goods returned as “not what I was told” from 6% to 2%", 6, 2, "%"),
            more("Increase the share of new buyers called in the first two weeks from 20% to 95%", 20, 95, "%"),
        ),
        topics="repeat business, retention, new customers",
    ),
    Template(
        "worth-the-price",
        Department.SALES,
        "Win by what we are worth, not by what we take off",
        "Our customers have learned that the price falls on the last day of the quarter, so that is when they buy.",
        ASPIRATIONAL,
        (
            less("Lower the average discount from 19% to 9%", 19, 9, "%"),
            more("Raise the win rate of offers at list price from 18% to 30%", 18, 30, "%", lagging=True),
            less("Cut the share of deals signed in a quarter's last week from 55% to 30%", 55, 30, "%"),
            keep("Keep the median time from offer to signature below 45 days", None, 45, "days"),
        ),
        topics="pricing, discounts, margin, win rate",
    ),
    Template(
        "doors-opened-by-customers",
        Department.SALES,
        "Be introduced more often than we introduce ourselves",
        "Of our ten best customers eight came by a friend. Of last year's two hundred cold calls none did.",
        ASPIRATIONAL,
        (
            more("Grow introductions that led to a talk from 9 to 30 per quarter", 9, 30, "introductions"),
            more("Grow the share of customers whom we asked for an introduction from 12% to 60%", 12, 60, "%"),
            find(
                "Establish why happy customers do not mention us",
                "Twenty interviews with customers who rate us nine or ten and have never passed on our name.",
            ),
        ),
        topics="referrals, word of mouth, recommendations, pipeline",
    ),
    Template(
        "taken-seriously-by-town-halls",
        Department.SALES,
        "Become a bidder whom town halls take seriously",
        "We hear of tenders when they are in the paper. By then somebody else has helped to write them.",
        ASPIRATIONAL,
        (
            more("Raise invitations to bid from 4 to 12 per quarter", 4, 12, "invitations"),
            more("Lift the share of our bids that reach the last round from 20% to 45%", 20, 45, "%", lagging=True),
            less("Cut the effort for a bid from 24 to 12 days", 24, 12, "days"),
        ),
        topics="tenders, public customers, bids, new segment",
    ),
)
