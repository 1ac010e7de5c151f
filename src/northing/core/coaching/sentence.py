"""What a rule sees: a sentence that a pack has read.

A pack (`packs/en`, `packs/de`) knows a language: its words by class and how its sentences are built. It turns a text into a
`Sentence`, which is the same for all languages: what is done (`Act`), to what (`Thing`), which numbers stand there and what
they do (`Amount`), and which words carry a mark (`Mark`). Rules only look at that, so a new language brings no new rules, and
a new rule needs no new language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from .advice import Span, Subject
from .understood import Understood
from .words import Word


class Act(StrEnum):
    """What the head of a clause says."""

    DO = "do"
    """Work: launch, build, run, write, hire, implement."""
    RAISE = "raise"
    """More of something: increase, grow, double."""
    LOWER = "lower"
    """Less of something: reduce, cut, shorten, eliminate."""
    IMPROVE = "improve"
    """Better, without saying in which direction a number would go: improve, optimise, enhance, strengthen."""
    KEEP = "keep"
    """It stays as it is: keep, maintain, sustain, continue."""
    REACH = "reach"
    """A number or a state is arrived at: reach, achieve, hit, get, have, earn, generate."""
    WIN = "win"
    """Somebody else decides, and decides for us: sign, win, acquire, convert, retain."""
    FIND = "find"
    """The first number, or an answer, is the result: find out, learn, establish a baseline."""
    BE = "be"
    """A state of the world: be, become, make (somebody love us), turn into, inspire, delight."""
    STATE = "state"
    """Not a command: "90% of users say ...", "All services run ..."."""
    NAME = "name"
    """No verb at all: "CRM migration", "NPS 32 to 45"."""


class Thing(StrEnum):
    """What the clause is about: the class of the noun that the verb acts on, or that a number counts."""

    WORK = "work"
    """What we make or do: article, campaign, workshop, feature, report."""
    EFFECT = "effect"
    """What others do, or what happens: customer, sign-up, order, complaint, incident, mention."""
    MEASURE = "measure"
    """What is measured: rate, revenue, NPS, time, cost, number of."""
    PEOPLE = "people"
    """Our own: employees, engineers, teams."""
    QUALITY = "quality"
    """What is good or bad, and has no number yet: quality, efficiency, awareness, experience."""
    OTHER = "other"


class Mark(StrEnum):
    """What a word or phrase gives away."""

    VAGUE = "vague"
    """better, more, good, optimal, state-of-the-art."""
    PLACEHOLDER = "placeholder"
    """X, N, TBD, "a number of"."""
    USUAL = "usual"
    """continue, keep on, as before, day-to-day."""
    NEGATIVE = "negative"
    """stop, avoid, don't, no longer."""
    VANITY = "vanity"
    """page views, followers, likes, downloads: they only grow and decide nothing."""
    KPI = "kpi"
    """revenue, churn, NPS, conversion rate: business figures."""
    MEASURE = "measure"
    """Any word that can be measured."""
    TECHNOLOGY = "technology"
    """Kubernetes, microservices, React, database."""
    VALUE = "value"
    """customers, users, people, growth, trust: for whom or what for."""
    OUTSIDE = "outside"
    """market, competitors, regulator, weather."""
    SLOW = "slow"
    """annual, brand awareness, culture, market share: does not move within a quarter."""
    JARGON = "jargon"
    """synergy, leverage, paradigm; and acronyms nobody has spelled out."""
    ASPIRATION = "aspiration"
    """delight, love, best, world-class, easiest: what draws people on."""
    ANYBODYS = "anybodys"
    """company, market, product, in the world: what every organisation could say of itself."""
    PURPOSE = "purpose"
    """so that, in order to, which leads to: what it is good for."""
    ALL = "all"
    """all, every, zero, none, double, half: amounts without figures."""
    DONE = "done"
    """complete, finished, live, released, in place: either or."""
    DATE = "date"
    """by 30 June, Q3, 2027: when, not how much."""
    GAMEABLE = "gameable"
    """calls, tickets closed, lines of code: easily more without anybody being better off."""
    LOVED = "loved"
    """satisfaction, quality, retention: what guards a number against being gamed."""
    WORK = "work"
    """A deliverable named anywhere."""
    COMPARED = "compared"
    """than last year, above the industry average: measured against something known."""
    ATTAINED = "attained"
    """certification, approval, break-even: others or the books decide, once."""


