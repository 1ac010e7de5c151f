"""German verbs by what they say about a goal. Only infinitives stand here; a bar shows where a verb is parted ("ein|führen")."""

from collections.abc import Iterator
from enum import IntFlag
from functools import lru_cache
from typing import NamedTuple

from northing.core.coaching.sentence import Act
from northing.core.coaching.words import listed

from .spelling import fold

DO = """
ab|bilden ab|klären ab|lösen ab|nehmen ab|schalten ab|schließen ab|sprechen ab|stimmen adressieren aktivieren
aktualisieren akquirieren analysieren an|bieten an|binden an|fragen an|gehen an|legen an|melden an|passen
an|schaffen an|schreiben an|sehen an|stellen an|stoßen an|wenden archivieren auditieren auf|arbeiten auf|bauen
auf|bereiten auf|gleisen auf|nehmen auf|räumen auf|schalten auf|setzen auf|stellen aus|arbeiten aus|bilden
aus|führen aus|füllen aus|liefern aus|rollen aus|schreiben aus|statten aus|tauschen aus|testen aus|wählen aus|werten
auslagern automatisieren bauen beantragen bearbeiten beauftragen begleiten beginnen begutachten bei|treten
bekanntmachen beraten bereinigen bereit|stellen berechnen berichten beschaffen beschreiben besetzen besprechen
bestellen bestimmen besuchen beteiligen betreiben betreuen beurteilen bewerben bewerten bezahlen bilden bloggen
booken briefen buchen budgetieren bündeln checken clustern coachen committen containerisieren codieren coden daten
debuggen definieren deployen designen diagnostizieren digitalisieren diskutieren dokumentieren drehen drucken
durch|arbeiten durch|führen durch|gehen durch|spielen durch|sprechen editieren ein|arbeiten ein|beziehen ein|binden
ein|bringen ein|führen ein|holen ein|kaufen ein|laden ein|pflegen ein|planen ein|reichen ein|richten ein|setzen
ein|stellen ein|steuern eliciten entscheiden entwerfen entwickeln erarbeiten erfassen ergänzen erheben erkunden
erledigen ermitteln erneuern eröffnen erproben erstellen erweitern etablieren evaluieren experimentieren exportieren
fertig|stellen festhalten fest|halten fest|legen feedbacken filmen finalisieren fixen formalisieren formulieren
forschen fort|führen fort|setzen fotografieren führen gestalten gliedern gründen halten handeln härten hosten
hinzu|fügen hoch|laden implementieren importieren informieren initiieren installieren instrumentieren integrieren
inventarisieren investieren kalkulieren kaufen kategorisieren kick-offen klären kommunizieren koordinieren
kommentieren konfigurieren konsolidieren kontaktieren kontrollieren konzeptionieren konzipieren korrigieren kreieren
labeln lancieren launchen legen leiten lernen lesen liefern listen lokalisieren machen managen mappen messen
migrieren mit|arbeiten mit|teilen moderieren modellieren monitoren mocken nach|führen neu|gestalten netzwerken
networken nutzen onboarden orchestrieren ordnen organisieren outsourcen packen parametrisieren patchen pflegen
pilotieren pimpen pitchen planen platzieren posten präsentieren prägen priorisieren produzieren programmieren
promoten prototypen protokollieren prozessieren prüfen publizieren pushen qualifizieren realisieren recherchieren
refactoren refaktorieren refaktorisieren reden redesignen registrieren reisen rekrutieren relaunchen releasen
reparieren reporten restrukturieren reviewen revidieren rollouten sammeln scannen schaffen schalten schicken
schildern schneiden schreiben schulen screenen segmentieren senden setzen sichten skizzieren sortieren speichern
spezifizieren spielen sprechen sprinten standardisieren starten stellen strukturieren studieren suchen supporten
synchronisieren systematisieren tagen taggen teil|nehmen teilen telefonieren testen texten tracken trainieren
treffen twittern übergeben überarbeiten überführen übermitteln übernehmen überprüfen übersetzen überwachen um|bauen
um|gestalten um|setzen um|stellen um|ziehen unterlegen unternehmen unterrichten unterschreiben unterstützen
untersuchen updaten upgraden validieren verabschieden veranlassen veranstalten verarbeiten vereinbaren verfassen
vergeben vergleichen verhandeln vermarkten vermitteln verankern veröffentlichen verschicken versenden verschieben
versorgen verteilen verwalten verwenden verwirklichen vervollständigen visualisieren vollenden voll|enden
vor|bereiten vor|legen vor|nehmen vor|schlagen vor|stellen wechseln weiter|bilden weiter|führen werben wiederholen
zeichnen zeigen zertifizieren zusammen|arbeiten zusammen|führen zusammen|stellen zu|ordnen zu|weisen zu|stellen
überlegen vertiefen vernetzen herunter|laden hinterlegen aus|räumen auf|teilen entwerten durchforsten kümmern
nach|bereiten nach|fassen ab|arbeiten ab|halten ab|legen aus|probieren auf|zeichnen auf|spielen sensibilisieren
thematisieren befragen interviewen unterweisen instruieren ein|schulen vor|führen demonstrieren bewilligen
genehmigen freigeben frei|geben frei|schalten in|betriebnehmen live|schalten bespielen ein|spielen auf|schreiben
mit|gestalten zusammen|fassen nach|ziehen nach|rüsten vorantreiben shippen leveragen skalierbarmachen rebranden
rebuilden dockerisieren hacken skripten bugfixen benchmarken brainstormen streamen podcasten mailen anrufen an|rufen
workshoppen offerieren offertieren budgetieren rapportieren traktandieren vernehmlassen umfirmieren sondieren
auf|bieten melden verlängern fokussieren konzentrieren achten orientieren befolgen beachten ausarbeiten befassen
hinterfragen an|streben stellen prüfen überdenken bei|tragen verlosen produzieren aufsetzen_ heraus|geben
erschließen aus|stellen
"""

