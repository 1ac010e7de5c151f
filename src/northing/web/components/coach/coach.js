// The coach reads along: it is asked a moment after the last key, what it notices is underlined where it was typed, and a
// better start can be taken over with one key and given back with one. An answer to older words is never shown.
import { marked } from "./marking.js";

const PAUSE = 400;
const SPEAK_AFTER = 1500;
const NAMES = ["text", "statement", "why", "kind", "unit", "start", "target", "low", "high", "owner", "stage_label", "cycle", "team"];
const NUMBERS = ["start", "target", "low", "high", "stage_label"];

class Coach extends HTMLElement {
  connectedCallback() {
    if (this.form) return; // it was only moved
    this.form = document.getElementById(this.dataset.form);
    this.field = document.getElementById(this.dataset.field);
    this.place = this.parentElement;
    this.panel = this.querySelector(".coach-advice");
    this.status = this.querySelector("[data-said]");
    if (!this.form || !this.field) return;
    this.asked = this.key();
    for (const what of ["input", "change", "rows"]) this.form.addEventListener(what, () => this.later());
    this.form.addEventListener("change", (event) => (this.chose ||= event.isTrusted && event.target.name === "kind"));
    this.field.addEventListener("keydown", (event) => this.press(event));
    this.addEventListener("click", (event) => this.click(event));
    this.addEventListener("htmx:after:request", (event) => {
      const { status, raw } = event.detail.ctx.response;
      // An older question, a refusal, or the door of somebody whose session has ended: what is typed is not disturbed.
      const older = this.asked !== this.key();
      if (older || status !== 200 || raw.redirected) event.preventDefault();
      if (older) this.later(); // a field may have been filled without a key being pressed
    });
    this.addEventListener("htmx:after:swap", () => this.heard());
    this.line();
    const narrow = matchMedia("(max-width: 64rem)");
    const stand = () => this.stand(narrow.matches);
    narrow.addEventListener("change", stand);
    stand();
    this.underline();
  }

  // On a phone it stands below the field, not below the form.
  stand(below) {
    this.classList.toggle("is-below", below);
    if (below) this.field.closest(".field").after(this);
    else if (this.parentElement !== this.place) this.place.prepend(this);
  }

  key() {
    const values = new FormData(this.form);
    return JSON.stringify(NAMES.map((name) => values.getAll(name)));
  }

  later() {
    this.underline(); // at once: what stands behind the words moves with them
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  ask() {
    const key = this.key();
    if (key === this.asked && this.panel.querySelector(".coach-heard, [data-blank]")) return;
    this.asked = key;
    this.panel.dispatchEvent(new Event("coach"));
  }

  heard() {
    this.read = this.field.value;
    this.underline();
    clearTimeout(this.speaking);
    this.speaking = setTimeout(() => this.say(this.panel.querySelector("[data-spoken]")?.dataset.spoken ?? ""), SPEAK_AFTER);
  }

  say(words) {
    if (this.status.textContent !== words) this.status.textContent = words;
  }

  line() {
    const frame = document.createElement("div");
    frame.className = "coach-lined";
    this.lines = document.createElement("div");
    this.lines.className = this.field.className + " coach-lines coach-lines--" + this.field.name;
    this.lines.setAttribute("aria-hidden", "true");
    this.lines.dir = "auto";
    const focused = document.activeElement === this.field;
    this.field.before(frame);
    frame.append(this.lines, this.field);
    if (focused) this.field.focus();
    this.field.addEventListener("scroll", () => (this.lines.scrollTop = this.field.scrollTop));
    this.read = this.field.value;
  }

  // Words that were changed since they were read carry no line.
  underline() {
    const heard = this.panel.querySelector("[data-spans]");
    const spans = heard && this.read === this.field.value ? JSON.parse(heard.dataset.spans) : [];
    this.lines.replaceChildren(...marked(this.field.value, spans));
  }

  press(event) {
    if (event.key !== "Enter" || !event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    const first = this.panel.querySelector("[data-fill], [data-use]");
    if (!first) return;
    event.preventDefault();
    first.click();
  }

  click(event) {
    const button = event.target.closest("button");
    if (!button || button.hidden) return;
    if ("use" in button.dataset) this.use(button.dataset.use);
    else if ("fill" in button.dataset) this.fill(JSON.parse(button.dataset.fill));
    else if ("undo" in button.dataset) this.undo();
  }

  use(words) {
    this.before = { text: this.field.value };
    this.write(words);
    const open = words.match(/<[^<>]+>|…|\.\.\./);
    if (open) this.field.setSelectionRange(open.index, open.index + open[0].length);
    this.offer(this.dataset.used);
  }

  // Typed as if by hand, so that the browser's own undo takes it back too.
  write(words) {
    this.field.focus();
    this.field.select();
    if (!document.execCommand("insertText", false, words)) {
      this.field.value = words;
      this.field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  // Only what is empty; what somebody typed or chose stays.
  fill(values) {
    const rows = [];
    const used = NUMBERS.some((name) => [...new FormData(this.form).getAll(name)].some((value) => value.trim()));
    for (const [name, value] of Object.entries(values)) {
      const fields = [...this.form.elements].filter((field) => field.name === name);
      if (name === "kind") {
        const now = fields.find((field) => field.checked);
        const wanted = fields.find((field) => field.value === value);
        if (wanted && wanted !== now && !this.chose && !used) {
          rows.push([now, wanted]);
          wanted.checked = true;
        }
        continue;
      }
      const list = [value].flat();
      if (fields.some((field) => field.value.trim())) continue;
      fields.slice(0, list.length).forEach((field, place) => {
        rows.push([field, ""]);
        field.value = list[place];
      });
    }
    this.before = { fields: rows };
    this.form.dispatchEvent(new Event("input", { bubbles: true }));
    this.field.focus();
    this.offer(this.dataset.filled);
  }

  undo() {
    if (this.before?.text !== undefined) this.write(this.before.text);
    for (const [field, value] of this.before?.fields ?? []) {
      if (typeof value === "string") field.value = value;
      else if (field) field.checked = true;
    }
    if (this.before?.fields) this.form.dispatchEvent(new Event("input", { bubbles: true }));
    this.before = undefined;
    this.querySelector(".coach-undo").hidden = true;
    this.field.focus();
    this.say(this.dataset.undone);
  }

  offer(words) {
    this.querySelector(".coach-undo").hidden = false;
    this.say(words);
  }
}
customElements.define("northing-coach", Coach);