class Role(StrEnum):
    """What a number does in its sentence."""

    FROM = "from"
    TO = "to"
    BY = "by"
    """A change: by 20%, +20%, 20% more."""
    AT_LEAST = "at least"
    AT_MOST = "at most"
    TIMES = "times"
    """3x, doubled, tenfold."""
    RANK = "rank"
    """top 3, number 1."""
    PLAIN = "plain"
    """Neither: "NPS of 45", "20 customers", "90% of users"."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that says how much. Dates, versions and names ("Q3", "v2.0", "ISO 27001") are none.

    `value` is None for a placeholder. `unit` is as written ("%", "€", "days"), `counts` the noun that is counted and
    `thing` its class; `of_all` is True for a share of a whole ("80% of users", "4 of 5 services").
    """

    span: Span
    value: float | None
    role: Role = Role.PLAIN
    unit: str = ""
    counts: str = ""
    thing: Thing = Thing.OTHER
    of_all: bool = False
    around: Span = (0, 0)
    """With the words that give it its role: "from 3 %", "10 or more"."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb and what it acts on. `about` is the span of verb and object, `head` the verb alone (empty: (0, 0))."""

    act: Act
    head: Span
    about: Span
    object: str = ""
    """The words the verb acts on, without numbers: "the new website"."""
    thing: Thing = Thing.OTHER
    named: str = ""
    """The noun that decided about `thing`: "website"."""
    purpose: bool = False
    """The clause says what for: "to raise retention"."""


@dataclass(frozen=True, slots=True)
class Likely:
    """What probably changes when a piece of work is done, for a rewrite without invented numbers."""

    question: str
    """For the person, in the language of the text: "what do visitors do more of when the website is live?"."""
    measure: str
    """In the language of the text: "sign-ups per week from the website"."""
    less: bool = False


class Wording(Protocol):
    """How a pack writes a better start in its own language. What only the writer knows is <x>, <y>, <measure>."""

    def way(self, measure: str, *, less: bool = False, start: str = "<x>", target: str = "<y>") -> str:
        """Raise <measure> from <x> to <y>."""

    def starting(self, start: str = "<x>") -> str:
        """from <x>: what is put in front of "to 40"."""

    def travelling(self, start: str = "<x>", target: str = "<y>") -> str:
        """from <x> to <y>: what is put behind a measure."""

    def aimed(self, said: str, verb: str) -> str:
        """A direction with its way: "Increase sales from <x> to <y>"."""

    def unnamed(self) -> str:
        """A measure that the writer has to name."""

    def worded(self, rule: str, message: str, why: str, fix: str) -> tuple[str, str, str]:
        """A finding's message, why and fix, which a rule says in English, in the language of the text."""

    def titled(self, rule: str, title: str) -> str:
        """The name of a rule, which it has in English, in the language of the text."""

    def likely(self, words: tuple[Word, ...]) -> Likely | None:
        """What probably changes when the work these words name is done."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text as its pack has read it. The first clause is the head; there is always one unless there are no words."""

    text: str
    subject: Subject
    language: str
    words: tuple[Word, ...]
    clauses: tuple[Clause, ...]
    amounts: tuple[Amount, ...]
    wording: Wording
    marks: Mapping[Mark, tuple[Span, ...]] = field(default_factory=dict)

    @property
    def head(self) -> Clause:
        return self.clauses[0] if self.clauses else Clause(Act.NAME, (0, 0), (0, 0))

    @property
    def whole(self) -> Span:
        return (self.words[0].start, self.words[-1].end) if self.words else (0, len(self.text))

    def has(self, *marks: Mark) -> bool:
        return any(self.marks.get(mark) for mark in marks)

    def said(self, span: Span) -> str:
        """The words of a span, for quoting: one line, not too long."""
        words = " ".join(self.text[span[0] : span[1]].split())
        return words if len(words) <= 60 else f"{words[:57].rsplit(' ', 1)[0]} …"


class Pack(Wording, Protocol):
    """A language the coach reads and speaks."""

    @property
    def code(self) -> str:
        """en, de."""

    def read(self, text: str, subject: Subject) -> Sentence:
        """The sentence of a text. Never raises."""

    def knows(self, word: str) -> bool:
        """Is this (lower-case) word in the vocabulary? For telling languages apart."""

    def sufficient(self, objective: str) -> str:
        """The question whether the key results suffice (R28), with the objective's own words in it, if there are any."""

    def understood(self, what: Understood, *, share: bool = False) -> str:
        """What a sentence was read as. `share`: its target is a part of what is measured."""
