"""Telling languages apart: by their script, their small words, their letters, and the vocabularies of the packs.

Goals are short, so the everyday words of goals (verbs to raise and lower, customers, new) count as small words here.
"""

import re
from collections.abc import Mapping

from .packs import LANGUAGES, pack_for
from .sentence import Pack
from .words import listed, tidy

_READ = 600
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

SMALL_WORDS: dict[str, frozenset[str]] = {
    "en": listed("""
    the of to and in for our with from by that is are at on as be all this their we it more than an every per into least new who
    have has will not no or but so what which when how where can should must us you your they was were less most over under
    increase reduce improve achieve launch customers customer users team teams within through without between each become make
    do does good great best job work company product business sales quality process time people growth how get give better best
    """),
    "de": listed("""
    team teams der die das den dem des und von auf um für mit wir zu zum zur im ein eine einen einem einer eines ist sind wird werden unser
    unsere unseren unserer unserem nicht bei bis pro über unter als aus nach sich auch dass alle mehr weniger neue neuen neuer neues
    kunden nutzer mitarbeiter mitarbeitende mitarbeitenden steigern erhöhen senken reduzieren verbessern erreichen einführen
    durch mindestens prozent an am jeder jede jeden jedes haben hat können sollen muss kein keine keinen oder es umsatz quartal
    steigerung senkung erhöhung verbessere steigere erhöhe senke reduziere zufriedenheit anzahl umsetzen umsetzung erstellen
    erstellung aufbau aufbauen einführung kundenzufriedenheit durchführen website-besucher monat monatlich woche jahr tage stunden
    ende anteil neukunden verkürzen verdoppeln gewinnen werden sein beste besten bessere besseren besser
    """),
    "fr": listed("""
    le la les des du de un une et au aux pour par dans sur avec nos notre votre leur qui que est sont en ce cette ces moins
    augmenter réduire améliorer atteindre lancer nouveau nouvelle nouveaux clients client utilisateurs équipe équipes chaque tous
    toutes sans entre jusqu mois jours mise taux nombre d'ici d'un d'une l'équipe être avoir ne pas chiffre d'affaires développer
    """),
    "es": listed("""
    el la los las de del un una en para por con nuestro nuestra nuestros que es son al se su sus más menos como aumentar reducir
    mejorar lograr lanzar nuevo nueva nuevos clientes cliente usuarios equipo equipos cada todos todas sin entre hasta mes meses día
    días tasa número satisfacción ventas incrementar ser tener desarrollar crear conseguir alcanzar
    """),
    "it": listed("""
    il lo la gli le di del della dei delle un una in con nostro nostra nostri che sono al alla da dal più meno come aumentare
    ridurre migliorare raggiungere lanciare nuovo nuova nuovi clienti cliente utenti squadra ogni tutti tutte senza tra fino mese
    mesi giorni tasso numero vendite essere avere non sviluppare creare entro
    """),
    "pt": listed("""
    os de da dos das um uma em para por nosso nossa nossos que são ao na nos nas mais menos como aumentar
    reduzir melhorar alcançar lançar novo nova novos clientes cliente usuários utilizadores equipe equipa cada todos todas sem
    entre até mês meses dia dias taxa número vendas ser ter não desenvolver criar satisfação
    """),
    "nl": listed("""
    de het een van en in op voor met onze ons wij die dat is zijn naar door bij tot meer minder als om te alle elke nieuwe klanten
    klant gebruikers verhogen verlagen verminderen verbeteren bereiken lanceren zonder tussen maand maanden dagen aantal omzet
    worden hebben niet binnen ontwikkelen ieder klanttevredenheid
    """),
    "sv": listed("""
    och att det som för med på av vår vårt våra är till från en ett den de alla fler färre mer mindre öka minska förbättra nå lansera
    nya kunder användare varje utan mellan månad dagar antal inom bli ha inte procent
    """),
    "da": listed("""
    og at det som for med på af vores er til fra en et den de alle flere færre mere mindre øge reducere forbedre nå lancere nye kunder
    brugere hver uden mellem måned dage antal inden blive have ikke procent øg
    """),
    "no": listed("""
    og det som for med på av vår vårt våre er til fra en et den de alle flere færre mer mindre øke redusere forbedre nå lansere nye
    kunder brukere hver uten mellom måned dager antall innen bli ha ikke prosent øk
    """),
    "pl": listed("""
    na dla od przez nasz nasza nasze że jest są się nie po za oraz zwiększyć zmniejszyć poprawić osiągnąć uruchomić nowy nowa
    nowe klientów klienci użytkowników zespół każdy wszystkie bez między miesiąc dni liczba sprzedaż
    """),
    "tr": listed("ve bir için ile bu de da olarak müşteri müşteriler yeni artırmak azaltmak kadar daha en her tüm sayısı oranı"),
    "fi": listed("ja on ei että kanssa uusi uusia asiakkaiden asiakkaat lisätä vähentää parantaa kasvattaa kaikki vuoden mennessä"),
    "cs": listed("na pro je že nové nových zákazníků zvýšit snížit zlepšit dosáhnout počet všechny každý měsíc"),
}  # fmt: skip

