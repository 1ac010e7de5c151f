"""A set in German hears about itself in German, and so does who types a German sentence."""

import pytest

from northing.core.coaching import RULES, SET_RULES, OkrSet, Part, Subject, coach, coach_set, pack_for, understand

GERMAN = pack_for("de")
WISH = "Wir werden die erste Adresse für alle, die Rad fahren"
RESULTS = (
    Part("Gestellte Fragen pro Woche von 40 auf 120 steigern"),
    Part("Anteil der hilfreichen Antworten von 55 % auf 80 % steigern"),
)

BAD: dict[str, OkrSet] = {
    "no-key-results": OkrSet(WISH, ()),
    "too-few": OkrSet(WISH, RESULTS[:1]),
    "too-many": OkrSet(WISH, RESULTS * 3),
    "all-work": OkrSet(WISH, (Part("Forum einführen"), Part("20 Artikel schreiben"))),
    "twins": OkrSet(WISH, (RESULTS[0], RESULTS[0])),
    "duplicate": OkrSet(WISH, RESULTS, duplicates=("Die erste Adresse werden für alle, die Rad fahren",)),
    "not-connected": OkrSet(WISH, RESULTS, aligned=False),
    "only-cascaded": OkrSet(WISH, RESULTS, cascaded=True),
    "copied": OkrSet(WISH, RESULTS, last_cycle=(WISH, *(part.text for part in RESULTS))),
    "one-commitment": OkrSet(WISH, RESULTS, commitments=("aspirational",) * 3),
    "all-lagging": OkrSet(WISH, tuple(Part(part.text, lagging=True) for part in RESULTS)),
    "something-else": OkrSet(
        "Mit unserer Datenbank arbeitet man gern",
        (Part("Einstellungsquote von 10 % auf 20 % steigern"), Part("Bürobesuche von 3 auf 4 pro Woche steigern")),
    ),
}


def advised(okr: OkrSet) -> list[tuple[str, str]]:
    return [(one.rule, one.message) for one in _advice(okr).findings]


def _advice(okr: OkrSet):  # type: ignore[no-untyped-def]
    return coach_set(
        okr.objective,
        okr.key_results,
        aligned=okr.aligned,
        cascaded=okr.cascaded,
        duplicates=okr.duplicates,
        last_cycle=okr.last_cycle,
        commitments=okr.commitments,
    )


@pytest.mark.parametrize("rule", BAD)
def test_a_rule_about_sets_finds_its_german_example_and_says_so_in_german(rule: str) -> None:
    advice = _advice(BAD[rule])
    found = next(one for one in advice.findings if one.rule == rule)
    own = SET_RULES[rule]
    assert advice.language == "de"
    assert (found.why, found.fix, found.title) != (own.why, own.fix, own.title)
    assert found.message not in list(own.look(BAD[rule]))


def test_a_good_german_set_is_left_alone_and_asked_the_one_question() -> None:
    advice = _advice(OkrSet(WISH, RESULTS, aligned=True, cascaded=False))
    assert advice.findings == ()
    assert advice.sufficiency == f"Könnte jedes Key Result bei 1,0 stehen und „{WISH}“ trotzdem nicht wahr sein?"


def test_the_words_and_numbers_of_the_set_stand_in_its_findings() -> None:
    assert advised(BAD["too-many"])[0] == ("too-many", "6 Key Results sind mehr, als ein Team im Kopf behält.")
    said = dict(advised(BAD["twins"]))["twins"]
    assert said == "„Gestellte Fragen pro Woche von 40 auf 120 steigern“ steht zweimal da."
    assert dict(advised(BAD["one-commitment"]))["one-commitment"].endswith("sind hochgesteckt.")


@pytest.mark.parametrize(("kind", "table"), [("single", RULES), ("set", SET_RULES)])
def test_every_rule_has_a_german_name(kind: str, table: dict[str, object]) -> None:
    assert GERMAN is not None
    for rule in table:
        title = (RULES.get(rule) or SET_RULES[rule]).title
        assert GERMAN.titled(rule, title) != title, (kind, rule)


