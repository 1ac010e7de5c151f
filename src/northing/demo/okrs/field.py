"""What the teams of Field Operations pursue this quarter."""

from northing.demo.okrs.notation import COMMITTED, Goal, Work, adds, down, find, keep, steps, up

MAREN, AINO, KAITO, OLU = "Maren Aas", "Aino Korhonen", "Kaito Mori", "Oluwaseun Bakare"
BRAM, KASIA, ROSA, JONAS = "Bram de Vries", "Katarzyna Nowak", "Rosa Delgado Ibáñez", "Jonas Lehtinen"

RESPONSE = (
    Goal(
        "Response",
        "Catch every warm crate while there is still time to cool it",
        "Customers lost goods worth 418 million kroner last year. In two of three losses our own data showed it hours before anybody acted.",
        AINO,
        (
            up(
                "Raise the share of alarms acted on before goods are lost from 34 % to 60 %",
                MAREN,
                34,
                60,
                "%",
                0.38,
                sure=7,
                leading=True,
                helpers=(KAITO, OLU),
                key="alarms",
                notes={2: "Counting by hand until the log is ready.", 5: "The new order of calls helps."},
            ),
            down(
                "Shorten the median time from alarm to first action from 47 to 20 minutes",
                MAREN,
                47,
                20,
                "min",
                0.11,
                sure=8,
                key="first action",
                path="wobble",
                leading=True,
                helpers=(AINO, OLU),
                wrong_in=2,
                level_03=38,
                level_07=26,
                retarget=(5, 15, "The pilot at two carriers already reached 19. Twenty is no longer a stretch."),
                notes={
                    3: "Nordkyst started. Transalpina Frigo wants page 4 of the playbook rewritten first.",
                    4: "First week with calls instead of messages.",
                    6: "Day shift is at 22. The night is the number now; the second phone line decides it.",
                },
            ),
            keep("Keep alarm precision between 92 % and 97 %", MAREN, 92, 97, "%", 0.86, sure=9),
            steps(
                "Get the early-alarm playbook adopted by all five carrier networks",
                OLU,
                "Draft agreed with dispatchers",
                "Piloted at two carriers",
                "Dispatchers trained",
                "Signed by four networks",
                "Signed by all five",
                done=2,
                sure=7,
            ),
        ),
        key="catch",
        serves=("losses", "hour"),
        work=(
            Work(
                "Call the driver, not the office",
                "Expects the time to first action to fall by 5 minutes.",
                OLU,
                4,
                "It fell by 4. Kept.",
            ),
            Work(
                "Second line at the Rotterdam night desk",
                "Expects the time to first action to fall by 9 minutes.",
                AINO,
                7,
            ),
            Work(
                "Playbook workshops with Nordkyst, Transalpina Frigo and Kühlkontor Hamburg-Billwerder",
                "Expects alarms acted on to rise by 6 points and one stage of the playbook.",
                OLU,
                9,
            ),
        ),
    ),
    Goal(
        "Response",
        "Make the night desk the calmest room in the company",
        "Calm people make better calls. At four in the morning ours are not calm, and they say so.",
        AINO,
        (
            down(
                "Lower interruptions per dispatcher and night from 64 to 25", "Sofie Lindqvist", 64, 25, "", 0.3, sure=7
            ),
            up(
                "Raise nights that end without overtime from 52 % to 85 %",
                MAREN,
                52,
                85,
                "%",
                0.24,
                sure=6,
                last_week=3,
                helpers=("Mateus Carvalho",),
            ),
            find(
                "Learn how rested the night shift feels on its third night",
                "Sofie Lindqvist",
                41,
                "%",
                "Four questions, 22 of 24 dispatchers",
            ),
        ),
        key="calm",
        serves=("night",),
    ),
    Goal(
        "Response",
        "Help every new dispatcher trust their own ears by the third week",
        "It takes nine weeks until somebody new takes a call alone. In those weeks two people do the work of one.",
        MAREN,
        (
            down(
                "Shorten the time until a new dispatcher takes calls alone from 9 to 4 weeks",
                MAREN,
                9,
                4,
                "weeks",
                0.42,
                sure=7,
            ),
            adds("Have 10 recorded rescues explained by those who made them", KAITO, 10, "recordings", 0.6, sure=9),
        ),
        individual=True,
        serves=("calm",),
    ),
)

