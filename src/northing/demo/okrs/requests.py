"""What the teams ask of each other this quarter, in every state a request can be in (R23)."""

from dataclasses import dataclass

from northing.core.alignment import Move


@dataclass(frozen=True)
class Turn:
    """One step: on which day of the quarter (1 is its first Monday, 8 the Monday of week 2) who did it, with which words and,
    where another day is named, which. `bringer` is the key result of the asked team that will bring it.
    """

    day: int
    who: str
    move: Move
    reason: str = ""
    due: int | None = None
    bringer: str = ""


@dataclass(frozen=True)
class Ask:
    """A request: for which objective (and key result) of a team, asked of which other, for which day of the quarter."""

    team: str
    statement: str
    asked: str
    words: str
    day: int
    who: str
    due: int
    key_result: str = ""
    turns: tuple[Turn, ...] = ()


REQUESTS = (
    Ask(
        "Response", "Catch every warm crate while there is still time to cool it", "Carriers",
        "A person who picks up at every carrier after 22:00", 3, "Maren Aas", 68,
        key_result="Shorten the median time from alarm to first action from 47 to 20 minutes",
        turns=(
            Turn(
                5, "Bram de Vries", Move.AGREE, "It is an objective of ours anyway. Enzo has it.",
                bringer="Raise night alarms answered by a person from 12 % to 90 %",
            ),
        ),
    ),
    Ask(
        "Pharma", "Answer a hospital's alarm together with the hospital", "Response",
        "A weekly export of all alarms on pharmacy crates", 33, "Clara Schneider", 54,
        key_result="Shorten the time until the hospital knows from 140 to 30 minutes",
    ),
    Ask(
        "Response", "Make the night desk the calmest room in the company", "Hardware",
        "Twelve spare gateways for the night desk", 23, "Aino Korhonen", 47,
        turns=(
            Turn(
                31, "Jonas Lindholm", Move.PROPOSE, "The next batch leaves the factory at the end of November. Twelve of it are yours.",
                due=61,
            ),
        ),
    ),
    Ask(
        "Food and Grocery", "Catch every warm crate while there is still time to cool it", "Signals",
        "An alarm rule of its own for crates with fish", 9, "Linnea Holm", 61,
        key_result="Cut fish written off at arrival from 3.1 % to 1.5 %",
        turns=(
            Turn(
                11, "Noor van den Berg", Move.AGREE,
                bringer="Raise alarms that name the failing part from 18 % to 75 %",
            ),
        ),
    ),
    Ask(
        "Customer Care", "Give every question one owner and one answer", "Platform",
        "One sign-on for the three places where questions arrive", 2, "Dorota Kamińska", 30,
        key_result="Shorten the answer to a customer's question from 26 to 8 hours",
        turns=(
            Turn(4, "Mikkel Rasmussen", Move.AGREE),
            Turn(29, "Mikkel Rasmussen", Move.FULFIL, "Live since this morning, for all of Care."),
        ),
    ),
    Ask(
        "Terminals", "Let no crate wait with its door open", "Regulatory Affairs and Quality Documentation",
        "A shorter form for crates that are opened on the ramp", 10, "Rosa Delgado Ibáñez", 40,
        turns=(
            Turn(
                17, "Rosalind Achterberg", Move.DECLINE,
                "The authority asks for all 94 fields until the new form is approved. Paulina works on that one.",
            ),
        ),
    ),
    Ask(
        "Hardware", "Teach the crate to call for help before it is warm", "Finance",
        "What a warm crate costs on each of the ten busiest routes", 12, "Jonas Lindholm", 33,
        key_result="Lower the cost of the sensor from kr 410 to kr 260",
    ),
    Ask(
        "Carriers", "Put a human voice on every alarm after 22:00", "People and Learning",
        "A language test for night dispatchers", 8, "Enzo Ricci", 36,
        key_result="Dispatchers answer an alarm in 6 languages from one call sheet",
        turns=(
            Turn(12, "Leila Farahani", Move.AGREE),
            Turn(30, "Leila Farahani", Move.GIVE_UP, "The only test there is asks for grammar. Nobody at night needs that."),
        ),
    ),
    Ask(
        "Signals", "Know that a crate will be warm before it is", "Hardware",
        "Readings every minute instead of every five", 5, "Elias Bergström", 54,
        key_result="Raise warm events foretold by two hours from 0 % to 40 %",
        turns=(Turn(12, "Elias Bergström", Move.WITHDRAW, "Five minutes turned out to be enough."),),
    ),
)  # fmt: skip
