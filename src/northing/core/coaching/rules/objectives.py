"""Objectives that are something else: a number, a task, a project, a wish without a shape."""

from collections.abc import Iterator, Sequence

from northing.core.coaching.advice import Facts, Severity, Span, Subject
from northing.core.coaching.rule import Example, Note, Rule
from northing.core.coaching.sentence import Act, Amount, Mark, Role, Sentence, Thing
from northing.core.coaching.words import listed

OBJECTIVE = (Subject.OBJECTIVE,)
_PLAIN_CHANGE = (Act.RAISE, Act.LOWER, Act.IMPROVE)


def inspiring(sentence: Sentence) -> bool:
    """Does it draw people on?"""
    return sentence.has(Mark.ASPIRATION)


def explained(sentence: Sentence) -> bool:
    """Does it draw people on, or say what for or how it should feel?"""
    return inspiring(sentence) or sentence.has(Mark.PURPOSE)


_LITTLE = listed("""
with from that this into their your through about the and our for out its are all one how who what was has have not but you
der die das dem den des und mit von vom für zum zur bei auf aus als wie wir uns ein eine einen einem einer unser unsere unseren
nicht sind ist wird werden durch über
""")


def content(sentence: Sentence, without: Sequence[Span] = ()) -> int:
    """Words that carry meaning, roughly: the longer ones, without what is added in brackets, or stands in these spans."""
    bracket = sentence.text.find("(", 1)
    end = bracket if bracket > 0 else len(sentence.text)
    return sum(
        1
        for word in sentence.words
        if word.start < end
        and word.kind in ("word", "name")
        and len(word.text) > 2
        and word.lower not in _LITTLE
        and not any(start <= word.start < stop for start, stop in without)
    )


def has_figures(sentence: Sentence, span: tuple[int, int]) -> bool:
    return any(letter.isdigit() for letter in sentence.text[span[0] : span[1]])


def _number(sentence: Sentence, facts: Facts) -> Iterator[Note]:
    for amount in sentence.amounts:
        if amount.role is Role.RANK:
            continue
        if has_figures(sentence, amount.span) or amount.value is None:
            yield Note(
                amount.span,
                f"“{sentence.said(amount.span)}” is a target: it belongs into a key result.",
                severity=Severity.HINT if _colours(sentence, amount) else None,
            )
            return


def _colours(sentence: Sentence, amount: Amount) -> bool:
    """The number colours a picture of what people get, "so fast that they are done in 10 minutes"; it is not what moves."""
    pictured = explained(sentence) or amount.role is Role.AT_MOST
    return pictured and sentence.has(Mark.VALUE) and sentence.head.act not in (*_PLAIN_CHANGE, Act.REACH)


def _is_figure(sentence: Sentence) -> bool:
    head = sentence.head
    if not sentence.has(Mark.KPI, Mark.MEASURE) or head.thing not in (Thing.MEASURE, Thing.EFFECT):
        return False
    if head.act is Act.BE:
        return head.thing is Thing.MEASURE and sentence.has(Mark.VAGUE)
    return head.act in (*_PLAIN_CHANGE, Act.KEEP) or (head.act in (Act.REACH, Act.WIN) and content(sentence) <= 4)


def _figure(sentence: Sentence, facts: Facts) -> Iterator[Note]:
    head = sentence.head
    if sentence.amounts or explained(sentence) or not _is_figure(sentence):
        return
    yield Note(
        head.about, f"“{sentence.said(head.about)}” moves a figure, and does not say what should become different."
    )


def _task(sentence: Sentence, facts: Facts) -> Iterator[Note]:
    head = sentence.head
    if head.act is not Act.DO or inspiring(sentence):
        return
    likely = sentence.wording.likely(sentence.words)
    question = likely.question if likely else "what is different, and for whom, when it is done?"
    yield Note(head.about, f"“{sentence.said(head.about)}” is work: {question}")


def is_slogan(sentence: Sentence) -> bool:
    """ "Be the best company in the world", "achieve excellence": it draws nobody on, because everybody says it."""
    if sentence.head.act not in (Act.BE, Act.REACH, Act.WIN) or sentence.has(Mark.PURPOSE) or not inspiring(sentence):
        return False
    common = [
        span
        for mark in (Mark.ASPIRATION, Mark.ANYBODYS, Mark.OUTSIDE, Mark.VAGUE)
        for span in sentence.marks.get(mark, ())
    ]
    common.append(sentence.head.head)
    return content(sentence, without=common) == 0


