"""What the coach finds in a whole set, in German: the rules of `core/coaching/sets.py` one by one."""

from collections.abc import Mapping

from .worded import Worded

SETS: Mapping[str, Worded] = {
    "no-key-results": Worded(
        "Ohne Key Result kann niemand sagen, ob das Objective erreicht ist.",
        "Fragen Sie, woran Sie sehen würden, dass es wahr geworden ist, und messen Sie das. "
        "Nur ein Objective, das allein eine Richtung vorgibt, braucht keines.",
        (("There is no key result yet.", "Es gibt noch kein Key Result."),),
    ),
    "too-few": Worded(
        "Eine einzelne Zahl lässt sich auch auf einem Weg erreichen, den niemand wollte.",
        "Ergänzen Sie eine zweite, die von einer anderen Seite schaut, zum Beispiel Qualität neben Menge.",
        (
            (
                "One key result has to carry the whole objective.",
                "Ein einziges Key Result muss das ganze Objective tragen.",
            ),
        ),
    ),
    "too-many": Worded(
        "Was niemand im Kopf behält, bestimmt auch niemandes Woche.",
        "Behalten Sie die drei bis fünf, ohne die das Objective nicht wahr wäre.",
        (
            (
                "{} key results are more than a team keeps in mind.",
                "{} Key Results sind mehr, als ein Team im Kopf behält.",
            ),
        ),
    ),
    "all-work": Worded(
        "All das kann erledigt sein, ohne dass das Objective wahr wird.",
        "Behalten Sie die Liste als Initiativen, und fragen Sie bei jeder, was sie bewirken soll.",
        (
            (
                "All {} key results are work: together they make a plan, and not a result.",
                "Alle {} Key Results sind Arbeit: Zusammen ergeben sie einen Plan und kein Ergebnis.",
            ),
        ),
    ),
    "all-milestones": Worded(
        "Meilensteine sagen, dass etwas getan wurde, und keine Zahl sagt, dass es geholfen hat.",
        "Ersetzen Sie mindestens einen durch eine Messgröße für das, wozu die Meilensteine gut sind.",
        (("All {} key results are milestones.", "Alle {} Key Results sind Meilensteine."),),
    ),
    "all-lagging": Worded(
        "Ein wöchentliches Check-in braucht etwas, das sich in Wochen bewegt.",
        "Ergänzen Sie eine vorlaufende Größe: Was bewegt sich zuerst, wenn es gut läuft?",
        (
            (
                "All key results are lagging: the first news will come when it is too late.",
                "Alle Key Results laufen nach: Die erste Nachricht kommt, wenn es zu spät ist.",
            ),
        ),
    ),
    "something-else": Worded(
        "Dann können alle erreicht sein, und das Objective ist so weit weg wie zuvor.",
        "Sprechen Sie die Frage, ob sie ausreichen, laut aus, und ersetzen Sie, was nicht hilft, sie zu beantworten.",
        (
            (
                "No key result mentions what the objective is about.",
                "Kein Key Result erwähnt, worum es im Objective geht.",
            ),
        ),
    ),
    "twins": Worded(
        "Es würde im Fortschritt doppelt zählen.",
        "Streichen Sie eines, oder sagen Sie, worin sie sich unterscheiden.",
        (("“{}” stands there twice.", "„{}“ steht zweimal da."),),
    ),
    "duplicate": Worded(
        "Zwei Teams, die am selben Ziel arbeiten, ohne es zu wissen, kommen sich in die Quere.",
        "Sprechen Sie mit ihnen: Teilen Sie das Objective, oder sagen Sie, wo das eine aufhört und das andere beginnt.",
        (("Another team says nearly the same: “{}”.", "Ein anderes Team sagt fast dasselbe: „{}“."),),
    ),
    "not-connected": Worded(
        "Ein Ziel, das keinem anderen dient, kann trotzdem richtig sein, und sollte es mit Absicht sein.",
        "Verbinden Sie es mit dem Objective, dem es hilft, oder behalten Sie es als eines der wenigen Sonderprojekte.",
        (
            (
                "This objective is not connected with anybody else's.",
                "Dieses Objective ist mit keinem anderen verbunden.",
            ),
        ),
    ),
    "only-cascaded": Worded(
        "Wer bei einem Ziel nicht mitreden konnte, macht es sich schwer zu eigen.",
        "Fragen Sie das Team, welchen Teil des Problems es selbst sieht, und lassen Sie es mindestens die Hälfte schreiben.",
        (("Everything here was handed down from above.", "Alles hier wurde von oben vorgegeben."),),
    ),
    "copied": Worded(
        "„Es ist nicht fertig geworden“ ist kein Grund: Seitdem wurde etwas gelernt.",
        "Beginnen Sie mit einem leeren Blatt, und übernehmen Sie nur, was noch Nutzen bringt.",
        (("This is the set of the last cycle, unchanged.", "Das ist unverändert das Set des letzten Zyklus."),),
    ),
    "one-commitment": Worded(
        "Nur Zusagen machen ein Team vorsichtig, und nur Träume machen seine Zusagen wertlos.",
        "Mischen Sie: einige, die gelingen müssen, und einige, bei denen 0,7 ein Erfolg wäre.",
        (
            ("All {} objectives of this cycle are committed.", "Alle {} Objectives dieses Zyklus sind fest zugesagt."),
            (
                "All {} objectives of this cycle are aspirational.",
                "Alle {} Objectives dieses Zyklus sind hochgesteckt.",
            ),
        ),
    ),
}

