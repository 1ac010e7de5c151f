"""How it is written: length and jargon."""

from collections.abc import Iterator

from northing.core.coaching.advice import Facts, Severity, Subject
from northing.core.coaching.rule import Example, Note, Rule
from northing.core.coaching.sentence import Mark, Sentence
from northing.core.coaching.words import listed

BOTH = (Subject.OBJECTIVE, Subject.KEY_RESULT)
LONGEST_OBJECTIVE, LONGEST_KEY_RESULT = 22, 35
"""Words."""
CHARACTERS = 400
KNOWN_ACRONYMS = listed("""
OK OKR OKRS KR KPI KPIS NPS CRM CEO CTO CFO COO HR IT AI ML API APIS SEO SEA URL FAQ PDF UK US USA EU UI UX QA B2B B2C SAAS SLA
SLO ROI MVP ARR MRR CSAT AWS SQL CI CD ID TV PR PC VIP DIY GDPR SMB SME SMES ISO CAC LTV ASAP DACH EMEA APAC GMBH TBD NASA EUR
USD GBP CHF ESG
""")


def _too_long(sentence: Sentence, facts: Facts) -> Iterator[Note]:
    words = sum(1 for word in sentence.words if word.kind != "mark")
    most = LONGEST_OBJECTIVE if sentence.subject is Subject.OBJECTIVE else LONGEST_KEY_RESULT
    if words > most or len(sentence.text.strip()) > CHARACTERS:
        yield Note(sentence.whole, f"{words} words are more than anybody remembers.")


def _jargon(sentence: Sentence, facts: Facts) -> Iterator[Note]:
    spans = sentence.marks.get(Mark.JARGON, ())
    if spans:
        yield Note(spans[0], f"“{sentence.said(spans[0])}” sounds good and says little.")
        return
    strange = [
        word
        for word in sentence.words
        if word.is_word and 2 <= len(word.text) <= 5 and word.text.isupper() and word.text not in KNOWN_ACRONYMS
    ]
    if strange and not sentence.text.isupper() and sentence.subject is Subject.OBJECTIVE:
        yield Note(
            (strange[0].start, strange[0].end),
            f"Does everybody who should read this know what {strange[0].text} stands for?",
        )


RULES = (
    Rule(
        "too-long",
        "Too long to remember",
        BOTH,
        Severity.HINT,
        "A goal that nobody can say by heart steers nobody's day.",
        "Keep the change and drop the explanation: the why has a field of its own.",
        "R43: too long; Wodtke, Radical Focus",
        good=(Example("Become the first place cyclists ask", subject=Subject.OBJECTIVE),),
        bad=(
            Example(
                "Become the first place that cyclists and people who want to become cyclists ask when they are looking for a bicycle, "
                "for a part, for a repair or for somebody to ride with on a Sunday",
                subject=Subject.OBJECTIVE,
            ),
        ),
        look=_too_long,
        any_language=True,
    ),
    Rule(
        "jargon",
        "Words that few understand",
        BOTH,
        Severity.HINT,
        "What has to be explained is not repeated, and not followed.",
        "Say it as you would to a new colleague on the first day.",
        "R43: jargon and acronyms",
        good=(Example("Make our shops a pleasure to work in", subject=Subject.OBJECTIVE),),
        bad=(
            Example("Leverage synergies across the value chain", subject=Subject.OBJECTIVE),
            Example("Make QBRX the heart of our planning", subject=Subject.OBJECTIVE),
        ),
        look=_jargon,
    ),
)
