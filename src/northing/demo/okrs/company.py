"""What the company and its departments pursue this quarter."""

from northing.demo.okrs.notation import COMMITTED, LEARNING, Goal, Work, adds, down, find, keep, steps, up

INGRID, TOMASZ, YUSUF = "Ingrid Solheim-Adeyemi", "Tomasz Wiśniewski", "Yusuf Demir"
HELENE, ASTRID, AINO = "Hélène Duchamp-Okafor", "Astrid Nygaard", "Aino Korhonen"

YEAR = (
    Goal(
        "Vinterhavn",
        "Be the cold chain that people stop worrying about",
        "A pharmacist who telephones to ask where a crate is has already lost faith in it. We want nobody to need to.",
        INGRID,
        (
            up("Raise shipments that arrive inside their temperature from 95.1 % to 98 %", HELENE, 95.1, 98, "%", 0.55, sure=7),
            down("Cut goods lost to temperature from kr 512 M to kr 290 M a year", TOMASZ, 512, 290, "kr M", 0.61, sure=7,
                 notes={3: "The spring was warm. The loss was not."}),
            up("Win a second recommendation from 60 of our 140 hospital customers, up from 12", HELENE, 12, 60, "hospitals", 0.35, sure=5),
        ),
        key="year",
    ),
)

COMPANY = (
    Goal(
        "Vinterhavn",
        "Nothing made to be kept cold is thrown away warm",
        "Last year customers threw away goods worth 512 million kroner. In two of three losses our own data knew hours before.",
        INGRID,
        (
            down("Cut goods lost to temperature from kr 418 M to kr 290 M a year", INGRID, 418, 290, "kr M", 0.32, sure=6, key="losses",
                 notes={4: "Two carriers explain half of what is left.", 6: "The Rotterdam nights are the number now."}),
            up("Raise shipments that arrive inside their temperature from 95.8 % to 97.4 %", "Bram de Vries", 95.8, 97.4, "%", 0.38, sure=7, key="arrive"),
            down("Lower the hours between a warm reading and a cooled crate from 9.5 to 4", TOMASZ, 9.5, 4, "h", 0.36, sure=7, key="hours", leading=True),
        ),
        key="warm",
        serves=("year",),
    ),
    Goal(
        "Vinterhavn",
        "Become the cold chain that one hospital pharmacist recommends to the next",
        "Hospitals buy on the word of other hospitals. Ours are content and silent.",
        HELENE,
        (
            up("Raise hospital contracts with a shared alarm desk from 3 to 11", HELENE, 3, 11, "contracts", 0.13, sure=7, key="contracts", path="late",
               notes={3: "Lisbon asks for the desk in Portuguese.", 5: "Two signatures moved to next month."}),
            find("Establish how many pharmacists would recommend us to a colleague", "Clara Schneider", None, "%"),
            up("Raise hospitals that renew without a discount from 58 % to 75 %", "Rafael Monteiro", 58, 75, "%", 0.22, sure=5),
        ),
        key="recommend",
        serves=("year",),
    ),
    Goal(
        "Vinterhavn",
        "Earn every month what used to be earned once a box",
        "Selling crates pays for this year. Watching them pays for the years after.",
        ASTRID,
        (
            up("Raise monthly watching revenue from kr 6.2 M to kr 9 M", ASTRID, 6.2, 9, "kr M", 0.47, sure=8),
            up("Raise new crates sold with a watching contract from 41 % to 100 %", "Linnea Holm", 41, 100, "%", 0.44, sure=7, key="attach"),
            keep("Keep the gross margin of watching between 62 % and 70 %", "Gustav Ahlberg", 62, 70, "%", 0.83, sure=8),
        ),
        commitment=COMMITTED,
        key="monthly",
    ),
    Goal(
        "Vinterhavn",
        "Make night work a job that people choose",
        "Every third night dispatcher leaves within a year, and with each of them goes a map of who answers the phone at four.",
        AINO,
        commitment=LEARNING,
        key="night",
    ),
)