RAISE = """
steigern erhöhen vergrößern verdoppeln verdreifachen vervierfachen verfünffachen verzehnfachen vervielfachen
maximieren wachsen aus|weiten beschleunigen an|heben an|steigen steigen zu|nehmen auf|stocken skalieren heben
hoch|fahren hinauf|setzen zu|legen mehren vermehren boosten hoch|schrauben klettern intensivieren
"""
LOWER = """
senken reduzieren verringern vermindern verkürzen kürzen halbieren minimieren ab|bauen eliminieren sinken fallen
ab|nehmen zurück|gehen eindämmen ein|dämmen ein|sparen einsparen sparen drücken dezimieren beseitigen
herunter|fahren mindern schrumpfen runter|bringen beschränken begrenzen drosseln dritteln vierteln entlasten
herab|setzen abschwächen ab|schwächen verkleinern verschlanken limitieren
"""
IMPROVE = """
verbessern optimieren stärken vereinfachen verfeinern aus|schöpfen perfektionieren schärfen auf|werten straffen
vereinheitlichen professionalisieren verschlanken voran|bringen vorwärts|bringen festigen kräftigen vertiefen
effizienter|machen nach|schärfen harmonisieren flexibilisieren weiter|bringen veredeln fördern weiter|entwickeln
aus|bauen voran|treiben modernisieren
"""
KEEP = """
halten bei|behalten bleiben behalten weiter|machen fort|setzen fort|führen bewahren stabilisieren sichern
aufrecht|erhalten sicher|stellen gewährleisten ein|halten pflegen weiter|führen erhalten konstant|halten garantieren
weiter|betreiben
"""
REACH = """
erreichen erzielen generieren bekommen erhalten übertreffen überschreiten unterschreiten verzeichnen erwirtschaften
realisieren schaffen haben bestehen knacken ein|nehmen verdienen erlangen erfüllen erbringen absolvieren zählen
liegen betragen ergeben verbuchen übersteigen lösen ein|fahren auf|weisen hin|kommen ein|spielen umsetzen_geld
verkaufen_geld
"""
WIN = """
gewinnen verkaufen akquirieren ab|schließen überzeugen binden zurück|gewinnen hinzu|gewinnen konvertieren aktivieren
unterzeichnen an|ziehen besetzen beantworten vermieten ab|setzen_ware reaktivieren vergraulen begrüßen beheben lösen
bedienen kunden|gewinnen dazu|gewinnen ein|stellen rekrutieren
"""
FIND = """
heraus|finden erfahren verstehen kennen lernen kennen|lernen entdecken messen ermitteln fest|stellen erheben
quantifizieren
"""
BE = """
sein werden machen begeistern inspirieren lieben ermöglichen befähigen_be revolutionieren transformieren
etablieren_be verwandeln leben glänzen faszinieren erobern prägen dominieren an|führen verzaubern überraschen
erfreuen freuen ermutigen beflügeln entfesseln neu|erfinden verankern_be positionieren verblüffen stehen gehören
bieten geben schenken zusammen|wachsen fühlen denken glauben vertrauen entfalten empowern enablen mit|reißen beleben
erlebbar|machen wecken fesseln beeindrucken verändern demokratisieren heraus|ragen auf|blühen strahlen
zusammen|bringen begreifen wagen träumen entzünden befreien bringen wissen_ sichern_ befähigen feiern helfen sorgen
bereichern ein|stehen auf|fallen punkten verbinden
"""
STATE = """
nutzen nützen laufen sagen empfehlen geben kaufen bestellen buchen melden kennen finden wissen verstehen nehmen
kommen wollen dürfen besuchen teil|nehmen öffnen klicken verlassen kündigen bewerten verbringen warten brauchen
benötigen dauern kosten bleiben wieder|kommen zurück|kehren schließen_ab empfinden schätzen vertrauen anwenden
an|wenden verwenden arbeiten entscheiden stimmen zu|stimmen erleben funktionieren passieren auf|treten entstehen
stammen hören lesen folgen abonnieren bezahlen zahlen bestätigen beurteilen antworten laden interagieren wünschen
beginnen starten enden erscheinen erscheint genießen profitieren wohl|fühlen identifizieren entsprechen vor|liegen
"""
"""What others do: no work of ours when somebody else is its subject."""

