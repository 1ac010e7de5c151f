// Answers are several forms on one page. Each saves itself when it is left or a moment after the last key, so that the
// button of one of them, or a link, never costs the words in another.
const SAVE_AFTER = 1600;

class Answer extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.state = this.querySelector("[data-state]");
    if (!this.form) return;
    this.field = this.form.elements.text;
    this.before = this.form.elements.before;
    this.kept = this.before.value;
    this.saving = Promise.resolve();
    this.field.addEventListener("input", () => this.typed());
    this.field.addEventListener("blur", () => this.save());
    this.leaving = () => this.dirty && navigator.sendBeacon(this.form.action, this.body());
    addEventListener("pagehide", this.leaving);
  }

  disconnectedCallback() {
    removeEventListener("pagehide", this.leaving);
  }

  get dirty() {
    return this.field.value !== this.kept && !this.refused;
  }

  typed() {
    this.refused = false;
    this.state.textContent = this.dataset.unsaved;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.save(), SAVE_AFTER);
  }

  body() {
    return new URLSearchParams(new FormData(this.form));
  }

  save() {
    clearTimeout(this.waiting);
    this.saving = this.saving.then(() => this.store());
    return this.saving;
  }

  async store() {
    if (!this.dirty) return;
    const sent = this.field.value;
    try {
      const answer = await fetch(this.form.action, { method: "POST", body: this.body(), credentials: "same-origin", redirect: "manual" });
      // It is answered by leading back to the page; anything else is a page that says what is wrong.
      if (answer.type !== "opaqueredirect") throw new Error(String(answer.status));
      this.kept = this.before.value = sent;
      this.state.textContent = this.field.value === sent ? this.dataset.saved : this.dataset.unsaved;
    } catch {
      this.refused = true;
      this.state.textContent = this.dataset.failed;
    }
  }
}
customElements.define("northing-answer", Answer);

// Another form of the page waits until what was typed here is kept.
document.addEventListener("submit", (event) => {
  const open = [...document.querySelectorAll("northing-answer")].filter((one) => one.dirty && one.form !== event.target);
  if (!open.length || event.defaultPrevented) return;
  event.preventDefault();
  const { target, submitter } = event;
  Promise.all(open.map((one) => one.save())).then(() => target.requestSubmit(submitter ?? undefined));
});
