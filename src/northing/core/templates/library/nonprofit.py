"""Non-profit."""

from northing.core.templates.notation import ASPIRATIONAL, COMMITTED, LEARNING, find, less, more
from northing.core.templates.template import Department, Template

TEMPLATES = (
    Template(
        "given-monthly-and-gladly",
        Department.NONPROFIT,
        "Be a cause that people give to monthly and talk about at dinner",
        "December pays for everything. In July we lie awake.",
        ASPIRATIONAL,
        (
            more("Grow monthly donors from 820 to 1,400", 820, 1400, "donors", lagging=True),
            less("Lower monthly donors who stop within a year from 34% to 20%", 34, 20, "%", lagging=True),
            more("Raise the share of donors who have brought a friend from 2% to 8%", 2, 8, "%"),
        ),
        topics="fundraising, donors, donations, retention",
    ),
    Template(
        "volunteer-in-a-busy-life",
        Department.NONPROFIT,
        "Make room for volunteers who have children, jobs and two free hours",
        "We ask for every Thursday until further notice, and wonder why only pensioners come.",
        ASPIRATIONAL,
        (
            less("Shorten the way from signing up to the first shift from 24 to 6 days", 24, 6, "days"),
            more("Raise the share of shifts that fit between lunch and the school bell from 10% to 45%", 10, 45, "%"),
            more(
                "Grow the share of volunteers who are still here at the next summer party from 41% to 65%",
                41,
                65,
                "%",
                lagging=True,
            ),
        ),
        topics="volunteers, engagement, recruiting",
    ),
    Template(
        "more-than-filled-afternoons",
        Department.NONPROFIT,
        "Know whether our mentoring changes lives or only fills afternoons",
        "We count hours, because hours can be counted. The children do not come for hours.",
        LEARNING,
        (
            find(
                "Establish how many mentored children finish school, beside those on the waiting list",
                "Both groups of the past four years, asked by the university and not by us.",
            ),
            more("Raise the share of former pairs still in touch with us from 15% to 60%", 15, 60, "%"),
            find(
                "Find out what the children themselves say has changed",
                "Thirty talks, led by former mentored children.",
            ),
        ),
        topics="impact, evaluation, mentoring, youth",
    ),
    Template(
        "too-proud-to-queue",
        Department.NONPROFIT,
        "Bring good food to those who are too proud to queue for it",
        "Hunger in our town wears a clean shirt and does not come on Tuesdays between ten and twelve.",
        ASPIRATIONAL,
        (
            more("Raise the number of households we reach at home from 60 to 220 per week", 60, 220, "households"),
            more("Lift the share of fresh food in each bag from 25% to 55%", 25, 55, "%"),
            less("Cut food that spoils with us from 410 to 100 kg per week", 410, 100, "kg"),
        ),
        topics="food bank, poverty, outreach, waste",
    ),
    Template(
        "hand-over-the-microphone",
        Department.NONPROFIT,
        "Let the people we speak for hold the microphone",
        "Our brochure about fishermen was written, photographed and approved by people who get seasick.",
        COMMITTED,
        (
            more("Raise the share of our stories told in the first person from 12% to 60%", 12, 60, "%"),
            more(
                "Raise the number of board seats held by people from the villages from 0 to 4",
                0,
                4,
                "seats",
                lagging=True,
            ),
            more("Grow the share of grants whose use the villages decided from 5% to 40%", 5, 40, "%"),
        ),
        topics="participation, local partners, advocacy",
    ),
)