IRREGULAR: dict[str, str] = {
    "beginnen": "beginnt begann begonnen",
    "bieten": "bietet bot geboten",
    "binden": "bindet band gebunden",
    "bleiben": "bleibt blieb geblieben",
    "bringen": "bringt brachte gebracht",
    "denken": "denkt dachte gedacht",
    "fahren": "fährt fuhr gefahren",
    "fallen": "fällt fiel gefallen",
    "finden": "findet fand gefunden",
    "geben": "gibt gab gegeben",
    "gehen": "geht ging gegangen",
    "gewinnen": "gewinnt gewann gewonnen",
    "greifen": "greift griff gegriffen",
    "haben": "hat hatte gehabt",
    "halten": "hält hielt gehalten",
    "heben": "hebt hob gehoben",
    "kennen": "kennt kannte gekannt",
    "kommen": "kommt kam gekommen",
    "laden": "lädt lud geladen",
    "lassen": "lässt ließ gelassen",
    "laufen": "läuft lief gelaufen",
    "lesen": "liest las gelesen",
    "liegen": "liegt lag gelegen",
    "nehmen": "nimmt nahm genommen",
    "nennen": "nennt nannte genannt",
    "reißen": "reißt riss gerissen",
    "rufen": "ruft rief gerufen",
    "schaffen": "schafft schuf geschaffen",
    "scheiden": "scheidet schied geschieden",
    "scheinen": "scheint schien geschienen",
    "schieben": "schiebt schob geschoben",
    "schlagen": "schlägt schlug geschlagen",
    "schließen": "schließt schloss geschlossen",
    "schneiden": "schneidet schnitt geschnitten",
    "schreiben": "schreibt schrieb geschrieben",
    "schreiten": "schreitet schritt geschritten",
    "schrumpfen": "schrumpft schrumpfte geschrumpft",
    "sehen": "sieht sah gesehen",
    "senden": "sendet sandte gesendet",
    "sinken": "sinkt sank gesunken",
    "sprechen": "spricht sprach gesprochen",
    "stehen": "steht stand gestanden",
    "steigen": "steigt stieg gestiegen",
    "tragen": "trägt trug getragen",
    "treffen": "trifft traf getroffen",
    "treiben": "treibt trieb getrieben",
    "treten": "tritt trat getreten",
    "wachsen": "wächst wuchs gewachsen",
    "weisen": "weist wies gewiesen",
    "wenden": "wendet wandte gewendet",
    "werben": "wirbt warb geworben",
    "werfen": "wirft warf geworfen",
    "wissen": "weiß wusste gewusst",
    "ziehen": "zieht zog gezogen",
    "gleichen": "gleicht glich geglichen",
    "nießen": "nießt noss nossen",
    "fehlen": "fiehlt fahl fohlen",
}
"""How strong verbs go: he, in the past, done. Verbs that are made from them go the same way."""

