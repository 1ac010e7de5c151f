"""Finance."""

from northing.core.templates.notation import ASPIRATIONAL, COMMITTED, LEARNING, find, keep, less, more
from northing.core.templates.template import Department, Template

TEMPLATES = (
    Template(
        "paid-back-before-the-card",
        Department.FINANCE,
        "Let colleagues have their expenses back before their bank asks for them",
        "Our engineers lend the company four thousand euros a month, and fill in three pages to get it back.",
        COMMITTED,
        (
            less("Shorten the settling of a claim from 34 to 6 days", 34, 6, "days"),
            less("Lower the share of claims sent back for something missing from 27% to 5%", 27, 5, "%"),
            less("Cut the effort for a claim from 25 to 6 minutes", 25, 6, "minutes"),
        ),
        topics="expenses, travel, reimbursement, internal service",
    ),
    Template(
        "paid-in-time-and-still-friends",
        Department.FINANCE,
        "Be paid on time by customers who stay our friends",
        "Most late payers wait for an answer from us: a missing order number, a wrong address, a dispute that nobody took up.",
        ASPIRATIONAL,
        (
            less("Cut the wait for our money from 52 to 36 days", 52, 36, "days", lagging=True),
            less("Lower the share of invoices that customers query from 8% to 3%", 8, 3, "%"),
            keep("Keep complaints about our reminders at or below 2 per month", None, 2, "complaints"),
        ),
        topics="receivables, cash, invoices, payment",
    ),
    Template(
        "no-more-surprises",
        Department.FINANCE,
        "Make owners of budgets out of people who merely have one",
        "Heads of department open their figures once a year, to ask for more.",
        ASPIRATIONAL,
        (
            more("Raise the share of budget holders who look at their figures weekly from 18% to 75%", 18, 75, "%"),
            less(
                "Reduce overruns found only after the month from 14 to 2 per quarter", 14, 2, "overruns", lagging=True
            ),
            more("Raise the money given back unasked from €0 to €250,000", 0, 250000, "€"),
        ),
        topics="budgets, cost control, controlling",
    ),
    Template(
        "see-a-bad-year-coming",
        Department.FINANCE,
        "See a bad year coming while we can still steer",
        "In the last one we found out from the bank.",
        LEARNING,
        (
            less("Lower the miss of our thirteen-week cash outlook from 29% to 8%", 29, 8, "%", lagging=True),
            less("Shorten the answer to “what if sales fall by a fifth” from 9 days to 1 day", 9, 1, "days"),
            find(
                "Establish which three early signs went before each of our bad months",
                "Ten years of monthly figures, read together with sales and purchasing.",
            ),
        ),
        topics="cash flow, forecast, scenarios, liquidity, risk",
    ),
)
