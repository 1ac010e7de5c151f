"""How German is written: words as the tables know them, with abbreviations, both genders, ordinals and dates put together."""

import re

from northing.core.coaching.words import Word, words_of

from .spelling import fold, folded

ABBREVIATIONS = folded(
    """
mind max min ca mio mrd mia tsd std sek z.b bzw etc inkl exkl nr fr usw evtl ggf sog bzgl durchschn
durchschnittl abs rd zzgl jan feb mär apr  jun jul aug sep sept okt nov dez indiv verrechenb max tägl wöch mt
pkt d.h u.a i.d.r o.ä v.a
"""
)
ORDINAL = folded(
    """
quartal quartals halbjahr halbjahres jahr jahres woche monat monats tag tags januar februar märz april mai juni
juli august september oktober november dezember  jan feb mär apr jun jul aug sep sept okt nov dez quarter hj q
kalenderwoche sprint
"""
)
DATED = folded("bis am vom per ab zum seit den")
_GENDERS = frozenset({":", "*", "/", "_", "·"})
_INNEN = frozenset({"innen", "in", "r", "n"})
_TIMES = frozenset({"fach", "fache", "fachen", "faches", "fachung"})
_DAY = re.compile(r"\d{1,2}\.\d{1,2}")


def german_words(text: str) -> tuple[Word, ...]:
    """The words of a text, looked up as folded: "Mitarbeiter:innen" and "mind." are one word, "30.6." a date."""
    raw = words_of(text)
    words: list[Word] = []
    i = 0
    while i < len(raw):
        word = raw[i]
        after = raw[i + 1] if i + 1 < len(raw) else None
        later = raw[i + 2] if i + 2 < len(raw) else None
        touching = after is not None and after.start == word.end
        if word.kind == "word":
            lower = fold(word.text.replace("’", "'").replace("‑", "-"))
            end, step = word.end, 1
            gap = text[word.end : after.start] if after is not None else ""
            if after is not None and after.kind == "word" and gap == "\u0308":
                # An umlaut of two characters, as some file systems and PDFs write it.
                lower, end, step = fold(f"{word.text}\u0308{after.text}"), after.end, 2
            elif (
                after is not None
                and touching
                and after.text in _GENDERS
                and later is not None
                and later.start == after.end
                and _gendered(later.text)
            ):
                lower, end, step = lower + fold(later.text).lstrip("-"), later.end, 3
            elif after is not None and after.kind == "word" and gap in {"*", "_", "(", "·"} and _gendered(after.text):
                lower, end, step = lower + fold(after.text), after.end, 2
                if gap == "(" and later is not None and later.text == ")":
                    end, step = later.end, 3
            elif touching and after is not None and after.text == "." and lower in ABBREVIATIONS:
                end, step = after.end, 2
            words.append(Word(text[word.start : end], lower, word.start, end, "word"))
            i += step
            continue
        if word.kind == "number" and _is_year(raw, i):
            words.append(Word(word.text, word.text, word.start, word.end, "date"))
            i += 1
            continue
        if word.kind == "number" and after is not None:
            times = after if after.is_word else later
            if (
                times is not None
                and fold(times.text) in _TIMES
                and touching
                and (times is after or after.text in {"-", "–"})
            ):
                words.append(word)
                words.append(Word(text[word.end : times.end], "x", word.end, times.end, "word"))
                i += 2 if times is after else 3
                continue
            taken = _numbered(raw, i, text)
            if taken is not None:
                words.append(taken[0])
                i = taken[1]
                continue
        if (
            word.kind == "name"
            and touching
            and after is not None
            and after.text in {"/", "-", "'", "’"}
            and later is not None
            and later.kind == "number"
            and later.start == after.end
        ):
            words.append(
                Word(text[word.start : later.end], fold(text[word.start : later.end]), word.start, later.end, "name")
            )
            i += 3
            continue
        words.append(Word(word.text, fold(word.text), word.start, word.end, word.kind))
        i += 1
    return tuple(words)


def _is_year(raw: tuple[Word, ...], i: int) -> bool:
    """ "Strategie 2027 verabschieden": four figures with a name in front, and nothing behind that they could count."""
    text = raw[i].text
    if len(text) != 4 or not text.isdigit() or not 2000 <= int(text) <= 2099:
        return False
    before = raw[i - 1] if i else None
    after = raw[i + 1] if i + 1 < len(raw) else None
    if before is None or before.kind == "mark" or (before.is_word and fold(before.text) in _COUNTING):
        return False
    return after is None or (after.is_word and not after.text[0].isupper()) or after.text in {".", ",", ":", ")", ";"}


_COUNTING = folded("auf um über unter von mindestens mind max maximal rund ca etwa mehr als bis zu sind haben hat plus")


def _gendered(ending: str) -> bool:
    """innen, in, innen-Zufriedenheit: what follows the star or the colon."""
    return fold(ending).split("-", 1)[0] in _INNEN


def _numbered(raw: tuple[Word, ...], i: int, text: str) -> tuple[Word, int] | None:
    """What a number begins that is no amount: 30.6., 2. Quartal, 2024/25, 30-Tage-Retention, 3-fach."""
    word, after = raw[i], raw[i + 1]
    later = raw[i + 2] if i + 2 < len(raw) else None
    touching = after.start == word.end
    if _DAY.fullmatch(word.text):
        day, month = (int(part) for part in word.text.split("."))
        dated = i > 0 and fold(raw[i - 1].text) in DATED
        if (
            1 <= day <= 31
            and 1 <= month <= 12
            and (
                (
                    touching
                    and after.text == "."
                    and (dated or later is None or text[after.end : after.end + 1].isspace())
                )
                or (dated and not after.is_word and after.text != "%")
            )
        ):
            end = after.end if touching and after.text == "." else word.end
            return Word(text[word.start : end], word.lower, word.start, end, "date"), i + (2 if end == after.end else 1)
    if touching and after.text == ":" and later is not None and later.kind == "number" and later.start == after.end:
        clock = i + 3 < len(raw) and raw[i + 3].lower in {"uhr", "h"}  # 14:30 Uhr, or a proportion: 1:5
        said = text[word.start : later.end]
        return Word(said, said, word.start, later.end, "date" if clock else "number"), i + 3
    if touching and after.text == "." and later is not None:
        ordinal = fold(later.text)
        if ordinal in ORDINAL and word.text.isdigit():
            return Word(text[word.start : later.end], ordinal, word.start, later.end, "date"), i + 3
        if ordinal in {"platz", "rang", "stelle", "wahl"}:
            return Word(text[word.start : later.end], "platz", word.start, later.end, "word"), i + 3
        if (
            later.text in {"-", "–"}
            and word.text.isdigit()
            and i + 4 < len(raw)
            and raw[i + 3].kind == "number"
            and raw[i + 4].text == "."
        ):
            return Word(text[word.start : after.end], word.lower, word.start, after.end, "date"), i + 3
    if touching and after.text == "/" and later is not None and later.kind == "number" and later.start == after.end:
        one, two = word.text[-2:], later.text[-2:]
        if (
            one.isdigit()
            and two.isdigit()
            and len(one) == 2
            and int(two) == int(one) + 1
            and len(word.text) in (2, 4)
            and len(later.text) in (2, 4)
        ):
            return Word(text[word.start : later.end], f"{word.text}/{later.text}", word.start, later.end, "date"), i + 3
    if touching and after.text in {"-", "‑", "–"} and later is not None and later.is_word and later.start == after.end:
        lower = fold(later.text)
        if lower.startswith("prozent"):
            return None
        return Word(text[word.start : later.end], lower, word.start, later.end, "word"), i + 3
    return None
