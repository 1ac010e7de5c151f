"""Which column holds what: found by name, in English and German and a few words of other languages.

A heading is compared without case, accents, marks and anything in brackets; "keyResultName" is three words. A heading
nobody knows is no loss: its cells are kept as remarks under its own name.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from northing.kit.text import search_key


class Field(StrEnum):
    """Everything a file can say about an objective or a key result. The values are the names used in notes."""

    ROW_KIND = "row kind"
    TITLE = "title"
    TYPE = "type"
    REF = "id"
    SOURCE = "source"
    ORGANISATION = "org"
    TEAM = "team"
    PERIOD = "period"
    STARTS_ON = "period_start"
    ENDS_ON = "period_end"
    OBJECTIVE = "objective"
    WHY = "why"
    COMMITMENT = "commitment"
    LEAD = "lead"
    OBJECTIVE_SCORE = "objective score"
    OBJECTIVE_STATUS = "objective status"
    PARENT = "parent"
    PARENT_KEY_RESULT = "parent_key_result"
    KEY_RESULT = "key_result"
    OWNER = "owner"
    CONTRIBUTORS = "contributors"
    KIND = "kind"
    UNIT = "unit"
    START = "start"
    TARGET = "target"
    LOW = "low"
    HIGH = "high"
    CURRENT = "current"
    AS_OF = "as of"
    WEIGHT = "weight"
    SCORE = "score"
    PROGRESS = "progress"
    CONFIDENCE = "confidence"
    DONE = "done"
    STATUS = "status"
    INITIATIVES = "initiatives"

    @property
    def label(self) -> str:
        """How a remark is headed that keeps such a value."""
        return self.value.replace("_", " ").capitalize()


_NAMES: dict[Field, str] = {
    Field.ROW_KIND: """
        row type; item type; goal type; okr type; record type; entry type; zeilentyp; issue type; vorgangstyp; ebene
        typ
    """,
    Field.TITLE: """
        title; name; titel; bezeichnung; item; summary; zusammenfassung; text; okr name; okr title; goal name; goal
        title
    """,
    Field.TYPE: "type; typ; art; category type",
    Field.REF: """
        id; key; nr; no; number; nummer; ref; reference; kennung; okr id; goal id; objective id; item id; key result
        id; kr id; objective number; objective nr; kr number; kr nr
    """,
    Field.SOURCE: "source; quelle; document; dokument; source document",
    Field.ORGANISATION: """
        org; organisation; organization; company; unternehmen; firma; organisationseinheit; business unit; unit
        name; division; sparte; entreprise
    """,
    Field.TEAM: """
        team; teams; department; abteilung; dept; area; bereich; group; gruppe; squad; tribe; team name; team
        department; owner team; owning team; responsible team; fachbereich; equipe; kreis; circle; function;
        funktion
    """,
    Field.PERIOD: """
        period; quarter; cycle; quartal; zyklus; zeitraum; periode; timeframe; time frame; time period; timeline;
        session; okr cycle; okr period; okr zyklus; fiscal quarter; sprint; iteration; trimestre; planning period;
        interval; year; jahr; okr session; planning session
    """,
    Field.STARTS_ON: """
        period start; start date; startdate; start datum; startdatum; beginn; begins; starts on; starts; begin;
        cycle start; quarter start; period from; anfang; von datum; period begin
    """,
    Field.ENDS_ON: """
        period end; end date; enddate; enddatum; end datum; ende; ends on; ends; end; due date; due; deadline; due
        on; fallig; fallig am; falligkeit; falligkeitsdatum; termin; frist; zieltermin; cycle end; quarter end;
        period to; bis datum; target date; zieldatum
    """,
    Field.OBJECTIVE: """
        objective; objectives; o; obj; objective name; objective title; objective statement; objective text;
        objektiv; okr; okrs; okr description; okr objective; goal; goals; ziel; ziele; objective goal; oberziel;
        zielbeschreibung; objective description; objectif; objetivo; obiettivo; doel; mal; main goal; strategic
        goal; strategisches ziel
    """,
    Field.WHY: """
        why; description; beschreibung; rationale; warum; begrundung; objective why; details; context; kontext;
        motivation; zweck; purpose; reason; notes on objective
    """,
    Field.COMMITMENT: """
        commitment; committed; commitment type; objective type; ambition; ambition level; okr art; verbindlichkeit;
        committed aspirational; aspirational committed; moonshot roofshot
    """,
    Field.LEAD: """
        objective owner; lead; objective lead; goal owner; o owner; objective responsible; objective owners;
        objective assignee; objective verantwortlicher; objective verantwortlich; ziel verantwortlicher;
        zielverantwortlicher; accountable
    """,
    Field.OBJECTIVE_SCORE: """
        objective score; objective grade; objective progress; objective final score; o score; objective rating;
        objective bewertung; objective fortschritt
    """,
    Field.OBJECTIVE_STATUS: "objective status; objective comment; objective kommentar",
    Field.PARENT: """
        parent; parent objective; aligned to; aligned with; alignment; supports; parent goal; contributes to;
        ubergeordnetes ziel; ubergeordnetes objective; parent okr; zahlt ein auf; zahlt auf; ausgerichtet auf;
        uberziel; parent name; parent title; parent id; company objective; company okr; unternehmensziel; linked
        objective; higher objective
    """,
    Field.PARENT_KEY_RESULT: """
        parent key result; parent kr; aligned key result; aligned to key result; aligned to kr; company key result;
        ubergeordnetes key result; ubergeordnetes schlusselergebnis; supports key result; supports kr
    """,
    Field.KEY_RESULT: """
        key result; key results; keyresult; keyresults; kr; krs; key result name; key result title; key result text;
        key result description; kr name; kr title; kr text; kr description; metric; metrics; measure; result;
        results; metrik; kennzahl; kpi; ergebnis; schlusselergebnis; schlusselergebnisse; schluesselergebnis;
        kernergebnis; kernergebnisse; messgrosse; key metric; measurable result; resultat cle; resultado clave; sub
        goal; teilziel; measurable outcome; outcome
    """,
    Field.OWNER: """
        owner; owners; assignee; assigned to; assignees; responsible; responsibility; verantwortlich;
        verantwortlicher; verantwortliche; verantwortung; zustandig; zustandiger; key result owner; kr owner;
        person; who; wer; owner name; owned by; dri; champion; besitzer; eigner; eigentumer; responsable; eier;
        ansvarlig; kr responsible; kr assignee; kr verantwortlicher; responsible person; bearbeiter; owner email;
        owner e mail
    """,
    Field.CONTRIBUTORS: """
        contributors; contributor; contributing; collaborators; helpers; mitwirkende; beteiligte; unterstutzer; co
        owner; co owners; team members; supporting; supporters
    """,
    Field.KIND: """
        key result type; kr type; metric type; measure type; kind; messart; kr typ; kr art; measurement type;
        direction; richtung; target type; zieltyp; key result kind
    """,
    Field.UNIT: """
        unit; units; unit of measure; uom; einheit; einheiten; masseinheit; metric unit; measurement unit; unite
    """,
    Field.START: """
        start; start value; starting value; baseline; baseline value; from; initial; initial value; starting point;
        startwert; ausgangswert; anfangswert; ausgangspunkt; basis; basiswert; von; base; starting; begin value;
        status quo; ist wert start; value start; kr start; metric start; from value; initial metric; valeur
        initiale; current baseline; base value
    """,
    Field.TARGET: """
        target; target value; goal value; to; zielwert; soll; soll wert; sollwert; ziel wert; bis; target metric;
        desired value; end value; endwert; value target; kr target; metric target; target number; aim; to value;
        objective value; goal target; valeur cible; expected value; desired; planned; plan
    """,
    Field.LOW: """
        low; min; minimum; lower bound; lower limit; untergrenze; mindestens; at least; min value; minimalwert; from
        at least
    """,
    Field.HIGH: """
        high; max; maximum; upper bound; upper limit; obergrenze; hochstens; at most; max value; maximalwert
    """,
    Field.CURRENT: """
        current; actual; value; current value; actual value; latest value; latest; istwert; ist; ist wert; aktuell;
        aktueller wert; aktueller stand; stand; wert; achieved; achieved value; result value; current metric; value
        current; metric current; kr current; last value; now; today; erreicht; erreichter wert; current state;
        valeur actuelle; current status value
    """,
    Field.AS_OF: """
        as of; last check in; last checkin; last updated; updated; updated at; last update; stand vom; check in
        date; checkin date; date of value; aktualisiert; aktualisiert am; letzte aktualisierung; last modified;
        measured on
    """,
    Field.WEIGHT: """
        weight; weighting; gewicht; gewichtung; kr weight; weightage; poids; key result weight
    """,
    Field.SCORE: """
        score; grade; final score; scoring; rating; bewertung; note; punkte; final grade; kr score; key result
        score; endbewertung; q score; graded; scored; result score; zielerreichung; zielerreichungsgrad; attainment;
        achievement; okr score
    """,
    Field.PROGRESS: """
        progress; percent complete; complete; completion; fortschritt; percentage; percent; prozent; percent done;
        completed percent; erfullung; erfullungsgrad; progress percent; kr progress; key result progress;
        erreichungsgrad; avancement
    """,
    Field.CONFIDENCE: """
        confidence; confidence level; confidence score; zuversicht; konfidenz; konfidenzlevel; vertrauen;
        sicherheit; likelihood; wahrscheinlichkeit; kr confidence; confidence rating
    """,
    Field.DONE: """
        done; completed; is done; erledigt; fertig; abgeschlossen; finished; is completed; check; haken
    """,
    Field.STATUS: """
        status; state; kommentar; comment; comments; remarks; remark; notes; update; status update; check in;
        checkin; anmerkung; anmerkungen; bemerkung; bemerkungen; notizen; kommentare; status comment; latest update;
        kr status; rag; ampel; ampelstatus; zustand; health; statut; key result status; last comment; check in
        comment; status note; explanation
    """,
    Field.INITIATIVES: """
        initiative; initiatives; actions; action; tasks; task; massnahme; massnahmen; activities; activity;
        aktivitaten; projects; initiativen; aufgaben; to dos; todos; key initiatives; action items; how; task name;
        action plan; initiative name; projekte
    """,
}
_FIELDS = {" ".join(name.split()): field for field, names in _NAMES.items() for name in names.split(";")}

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_BRACKETS = re.compile(r"[(\[{].*?[)\]}]")
_MARKS = re.compile(r"[^\w%]+|_")
_NUMBERED = re.compile(
    r"^(?:kr|key results?|keyresults?|schlusselergebniss?e?|kernergebniss?e?|ergebnis|metric|metrik) ?"
    r"(?P<number>\d{1,2})(?: (?P<rest>.+))?$"
)
_KR_WORD = re.compile(r"^(?:kr|key result|schlusselergebnis) (?P<rest>.+)$")

LARGEST_HEADING = 120


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: a field, or None for one that nobody knows; `group` numbers sets like "KR 2 target"."""

    index: int
    heading: str
    field: Field | None
    group: int = 0


