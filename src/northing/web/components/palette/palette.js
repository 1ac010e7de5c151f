// Find or do: asks for results while the reader types, walks them with arrows, opens with Enter.
const PAUSE = 120;

class Palette extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    this.input = this.querySelector("input[name=q]");
    this.results = this.querySelector(".palette-results");
    this.input.addEventListener("input", () => {
      this.late = true; // what is listed answers older words
      this.wanted = this.walked = false;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), PAUSE);
    });
    this.dialog.addEventListener("keydown", (event) => this.onKey(event));
    this.dialog.addEventListener("click", (event) => event.target === this.dialog && this.dialog.close());
    this.form = this.querySelector("form");
    this.form.addEventListener("submit", (event) => {
      const late = this.late && !this.walked;
      if (!late && !this.chosen()) return;
      event.preventDefault();
      if (!late) return this.chosen().click();
      this.wanted = true;
      clearTimeout(this.timer);
      this.ask();
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
    const words = this.input.value;
    const address = `${this.dataset.action}?${new URLSearchParams({ q: words })}`;
    try {
      const headers = { "HX-Request": "true" };
      const answer = await fetch(address, { headers, signal: this.asking.signal, credentials: "same-origin" });
      if (!answer.ok) return this.submitIfWanted();
      const found = await answer.text();
      const kept = this.walked ? this.chosen()?.href : undefined;
      this.results.innerHTML = found;
      this.late = words !== this.input.value;
      this.choose(this.rows().find((row) => row.href === kept) ?? this.rows()[0]);
      if (this.wanted && this.chosen()) this.chosen().click();
      else this.submitIfWanted();
    } catch (error) {
      if (error.name === "AbortError") return;
      this.results.replaceChildren();
      this.submitIfWanted();
    }
  }

  // Enter came before the answer, and there is nothing to open: the search page says what there is.
  submitIfWanted() {
    if (this.wanted) this.form.submit();
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
      this.wanted = false;
      this.dialog.close();
      this.input.blur(); // else the next key may still find the field of a closed dialog in its way
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const rows = this.rows();
    this.walked = true;
    this.choose(rows[(rows.indexOf(this.chosen()) + step + rows.length) % rows.length]);
  }
}
customElements.define("northing-palette", Palette);
