"""How a German sentence is built: where its parts end, which verb heads each, and what that verb acts on.

German hides its verb. It stands at the end ("den NPS steigern"), in second place with half of it at the end ("Wir führen 5
Workshops durch"), behind a helper ("ist eingeführt", "haben unterschrieben") or inside a noun ("Einführung eines CRM").
"""

from dataclasses import dataclass, field, replace

from northing.core.coaching.advice import Span
from northing.core.coaching.sentence import Act, Amount, Clause, Mark, Thing
from northing.core.coaching.words import Word

from .nouns import NOUNS, doing_of, noun_of
from .phrases import MARKS
from .spelling import fold, folded, stems
from .verbs import PREFIXES, VERBS, Form, Verb, guessed

Words = tuple[Word, ...]

HAVE = folded("hat haben hatte hatten habe")
BE = folded("ist sind war waren sei seien bin bleibt bleiben")
BECOME = folded("wird werden wurde wurden würden")
MODAL = folded(
    """
kann können soll sollen muss müssen will wollen möchten möchte darf dürfen lassen lässt könnten sollten müssten
"""
)
HELPERS = HAVE | BE | BECOME | MODAL
WE = folded("wir ich man")
OUR_GROUP = folded("team marketing vertrieb sales hr it firma produktteam")
PREPOSITIONS = folded(
    """
ab an am ans auf aus außerhalb bei beim bis dank durch für gegen gemäß im in innerhalb innert ins mit mittels
nach neben ohne pro seit sowie_ über um unter via vom von  vor während wegen zu zum zur zwecks zwischen per
trotz entlang gegenüber hinsichtlich bezüglich bzgl als wie anhand aufgrund rund inkl exkl
"""
)
DETERMINERS = folded(
    """
der die das den dem des ein eine einen einem einer eines unser unsere unseren unserem unserer unseres ihr ihre
ihren ihrem ihrer ihres sein seine seinen alle allen aller jeder jede jedes jeden jedem  dieser diese dieses
diesen diesem kein keine keinen sämtliche beide beiden mehr weniger weitere weiteren zusätzliche neue neuen
neuer neues mein meine dein deine deinen
"""
)
FINAL = folded("um damit sodass so dass wodurch weil denn welche welcher welches welchen wobei")
RELATIVE = folded("die der das dem den denen welche welcher welches welchen dessen deren")
ASIDE = folded("indem wenn falls wer wie was warum wann wo ob sobald während obwohl sofern")
PURPOSES = frozenset({Act.RAISE, Act.LOWER, Act.IMPROVE, Act.REACH, Act.BE, Act.WIN, Act.KEEP, Act.STATE, Act.DO})
MAKE = frozenset(
    {
        "schaffen",
        "aufbauen",
        "etablieren",
        "gestalten",
        "bauen",
        "entwickeln",
        "bilden",
        "kreieren",
        "bieten",
        "verankern",
    }
)
HABITS = folded(
    "treffen liefern stellen handeln sprechen zeigen lernen lesen teilen halten reden entscheiden nutzen verwenden pflegen setzen legen "
    "führen leiten kommunizieren messen suchen machen schaffen gestalten bieten anbieten anwenden informieren begleiten beraten"
)
"""What we do all the time: "Wir treffen Entscheidungen schnell" says how we are, and not what we have to do."""
BY_OTHERS = frozenset(
    {
        "bewerten",
        "beurteilen",
        "buchen",
        "bestellen",
        "kaufen",
        "abonnieren",
        "herunterladen",
        "nutzen",
        "empfehlen",
        "verwenden",
        "anwenden",
    }
)
"""What others have done when nobody says that it was us: "5'000 Testfahrten gebucht", "mit 4,6 bewertet"."""
FIRST_NUMBERS = folded(
    """
baseline ausgangswert basiswert nullmessung referenzwert benchmark startwert ist-wert nullpunkt grundwert
"""
)
_STOPS = frozenset(",;:–—().!?|•")
_JOINS = folded("und sowie oder & +")
_PRONOUNS = folded("wir uns sich ich man es sie er ihnen ihn unserer_")
_ADVERBS = folded(
    """
auch dabei dafür danach dann davon erfolgreich gemeinsam heute hier immer intern extern jetzt künftig nun schon
wieder sehr zudem zusätzlich bereits noch erstmals langfristig  kontinuierlich nachhaltig regelmäßig weiterhin
deutlich signifikant vollständig aktiv endlich klar besser mehr weniger ständig stets jederzeit insgesamt zu
soweit
"""
)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of words that makes one clause, or none. `opened` is the mark in front of it, `closed` the one behind."""

    words: Words
    opened: str = ""
    closed: str = ""


@dataclass(slots=True)
class Head:
    """The verb of a part. `used` are the words that belong to it; `done` is True where it says what has been done."""

    act: Act
    name: str
    used: list[Word] = field(default_factory=list)
    done: bool = False
    nominal: bool = False


def clauses_of(
    words: Words, amounts: tuple[Amount, ...]
) -> tuple[list[Clause], list[Span], list[tuple[str, Span, Clause]]]:
    """The clauses, main ones first; where something is said to be done; the verbs with their spans, for what they imply."""
    main: list[Clause] = []
    purposes: list[Clause] = []
    done: list[Span] = []
    verbs: list[tuple[str, Span, Clause]] = []
    parts = _joined(_parts(words))
    ours = False
    nameless: list[Part] = []
    for place, part in enumerate(parts):
        first = part.words[0].lower
        subordinate = place > 0 or len(parts) > 1
        relative = part.opened == "," and (_is_relative(part.words) or _is_with_zu(part.words))
        if subordinate and first in ASIDE:
            continue
        ours = ours or any(word.lower in WE for word in part.words)
        head = _head(part.words, amounts, ours)
        if head is None:
            nameless.append(part)
            continue
        clause = _clause(part.words, amounts, head, purpose=subordinate and (first in FINAL or relative))
        if head.done:
            done.extend((word.start, word.end) for word in head.used[-1:])
        if head.used:
            verbs.append((head.name, (head.used[-1].start, head.used[-1].end), clause))
        (purposes if clause.purpose else main).append(clause)
    if not main and nameless:
        main.append(_named(nameless[0].words, amounts))
    if (
        len(main) == 1
        and main[0].act is Act.NAME
        and any(_is_relative(part.words) for part in parts if part.opened == ",")
    ):
        # "Ein Ort, an dem man gerne arbeitet": a picture of the world, and no name.
        main[0] = replace(main[0], act=Act.BE)
    if not main and not purposes and words:
        main.append(_named(words, amounts))
    return main + purposes, done, verbs


def _parts(words: Words) -> list[Part]:
    """Cut at commas, colons and dashes, and at "und" between two verbs."""
    parts: list[Part] = []
    start, opened = 0, ""
    for i, word in enumerate(words):
        if word.kind == "mark" and (word.text in _STOPS or (word.text == "-" and _alone(words, i))):
            if word.text == "," and _between_adjectives(words, i):
                continue
            if i > start:
                parts.append(Part(words[start:i], opened, word.text))
            start, opened = i + 1, word.text
        elif word.lower in _JOINS and start < i < len(words) - 1 and _parts_verbs(words, start, i):
            parts.append(Part(words[start:i], opened, word.lower))
            start, opened = i + 1, word.lower
    if start < len(words):
        parts.append(Part(words[start:], opened, ""))
    return [part for part in parts if any(word.kind != "mark" for word in part.words)]


def _between_adjectives(words: Words, i: int) -> bool:
    """ "eine neue, schnelle Website": this comma parts no clauses."""
    if not 0 < i < len(words) - 2:
        return False
    before, after, noun = words[i - 1], words[i + 1], words[i + 2]
    ends = ("e", "en", "er", "es", "em")
    return (
        _is_small(before) and _is_small(after) and noun.is_word and before.lower.endswith(ends) and after.lower.endswith(ends)
        and not _readings(before) and not _readings(after) and after.lower not in RELATIVE | FINAL | ASIDE | DETERMINERS
    )  # fmt: skip


def _alone(words: Words, i: int) -> bool:
    """A dash with room on both sides parts a sentence, one without joins words or figures."""
    before = i == 0 or words[i - 1].end < words[i].start
    after = i + 1 == len(words) or (words[i].end < words[i + 1].start and words[i + 1].kind != "number")
    return before and after


def _parts_verbs(words: Words, start: int, i: int) -> bool:
    before = words[i - 1]
    if _is_small(before) and _readings(before) and not _is_noun_too(before):
        return _has_verb(words[i + 1 :])
    after = words[i + 1]
    return _is_small(after) and bool(_readings(after)) and not _is_noun_too(after) and _has_verb(words[start:i])


def _joined(parts: list[Part]) -> list[Part]:
    """Parts of a list before the verb belong together: "Umsatz, NPS und Marge verbessern"."""
    joined: list[Part] = []
    held: list[Part] = []
    for part in parts:
        first = part.words[0].lower
        aside = part.opened == "," and (_is_relative(part.words) or (first in FINAL | ASIDE and _verb_last(part.words)))
        if aside and held:
            joined.append(part)
            continue
        if part.closed in {",", "(", ")"} and not _has_verb(part.words):
            held.append(part)
            continue
        if held and _has_verb(part.words):
            words = tuple(word for one in (*held, part) for word in one.words)
            joined.append(Part(words, held[0].opened, part.closed))
        else:
            joined.extend((*held, part))
        held = []
    return joined + held


def _is_relative(words: Words) -> bool:
    """ "die uns lieben", "an dem Talente wachsen": it says more about what stands in front of it."""
    ahead = words[1:] if words[0].lower in PREPOSITIONS else words
    return bool(ahead) and ahead[0].lower in RELATIVE and _verb_last(words)


def _is_with_zu(words: Words) -> bool:
    """ "selbst zu entscheiden", "die Steuererklärung einzureichen": what for."""
    if not _verb_last(words) or not any(verb.form & (Form.WITH_ZU | Form.INFINITIVE) for verb in _readings(words[-1])):
        return False
    return (len(words) > 1 and words[-2].lower == "zu") or any(
        verb.form & Form.WITH_ZU for verb in _readings(words[-1])
    )


def _is_small(word: Word) -> bool:
    return word.kind == "word" and not word.text[0].isupper()


def _is_noun_too(word: Word) -> bool:
    return word.lower in NOUNS and word.lower not in HELPERS and word.lower not in {"messen", "testen", "planen"}


def _readings(word: Word) -> tuple[Verb, ...]:
    if word.kind != "word":
        return ()
    return VERBS.get(word.lower) or (guessed(word.lower) if _is_small(word) else ())


def _has_verb(words: Words) -> bool:
    for i, word in enumerate(words):
        if word.kind != "word":
            continue
        if word.lower in HELPERS:
            return True
        if (
            _is_small(word)
            and _readings(word)
            and not (_is_noun_too(word) and i + 1 < len(words))
            and not _before_noun(words, i)
        ):
            return True
    return False


def _verb_last(words: Words) -> bool:
    last = words[-1]
    return _is_small(last) and (bool(_readings(last)) or last.lower in HELPERS)


def _before_noun(words: Words, i: int) -> bool:
    """ "die erhöhte Nachfrage", "zertifizierten Partnern": a participle in front of a noun is an adjective."""
    reading = _readings(words[i])
    finite = not reading or any(verb.form & (Form.FINITE | Form.INFINITIVE) and not verb.prefix for verb in reading)
    # "die erstellten Seiten": only with something in front that asks for a noun
    asked = words[i].lower.endswith(("te", "ten", "ter", "tes")) and i and words[i - 1].lower in DETERMINERS
    if finite and not asked:
        return False
    if not words[i].lower.endswith(("e", "en", "er", "es", "em")):
        return False
    return i + 1 < len(words) and words[i + 1].kind == "word" and words[i + 1].text[0].isupper()


def _head(words: Words, amounts: tuple[Amount, ...], ours: bool) -> Head | None:
    """The verb of a part of a sentence, with what it says here; None if there is none."""
    helper = next(
        (
            i
            for i, word in enumerate(words)
            if word.lower in HELPERS and word.kind == "word" and (_is_small(word) or i == 0)
        ),
        None,
    )
    if helper is not None:
        return _helped(words, amounts, helper, ours)
    return _plain(words, amounts, ours) or _strange(words)


_OBJECTS = folded("einen, eine, ein, den, die, das, unseren, unsere, unser, jeden, jede, jedes")


def _strange(words: Words) -> Head | None:
    """A verb that no table has, known by its place: "die Konkurrenz bezwingen" ends with one, "Befördere einen Menschen"
    begins with one.
    """
    if len(words) < 2:
        return None
    first, last = words[0], words[-1]
    infinitive = last.is_word and _is_small(last) and last.lower.endswith(("en", "ern", "eln")) and len(last.lower) > 5
    if infinitive and first.lower in _OBJECTS and last.lower not in DETERMINERS and not _readings(last):
        return Head(Act.BE, last.lower, [last])
    if first.is_word and first.lower.endswith("e") and words[1].lower in _OBJECTS and first.lower not in DETERMINERS:
        _noun, thing, _ = _noun_in(words[:1], ())
        if thing is Thing.OTHER:
            return Head(Act.BE, first.lower, [first])
    return None


def _subject(words: Words, verb: int) -> tuple[str, Thing]:
    """Who or what: the noun in front of the verb, or behind it where something else came first."""
    noun, thing, _ = _noun_in(words[:verb], ())
    if not noun:
        noun, thing, _ = _noun_in(words[verb + 1 :], ())
    return noun, thing


def _is_ours(words: Words, verb: int) -> bool:
    near = words[max(0, verb - 2) : verb + 2]
    if any(word.lower in WE for word in near):
        return True
    if words[0].lower in DETERMINERS and any(_is_all(words, i) for i in range(min(2, len(words)))):
        return False  # "Jedes Team hat ..." is said about all of them
    return any(word.lower in OUR_GROUP for word in words[:verb][:3])


def _of_all(words: Words, amounts: tuple[Amount, ...]) -> bool:
    """A share of a whole, or all of it: what is true of 80 % of them is a state, whoever has brought it about."""
    if not words:
        return False
    start, end = words[0].start, words[-1].end
    if any((amount.of_all or amount.unit == "%") and start <= amount.span[0] < end for amount in amounts):
        return True
    return any(_is_all(words, i) for i in range(min(len(words), 6)))


def _is_all(words: Words, i: int) -> bool:
    from_here = next((stem for stem in stems(words[i].lower) if stem in MARKS[Mark.ALL]), None)
    return from_here is not None and not is_period(words, i + 1)


def is_period(words: Words, i: int) -> bool:
    """ "jede Woche", "alle 2 Wochen": how often, not how many."""
    while i < len(words) and (
        words[i].kind == "number" or words[i].lower in {"zweite", "zwei", "drei", "einzelnen", "der"}
    ):
        i += 1
    return i < len(words) and words[i].lower in _PERIODS


_PERIODS = folded(
    """