def _vague(sentence: Sentence, facts: Facts) -> Iterator[Note]:
    head = sentence.head
    if is_slogan(sentence):
        yield Note(
            sentence.whole, f"“{sentence.said(sentence.whole)}” is what everybody says: best at what, and for whom?"
        )
        return
    if sentence.amounts or explained(sentence) or head.act is Act.NAME or not sentence.words or _is_figure(sentence):
        return
    size, woolly = content(sentence), sentence.has(Mark.VAGUE)
    match head.act:
        case Act.IMPROVE:
            empty = size <= 6 or woolly
        case Act.RAISE | Act.LOWER:
            empty = size <= 3 or woolly or sentence.has(Mark.KPI)
        case Act.REACH:
            empty = size <= 3 and not sentence.has(Mark.VALUE)
        case Act.WIN:
            empty = size <= 3 and woolly
        case Act.BE:
            empty = size <= 1 or (size <= 4 and woolly)
        case _:
            return
    if empty:
        yield Note(head.about, f"“{sentence.said(head.about)}” can mean anything: what would people see?")


def _is_told(sentence: Sentence) -> bool:
    """Long enough to be a thought, or a state told by what is not there: "no weaknesses found by the auditors"."""
    return sentence.has(Mark.ALL) or (content(sentence) > 5 and sentence.head.thing is not Thing.WORK)


def _no_verb(sentence: Sentence, facts: Facts) -> Iterator[Note]:
    if sentence.head.act is not Act.NAME or not sentence.words:
        return
    if inspiring(sentence):
        return
    yield Note(
        sentence.whole,
        f"“{sentence.said(sentence.whole)}” is a name, and not yet a goal: what should happen?",
        severity=Severity.HINT if _is_told(sentence) else Severity.PROBLEM,
    )


def _usual(sentence: Sentence, facts: Facts) -> Iterator[Note]:
    usual = sentence.marks.get(Mark.USUAL, ())
    if sentence.head.act is Act.KEEP and not explained(sentence):
        span = sentence.head.about
    elif usual:
        span = usual[0]
    else:
        return
    yield Note(span, f"“{sentence.said(span)}” keeps things as they are.")


def _negative(sentence: Sentence, facts: Facts) -> Iterator[Note]:
    spans = sentence.marks.get(Mark.NEGATIVE, ())
    if spans and spans[0][0] <= sentence.head.about[1]:
        heads = spans[0][0] == sentence.head.head[0] and sentence.head.head[1] > 0
        yield Note(
            spans[0],
            f"“{sentence.said(spans[0])}” says what should not be.",
            severity=Severity.PROBLEM if heads else None,
        )


def _no_why(sentence: Sentence, facts: Facts) -> Iterator[Note]:
    if facts.why is not None and not facts.why.strip():
        yield Note(sentence.whole, "The why is still empty: which problem does this solve?")


def _technology(sentence: Sentence, facts: Facts) -> Iterator[Note]:
    spans = sentence.marks.get(Mark.TECHNOLOGY, ())
    if spans and not sentence.has(Mark.VALUE) and not inspiring(sentence):
        yield Note(spans[0], f"“{sentence.said(spans[0])}” is how. Who is better off with it?")


def _outside(sentence: Sentence, facts: Facts) -> Iterator[Note]:
    spans = sentence.marks.get(Mark.OUTSIDE, ())
    if spans:
        yield Note(spans[0], f"“{sentence.said(spans[0])}” is decided by others.")


def _several(sentence: Sentence, facts: Facts) -> Iterator[Note]:
    heads = [clause for clause in sentence.clauses if not clause.purpose and clause.head[1]]
    if len(heads) > 1:
        one, other = heads[0], heads[1]
        yield Note(
            (one.head[0], other.about[1]),
            f"“{sentence.said(one.about)}” and “{sentence.said(other.about)}” are two goals.",
        )


