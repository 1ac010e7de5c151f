"""German as a coach reads it: where the verb hides, what the numbers do, and which language it is at all."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from northing.core.coaching import (
    Act,
    Facts,
    Mark,
    Role,
    Sentence,
    Subject,
    Thing,
    coach,
    language_of,
    pack_for,
    understand,
)
from northing.core.measures import Kind

PACK = pack_for("de")
assert PACK is not None


def read(text: str) -> Sentence:
    return PACK.read(text, Subject.KEY_RESULT)


@pytest.mark.parametrize(
    ("text", "act", "thing"),
    [
        # The verb stands at the end,
        ("Neue Website launchen", Act.DO, Thing.WORK),
        ("Kündigungsquote senken", Act.LOWER, Thing.MEASURE),
        ("Neukundenumsatz verdoppeln", Act.RAISE, Thing.MEASURE),
        ("20 Neukunden gewinnen", Act.WIN, Thing.EFFECT),
        ("Onboarding verbessern", Act.IMPROVE, Thing.QUALITY),
        ("Anfragen innert 24 Stunden beantworten", Act.WIN, Thing.EFFECT),
        # in second place, with its other half at the end,
        ("Wir führen bis Ende Q3 mind. 5 Workshops mit Kund:innen durch", Act.DO, Thing.WORK),
        ("Bis Juni richten wir ein Testlabor ein", Act.DO, Thing.WORK),
        ("Die Retourenquote nimmt um 3 Prozentpunkte ab", Act.LOWER, Thing.MEASURE),
        # behind a helper,
        ("Das CRM ist eingeführt", Act.DO, Thing.WORK),
        ("Massnahmen sind umgesetzt", Act.DO, Thing.WORK),
        ("Wir haben 20 Neukunden gewonnen", Act.WIN, Thing.EFFECT),
        ("Der Umsatz ist um 20 % gestiegen", Act.RAISE, Thing.MEASURE),
        ("Alle Mitarbeitenden haben die Richtlinie unterschrieben", Act.STATE, Thing.PEOPLE),
        ("Kunden können ihre Bestellung selbst ändern", Act.STATE, Thing.EFFECT),
        # in front, as a command,
        ("Steigere den NPS von 40 auf 60", Act.RAISE, Thing.MEASURE),
        ("Führe jede Woche eine Retro durch", Act.DO, Thing.WORK),
        # or inside a noun.
        ("Einführung eines CRM", Act.DO, Thing.WORK),
        ("Steigerung der Conversion-Rate um 20 %", Act.RAISE, Thing.MEASURE),
        ("Umsatzsteigerung um 15 %", Act.RAISE, Thing.MEASURE),
        ("SAP-Migration abgeschlossen", Act.DO, Thing.WORK),
        # Others do it: a state of the world.
        ("80 % der Services laufen auf Kubernetes", Act.STATE, Thing.EFFECT),
        ("30 % der Neukunden kommen über Empfehlungen", Act.STATE, Thing.EFFECT),
        # No verb at all.
        ("NPS von 32 auf 45", Act.NAME, Thing.MEASURE),
    ],
)
def test_the_verb_is_found_wherever_it_hides(text: str, act: Act, thing: Thing) -> None:
    head = read(text).head
    assert (head.act, head.thing) == (act, thing)


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("NPS von 32 auf 45 steigern", [(32.0, Role.FROM, ""), (45.0, Role.TO, "")]),
        ("Umsatz um 20 % auf CHF 1.2 Mio. erhöhen", [(20.0, Role.BY, "%"), (1_200_000.0, Role.TO, "CHF")]),
        ("Umsatz von 1.200.000 € auf 1'500'000 €", [(1_200_000.0, Role.FROM, "€"), (1_500_000.0, Role.TO, "€")]),
        ("Note 12,5 %", [(12.5, Role.PLAIN, "%")]),
        ("Mind. 5 Kunden", [(5.0, Role.AT_LEAST, "")]),
        ("höchstens 8 % Ausschuss", [(8.0, Role.AT_MOST, "%")]),
        ("Antwort unter 2 Std.", [(2.0, Role.AT_MOST, "Std.")]),
        ("Antwortzeit auf unter 2 Std. senken", [(2.0, Role.TO, "Std.")]),
        ("Auslastung zwischen 80 und 90 % halten", [(80.0, Role.AT_LEAST, "%"), (90.0, Role.AT_MOST, "%")]),
        ("drei Kunden", [(3.0, Role.PLAIN, "")]),
        ("dreißig Kunden", [(30.0, Role.PLAIN, "")]),
        ("einundzwanzig Kunden", [(21.0, Role.PLAIN, "")]),
        ("Anfragen halbieren", [(0.5, Role.TIMES, "")]),
        ("Anfragen um die Hälfte senken", [(50.0, Role.BY, "%")]),
        ("Leads verdoppeln", [(2.0, Role.TIMES, "")]),
        ("Umsatz von 2 Tsd. EUR", [(2000.0, Role.PLAIN, "EUR")]),
        ("Kosten von CHF 25.- auf CHF 20.- senken", [(25.0, Role.FROM, "CHF"), (20.0, Role.TO, "CHF")]),
        ("Steigerung von 20 %", [(20.0, Role.BY, "%")]),
        # Dates and names are no amounts.
        ("Strategie 2027 verabschieden bis 30.6.", []),
        ("Rollout im 2. Quartal", []),
        ("Audit nach ISO 27001 am 19. August", []),
        ("Release für Q1 (Q3'23)", []),
        ("Budget fürs Geschäftsjahr 2026/27", []),
    ],
)
def test_numbers_as_they_are_written_in_german(text: str, amounts: list[tuple[float, Role, str]]) -> None:
    assert [(amount.value, amount.role, amount.unit) for amount in read(text).amounts] == amounts


def test_a_share_of_a_whole() -> None:
    for text in ("80 % der Kunden verlängern", "4 von 5 Kunden verlängern", "die Hälfte aller Kunden verlängert"):
        (amount,) = read(text).amounts
        assert amount.of_all
        assert amount.thing is Thing.EFFECT


@pytest.mark.parametrize(
    "ways",
    [
        ("Kundenzufriedenheit erhöhen", "Kundenzufriedenheit erhoehen", "kundenzufriedenheit erhöhen"),
        ("Größe messen", "Grösse messen", "Groesse messen"),
        (
            "Mitarbeiter:innen schulen",
            "Mitarbeiter*innen schulen",
            "MitarbeiterInnen schulen",
            "Mitarbeiter/innen schulen",
        ),
        ("Prozesse überarbeiten", "Prozesse u\u0308berarbeiten"),
    ],
)
def test_all_spellings_mean_the_same(ways: tuple[str, ...]) -> None:
    heads = {(read(way).head.act, read(way).head.thing, read(way).head.named) for way in ways}
    assert len(heads) == 1


def test_what_for_is_no_second_goal() -> None:
    sentence = read("Treueprogramm einführen, um die Wiederkaufsrate von 12 % auf 20 % zu steigern")
    assert [(clause.act, clause.purpose) for clause in sentence.clauses] == [(Act.DO, False), (Act.RAISE, True)]
    assert sentence.has(Mark.PURPOSE)


def test_the_reason_may_stand_in_front() -> None:
    assert read("Um die Retention zu erhöhen, führen wir 10 Interviews durch").head.act is Act.DO


def test_a_comparative_alone_is_vague_and_with_a_measure_exact() -> None:
    assert read("Unsere Kommunikation ist transparenter").has(Mark.VAGUE)
    assert not read("20 % mehr Leads").has(Mark.VAGUE)
    assert not read("mehr als 50 Leads").has(Mark.VAGUE)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("NPS von 32 auf 45", "de"),
        ("NPS 32 to 45", "en"),
        ("Top 10 Bugs fixen", "de"),
        ("Fix top 10 bugs", "en"),
        ("Neuen Onboarding-Flow launchen", "de"),
        ("Launch the new onboarding flow", "en"),
        ("Website live schalten", "de"),
        ("Migration in die Cloud abschliessen", "de"),
        ("Customer Effort Score von 4,1 auf 3,0", "de"),
        ("Customer Success Team einstellen", "de"),
        ("Umsatz +20 %", "de"),
        ("4 Newsletter versendet", "de"),
        ("No gitter downtime", "en"),
        ("2 keynotes", "en"),
        ("Improve listening skills of team leads", "en"),
        ("Wachstum", "de"),
        ("Growth", "en"),
    ],
)
def test_german_and_english_are_told_apart(text: str, code: str) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize(
    ("text", "kind", "measure", "start", "target", "unit"),
    [
        ("NPS von 32 auf 45 steigern", Kind.INCREASE, "NPS", 32.0, 45.0, ""),
        ("Steigerung der Wiederkaufsrate von 18 % auf 25 %", Kind.INCREASE, "Wiederkaufsrate", 18.0, 25.0, "%"),
        ("Wir senken die Fehlerquote bis Ende Juni von 5 % auf 2 %", Kind.DECREASE, "Fehlerquote", 5.0, 2.0, "%"),
        ("Ladezeit von 4,2 auf unter 2 Sekunden reduzieren", Kind.DECREASE, "Ladezeit", 4.2, 2.0, "Sekunden"),
        ("Fluktuation auf höchstens 8 % senken", Kind.DECREASE, "Fluktuation", None, 8.0, "%"),
        ("20 Neukunden gewinnen", Kind.INCREASE, "Neukunden", 0.0, 20.0, "Neukunden"),
        ("Reaktionszeit im Support: < 4 h statt heute 11 h", Kind.DECREASE, "Reaktionszeit im Support", 11.0, 4.0, "h"),
        ("Umsatz von 2 Mio. CHF auf 3 Mio. CHF steigern", Kind.INCREASE, "Umsatz", 2e6, 3e6, "CHF"),
        ("Kundenzufriedenheit steigern", Kind.INCREASE, "Kundenzufriedenheit", None, None, ""),
        ("Abschlussquote 15 % → 22 %", Kind.INCREASE, "Abschlussquote", 15.0, 22.0, "%"),
    ],
)
def test_a_typed_sentence_fills_the_form(
    text: str, kind: Kind, measure: str, start: float | None, target: float | None, unit: str
) -> None:
    understood = understand(text, language="de")
    assert understood is not None
    assert (understood.kind, understood.measure, understood.start, understood.target, understood.unit) == (
        kind, measure, start, target, unit,
    )  # fmt: skip


def test_a_band_a_first_number_and_stages_are_understood() -> None:
    band = understand("Auslastung der Maschinen zwischen 80 und 90 % halten", language="de")
    assert band is not None
    assert (band.kind, band.low, band.high, band.unit) == (Kind.RANGE, 80.0, 90.0, "%")
    first = understand("Ausgangswert für die Kundenzufriedenheit ermitteln", language="de")
    assert first is not None
    assert first.kind is Kind.BASELINE
    stages = understand("Neuen Shop eröffnen: Mietvertrag, Personal, Eröffnung", language="de")
    assert stages is not None
    assert (stages.kind, stages.stages) == (Kind.MILESTONE, ("Mietvertrag", "Personal", "Eröffnung"))


def test_work_fills_nothing_in() -> None:
    assert understand("Neue Website launchen", language="de") is None


ODD = """
steigern Wir führen durch ein aus um zu die das , . : ; ( ) - – und oder von auf 20 % 3,5 1'000 30.6. 2. Quartal Q3 2027
1:5 2025/26 <x> X TBD
mind. max. ca. Mio. CHF 200.- Kund:innen Mitarbeiter*innen u\u0308ber ist sind haben wird eingeführt werden alle jede Woche keine Hälfte
3-fach
360-Grad-Feedback zwei verdoppeln nicht mehr als Steigerung der Einführung Umsatz
NPS damit dass Website 🚀 **fett** „Zitat“ ß ẞ
"""
TEXTS = st.lists(st.sampled_from(ODD.split()), max_size=30).map(" ".join)


@given(TEXTS | st.text(max_size=200), st.sampled_from(list(Subject)))
@example("durch", Subject.KEY_RESULT)
@example(", , ,", Subject.KEY_RESULT)
@example("um zu", Subject.OBJECTIVE)
@example("wir", Subject.OBJECTIVE)
@example("die , die , die", Subject.OBJECTIVE)
@example("und " * 500, Subject.KEY_RESULT)
@example("ü" * 10_000, Subject.KEY_RESULT)
@example("2." * 2_000, Subject.KEY_RESULT)
@example("\u0308", Subject.KEY_RESULT)
def test_any_german_text_gets_an_answer(text: str, subject: Subject) -> None:
    advice = coach(text, subject, Facts(), language="de")
    assert advice == coach(text, subject, Facts(), language="de")
    for finding in advice.findings:
        assert 0 <= finding.span[0] <= finding.span[1] <= len(text)
    understood = understand(text, language="de")
    assert understood is None or understood.said
    sentence = PACK.read(text, subject)
    for clause in sentence.clauses:
        assert 0 <= clause.about[0] <= clause.about[1] <= len(text)
        assert 0 <= clause.head[0] <= clause.head[1] <= len(text)
    for spans in sentence.marks.values():
        assert all(0 <= start < end <= len(text) for start, end in spans)