LOANED: dict[str, str] = {
    "launchen": "launched",
    "releasen": "released gereleast released",
    "onboarden": "ongeboardet onboarded geonboarded",
    "outsourcen": "outgesourct outsourced",
    "updaten": "upgedatet geupdated updated",
    "upgraden": "upgegradet upgraded geupgradet",
    "relaunchen": "relauncht relaunched",
    "redesignen": "redesignt redesigned",
    "refactoren": "refactored refactort refaktoriert",
    "reviewen": "reviewt reviewed",
    "deployen": "deployt deployed",
    "designen": "designt designed",
    "rebranden": "rebrandet rebranded",
    "tracken": "tracked",
    "shippen": "shipped",
    "fixen": "fixed",
    "sein": "ist sind bin war waren gewesen wäre seien sei",
    "werden": "wird wurde wurden geworden worden würde",
    "haben": "habe hatten",
    "bewerben": "beworben",
    "empfehlen": "empfiehlt empfehle empfahl empfohlen",
    "verlieren": "verliert verlor verloren",
    "kündigen": "gekündigt",
    "überarbeiten": "überarbeitet",
    "vollenden": "vollendet",
}
"""Forms that no rule makes, above all of borrowed verbs."""

NOUNS_OF: dict[str, list[str]] = {
    verb: nouns.split()
    for verb, nouns in (
        ("ab|bauen", "abbau"),
        ("ab|lösen", "ablösung ablöse"),
        ("ab|schließen", "abschluss"),
        ("an|steigen", "anstieg"),
        ("an|binden", "anbindung"),
        ("analysieren", "analyse"),
        ("auf|bauen", "aufbau"),
        ("aus|bauen", "ausbau"),
        ("aus|tauschen", "austausch"),
        ("bauen", "bau"),
        ("beginnen", "beginn"),
        ("digitalisieren", "digitalisierung"),
        ("ein|kaufen", "einkauf"),
        ("entwerfen", "entwurf"),
        ("gewinnen", "gewinnung akquise"),
        ("implementieren", "implementierung implementation"),
        ("installieren", "installation"),
        ("integrieren", "integration"),
        ("kaufen", "kauf"),
        ("launchen", "launch"),
        ("relaunchen", "relaunch"),
        ("redesignen", "redesign"),
        ("migrieren", "migration"),
        ("modernisieren", "modernisierung"),
        ("planen", "planung"),
        ("reduzieren", "reduktion reduzierung"),
        ("refactoren", "refactoring"),
        ("rollouten", "rollout roll-out"),
        ("starten", "start kick-off kickoff"),
        ("sinken", "rückgang"),
        ("um|bauen", "umbau"),
        ("um|ziehen", "umzug"),
        ("wachsen", "wachstum zuwachs"),
        ("zu|nehmen", "zunahme"),
        ("produzieren", "produktion"),
        ("zertifizieren", "zertifizierung"),
        ("entwickeln", "entwicklung"),
        ("ein|stellen", "einstellung"),
        ("an|stellen", "anstellung"),
        ("erhalten", "erhalt"),
        ("gründen", "gründung"),
        ("steigern", "steigerung"),
        ("erfassen", "erfassung"),
        ("an|passen", "anpassung"),
        ("gestalten", "gestaltung"),
        ("überarbeiten", "überarbeitung"),
        ("vermarkten", "vermarktung"),
        ("unterstützen", "unterstützung"),
        ("erreichen", "erreichung"),
    )
}
"""What the noun of a verb is called where it is not, or not only, stem + "ung"."""