@pytest.mark.parametrize("rule", SET_RULES)
def test_a_rule_about_sets_says_everything_in_german_too(rule: str) -> None:
    """If this fails, a rule has found new words, and packs/de/sets.py has not heard of them."""
    assert GERMAN is not None
    own = SET_RULES[rule]
    for example in own.bad:
        for message in own.look(example):
            said, why, fix = GERMAN.worded(rule, message, own.why, own.fix)
            assert said != message
            assert (why, fix) != (own.why, own.fix)
            assert "{" not in said


def test_the_objective_decides_about_the_language_then_most_key_results_then_english() -> None:
    english = [Part("Raise questions asked a week from 40 to 120"), Part("Raise helpful answers from 55% to 80%")]
    assert coach_set(WISH, english).language == "de"
    assert coach_set("Become the first place cyclists ask", RESULTS).language == "en"
    assert coach_set("", RESULTS).language == "de"
    assert coach_set("Devenir la première adresse pour tous les cyclistes", RESULTS).language == "de"
    assert coach_set("Devenir la première adresse pour tous les cyclistes", ()).language == "en"
    assert coach_set("", [*RESULTS, *english, english[0]]).language == "en"
    assert coach_set("", ()).sufficiency == "Could every key result be 1.0 and the objective still fail?"
    assert coach_set("", (), language="de").sufficiency.startswith("Könnte jedes Key Result")


def test_a_finding_about_a_german_text_has_its_name_in_german() -> None:
    (finding,) = coach("Neues CRM einführen", Subject.KEY_RESULT).findings[:1]
    assert finding.title == "Eine Aufgabe statt eines Ergebnisses"
    assert coach("Launch new CRM", Subject.KEY_RESULT).findings[0].title == RULES["task"].title


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Wiederkaufsrate von 12 auf 20 % steigern", "Anstieg: Wiederkaufsrate von 12 % auf 20 %"),
        ("Ladezeit von 4,2 auf unter 2 Sekunden reduzieren", "Rückgang: Ladezeit von 4,2 Sekunden auf 2 Sekunden"),
        ("Bestellungen von 20 um 10 % steigern", "Anstieg: Bestellungen von 20 auf 22"),
        ("Umsatz von 5 Mio. um 20 % steigern", "Anstieg: Umsatz von 5.000.000 auf 6.000.000"),
        ("NPS auf 50 steigern", "Anstieg: NPS auf 50 (Startwert noch offen)"),
        ("Churn senken", "Rückgang: Churn (Start- und Zielwert noch offen)"),
        ("Umsatz um 20 % steigern", "Anstieg: Umsatz um 20 % (Start- und Zielwert noch offen)"),
        ("Überstunden zwischen 2 % und 6 % halten", "Bereich: Überstunden zwischen 2 % und 6 %"),
        ("Verfügbarkeit mindestens bei 99,95 % halten", "Bereich: Verfügbarkeit bei mindestens 99,95 %"),
        ("Zweiten Laden eröffnen: Mietvertrag, Personal, Tür auf", "3 Stufen: Mietvertrag, Personal, Tür auf"),
        (
            "90 % der Kundengespräche sind im CRM erfasst",
            "Anteil von 90 %: Kundengespräche sind im CRM (Startwert noch offen)",
        ),
    ],
)
def test_what_was_understood_is_said_in_german(text: str, said: str) -> None:
    understood = understand(text)
    assert understood is not None
    assert understood.said.replace("\u202f", " ").replace("\u00a0", " ") == said


def test_a_first_measurement_is_said_in_german() -> None:
    understood = understand("Ausgangswert für die Einarbeitungszeit ermitteln")
    assert understood is not None
    assert understood.said.startswith("Erste verlässliche Messung: ")
