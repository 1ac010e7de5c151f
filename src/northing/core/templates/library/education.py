"""Education."""

from northing.core.templates.notation import ASPIRATIONAL, COMMITTED, find, keep, less, more
from northing.core.templates.template import Department, Template

TEMPLATES = (
    Template(
        "a-book-because-they-want-to",
        Department.EDUCATION,
        "Books become something that children pick up unasked",
        "They can read aloud without a mistake, and ask on the last page whether they may stop now.",
        ASPIRATIONAL,
        (
            more("Raise the share of pupils who choose a book in free time from 22% to 50%", 22, 50, "%"),
            less("Lower the share of second-years who read below their age from 31% to 15%", 31, 15, "%", lagging=True),
            more("Grow the share of families who read together three evenings a week from 35% to 60%", 35, 60, "%"),
        ),
        topics="reading, literacy, primary school",
    ),
    Template(
        "first-in-the-family",
        Department.EDUCATION,
        "Let the first in a family to study feel that the place is theirs too",
        "They do not fail at mathematics. They fail at not knowing whom one may ask.",
        ASPIRATIONAL,
        (
            more(
                "Raise the share of first-generation students who begin their second year from 71% to 84%",
                71,
                84,
                "%",
                lagging=True,
            ),
            more("Grow the share of them who have met their mentor twice by November from 18% to 80%", 18, 80, "%"),
            find(
                "Establish how many first-generation students feel at home here after one term",
                "Four questions in the twelfth week, compared with the other first-years.",
            ),
        ),
        topics="university, equity, drop-out, students",
    ),
    Template(
        "teach-until-retirement",
        Department.EDUCATION,
        "Teaching becomes a profession that one can love for forty years",
        "Our young colleagues are excellent, and half of them are gone after five years.",
        ASPIRATIONAL,
        (
            less("Cut the hours of marking from 9.5 to 5 per week", 9.5, 5, "hours"),
            more("Raise lessons taken over from a colleague from 1 to 6 per month", 1, 6, "lessons"),
            less(
                "Reduce resignations of teachers under thirty-five from 11 to 4 per year",
                11,
                4,
                "resignations",
                lagging=True,
            ),
        ),
        topics="teachers, workload, retention of staff",
    ),
    Template(
        "a-place-not-to-miss",
        Department.EDUCATION,
        "Be a school that pupils would rather not miss",
        "Whoever stays away on Fridays has usually left in their head by Wednesday.",
        ASPIRATIONAL,
        (
            less(
                "Lower the share of pupils absent on more than one day in ten from 24% to 12%",
                24,
                12,
                "%",
                lagging=True,
            ),
            more("Raise the share of absent pupils whom somebody has reached by noon from 40% to 95%", 40, 95, "%"),
            more("Lift the share of pupils who say that one adult knows them well from 55% to 80%", 55, 80, "%"),
        ),
        topics="attendance, absence, wellbeing of pupils",
    ),
    Template(
        "trusted-with-a-machine",
        Department.EDUCATION,
        "Send apprentices into the workshop ready to be trusted with a lathe",
        "Masters tell us that ours can calculate a cut, and are afraid to make it.",
        COMMITTED,
        (
            more(
                "Raise the share of apprentices who pass the practical test at once from 66% to 88%",
                66,
                88,
                "%",
                lagging=True,
            ),
            more("Increase practice at a running lathe from 240 to 660 minutes per week", 240, 660, "minutes"),
            keep("Keep the group at one machine at or below 3 apprentices", None, 3, "apprentices"),
        ),
        topics="vocational training, apprenticeship, exams",
    ),
)
