"""What was pursued in the two quarters before: all closed, with what came of it."""

from northing.demo.okrs.notation import COMMITTED, LEARNING, Goal, adds, down, find, keep, steps, up

SPRING = (
    Goal(
        "Vinterhavn",
        "See every crate, every minute",
        "We could not rescue what we could not see: two of three crates reported once a day.",
        "Ingrid Solheim-Adeyemi",
        (
            up(
                "Raise crates that report every minute from 31 % to 95 %",
                "Yusuf Demir",
                31,
                95,
                "%",
                0.94,
                sure=9,
                key="see",
            ),
            down(
                "Lower crates lost from sight from 740 to 100 a week",
                "Jonas Lindholm",
                740,
                100,
                "crates",
                0.71,
                sure=8,
                scored=(
                    0.9,
                    "Half of it was two harbours where no crate could report at all. Nobody had known of them.",
                ),
            ),
        ),
        key="every",
    ),
    Goal(
        "Vinterhavn",
        "Find the price of an hour",
        "Nobody could say what a late hour costs a customer.",
        "Astrid Nygaard",
        (
            find(
                "Establish what a late hour costs a hospital",
                "Gustav Ahlberg",
                8400,
                "kr",
                "Invoices of nine hospitals",
            ),
            adds("Have 20 customers show us their losses", "Linnea Holm", 20, "customers", 0.55, sure=6),
        ),
        commitment=LEARNING,
    ),
    Goal(
        "Hardware",
        "Make a sensor that outlives the winter",
        "Every third sensor died in its first cold night.",
        "Jonas Lindholm",
        (
            down("Lower sensors that die below zero from 34 % to 5 %", "Grace Okafor", 34, 5, "%", 0.97, sure=10),
            up(
                "Raise battery life in the cold from 8 to 21 days",
                "Wiktor Zieliński",
                8,
                21,
                "days",
                0.84,
                sure=9,
                scored=(1.0, "The chamber is 15 degrees colder than any road we drive. On the road they last 23 days."),
            ),
            steps(
                "Have the sensor approved for air freight",
                "Sami Haddad",
                "Papers in",
                "Tests passed",
                "Approved",
                done=3,
                sure=10,
            ),
        ),
        commitment=COMMITTED,
        serves=("every",),
    ),
    Goal(
        "Signals",
        "Believe the numbers before anybody else has to",
        "One reading in nine was wrong and looked right.",
        "Priyanka Raghunathan-Whitfield",
        (
            down("Lower wrong readings from 11 % to 2 %", "Elias Bergström", 11, 2, "%", 0.8, sure=8),
            keep("Keep the delay of readings below 60 seconds", "Chiara Conti", None, 60, "s", 0.85, sure=8),
        ),
        serves=("see",),
    ),
    Goal(
        "Response",
        "Know by heart what to do first",
        "Six people, six orders of doing things.",
        "Aino Korhonen",
        (
            up("Raise alarms handled in the agreed order from 15 % to 80 %", "Maren Aas", 15, 80, "%", 0.62, sure=7),
            steps(
                "Write the playbook together",
                "Oluwaseun Bakare",
                "First draft",
                "Read by both shifts",
                "Agreed",
                done=2,
                sure=8,
            ),
        ),
    ),
    Goal(
        "Carriers",
        "Get to know the 214",
        "We knew 40 of our 214 carriers by name.",
        "Bram de Vries",
        (
            adds("Visit 60 carriers", "Katarzyna Nowak", 60, "visits", 0.83, sure=8),
            up(
                "Raise carriers with a named person for alarms from 40 to 150",
                "Luuk Hendriks",
                40,
                150,
                "carriers",
                0.74,
                sure=8,
            ),
        ),
    ),
    Goal(
        "Pharma",
        "Speak the pharmacist's language",
        "Our curves were beautiful, and nobody could file them.",
        "Rafael Monteiro",
        (
            up(
                "Raise pharmacies that file our record from 10 to 60",
                "Clara Schneider",
                10,
                60,
                "pharmacies",
                0.36,
                sure=6,
            ),
            adds("Watch 15 inspections", "Thomas Berge", 15, "inspections", 0.27, sure=5, path="stuck"),
        ),
    ),
    Goal(
        "Food and Grocery",
        "Win the fish",
        "Salmon is half of what travels cold on this coast, and none of it travelled with us.",
        "Linnea Holm",
        (
            up("Raise fish farms under contract from 0 to 12", "Marco Galli", 0, 12, "farms", 0.75, sure=8),
            up("Raise monthly revenue from fish from kr 0 to kr 1.2 M", "Anneke Visser", 0, 1.2, "kr M", 0.58, sure=7),
        ),
    ),
    Goal(
        "Finance",
        "Know each month by the tenth day",
        "We drove by a mirror that showed last spring.",
        "Gustav Ahlberg",
        (down("Shorten the closing of the month from 27 to 10 days", "Nadia Benali", 27, 10, "days", 0.65, sure=8),),
        commitment=COMMITTED,
        learned=(
            "We began with our own spreadsheets, and eleven of the sixteen days that are left go by waiting for the "
            "invoices of carriers.\n\n"
            "Next: a fixed day of delivery in every contract, and an estimate where it passes."
        ),
    ),
    Goal(
        "People and Learning",
        "Hear the night shift",
        "We asked the day shift how the night shift is.",
        "Leila Farahani",
        (
            adds("Work 12 nights with the night desk", "Emil Kjær", 12, "nights", 1.0, sure=10),
            find("Learn why night dispatchers leave", "Leila Farahani", 4, "reasons", "Talks with 19 who left"),
        ),
        commitment=LEARNING,
        learned=(
            "Nobody left because of the pay. They left because the day shift decided how the night works.\n\n"
            "Ask those who left; they have no reason to be polite."
        ),
    ),
)

