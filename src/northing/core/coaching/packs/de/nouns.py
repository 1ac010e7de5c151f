"""German nouns by what a number of them would mean. A compound is what its last part is: Neukundenumsatz is an Umsatz."""

from collections.abc import Iterator
from functools import lru_cache

from northing.core.coaching.sentence import Act, Thing
from northing.core.coaching.words import listed

from .spelling import fold, umlauted
from .verbs import DOINGS

WORK = """
aktion aktivität anforderung anforderungskatalog angebot anleitung announcement anwendung anzeige api app
applikation architektur artikel asset aufgabe auftritt auslegeordnung auswertung automatisierung backlog banner
bausteine baustein bedarfsanalyse beitrag beiträge bericht beschreibung besprechung bild blog blogartikel
blogbeitrag blogpost blueprint briefing broschüre buch budget checkliste chatbot cms code component content crm
dashboard datenbank deck demo design dokument dokumentation drehbuch e-book ebook e-mail email entwurf episode erp
event experiment exposé fachartikel fallstudie feature flow flyer folge folie folien form formular fortbildung
framework funktion funktionalität gespräch grafik guide guideline hackathon handbuch homepage hypothese infografik
infoveranstaltung infrastruktur initiative inhalt input inserat instrument integration intranet interview jour fixe
kalender kampagne kanal karte karten katalog keynote kick-off kickoff komponente konferenz konfiguration kontrolle
konzept kurs lander landingpage landing-page launch layout lehrgang leitbild leitfaden leitlinie lerneinheit lösung
mailing manifest manual massnahme maßnahme material matrix meeting meetup meilenstein memo merkblatt messe
messestand methode migration mockup modell modul monitoring mvp nachricht netzwerktreffen newsletter offsite
onboarding-programm onepager paket page papier pilot pilotprojekt pipeline-job plan plakat planung plattform
playbook podcast poc policy portal post posting präsentation pressemitteilung prinzip produkt produktblatt
produktversion programm projekt prompt proof-of-concept prototyp prozess prozedur quiz rahmen raster redesign
refactoring referat regel regelwerk reglement relaunch release report reporting repository retro retrospektive
review richtlinie roadmap roadshow rollout routine schnittstelle schritt schulung schulungsunterlagen seite seminar
service-katalog session shop shopsystem sitzung skript slide software spezifikation sprint stand standard standup
stellenanzeige stellenausschreibung stellenprofil storyboard story strategie strategiepapier studie struktur
stelleninserat system szenario talk task template test testfall text theme thema ticketsystem tool toolkit training
tutorial umfrage unterlage update upgrade user-story video veranstaltung verfahren version visual vlog vorgabe
vorgehen vorgehensweise vorlage vorschlag vortrag webinar webseite website webshop weiterbildung werbung werkzeug
whitepaper white-paper wiki wireframe workflow workshop zeitplan zertifizierung zielbild werbemittel werbespot spot
reel story-post testimonial-video slot befragung analyse recherche audit-bericht coaching beratungsgespräch
mitarbeitergespräch kundengespräch feedbackgespräch 1:1-gespräch teamevent anlass kundenanlass treffen stammtisch
interviewleitfaden roadmap-workshop codebase modulbibliothek bibliothek unterstützung skizze use-case usecase
user-test usability-test pitch battlecard factsheet onboardingplan trainingskampagne massnahmenplan aktionsplan
umsetzungsplan mindmap canvas vision vision-statement mission-statement leitsatz personas persona journey
customer-journey styleguide designsystem brand-book logo claim slogan namensgebung rebranding sprintplanung
testumgebung umgebung server cluster pipeline datenmodell data-warehouse konzeptpapier konzeptionsphase phase etappe
give-aways giveaway beitragsserie serie reihe rundmail rundschreiben zeitung magazin hausmesse tag-der-offenen-tür
anruf telefonat call cold-call besuchstermin termin kundenbesuch akquisegespräch verkaufsgespräch sales-call
einsatzplan ausbildung lehrlingsausbildung labor
"""

