"""What the teams of Technology pursue this quarter."""

from northing.demo.okrs.notation import COMMITTED, Goal, Work, down, find, keep, steps, up

PRI, NOOR, ELIAS, CHIARA = "Priyanka Raghunathan-Whitfield", "Noor van den Berg", "Elias Bergström", "Chiara Conti"
MIKKEL, HANNA, LINH = "Mikkel Rasmussen", "Hanna Virtanen", "Linh Tran"
JONAS, GRACE, WIKTOR = "Jonas Lindholm", "Grace Okafor", "Wiktor Zieliński"

SIGNALS = (
    Goal(
        "Signals",
        "Become the cold chain that hospital pharmacists recommend for its silence",
        "A pharmacist who is woken for nothing tells the next one, too.",
        NOOR,
        (
            find(
                "Establish how many pharmacists would recommend us to a colleague",
                CHIARA,
                None,
                "%",
                of="word",
            ),
            up(
                "Raise hospitals that renew and keep our alarms switched on from 44 % to 70 %",
                NOOR,
                44,
                70,
                "%",
                0.36,
                sure=7,
                of="renew",
            ),
            down(
                "Cut alarms that wake a pharmacist for nothing from 9 to 2 a week",
                ELIAS,
                9,
                2,
                "alarms",
                0.52,
                sure=8,
            ),
        ),
        shares="recommend",
    ),
    Goal(
        "Signals",
        "Let a dispatcher hear the one alarm that matters",
        "Six million readings a day become 212 alarms a night, and eleven of them matter. People cannot find eleven in 212 at four in the morning.",
        PRI,
        (
            down(
                "Lower alarms per dispatcher and night from 212 to 60",
                PRI,
                212,
                60,
                "alarms",
                0.36,
                sure=7,
                notes={
                    2: "Two old rules off: 30 fewer, nothing missed.",
                    5: "The weekend brought them back to 160 for two nights.",
                },
            ),
            up("Raise alarms that name the failing part from 18 % to 75 %", NOOR, 18, 75, "%", 0.3, sure=7),
            keep("Keep missed warm events at or below 3 a week", CHIARA, None, 3, "events", 1.0, sure=9),
        ),
        key="one",
        serves=("catch", "believed"),
    ),
    Goal(
        "Signals",
        "Know that a crate will be warm before it is",
        "An alarm tells that it has happened. Two hours of warning would let a driver park in the shade.",
        ELIAS,
        (
            up(
                "Raise warm events foretold by two hours from 0 % to 40 %", ELIAS, 0, 40, "%", 0.22, sure=5, path="late"
            ),
            down("Lower false warnings from 9 to 2 a day", "Tariq Hussain", 9, 2, "warnings", 0.18, sure=6),
            find(
                "Establish how often a driver can still do something about a warning",
                CHIARA,
                63,
                "%",
                "Ride-alongs on 40 routes",
            ),
        ),
        serves=("losses",),
    ),
)

PLATFORM = (
    Goal(
        "Platform",
        "Be there when the night desk reaches for us",
        "Every minute we are away, forty crates travel unseen.",
        MIKKEL,
        (
            keep("Keep the alarm path available between 99.95 % and 100 %", MIKKEL, 99.95, 100, "%", 1.0, sure=9),
            down(
                "Shorten the time from reading to alarm from 94 to 20 seconds",
                LINH,
                94,
                20,
                "s",
                0.71,
                sure=9,
                path="early",
            ),
            down("Cut the nights with a woken engineer from 17 to 5 a month", HANNA, 17, 5, "nights", 0.42, sure=7),
        ),
        commitment=COMMITTED,
        serves=("catch",),
    ),
    Goal(
        "Platform",
        "Let every team ship on the day it is ready",
        "Good changes wait eleven days for a train of releases. Most of that is waiting for us.",
        HANNA,
        (
            down(
                "Shorten the wait from ready to live from 11 to 2 days",
                HANNA,
                11,
                2,
                "days",
                0.49,
                sure=8,
                leading=True,
            ),
            up("Raise teams that release on their own from 3 to 9", "Diego Fuentes", 3, 9, "teams", 0.5, sure=8),
            keep("Keep releases that are rolled back below 4 %", "Oskar Johansson", None, 4, "%", 0.83, sure=8),
        ),
    ),
    Goal(
        "Platform",
        "100 % uptime and migrate to the new cluster and reduce cost by 20 %",
        "",
        "Oskar Johansson",
        (
            steps("Migrate everything", "Oskar Johansson", "Migrated", done=0, sure=8),
            down("Cost down", "Beatriz Moura", 100, 80, "%", 0.1, sure=8, last_week=1),
        ),
    ),
)

HARDWARE = (
    Goal(
        "Hardware",
        "Teach the crate to call for help before it is warm",
        "The lid knows it is open. Nobody has taught it to say so.",
        JONAS,
        (
            up(
                "Raise crates that report an open lid within a minute from 22 % to 90 %",
                JONAS,
                22,
                90,
                "%",
                0.44,
                sure=9,
            ),
            up("Raise battery life in the cold from 19 to 30 days", GRACE, 19, 30, "days", 0.45, sure=8),
            down("Lower the cost of the sensor from kr 410 to kr 260", "Sami Haddad", 410, 260, "kr", 0.33, sure=7),
            steps(
                "Have the new lid certified for pharmaceutical use",
                WIKTOR,
                "Test plan accepted",
                "Cold chamber passed",
                "Drop test passed",
                "Certificate",
                done=2,
                sure=8,
            ),
        ),
        commitment=COMMITTED,
        key="lid",
        serves=("losses",),
    ),
    Goal(
        "Hardware",
        "Build a crate that is worth repairing",
        "We throw away four thousand crates a year for a hinge.",
        GRACE,
        (
            up("Raise crates repaired instead of replaced from 8 % to 45 %", GRACE, 8, 45, "%", 0.28, sure=6),
            down("Shorten the repair of a hinge from 55 to 12 minutes", "Maja Petrović", 55, 12, "min", 0.62, sure=9),
        ),
        serves=("monthly",),
        work=(Work("A hinge with two screws", "Expects the repair to fall below 15 minutes.", "Maja Petrović", 6),),
    ),
)
