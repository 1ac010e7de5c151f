"""Every rule reads German as it reads English, and says in German what it saw."""

import pytest

from northing.core.coaching import RULES, Facts, Subject, coach, pack_for
from northing.core.measures import Kind

NOTHING = Facts()
LONG = (
    "Wir werden die erste Adresse für alle, die Rad fahren oder es lernen wollen, wenn sie ein Rad, ein Ersatzteil oder eine "
    "Werkstatt suchen, und für ihre Kinder"
)

BAD: dict[str, list[tuple[str, Facts]]] = {
    "empty": [("   ", NOTHING), ("...", NOTHING)],
    "task": [
        ("Neues CRM einführen", NOTHING),
        ("Die neue Reiserichtlinie ist eingeführt", NOTHING),
        ("Wir richten bis Ende Juni ein Testlabor ein", NOTHING),
        ("Umstellung auf die neue Buchhaltungssoftware", NOTHING),
        ("Überarbeite die Preisliste", NOTHING),
    ],
    "output": [
        ("5 Kampagnen durchführen", NOTHING),
        ("Wir veröffentlichen zwölf Fachartikel", NOTHING),
        ("8 Webinare", NOTHING),
        ("3x pro Woche auf LinkedIn posten", NOTHING),
    ],
    "work-in-front": [("Treueprogramm einführen, um die Wiederkaufsrate von 12 % auf 20 % zu steigern", NOTHING)],
    "no-target": [("Umsatz steigern", NOTHING), ("Kündigungsquote senken", NOTHING), ("Senkung der Kosten", NOTHING)],
    "not-measurable": [("Zufriedene Kunden", NOTHING), ("Die App schneller machen", NOTHING)],
    "no-start": [("NPS auf 50 steigern", NOTHING)],
    "no-unit": [("5000 erreichen", NOTHING)],
    "placeholder": [("Anmeldungen von X auf Y steigern", NOTHING), ("Churn um TBD % senken", NOTHING)],
    "no-owner": [("NPS von 32 auf 45", Facts(owner=False))],
    "vanity": [("10'000 Seitenaufrufe erreichen", NOTHING), ("LinkedIn-Follower von 300 auf 900 steigern", NOTHING)],
    "bare-kpi": [("Umsatz", NOTHING), ("Unsere Kundenzufriedenheit", NOTHING)],
    "all-or-nothing": [("Lieferant festlegen", Facts(kind=Kind.MILESTONE, stages=("festgelegt",)))],
    "slow-measure": [("Marktanteil von 10 % auf 12 % steigern", NOTHING)],
    "gameable": [("Leads pro Monat von 40 auf 60 steigern", NOTHING)],
    "standing-still": [("NPS von 45 auf 45 steigern", NOTHING), ("Verlängerungen von 60 % auf 50 % steigern", NOTHING)],
    "sure-or-hopeless": [("NPS von 32 auf 45", Facts(forecast=0.99)), ("NPS von 32 auf 45", Facts(forecast=0.01))],
    "impossible": [("120 % der Kunden verlängern", NOTHING)],
    "several-measures": [("Conversion von 2 % auf 3 % steigern und Retouren von 8 % auf 4 % senken", NOTHING)],
    "number-in-objective": [("Umsatz um 20 % steigern", NOTHING), ("10'000 Nutzer gewinnen", NOTHING)],
    "figure-as-objective": [("Gewinn maximieren", NOTHING), ("Churn reduzieren", NOTHING)],
    "work-as-objective": [("Neue Website launchen", NOTHING), ("Einführung von SAP", NOTHING)],
    "vague": [("Onboarding verbessern", NOTHING), ("Besser werden", NOTHING)],
    "no-verb": [("Marketing und Vertrieb", NOTHING), ("Neues CRM", NOTHING)],
    "business-as-usual": [("Weiterhin guten Service bieten", NOTHING), ("Aktuelles Umsatzniveau halten", NOTHING)],
    "negative": [("Keine Kunden mehr an langsame Antworten verlieren", NOTHING)],
    "no-why": [("Wir werden die erste Adresse für Radfahrer", Facts(why=" "))],
    "technology-only": [("Unseren Monolithen in Microservices aufteilen", NOTHING)],
    "outside-control": [("Unseren Aktienkurs in neue Höhen heben", NOTHING)],
    "several-goals": [("Den Shop eröffnen und ein Verkaufsteam aufbauen", NOTHING)],
    "too-long": [
        (LONG, NOTHING),
    ],
    "jargon": [("Synergien ganzheitlich heben", NOTHING)],
}

