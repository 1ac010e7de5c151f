"""German words around numbers, folded (ae for ä, ss for ß)."""

from northing.core.coaching.amounts import AmountWords
from northing.core.coaching.sentence import Role

from .spelling import fold, folded

_SMALL = [
    "null",
    "eins",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
]
_TENS = ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]
_ONES = ["", "ein", *_SMALL[2:10]]

NUMERALS: dict[str, float] = {
    **{fold(word): float(number) for number, word in enumerate(_SMALL)},
    **{fold(word): number * 10.0 for number, word in enumerate(_TENS, 2)},
    **{
        fold(f"{_ONES[one]}und{tens}"): number * 10.0 + one
        for number, tens in enumerate(_TENS, 2)
        for one in range(1, 10)
    },
    **{fold(f"{one}hundert"): number * 100.0 for number, one in enumerate(_ONES) if number},
    **{fold(f"{one}tausend"): number * 1000.0 for number, one in enumerate([*_ONES, "zehn"]) if number},
    "hundert": 100.0,
    "tausend": 1000.0,
    "dutzend": 12.0,
    "zwo": 2.0,
    "beide": 2.0,
    "beiden": 2.0,
}

_UNITS = """
prozent, prozentpunkte, prozentpunkten, prozentpunkt, %-punkte, pp, bp, basispunkte, punkte, punkten, punkt, pkt,
sekunde, sekunden, sek, s, ms, millisekunden, minute, minuten, min, stunde, stunden, std, h, hrs, tag, tage, tagen,
arbeitstage, arbeitstagen, werktage, werktagen, personentage, personentagen, pt, woche, wochen, monat, monate,
monaten, mt, quartal, quartale, quartalen, jahr, jahre, jahren,  euro, euros, eur, teur, franken,
fr, chf, tchf, sfr, usd, dollar, cent, rappen, gbp, kg, g, t, tonnen, km, m2, qm, gb, mb, tb, kb, mph, kwh, mwh,
sterne, sternen, fte, ftes, vollzeitstellen, stellenprozent, rp, grad
"""