EFFECT = """
abbruch abmeldung abo abonnement abonnent abschluss absprung abwanderung aktivierung anfrage anmeldung antwort arzt
auftrag ausfall ausfälle auszeichnung bestellung besuch besucher beschwerde bewerber bewerberin bewerbung bewertung
bug buchung bürger deal defekt download einkauf einkäufer empfehlung endkunde entscheider erstbestellung eskalation
fan fehler fehlermeldung feedback follower friendly-user gast gäste haushalt hospitanz incident installation
interessent investor kandidat kandidatin kauf käufer klick kommentar konto kontakt kontrakt kunde kundin klient
konsument konversion lead leads leser lernende lieferant like lizenz login mandant mandat markt mention mieter
mitglied mitgliedschaft mangel mängel neukunde neukundin nutzer nutzerin nachfrage offertanfrage opportunity partner
partnerschaft partnerin passagier patient patientin pilotkunde presseerwähnung probeabo problem rechnung referenz
referenzkunde registrierung reklamation rezension retoure retouren rückruf rückmeldung sale schaden schüler
seitenaufruf sicherheitsvorfall spende spender sponsor stammkunde start-up startup störung stornierung storno
student supportanfrage teilnehmer teilnehmerin teilnahme teilnehmende testkunde testimonial ticket transaktion trial
unfall unternehmen user vereinbarung verkauf verstoß vertrag vertragsabschluss vertragsverlängerung vorfall view
weiterempfehlung wiederkauf wiederkäufer zuschauer zahlung zugriff zuweisung zuhörer überweisung kündigung
krankheitsfall verletzung schwachstelle outage downtime absage zusage ablehnung erwähnung backlink schule stadt land
händler filiale makler fachkraft dienst services service patienten gemeinde verband spital klinik hotel restaurant
fahrer bewohner bewohnerin freiwillige anwender anwenderin kündigende sql mql upsell folgeauftrag projektauftrag
neuauftrag einwand mahnung verspätung überstunde arbeitsunfall lieferung unique-visitor visit visitor signup sign-up
subscriber impression abonnentin ehrenamtliche talent neuzugang austritt eintritt verlängerung kunden-logo
flüchtling versicherte neumitglied person leser:innen nutzende kundschaft eltern kind bürgerin leute familie frau
jugendliche publikum spitäler
"""

MEASURE = """
anteil anzahl abwesenheit aufwand aufwände auslastung ausgaben auslastungslücke betrag bearbeitungszeit arr mrr arpu
aov bounce-rate budgetabweichung cac cashflow churn churn-rate clv ltv conversion conversion-rate cpa cpc cpl csat
ces ctr dau mau wau dauer deckungsbeitrag dichte durchlaufzeit durchschnitt ebit ebitda effizienzquote einnahmen
einkommen energieverbrauch enps nps erlös erlöse ertrag erträge erfolgsquote emission emissionen fehlerquote
fehlzeit fluktuation fluktuationsrate frequenz frist fte gewinn geschwindigkeit gewicht grad größe grösse häufigkeit
index intervall kapazität kennzahl kosten kpi konversionsrate krankenstand ladezeit latenz lead-time leadtime
leistung lieferzeit liquidität marge marktanteil menge messwert mittelwert median mttr nettowachstum niveau note
nutzung nutzungsrate öffnungsrate pensum pensen preis pipeline-wert produktivität profit profitabilität punktzahl
prozentsatz quote quotient rate ratio ranking reaktionszeit reichweite reichweiten rendite rentabilität
response-rate retention retention-rate retentionrate roi roas rücklauf satz schnitt score sichtbarkeit
sichtbarkeitsindex spanne stückzahl stunden stundensatz stundenzahl summe strom stromverbrauch temperatur
time-to-market time-to-hire tempo testabdeckung abdeckung traffic überstunden umsatz umsätze uptime verbrauch
verfügbarkeit verhältnis verrechenbarkeit volumen vorlaufzeit wachstum wachstumsrate wartezeit wert werte zahl zeit
zeiten zeitaufwand zinsen zuschlagsquote zufriedenheitswert zufriedenheitsscore abschlussrate absprungrate
auftragseingang auftragsvolumen auftragsbestand arbeitszeit betriebskosten co2 ausschuss ausstoss ausstoß
net-promoter-score promoter-score engagement-score cycle-time response-time abwanderungsrate bestand lagerbestand
durchsatz adoption adoptionsrate stickiness verweildauer sitzungsdauer weiterempfehlungsrate wiederkaufsrate
bekanntheitsgrad bindungsrate kundenwert warenkorb warenkorbwert provision verlust verluste defizit umschlag honorar
budgettreue termintreue liefertreue pünktlichkeit aufrufe klickrate ausgangswert basiswert referenzwert startwert
zielerreichung zielerreichungsgrad performance-score p95 tonnage auftragslage pageviews zugriffszahlen besuchszeit
leerstand belegung belegungsrate sekunde minute
"""