def heading_key(heading: str) -> str:
    """A heading for comparing: "Key_Result (what?)" and "keyResult" are both "key result"."""
    spaced = _CAMEL.sub(" ", _BRACKETS.sub(" ", heading))
    return " ".join(_MARKS.sub(" ", search_key(spaced).replace("%", " percent ")).split())


@lru_cache(maxsize=2048)
def field_of(heading: str) -> tuple[Field | None, int]:
    """The field that a heading names, and its group: 0, or 2 for "KR 2 target"."""
    if len(heading) > LARGEST_HEADING:
        return None, 0
    key = heading_key(heading)
    if not key:
        return None, 0
    known = _FIELDS.get(key)
    if known is not None:
        return known, 0
    numbered = _NUMBERED.match(key)
    if numbered:
        rest = numbered["rest"]
        within = _FIELDS.get(rest) if rest else Field.KEY_RESULT
        if within in (Field.TITLE, Field.WHY, Field.OBJECTIVE):
            within = Field.KEY_RESULT
        return within, int(numbered["number"])
    bare = re.sub(r"^percent | percent$", "", key)
    if bare != key and bare in _FIELDS:
        return _FIELDS[bare], 0
    after = _KR_WORD.match(key)
    return (_FIELDS.get(after["rest"]), 0) if after else (None, 0)