AMOUNT_WORDS = AmountWords(
    decimal=",",
    numerals=NUMERALS,
    scales={
        "k": 1e3,
        "m": 1e6,
        "mio": 1e6,
        "mia": 1e9,
        "mrd": 1e9,
        "tsd": 1e3,
        "tausend": 1e3,
        "million": 1e6,
        "millionen": 1e6,
        "milliarde": 1e9,
        "milliarden": 1e9,
        "dutzend": 12.0,
        "hundert": 100.0,
    },
    before={
        fold(phrase): role
        for phrase, role in {
            "von": Role.FROM,
            "ab": Role.AT_LEAST,
            "auf": Role.TO,
            "auf rund": Role.TO,
            "auf über": Role.TO,
            "auf unter": Role.TO,
            "auf mindestens": Role.TO,
            "auf mind": Role.TO,
            "auf maximal": Role.TO,
            "auf max": Role.TO,
            "auf höchstens": Role.TO,
            "auf weniger als": Role.TO,
            "auf mehr als": Role.TO,
            "auf bis zu": Role.TO,
            "auf minimal": Role.TO,
            "auf min": Role.TO,
            "auf die": Role.TO,
            "hin zu": Role.TO,
            "um": Role.BY,
            "um mindestens": Role.BY,
            "um mind": Role.BY,
            "um min": Role.BY,
            "um über": Role.BY,
            "um mehr als": Role.BY,
            "um bis zu": Role.BY,
            "um maximal": Role.BY,
            "um weitere": Role.BY,
            "um je": Role.BY,
            "plus": Role.BY,
            "minus": Role.BY,
            "mindestens": Role.AT_LEAST,
            "mind": Role.AT_LEAST,
            "min": Role.AT_LEAST,
            "minimum": Role.AT_LEAST,
            "minimal": Role.AT_LEAST,
            "wenigstens": Role.AT_LEAST,
            "zumindest": Role.AT_LEAST,
            "mehr als": Role.AT_LEAST,
            "größer als": Role.AT_LEAST,
            "grösser als": Role.AT_LEAST,
            "höher als": Role.AT_LEAST,
            "besser als": Role.AT_LEAST,
            "nicht weniger als": Role.AT_LEAST,
            "nicht unter": Role.AT_LEAST,
            "über": Role.AT_LEAST,
            "oberhalb von": Role.AT_LEAST,
            "zwischen": Role.AT_LEAST,
            "höchstens": Role.AT_MOST,
            "maximal": Role.AT_MOST,
            "max": Role.AT_MOST,
            "maximum": Role.AT_MOST,
            "weniger als": Role.AT_MOST,
            "kleiner als": Role.AT_MOST,
            "kürzer als": Role.AT_MOST,
            "niedriger als": Role.AT_MOST,
            "tiefer als": Role.AT_MOST,
            "schneller als": Role.AT_MOST,
            "nicht mehr als": Role.AT_MOST,
            "nicht über": Role.AT_MOST,
            "unter": Role.AT_MOST,
            "unterhalb von": Role.AT_MOST,
            "bis zu": Role.AT_MOST,
            "innerhalb von": Role.AT_MOST,
            "innert": Role.AT_MOST,
            "binnen": Role.AT_MOST,
            "innerhalb": Role.AT_MOST,
            "in unter": Role.AT_MOST,
            "in weniger als": Role.AT_MOST,
            "in maximal": Role.AT_MOST,
            "in max": Role.AT_MOST,
            "top": Role.RANK,
            "platz": Role.RANK,
            "rang": Role.RANK,
            "nummer": Role.RANK,
            "nr": Role.RANK,
            "derzeit": Role.FROM,
            "aktuell": Role.FROM,
            "heute": Role.FROM,
            "momentan": Role.FROM,
            "bisher": Role.FROM,
            "vorher": Role.FROM,
            "statt": Role.FROM,
            "gegenüber": Role.FROM,
            "baseline": Role.FROM,
            "ausgehend von": Role.FROM,
            "startwert": Role.FROM,
            "ist": Role.FROM,
            "zielwert": Role.TO,
            "ziel": Role.TO,
            "bis auf": Role.TO,
            "künftig": Role.TO,
        }.items()
    },
    after={
        fold(phrase): role
        for phrase, role in {
            "oder mehr": Role.AT_LEAST,
            "und mehr": Role.AT_LEAST,
            "oder höher": Role.AT_LEAST,
            "oder besser": Role.AT_LEAST,
            "oder weniger": Role.AT_MOST,
            "und weniger": Role.AT_MOST,
            "oder tiefer": Role.AT_MOST,
            "oder niedriger": Role.AT_MOST,
            "mehr": Role.BY,
            "weniger": Role.BY,
            "höher": Role.BY,
            "höhere": Role.BY,
            "tiefer": Role.BY,
            "niedriger": Role.BY,
            "schneller": Role.BY,
            "kürzer": Role.BY,
            "kürzere": Role.BY,
            "günstiger": Role.BY,
            "besser": Role.BY,
            "bessere": Role.BY,
            "steigerung": Role.BY,
            "senkung": Role.BY,
            "wachstum": Role.BY,
            "reduktion": Role.BY,
            "reduzierung": Role.BY,
            "zuwachs": Role.BY,
            "plus": Role.BY,
            "erhöhung": Role.BY,
            "umsatzsteigerung": Role.BY,
            "umsatzwachstum": Role.BY,
            "einsparung": Role.BY,
            "verbesserung": Role.BY,
        }.items()
    },
    fillers=folded(
        """
etwa rund ca zirka circa ungefähr fast knapp gut ~ insgesamt total genau nur den dem der die das ein eine einen
einem einer  durchschnittlich derzeit aktuell heute bisher momentan jetzt zusätzlich jeweils je auch noch circa
: rd gesamthaft neu ehemals  mindestens mind maximal max höchstens über unter aktuellen heutigen derzeitigen
"""
    )
    - folded("mindestens mind maximal max höchstens über unter"),
    units=folded(_UNITS),
    periods=folded(
        """
tag tage tagen tages woche wochen monat monate monaten mt quartal quartale quartalen quartals jahr jahre jahren
jahres sprint sprints  monats kalendertage kalendertagen kalenderwoche halbjahr
"""
    ),
    brief=folded(
        """
sekunde sekunden sek s minute minuten min stunde stunden std h tag tage tagen arbeitstage arbeitstagen werktage
werktagen woche wochen
"""
    ),
    framing=folded(
        """
innerhalb von innert binnen in im nach während für alle jede jeden jedes pro letzten nächsten ersten kommenden
seit vor über den der die dieser diesen
"""
    ),
    until=folded(
        """
bis in im ab seit vor ende anfang mitte jahr jahres jahre geschäftsjahr gj sommer winter frühling frühjahr
herbst für per jahresende  zum quartal jahresziel ziel-jahr fy strategie vision agenda
"""
    ),
    months=folded(
        """
januar jänner februar märz april mai juni juli august september oktober november dezember jan feb mär apr jun
jul aug sep sept okt nov dez
"""
    ),
    ordinals=frozenset({"te", "ten", "ter", "tes", "ste", "sten"}),
    naming=folded(
        """
phase version v iso din en soc sprint level stufe typ teil schritt web windows industrie kr okr objective ziel
kapitel release  generation serie runde welle horizont klasse kategorie priorität prio p q quartal h kw
kalenderwoche pci wcag model modell gpt artikel raum etage  portal microsoft office s4 etappe meilenstein paket
lot bereich mwst variante paragraph § ausgabe tier gen
"""
    ),
    whole=folded("von der des aller unserer unseres"),
    frequency=frozenset({"mal", "x", "male"}),
    per=folded("pro je jede jeden jedes alle / per"),
    fractions={
        "hälfte": 50.0,
        "haelfte": 50.0,
        "drittel": 100 / 3,
        "viertel": 25.0,
        "fuenftel": 20.0,
        "mehrheit": 51.0,
    },
)

