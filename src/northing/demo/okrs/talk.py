"""What people said to each other about their OKRs this quarter."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """One comment: on which day of the quarter (1 is its first Monday), who, and what. `pressed` are those who reacted,
    each with what they meant.
    """

    day: int
    who: str
    text: str
    pressed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Talk:
    """A conversation about a team's objective, or about a key result of it (by its first words); `settled`: who said
    on which day that it is.
    """

    team: str
    statement: str
    said: tuple[Said, ...]
    key_result: str = ""
    quote: str = ""
    settled: tuple[int, str] | None = None


_CATCH = "Catch every warm crate while there is still time to cool it"
_MEDIAN = "Shorten the median time from alarm to first action from 47 to 20 minutes"

TALKS = (
    Talk(
        "Response", _CATCH,
        (
            Said(3, "Priyanka Raghunathan-Whitfield", "Does the new log count a phone call as a first action? If it does, half of the way to 20 is only counting. @Maren Aas"),
            Said(3, "Maren Aas", "It does not. Only a lid that is opened or a door that is closed counts.", (("Priyanka Raghunathan-Whitfield", "thanks"),)),
        ),
        key_result=_MEDIAN, quote="first action", settled=(4, "Priyanka Raghunathan-Whitfield"),
    ),
    Talk(
        "Response", _CATCH,
        (
            Said(30, "Bram de Vries", "The night at Nordkyst is two people for nine terminals. Below 26 minutes they would need a third. @Aino Korhonen, is that in your plan?"),
            Said(31, "Aino Korhonen", "Not a third person, a second line: whoever is free in Rotterdam takes the call. It starts in week 7.", (("Bram de Vries", "good_idea"), ("Maren Aas", "agree"))),
            Said(32, "Tomasz Wiśniewski", "Then I would not touch the confidence before we have one full week of it."),
        ),
        key_result=_MEDIAN,
    ),
    Talk(
        "Response", _CATCH,
        (
            Said(33, "Ingrid Solheim-Adeyemi", "In Trondheim a pharmacist told me she has not called us since September. That is this objective. Thank you all.", (("Aino Korhonen", "thanks"), ("Maren Aas", "thanks"), ("Oluwaseun Bakare", "thanks"))),
        ),
    ),
    Talk(
        "Response", "Make the night desk the calmest room in the company",
        (
            Said(24, "Leila Farahani", "41 % rested is the lowest of all shifts we have ever asked. @Sofie Lindqvist, may I show it to the works council?"),
            Said(25, "Sofie Lindqvist", "Yes, with the four questions beside it: https://intranet.vinterhavn.example/third-night explains why the third night is the one to ask about.", (("Leila Farahani", "thanks"),)),
        ),
    ),
    Talk(
        "Pharma", "Answer a hospital's alarm together with the hospital",
        (
            Said(33, "Clara Schneider", "Without the weekly export we measure this by telephone. @Maren Aas, would a file without names do until the lawyers are done?"),
            Said(36, "Maren Aas", "It would. I ask @Oluwaseun Bakare for one by Friday.", (("Clara Schneider", "thanks"),)),
        ),
        key_result="Shorten the time until the hospital knows from 140 to 30 minutes",
    ),
    Talk(
        "Signals", "Let a dispatcher hear the one alarm that matters",
        (
            Said(29, "Kaito Mori", "The two nights with 160 were ours: somebody had switched rule 14 back on. It is off again.", (("Noor van den Berg", "thanks"), ("Elias Bergström", "agree"))),
        ),
        key_result="Lower alarms per dispatcher and night from 212 to 60",
    ),
    Talk(
        "Vinterhavn", "Nothing made to be kept cold is thrown away warm",
        (
            Said(31, "Gustav Ahlberg", "290 million assumes prices of last autumn. With today's it would be 305 for the same goods. Do we leave it?"),
            Said(32, "Ingrid Solheim-Adeyemi", "We leave it. The number is a promise to customers, not a budget.", (("Gustav Ahlberg", "agree"), ("Yusuf Demir", "agree"))),
        ),
        key_result="Cut goods lost to temperature from kr 418 M to kr 290 M a year", quote="290 M",
    ),
)  # fmt: skip
