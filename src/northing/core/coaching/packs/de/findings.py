"""The coach's findings in German: what each rule says, why it matters, and the way out.

A rule words its finding once, in English. Here stands the same in German, with {} where the words of the text go. What is
said about whole sets, and the names of the rules, are in `sets`.
"""

import re
from collections.abc import Mapping

from .sets import SETS
from .worded import Worded

RULES: Mapping[str, Worded] = {
    "empty": Worded(
        "Was nicht aufgeschrieben ist, kann niemand vereinbaren.",
        "Sagen Sie in einem Satz, was am Ende des Zyklus anders sein soll.",
        (("There are no words here yet.", "Hier stehen noch keine Wörter."),),
    ),
    "task": Worded(
        "Eine Aufgabe kann erledigt sein, ohne dass etwas besser wird, und niemand weiß dann, ob sie sich gelohnt hat.",
        "Machen Sie aus der Arbeit eine Initiative, und schreiben Sie hier auf, was danach anders ist.",
        (("“{}” is something you do: {}", "„{}“ ist etwas, das Sie tun: {}"),),
    ),
    "output": Worded(
        "Zehn Stück Arbeit sind immer noch Arbeit: Die Zahl sagt, wie fleißig Sie waren, und nicht, was daraus wurde.",
        "Fragen Sie, was zehn davon bewirken sollen, und messen Sie das. Die Zahl ist der Plan einer Initiative.",
        (("“{}” counts how much you do: {}", "„{}“ zählt, wie viel Sie tun: {}"),),
    ),
    "work-in-front": Worded(
        "Mit der Arbeit im Satz ist das Team auf einen einzigen Weg zum Ziel festgelegt.",
        "Behalten Sie die Messgröße als Key Result, und machen Sie aus der Arbeit eine Initiative, die sie bewegen soll.",
        (
            (
                "“{}” is the work, and the number behind it is the result.",
                "„{}“ ist die Arbeit, und die Zahl dahinter ist das Ergebnis.",
            ),
        ),
    ),
    "no-target": Worded(
        "Ohne Zielwert genügt schon einer mehr, und am Ende kann niemand sagen, ob es erreicht ist.",
        "Sagen Sie, wo es heute steht und wo es am Ende des Zyklus stehen soll.",
        (("“{}”: from where to where?", "„{}“: von wo nach wo?"),),
    ),
    "not-measurable": Worded(
        "Was man nicht messen kann, wird am Ende des Zyklus zur Ansichtssache.",
        "Nennen Sie die Zahl, an der man es sähe, wo sie heute steht und wo sie stehen soll.",
        (
            (
                "“{}” is not a measure: by which number would you see it?",
                "„{}“ ist kein Maß: An welcher Zahl würden Sie es sehen?",
            ),
            (
                "“{}” has no number: how would two people agree that it is reached?",
                "„{}“ hat keine Zahl: Woran würden sich zwei Leute einig, dass es erreicht ist?",
            ),
        ),
    ),
    "no-measure": Worded(
        "Von 0 auf 100 % von etwas, das niemand benannt hat, ist ein Gefühl mit Prozentzeichen.",
        "Sagen Sie, was gezählt wird, und wo.",
        (
            (
                "There is a target, and “{}” does not say what is counted.",
                "Es gibt einen Zielwert, und „{}“ sagt nicht, was gezählt wird.",
            ),
        ),
    ),
    "no-start": Worded(
        "Erst mit einem Startwert sieht man, wie weit es ist, und ob das Ziel mutig oder schon erreicht ist.",
        "Ergänzen Sie den heutigen Wert. Kennt ihn niemand, ist ihn zu messen ein gutes erstes Key Result.",
        (
            (
                "You say where it should end, {}, and not where it is today.",
                "Sie sagen, wo es enden soll, {}, und nicht, wo es heute steht.",
            ),
        ),
    ),
    "no-unit": Worded(
        "Eine nackte Zahl liest jeder auf seine Weise.",
        "Schreiben Sie hinter die Zahl, was gezählt wird oder in welcher Einheit.",
        (("{} what? The number has no unit.", "{} was? Die Zahl hat keine Einheit."),),
    ),
    "placeholder": Worded(
        "Ein Platzhalter ist im Entwurf in Ordnung, messen lässt sich daran nichts.",
        "Füllen Sie ihn vor dem Veröffentlichen aus. Kennt niemand die Zahl, messen Sie sie zuerst.",
        (("“{}” waits for its number.", "„{}“ wartet noch auf seine Zahl."),),
    ),
    "no-owner": Worded(
        "Was allen gehört, checkt niemand ein.",
        "Nennen Sie eine Person, die jede Woche sagt, wie es steht.",
        (("Nobody owns this key result yet.", "Dieses Key Result gehört noch niemandem."),),
    ),
    "vanity": Worded(
        "Aufrufe und Follower können jahrelang wachsen, ohne dass ein Kunde dazukommt.",
        "Messen Sie den nächsten Schritt: den Anteil, der wiederkommt, sich anmeldet oder kauft.",
        (
            (
                "“{}” looks good when it grows. What do these people do then?",
                "„{}“ sieht gut aus, wenn es wächst. Was tun diese Leute danach?",
            ),
        ),
    ),
    "bare-kpi": Worded(
        "Ein KPI sagt, dass alles gut ist; ein Key Result sagt, was bis wann anders werden soll.",
        "Sagen Sie, von wo nach wo die Zahl soll, oder beobachten Sie sie als KPI.",
        (
            (
                "“{}” is a number to watch, and not yet a change.",
                "„{}“ ist eine Zahl zum Beobachten und noch keine Veränderung.",
            ),
        ),
    ),
    "all-or-nothing": Worded(
        "Was nur erledigt oder nicht erledigt ist, warnt unterwegs niemanden.",
        "Nennen Sie die Stufen auf dem Weg, oder messen Sie, was es bewirkt.",
        (
            (
                "With one single stage it jumps from 0 to 1 on one day.",
                "Mit einer einzigen Stufe springt es an einem Tag von 0 auf 1.",
            ),
            (
                "It is all or nothing: until the last day nobody sees whether it moves.",
                "Es ist alles oder nichts: Bis zum letzten Tag sieht niemand, ob es sich bewegt.",
            ),
        ),
    ),
    "slow-measure": Worded(
        "Eine Zahl, die sich einmal im Jahr ändert, kann kein Quartal steuern.",
        "Suchen Sie, was sich zuerst bewegt: eine wöchentliche Zahl, die ihr vorausgeht.",
        (("“{}” hardly moves within one cycle.", "„{}“ bewegt sich innerhalb eines Zyklus kaum."),),
    ),
    "gameable": Worded(
        "Wer an einer Anzahl gemessen wird, findet einen Weg, mehr zu zählen.",
        "Geben Sie ihr ein Gegengewicht, das dabei nicht schlechter werden darf (Qualität, Retouren, Zufriedenheit).",
        (
            (
                "“{}” can be moved without anybody being better off.",
                "„{}“ lässt sich bewegen, ohne dass es jemandem besser geht.",
            ),
        ),
    ),
    "standing-still": Worded(
        "Ein Ziel, das am ersten Tag erreicht ist oder schon hinter Ihnen liegt, sagt niemandem etwas.",
        "Prüfen Sie Start und Ziel, oder wählen Sie einen Bereich, wenn es so bleiben soll.",
        (
            (
                "It ends where it starts. If it should only stay there, make it a range.",
                "Es endet, wo es beginnt. Soll es nur dort bleiben, machen Sie einen Bereich daraus.",
            ),
            (
                "The words go up, and the numbers go the other way.",
                "Die Wörter gehen nach oben, und die Zahlen in die andere Richtung.",
            ),
            (
                "The words go down, and the numbers go the other way.",
                "Die Wörter gehen nach unten, und die Zahlen in die andere Richtung.",
            ),
        ),
    ),
    "sure-or-hopeless": Worded(
        "Ein Ziel, das nicht scheitern kann oder nicht zu erreichen ist, verändert niemandes Woche.",
        "Verschieben Sie das Ziel dorthin, wo Sie etwa zur Hälfte daran glauben, und schreiben Sie dazu, warum.",
        (
            (
                "The numbers say it lands whatever you do: it asks for too little.",
                "Die Zahlen sagen, dass es ohnehin gelingt: Es verlangt zu wenig.",
            ),
            (
                "The numbers say it cannot be reached in the time that is left.",
                "Die Zahlen sagen, dass es in der verbleibenden Zeit nicht zu erreichen ist.",
            ),
        ),
    ),
    "impossible": Worded(
        "Ein Anteil endet bei 100 %.",
        "Schreiben Sie den Anteil, den Sie meinen, oder das Wachstum („um 120 %“).",
        (("{} of something is more than there is.", "{} von etwas ist mehr, als es gibt."),),
    ),
    "several-measures": Worded(
        "Bewegt sich das eine und das andere nicht, ist der Satz halb wahr, und seine Bewertung sagt nichts.",
        "Machen Sie zwei Key Results daraus, jedes mit eigener Verantwortung.",
        (("“{}” and “{}” are two results.", "„{}“ und „{}“ sind zwei Ergebnisse."),),
    ),
    "number-in-objective": Worded(
        "Ein Objective sagt, wohin wir wollen, Key Results sagen, wie weit: "
        "Mit einer Zahl hier bleibt nichts zu messen und wenig zu mögen.",
        "Verschieben Sie die Zahl in ein Key Result, und sagen Sie hier, was sie für jemanden bedeuten würde.",
        (
            (
                "“{}” is a target: it belongs into a key result.",
                "„{}“ ist ein Zielwert: Er gehört in ein Key Result.",
            ),
        ),
    ),
    "figure-as-objective": Worded(
        "Eine Geschäftszahl bewegt sich aus vielen Gründen und sagt niemandem, was anders werden soll.",
        "Sagen Sie, was für Kunden oder Kollegen anders werden muss, damit sich die Zahl bewegt, und messen Sie sie darunter.",
        (
            (
                "“{}” moves a figure, and does not say what should become different.",
                "„{}“ bewegt eine Zahl und sagt nicht, was anders werden soll.",
            ),
        ),
    ),
    "work-as-objective": Worded(
        "Ist die Arbeit das Ziel, gilt sie auch dann als Erfolg, wenn niemand sie brauchte.",
        "Fragen Sie so lange wozu, bis die Antwort etwas ist, das Menschen wollen, und schreiben Sie das auf.",
        (("“{}” is work: {}", "„{}“ ist Arbeit: {}"),),
    ),
    "vague": Worded(
        "Stellt sich jeder etwas anderes vor, arbeitet jeder an etwas anderem.",
        "Sagen Sie, was genau anders werden soll, für wen, und woran man es merkt.",
        (
            (
                "“{}” can mean anything: what would people see?",
                "„{}“ kann alles heißen: Was würde man sehen?",
            ),
            (
                "“{}” is what everybody says: best at what, and for whom?",
                "„{}“ sagt jeder: worin am besten, und für wen?",
            ),
        ),
    ),
    "no-verb": Worded(
        "Der Name eines Projekts oder einer Abteilung sagt, worüber wir reden, und nicht, was wir wollen.",
        "Sagen Sie es mit einem Verb: Was wollen wir werden, gewinnen oder möglich machen?",
        (
            (
                "“{}” is a name, and not yet a goal: what should happen?",
                "„{}“ ist ein Name und noch kein Ziel: Was soll geschehen?",
            ),
        ),
    ),
    "business-as-usual": Worded(
        "Was ohnehin weitergeht, braucht kein Objective und nimmt einem anderen den Platz weg.",
        "Beobachten Sie es als KPI mit einem gesunden Bereich, und nutzen Sie das Objective für eine Veränderung.",
        (("“{}” keeps things as they are.", "„{}“ lässt alles, wie es ist."),),
    ),
    "negative": Worded(
        "Für etwas, das nicht passiert, steht morgens niemand auf.",
        "Drehen Sie es um: Was ist da, wenn das Schlechte weg ist?",
        (("“{}” says what should not be.", "„{}“ sagt, was nicht sein soll."),),
    ),
    "no-why": Worded(
        "Ohne das Warum kann niemand die falsche Arbeit ablehnen oder einen besseren Weg finden.",
        "Schreiben Sie einen Satz über das Problem, das damit gelöst wird, und für wen.",
        (
            (
                "The why is still empty: which problem does this solve?",
                "Das Warum ist noch leer: Welches Problem löst das?",
            ),
        ),
    ),
    "technology-only": Worded(
        "Eine Technologie ist ein Mittel, und bezahlt wird für den Zweck.",
        "Sagen Sie, wer damit etwas kann, was heute nicht geht.",
        (("“{}” is how. Who is better off with it?", "„{}“ ist das Wie. Wem geht es damit besser?"),),
    ),
    "outside-control": Worded(
        "Ein Team, das sein Ziel nicht bewegen kann, schaut bald nicht mehr hin.",
        "Wählen Sie den Teil davon, den Sie selbst bewegen können.",
        (("“{}” is decided by others.", "Über „{}“ entscheiden andere."),),
    ),
    "several-goals": Worded(
        "Zwei Ziele in einem Satz machen einander Konkurrenz, und die Key Results messen keines von beiden.",
        "Behalten Sie das, was in diesem Zyklus wichtiger ist.",
        (("“{}” and “{}” are two goals.", "„{}“ und „{}“ sind zwei Ziele."),),
    ),
    "too-long": Worded(
        "Ein Ziel, das niemand auswendig sagen kann, steuert niemandes Tag.",
        "Behalten Sie die Veränderung, und lassen Sie die Erklärung weg: Das Warum hat ein eigenes Feld.",
        (("{} words are more than anybody remembers.", "{} Wörter sind mehr, als sich jemand merkt."),),
    ),
    "jargon": Worded(
        "Was man erklären muss, wird nicht weitergesagt und nicht befolgt.",
        "Sagen Sie es, wie Sie es jemandem am ersten Arbeitstag sagen würden.",
        (
            ("“{}” sounds good and says little.", "„{}“ klingt gut und sagt wenig."),
            (
                "Does everybody who should read this know what {} stands for?",
                "Wissen alle, die das lesen sollen, wofür {} steht?",
            ),
        ),
    ),
}

PLAIN_QUESTION = ("what is different, and for whom, when it is done?", "Was ist danach anders, und für wen?")
"""What is asked where the work gives no better question."""


def _pattern(said: str) -> re.Pattern[str]:
    return re.compile("(.+)".join(re.escape(piece) for piece in said.split("{}")), re.DOTALL)


_ALL: Mapping[str, Worded] = {**RULES, **SETS}
_MESSAGES = {
    rule: tuple((_pattern(english), german) for english, german in worded.messages) for rule, worded in _ALL.items()
}


def in_german(rule: str, message: str, why: str, fix: str) -> tuple[str, str, str]:
    """Message, why and fix in German; what has no German words yet stays as it was said."""
    worded = _ALL.get(rule)
    if worded is None:
        return message, why, fix
    for pattern, german in _MESSAGES[rule]:
        found = pattern.fullmatch(message)
        if found is not None:
            said = [PLAIN_QUESTION[1] if part == PLAIN_QUESTION[0] else part for part in found.groups()]
            return german.format(*said), worded.why, worded.fix
    return message, worded.why, worded.fix