IMPLIED: dict[str, tuple[float, Role]] = {
    fold(verb): (value, role)
    for verb, value, role in (
        ("verdoppeln", 2.0, Role.TIMES),
        ("verdreifachen", 3.0, Role.TIMES),
        ("vervierfachen", 4.0, Role.TIMES),
        ("verfünffachen", 5.0, Role.TIMES),
        ("verzehnfachen", 10.0, Role.TIMES),
        ("halbieren", 0.5, Role.TIMES),
        ("dritteln", 1 / 3, Role.TIMES),
        ("vierteln", 0.25, Role.TIMES),
        ("eliminieren", 0.0, Role.TO),
    )
}
"""Verbs that say how much."""

SAID: dict[str, tuple[float, Role, str]] = {
    "doppelte": (2.0, Role.TIMES, ""),
    "doppelten": (2.0, Role.TIMES, ""),
    "dreifache": (3.0, Role.TIMES, ""),
    "dreifachen": (3.0, Role.TIMES, ""),
    "vierfache": (4.0, Role.TIMES, ""),
    "fuenffache": (5.0, Role.TIMES, ""),
    "zehnfache": (10.0, Role.TIMES, ""),
    "haelfte": (50.0, Role.BY, "%"),
    "drittel": (100 / 3, Role.BY, "%"),
    "viertel": (25.0, Role.BY, "%"),
    "fuenftel": (20.0, Role.BY, "%"),
}
"""Nouns that say how much, behind "um": das Doppelte, die Hälfte, ein Drittel."""