GOOD: dict[str, list[tuple[str, Facts]]] = {
    "task": [
        ("Anmeldungen über die Website von 40 auf 90 pro Woche steigern", NOTHING),
        ("90 % der Kundengespräche sind im CRM erfasst", NOTHING),
        ("Alle Mitarbeitenden haben die Richtlinie unterschrieben", NOTHING),
    ],
    "output": [("10 Grosskunden gewinnen", NOTHING), ("Wir generieren 300 qualifizierte Leads", NOTHING)],
    "no-target": [("Umsatz steigern", Facts(target=50.0)), ("Zahl der aktiven Teams verdoppeln", NOTHING)],
    "not-measurable": [("Alle Teams nehmen an der Retrospektive teil", NOTHING), ("Null Sicherheitsvorfälle", NOTHING)],
    "no-start": [("NPS von 32 auf 50 steigern", NOTHING), ("NPS auf 50 steigern", Facts(start=32.0))],
    "no-unit": [("5'000 Abonnenten erreichen", NOTHING)],
    "placeholder": [("Anmeldungen von 40 auf 60 pro Woche steigern", NOTHING)],
    "vanity": [("Anteil der Besucher, die sich anmelden, von 2 % auf 4 % steigern", NOTHING)],
    "bare-kpi": [("NPS von 32 auf 45", NOTHING)],
    "gameable": [("Qualifizierte Leads pro Monat von 40 auf 60 steigern", NOTHING)],
    "slow-measure": [("Wöchentlich aktive Teams von 40 auf 80 steigern", NOTHING)],
    "standing-still": [("Antwortzeit von 9 auf 3 Stunden senken", NOTHING)],
    "impossible": [("Bestellungen um 120 % steigern", NOTHING)],
    "several-measures": [("Conversion von 2 % auf 3 % steigern", NOTHING)],
    "number-in-objective": [("Wir werden zur Nummer 1 für Radfahrer", NOTHING)],
    "figure-as-objective": [("Wiederkommen ist der einfachste Weg, bei uns einzukaufen", NOTHING)],
    "work-as-objective": [("Eine Website schaffen, die unsere Kunden lieben", NOTHING)],
    "vague": [("Das Onboarding für neue Kunden mühelos machen", NOTHING)],
    "no-verb": [("Die Kunden zurückgewinnen, die uns verlassen haben", NOTHING)],
    "business-as-usual": [("Wir werden das Supportteam, von dem andere lernen wollen", NOTHING)],
    "negative": [("Jeder Kunde hört zuerst von uns", NOTHING)],
    "technology-only": [("Kunden sehen live, wo ihre Bestellung ist", NOTHING)],
    "several-goals": [("Wir werden die Bäckerei, auf die unsere Strasse stolz ist", NOTHING)],
    "jargon": [("Unsere Läden sind ein Ort, an dem man gerne arbeitet", NOTHING)],
}


def found(rule: str, text: str, facts: Facts) -> list[str]:
    return [finding.rule for finding in coach(text, RULES[rule].subjects[0], facts, language="de").findings]


@pytest.mark.parametrize(("rule", "text", "facts"), [(rule, *one) for rule, all_ in BAD.items() for one in all_])
def test_a_rule_finds_its_bad_examples(rule: str, text: str, facts: Facts) -> None:
    subject = Subject.OBJECTIVE if rule in {"too-long", "jargon"} else RULES[rule].subjects[0]
    assert rule in [finding.rule for finding in coach(text, subject, facts, language="de").findings]


@pytest.mark.parametrize(("rule", "text", "facts"), [(rule, *one) for rule, all_ in GOOD.items() for one in all_])
def test_a_rule_leaves_its_good_examples_alone(rule: str, text: str, facts: Facts) -> None:
    assert rule not in found(rule, text, facts)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_says_everything_in_german_too(rule: str) -> None:
    """If this fails, a rule has found new words, and packs/de/findings.py has not heard of them."""
    own, english, german = RULES[rule], pack_for("en"), pack_for("de")
    assert english is not None
    assert german is not None
    for example in own.bad:
        subject = example.subject or own.subjects[0]
        for note in own.look(english.read(example.text, subject), example.facts):
            wording = german.read(example.text, subject).wording
            message, why, fix = wording.worded(rule, note.message, own.why, note.fix or own.fix)
            assert message != note.message
            assert why != own.why
            assert fix != own.fix


def test_a_finding_speaks_german_about_a_german_text() -> None:
    advice = coach("Neue Website launchen", Subject.KEY_RESULT)
    (task,) = [finding for finding in advice.findings if finding.rule == "task"]
    assert advice.language == "de"
    assert (
        task.message == "„Neue Website launchen“ ist etwas, das Sie tun: was tun Besucher öfter, wenn sie online ist?"
    )
    assert task.rewrite == "Die Anmeldungen pro Woche über die Website von <x> auf <y> steigern"


def test_a_better_start_keeps_the_verb_at_the_end() -> None:
    (no_target,) = coach("Umsatz steigern", Subject.KEY_RESULT).findings
    assert no_target.rewrite == "Umsatz von <x> auf <y> steigern"


def test_what_is_missing_goes_in_front_of_all_that_belongs_to_the_target() -> None:
    (no_start,) = [
        finding
        for finding in coach("Ladezeit auf unter 2 Sekunden senken", Subject.KEY_RESULT).findings
        if finding.rule == "no-start"
    ]
    assert no_start.rewrite == "Ladezeit von <x> auf unter 2 Sekunden senken"


@pytest.mark.parametrize(
    "text", ["Neue Website launchen", "8 Webinare", "Schulung der Führungskräfte", "Support-Chatbot bauen"]
)
def test_the_better_start_is_ok_once_its_numbers_are_there(text: str) -> None:
    rewrite = next(
        finding.rewrite for finding in coach(text, Subject.KEY_RESULT, language="de").findings if finding.rewrite
    )
    better = rewrite.replace("<x>", "12").replace("<y>", "20")
    assert not [
        finding.rule
        for finding in coach(better, Subject.KEY_RESULT, language="de").findings
        if finding.severity == "problem" and finding.rule != "standing-still"
    ]
