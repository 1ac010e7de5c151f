"""The timetable: what runs when, one thing after the other, in one process beside the pages.

Every job can be run twice without harm and killed at any moment: what it does is one transaction, and
what it missed it does the next time.
"""

import logging
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.sessions.backends.base import SessionBase
from django.db import DatabaseError, close_old_connections

from northing.accounts.queries import organisation
from northing.accounts.sessions import SessionStore
from northing.activity.actions import forget_answers
from northing.goals.actions import turn_day
from northing.kit import clock
from northing.notifications.actions import forget_letters, send_letters, write_letters

log = logging.getLogger("northing.jobs")


@dataclass(frozen=True, slots=True)
class Job:
    """Something that runs again and again: its name, how often, and what it does."""

    name: str
    every: timedelta
    run: Callable[[], object]


def _turn_day() -> None:
    if organisation() is not None:
        turn_day()


def _letters_go() -> None:
    if organisation() is not None:
        write_letters()
        send_letters()


def _clear_sessions(sessions: type[SessionBase] = SessionStore) -> None:
    sessions.clear_expired()


TIMETABLE = (
    # Every few minutes, because midnight comes at another moment in every time zone.
    Job("the day turns", timedelta(minutes=5), _turn_day),
    # For some seconds at most, however many wait: the day turns in between.
    Job("letters go out", timedelta(seconds=20), _letters_go),
    Job("old letters go", timedelta(hours=6), forget_letters),
    Job("old sessions go", timedelta(hours=6), _clear_sessions),
    Job("old answers go", timedelta(hours=6), forget_answers),
)


class Timetable:
    """Runs jobs when they are due until it is told to stop."""

    def __init__(self, jobs: tuple[Job, ...] = TIMETABLE) -> None:
        self._jobs = jobs
        self._next: dict[str, datetime] = {}
        self._stop = threading.Event()

    def run(self) -> None:
        """Work until SIGTERM or SIGINT."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self._stop.set())
        while not self._stop.is_set():
            self.run_due()
            self._stop.wait(10)

    def run_due(self) -> list[str]:
        """Run what is due now; returns the names of the jobs that ran. A job that fails is tried again in its turn."""
        now = clock.now()
        ran = []
        for job in self._jobs:
            if self._next.get(job.name, now) > now:
                continue
            self._next[job.name] = now + job.every
            close_old_connections()
            try:
                job.run()
                ran.append(job.name)
            except DatabaseError:
                log.exception("%s: the database did not do it; it is tried again in %s", job.name, job.every)
        return ran