tag tage tagen woche wochen monat monate monats quartal quartale jahr jahre sprint sprints mal stunde stunden
morgen montag freitag monatsende
"""
)


def _helped(words: Words, amounts: tuple[Amount, ...], helper: int, ours: bool) -> Head:
    """ist, hat, wird, kann: the verb that counts stands at the end, if there is one."""
    said = words[helper].lower
    place, verb = _main_behind(words, helper)
    mine = _is_ours(words, helper) or (ours and helper == 0)
    used = [words[helper]] + ([words[place]] if place is not None else [])
    whole = _of_all(words, amounts)
    thing = _subject(words, helper)[1]
    others = not mine and (thing in (Thing.EFFECT, Thing.PEOPLE) or whole)
    if verb is None:
        if said in HAVE:
            return Head(Act.REACH if mine or not others else Act.STATE, "haben", used)
        if _is_done(words[helper + 1 :]) and not whole and not mine:
            return Head(Act.DO, "sein", used, done=True)
        if said in BECOME or mine:
            return Head(Act.BE if not others else Act.STATE, "werden" if said in BECOME else "sein", used)
        return Head(Act.STATE, "sein", used)
    passive = (
        said in BE
        or said in BECOME
        or (said in MODAL and words[-1].lower in {"werden", "sein"} and bool(verb.form & Form.PARTICIPLE))
    )
    done = bool(verb.form & Form.PARTICIPLE) and verb.act is Act.DO
    if passive and verb.form & Form.PARTICIPLE:
        if (
            verb.act is Act.STATE
            or verb.name in BY_OTHERS
            or _by_others(words)
            or (whole and verb.act in (Act.DO, Act.WIN, Act.REACH, Act.BE))
        ):
            return Head(Act.STATE, verb.name, used, done=done)
        if verb.act is Act.BE:
            return Head(Act.BE if mine else Act.STATE, verb.name, used)
        return Head(verb.act, verb.name, used, done=done)
    if others and verb.act not in (Act.RAISE, Act.LOWER):
        return Head(Act.STATE, verb.name, used)
    return Head(_mine(verb.act), verb.name, used, done=done)


def _by_others(words: Words) -> bool:
    """ "werden von Interessenten gebucht": who did it stands behind "von"."""
    for i, word in enumerate(words[:-1]):
        if word.lower in {"von", "vom", "durch"}:
            noun, thing = counted(words, i + 1)
            if noun and thing in (Thing.EFFECT, Thing.PEOPLE):
                return True
    return False


def _made_so(words: Words) -> bool:
    """ "schneller machen", "für alle zugänglich machen", "zum Lieblingsort machen": it becomes something."""
    if any(word.lower in {"zu", "zum", "zur"} for word in words):
        return True
    said = [
        word for word in words if word.kind == "word" and not any(verb.name == "machen" for verb in _readings(word))
    ]
    last = said[-1] if said else None
    if last is None or not _is_small(last) or _readings(last):
        return False
    return last.lower not in NOUNS and last.lower not in PREPOSITIONS


def _mine(act: Act) -> Act:
    """What we do: where we are the subject, what others would do is work of ours or a state of ours."""
    return Act.BE if act is Act.STATE else act


def _is_done(words: Words) -> bool:
    return any(_done_phrase(words, i) for i in range(len(words)))


def _done_phrase(words: Words, i: int) -> bool:
    done = MARKS[Mark.DONE]
    lower = words[i].lower
    return lower in done or any(" ".join(word.lower for word in words[i : i + n]) in done for n in (2, 3))


def _main_behind(words: Words, helper: int) -> tuple[int | None, Verb | None]:
    """The participle or infinitive that belongs to a helper: as far back as possible."""
    wanted = Form.PARTICIPLE | Form.INFINITIVE | Form.WITH_ZU
    if words[helper].lower in HAVE | BE:
        wanted = Form.PARTICIPLE | Form.WITH_ZU
    order = range(len(words) - 1, -1, -1)
    for i in order:
        word = words[i]
        if i == helper or not (_is_small(word) or i == 0) or word.lower in HELPERS or _before_noun(words, i):
            continue
        if i < helper and helper != len(words) - 1:
            continue
        for verb in _readings(word):
            if verb.form & wanted and not verb.prefix:
                if (
                    verb.form & Form.PARTICIPLE
                    and not verb.form & Form.INFINITIVE
                    and word.lower.endswith(("te", "ten", "ter", "tes"))
                ):
                    continue  # "die wichtigsten Sprints geplanten": an adjective
                return i, verb
    return None, None


def _plain(words: Words, amounts: tuple[Amount, ...], ours: bool) -> Head | None:
    """No helper: a verb in second place, one at the end, or a noun of doing."""
    we = next((i for i, word in enumerate(words) if word.lower in WE), None)
    if we is not None:
        for i in (we + 1, we - 1):
            if 0 <= i < len(words) and (_is_small(words[i]) or i == 0) and (verb := _finite(words, i)):
                habit = fold(verb[0].name) in HABITS and not verb[0].prefix
                return Head(Act.BE if habit else _mine(verb[0].act), verb[0].name, verb[1])
    last = len(words) - 1
    candidates = [
        i
        for i, word in enumerate(words)
        if _readings(word)
        and (_is_small(word) or i == 0)
        and not _before_noun(words, i)
        and not (_is_noun_too(word) and i < last and not _is_small(word))
    ]
    if ours and candidates and candidates[0] == 0 and (verb := _finite(words, 0)):
        return Head(_mine(verb[0].act), verb[0].name, verb[1])
    # One word alone is a name, whatever it means: "Neukundengewinnung", "Internationalisierung".
    nominal = _doing(words, amounts) if sum(1 for word in words if word.kind != "mark") > 1 else None
    # In text without capitals a noun may look like a verb: the one at the end is the verb.
    small = [i for i in candidates if _is_small(words[i]) and not (_is_noun_too(words[i]) and i != last)]
    for i in reversed(small):
        head = _at(words, amounts, i, last)
        if head is not None:
            return head
    if nominal is not None:
        return nominal
    if candidates and candidates[0] == 0 and (verb := _finite(words, 0)) and not _is_noun_too(words[0]):
        return Head(_mine(verb[0].act), verb[0].name, verb[1])
    return None


def _at(words: Words, amounts: tuple[Amount, ...], i: int, last: int) -> Head | None:
    """The verb at word i, which is not the first of a command."""
    for verb in _readings(words[i]):
        if verb.prefix:
            continue
        whole = _of_all(words[:i], amounts)
        if verb.form & (Form.INFINITIVE | Form.WITH_ZU):
            themselves = i < last and words[i + 1].lower in {"sich", "uns", "ihnen", "ihm"}
            finite = i < last and i > 0 and bool(verb.form & Form.FINITE) and not _is_adjunct(words, i + 1)
            subject = _subject(words, i)[1] if i else Thing.OTHER
            stating = verb.act is Act.STATE and i < last
            if (
                i
                and (finite or stating or (whole and i < last))
                and (subject in (Thing.EFFECT, Thing.PEOPLE) or stating or whole or themselves)
            ):
                return Head(Act.STATE, verb.name, [words[i]])
            if i == 0 and last > 0 and words[0].text[0].islower() and verb.act is Act.STATE:
                return Head(Act.STATE, verb.name, [words[i]])
            return Head(_infinitive(verb, words, i), verb.name, [words[i]])
        if verb.form & Form.PARTICIPLE and (i == last or _is_adjunct(words, i + 1) or not verb.form & Form.FINITE):
            if words[i].lower.endswith(("te", "ten", "ter", "tes")) and i < last:
                continue
            if verb.name in BY_OTHERS:
                return Head(Act.STATE, verb.name, [words[i]])
            if verb.act in (Act.DO, Act.WIN, Act.STATE, Act.BE, Act.REACH) and (
                whole or verb.act in (Act.STATE, Act.BE)
            ):
                return Head(Act.STATE, verb.name, [words[i]], done=verb.act is Act.DO)
            return Head(verb.act, verb.name, [words[i]], done=verb.act is Act.DO)
    found = _finite(words, i)
    if found is None or i == 0:
        return None
    verb, used = found
    thing = _subject(words, i)[1]
    there_is = verb.name == "geben" and any(word.lower == "es" for word in words[: i + 2])
    if (there_is or verb.name in {"vorliegen", "stehen"}) and thing is Thing.WORK and not _of_all(words[:i], amounts):
        return Head(Act.DO, verb.name, used, done=True)  # "Das Konzept liegt vor"
    if verb.act in (Act.RAISE, Act.LOWER, Act.IMPROVE):
        return Head(verb.act, verb.name, used)
    if (
        thing in (Thing.EFFECT, Thing.PEOPLE, Thing.WORK)
        or any(word.lower == "sich" for word in words)
        or _of_all(words[:i], amounts)
        or verb.act in (Act.STATE, Act.BE, Act.REACH, Act.KEEP)
    ):
        return Head(Act.STATE, verb.name, used)
    return Head(verb.act, verb.name, used)


def _infinitive(verb: Verb, words: Words, i: int) -> Act:
    """What it means to do it ourselves: "Kunden begeistern" is a state of theirs, "Kurse besuchen" is work of ours."""
    return Act.BE if verb.act is Act.STATE else verb.act


def _is_adjunct(words: Words, i: int) -> bool:
    """Does a date, a place or a by-the-way begin here, so that the verb before it was the last of its clause?"""
    return i < len(words) and (words[i].lower in PREPOSITIONS or words[i].kind in ("mark", "name", "date"))


def _finite(words: Words, i: int) -> tuple[Verb, list[Word]] | None:
    """The verb at word i as somebody says it: with its other half, if that stands further back."""
    readings = [verb for verb in _readings(words[i]) if verb.form & (Form.FINITE | Form.INFINITIVE)]
    if not readings:
        return None
    for place in range(len(words) - 1, i, -1):
        word = words[place]
        if word.lower in PREFIXES and (place == len(words) - 1 or _is_adjunct(words, place + 1)):
            for verb in readings:
                if verb.prefix == word.lower and (place == len(words) - 1 or word.lower not in PREPOSITIONS):
                    return verb, [words[i], word]
    plain = next((verb for verb in readings if not verb.prefix), None)
    if plain is not None:
        return plain, [words[i]]
    return None


def _doing(words: Words, amounts: tuple[Amount, ...]) -> Head | None:
    """ "Steigerung der Marge", "Erfolgreiche Einführung von SAP", "CRM-Migration": the noun that means the doing."""
    for i, word in enumerate(words[:8]):
        if word.kind == "number" or any(amount.span[0] <= word.start < amount.span[1] for amount in amounts):
            return None
        if word.lower in PREPOSITIONS:
            return None
        if word.kind not in ("word", "name"):
            continue
        doing = doing_of(word.lower)
        if doing is not None:
            following = words[i + 1].lower if i + 1 < len(words) else ""
            ends = i + 1 == len(words) or following in {
                "der",
                "des",
                "von",
                "vom",
                "eines",
                "einer",
                "unserer",
                "unseres",
                "neuer",
                "aller",
                "um",
                "auf",
                "bis",
                "im",
                "in",
                "für",
                "fuer",
                "zu",
                "zum",
                "zur",
                "mit",
                "bei",
                "durch",
                "am",
                "an",
                "und",
                "ab",
                "über",
                "ueber",
                "unter",
                "nach",
            }
            if (
                word.lower in NOUNS
                and doing[1] not in (Act.RAISE, Act.LOWER, Act.IMPROVE)
                and following not in {"aller", "neuer", "der", "des", "von", "eines", "einer", "unserer", "unseres"}
            ):
                return None
            if ends or following.endswith(("er", "en", "es")):
                return Head(doing[1] if doing[1] is not Act.STATE else Act.DO, doing[0], [word], nominal=True)
            continue
        noun = noun_of(word.lower) if word.text[0].isupper() and i > 0 else None
        if noun is not None and noun[1] in (Thing.MEASURE, Thing.EFFECT):
            return None
    return None


def _noun_in(words: Words, amounts: tuple[Amount, ...]) -> tuple[str, Thing, Word | None]:
    """The noun that a group of words is about: the first that no preposition leads away from it."""
    led = False
    spare: tuple[str, Thing, Word | None] = ("", Thing.OTHER, None)
    capitals = any(word.kind == "word" and word.text[0].isupper() for word in words[1:]) or len(words) == 1
    i = 0
    while i < len(words):
        word = words[i]
        inside = any(amount.span[0] <= word.start < amount.span[1] for amount in amounts)
        if word.lower in PREPOSITIONS and word.kind == "word":
            led = True
        elif not inside and _may_be_noun(word, capitals=capitals):
            best, end = _group(words, i)
            if not led:
                return best
            spare = spare if spare[0] else best
            led = False
            i = end
            continue
        i += 1
    return spare


_NO_NOUNS = DETERMINERS | _PRONOUNS | _PERIODS


def _may_be_noun(word: Word, *, capitals: bool) -> bool:
    """With a capital, or known as a noun where nobody writes capitals."""
    if word.kind not in ("word", "name") or word.lower in _NO_NOUNS:
        return False
    if word.text[0].isupper():
        return True
    return (not capitals and noun_of(word.lower) is not None) or (word.lower in NOUNS and not _readings(word))


def _group(words: Words, i: int) -> tuple[tuple[str, Thing, Word | None], int]:
    """Nouns in a row are one thing, and the last that is known says which: "10 Enterprise Kunden"."""
    found: tuple[str, Thing] | None = None
    where = words[i]
    end = i
    while end < len(words) and end - i < 5 and words[end].kind in ("word", "name"):
        word = words[end]
        noun = noun_of(word.lower) if word.kind == "word" else None
        if noun is None and not word.text[0].isupper():
            break
        if noun is not None and (found is None or word.text[0].isupper()):
            found, where = noun, word
        end += 1
    if found is None:
        doing = doing_of(words[i].lower)
        thing = Thing.WORK if doing is not None and doing[1] is Act.DO else Thing.OTHER
        return (words[i].lower, thing, words[i]), max(end, i + 1)
    return (found[0], found[1], where), max(end, i + 1)


def counted(words: Words, i: int) -> tuple[str, Thing]:
    """What stands behind a number: the first noun after its adjectives."""
    end = i
    while end < len(words) and end - i < 6 and words[end].kind in ("word", "name"):
        word = words[end]
        if word.lower in PREPOSITIONS or word.lower in WE or word.lower in HELPERS:
            break
        if word.text[0].isupper() or (
            noun_of(word.lower) is not None and not (_readings(word) and word.lower not in NOUNS)
        ):
            (noun, thing, _), _ = _group(words, end)
            return noun, thing
        if _readings(word) and not word.lower.endswith(("e", "en", "er", "es", "em")):
            break
        end += 1
    return "", Thing.OTHER


def _clause(words: Words, amounts: tuple[Amount, ...], head: Head, *, purpose: bool) -> Clause:
    verb = head.used[-1] if head.used else words[0]
    rest = tuple(word for word in words if not any(word is one for one in head.used))
    if head.nominal:
        place = next(i for i, word in enumerate(words) if word is verb)
        rest = words[place + 1 :]
        # What is raised in "Umsatzsteigerung" stands inside the word.
        compound = doing_of(verb.lower)
        front = compound[2] if compound else ""
        noun, thing, _ = _noun_of_genitive(rest, amounts)
        if front and len(front) > 2:
            inner = noun_of(front) or noun_of(front.removesuffix("en"))
            return Clause(
                head.act,
                (verb.start, verb.end),
                _about(words),
                verb.text,
                inner[1] if inner else Thing.OTHER,
                inner[0] if inner else front,
                purpose,
            )
    else:
        noun, thing, _ = _noun_in(rest, amounts)
    if thing is Thing.OTHER:
        start, end = words[0].start, words[-1].end
        known = next((a for a in amounts if start <= a.span[0] < end and a.thing is not Thing.OTHER), None)
        if known is not None:
            noun, thing = known.counts, known.thing
    act = head.act
    if act is Act.DO and head.name in MAKE and thing in (Thing.EFFECT, Thing.MEASURE, Thing.QUALITY):
        act = Act.BE if thing is Thing.QUALITY else Act.REACH  # a culture is not built as a website is
    if act is Act.DO and noun in FIRST_NUMBERS:
        act = Act.FIND
    if head.name == "machen" and act is Act.DO and _made_so(words):
        act = Act.BE
    if act is Act.WIN and thing is Thing.WORK:
        act = Act.DO
    return Clause(act, (verb.start, verb.end), _about(words), _object(rest, amounts), thing, noun, purpose)


def _noun_of_genitive(words: Words, amounts: tuple[Amount, ...]) -> tuple[str, Thing, Word | None]:
    """Behind a noun of doing, "von" and "der" lead to what is done."""
    start = 1 if words and words[0].lower in {"von", "vom", "an"} else 0
    return _noun_in(words[start:], amounts)


def _about(words: Words) -> Span:
    first = next((word for word in words if word.kind != "mark"), words[0])
    last = next((word for word in reversed(words) if word.kind != "mark"), words[-1])
    return first.start, last.end


_AROUND = folded(
    """
