// A discussion that changes in place: what is half written elsewhere in it stays, Ctrl Enter sends, the new comment is
// where the reader goes on, and words selected on the page are quoted.
const kept = new Map(); // what was being written, by field, while the block is exchanged

class Discussion extends HTMLElement {
  connectedCallback() {
    this.addEventListener("keydown", this.onKey);
    this.addEventListener("submit", this.onSubmit);
    this.addEventListener("focusin", this.onFocus);
    document.addEventListener("selectionchange", this.onSelection);
    for (const field of this.fields()) this.giveBack(field);
    kept.clear();
    this.querySelector("[data-new]")?.focus({ preventScroll: false });
    const wrong = this.querySelector("[aria-invalid=true]");
    if (wrong && this.contains(wrong) && document.activeElement === document.body) wrong.focus();
  }

  disconnectedCallback() {
    document.removeEventListener("selectionchange", this.onSelection);
    for (const field of this.fields()) if (field.value && field.form !== this.sent) kept.set(field.id, field.value);
  }

  fields() {
    return [...this.querySelectorAll("textarea[id]")];
  }

  giveBack(field) {
    if (!kept.has(field.id) || field.value) return;
    field.value = kept.get(field.id);
    const details = field.closest("details");
    if (details) details.open = true;
  }

  onKey = (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    const form = event.target.closest?.("form");
    if (!form || event.target.tagName !== "TEXTAREA") return;
    event.preventDefault();
    form.requestSubmit();
  };

  onSubmit = (event) => { this.sent = event.target; };

  // To select words and then go to the field loses the selection: it is remembered while it is outside.
  onSelection = () => {
    const chosen = document.getSelection();
    const node = chosen?.anchorNode?.parentElement;
    if (!node || this.contains(node) || !node.closest("main")) return;
    const words = String(chosen).replace(/\s+/g, " ").trim();
    if (words) this.chosen = { words, at: Date.now() };
  };

  onFocus = (event) => {
    const quote = this.querySelector("[name=quote]");
    if (!this.chosen || !quote || quote.value || event.target.id !== "discussion-text") return;
    if (Date.now() - this.chosen.at > 20000 || this.chosen.words.length > quote.maxLength) return;
    quote.value = this.chosen.words;
    quote.closest("details").open = true;
    this.chosen = undefined;
  };
}
customElements.define("northing-discussion", Discussion);
