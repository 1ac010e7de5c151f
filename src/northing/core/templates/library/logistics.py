"""Operations and logistics."""

from northing.core.templates.notation import ASPIRATIONAL, COMMITTED, find, keep, less, more
from northing.core.templates.template import Department, Template

TEMPLATES = (
    Template(
        "name-a-day-and-keep-it",
        Department.LOGISTICS,
        "Become the carrier that names a day and keeps it",
        "People take a day off to receive a sofa. They forgive a late date more easily than a broken one.",
        COMMITTED,
        (
            more("Raise the share of deliveries on the promised day from 82% to 97%", 82, 97, "%", lagging=True),
            less("Lower calls asking where a sofa is from 38 to 12 per thousand deliveries", 38, 12, "calls"),
            keep("Keep the promised wait at or below 9 days", None, 9, "days"),
        ),
        topics="delivery, punctuality, on-time, logistics",
    ),
    Template(
        "no-lorry-home-empty",
        Department.LOGISTICS,
        "Make every journey home across the Alps a paid one",
        "One lorry in three comes back with nothing in it, past the yards of firms that look for one.",
        ASPIRATIONAL,
        (
            less("Lower the share of empty kilometres from 34% to 22%", 34, 22, "%", lagging=True),
            more("Raise the share of return trips with a load booked a day ahead from 15% to 50%", 15, 50, "%"),
            less("Cut diesel per delivered tonne from 9.1 to 7.6 litres", 9.1, 7.6, "litres", lagging=True),
        ),
        topics="transport, freight, fuel, utilisation",
    ),
    Template(
        "sending-back-is-easy",
        Department.LOGISTICS,
        "Make sending something back as easy as ordering it",
        "Shoes are tried on at home. A shop that punishes this sells one pair, once.",
        ASPIRATIONAL,
        (
            less("Shorten the way from returned parcel to refund from 12 to 3 days", 12, 3, "days"),
            more("Raise the share of returned shoes on sale again within two days from 20% to 70%", 20, 70, "%"),
            more("Grow the share of customers who buy again after a return from 36% to 50%", 36, 50, "%", lagging=True),
        ),
        topics="returns, refunds, e-commerce",
    ),
    Template(
        "home-as-healthy-as-they-came",
        Department.LOGISTICS,
        "All of us leave the warehouse as healthy as we came",
        "In a safe place near misses are talked about. In ours they are laughed about, until one is not a miss.",
        COMMITTED,
        (
            less("Reduce injuries with days off from 5 to 0 per quarter", 5, 0, "injuries", lagging=True),
            more("Raise near misses that are reported from 6 to 40 per month", 6, 40, "near misses"),
            more("Lift the share of reported hazards gone within a week from 42% to 95%", 42, 95, "%"),
        ),
        topics="safety, accidents, near misses, warehouse",
    ),
    Template(
        "the-part-on-the-shelf",
        Department.LOGISTICS,
        "Mechanics find the part they need, on a shelf that holds little else",
        "Our shelves are full, and the mechanic still waits.",
        ASPIRATIONAL,
        (
            more("Raise order lines served from stock from 88% to 96%", 88, 96, "%"),
            keep("Keep stock cover between 25 and 35 days", 25, 35, "days"),
            find(
                "Establish what a day of waiting for a part costs our customers",
                "Asked of thirty workshops, by machine and season.",
            ),
        ),
        topics="inventory, stock, spare parts, service level",
    ),
)
