// Find or do: asks for results while the reader types, walks them with arrows, opens with Enter.
const PAUSE = 120;

class Palette extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    this.input = this.querySelector("input[name=q]");
    this.results = this.querySelector(".palette-results");
    this.input.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), PAUSE);
    });
    this.dialog.addEventListener("keydown", (event) => this.onKey(event));
    this.dialog.addEventListener("click", (event) => event.target === this.dialog && this.dialog.close());
    this.querySelector("form").addEventListener("submit", (event) => {
      const row = this.chosen();
      if (!row) return;
      event.preventDefault();
      row.click();
    });
  }

  open() {
    if (this.dialog.open) return;
    this.dialog.showModal();
    this.input.select();
    this.ask();
  }

  async ask() {
    this.asking?.abort();
    this.asking = new AbortController();
    const address = `${this.dataset.action}?${new URLSearchParams({ q: this.input.value })}`;
    try {
      const headers = { "HX-Request": "true" };
      const answer = await fetch(address, { headers, signal: this.asking.signal, credentials: "same-origin" });
      if (!answer.ok) return;
      this.results.innerHTML = await answer.text();
      this.choose(this.rows()[0]);
    } catch (error) {
      if (error.name !== "AbortError") this.results.replaceChildren();
    }
  }

  rows() {
    return [...this.results.querySelectorAll("[role=option]:not([aria-disabled])")];
  }

  chosen() {
    return this.results.querySelector("[aria-selected=true]");
  }

  choose(row) {
    this.chosen()?.setAttribute("aria-selected", "false");
    if (!row) return this.input.removeAttribute("aria-activedescendant");
    row.id ||= `found-${this.rows().indexOf(row)}`;
    row.setAttribute("aria-selected", "true");
    row.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", row.id);
  }

  onKey(event) {
    if (event.key === "Escape") {
      event.preventDefault(); // a search field would only empty itself
      this.dialog.close();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const rows = this.rows();
    this.choose(rows[(rows.indexOf(this.chosen()) + step + rows.length) % rows.length]);
  }
}
customElements.define("northing-palette", Palette);
