// A discussion that changes in place: what is half written elsewhere in it stays, Ctrl Enter sends, the new comment is
// where the reader goes on, and words selected on the page are quoted.
const halfWritten = new Map(); // by field; what is sent is not half written any more: if it is wrong, it comes back

class Discussion extends HTMLElement {
  connectedCallback() {
    this.addEventListener("keydown", this.onKey);
    this.addEventListener("submit", this.onSubmit);
    this.addEventListener("input", this.onInput);
    this.addEventListener("focusin", this.onFocus);
    document.addEventListener("selectionchange", this.onSelection);
    for (const field of this.querySelectorAll("textarea[id]")) this.giveBack(field);
    const next = this.querySelector("[data-new]") ?? this.querySelector("[aria-invalid=true]");
    if (next) requestAnimationFrame(() => next.focus()); // htmx gives the focus back to the field first
  }

  disconnectedCallback() {
    document.removeEventListener("selectionchange", this.onSelection);
  }

  giveBack(field) {
    if (field.value || !halfWritten.has(field.id)) return;
    field.value = halfWritten.get(field.id);
    const details = field.closest("details");
    if (details) details.open = true;
  }

  onInput = (event) => {
    if (event.target.tagName === "TEXTAREA") halfWritten.set(event.target.id, event.target.value);
  };

  onSubmit = (event) => {
    for (const field of event.target.querySelectorAll("textarea[id]")) halfWritten.delete(field.id);
  };

  onKey = (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    const form = event.target.closest?.("form");
    if (!form || event.target.tagName !== "TEXTAREA") return;
    event.preventDefault();
    form.requestSubmit();
  };

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
