"""Who works at Vinterhavn, and where."""

from typing import NamedTuple

COMPANY = "Vinterhavn"
MAIL = "vinterhavn.example"
TIME_ZONE = "Europe/Oslo"
PASSWORD = "northern-light"  # noqa: S105 - it opens a made-up company on your own machine


class Unit(NamedTuple):
    """A department or team: its name, what it is for, who leads and who sponsors it, who else belongs to it."""

    name: str
    purpose: str
    lead: str
    members: tuple[str, ...] = ()
    teams: tuple["Unit", ...] = ()


CHIEF = "Ingrid Solheim-Adeyemi"
CHAMPION = "Priyanka Raghunathan-Whitfield"
FOUNDER = "Maren Aas"

DEPARTMENTS = (
    Unit(
        "Field Operations",
        "Where crates are moved, watched and rescued",
        "Tomasz Wiśniewski",
        teams=(
            Unit(
                "Response",
                "Answers every alarm while there is still time",
                "Aino Korhonen",
                (FOUNDER, "Kaito Mori", "Oluwaseun Bakare", "Sofie Lindqvist", "Mateus Carvalho"),
            ),
            Unit(
                "Carriers",
                "Makes 214 transport companies part of one cold chain",
                "Bram de Vries",
                ("Katarzyna Nowak", "Enzo Ricci", "Freja Madsen", "Luuk Hendriks"),
            ),
            Unit(
                "Terminals",
                "Keeps the doors of eleven terminals short and the crates cold",
                "Rosa Delgado Ibáñez",
                ("Jonas Lehtinen", "Amara Diallo", "Pieter Bakker", "Signe Thorsen"),
            ),
        ),
    ),
    Unit(
        "Technology",
        "Sensors, signals and the systems they speak to",
        "Yusuf Demir",
        teams=(
            Unit(
                "Signals",
                "Turns six million readings a day into the one alarm that matters",
                CHAMPION,
                ("Noor van den Berg", "Elias Bergström", "Chiara Conti", "Tariq Hussain"),
            ),
            Unit(
                "Platform",
                "What everything else stands on",
                "Mikkel Rasmussen",
                ("Hanna Virtanen", "Diego Fuentes", "Linh Tran", "Oskar Johansson", "Beatriz Moura"),
            ),
            Unit(
                "Hardware",
                "The crate that calls for help",
                "Jonas Lindholm",
                ("Grace Okafor", "Wiktor Zieliński", "Maja Petrović", "Sami Haddad"),
            ),
        ),
    ),
    Unit(
        "Customers",
        "Those whose goods must arrive cold",
        "Hélène Duchamp-Okafor",
        teams=(
            Unit(
                "Pharma",
                "Hospitals, pharmacies and the makers of what they give",
                "Rafael Monteiro",
                ("Clara Schneider", "Ikram El Amrani", "Thomas Berge", "Yuki Tanaka"),
            ),
            Unit(
                "Food and Grocery",
                "From the fjord to the shelf",
                "Linnea Holm",
                ("Marco Galli", "Anneke Visser", "Samuel Mensah", "Ida Nyström"),
            ),
            Unit(
                "Customer Care",
                "The voice customers hear",
                "Dorota Kamińska",
                ("Felix Baumann", "Aisha Rahman", "Simen Haugen"),
            ),
        ),
    ),
    Unit(
        "Business",
        "Money, rules and people",
        "Astrid Nygaard",
        teams=(
            Unit(
                "Regulatory Affairs and Quality Documentation",
                "One record that every inspector believes",
                "Rosalind Achterberg",
                ("Henrik Sørensen", "Paulina Wójcik", "Viktor Ek"),
            ),
            Unit(
                "Finance",
                "Knows what a degree costs",
                "Gustav Ahlberg",
                ("Nadia Benali", "Petra Novotná"),
            ),
            Unit(
                "People and Learning",
                "So that night work is a job people choose",
                "Leila Farahani",
                ("Emil Kjær", "Zuzana Horváthová"),
            ),
        ),
    ),
)

TITLES = {
    CHIEF: "Chief executive",
    CHAMPION: "Lead of Signals, OKR champion",
    FOUNDER: "Dispatcher, runs this installation",
    "Tomasz Wiśniewski": "Head of Field Operations",
    "Yusuf Demir": "Head of Technology",
    "Hélène Duchamp-Okafor": "Head of Customers",
    "Astrid Nygaard": "Head of Business",
    "Viktor Ek": "External auditor",
    "Ida Nyström": "Member of the board",
}

VIEWERS = ("Viktor Ek", "Ida Nyström")


def address(name: str) -> str:
    """The e-mail address of a made-up person: first name in plain letters."""
    from northing.kit.text import search_key

    plain = search_key(name.split(maxsplit=1)[0]).replace("ø", "o").replace("ł", "l").replace("æ", "ae")
    last = search_key(name.rsplit(maxsplit=1)[-1]).replace("ø", "o").replace("ł", "l").replace("æ", "ae")
    return f"{plain}@{MAIL}" if name in _FIRST_NAMES_ONCE else f"{plain}.{last}@{MAIL}"


def everybody() -> list[str]:
    """All names, each once, from the top down."""
    names = [CHIEF]
    for department in DEPARTMENTS:
        names.append(department.lead)
        for team in department.teams:
            names += [team.lead, *team.members]
    return names


_FIRST_NAMES_ONCE = frozenset(
    name for name in everybody() if [other.split()[0] for other in everybody()].count(name.split()[0]) == 1
)
