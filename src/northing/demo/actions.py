"""Loading the demo company: sixty people and three quarters, told in order, through the product's own actions."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from northing.accounts import actions as accounts
from northing.accounts.models import Person
from northing.accounts.queries import organisation
from northing.activity.actions import through
from northing.checkins.actions import check_in, correct_check_in
from northing.conversations import actions as conversations
from northing.conversations.models import ReactionKind
from northing.core.cadence import Level
from northing.core.measures import Kind
from northing.core.rollup import DrawsFrom
from northing.core.scoring import proposed_score
from northing.cycles import actions as cycles
from northing.demo import drafting
from northing.demo.okrs import business, coming, company, customers, field, past, technology
from northing.demo.okrs.notation import Goal, Result, Work
from northing.demo.okrs.requests import REQUESTS, Ask, Turn
from northing.demo.okrs.talk import TALKS, Said, Talk
from northing.demo.people import (
    CHAMPION,
    CHIEF,
    COMPANY,
    DEPARTMENTS,
    FOUNDER,
    PASSWORD,
    TIME_ZONE,
    TITLES,
    VIEWERS,
    Unit,
    address,
    everybody,
)
from northing.demo.telling import Week, chance, story
from northing.goals import actions as goals
from northing.goals.models import KeyResult, Objective
from northing.goals.queries.rows import measure_of
from northing.kit import clock, errors
from northing.kit.transactions import write
from northing.teams import actions as teams
from northing.teams.queries import company_id

WEEKS = 13
RUNNING_WEEK = 6

CURRENT = (
    *company.COMPANY, *company.DEPARTMENTS, *field.RESPONSE, *field.CARRIERS, *field.TERMINALS, *technology.SIGNALS,
    *technology.PLATFORM, *technology.HARDWARE, *customers.PHARMA, *customers.FOOD, *customers.CARE,
    *business.REGULATORY, *business.FINANCE, *business.PEOPLE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was created."""

    people: int
    teams: int
    objectives: int
    key_results: int
    check_ins: int


def load(today: date | None = None) -> Loaded:
    """Fill an empty installation with Vinterhavn; the same company on every machine on the same day.

    All or nothing. Raises `Refused` when there is an organisation already.
    """
    if organisation() is not None:
        raise errors.Refused("The demo company needs an empty installation, and here is an organisation already.")
    day = today or clock.today(TIME_ZONE)
    with through("demo"), write():
        return _Telling(day).tell()


