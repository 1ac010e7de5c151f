"""Legal and compliance."""

from northing.core.templates.notation import ASPIRATIONAL, COMMITTED, LEARNING, find, less, more
from northing.core.templates.template import Department, Template

TEMPLATES = (
    Template(
        "why-a-deal-closes-sooner",
        Department.LEGAL,
        "Be the reason why a deal closes sooner",
        "Our colleagues bring us contracts at the last minute, because they believe that we need three weeks. We do, "
        "because they come at the last minute.",
        ASPIRATIONAL,
        (
            less("Shorten the median turn of a contract from 12 to 3 days", 12, 3, "days"),
            more("Raise the share of contracts signed on our own terms unchanged from 35% to 65%", 35, 65, "%"),
            more("Increase the share of deals we hear of before the price is agreed from 20% to 70%", 20, 70, "%"),
        ),
        topics="contracts, negotiation, cycle time",
    ),
    Template(
        "rules-without-a-lawyer",
        Department.LEGAL,
        "Give colleagues rules that they can follow without asking a lawyer",
        "Four hundred pages protect us on paper. In the corridor people guess.",
        ASPIRATIONAL,
        (
            more("Raise the share of colleagues who settle five everyday cases correctly from 48% to 85%", 48, 85, "%"),
            less("Cut our rule book from 410 to 90 pages", 410, 90, "pages"),
            less("Lower questions that the rule book answers already from 130 to 40 per month", 130, 40, "questions"),
        ),
        topics="policies, compliance training, plain language",
    ),
    Template(
        "privacy-before-complaints",
        Department.LEGAL,
        "Answer worried questions about personal data before they become complaints",
        "The law gives us a month. Whoever asks is worried today.",
        COMMITTED,
        (
            less("Shorten the median answer to a data request from 26 to 8 days", 26, 8, "days"),
            less("Lower the number of systems that hold personal data without an owner from 34 to 0", 34, 0, "systems"),
            less(
                "Lower the number of cases that reach the authority from 4 to 0 per quarter",
                4,
                0,
                "cases",
                lagging=True,
            ),
        ),
        topics="privacy, GDPR, data protection",
    ),
    Template(
        "safe-to-say-it",
        Department.LEGAL,
        "Make it safe to say that something is wrong",
        "Silence looks exactly like good conduct until the day on which it does not.",
        LEARNING,
        (
            find(
                "Establish how many of us would report a concern about their own manager",
                "An anonymous question to everybody, answered by at least half.",
            ),
            more("Raise the share of reports made with a name from 20% to 50%", 20, 50, "%", lagging=True),
            less("Shorten the silence after a report from 15 to 2 days", 15, 2, "days"),
        ),
        topics="whistleblowing, speaking up, culture, ethics",
    ),
)