RULES = (
    Rule(
        "number-in-objective",
        "A target in the objective",
        OBJECTIVE,
        Severity.PROBLEM,
        "An objective says where we want to go, and key results say how far: a number here leaves nothing to measure and little to love.",
        "Move the number into a key result, and say here what it would mean to somebody.",
        "R43: a number or KPI target as objective; Doerr, Measure What Matters",
        good=(Example("Become the first place cyclists ask", subject=Subject.OBJECTIVE),),
        bad=(Example("Increase revenue by 20%"), Example("Reach 10,000 users")),
        look=_number,
    ),
    Rule(
        "figure-as-objective",
        "A figure instead of a goal",
        OBJECTIVE,
        Severity.PROBLEM,
        "A business figure moves for many reasons, and tells nobody what to change.",
        "Say what has to become different for customers or colleagues so that the figure moves, and measure the figure below.",
        "R43: a number or KPI target as objective; Wodtke, Radical Focus",
        good=(Example("Make repeat buying the easiest way to shop with us"),),
        bad=(Example("Increase revenue"), Example("Reduce churn")),
        look=_figure,
    ),
    Rule(
        "work-as-objective",
        "Work instead of a goal",
        OBJECTIVE,
        Severity.PROBLEM,
        "When the work is the goal, it counts as success even if nobody needed it.",
        "Ask what for until the answer is something people would want, and write that down.",
        "R43: output instead of outcome; a task or project name; Cagan, Empowered",
        good=(
            Example("Give every new customer a first week they talk about"),
            Example("Build a product our users love"),
        ),
        bad=(Example("Launch new website"), Example("Migrate to the cloud"), Example("Implement Salesforce")),
        look=_task,
    ),
    Rule(
        "vague",
        "It can mean anything",
        OBJECTIVE,
        Severity.PROBLEM,
        "If everybody pictures something else, everybody works on something else.",
        "Say what exactly should become different, for whom, and how people would notice.",
        "R43: vague or empty; Wodtke, Radical Focus",
        good=(
            Example("Make onboarding effortless for new customers"),
            Example("Become the most trusted bakery in town"),
        ),
        bad=(
            Example("Improve onboarding"),
            Example("Be better"),
            Example("Grow"),
            Example("Be the best company in the world"),
        ),
        look=_vague,
    ),
    Rule(
        "no-verb",
        "A name, and not a goal",
        OBJECTIVE,
        Severity.PROBLEM,
        "The name of a project or a department says what we talk about, and not what we want.",
        "Begin with a verb: what should we become, win, or make possible?",
        "R43: no verb; a task or project name",
        good=(Example("Win back the customers who left us for speed"),),
        bad=(Example("Website redesign"), Example("Marketing")),
        look=_no_verb,
    ),
    Rule(
        "business-as-usual",
        "Everything stays as it is",
        OBJECTIVE,
        Severity.PROBLEM,
        "What goes on anyway needs no objective, and takes the place of something that does.",
        "Watch it as a KPI with a healthy band, and use the objective for a change.",
        "R43: business as usual, standing still; Perdoo",
        good=(Example("Become the support team that others visit to learn"),),
        bad=(Example("Continue to provide good service"), Example("Maintain current revenue")),
        look=_usual,
    ),
    Rule(
        "negative",
        "Said by what should not be",
        OBJECTIVE,
        Severity.HINT,
        "Nobody gets up in the morning for something that does not happen.",
        "Turn it round: what is there when the bad thing is gone?",
        "R43: negative wording",
        good=(Example("Every customer hears from us first when something breaks"),),
        bad=(Example("Stop losing customers to slow answers"),),
        look=_negative,
    ),
    Rule(
        "no-why",
        "What for?",
        OBJECTIVE,
        Severity.HINT,
        "Without the why nobody can say no to the wrong work, or find a better way.",
        "Write one sentence about the problem that this solves, and for whom.",
        "R43: no why; method, section 1: an objective has a focus and a why",
        good=(Example("Become the first place cyclists ask", Facts(why="They ask strangers today.")),),
        bad=(Example("Become the first place cyclists ask", Facts(why=" ")),),
        look=_no_why,
        any_language=True,
    ),
    Rule(
        "technology-only",
        "Technology without anybody who needs it",
        OBJECTIVE,
        Severity.HINT,
        "A technology is a means, and the company pays for its end.",
        "Say who can do what with it that they cannot do today.",
        "R43: technology only, with no business value; Cagan, Empowered",
        good=(Example("Let customers see their order arrive, live"),),
        bad=(Example("Move our monolith to microservices"),),
        look=_technology,
    ),
    Rule(
        "outside-control",
        "Others decide it",
        OBJECTIVE,
        Severity.HINT,
        "A team that cannot move its goal stops looking at it.",
        "Choose the part of it that you can move yourselves.",
        "R43: outside the team's control",
        good=(Example("Win the trust of careful investors"),),
        bad=(Example("Lift our share price to new heights"),),
        look=_outside,
    ),
    Rule(
        "several-goals",
        "Several goals in one",
        OBJECTIVE,
        Severity.HINT,
        "Two goals in one sentence compete, and the set of key results measures neither.",
        "Keep the one that matters more this cycle.",
        "R43: several goals in one; Wodtke, Radical Focus: one objective",
        good=(Example("Become the bakery that our street is proud of"),),
        bad=(Example("Launch the shop and hire a sales team"),),
        look=_several,
    ),
)
