"""What the teams of Customers pursue this quarter."""

from northing.demo.okrs.notation import COMMITTED, LEARNING, Goal, Work, adds, down, find, up

RAFAEL, CLARA, LINNEA, MARCO = "Rafael Monteiro", "Clara Schneider", "Linnea Holm", "Marco Galli"
DOROTA, FELIX, AISHA = "Dorota Kamińska", "Felix Baumann", "Aisha Rahman"

PHARMA = (
    Goal(
        "Pharma",
        "Hand every pharmacist a record an inspector believes at first sight, in the language and the format of their own authority",
        "Pharmacists spend a day a month turning our curves into their forms. Then the inspector asks for the curves.",
        RAFAEL,
        (
            up(
                "Raise records accepted without a question from 55 % to 90 %",
                CLARA,
                55,
                90,
                "%",
                0.4,
                sure=8,
                last_week=4,
            ),
            up(
                "Raise authorities whose format we speak from 2 to 9", "Thomas Berge", 2, 9, "authorities", 0.29, sure=6
            ),
            down(
                "Lower the hours a pharmacist spends on our record from 7.5 to 1 a month",
                "Ikram El Amrani",
                7.5,
                1,
                "h",
                0.18,
                sure=6,
            ),
        ),
        commitment=COMMITTED,
        key="record",
        serves=("contracts", "talk"),
    ),
    Goal(
        "Pharma",
        "Answer a hospital's alarm together with the hospital",
        "Two desks watch the same crate and do not speak with each other.",
        CLARA,
        (
            up(
                "Raise alarms with a named person at the hospital from 9 % to 60 %",
                CLARA,
                9,
                60,
                "%",
                0.12,
                sure=7,
                path="late",
            ),
            down(
                "Shorten the time until the hospital knows from 140 to 30 minutes",
                "Yuki Tanaka",
                140,
                30,
                "min",
                0.34,
                sure=6,
            ),
            adds(
                "8 hospital pharmacies find the right crate in a rehearsed alarm",
                "Ikram El Amrani",
                8,
                "pharmacies",
                0.38,
                sure=7,
            ),
        ),
        serves=("contracts", "catch"),
    ),
)

FOOD = (
    Goal(
        "Food and Grocery",
        "Catch every warm crate while there is still time to cool it",
        "For us a rescued crate is a shelf that is not empty on Saturday.",
        LINNEA,
        (
            up(
                "Raise the share of alarms acted on before goods are lost from 28 % to 50 %",
                MARCO,
                28,
                50,
                "%",
                0.4,
                sure=7,
                of="alarms",
            ),
            down(
                "Shorten the median time from alarm to first action from 63 to 30 minutes",
                "Anneke Visser",
                63,
                30,
                "min",
                0.33,
                sure=7,
                of="first action",
            ),
            down("Cut fish written off at arrival from 3.1 % to 1.5 %", "Samuel Mensah", 3.1, 1.5, "%", 0.25, sure=6),
        ),
        shares="catch",
        serves=("losses",),
    ),
    Goal(
        "Food and Grocery",
        "Sell the watching with the crate, not after it",
        "Whoever buys a crate without watching calls us angry in the summer.",
        LINNEA,
        (
            up("Raise crates sold with a watching contract from 41 % to 100 %", LINNEA, 41, 100, "%", 0.44, sure=7),
            up("Raise monthly revenue per crate from kr 118 to kr 165", MARCO, 118, 165, "kr", 0.36, sure=7),
            find("Find out why four of ten still say no", "Samuel Mensah", None, "reasons"),
        ),
        commitment=COMMITTED,
        serves=("attach", "monthly"),
    ),
)

CARE = (
    Goal(
        "Customer Care",
        "Become the cold chain that one hospital pharmacist recommends to the next",
        "A pharmacist recommends the voice that answered her, not the crate.",
        FELIX,
        (
            find(
                "Establish how many pharmacists would recommend us to a colleague",
                AISHA,
                38,
                "%",
                "Asked at the end of every call, 212 answers",
                of="word",
            ),
            up(
                "Raise hospitals that renew without a discount from 58 % to 80 %",
                FELIX,
                58,
                80,
                "%",
                0.31,
                sure=6,
                of="renew",
            ),
            up(
                "Raise calls from hospitals answered by somebody they know from 12 % to 55 %",
                "Simen Haugen",
                12,
                55,
                "%",
                0.44,
                sure=8,
            ),
        ),
        shares="recommend",
    ),
    Goal(
        "Customer Care",
        "Give every question one owner and one answer",
        "Customers ask the same question three times because three of us answered a part of it.",
        DOROTA,
        (
            down(
                "Shorten the answer to a customer's question from 26 to 8 hours",
                FELIX,
                26,
                8,
                "h",
                0.52,
                sure=8,
                path="early",
            ),
            down("Lower questions asked twice from 31 % to 10 %", AISHA, 31, 10, "%", 0.38, sure=7),
            up("Raise answers that end with a thank-you from 22 % to 40 %", "Simen Haugen", 22, 40, "%", 0.3, sure=6),
        ),
        serves=("talk",),
        work=(
            Work(
                "Whoever takes the call keeps it",
                "Expects the answer to fall below 12 hours.",
                FELIX,
                3,
                "It fell to 15. Kept.",
            ),
        ),
    ),
    Goal(
        "Customer Care",
        "Hear what customers do not say",
        "Nobody complains. Eleven left.",
        AISHA,
        (
            find("Learn why the eleven left", AISHA, 7, "reasons", "Eleven telephone calls, nine of them answered"),
            adds(
                "40 customers who have never called us tell us what they miss",
                "Simen Haugen",
                40,
                "talks",
                0.45,
                sure=8,
            ),
        ),
        commitment=LEARNING,
        serves=("recommend",),
    ),
)