def columns(headings: Sequence[str]) -> list[Column]:
    """What every column of a heading row holds. Of two with the same meaning the first keeps it, if nothing tells them
    apart.
    """
    found = []
    taken: set[tuple[Field, int]] = set()
    named = [field_of(heading) for heading in headings]
    present = {field for field, _ in named}
    for index, (heading, (first, group)) in enumerate(zip(headings, named, strict=True)):
        meant = _second_meaning(heading_key(heading), first, taken, present)
        free = None if meant is None or (meant, group) in taken else meant
        if free is not None:
            taken.add((free, group))
        found.append(Column(index, heading, free, group))
    return found


def _second_meaning(
    key: str, field: Field | None, taken: set[tuple[Field, int]], present: set[Field | None]
) -> Field | None:
    """Words with two meanings: a "goal" beside the "objective" is the target; "owner" before any key result leads."""
    if field is Field.OBJECTIVE and (Field.OBJECTIVE, 0) in taken and key in ("goal", "ziel"):
        return Field.TARGET if (Field.TARGET, 0) not in taken else None
    if field is Field.KEY_RESULT and (Field.KEY_RESULT, 0) in taken and key in ("result", "ergebnis", "outcome"):
        return Field.CURRENT if Field.CURRENT not in present else Field.STATUS if Field.STATUS not in present else None
    if field is Field.OWNER and (Field.OWNER, 0) not in taken and Field.KEY_RESULT in present:
        return field
    if field is Field.ORGANISATION and key in ("division", "business unit", "sparte") and Field.TEAM not in present:
        return Field.TEAM
    return field
