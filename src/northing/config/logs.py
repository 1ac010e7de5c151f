"""What may not stand in a log."""

import logging
import re

_RESET_LINK = re.compile(r"(password/reset/key/)[^/\s]+")


class WithoutSecrets(logging.Filter):
    """Takes the key out of the address of a password reset. Bodies, cookies and headers are never logged in the first
    place.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Always lets the record pass, perhaps changed."""
        message = record.getMessage()
        safe = _RESET_LINK.sub(r"\1...", message)
        if safe != message:
            record.msg, record.args = safe, ()
        return True