von auf um mindestens mind max maximal höchstens über unter mehr weniger als bis zu rund ca etwa derzeit aktuell
heute pro je in im innerhalb innert ende anfang mitte bei an am
"""
)


def _object(words: Words, amounts: tuple[Amount, ...]) -> str:
    """The words that say what it is about, without numbers, dates and the little words around them."""
    kept: list[str] = []
    for i, word in enumerate(words):
        inside = any(amount.span[0] <= word.start < amount.span[1] for amount in amounts)
        if inside or word.kind in ("number", "date", "mark") or (word.lower in _PRONOUNS and word.lower != "es"):
            if kept and inside:
                break
            continue
        ahead = next(
            (
                j
                for j in range(i, min(i + 4, len(words)))
                if not (words[j].lower in _AROUND and words[j].kind == "word")
            ),
            None,
        )
        before_number = word.lower in _AROUND and (
            ahead is None
            or words[ahead].kind in ("number", "date", "name")
            or any(a.span[0] <= words[ahead].start < a.span[1] for a in amounts)
        )
        if before_number:
            if kept:
                break
            continue
        if not kept and word.lower in _ADVERBS:
            continue
        kept.append(word.text)
    return " ".join(kept)


def _named(words: Words, amounts: tuple[Amount, ...]) -> Clause:
    noun, thing, _ = _noun_in(words, amounts)
    return Clause(Act.NAME, (0, 0), _about(words), _object(words, amounts), thing, noun)
