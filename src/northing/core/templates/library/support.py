"""Customer success and support."""

from northing.core.templates.notation import ASPIRATIONAL, COMMITTED, find, keep, less, more, steps
from northing.core.templates.template import Department, Template

TEMPLATES = (
    Template(
        "asked-once",
        Department.SUPPORT,
        "Answer so well that nobody has to ask twice",
        "Our replies are fast and incomplete. The second question costs the customer a day, and us as much as the first.",
        ASPIRATIONAL,
        (
            more("Raise the share of questions settled with the first reply from 58% to 78%", 58, 78, "%"),
            less("Lower reopened tickets from 21% to 8%", 21, 8, "%"),
            keep("Keep the typical first reply below 4 hours", None, 4, "hours"),
        ),
        topics="first contact resolution, support quality, tickets",
    ),
    Template(
        "the-quiet-ones",
        Department.SUPPORT,
        "Hear from silent customers before they silently go",
        "Those who complain mostly stay. Of those who left in spring, four in five had never written to us.",
        ASPIRATIONAL,
        (
            more("Raise the share of accounts we have talked with in the past two months from 44% to 85%", 44, 85, "%"),
            less(
                "Reduce cancellations that surprised us from 18 to 5 per quarter", 18, 5, "cancellations", lagging=True
            ),
            find(
                "Establish what silent accounts would change first",
                "A call with forty accounts that have not written for a year, three open questions each.",
            ),
        ),
        topics="churn, customer success, renewals, retention",
    ),
    Template(
        "mondays-like-any-day",
        Department.SUPPORT,
        "Monday becomes a morning like any other",
        "The weekend's pile decides the mood of the week, for those who write and for those who answer.",
        ASPIRATIONAL,
        (
            less("Shrink the pile on Monday at nine from 240 to 60 tickets", 240, 60, "tickets"),
            less("Shorten the median wait for a Monday reply from 7 to 2 hours", 7, 2, "hours"),
            keep("Keep weekend shifts per person at or below 1 per month", None, 1, "shifts"),
        ),
        topics="backlog, response time, tickets, shifts",
    ),
    Template(
        "customers-who-teach",
        Department.SUPPORT,
        "Let beekeepers who know our hives teach those who are new to them",
        "They know tricks that are in none of our manuals, and they like being asked.",
        ASPIRATIONAL,
        (
            more("Raise the share of forum questions answered by another beekeeper from 12% to 50%", 12, 50, "%"),
            more("Grow the circle of beekeepers who answer each month from 15 to 60", 15, 60, "beekeepers"),
            less("Shorten the wait for a helpful forum answer from 30 to 6 hours", 30, 6, "hours"),
        ),
        topics="community, forum, self-service",
    ),
    Template(
        "until-it-runs-without-us",
        Department.SUPPORT,
        "Be at every new clinic's side until it no longer needs us",
        "Where the first month goes badly, we hear of it at renewal. By then it has gone badly for a year.",
        COMMITTED,
        (
            more(
                "Raise the share of new clinics that work without paper after thirty days from 37% to 80%", 37, 80, "%"
            ),
            less("Lower emergency calls in a clinic's second month from 9 to 2", 9, 2, "calls"),
            steps(
                "Get the hand-over accepted by all three regional chains",
                "What a finished hand-over is, agreed with one chain",
                "Used in five clinics of that chain",
                "Signed by the second chain",
                "Signed by the third chain",
            ),
        ),
        topics="onboarding, implementation, adoption, customer success",
    ),
)
