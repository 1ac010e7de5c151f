"""What the teams of Business pursue this quarter."""

from northing.demo.okrs.notation import COMMITTED, Goal, Work, adds, down, keep, up

ROSALIND, HENRIK, GUSTAV, LEILA = "Rosalind Achterberg", "Henrik Sørensen", "Gustav Ahlberg", "Leila Farahani"

REGULATORY = (
    Goal(
        "Regulatory Affairs and Quality Documentation",
        "Answer every regulator from one trustworthy record",
        "Three departments answer the same inspector with three numbers. Each of them is right.",
        ROSALIND,
        (
            down(
                "Lower findings per inspection from 6.5 to 2", ROSALIND, 6.5, 2, "findings", 0.06, sure=4, path="stuck"
            ),
            down(
                "Shorten the answer to a regulator from 21 to 5 days",
                HENRIK,
                21,
                5,
                "days",
                0.1,
                sure=5,
                path="stuck",
                notes={4: "The archive in Gdańsk answers by letter.", 6: "One of two archives is scanned now."},
            ),
            up("Raise documents with a single owner from 12 % to 95 %", "Paulina Wójcik", 12, 95, "%", 0.09, sure=6),
        ),
        commitment=COMMITTED,
        serves=("record",),
    ),
    Goal(
        "Regulatory Affairs and Quality Documentation",
        "Make the right form the easy form",
        "Forms are filled in wrong because the right one is the longest.",
        "Paulina Wójcik",
        (
            down(
                "Cut the fields of the deviation form from 94 to 30",
                "Paulina Wójcik",
                94,
                30,
                "fields",
                0.66,
                sure=9,
                path="early",
            ),
            up("Raise deviations reported on the day they happen from 35 % to 80 %", HENRIK, 35, 80, "%", 0.31, sure=7),
        ),
    ),
)

FINANCE = (
    Goal(
        "Finance",
        "Close the month before anybody asks how it went",
        "The month is over for sixteen days before we know it.",
        GUSTAV,
        (
            down("Shorten the closing of the month from 16 to 5 days", GUSTAV, 16, 5, "days", 0.36, sure=8),
            down("Lower corrections after closing from 44 to 12", "Nadia Benali", 44, 12, "corrections", 0.4, sure=8),
            keep("Keep invoices older than 60 days between kr 2 and 5 M", "Petra Novotná", 2, 5, "kr M", 0.67, sure=7),
        ),
        commitment=COMMITTED,
    ),
)

PEOPLE = (
    Goal(
        "People and Learning",
        "Keep the people who know the night",
        "Somebody who has heard three winters of alarms cannot be hired.",
        LEILA,
        (
            down("Lower yearly turnover of night dispatchers from 34 % to 18 %", LEILA, 34, 18, "%", 0.25, sure=6),
            up(
                "Raise night shifts chosen and not assigned from 27 % to 70 %",
                "Emil Kjær",
                27,
                70,
                "%",
                0.4,
                sure=7,
                leading=True,
            ),
            adds("Have 30 people trained by those they will replace", "Zuzana Horváthová", 30, "people", 0.37, sure=7),
        ),
        serves=("night",),
        key="keepers",
        work=(
            Work("Shifts traded by those who work them", "Expects chosen shifts to rise by 20 points.", "Emil Kjær", 8),
        ),
    ),
    Goal(
        "People and Learning",
        "Let everybody see what they could become here",
        "People leave for a title that we would have given them.",
        "Emil Kjær",
        (
            up("Raise positions filled from inside from 22 % to 50 %", "Emil Kjær", 22, 50, "%", 0.2, sure=5),
            up(
                "Raise people who know their next step here from 31 % to 70 %",
                LEILA,
                31,
                70,
                "%",
                0.15,
                sure=8,
                path="stuck",
            ),
        ),
        serves=("night",),
    ),
    Goal(
        "People and Learning",
        "Learn to write as we speak",
        "My letters to night dispatchers are read twice and understood once.",
        "Zuzana Horváthová",
        (
            up(
                "Raise letters answered without a question back from 40 % to 80 %",
                "Zuzana Horváthová",
                40,
                80,
                "%",
                0.35,
                sure=7,
            ),
        ),
        individual=True,
        serves=("keepers",),
    ),
)
