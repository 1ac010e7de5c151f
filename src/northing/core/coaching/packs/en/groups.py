"""Groups of nouns: which noun decides what the words are about."""

from northing.core.coaching.sentence import Thing
from northing.core.coaching.words import Word, listed

from .nouns import NOUNS
from .verbs import DONE, FINITE, FINITE_BEHIND_PLURALS, VERBS

Words = tuple[Word, ...]


SMALL = listed("""
a an the of for to in on at by from with and or our we us is are be as per that this it its their his her your my
they who which whom whose than into onto over under within without through via across among between during until
before after about against along towards toward upon per so but if when while because not no nor only both either
each every any some all then there here via was were been has have had do does did will would can could should must
may might am being us them he she you i these those what how why where up down out off again more most less least
very too worth
""")
"""Words at which a group of nouns ends."""


DETERMINERS = listed("a an the our your their its his her my this that these those all every each any some new")


ACRONYMS = listed("US IT AM")
"""Small words when they are small."""


def noun_of(word: Word) -> tuple[str, Thing] | None:
    """The noun a word is; compounds with a hyphen are what their last part is."""
    noun = NOUNS.get(word.lower)
    if noun is None and "-" in word.lower:
        noun = NOUNS.get(word.lower.rsplit("-", 1)[1])
    return noun


def counted(words: Words, i: int) -> tuple[str, Thing]:
    """What a group of nouns that begins at word i is about: its last noun that we know ("20 new enterprise customers")."""
    return group(words, i)[:2]


def group(words: Words, i: int) -> tuple[str, Thing, int]:
    """The noun that decides about the group of nouns at word i, its class, and the word behind the group."""
    while i < len(words) and words[i].lower in DETERMINERS:
        i += 1
    first = ""
    found: tuple[str, Thing] | None = None
    end = i
    while end < len(words) and end - i < 8:
        word = words[end]
        if word.kind == "name" and word.lower.startswith("1:1"):
            found = ("1:1", Thing.WORK)
        elif word.kind not in ("word", "name") or (word.lower in SMALL and word.text not in ACRONYMS):
            break
        first = first or word.lower
        noun = noun_of(word)
        two = NOUNS.get(f"{words[end - 1].lower}-{word.lower}") if end > i else None
        if two is not None:
            found = two
        elif noun is not None:
            if (
                found is not None
                and word.lower in VERBS
                and (word.lower in FINITE or word.lower in FINITE_BEHIND_PLURALS)
            ):
                break
            found = noun
        elif found is not None and (word.lower in VERBS or word.lower in DONE):
            break
        end += 1
    if found is None:
        return first, Thing.OTHER, end
    return found[0], found[1], end