CARRIERS = (
    Goal(
        "Carriers",
        "Make the slowest carrier as fast as last year's best",
        "Eleven of 214 carriers cause half of all late openings of a warm crate. They want to be better and do not know where to begin.",
        BRAM,
        (
            down(
                "Cut the gap between the fastest and the slowest tenth of carriers from 118 to 45 minutes",
                BRAM,
                118,
                45,
                "min",
                0.35,
                sure=6,
            ),
            up(
                "Raise carriers that look at their own numbers every week from 19 to 90",
                KASIA,
                19,
                90,
                "carriers",
                0.48,
                sure=8,
                leading=True,
            ),
            up(
                "Raise drivers who know what an amber lid means from 44 % to 80 %",
                "Luuk Hendriks",
                44,
                80,
                "%",
                0.3,
                sure=7,
            ),
        ),
        serves=("arrive", "hour"),
        work=(
            Work(
                "A page per carrier with one number on it", "Expects 40 carriers to look every week.", "Freja Madsen", 8
            ),
        ),
    ),
    Goal(
        "Carriers",
        "Put a human voice on every alarm after 22:00",
        "A message at night is read in the morning. A voice is heard.",
        "Enzo Ricci",
        (
            up(
                "Raise night alarms answered by a person from 12 % to 90 %",
                "Enzo Ricci",
                12,
                90,
                "%",
                0.06,
                sure=3,
                path="stuck",
                notes={
                    4: "The contract with the call service is not signed.",
                    6: "Still not signed. Asked Astrid for help.",
                },
            ),
            down(
                "Lower the rings until somebody answers from 11 to 4", KASIA, 11, 4, "rings", 0.08, sure=4, path="stuck"
            ),
            adds(
                "Dispatchers answer an alarm in 6 languages from one call sheet",
                "Freja Madsen",
                6,
                "languages",
                0.33,
                sure=6,
            ),
        ),
        key="voice",
        serves=("catch",),
    ),
)

TERMINALS = (
    Goal(
        "Terminals",
        "Let no crate wait with its door open",
        "A crate in the sun on a ramp warms a degree in seven minutes. The median wait is nineteen.",
        ROSA,
        (
            down("Shorten the median wait on the ramp from 19 to 8 minutes", ROSA, 19, 8, "min", 0.45, sure=8),
            up(
                "Raise scanned hand-overs at the Øresund terminal from 71 % to 95 %",
                JONAS,
                71,
                95,
                "%",
                0.37,
                sure=8,
                last_week=3,
                notes={3: "The scanner's vendor delivers again in two weeks."},
            ),
            keep("Keep the ramp temperature at or below 8 °C", "Amara Diallo", None, 8, "°C", 0.83, sure=8),
        ),
        commitment=COMMITTED,
        serves=("arrive", "hour"),
    ),
    Goal(
        "Terminals",
        "Improve communication",
        "",
        "Pieter Bakker",
        (
            adds("Hold 12 meetings with the shift leads", "Pieter Bakker", 12, "meetings", 0.5, sure=10),
            steps("Launch the new intranet page", "Signe Thorsen", "Done", done=0, sure=9),
            up("Better information for everybody", "Pieter Bakker", 0, 100, "%", 0.45, sure=9),
        ),
    ),
    Goal(
        "Terminals",
        "Make the first hour of every shift as good as the third",
        "Most openings that take too long happen in the hour after a change of shift.",
        "Amara Diallo",
        (
            down(
                "Lower late openings in the first hour from 23 to 9 a week",
                "Amara Diallo",
                23,
                9,
                "openings",
                0.34,
                sure=6,
            ),
            up(
                "Raise hand-overs done with both shifts at the ramp from 20 % to 85 %",
                "Signe Thorsen",
                20,
                85,
                "%",
                0.41,
                sure=7,
                leading=True,
            ),
        ),
        serves=("calm",),
    ),
)