TITLES: Mapping[str, str] = {
    "empty": "Nichts zu lesen",
    "task": "Eine Aufgabe statt eines Ergebnisses",
    "output": "Gezählte Arbeit statt eines Ergebnisses",
    "work-in-front": "Die Arbeit steht vor dem Ergebnis",
    "no-target": "Eine Richtung ohne Ziel",
    "not-measurable": "Nichts zu messen",
    "no-measure": "Eine Zahl ohne Messgröße",
    "no-start": "Wo beginnt es?",
    "no-unit": "Eine Zahl wovon?",
    "placeholder": "Eine Zahl fehlt noch",
    "no-owner": "Es gehört niemandem",
    "vanity": "Eine Zahl, die nur gut aussieht",
    "bare-kpi": "Eine Zahl zum Beobachten, keine Veränderung",
    "all-or-nothing": "Ja oder nein",
    "slow-measure": "Es kann sich nicht rechtzeitig bewegen",
    "gameable": "Leicht mehr, ohne besser zu sein",
    "standing-still": "Das Ziel verlangt nichts",
    "sure-or-hopeless": "Der Ausgang steht schon fest",
    "impossible": "Mehr als alles",
    "several-measures": "Zwei Ergebnisse in einem",
    "number-in-objective": "Ein Zielwert im Objective",
    "figure-as-objective": "Eine Zahl statt eines Ziels",
    "work-as-objective": "Arbeit statt eines Ziels",
    "vague": "Es kann alles heißen",
    "no-verb": "Ein Name und kein Ziel",
    "business-as-usual": "Alles bleibt, wie es ist",
    "negative": "Gesagt durch das, was nicht sein soll",
    "no-why": "Wozu?",
    "technology-only": "Technologie ohne jemanden, der sie braucht",
    "outside-control": "Andere entscheiden darüber",
    "several-goals": "Mehrere Ziele in einem",
    "too-long": "Zu lang, um es sich zu merken",
    "jargon": "Wörter, die wenige verstehen",
    "no-key-results": "Noch keine Key Results",
    "too-few": "Zu wenige Key Results",
    "too-many": "Zu viele Key Results",
    "all-work": "Ein Plan statt Ergebnissen",
    "all-milestones": "Nur Meilensteine",
    "all-lagging": "Nur nachlaufende Größen",
    "something-else": "Die Key Results messen etwas anderes",
    "twins": "Zweimal dasselbe Key Result",
    "duplicate": "Jemand anderes hat es auch",
    "not-connected": "Mit nichts verbunden",
    "only-cascaded": "Nur von oben vorgegeben",
    "copied": "Vom letzten Zyklus abgeschrieben",
    "one-commitment": "Alle von einer Art",
}
"""The names of all rules, those about single texts first."""
