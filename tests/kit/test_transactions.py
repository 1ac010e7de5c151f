"""`write()`: all or nothing, first come first served, and nobody waits for the dead."""

import multiprocessing
import os
import signal
import threading
import time
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.db import OperationalError, connection

from northing.kit.transactions import ATTEMPTS, FileQueue, write, write_retrying

forking = multiprocessing.get_context("fork")


def keep(key: str) -> None:
    Group.objects.create(name=key)


@pytest.mark.django_db(transaction=True)
class TestWrite:
    def test_keeps_everything_or_nothing(self) -> None:
        def break_off() -> None:
            with write():
                keep("one")
                with write():
                    keep("two")
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            break_off()
        assert Group.objects.count() == 0
        with write():
            keep("three")
        assert Group.objects.count() == 1

    def test_concurrent_writers_all_get_through(self) -> None:
        def add_ten(number: int) -> None:
            try:
                for round_ in range(10):
                    with write():
                        keep(f"{number}-{round_}")
            except Exception as problem:  # noqa: BLE001 - told to the test
                problems.append(problem)
            finally:
                connection.close()

        problems: list[Exception] = []
        threads = [threading.Thread(target=add_ten, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert problems == []
        assert Group.objects.count() == 80

    def test_tries_again_what_postgresql_breaks_off(self) -> None:
        class DeadlockError(Exception):
            sqlstate = "40P01"

        attempts = []

        @write_retrying
        def unlucky(failures: int) -> str:
            attempts.append(1)
            keep(f"attempt-{len(attempts)}")
            if len(attempts) <= failures:
                raise OperationalError("deadlock detected") from DeadlockError()
            return "done"

        assert unlucky(2) == "done"
        assert [group.name for group in Group.objects.all()] == ["attempt-3"]
        with pytest.raises(OperationalError):
            unlucky(1000)
        assert len(attempts) == 3 + ATTEMPTS
        assert Group.objects.count() == 1

    def test_other_failures_are_not_tried_again(self) -> None:
        attempts = []

        @write_retrying
        def broken() -> None:
            attempts.append(1)
            raise OperationalError("no such table")

        with pytest.raises(OperationalError):
            broken()
        assert len(attempts) == 1


class TestFileQueue:
    def test_first_come_first_served(self, tmp_path: Path) -> None:
        queue = FileQueue(tmp_path / "queue")
        order: list[int] = []

        def take_a_turn(number: int) -> None:
            with queue.turn():
                order.append(number)

        threads = [threading.Thread(target=take_a_turn, args=(number,)) for number in range(12)]
        with queue.turn():
            for number, thread in enumerate(threads, start=1):
                thread.start()
                until(lambda expected=number + 1: next_ticket(tmp_path / "queue") == expected)
        for thread in threads:
            thread.join(10)
        assert order == list(range(12))

    def test_only_one_at_a_time_across_processes(self, tmp_path: Path) -> None:
        counter = tmp_path / "counter"
        counter.write_text("0")

        def count() -> None:
            queue = FileQueue(tmp_path / "queue")
            for _ in range(200):
                with queue.turn():
                    counter.write_text(str(int(counter.read_text()) + 1))

        processes = [forking.Process(target=count) for _ in range(4)]
        for process in processes:
            process.start()
        for process in processes:
            process.join(30)
        assert counter.read_text() == "800"

    @pytest.mark.parametrize("where", ["in its turn", "while waiting"])
    def test_a_killed_writer_leaves_the_queue(self, tmp_path: Path, where: str) -> None:
        """And only its own place: who waited behind a killed waiter does not overtake the one whose turn it is."""
        path = tmp_path / "queue"
        queue = FileQueue(path)

        def stay() -> None:
            with FileQueue(path).turn():
                time.sleep(60)

        done = threading.Event()

        def follow() -> None:
            with queue.turn():
                done.set()

        first = forking.Process(target=stay)
        first.start()
        until(lambda: next_ticket(path) == 1)
        second = forking.Process(target=stay)
        second.start()
        until(lambda: next_ticket(path) == 2)
        follower = threading.Thread(target=follow)
        follower.start()
        until(lambda: next_ticket(path) == 3)

        victims = [second, first] if where == "while waiting" else [first, second]
        kill(victims[0])
        assert not done.wait(0.2)
        kill(victims[1])
        assert done.wait(10)
        follower.join()


def next_ticket(path: Path) -> int:
    return int.from_bytes(path.read_bytes()[:8], "little") if path.exists() else 0


def kill(process: multiprocessing.process.BaseProcess) -> None:
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()


def until(condition: object, seconds: float = 10) -> None:
    assert callable(condition)
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.002)