class _Telling:
    """Collects everything that happens, and lets it happen in order."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.start = today - timedelta(days=today.weekday(), weeks=RUNNING_WEEK - 1)
        self.people: dict[str, Person] = {}
        self.teams: dict[str, int] = {}
        self.leads: dict[str, str] = {}
        self.cycles: list[int] = []
        self.year = 0
        self.keys: dict[str, tuple[str, int]] = {}
        self.events: list[tuple[datetime, int, Callable[[], None]]] = []
        self.check_ins = 0

    def tell(self) -> Loaded:
        dawn = self._at(self.start - timedelta(weeks=2 * WEEKS + 2), 8)
        with clock.frozen(dawn):
            self._found(dawn.date())
        quarters = (past.SPRING, past.SUMMER, CURRENT)
        for number, pursued in enumerate(quarters):
            self._quarter(number, pursued)
        self._pursue(
            company.YEAR,
            self.year,
            self.start - timedelta(weeks=2 * WEEKS),
            3 * WEEKS - (WEEKS - RUNNING_WEEK),
            sparse=True,
        )
        self._drafts()
        for ask in REQUESTS:
            self._request(ask)
        for talk in TALKS:
            self._talk(talk)
        for moment, _order, happen in sorted(self.events, key=lambda event: event[:2]):
            if moment.date() <= self.today:
                with clock.frozen(moment):
                    happen()
        goals.turn_day(self.today)
        return Loaded(
            people=len(self.people),
            teams=len(self.teams),
            objectives=Objective.objects.count(),
            key_results=KeyResult.objects.count(),
            check_ins=self.check_ins,
        )

    # ---- who and where -----------------------------------------------------------------------------------

    def _found(self, day: date) -> None:
        cycles.begin(
            name=COMPANY, time_zone=TIME_ZONE, locale="en", currency="kr", administrator_name=FOUNDER,
            email=address(FOUNDER), password=PASSWORD, cycle_names=set(),
        )  # fmt: skip
        founder = Person.objects.get(email=address(FOUNDER))
        self.people[FOUNDER] = founder
        for name in everybody():
            if name != FOUNDER:
                self._hire(founder, name)
        accounts.edit_person(founder, founder.pk, name=FOUNDER, title=TITLES[FOUNDER])
        # One and the same password for all of them, hashed once: it takes its time on purpose.
        Person.objects.exclude(pk=founder.pk).update(password=founder.password)
        self._plant(founder, day)
        self._run_cycles(founder)
        self.people = {person.name: person for person in Person.objects.all()}

    def _hire(self, founder: Person, name: str) -> None:
        row = accounts.invite_person(
            founder, name=name, email=address(name), title=TITLES.get(name, ""),
            role="viewer" if name in VIEWERS else "contributor", is_champion=name == CHAMPION,
        )  # fmt: skip
        self.people[name] = Person.objects.get(pk=row.id)

    def _plant(self, founder: Person, day: date) -> None:
        root = company_id()
        assert root is not None
        self.teams[COMPANY], self.leads[COMPANY] = root, CHIEF
        teams.add_member(founder, root, person_id=self.people[CHIEF].pk, role="lead", starts_on=day)
        for department in DEPARTMENTS:
            unit = self._team(founder, department, root, "unit", day, sponsor=CHIEF)
            for team in department.teams:
                self._team(founder, team, unit, "team", day, sponsor=department.lead)

    def _team(self, founder: Person, unit: Unit, parent: int, kind: str, day: date, sponsor: str) -> int:
        row = teams.create_team(founder, name=unit.name, kind=kind, parent_id=parent, purpose=unit.purpose)
        self.teams[unit.name], self.leads[unit.name] = row.id, unit.lead
        teams.add_member(founder, row.id, person_id=self.people[unit.lead].pk, role="lead", starts_on=day)
        for name in unit.members:
            teams.add_member(founder, row.id, person_id=self.people[name].pk, starts_on=day)
        teams.set_sponsor(founder, row.id, person_id=self.people[sponsor].pk)
        return row.id

    def _run_cycles(self, founder: Person) -> None:
        first = self.start - timedelta(weeks=2 * WEEKS)
        name = str((self.start + timedelta(weeks=WEEKS // 2)).year)
        year = cycles.create_cycle(
            founder, name=name, level=Level.ANNUAL, starts_on=first, ends_on=first + timedelta(weeks=4 * WEEKS, days=-1)
        )
        self.year = year.id
        names = quarter_names([first + timedelta(weeks=WEEKS * number) for number in range(4)])
        for number, quarter in enumerate(names):
            starts_on = first + timedelta(weeks=WEEKS * number)
            # The board meets early this time, so leadership began to draft the coming quarter last Monday.
            coming = starts_on > self.today
            moved = {"leadership_drafts": self.start + timedelta(weeks=RUNNING_WEEK - 2)} if coming else {}
            row = cycles.create_cycle(
                founder, name=quarter, level=Level.QUARTERLY, starts_on=starts_on,
                ends_on=starts_on + timedelta(weeks=WEEKS, days=-1), parent_id=year.id, moved=moved,
            )  # fmt: skip
            self.cycles.append(row.id)

    # ---- what is pursued ---------------------------------------------------------------------------------

    def _quarter(self, number: int, pursued: Iterable[Goal]) -> None:
        starts_on = self.start + timedelta(weeks=WEEKS * (number - 2))
        is_over = number < 2
        self._happens(starts_on, 6, goals.turn_day)
        self._pursue(pursued, self.cycles[number], starts_on, WEEKS if is_over else RUNNING_WEEK)
        if is_over:
            ends_on = starts_on + timedelta(weeks=WEEKS, days=-1)
            self._happens(ends_on, 7, goals.turn_day)
            for goal in pursued:
                self._happens(ends_on, 17, lambda goal=goal, cycle=self.cycles[number]: self._close(goal, cycle))  # type: ignore[misc]
            self._happens(
                ends_on + timedelta(days=5), 12, lambda: cycles.close_cycle(self.people[FOUNDER], self.cycles[number])
            )

    def _pursue(
        self, pursued: Iterable[Goal], cycle: int, starts_on: date, weeks: int, *, sparse: bool = False
    ) -> None:
        for goal in pursued:
            written = starts_on - timedelta(days=4 + int(5 * chance(goal.statement, "written")))
            if goal.shares:  # what another team pursues is taken on once everybody sees it
                self._happens(starts_on, 10, lambda goal=goal: self._take_on(goal, cycle))  # type: ignore[misc]
            else:
                self._happens(written, 10, lambda goal=goal: self._write(goal, cycle))  # type: ignore[misc]
            self._happens(starts_on, 11 if goal.shares else 8, lambda goal=goal: self._publish(goal, cycle))  # type: ignore[misc]
            self._happens(starts_on, 12 if goal.shares else 9, lambda goal=goal: self._align(goal, cycle))  # type: ignore[misc]
            for work in goal.work:
                self._work(goal, cycle, work, starts_on)
            for result in goal.results:
                told = [week for week in story(result, weeks) if not sparse or week.number % 4 == 3]
                for week in told:
                    self._week(goal, cycle, result, week, starts_on, weeks)
                if result.retarget is not None:
                    self._retarget(goal, cycle, result, starts_on)

    def _drafts(self) -> None:
        for goal in coming.NEXT:
            day = self.today - timedelta(days=7 + int(3 * chance(goal.statement)))
            self._happens(day, 11, lambda goal=goal: self._write(goal, self.cycles[3]))  # type: ignore[misc]
            self._happens(day, 12, lambda goal=goal: self._align(goal, self.cycles[3]))  # type: ignore[misc]
        for passage in coming.PASSAGES:
            self._happens(self.today - timedelta(days=passage.ago), passage.hour, partial(self._passage, passage))

    def _passage(self, passage: coming.Passage) -> None:
        drafting.happen(passage, self.people[passage.who], self.teams[passage.team], self.cycles[3])

    def _write(self, goal: Goal, cycle: int) -> None:
        objective = goals.create_objective(
            self._author(goal),
            team_id=self.teams[goal.team],
            cycle_id=cycle,
            statement=goal.statement,
            why=goal.why,
            commitment=goal.commitment,
            lead_id=self.people[goal.lead].pk,
            individual_id=self.people[goal.lead].pk if goal.individual else None,
            confidential=bool(goal.confidential),
            confidant_ids=[self.people[name].pk for name in goal.confidential],
            draws_from=DrawsFrom(goal.draws_from),
        )
        self._remember(goal.key, "objective", objective)
        for result in goal.results:
            number = goals.add_key_result(self._author(goal), objective, **self._facts(result))
            self._remember(result.key, "key_result", number)

    def _facts(self, result: Result) -> Any:
        facts = {name: value for name, value in result.facts.items() if name not in ("found", "how", "done")}
        return {
            "text": result.text, "kind": result.kind, "owner_id": self.people[result.owner].pk,
            "contributor_ids": [self.people[name].pk for name in result.helpers], **facts,
        }  # fmt: skip

    def _take_on(self, goal: Goal, cycle: int) -> None:
        """The team's own version of another team's objective (R22)."""
        goals.take_on_objective(
            self._author(goal), self.keys[goal.shares][1], team_id=self.teams[goal.team], cycle_id=cycle,
            statement=goal.statement, why=goal.why, commitment=goal.commitment, lead_id=self.people[goal.lead].pk,
            key_results={self.keys[result.of][1]: self._facts(result) for result in goal.results if result.of},
            added=[self._facts(result) for result in goal.results if not result.of],
        )  # fmt: skip

    def _author(self, goal: Goal) -> Person:
        return self.people[self.leads[goal.team]]

    def _remember(self, key: str, kind: str, number: int) -> None:
        if key:
            self.keys[key] = (kind, number)

    def _publish(self, goal: Goal, cycle: int) -> None:
        goals.publish_objective(self._author(goal), self._objective(goal, cycle))

    def _align(self, goal: Goal, cycle: int) -> None:
        child = self._objective(goal, cycle)
        for key in goal.serves:
            kind, number = self.keys[key]
            if kind == "objective":
                goals.align(self._author(goal), child, objective_id=number)
            else:
                goals.align(self._author(goal), child, key_result_id=number)

    def _close(self, goal: Goal, cycle: int) -> None:
        """Every key result gets the score that the numbers propose, or the one of its story with the reason (R37)."""
        objective = self._objective(goal, cycle)
        told = {result.text: result.scored for result in goal.results if result.scored}
        scores: dict[int, float | None] = {}
        reasons = {}
        for key_result in KeyResult.objects.filter(objective_id=objective).prefetch_related("stages"):
            measure = measure_of(key_result, key_result.stages.all())
            scores[key_result.pk] = proposed_score(measure, key_result.value, key_result.progress)
            if key_result.text in told:
                scores[key_result.pk], reasons[key_result.pk] = told[key_result.text]
        goals.close_objective(
            self._author(goal), objective, key_result_scores=scores, reasons=reasons, learned=goal.learned
        )

    # ---- how it goes ---------------------------------------------------------------------------------------

    def _week(self, goal: Goal, cycle: int, result: Result, week: Week, starts_on: date, weeks: int) -> None:
        weekday = 1 + int(4 * chance(result.text, week.number, "day"))
        if week.number == RUNNING_WEEK and weeks == RUNNING_WEEK:
            if result.owner == FOUNDER or chance(result.text, "this week") < 0.5:
                return  # not yet: it is due by Friday
            weekday = int(self.today.weekday() * chance(result.text, week.number, "day"))
        day = starts_on + timedelta(weeks=week.number - 1, days=weekday)
        hour = 8 + int(9 * chance(result.text, week.number, "hour"))
        wrong = result.wrong_in == week.number and week.value is not None
        self._happens(day, hour, lambda: self._say(goal, cycle, result, week, wrong=wrong))

    def _say(self, goal: Goal, cycle: int, result: Result, week: Week, *, wrong: bool) -> None:
        number = self._key_result(goal, cycle, result)
        said: dict[str, Any] = {"confidence": week.confidence, "note": week.note}
        if result.kind is Kind.MILESTONE:
            stages = KeyResult.objects.get(pk=number).stages.values_list("pk", flat=True)
            said["stage_ids"] = list(stages)[: week.stages or 0]
        else:
            said["value"] = week.value
            said["measured_how"] = week.how
        owner = self.people[result.owner]
        self.check_ins += 1
        if not wrong or week.value is None:
            check_in(owner, number, **said)
            return
        mistaken = check_in(owner, number, **{**said, "value": round(week.value * 0.83, 1)})
        note = "One carrier's log was counted twice."
        with clock.frozen(clock.now() + timedelta(hours=20)):
            correct_check_in(owner, mistaken.checkin_id, value=week.value, confidence=week.confidence, note=note)

    def _retarget(self, goal: Goal, cycle: int, result: Result, starts_on: date) -> None:
        assert result.retarget is not None
        week, target, reason = result.retarget

        def change() -> None:
            number = self._key_result(goal, cycle, result)
            version = KeyResult.objects.values_list("version", flat=True).get(pk=number)
            text = result.text.replace(f"to {result.facts['target']:g} ", f"to {target:g} ")
            goals.edit_key_result(
                self._author(goal), number, version=version, reason=reason, target=target, text=text,
                level_03=None, level_07=None,
            )  # fmt: skip

        self._happens(starts_on + timedelta(weeks=week - 1, days=1), 16, change)

    def _work(self, goal: Goal, cycle: int, work: Work, starts_on: date) -> None:
        due_on = starts_on + timedelta(weeks=work.week, days=-3)

        def begin() -> None:
            goals.add_initiative(
                self._author(goal), self._objective(goal, cycle), title=work.title, hypothesis=work.hypothesis,
                owner_id=self.people[work.owner].pk, due_on=due_on,
            )  # fmt: skip

        def end() -> None:
            objective = Objective.objects.get(pk=self._objective(goal, cycle))
            number = objective.initiatives.values_list("pk", flat=True).get(title=work.title)
            goals.end_initiative(self._author(goal), number, outcome=work.outcome, kept=work.kept)

        self._happens(starts_on + timedelta(days=1), 14, begin)
        if work.outcome:
            self._happens(due_on, 15, end)

    # ---- what teams ask of each other --------------------------------------------------------------------------

    def _request(self, ask: Ask) -> None:
        asked: list[int] = []

        def begin() -> None:
            objective = self._named(ask.team, ask.statement)
            key_result = self._part(ask.team, ask.key_result) if ask.key_result else None
            asked.append(
                goals.ask_team(
                    self.people[ask.who], objective, team_id=self.teams[ask.asked], words=ask.words,
                    due_on=self._nth(ask.due), key_result_id=key_result,
                )
            )  # fmt: skip

        def go(turn: Turn, version: int) -> None:
            goals.answer_request(
                self.people[turn.who], asked[0], turn.move, version=version, reason=turn.reason,
                due_on=self._nth(turn.due) if turn.due else None,
                serving_key_result_id=self._part(ask.asked, turn.bringer) if turn.bringer else None,
            )  # fmt: skip

        # On a Monday of the running week not all of it has happened yet; what has is believable all the same.
        self._happens(self._nth(ask.day), 11, begin)
        for version, turn in enumerate(ask.turns, start=1):
            self._happens(self._nth(turn.day), 14, lambda turn=turn, version=version: go(turn, version))  # type: ignore[misc]

    # ---- what they say to each other ---------------------------------------------------------------------------

    def _talk(self, talk: Talk) -> None:
        comments: list[int] = []

        def say(said: Said) -> None:
            objective = self._named(talk.team, talk.statement)
            part = self._part(talk.team, talk.key_result) if talk.key_result else None
            begun = {"reply_to": comments[0]} if comments else {"key_result_id": part}
            quote = "" if comments else talk.quote
            posted = conversations.post_comment(self.people[said.who], objective, text=said.text, quote=quote, **begun)
            comments.append(posted.comment_id)

        def press(place: int, who: str, kind: str) -> None:
            conversations.react(self.people[who], comments[place], ReactionKind(kind))

        def settle(who: str) -> None:
            conversations.settle_comment(self.people[who], comments[0], resolved=True)

        for place, said in enumerate(talk.said):
            self._happens(self._nth(said.day), 10 + place, partial(say, said))
            for who, kind in said.pressed:
                self._happens(self._nth(said.day), 15, partial(press, place, who, kind))
        if talk.settled:
            day, settler = talk.settled
            self._happens(self._nth(day), 16, partial(settle, settler))

    def _nth(self, day: int) -> date:
        """A day of the running quarter, counted from its first Monday as 1."""
        return self.start + timedelta(days=day - 1)

    def _named(self, team: str, statement: str) -> int:
        there = Objective.objects.filter(team_id=self.teams[team], cycle_id=self.cycles[2])
        return there.values_list("pk", flat=True).get(statement=statement)

    def _part(self, team: str, first_text: str) -> int:
        there = KeyResult.objects.filter(objective__team_id=self.teams[team], objective__cycle_id=self.cycles[2])
        return there.values_list("pk", flat=True).get(first_text=first_text)

    # ---- when --------------------------------------------------------------------------------------------------

    def _happens(self, day: date, hour: int, what: Callable[[], object]) -> None:
        minute = (len(self.events) * 7) % 60
        self.events.append((self._at(day, hour, minute), len(self.events), lambda: (what(), None)[1]))

    def _at(self, day: date, hour: int, minute: int = 0) -> datetime:
        return datetime.combine(day, time(hour, minute), ZoneInfo(TIME_ZONE))

    def _objective(self, goal: Goal, cycle: int) -> int:
        return Objective.objects.values_list("pk", flat=True).get(
            team_id=self.teams[goal.team], cycle_id=cycle, statement=goal.statement
        )

    def _key_result(self, goal: Goal, cycle: int, result: Result) -> int:
        found = KeyResult.objects.filter(
            objective__team_id=self.teams[goal.team], objective__cycle_id=cycle, objective__statement=goal.statement
        )
        return found.values_list("pk", flat=True).get(owner=self.people[result.owner], first_text=result.text)


def quarter_names(starts: Iterable[date]) -> list[str]:
    """Names for quarters that begin on a Monday of their own: the calendar quarter in which most of each lies."""
    names: list[str] = []
    year, quarter = 0, 0
    for starts_on in starts:
        middle = starts_on + timedelta(weeks=WEEKS) / 2
        if names:
            year, quarter = (year, quarter + 1) if quarter < 4 else (year + 1, 1)
        else:
            year, quarter = middle.year, (middle.month + 2) // 3
        names.append(f"Q{quarter} {year}")
    return names
