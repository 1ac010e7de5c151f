"""What a browser complains about while a journey runs: errors of scripts, errors in the console, breaches of the content policy."""

from playwright.sync_api import BrowserContext, ConsoleMessage, Error

WATCH = """
addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.effectiveDirective} refused ${event.blockedURI} ${event.sample} ${event.sourceFile}`));
"""


class Watch:
    """Collects complaints of every page of the contexts it is put beside."""

    def __init__(self) -> None:
        self.complaints: list[str] = []
        self._expected: list[str] = []

    def beside(self, context: BrowserContext) -> None:
        """Listen to every page that this context opens, now and later."""
        context.add_init_script(WATCH)
        context.on("console", self._heard)
        context.on("weberror", lambda error: self._note(error.error))

    def expect(self, words: str) -> None:
        """A journey that is refused on purpose says so: complaints with these words are no trouble."""
        self._expected.append(words)

    def _heard(self, message: ConsoleMessage) -> None:
        refused = "Content Security Policy" in message.text or "Content-Security-Policy" in message.text
        if message.type == "error" or refused:
            self.complaints.append(f"{message.page.url if message.page else ''}: {message.text}")

    def _note(self, error: Error) -> None:
        self.complaints.append(f"script: {error.message}\n{error.stack}")

    def troubles(self) -> list[str]:
        """What nobody expected."""
        return [one for one in self.complaints if not any(words in one for words in self._expected)]
