"""Manufacturing and quality."""

from northing.core.templates.notation import ASPIRATIONAL, COMMITTED, LEARNING, find, less, more, steps
from northing.core.templates.template import Department, Template

TEMPLATES = (
    Template(
        "right-on-every-shift",
        Department.MANUFACTURING,
        "Make it right the first time, at three in the morning too",
        "The night shift has the same machines and a worse yield. It also has nobody to ask.",
        ASPIRATIONAL,
        (
            more("Raise first-pass yield of the night shift from 86% to 95%", 86, 95, "%", lagging=True),
            less("Lower hours of rework from 190 to 70 per week", 190, 70, "hours"),
            less("Cut the wait for an answer to a question asked at night from 9 hours to 1 hour", 9, 1, "hours"),
        ),
        topics="quality, yield, rework, scrap",
    ),
    Template(
        "small-orders-welcome",
        Department.MANUFACTURING,
        "Small orders become welcome on our largest press",
        "We send away a customer each day because setting up the press takes longer than the job.",
        ASPIRATIONAL,
        (
            less("Shorten the setting-up of the press from 95 to 35 minutes", 95, 35, "minutes"),
            less("Lower the smallest batch that pays from 800 to 250 pieces", 800, 250, "pieces"),
            more("Grow accepted orders of under a pallet from 12 to 45 per month", 12, 45, "orders", lagging=True),
        ),
        topics="changeover, set-up time, flexibility, lean",
    ),
    Template(
        "bad-news-early",
        Department.MANUFACTURING,
        "Build with suppliers who bring us bad news early",
        "They hide delays because we shout. Then the line stops, and we shout.",
        ASPIRATIONAL,
        (
            more("Raise the share of late parts announced five days ahead from 22% to 75%", 22, 75, "%"),
            less("Reduce line stops for missing parts from 13 to 3 per month", 13, 3, "stops", lagging=True),
            more("Lift the share of suppliers who say they can be open with us from 40% to 70%", 40, 70, "%"),
        ),
        topics="suppliers, purchasing, supply chain",
    ),
    Template(
        "machines-that-warn",
        Department.MANUFACTURING,
        "Hear the bearing before it breaks",
        "Our mechanics are heroes at weekends. They would like to be craftsmen on weekdays.",
        LEARNING,
        (
            find(
                "Establish how long our bottleneck machines run between two failures",
                "Read from the controllers for eight weeks, stops by hand left out.",
            ),
            more("Raise the share of repairs that were planned from 35% to 70%", 35, 70, "%"),
            less("Lower unplanned downtime of the bottlenecks from 11% to 6%", 11, 6, "%", lagging=True),
        ),
        topics="maintenance, downtime, predictive maintenance",
    ),
    Template(
        "any-ordinary-tuesday",
        Department.MANUFACTURING,
        "Be fit for an audit on any ordinary Tuesday",
        "We tidy for three weeks before the auditor comes, and show a factory that is not ours.",
        COMMITTED,
        (
            less("Reduce deviations that stay open for more than a month from 41 to 3", 41, 3, "deviations"),
            more("Raise the share of work instructions that match what is done from 63% to 98%", 63, 98, "%"),
            steps(
                "Get the new line through its certification",
                "Own audit without a major finding",
                "Findings of the pre-audit closed",
                "Certificate granted by the auditor",
            ),
        ),
        topics="audit, certification, ISO, compliance",
    ),
)
