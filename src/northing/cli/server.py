"""The web server: gunicorn with threads, and whatever has to run beside it."""

import ctypes
import gc
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from gunicorn.app.base import BaseApplication

from northing.cli import COMMANDS

THREADS = 2
# Commands that run as processes of their own as long as the pages are served, each only if it exists.
COMPANIONS = ("jobs",)


class Server(BaseApplication):  # type: ignore[misc]
    """Serves pages until it is told to stop; then it finishes what it has begun, within ten seconds."""

    def __init__(self, host: str, port: int, workers: int, greeting: str) -> None:
        self._address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        self._workers = workers
        self._greeting = greeting
        self._companions: list[subprocess.Popen[bytes]] = []
        super().__init__()

    def load_config(self) -> None:
        """How gunicorn runs, where that differs from its defaults."""
        for name, value in self._choices().items():
            self.cfg.set(name, value)

    def _choices(self) -> dict[str, Any]:
        memory = Path("/dev/shm")  # noqa: S108 - where a worker shows that it lives; on a disk that could stall it
        return {
            "bind": self._address,
            "workers": self._workers,
            "worker_class": "gthread",
            "threads": THREADS,
            "preload_app": True,  # workers share the memory of what is loaded once
            "timeout": 60,
            "graceful_timeout": 10,
            "keepalive": 15,
            "control_socket_disable": True,
            "loglevel": "warning",
            "worker_tmp_dir": str(memory) if memory.is_dir() else None,
            "when_ready": self._when_ready,
            "on_exit": self._on_exit,
        }

    def load(self) -> WSGIHandler:
        """The application, loaded once before the workers part; no connection is open when they do."""
        from django.core.wsgi import get_wsgi_application
        from django.db import connections
        from django.urls import get_resolver

        application = get_wsgi_application()
        _ = get_resolver().url_patterns  # imports every screen now, once for all workers
        connections.close_all()
        settle()
        return application

    def _when_ready(self, _: Any) -> None:
        for name in COMPANIONS:
            if name in COMMANDS:
                start = [sys.executable, "-m", "northing", name]
                self._companions.append(subprocess.Popen(start, preexec_fn=_ends_with_us()))  # noqa: PLW1509 - no threads here
        print(self._greeting, flush=True)

    def _on_exit(self, _: Any) -> None:
        for companion in self._companions:
            companion.terminate()
        for companion in self._companions:
            try:
                companion.wait(timeout=10)
            except subprocess.TimeoutExpired:
                companion.kill()


def settle() -> None:
    """What is loaded by now stays: the collector of cyclic rubbish need not look at it again, and looks less often.

    A page makes some thousands of objects that are gone with it. At the usual pace the collector would look through
    them a dozen times for each page, and now and then through everything, which is what the slowest pages waited for.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def _ends_with_us() -> Callable[[], object] | None:
    """For a new process: it is told to stop when this one dies, however it dies. Only Linux can promise that."""
    if not sys.platform.startswith("linux"):
        return None
    tell_on_death_of_parent = partial(ctypes.CDLL(None).prctl, 1)  # PR_SET_PDEATHSIG
    return partial(tell_on_death_of_parent, int(signal.SIGTERM))