QUALITY = """
agilität aktualität ansehen arbeitgebermarke arbeitsklima atmosphäre attraktivität aufmerksamkeit autonomie
awareness barrierefreiheit begeisterung bekanntheit benutzerfreundlichkeit bindung brand customer-experience
datenqualität diversität effektivität effizienz eigenverantwortung einfachheit employer-branding engagement
erfahrung erlebnis expertise flexibilität fokus freude führung führungsqualität gesundheit glaubwürdigkeit
identifikation image inklusion innovation innovationskraft klarheit klima knowhow know-how kommunikation kompetenz
konsistenz kooperation kreativität kultur kundenbindung kundenerlebnis kundenfokus kundennähe kundenorientierung
kundenzufriedenheit leistungsfähigkeit loyalität marke markenbekanntheit mindset mitarbeiterzufriedenheit motivation
moral nachhaltigkeit nähe nutzererlebnis nutzerfreundlichkeit onboarding organisation partizipation performance
präsenz professionalität prozessqualität qualität reife relevanz reputation resilienz robustheit ruf schnelligkeit
selbstorganisation sicherheit skalierbarkeit skill spass spaß stabilität stimmung support supportqualität teamgeist
teamwork transparenz usability user-experience ux verantwortung verbindlichkeit verbundenheit vernetzung
verlässlichkeit verständnis vertrauen vielfalt wahrnehmung wartbarkeit wettbewerbsfähigkeit wertschätzung
wirksamkeit wirkung wirtschaftlichkeit wissen wissenstransfer wohlbefinden zufriedenheit zugehörigkeit
zukunftsfähigkeit zusammenarbeit zusammenhalt zuverlässigkeit zusammengehörigkeit service-qualität servicequalität
fitness lernkultur feedbackkultur fehlerkultur arbeitgeberattraktivität produktqualität zukunft ort basis grundlage
fundament heimat community umfeld arbeitsumfeld welt bewusstsein bewegung chance zugang erfolg misserfolg
fortschritt mehrwert
"""

PEOPLE = """
abteilung analyst azubi berater chef designer engineer entwickler entwicklerin experte expertin fachperson
führungskraft führungskräfte hr-team kader kollege kollegin lehrling leitung manager member mensch mitarbeiter
mitarbeiterin mitarbeitende mitarbeitenden mitarbeiterinnen praktikant praktikantin product-owner squad stakeholder
team teamleiter teammitglied tester personal belegschaft verkäufer verkäuferin vertriebler vorgesetzte angestellte
kolleginnen developer recruiter coach scrum-master spezialist fachspezialist vertriebsmitarbeiter trainee
werkstudent neue-mitarbeitende pflegekraft pflegende lehrkraft lehrperson lehrer division botschafter
"""

_ENDINGS = ("", "n", "en", "e", "er", "ern", "s", "es", "innen", "in", "nen", "r", "ns")


def forms(noun: str) -> Iterator[str]:
    """The folded forms that a noun may have, and a few that it may not: they stand for nothing else."""
    noun = fold(noun)
    for ending in _ENDINGS:
        if (ending == "r" and noun[-1] != "e") or (ending == "nen" and not noun.endswith("in")):
            continue
        yield noun + ending
    changed = umlauted(noun)
    if changed != noun:
        for ending in ("", "e", "en", "er", "ern", "n"):
            yield changed + ending
    if noun.endswith("e"):
        yield from (noun[:-1] + "innen", noun[:-1] + "in")
    if noun.endswith(("um", "on", "us")):
        yield noun[:-2] + "en"


def _table() -> dict[str, tuple[str, Thing]]:
    table: dict[str, tuple[str, Thing]] = {}
    for thing, nouns in (
        (Thing.WORK, WORK),
        (Thing.PEOPLE, PEOPLE),
        (Thing.EFFECT, EFFECT),
        (Thing.QUALITY, QUALITY),
        (Thing.MEASURE, MEASURE),
    ):
        for noun in nouns.split():
            name = fold(noun)
            for form in forms(noun):
                if form == name or form not in table or table[form][0] != form:
                    table[form] = (name, thing)
    return table


NOUNS: dict[str, tuple[str, Thing]] = _table()
"""Every folded form of every noun: its singular and its class."""

