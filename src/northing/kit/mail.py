"""Mail: handed over after the answer, one after the other, so that nobody waits for the mail server.

That also means that an answer takes as long whether or not there was somebody to write to (S10).
"""

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache

from django.core.mail import EmailMessage

from northing.kit.text import one_line, paragraphs

log = logging.getLogger(__name__)


def post(to: str, subject: str, text: str) -> "Future[bool]":
    """Hand a plain-text mail over. The future says whether the mail server took it; failures are in the log."""
    message = EmailMessage(one_line(subject), paragraphs(text) + "\n", to=[to])
    return _postman().submit(_send, message)


def all_sent() -> None:
    """Wait until every mail handed over so far is out."""
    _postman().submit(int).result()


@cache
def _postman() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="mail")


def _send(message: EmailMessage) -> bool:
    try:
        message.send()
    except Exception as problem:  # noqa: BLE001 - whatever the mail server does, the next mail goes out
        # Neither the address nor the text is written down: a reset link in a log is a key under the mat.
        log.error("A mail could not be sent: %s", type(problem).__name__)  # noqa: TRY400
        return False
    return True
