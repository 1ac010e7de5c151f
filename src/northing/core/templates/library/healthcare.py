"""Healthcare."""

from northing.core.templates.notation import ASPIRATIONAL, COMMITTED, LEARNING, find, keep, less, more
from northing.core.templates.template import Department, Template

TEMPLATES = (
    Template(
        "while-only-worried",
        Department.HEALTHCARE,
        "See worried people while they are still only worried",
        "Six weeks of waiting turn a question into a disease, at least in the head.",
        ASPIRATIONAL,
        (
            less("Shorten the median wait from referral to first visit from 41 to 18 days", 41, 18, "days"),
            more("Raise the share of urgent referrals seen within two days from 52% to 95%", 52, 95, "%"),
            less("Lower missed appointments from 14% to 6%", 14, 6, "%"),
        ),
        topics="waiting time, appointments, access to care",
    ),
    Template(
        "steady-on-their-feet",
        Department.HEALTHCARE,
        "Become a ward where patients walk freely and nobody falls",
        "A fall on the ward undoes an operation that went well.",
        COMMITTED,
        (
            less("Reduce falls per thousand bed days from 6.2 to 3", 6.2, 3, "falls", lagging=True),
            more("Raise the share of patients whose risk is known on the first evening from 58% to 97%", 58, 97, "%"),
            keep("Keep the share of patients with bed rails up against their wish at or below 1%", None, 1, "%"),
        ),
        topics="patient safety, falls, nursing",
    ),
    Template(
        "home-with-a-plan",
        Department.HEALTHCARE,
        "Every patient goes home with a plan they can explain to a neighbour",
        "We discharge with four pages in Latin. What was not understood comes back by ambulance.",
        ASPIRATIONAL,
        (
            more("Raise the share of patients who can say what each medicine is for from 44% to 80%", 44, 80, "%"),
            more("Lift the share of letters that reach the family doctor within a day from 29% to 90%", 29, 90, "%"),
            less("Lower unplanned returns within thirty days from 15% to 10%", 15, 10, "%", lagging=True),
        ),
        topics="discharge, readmission, medication",
    ),
    Template(
        "back-to-the-bedside",
        Department.HEALTHCARE,
        "Give nurses back the hours that the keyboard took from the bedside",
        "Nobody became a nurse to type the same blood pressure into three systems.",
        ASPIRATIONAL,
        (
            more("Raise the share of a nurse's shift spent with patients from 37% to 52%", 37, 52, "%"),
            less("Cut forms per admission from 23 to 8", 23, 8, "forms"),
            keep("Keep overtime between 0% and 4%", 0, 4, "%", lagging=True),
        ),
        topics="nursing, documentation, paperwork, staff",
    ),
    Template(
        "when-no-doctor-is-in-the-room",
        Department.HEALTHCARE,
        "Hear what patients say when no doctor is in the room",
        "In our survey they are satisfied. In the cafeteria they are not.",
        LEARNING,
        (
            more("Raise the response of patients above seventy-five from 12% to 45%", 12, 45, "%"),
            find(
                "Establish how many patients kept a question to themselves",
                "Asked by volunteers at the exit, on twenty days chosen by lot.",
            ),
            more("Increase the share of remarks that lead to an answer within a week from 5% to 60%", 5, 60, "%"),
        ),
        topics="patient experience, feedback, survey",
    ),
)