_LOANS = listed("""
code handle manage plant promote release listen stand enable outsource deployed designed fixed launched onboarded
outsourced rebranded redesigned refactored released reviewed shipped tracked updated upgraded fallen grade note
notes sale sales announcement api app asset backlog banner battlecard benchmark blog blogpost blueprint brand
briefing budget bug cac call canvas case champion chatbot checkout churn claim client cluster coach coaching code
codebase cold-call component content conversion crm cms erp dashboard data-warehouse deal deck demo designer design
developer downtime e-book ebook e-mail email employer-branding engagement engineer episode event experience
experiment factsheet fan feature feedback fitness flow flyer folder follower framework giveaway guide guideline
hackathon homepage image impression incident index infrastructure input instrument integration interface intern
intranet investor item journey keynote kick-off kickoff kpi launch layout lead leadtime lead-time leads level like
list login logo mailing manual market meeting meetup member memo migration mindmap mindset mission-statement mockup
monitoring mvp newsletter nps offsite onboarding onepager opportunity outage outlet page partner passenger
performance persona personas pilot pipeline pitch plan planning playbook podcast policy portal post posting prompt
proof-of-concept prospect prototype quiz ranking rate ratio reel refactoring release relaunch report reporting
repository response-rate retention review roadmap roadshow roas roi rollout score scrum-master server service
services session shop signup sign-up skill skills slide slot software spot sprint squad stakeholder standard standup
start start-up startup story storyboard student styleguide subscriber sponsor support system talent talk task team
teams teamwork template test tester testimonial text ticket tool toolkit traffic trainee training transaction trial
tutorial update upgrade upsell uptime usability use-case usecase user user-story version video view vision visit
visitor webinar website webshop whitepaper white-paper wiki wireframe workflow workshop workshops land hotel
restaurant person status name export import rebranding redesign tempo information position organisation installation
investition auditor audit auditing analyst manager median agenda active partnership legend
""")
BORROWED = frozenset(form for loan in _LOANS for form in (loan, loan + "s", loan + "es"))
"""Nouns that are written the same in English."""
BORROWED_ENDINGS = tuple(_LOANS)
NATIVE_BEGINNINGS = (
    "kunden",
    "mitarbeiter",
    "nutzer",
    "vertriebs",
    "unternehmens",
    "geschaefts",
    "arbeits",
    "produktions",
    "jahres",
)
"""Compounds that begin so are German, whatever they end with: Kundenservice."""

_SHORT = frozenset({"app", "api", "nps", "poc", "mvp", "crm", "erp", "roi", "kpi", "bug", "abo", "tag", "cms"})


@lru_cache(maxsize=16384)
def noun_of(word: str) -> tuple[str, Thing] | None:
    """The noun a folded word is, by its longest known ending; None if none is known."""
    found = NOUNS.get(word)
    if found is not None:
        return found
    last = word.rsplit("-", 1)[-1]
    if last != word:
        return NOUNS.get(last) or (noun_of(last) if last else None)
    for start in range(2, len(word) - 2):
        part = word[start:]
        if len(part) < 4 and part not in _SHORT:
            break
        found = NOUNS.get(part)
        if found is not None and (len(part) > 4 or start > 3) and part not in _NO_TAILS:
            return found
    if (
        len(word) > 8
        and word.endswith(("ende", "enden"))
        and not word.endswith(("ochenende", "jahresende", "monatsende", "legende"))
    ):
        return word, Thing.EFFECT  # Bewerbende, Studierenden: people, by what they do
    if len(word) > 7 and word.endswith(("heit", "keit", "schaft", "itaet")):
        return word, Thing.QUALITY
    return None


_NO_TAILS = listed(
    "rates raten arten ratet plane ware waren tage stande wertes erer staende formen form forme tier land lande"
)
"""Endings of other words that look like a noun."""


@lru_cache(maxsize=16384)
def doing_of(word: str) -> tuple[str, Act, str] | None:
    """The verb a noun of doing comes from, its act, and what stands in front of it in a compound ("umsatz" + Steigerung)."""
    if word in DOINGS:
        return (*DOINGS[word], "")
    if "-" in word:
        front, last = word.rsplit("-", 1)
        return (*DOINGS[last], front) if last in DOINGS else None
    if word in NOUNS:
        return None
    for start in range(3, len(word) - 3):
        if word[start:] in DOINGS and len(word) - start >= 5:
            return (
                *DOINGS[word[start:]],
                word[:start].removesuffix("s") if word[:start] not in NOUNS else word[:start],
            )
    return None