THINGS = listed("""
an|bieten besuchen ein|setzen releasen steigen ab|nehmen organisieren kommunizieren lösen zahlen weiter|bilden
aus|bilden leiten arbeiten handeln führen bilden stellen bestellen buchen melden an|melden bewerten berechnen regeln
werben halten verfassen ordnen verarbeiten lesen setzen liefern sitzen tagen üben legen teilen kündigen erfahren
zeichnen sammeln entscheiden mit|teilen vor|stellen empfehlen nutzen bewerben heben sichern lernen prüfen prägen
schätzen verhandeln vereinbaren einladen aus|schreiben wirken leben denken richten teil|nehmen forschen bezahlen
veranstalten
""")
"""Verbs whose noun means a thing or a person, and not the doing: Bestellung, Schulung, Leitung."""

_INSEPARABLE = (
    "be",
    "emp",
    "ent",
    "er",
    "ge",
    "miss",
    "ver",
    "zer",
    "über",
    "unter",
    "wider",
    "hinter",
    "durchforst",
    "wiederhol",
    "re",
    "out",
    "voll",
)


class Form(IntFlag):
    """What a form may be: German says "erhöht" for somebody raises and for raised."""

    INFINITIVE = 1
    FINITE = 2
    PARTICIPLE = 4
    WITH_ZU = 8


class Verb(NamedTuple):
    """One reading of a form. `prefix` is what must stand at the end of the clause for it: "führen ... ein"."""

    name: str
    act: Act
    form: Form
    prefix: str = ""


def _tables() -> dict[str, Act]:
    acts: dict[str, Act] = {}
    for act, table in (
        (Act.STATE, STATE),
        (Act.BE, BE),
        (Act.DO, DO),
        (Act.FIND, FIND),
        (Act.WIN, WIN),
        (Act.REACH, REACH),
        (Act.KEEP, KEEP),
        (Act.IMPROVE, IMPROVE),
        (Act.LOWER, LOWER),
        (Act.RAISE, RAISE),
    ):
        for verb in table.split():
            if "_" not in verb:
                acts[verb] = act
    for verb in OURS:
        acts[verb] = Act.DO
    return acts


OURS = listed("""
nutzen besuchen buchen bestellen kaufen melden einstellen rekrutieren ein|stellen pflegen lernen messen ermitteln
erheben fortführen weiter|führen fort|führen fort|setzen realisieren an|wenden teil|nehmen bezahlen starten beginnen
entscheiden lesen vertiefen weiter|bringen besetzen
""")
"""Verbs of several tables that are work when it is us who do them."""


def stem_of(base: str) -> str:
    """steigern -> steiger, führen -> führ, entwickeln -> entwickel."""
    return base[:-2] if base.endswith("en") else base[:-1]


def _strong(base: str) -> tuple[str, str, str] | None:
    """He, in the past, done, of a strong verb or of one that is made from one (erhalten from halten)."""
    if base in IRREGULAR:
        he, past, done = IRREGULAR[base].split()
        return he, past, done
    for prefix in _INSEPARABLE:
        rest = base[len(prefix) :]
        if base.startswith(prefix) and rest in IRREGULAR:
            he, past, done = IRREGULAR[rest].split()
            return prefix + he, prefix + past, prefix + (done.removeprefix("ge"))
    return None


def _finite(base: str) -> Iterator[str]:
    stem = stem_of(base)
    yield base
    strong = _strong(base)
    if strong:
        he, past, _ = strong
        yield from (he, past, past + "en", past + "n", stem + "e")
        return
    sounded = stem.endswith(("t", "d", "chn", "ffn", "gn", "tm"))
    yield from (
        stem + ("et" if sounded else "t"),
        stem + "e",
        stem + ("ete" if sounded else "te"),
        stem + ("eten" if sounded else "ten"),
    )
    if stem.endswith("el"):
        yield stem[:-2] + "le"


