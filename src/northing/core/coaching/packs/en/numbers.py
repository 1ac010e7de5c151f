"""English words around numbers."""

from northing.core.coaching.amounts import AmountWords
from northing.core.coaching.sentence import Role
from northing.core.coaching.words import listed

_SMALL = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"

NUMERALS: dict[str, float] = {
    **{word: float(number) for number, word in enumerate(_SMALL.split())},
    **{word: float(number * 10) for number, word in enumerate(_TENS.split(), 2)},
    **{
        f"{tens}-{one}": float(number * 10 + unit)
        for number, tens in enumerate(_TENS.split(), 2)
        for unit, one in enumerate(_SMALL.split())
        if 1 <= unit <= 9
    },
    "hundred": 100.0,
    "thousand": 1000.0,
    "million": 1e6,
    "dozen": 12.0,
}

_UNITS = """
percent, per cent, pct, percentage points, percentage point, pp, ppt, bps, basis points, points, point, pts,
second, seconds, sec, secs, s, ms, millisecond, milliseconds, minute, minutes, min, mins, hour, hours, hr, hrs, h,
day, days, d, business days, working days, business day, working day, business hours, working hours, week, weeks,
wk, wks, month, months, mo, quarter, quarters, year, years, yr, yrs, sprint, sprints, kr, dollar, dollars, usd, euro,
euros, eur, gbp, pound, pounds, chf, sek, nok, dkk, inr, jpy, cents, kg, g, tons, tonnes, km, m2, sqm, gb, mb, tb,
kb, mph, kwh, mwh, stars, star, fte, ftes
"""

AMOUNT_WORDS = AmountWords(
    decimal=".",
    numerals=NUMERALS,
    scales={
        "k": 1e3,
        "m": 1e6,
        "mm": 1e6,
        "mn": 1e6,
        "mio": 1e6,
        "mil": 1e6,
        "b": 1e9,
        "bn": 1e9,
        "thousand": 1e3,
        "million": 1e6,
        "millions": 1e6,
        "billion": 1e9,
        "hundred": 100.0,
        "dozen": 12.0,
        "lakh": 1e5,
        "crore": 1e7,
        "thousands": 1e3,
    },
    before={
        "up": Role.BY,
        "down": Role.BY,
        "from": Role.FROM,
        "to": Role.TO,
        "up to": Role.AT_MOST,
        "by": Role.BY,
        "at least": Role.AT_LEAST,
        "minimum": Role.AT_LEAST,
        "minimum of": Role.AT_LEAST,
        "min": Role.AT_LEAST,
        "no less than": Role.AT_LEAST,
        "not less than": Role.AT_LEAST,
        "no fewer than": Role.AT_LEAST,
        "more than": Role.AT_LEAST,
        "over": Role.AT_LEAST,
        "above": Role.AT_LEAST,
        "greater than": Role.AT_LEAST,
        "exceed": Role.AT_LEAST,
        "exceeds": Role.AT_LEAST,
        "exceeding": Role.AT_LEAST,
        "higher than": Role.AT_LEAST,
        "better than": Role.AT_LEAST,
        "at most": Role.AT_MOST,
        "maximum": Role.AT_MOST,
        "maximum of": Role.AT_MOST,
        "max": Role.AT_MOST,
        "no more than": Role.AT_MOST,
        "not more than": Role.AT_MOST,
        "less than": Role.AT_MOST,
        "fewer than": Role.AT_MOST,
        "lower than": Role.AT_MOST,
        "under": Role.AT_MOST,
        "below": Role.AT_MOST,
        "within": Role.AT_MOST,
        "between": Role.AT_LEAST,
        "top": Role.RANK,
        "number": Role.RANK,
        "no": Role.RANK,
        "into": Role.TO,
        "towards": Role.TO,
        "beyond": Role.AT_LEAST,
        "surpass": Role.AT_LEAST,
        "faster than": Role.AT_MOST,
        "shorter than": Role.AT_MOST,
        "down to": Role.TO,
        "up from": Role.FROM,
        "down from": Role.FROM,
        "compared to": Role.FROM,
        "currently": Role.FROM,
        "baseline": Role.FROM,
        "currently at": Role.FROM,
        "baseline of": Role.FROM,
        "vs": Role.FROM,
        "versus": Role.FROM,
        "was": Role.FROM,
    },
    after={
        "or more": Role.AT_LEAST,
        "or higher": Role.AT_LEAST,
        "or above": Role.AT_LEAST,
        "or better": Role.AT_LEAST,
        "or greater": Role.AT_LEAST,
        "minimum": Role.AT_LEAST,
        "plus": Role.AT_LEAST,
        "and above": Role.AT_LEAST,
        "or less": Role.AT_MOST,
        "or fewer": Role.AT_MOST,
        "or below": Role.AT_MOST,
        "or lower": Role.AT_MOST,
        "or under": Role.AT_MOST,
        "maximum": Role.AT_MOST,
        "max": Role.AT_MOST,
        "and below": Role.AT_MOST,
        "or faster": Role.AT_MOST,
        "more": Role.BY,
        "fewer": Role.BY,
        "less": Role.BY,
        "increase": Role.BY,
        "reduction": Role.BY,
        "growth": Role.BY,
        "decrease": Role.BY,
        "improvement": Role.BY,
        "higher": Role.BY,
        "lower": Role.BY,
        "faster": Role.BY,
        "drop": Role.BY,
        "uplift": Role.BY,
        "lift": Role.BY,
        "rise": Role.BY,
        "cheaper": Role.BY,
        "shorter": Role.BY,
        "additional": Role.BY,
    },
    fillers=listed(
        "about around approximately approx approx. ~ nearly almost roughly circa ca. a an the just only exactly average of total :"
    ),
    units=listed(_UNITS),
    periods=listed("week weeks wk wks month months mo quarter quarters year years yr yrs sprint sprints day days d"),
    brief=listed("second seconds sec minute minutes min mins hour hours hr hrs h day days week weeks"),
    framing=listed("within in over during after for every per each last next past first following coming previous"),
    until=listed(
        "by in until till since through during before end of fy fiscal year early late mid summer winter spring autumn fall for"
    ),
    months=listed("""
january february march april june july august september october november december jan feb mar apr jun jul aug sep
sept oct nov dec
"""),
    ordinals=listed("st nd rd th"),
    naming=listed("""
phase version v iso soc sprint level tier type part step stage layer windows web industry okr day
week chapter release releases versions generation gen series round wave horizon grade class category priority
severity sev p q quarter h pci wcag covid model gpt ios android python java article room floor plan step-
"""),
    whole=listed("of out"),
    frequency=listed("times time x"),
    per=listed("a an per each every /"),
    fractions={
        "half": 50.0,
        "third": 100 / 3,
        "thirds": 100 / 3,
        "fifth": 20.0,
        "fifths": 20.0,
        "quarters": 25.0,
        "tenth": 10.0,
        "majority": 51.0,
    },
)
