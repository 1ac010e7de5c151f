"""Design and research."""

from northing.core.templates.notation import ASPIRATIONAL, COMMITTED, find, less, more
from northing.core.templates.template import Department, Template

TEMPLATES = (
    Template(
        "thumb-glove-tired-eye",
        Department.DESIGN,
        "Become the app for the thumb, the glove and the tired eye",
        "Our users stand on ladders in the rain. We sit at large screens in the dry.",
        COMMITTED,
        (
            more("Raise the share of testers with low vision who finish an order unaided from 52% to 90%", 52, 90, "%"),
            less("Lower wrong taps per order on site from 3.8 to 1", 3.8, 1, "taps"),
            less("Reduce open accessibility barriers from 63 to 8", 63, 8, "barriers"),
        ),
        topics="accessibility, inclusive design, mobile",
    ),
    Template(
        "one-word-for-one-thing",
        Department.DESIGN,
        "Speak one language from the first screen to the last invoice",
        "A booking is a reservation in the app, an order in the mail and a case on the telephone. Customers think that "
        "they have three.",
        ASPIRATIONAL,
        (
            less("Cut the things that go by more than one name from 64 to 12", 64, 12, "things"),
            more("Raise the share of testers who foresee what a button does from 61% to 88%", 61, 88, "%"),
            less(
                "Lower calls that begin with a misunderstood word from 95 to 30 per week", 95, 30, "calls", lagging=True
            ),
        ),
        topics="wording, consistency, design system, content",
    ),
    Template(
        "watch-somebody-struggle",
        Department.DESIGN,
        "Bring everyone who decides within earshot of those who struggle",
        "A slide about confusion persuades nobody. Ten minutes of watching it does.",
        ASPIRATIONAL,
        (
            more(
                "Raise the share of deciders who watched a customer in the past six weeks from 15% to 80%", 15, 80, "%"
            ),
            more("Lift the share of roadmap entries that point to something seen from 20% to 60%", 20, 60, "%"),
            find(
                "Establish how often we decide differently after watching",
                "Each product decision notes what was meant before and what was decided after, for one quarter.",
            ),
        ),
        topics="user research, interviews, customer contact",
    ),
    Template(
        "a-form-like-a-conversation",
        Department.DESIGN,
        "Make our longest form feel like a talk with a patient clerk",
        "Six in ten give up on the page where we ask for the tax number of the landlord.",
        ASPIRATIONAL,
        (
            more("Raise the share of started applications that are sent off from 39% to 65%", 39, 65, "%"),
            less("Shorten a typical sitting over the form from 17 to 7 minutes", 17, 7, "minutes"),
            less(
                "Lower the share of applications that come back for corrections from 28% to 10%",
                28,
                10,
                "%",
                lagging=True,
            ),
        ),
        topics="forms, conversion, completion, drop-off",
    ),
)