def _participle(base: str, parted: bool) -> str:
    strong = _strong(base)
    if strong:
        return strong[2]
    stem = stem_of(base)
    ending = "et" if stem.endswith(("t", "d", "chn", "ffn", "gn", "tm")) else "t"
    whole = base.endswith("ieren") or (base.startswith(_INSEPARABLE) and base not in _PLAIN)
    return f"{'' if whole else 'ge'}{stem}{ending}"


_PLAIN = frozenset(["bessern", "ernten", "beten", "reden", "reisen", "regeln", "geben", "gehen", "rechnen", "reichen"])


def _table() -> dict[str, tuple[Verb, ...]]:
    table: dict[str, dict[tuple[str, str], Verb]] = {}

    def put(form: str, name: str, act: Act, kind: Form, prefix: str = "") -> None:
        forms = table.setdefault(fold(form), {})
        known = forms.get((name, prefix))
        forms[name, prefix] = Verb(name, act, kind | known.form if known else kind, prefix)

    for entry, act in _tables().items():
        prefix, _, base = entry.rpartition("|")
        name = prefix + base
        put(name, name, act, Form.INFINITIVE)
        if not prefix:
            for form in _finite(base):
                put(form, name, act, Form.FINITE)
        else:
            for form in _finite(base):
                put(form, name, act, Form.FINITE, fold(prefix))
                put(prefix + form, name, act, Form.FINITE)
            put(f"{prefix}zu{base}", name, act, Form.WITH_ZU)
        done = prefix + _participle(base, bool(prefix))
        for ending in ("", "e", "en", "er", "es", "em"):
            put(done + ending, name, act, Form.PARTICIPLE)
        for form in LOANED.get(name, "").split():
            put(form, name, act, Form.FINITE if name in ("sein", "werden", "haben") else Form.PARTICIPLE)
    return {form: tuple(verbs.values()) for form, verbs in table.items()}


VERBS: dict[str, tuple[Verb, ...]] = _table()
"""Every folded form and what it may be."""

PREFIXES = frozenset(verb.prefix for verbs in VERBS.values() for verb in verbs if verb.prefix)


@lru_cache(maxsize=8192)
def guessed(form: str) -> tuple[Verb, ...]:
    """A verb that no table knows: one that is made from a known one (ab + holen), or a borrowed one on -ieren."""
    if form.endswith("ieren") and len(form) > 7:
        return (Verb(form, Act.DO, Form.INFINITIVE | Form.FINITE),)
    if form.endswith("iert") and len(form) > 6:
        return (Verb(f"{form[:-1]}en", Act.DO, Form.PARTICIPLE | Form.FINITE),)
    for prefix in PREFIXES:
        if form.startswith(prefix) and len(form) - len(prefix) > 4:
            known = [verb for verb in VERBS.get(form[len(prefix) :], ()) if not verb.prefix]
            if known:
                wanted = known[0].form & (Form.INFINITIVE | Form.PARTICIPLE | Form.WITH_ZU)
                return (Verb(prefix + known[0].name, Act.DO, wanted),) if wanted else ()
    return ()


def _doings() -> dict[str, tuple[str, Act]]:
    doings: dict[str, tuple[str, Act]] = {}
    for entry, act in _tables().items():
        name = entry.replace("|", "")
        if act is Act.STATE:
            continue
        nouns = [] if entry in THINGS else NOUNS_OF.get(entry, [_noun(name)])
        for noun in nouns:
            for ending in ("", "en", "s", "es"):
                doings.setdefault(fold(noun + ending), (name, act))
    return doings


def _noun(verb: str) -> str:
    stem = stem_of(verb)
    return (stem[:-2] + "lung") if stem.endswith("el") and not stem.endswith("iel") else stem + "ung"


DOINGS: dict[str, tuple[str, Act]] = _doings()
"""Nouns that mean the doing: Einführung, Steigerung, Aufbau, Migration."""