DEPARTMENTS = (
    Goal(
        "Field Operations",
        "Close the hour between knowing and acting",
        "The sensors are fast by now. We are the slow part.",
        TOMASZ,
        (
            up("Raise alarms acted on within the hour from 38 % to 70 %", TOMASZ, 38, 70, "%", 0.41, sure=7),
            down("Cut alarms that end in a lost load from 61 to 30 a month", AINO, 61, 30, "loads", 0.29, sure=6),
            keep("Keep overtime below 6 % of all hours", "Bram de Vries", None, 6, "%", 0.67, sure=6),
        ),
        key="hour",
        serves=("hours", "warm"),
        draws_from="both",
    ),
    Goal(
        "Technology",
        "Say less and be believed",
        "A dispatcher who gets 212 alarms a night learns to ignore 212 alarms.",
        YUSUF,
        (
            up("Raise alarms that dispatchers call useful from 31 % to 65 %", YUSUF, 31, 65, "%", 0.33, sure=6),
            keep("Keep missed warm events at or below 3 a week", "Mikkel Rasmussen", None, 3, "events", 1.0, sure=9),
        ),
        key="believed",
        serves=("warm",),
        work=(
            Work("Retire the 41 oldest alarm rules", "Expects useful alarms to rise by 12 points.", "Elias Bergström", 5,
                 "They rose by 9. Nobody has missed a single rule."),
            Work("Sit with the night desk for a week", "Expects us to learn which alarms are read aloud.", "Noor van den Berg", 9),
        ),
    ),
    Goal(
        "Customers",
        "Turn content customers into people who talk about us",
        "Four out of five new hospitals came through somebody who knew us. We have never asked anybody to say it.",
        HELENE,
        (
            up("Raise first meetings that come from a recommendation from 9 to 24 a quarter", HELENE, 9, 24, "meetings", 0.27, sure=5),
            down("Shorten the answer to a customer's question from 26 to 8 hours", "Dorota Kamińska", 26, 8, "h", 0.52, sure=8),
        ),
        key="talk",
        serves=("recommend",),
    ),
    Goal(
        "Business",
        "Show what cold costs, and what warm costs",
        "Nobody here can say what one degree too many costs on one route. So nobody decides by it.",
        ASTRID,
        (
            up("Raise routes with a known cost per degree from 0 to 120", "Gustav Ahlberg", 0, 120, "routes", 0.58, sure=9),
            up("Raise price decisions that cite it from 0 % to 40 %", ASTRID, 0, 40, "%", 0.1, sure=8, path="late"),
            steps("Have the loss ledger audited and open to all teams", "Nadia Benali", "Rules agreed with Finance",
                  "Twelve months entered", "Audited", "Open to everybody", done=2, sure=7),
        ),
        serves=("monthly",),
    ),
    Goal(
        "Business",
        "Decide where the second home of the company will be",
        "The lease in Bergen ends next autumn. Until the board has decided, this stays with a few of us.",
        ASTRID,
        (
            steps("Bring the board two places it would sign for", "Gustav Ahlberg", "Long list", "Visits", "Two offers", done=1, sure=6),
            down("Lower the cost per desk in the best offer from kr 9,400 to kr 6,500 a month", "Gustav Ahlberg", 9400, 6500, "kr", 0.2, sure=5),
        ),
        commitment=COMMITTED,
        confidential=(INGRID, "Petra Novotná"),
    ),
    Goal(
        "Vinterhavn",
        "Learn what a cold chain for cells would ask of us",
        "Cell therapies travel at minus 150 degrees. We do not know whether that is our business or only our curiosity.",
        YUSUF,
        (
            find("Find out what a clinic pays today for one cell transport", "Rafael Monteiro", 31400, "kr", "Five clinics, their invoices of the last year"),
            adds("Speak with 12 clinics and makers", "Yuki Tanaka", 12, "talks", 0.5, sure=8),
        ),
        commitment=LEARNING,
        key="cells",
    ),
)

