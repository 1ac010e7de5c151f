"""Whether a reason to carry an objective forward is one (R39)."""

import re

_ENGLISH = """
not n't didn't wasn't weren't isn't aren't haven't hasn't couldn't cannot can't unfinished incomplete open unreached missed late
running ran delayed it it's its this that they we i our us the a an just only simply because since as so yet still quite fully
completely really entirely all everything of for to in on by with and but due lack get got gotten getting was were is are be
been being has have had did do does could would can will there where left over from last previous cycle quarter year objective
okr okrs goal goals key result results kr krs enough time finish finished done complete completed completing ready reach reached
reaching achieve achieved manage managed make made through out end ended work progress more need needs needed continue continues
continued continuing ongoing going carry forward target targets hit met meet longer took takes
"""
_GERMAN = """
nicht noch unfertig offen unvollständig unerledigt zu wenig keine kein fehlte reichte gereicht es das dies dieses wir ich sie er
wurde wurden wird werden worden ist sind war waren haben hat hatte hatten sein bisher immer ganz wirklich vollständig alles alle
weil da denn einfach nur leider mehr zeit genug dafür dazu fertig geworden gemacht geschafft schaffen erreicht erreichen erledigt
gehabt abgeschlossen abschließen beendet umgesetzt ziel ziele ziels okr okrs zyklus quartal quartals jahr letzten letztes im in am an
zum zur der die den dem läuft weiter weiterführen fortsetzen dauert länger gekommen dran geklappt hinbekommen
"""
_SAYS_NOTHING = frozenset(_ENGLISH.split()) | frozenset(_GERMAN.split())
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def is_no_reason(text: str) -> bool:
    """Does this only say that it was not finished? Then it is no reason to carry an objective forward (R39).

    True also for a text without words. It looks at English and German, and is sure of what it refuses: one word that
    says something else, such as what would be gained, makes it a reason.
    """
    words = [word.casefold().replace("’", "'") for word in _WORD.findall(text)]
    return all(word in _SAYS_NOTHING for word in words)
