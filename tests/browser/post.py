"""A mail server that keeps what it gets, for journeys that end in somebody's letter box."""

import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

PATIENCE = 40.0  # seconds; the timetable alone sends every twenty


class Post:
    """The letters that came, in their order."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.url = ""

    def to(self, name: str) -> list[str]:
        """What somebody got: subject and words of each letter. `name` is what stands before the @."""
        return [
            f"{letter['Subject']}\n{letter.get_content()}"
            for letter in list(self.letters)
            if str(letter["To"]).partition("@")[0] == name
        ]

    def has(self, name: str, words: str) -> bool:
        """Whether a letter with these words comes to somebody before patience ends."""
        until = time.monotonic() + PATIENCE
        while not any(words in letter for letter in self.to(name)):
            if time.monotonic() > until:
                return False
            time.sleep(0.1)
        return True


class _Handler(socketserver.StreamRequestHandler):
    """One conversation of SMTP, as far as it takes to be handed mail."""

    def handle(self) -> None:
        self._say("220 post")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"DATA":
                self._say("354 go on")
                self._keep()
            if verb == b"QUIT":
                self._say("221 bye")
                return
            self._say("250 fine")

    def _keep(self) -> None:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b"."))
        letter = message_from_bytes(b"".join(lines), policy=policy.default)
        self.server.post.letters.append(letter)  # type: ignore[attr-defined]

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def open_post() -> Iterator[Post]:
    """A mail server on a free port; `url` is what NORTHING_SMTP_URL wants."""
    post = Post()
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Handler) as server:
        server.daemon_threads = True
        server.post = post  # type: ignore[attr-defined]
        post.url = f"smtp://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield post
        server.shutdown()
