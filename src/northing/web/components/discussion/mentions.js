// After an "@" people are suggested below the field: arrows walk, Enter or Tab chooses, Escape closes. The field stays a
// field; screen readers hear how many there are and who is chosen.
const PAUSE = 150;
const NAME = /(?:^|[^\p{L}\p{N}_@./])@([\p{L}\p{N}'’.-]*(?: [\p{L}\p{N}'’.-]+){0,3})$/u;

class Mentions extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("textarea");
    if (!this.field || !this.dataset.action || this.list) return;
    this.list = document.createElement("div");
    this.says = Object.assign(document.createElement("span"), { className: "visually-hidden", role: "status" });
    this.append(this.list, this.says);
    this.field.setAttribute("aria-autocomplete", "list");
    this.field.addEventListener("input", () => this.look());
    this.field.addEventListener("click", () => this.look());
    this.field.addEventListener("blur", () => this.close());
    this.field.addEventListener("keydown", (event) => this.onKey(event));
    this.list.addEventListener("pointerdown", (event) => {
      const row = event.target.closest("[role=option]");
      event.preventDefault(); // the field keeps the caret
      if (row) this.take(row);
    });
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    this.asking?.abort();
  }

  typed() {
    return this.field.value.slice(0, this.field.selectionStart).match(NAME)?.[1];
  }

  look() {
    clearTimeout(this.timer);
    if (this.typed() === undefined) return this.close();
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    const words = this.typed();
    if (words === undefined) return this.close();
    this.asking?.abort();
    this.asking = new AbortController();
    const address = `${this.dataset.action}?${new URLSearchParams({ q: words })}`;
    try {
      const headers = { "HX-Request": "true" };
      const answer = await fetch(address, { headers, signal: this.asking.signal, credentials: "same-origin" });
      if (!answer.ok || this.typed() !== words || document.activeElement !== this.field) return this.close();
      this.list.innerHTML = await answer.text();
    } catch (error) {
      if (error.name !== "AbortError") this.close();
      return;
    }
    const rows = this.rows();
    if (!rows.length) return this.close();
    const box = this.list.firstElementChild;
    box.id = `${this.field.id}-people`;
    rows.forEach((row, number) => { row.id = `${box.id}-${number}`; });
    this.field.setAttribute("aria-controls", box.id);
    this.says.textContent = box.dataset.says;
    this.choose(rows[0]);
  }

  rows() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  chosen() {
    return this.list.querySelector("[aria-selected=true]");
  }

  choose(row) {
    this.chosen()?.setAttribute("aria-selected", "false");
    row.setAttribute("aria-selected", "true");
    row.scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", row.id);
  }

  close() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.list.replaceChildren();
    this.says.textContent = "";
    this.field.removeAttribute("aria-activedescendant");
    this.field.removeAttribute("aria-controls");
  }

  take(row) {
    const caret = this.field.selectionStart;
    const start = caret - this.typed().length;
    this.field.setRangeText(`${row.dataset.name} `, start, caret, "end");
    this.field.dispatchEvent(new Event("input", { bubbles: true })); // others keep what is written
    this.close();
  }

  onKey(event) {
    const rows = this.rows();
    if (!rows.length || event.isComposing || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.choose(rows[(rows.indexOf(this.chosen()) + step + rows.length) % rows.length]);
    else if (event.key === "Enter" || (event.key === "Tab" && !event.shiftKey)) this.take(this.chosen());
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
customElements.define("northing-mentions", Mentions);
