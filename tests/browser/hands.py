"""How somebody uses a page: with the mouse, or with the keyboard alone. Everything is found by the name that people see."""

import re

from playwright.sync_api import Error, Locator, Page, expect

MOST_TABS = 400
FOCUSED = "document.activeElement !== null && document.activeElement !== document.body"
SEEN = """element => {
  const rings = [element, element.parentElement];  // a field with its unit has one ring around both
  const box = element.getBoundingClientRect();
  return element.matches(':focus-visible') && box.width > 0
    && rings.some(one => { const style = getComputedStyle(one);
      return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'; });
}"""

# Forwards or backwards, as somebody would who sees the page.
NEARER = """element => {
  const all = [...document.querySelectorAll('a[href], button, input, textarea, select, summary')].filter(one => one.checkVisibility());
  const here = all.indexOf(document.activeElement), there = all.indexOf(element);
  return there >= here ? 'Tab' : 'Shift+Tab';
}"""


class Hand:
    """Somebody at a page, with a mouse. `live` says whether scripts run."""

    live = True

    def __init__(self, page: Page) -> None:
        self.page = page

    def follow(self, name: str, within: Locator | None = None) -> None:
        """Follow a link whose name begins so, to another page."""
        with self.page.expect_event("domcontentloaded"):
            self._push((within or self.page.locator("body")).get_by_role("link", name=_begins(name)).first)

    def press(self, name: str, within: Locator | None = None) -> None:
        """Press a button whose name begins so; what it does is seen on a new page."""
        with self.page.expect_event("domcontentloaded"):
            self._push((within or self.page.locator("main")).get_by_role("button", name=_begins(name)).first)

    def unfold(self, name: str, within: Locator | None = None) -> None:
        """Open what is folded away under these words."""
        self._push((within or self.page.locator("main")).locator("summary", has_text=name).first)

    def write(self, label: str, words: str, within: Locator | None = None) -> None:
        """Write into a field, in place of what stands there."""
        self._type(self._field(label, within), words)

    def choose(self, label: str, option: str, within: Locator | None = None) -> None:
        """Choose from a list."""
        self._field(label, within).select_option(label=option)

    def date(self, label: str, day: str, within: Locator | None = None) -> None:
        """Say a day, as year-month-day."""
        self._field(label, within).fill(day)

    def add(self, label: str, words: str, button: str, within: Locator | None = None) -> None:
        """Write a new line of a set and add it."""
        self.write(label, words, within)
        target = (within or self.page.locator("main")).get_by_role("button", name=button, exact=True).first
        if self.live:
            self._push(target)
            return
        with self.page.expect_event("domcontentloaded"):
            self._push(target)

    def _field(self, label: str, within: Locator | None) -> Locator:
        exact = re.compile(rf"^{re.escape(label)}(\s|$|:)")
        return (within or self.page.locator("main")).get_by_label(exact).locator("visible=true").first

    def _push(self, target: Locator) -> None:
        target.click()

    def _type(self, field: Locator, words: str) -> None:
        field.fill(words)


class WithoutScripts(Hand):
    """A browser in which no script runs."""

    live = False


class Keyboard(Hand):
    """No mouse: everything is reached by Tab, and focus is never lost or unseen on the way."""

    def choose(self, label: str, option: str, within: Locator | None = None) -> None:
        field = self._field(label, within)
        self._reach(field)
        self.page.keyboard.type(option)
        expect(field.locator("option:checked")).to_have_text(re.compile(re.escape(option)))

    def date(self, label: str, day: str, within: Locator | None = None) -> None:
        field = self._field(label, within)
        self._reach(field)
        year, month, number = day.split("-")
        self.page.keyboard.type(month + number + year)
        if field.input_value() != day:  # a browser that begins with the day
            for _ in range(2):
                self.page.keyboard.press("Shift+Tab")
            self.page.keyboard.type(number + month + year)
        expect(field).to_have_value(day)

    def add(self, label: str, words: str, button: str, within: Locator | None = None) -> None:
        self.write(label, words, within)
        self.page.keyboard.press("Enter")

    def _push(self, target: Locator) -> None:
        self._reach(target)
        self.page.evaluate("window.northingHere = true")
        self.page.keyboard.press("Enter")
        try:
            kept = self.page.evaluate(f"!window.northingHere || ({FOCUSED})")
        except Error:  # on the way to another page
            return
        assert kept, f"focus is lost on {self.page.url}"

    def _type(self, field: Locator, words: str) -> None:
        self._reach(field)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(words)

    def _reach(self, target: Locator) -> None:
        expect(target).to_be_visible()
        key = target.evaluate(NEARER)
        for _ in range(MOST_TABS):
            if target.evaluate("element => element === document.activeElement"):
                assert target.evaluate(SEEN), f"nobody sees that focus is here: {target}"
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"Tab does not lead to {target} on {self.page.url}")


def _begins(name: str) -> re.Pattern[str]:
    return re.compile(rf"^{re.escape(name)}")