_LETTERS: dict[str, str] = {
    "de": "ßäöü", "fr": "çéèêëàâùûœîï", "es": "ñ¿¡áíóú", "it": "àèìòù", "pt": "ãõçáâê", "sv": "åäö", "da": "æøå", "no": "æøå",
    "pl": "łżźśćńąę", "tr": "ğışçöü", "fi": "äö", "cs": "řěůčšž",
}  # fmt: skip

_SCRIPTS = (
    ("ru", 0x0400, 0x052F), ("el", 0x0370, 0x03FF), ("he", 0x0590, 0x05FF), ("ar", 0x0600, 0x06FF), ("hi", 0x0900, 0x097F),
    ("th", 0x0E00, 0x0E7F), ("ja", 0x3040, 0x30FF), ("ko", 0xAC00, 0xD7AF), ("zh", 0x4E00, 0x9FFF),
)  # fmt: skip

_ENGLISH_ENDINGS = (
    "zation",
    "ing",
    "ness",
    "ship",
    "able",
    "ity",
    "tions",
    "ment",
    "ments",
    "less",
    "ful",
    "ally",
    "ers",
    "ies",
    "ged",
    "ted",
    "sed",
)
_GERMAN_ENDINGS = (
    "en",
    "eln",
    "ern",
    "ung",
    "heit",
    "keit",
    "schaft",
    "lich",
    "liche",
    "isch",
    "ische",
    "ischer",
    "iert",
    "ndet",
    "ührt",
    "ellt",
    "igt",
)
_GERMAN_LITTLE = listed("von auf und für mit zum zur der das wir eine einen einer sind wird durch über unter bei")
_ENGLISH_EN = listed("""
between often seven eleven happen women children citizen garden golden hidden kitchen screen token written given taken driven
broken chosen spoken proven sudden heaven oxygen dozen green queen modern pattern govern concern western eastern northern
southern lantern intern extern strengthen shorten tighten widen deepen broaden lessen straighten open-ended
""")
_PREFERRED = ("en", "de")


def language_of(text: str) -> str:
    """The code of the language a text is written in, "" if it cannot be told.

    Figures and abbreviations alone ("NPS 32 -> 45") are read as English: they mean the same everywhere.
    """
    words = [word.replace("’", "'") for word in _WORD.findall(tidy(text[:_READ]))]
    if not words:
        return "en" if any(letter.isdigit() for letter in text[:_READ]) else ""
    script = _script(words)
    if script:
        return script
    scores = _scores(words)
    best = max(scores.values())
    if best <= 0:
        named = any(not word.islower() and not word.istitle() for word in words)
        return "en" if named and "".join(words).isascii() else ""
    winners = [code for code, score in scores.items() if score == best]
    return next((code for code in _PREFERRED if code in winners), winners[0])


def _scores(words: list[str]) -> dict[str, float]:
    shouting = all(word.isupper() for word in words)
    # Abbreviations are no small words: CE, AU and DE are not French.
    lowers = [word.lower() for word in words[:60] if shouting or not word.isupper() or len(word) == 1]
    letters = set("".join(lowers))
    scores = {
        code: 2.5 * sum(1 for word in lowers if word in small) + (1.5 if letters & set(_LETTERS.get(code, "")) else 0.0)
        for code, small in SMALL_WORDS.items()
    }
    packs = {code: pack for code in LANGUAGES if (pack := pack_for(code)) is not None}
    scores["de"] += _german_signs(lowers, packs)
    for code, pack in packs.items():
        scores[code] += sum(1.0 for word in lowers if len(word) > 2 and pack.knows(word))
    if "".join(lowers).isascii():
        scores["en"] += 0.5 * sum(1 for word in lowers if len(word) > 5 and word.endswith(_ENGLISH_ENDINGS))
    return scores


def _german_signs(lowers: list[str], packs: Mapping[str, Pack]) -> float:
    """What gives German away among borrowed nouns: its endings, its little words, and the verb at the end.

    "Customer Effort Score von 4 auf 3", "Customer Success Team einstellen".
    """
    english, german = packs.get("en"), packs.get("de")
    own = [
        word
        for word in lowers
        if len(word) > 4
        and word.endswith(_GERMAN_ENDINGS)
        and word not in _ENGLISH_EN
        and not (english and english.knows(word))
    ]
    score = 1.5 * len(own) + 1.5 * sum(1 for word in lowers if word in _GERMAN_LITTLE)
    if own and own[-1] == lowers[-1] and german and german.knows(lowers[-1]):
        score += 2.5
    return score


def _script(words: list[str]) -> str:
    """The language of a script that is not Latin, if most letters are in it."""
    letters = "".join(words)
    counts = dict.fromkeys((code for code, _, _ in _SCRIPTS), 0)
    for letter in letters:
        place = ord(letter)
        if place < 0x0370:
            continue
        for code, first, last in _SCRIPTS:
            if first <= place <= last:
                counts[code] += 1
                break
    if counts["ja"]:
        counts["ja"] += counts["zh"]
    code, most = max(counts.items(), key=lambda item: item[1])
    return code if most * 2 > len(letters) else ""