SUMMER = (
    Goal(
        "Vinterhavn",
        "Rescue what we see",
        "We saw the crate get warm, and watched.",
        "Ingrid Solheim-Adeyemi",
        (
            up(
                "Raise warm crates rescued from 14 % to 40 %",
                "Tomasz Wiśniewski",
                14,
                40,
                "%",
                0.69,
                sure=7,
                key="rescue",
            ),
            down(
                "Cut goods lost to temperature from kr 512 M to kr 400 M a year",
                "Tomasz Wiśniewski",
                512,
                400,
                "kr M",
                0.84,
                sure=8,
            ),
        ),
        key="seen",
    ),
    Goal(
        "Vinterhavn",
        "Grow out of the box",
        "Nine of ten kroner came from selling a crate once.",
        "Astrid Nygaard",
        (
            up(
                "Raise monthly watching revenue from kr 4.1 M to kr 6.5 M",
                "Astrid Nygaard",
                4.1,
                6.5,
                "kr M",
                0.88,
                sure=9,
            ),
            up("Raise customers who pay by the month from 31 to 80", "Linnea Holm", 31, 80, "customers", 0.61, sure=7),
        ),
        commitment=COMMITTED,
        learned=(
            "Customers who bought crates do not turn into customers who pay for watching. Those who came had seen a "
            "rescue.\n\nWhat stood in the way: we spoke of the price before they had seen one."
        ),
    ),
    Goal(
        "Response",
        "Answer before the second ring",
        "The first ten minutes decide, and we spent them looking for a telephone number.",
        "Aino Korhonen",
        (
            down(
                "Shorten the median time from alarm to first action from 88 to 40 minutes",
                "Maren Aas",
                88,
                40,
                "min",
                0.85,
                sure=8,
            ),
            up(
                "Raise alarms with a telephone number beside them from 20 % to 95 %",
                "Kaito Mori",
                20,
                95,
                "%",
                0.92,
                sure=9,
            ),
            keep("Keep alarm precision between 88 % and 95 %", "Kaito Mori", 88, 95, "%", 0.77, sure=7),
        ),
        serves=("rescue",),
    ),
    Goal(
        "Carriers",
        "Have the app on every driver's phone",
        "Drivers did not know that their crate was warm.",
        "Bram de Vries",
        (
            adds(
                "Install the app on 800 telephones",
                "Katarzyna Nowak",
                800,
                "telephones",
                0.91,
                sure=9,
                scored=(0.4, "Installed is not used: nine of ten of these telephones never opened an alarm."),
            ),
            up(
                "Raise alarms read by the driver from 5 % to 60 %",
                "Enzo Ricci",
                5,
                60,
                "%",
                0.12,
                sure=6,
                path="stuck",
                notes={8: "Drivers answer a call, not a message. We lost six weeks on the app."},
            ),
        ),
        serves=("seen",),
        learned=(
            "Drivers answer a call, not a message. We lost six weeks on the app before we asked one of them.\n\n"
            "Next time: ask five drivers in the first week, and install nothing before they have answered."
        ),
    ),
    Goal(
        "Terminals",
        "Shorten the way through the hall",
        "Crates took the way the forklifts liked.",
        "Rosa Delgado Ibáñez",
        (
            down(
                "Shorten the way through the hall from 430 to 180 metres",
                "Jonas Lehtinen",
                430,
                180,
                "m",
                1.04,
                sure=10,
            ),
            down(
                "Shorten the median wait on the ramp from 31 to 20 minutes",
                "Rosa Delgado Ibáñez",
                31,
                20,
                "min",
                1.09,
                sure=9,
            ),
        ),
        commitment=COMMITTED,
    ),
    Goal(
        "Signals",
        "Make an alarm say what to do",
        "\u201cTemperature deviation 4711\u201d is not an instruction.",
        "Priyanka Raghunathan-Whitfield",
        (
            up("Raise alarms with an instruction from 0 % to 70 %", "Noor van den Berg", 0, 70, "%", 0.66, sure=7),
            down(
                "Lower alarms per dispatcher and night from 290 to 150",
                "Tariq Hussain",
                290,
                150,
                "alarms",
                0.56,
                sure=7,
            ),
        ),
        serves=("rescue",),
    ),
    Goal(
        "Platform",
        "Sleep while the system works",
        "Somebody was woken every night.",
        "Mikkel Rasmussen",
        (
            down(
                "Cut the nights with a woken engineer from 29 to 15 a month",
                "Hanna Virtanen",
                29,
                15,
                "nights",
                0.86,
                sure=8,
            ),
            keep(
                "Keep the alarm path available between 99.9 % and 100 %",
                "Mikkel Rasmussen",
                99.9,
                100,
                "%",
                1.0,
                sure=9,
            ),
        ),
        commitment=COMMITTED,
        learned=(
            "What was left had one cause: a certificate of a carrier that ran out at night and was nobody's. It has an "
            "owner now, and a date in the calendar a month before."
        ),
    ),
    Goal(
        "Pharma",
        "Be in the room when it is inspected",
        "Inspections happened without us, and so did their findings.",
        "Rafael Monteiro",
        (
            adds("Sit in 20 inspections", "Ikram El Amrani", 20, "inspections", 0.75, sure=7),
            up(
                "Raise records accepted without a question from 38 % to 60 %",
                "Clara Schneider",
                38,
                60,
                "%",
                0.77,
                sure=8,
            ),
        ),
    ),
    Goal(
        "Customer Care",
        "Stop apologising",
        "Half of our letters began with \u201csorry\u201d.",
        "Dorota Kamińska",
        (down("Lower complaints from 64 to 30 a month", "Felix Baumann", 64, 30, "complaints", 0.7, sure=8),),
    ),
    Goal(
        "Regulatory Affairs and Quality Documentation",
        "Know what we promised",
        "Contracts promised temperatures that nobody had written down.",
        "Rosalind Achterberg",
        (
            up(
                "Raise contracts read for their promises from 0 to 340",
                "Paulina Wójcik",
                0,
                340,
                "contracts",
                0.98,
                sure=9,
            ),
            down(
                "Shorten the answer to a regulator from 34 to 20 days", "Henrik Sørensen", 34, 20, "days", 0.93, sure=8
            ),
        ),
        commitment=COMMITTED,
    ),
)
