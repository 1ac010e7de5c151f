"""Sentences that tell something about the world, in place of commanding it."""

from northing.core.coaching.sentence import Thing
from northing.core.coaching.words import listed

from .groups import DETERMINERS, SMALL, Words, noun_of
from .nouns import NOUNS
from .verbs import FINITE, FINITE_BEHIND_PLURALS, VERBS

PLURALS = listed("people we they you who everyone everybody nobody staff both")


THIRD_PERSON = frozenset(
    form for form, (verb, _) in VERBS.items() if form.endswith("s") and form not in (verb, *NOUNS)
) | listed("""
ends chooses prefers accepts adopts wants likes notices enjoys asks calls speaks thinks sees brings helps leads
leaves begins exists contains happens belongs includes consists means depends lasts arrives takes comes becomes
""")
"""holds, grows, buys: verbs that are no plural of a noun."""


INDEFINITE = listed("nothing nobody everything everybody everyone")
"""Who begins with one of these tells something as soon as a verb follows, whatever stands between."""


def is_told(words: Words, i: int) -> bool:
    """ "We are listed", "we have no open incident": told, and not commanded."""
    lower = words[i].lower
    return lower in {"are", "is", "was", "were", "am"} or (
        i > 0 and words[i - 1].lower in {"we", "they"} and (lower in FINITE or lower in {"have", "own"})
    )


def has_finite_verb(words: Words, i: int) -> bool:
    """Is the group of nouns at word i the subject of a sentence? Verbs behind "that" and "to" belong to something else."""
    if words[i].lower in INDEFINITE and any(word.lower in FINITE for word in words[i + 1 :]):
        return True
    first = noun_of(words[i])
    if (
        first is not None
        and first[1] in (Thing.PEOPLE, Thing.EFFECT)
        and words[i].lower.endswith("s")
        and i + 1 < len(words)
    ):
        after = words[i + 1]
        known = after.lower in SMALL or after.lower in NOUNS or after.lower.endswith(("ed", "ing", "s"))
        if after.is_word and not known:
            return True  # "customers reorder": behind people in the plural comes what they do
    for j in range(i + 1, len(words)):
        lower, before = words[j].lower, words[j - 1].lower
        if lower in {"that", "which", "who", "to", "where", "when", "so", "because", "for", ":", "."}:
            return False
        if lower in FINITE and before not in DETERMINERS:
            return True
        if lower in FINITE_BEHIND_PLURALS and (before.endswith("s") or before in PLURALS):
            return True
        if lower in THIRD_PERSON and words[i].lower in DETERMINERS and before not in SMALL:
            return True
        if lower in THIRD_PERSON and (
            before in PLURALS or noun_of(words[j - 1]) is not None or not words[j - 1].text.islower()
        ):
            return True
        plain = VERBS.get(lower)
        group_of = noun_of(words[j - 1])
        if (
            plain is not None
            and plain[0] == lower
            and group_of is not None
            and before.endswith("s")
            and group_of[1] in (Thing.PEOPLE, Thing.EFFECT)
        ):
            following = words[j + 1].lower if j + 1 < len(words) else ""
            if lower not in NOUNS or following in SMALL or following.endswith("ly"):
                return True
        many = words[i].lower in DETERMINERS or words[i].kind == "number"
        subject = before if before.endswith("s") and (many or before in NOUNS) else None
        if (
            plain is not None
            and plain[0] == lower
            and lower not in NOUNS
            and (subject is not None or before == "people")
        ):
            return True
    return False
