"""What a browser makes of a page: its elements with their attributes, and its forms with what they would send."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
TYPED = {"text", "search", "email", "url", "tel", "textarea", "number", "date", "password"}


@dataclass
class Form:
    """Where it goes, and its fields in their order as (name, kind, value); `sent` is what a browser would send."""

    action: str
    method: str
    fields: list[tuple[str, str, str]] = field(default_factory=list)
    sent: dict[str, list[str]] = field(default_factory=dict)

    def add(self, name: str, kind: str, value: str, *, chosen: bool = True) -> None:
        if name:
            self.fields.append((name, kind, value))
            if chosen:
                self.sent.setdefault(name, []).append(value)


class Page(HTMLParser):
    """`elements` as (name, attributes), `forms`, and all `text` between elements."""

    def __init__(self, html: str, address: str = "") -> None:
        super().__init__(convert_charrefs=True)
        self.address = address.partition("?")[0]
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.forms: list[Form] = []
        self.by_id: dict[str, Form] = {}
        self.text = ""
        self._open: Form | None = None
        self._area: tuple[Form | None, str] | None = None
        self._choice: tuple[Form | None, str, list[tuple[str, bool]]] | None = None
        self.feed(html)
        self.close()

    @property
    def pairs(self) -> set[tuple[str, str]]:
        """Every element name with every attribute name that it has."""
        return {(name, attribute) for name, attributes in self.elements for attribute in ("", *attributes)}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        self.elements.append((tag, facts))
        where = self.by_id.get(facts["form"]) if "form" in facts else self._open
        name = facts.get("name", "")
        if tag == "form":
            action = urldefrag(urljoin(self.address, facts.get("action") or ""))[0]
            self._open = Form(action, facts.get("method", "get").lower())
            self.forms.append(self._open)
            self.by_id[facts.get("id", "")] = self._open
        elif tag == "input" and where and "disabled" not in facts:
            kind = "readonly" if "readonly" in facts else facts.get("type", "text")
            tick = kind in ("checkbox", "radio")
            value = facts.get("value", "on" if tick else "")
            if kind not in ("submit", "button", "file"):
                where.add(name, kind, value, chosen=not tick or "checked" in facts)
        elif tag == "textarea":
            self._area = (where, name)
            self._typed = ""
        elif tag == "select":
            self._choice = (where, name, [])
        elif tag == "option" and self._choice:
            self._choice[2].append((facts.get("value", ""), "selected" in facts))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "textarea" and self._area:
            where, name = self._area
            if where:
                where.add(name, "textarea", self._typed.removeprefix("\n"))
            self._area = None
        elif tag == "select" and self._choice:
            where, name, options = self._choice
            chosen = [value for value, selected in options if selected] or [value for value, _ in options[:1]]
            if where and chosen:
                where.add(name, "select", chosen[0])
            self._choice = None

    def handle_data(self, data: str) -> None:
        if self._area:
            self._typed += data
        self.text += data


def form_to(pages: Iterable[Page], action: str) -> Form | None:
    """The form that posts to an address."""
    forms = (form for page in pages for form in page.forms)
    return next((form for form in forms if form.method == "post" and form.action.partition("?")[0] == action), None)
