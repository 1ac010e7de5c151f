"""From a blank sheet to a published, aligned set of OKRs, as new users would: with the mouse, without JavaScript, and with
the keyboard alone.

A leader drafts two company objectives before the quarter; two of a team write a set against one key result each, let the
coach find three things and fix them, ask another team for help and get another day; the sponsor sends it back once and
approves; it is published, everyone concerned has mail, and the map shows it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit
from tests.browser.hands import Hand, Keyboard, WithoutScripts
from tests.browser.post import Post
from tests.browser.serving import hurrying

DUE, LATER = "2030-11-20", "2030-12-04"
NEED = "Somebody who counts the fines of the last year"
MISSING = "What have you tried before, and why did it not last?"
TO_FIX = re.compile("to fix$")


@dataclass(frozen=True)
class Line:
    """A line of a set as it is written first, and as it is after the coach."""

    first: str
    then: str
    levels: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Part:
    """What one of the team writes: against which key result from above, an objective, why, and key results."""

    against: str
    objective: Line
    why: str
    key_results: tuple[Line, ...]
    serves: str


@dataclass(frozen=True)
class Story:
    """Who does it in which team. People are called by what stands before the @ of their address, and by name."""

    team: str
    writers: tuple[tuple[str, str], tuple[str, str]]
    lead: tuple[str, str]
    sponsor: tuple[str, str]
    asked: tuple[str, str, str]
    company: tuple[tuple[str, str, str], tuple[str, str, str]]
    parts: tuple[Part, Part]
    bystander: str


GATES = Story(
    team="Terminals",
    writers=(("jonas.lehtinen", "Jonas Lehtinen"), ("amara", "Amara Diallo")),
    lead=("rosa", "Rosa Delgado Ibáñez"),
    sponsor=("tomasz", "Tomasz Wiśniewski"),
    asked=("Finance", "gustav", "Gustav Ahlberg"),
    company=(
        (
            "Let the night be as cold and as calm as the day",
            "Two of three losses happen at night, and the people who could prevent them leave us.",
            "Lower crates that wait at an open door at night from 140 to 30",
        ),
        (
            "Have every shop trust the crate that it did not see loaded",
            "A shop that doubts a crate throws it away, and tells the next one.",
            "Lower crates that a shop refuses unopened from 90 to 20",
        ),
    ),
    parts=(
        Part(
            "Lower crates that wait at an open door",
            Line("Launch the new gate app", "Let a crate pass every gate without waiting"),
            "A crate that waits at night gets warm, and nobody sees it.",
            (
                Line("Introduce a second lane", "Lower the longest wait at a gate from 45 to 10 min", ("35", "20")),
                Line("Improve the doors", "Raise doors that close within a minute from 62 % to 95 %", ("72", "85")),
            ),
            serves="Let the night be as cold and as calm as the day",
        ),
        Part(
            "Lower crates that a shop refuses",
            Line("Roll out new seals", "Let a shop see at a glance that a crate was never opened"),
            "Shops throw away what they cannot trust.",
            (Line("Train the shift leads", "Raise crates with an unbroken seal from 71 % to 98 %", ("80", "90")),),
            serves="Have every shop trust the crate that it did not see loaded",
        ),
    ),
    bystander="signe",
)


SHELVES = Story(
    team="Food and Grocery",
    writers=(("marco", "Marco Galli"), ("anneke", "Anneke Visser")),
    lead=("linnea", "Linnea Holm"),
    sponsor=("helene", "Hélène Duchamp-Okafor"),
    asked=("Customer Care", "dorota", "Dorota Kamińska"),
    company=(
        (
            "Make a warm shelf the exception that everybody talks about",
            "Every shop has one, and nobody writes it down.",
            "Lower shelves found warm by our drivers from 60 to 12",
        ),
        (
            "Let a grocer order from us without thinking of the weather",
            "In August they order elsewhere.",
            "Raise orders placed in a heat wave from 35 % to 80 %",
        ),
    ),
    parts=(
        Part(
            "Lower shelves found warm",
            Line("Implement shelf sensors", "Let a grocer know of a warm shelf before the milk does"),
            "The driver sees it, and has nobody to tell.",
            (Line("Launch the grocer app", "Lower the time until a grocer knows from 9 to 1 h", ("6", "3")),),
            serves="Make a warm shelf the exception that everybody talks about",
        ),
        Part(
            "Raise orders placed in a heat wave",
            Line("Roll out summer packaging", "Have fish arrive in August as it does in March"),
            "One warm parcel in summer costs a customer for a year.",
            (
                Line("Train the packers", "Raise parcels below 2 °C in a heat wave from 64 % to 92 %", ("72", "84")),
                Line("Improve the labels", "Lower complaints about fish in summer from 50 to 15", ("40", "25")),
            ),
            serves="Let a grocer order from us without thinking of the weather",
        ),
    ),
    bystander="samuel",
)
ROADS = Story(
    team="Carriers",
    writers=(("katarzyna", "Katarzyna Nowak"), ("enzo", "Enzo Ricci")),
    lead=("bram", "Bram de Vries"),
    sponsor=("tomasz", "Tomasz Wiśniewski"),
    asked=("People and Learning", "leila", "Leila Farahani"),
    company=(
        (
            "Be the load that a driver likes to carry",
            "Drivers choose, and they do not choose us at night.",
            "Raise night tours that find a driver at once from 40 % to 75 %",
        ),
        (
            "Arrive when we said, and say it when we do not",
            "Waiting for us costs a hospital an hour of two people.",
            "Lower arrivals more than 30 min late from 210 to 60",
        ),
    ),
    parts=(
        Part(
            "Raise night tours that find a driver",
            Line("Launch the carrier portal", "Let a driver see before midnight what the night will bring"),
            "A tour that is known at noon finds a driver; one at ten does not.",
            (Line("Introduce fixed tours", "Raise tours announced by noon from 31 % to 80 %", ("45", "65")),),
            serves="Be the load that a driver likes to carry",
        ),
        Part(
            "Lower arrivals more than 30 min late",
            Line("Implement live tracking", "Let nobody at a ramp ask where we are"),
            "They call us, we call the driver, who is driving.",
            (
                Line("Build a status page", "Lower calls from a ramp from 320 to 80", ("250", "150")),
                Line("Improve the ramps", "Lower the wait at a ramp from 50 to 20 min", ("42", "30")),
            ),
            serves="Arrive when we said, and say it when we do not",
        ),
    ),
    bystander="freja",
)


@pytest.fixture(scope="module")
def letters(folder: Path, site: str, post: Post) -> Iterator[Post]:
    """The letter boxes of the demo company, emptied quickly."""
    with hurrying(folder, site, post.url):
        yield post


@pytest.mark.parametrize(
    ("story", "hand"),
    [(GATES, Hand), (SHELVES, WithoutScripts), (ROADS, Keyboard)],
    ids=["with a mouse", "without JavaScript", "with the keyboard alone"],
)
def test_from_a_blank_sheet_to_a_published_set(visit: Visit, letters: Post, story: Story, hand: type[Hand]) -> None:
    Journey(visit, letters, story, hand).whole()


class Journey:
    """The whole way, step by step; who does what is in the story, how it is done is up to the hand."""

    def __init__(self, visit: Visit, post: Post, story: Story, hand: type[Hand]) -> None:
        self.visit = visit
        self.post = post
        self.story = story
        self.hand = hand
        self.hands: dict[str, Hand] = {}

    def whole(self) -> None:
        self.company_drafts()
        self.team_writes()
        self.team_refines()
        self.team_asks()
        self.team_answers()
        self.sponsor_sends_back()
        self.sponsor_approves()
        self.lead_publishes()
        self.map_shows_it()
        self.everyone_has_mail()

    def at(self, who: str) -> Hand:
        """Somebody, at a page of their own."""
        if who not in self.hands:
            self.hands[who] = self.hand(self.visit(who, java_script_enabled=self.hand.live))
        return self.hands[who]

    def open(self, who: str, team: str = "") -> Hand:
        """Somebody, at the draft of a team, found from home."""
        hand = self.at(who)
        hand.page.goto("/")
        hand.follow("Drafts")
        hand.follow(f"{team or self.story.team}, ")
        expect(hand.page).to_have_url(re.compile("/draft/"))
        expect(hand.page.get_by_role("heading", name="Checklist")).to_be_visible()
        return hand

    # ---- the company -------------------------------------------------------------------------------------------

    def company_drafts(self) -> None:
        ingrid = self.open("ingrid", "Vinterhavn")
        if ingrid.page.get_by_role("heading", name="It is out").count():
            ingrid.follow("Write another objective")
        for statement, why, key_result in self.story.company:
            article = self.new_objective(ingrid, statement)
            ingrid.write("Why", why, article)
            self.new_key_result(ingrid, article, 1, key_result)
        self.save(ingrid)
        expect(ingrid.page.locator("main")).to_contain_text("Draft by Ingrid Solheim-Adeyemi")
        ingrid.follow("Transmit")
        ingrid.write("What you tell", "Two things for the coming quarter. Take one on with your team.")
        ingrid.write("Why you publish it without", "The leadership wrote it together, and nobody is above us.")
        ingrid.press("Publish and tell")
        expect(ingrid.page.get_by_role("heading", level=1)).to_have_text("It is out")
        expect(ingrid.page.locator("main")).to_contain_text(self.story.company[0][0])

    def new_objective(self, hand: Hand, statement: str) -> Locator:
        empty = hand.page.get_by_label("What should change?")
        hand.add(
            "What should change?" if empty.count() else "Another objective", statement, "Objective", self.newest(hand)
        )
        article = hand.page.get_by_role("article").last
        expect(article.get_by_label("Objective", exact=True)).to_have_value(statement)
        return article

    def newest(self, hand: Hand) -> Locator:
        return hand.page.get_by_role("group", name="A new objective")

    def new_key_result(self, hand: Hand, article: Locator, number: int, text: str) -> None:
        hand.add("Another key result", text, "Key result", article)
        expect(article.get_by_label(f"Key result {number}", exact=True)).to_have_value(text)

    def save(self, hand: Hand) -> None:
        if not hand.live:
            hand.press("Save")
            return
        hand.page.keyboard.press("Control+Enter")
        expect(hand.page.get_by_text("Saved", exact=True)).to_be_visible()

    # ---- Create ------------------------------------------------------------------------------------------------

    def team_writes(self) -> None:
        for (who, _name), part in zip(self.story.writers, self.story.parts, strict=True):
            self.write_part(self.open(who), part)
        for (who, _name), part in zip(self.story.writers, self.story.parts, strict=True):
            self.mend_part(self.open(who), part)
        hand = self.open(self.story.writers[0][0])
        expect(
            hand.page.get_by_role("complementary", name="Coach and checklist").get_by_text("OK", exact=True)
        ).to_be_visible()
        hand.press("On to Refine")

    def write_part(self, hand: Hand, part: Part) -> None:
        hand.follow(part.against)
        hand.write("What will be different?", part.objective.first)
        hand.press("Into the draft")
        article = self.part_of(hand, part.objective.first)
        expect(article.get_by_role("link", name=re.compile(f"^{part.against}"))).to_be_visible()
        hand.write("Why", part.why, article)
        for number, line in enumerate(part.key_results, start=1):
            self.new_key_result(hand, article, number, line.first)
        self.save(hand)

    def part_of(self, hand: Hand, statement: str) -> Locator:
        lines = hand.page.get_by_label("Objective", exact=True)
        expect(hand.page.get_by_role("group", name="A new objective")).to_be_visible()
        place = [line.input_value() for line in lines.all()].index(statement)
        return hand.page.get_by_role("article").nth(place)

    def mend_part(self, hand: Hand, part: Part) -> None:
        article = self.part_of(hand, part.objective.first)
        coach = self.coach(hand)
        to_fix = coach.get_by_role("heading", level=3).filter(has_text=TO_FIX)
        expect(coach).to_contain_text("Not OK yet")
        before = to_fix.count()
        hand.write("Objective", part.objective.then, article)
        for number, line in enumerate(part.key_results, start=1):
            hand.write(f"Key result {number}", line.then, article)
        self.save(hand)
        expect(to_fix).to_have_count(before - 1 - len(part.key_results))

    def coach(self, hand: Hand) -> Locator:
        return hand.page.get_by_role("complementary", name="Coach and checklist")

    # ---- Refine ------------------------------------------------------------------------------------------------

    def team_refines(self) -> None:
        first, second = (who for who, _name in self.story.writers)
        hand = self.open(first)
        owner = self.story.writers[1][1]
        for levels in self.levels():
            one = hand.page.get_by_role("listitem").filter(
                has=hand.page.get_by_role("link", name=levels[0], exact=True)
            )
            hand.unfold("Set the numbers and the owner", one)
            for label, level in zip(("Earns 0.3", "Earns 0.7"), levels[1:], strict=True):
                hand.write(label, level, one)
            hand.choose("Owner", owner, one)
            hand.press("Save", one)
            expect(one).to_contain_text(owner)
            hand.press("Agree to how key result", one)
            expect(one).to_contain_text(f"Agreed by {self.story.writers[0][1]}")
        hand.unfold("Say something")
        hand.write("Your comment", f"@{owner} does a level of its own make sense here?")
        hand.press("Comment")
        expect(hand.page.locator("main")).to_contain_text("does a level of its own make sense here?")

        for who in (second, self.story.lead[0]):
            other = self.open(who)
            for levels in self.levels():
                one = other.page.get_by_role("listitem").filter(
                    has=other.page.get_by_role("link", name=levels[0], exact=True)
                )
                other.press("Agree to how key result", one)
        lead = self.open(self.story.lead[0])
        for who in self.team()[1:]:  # nobody is told what they did themselves
            self.told(who, "the draft is ready to be refined")
        lead.press("On to Align")
        expect(lead.page.get_by_role("heading", level=1)).to_have_text("Who needs whom?")

    def levels(self) -> list[tuple[str, str, str]]:
        """The key results, as the coach left them, with a 0.3 and a 0.7 for each."""
        return [(line.then, *line.levels) for part in self.story.parts for line in part.key_results]

    # ---- Align -------------------------------------------------------------------------------------------------

    def team_asks(self) -> None:
        team, their_lead, _name = self.story.asked
        asker = self.open(self.story.writers[0][0])
        asker.follow("Ask a team")
        asker.write("What you need", NEED)
        asker.choose("From", team)
        asker.date("By when", DUE)
        asker.press("Ask")
        expect(asker.page.get_by_role("heading", level=1)).to_have_text("Who needs whom?")
        self.told(their_lead, f"{self.story.team} asks {team} for: {NEED}")

        other = self.at(their_lead)
        other.page.goto("/")
        needs = other.page.get_by_role("listitem").filter(has_text=NEED).first
        expect(needs).to_contain_text(f"{self.story.team} asks {team}")
        other.follow("Answer", needs)
        other.unfold("Propose another day")
        other.date("By when you can", LATER)
        other.write("What stands in the way of the first one", "The year is closed first.")
        other.press("Propose")
        expect(other.page.get_by_text("Proposed.")).to_be_visible()
        self.told(self.story.writers[0][0], f"{team} proposes another day: {NEED}")

        asker = self.open(self.story.writers[0][0])
        expect(asker.page.locator("main")).to_contain_text("Another day proposed")
        asker.follow(NEED)
        asker.press("Accept ")
        expect(asker.page.get_by_text("It is agreed.")).to_be_visible()
        self.told(their_lead, f"{self.story.team} accepted your day: {NEED}")

    # ---- Finalise ----------------------------------------------------------------------------------------------

    def team_answers(self) -> None:
        hand = self.open(self.story.writers[1][0])
        for question in (
            "Who depends on our objectives?",
            "Whom do we work with most?",
            "Whom do we depend on, and how?",
        ):
            hand.write(f"Your answer: {question}", f"The drivers ({question})")
            hand.press(f"Save: {question}")
        hand.press("On to Finalise")
        for question in ("How did you get to this set?", "What did you try?", "What did you agree with others?"):
            hand.write(question, "We read two hundred alarms aloud.")
            hand.press(f"Save: {question}")
        for part in self.story.parts:
            question = f"Could every key result be 1.0, and “{part.objective.then}” still not be true?"
            hand.write(f"Your answer: {question}", "Yes, if drivers take another road.")
            hand.press(f"Save: {question}")
        hand.press(f"Lay it before {self.story.sponsor[1]}")
        expect(hand.page.locator("main")).to_contain_text(f"It lies before {self.story.sponsor[1]}.")
        self.told(self.story.sponsor[0], "a draft waits for you")

    def sponsor_sends_back(self) -> None:
        sponsor = self.at(self.story.sponsor[0])
        sponsor.page.goto("/")
        sponsor.follow("Read", sponsor.page.get_by_role("listitem").filter(has_text=self.story.team))
        sponsor.unfold("Send it back")
        sponsor.write("What is missing", MISSING)
        sponsor.press("Send it back")
        expect(sponsor.page.locator("main")).to_contain_text("sent it back to Refine")
        for who in self.team():
            self.told(who, MISSING)
        hand = self.open(self.story.writers[1][0])
        expect(hand.page.locator("main")).to_contain_text(MISSING)

    def sponsor_approves(self) -> None:
        hand = self.open(self.story.writers[1][0])
        hand.press("On to Align")
        hand.press("On to Finalise")
        hand.write("What did you try?", "Fines for drivers. They took another gate.")
        hand.press("Save: What did you try?")
        hand.press(f"Lay it before {self.story.sponsor[1]}")
        sponsor = self.open(self.story.sponsor[0])
        expect(sponsor.page.locator("main")).to_contain_text("They took another gate.")
        sponsor.write("A word with it", "Now I would bet on it.")
        sponsor.press("Approve")
        expect(sponsor.page.locator("main")).to_contain_text(f"{self.story.sponsor[1]} approved it.")
        for who in self.team():
            self.told(who, "Now I would bet on it.")

    # ---- Transmit ----------------------------------------------------------------------------------------------

    def lead_publishes(self) -> None:
        lead = self.open(self.story.lead[0])
        lead.write("What you tell", "We begin on Monday: come and stand at a gate with us.")
        lead.press("Publish and tell")
        expect(lead.page.get_by_role("heading", level=1)).to_have_text("It is out")
        for part in self.story.parts:
            expect(lead.page.locator("main")).to_contain_text(part.objective.then)

    def map_shows_it(self) -> None:
        lead = self.at(self.story.lead[0])
        lead.follow("On the map")
        page = lead.page
        if lead.live:
            expect(page.locator("northing-map[data-ready]")).to_be_visible()
        for part in self.story.parts:
            row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=part.objective.then))
            expect(row.get_by_role("cell").nth(2)).to_contain_text(part.serves)

    def everyone_has_mail(self) -> None:
        story = self.story
        for who in (*self.team()[:2], story.sponsor[0], story.asked[1], "ingrid"):
            self.told(who, f"{story.team} has published its objectives")
        self.told(story.writers[1][0], f"{story.writers[0][1]} names you")
        self.told(story.bystander, "Vinterhavn has published its objectives")

    def team(self) -> list[str]:
        return [who for who, _name in self.story.writers] + [self.story.lead[0]]

    def told(self, who: str, words: str) -> None:
        """Somebody has a letter with these words in it."""
        assert self.post.has(who, words), (who, words, self.post.to(who))
