// A set that is written together: every line saves itself a moment after the last key, the coach reads along, and what
// somebody else writes meanwhile appears. A line that both changed is never overwritten: both texts are shown.
import { marked } from "../../components/coach/marking.js";

const READ_AFTER = 450;
const SAVE_AFTER = 1600;
const LOOK_EVERY = 6000;
const TRY_AGAIN_AFTER = 4000;
const SPEAK_AFTER = 1500;

class Writing extends HTMLElement {
  connectedCallback() {
    if (this.form) return;
    this.form = this.querySelector("#lines");
    this.spans = JSON.parse(this.querySelector("[data-spans]").textContent);
    this.state = document.querySelector("[data-state]");
    this.coach = this.querySelector("[data-coach]");
    this.status = this.querySelector("[data-said]");
    if (!this.form) return;
    this.saving = Promise.resolve();
    this.wire(this);
    this.comeBack();
    this.addEventListener("input", (event) => this.typed(event.target));
    this.addEventListener("focusout", () => this.save());
    this.addEventListener("keydown", (event) => this.press(event));
    this.addEventListener("click", (event) => this.click(event));
    this.form.addEventListener("submit", (event) => this.submit(event));
    addEventListener("pagehide", () => this.leave());
    addEventListener("beforeunload", (event) => this.dirty().length && this.failed && event.preventDefault());
    this.looking = setInterval(() => this.look(), LOOK_EVERY);
    document.addEventListener("visibilitychange", () => this.look());
  }

  disconnectedCallback() {
    clearInterval(this.looking);
  }

  // Underlines stand in a copy of the words behind the field.
  wire(root) {
    for (const hint of root.querySelectorAll("[data-with-script]")) hint.hidden = false;
    for (const field of root.querySelectorAll("textarea.writing-field")) {
      if (field.parentElement.classList.contains("coach-lined")) continue;
      const frame = document.createElement("div");
      const lines = document.createElement("div");
      frame.className = "coach-lined";
      lines.className = "writing-field coach-lines";
      lines.setAttribute("aria-hidden", "true");
      lines.dir = "auto";
      const focused = document.activeElement === field;
      field.before(frame);
      frame.append(lines, field);
      if (focused) field.focus();
      field.heard = field.value;
    }
    for (const field of root.querySelectorAll("textarea.writing-field")) this.fit(field);
    this.underline();
  }

  // Browsers that do not size a field by its content yet.
  fit(field) {
    if (CSS.supports("field-sizing", "content")) return;
    field.rows = Math.max(1, field.value.split("\n").length);
    while (field.scrollHeight > field.clientHeight + 2 && field.rows < 12) field.rows += 1;
  }

  // All of them, also those for what is not in the set yet.
  all() {
    return [...this.querySelectorAll("textarea.writing-field")];
  }

  fields() {
    return [...this.querySelectorAll("textarea.writing-field:not([data-new])")];
  }

  was(field) {
    return this.form.elements["was-" + field.name];
  }

  dirty() {
    return this.fields().filter((field) => field.value !== this.was(field).value && !field.met);
  }

  typed(field) {
    if (!field.matches?.("textarea.writing-field")) return;
    this.fit(field);
    this.underline();
    clearTimeout(this.reading);
    this.reading = setTimeout(() => this.read(), READ_AFTER);
    if ("new" in field.dataset) return;
    field.met = false;
    this.say(this.state.dataset.unsaved);
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.save(), SAVE_AFTER);
  }

  body(fields, more = {}) {
    const body = new URLSearchParams({ csrfmiddlewaretoken: this.form.elements.csrfmiddlewaretoken.value, ...more });
    for (const field of fields) {
      body.append(field.name, field.value);
      body.append("was-" + field.name, this.was(field).value);
    }
    return body;
  }

  async post(body) {
    const answer = await fetch(this.dataset.address, {
      method: "POST", body, headers: { Accept: "application/json" }, credentials: "same-origin",
    });
    if (answer.redirected || !answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  // What the coach says to the words as they are, saved or not.
  async read() {
    const words = this.all().map((field) => field.value);
    const fresh = this.all().filter((field) => "new" in field.dataset && field.value.trim());
    const more = Object.fromEntries(fresh.map((field) => [field.name, field.value]));
    try {
      const heard = await this.post(this.body(this.dirty(), { reading: "1", ...more }));
      const same = this.all().every((field, place) => field.value === words[place]);
      if (same) this.hear(heard);
    } catch {
      // The save that follows says what is wrong.
    }
  }

  hear({ coach, spans, spoken }) {
    const focused = this.coach.contains(document.activeElement);
    if (!focused) this.coach.innerHTML = coach;
    this.spans = spans;
    for (const field of this.all()) field.heard = field.value;
    this.underline();
    clearTimeout(this.speaking);
    this.speaking = setTimeout(() => { if (this.status.textContent !== spoken) this.status.textContent = spoken; }, SPEAK_AFTER);
  }

  underline() {
    for (const field of this.all()) {
      const spans = field.heard === field.value ? this.spans[field.name] ?? [] : [];
      field.previousElementSibling?.replaceChildren(...marked(field.value, spans));
    }
  }

  // One save after the other, so that each begins from what the one before has stored.
  save(more = {}, force = false) {
    clearTimeout(this.waiting);
    this.saving = this.saving.then(() => this.store(more, force));
    return this.saving;
  }

  async store(more, force) {
    const fields = this.dirty();
    if (!fields.length && !force) return undefined;
    this.say(this.state.dataset.saving);
    const sent = new Map(fields.map((field) => [field.name, field.value]));
    try {
      const answer = await this.post(this.body(fields, more));
      this.failed = false;
      this.stored(answer, sent);
      return answer;
    } catch {
      this.failed = true;
      this.say(this.state.dataset.failed, true);
      this.waiting = setTimeout(() => this.save(), TRY_AGAIN_AFTER);
      return undefined;
    }
  }

  stored(answer, sent) {
    let wrong = false;
    for (const [name, { was, theirs, error }] of Object.entries(answer.lines)) {
      const field = this.form.elements[name];
      if (!field) continue;
      this.was(field).value = was;
      const tidied = theirs === null && !error && field.value === sent.get(name);
      // The server tidies spaces; a caret that is still writing is not moved for that.
      if (tidied && document.activeElement !== field) field.value = was;
      else if (tidied && field.value.trim() === was.trim()) this.was(field).value = field.value;
      this.tell(field, theirs, error);
      wrong ||= theirs !== null || Boolean(error);
    }
    if (this.fields().every((field) => !sent.has(field.name) || field.value === sent.get(field.name))) this.hear(answer);
    for (const [name, kin] of Object.entries(answer.kin)) {
      const place = this.querySelector(`[data-kin="${name}"]`);
      if (place) place.innerHTML = kin;
    }
    this.know(answer.metas);
    this.shape = answer.shape;
    const who = Object.assign(document.createElement("b"), { textContent: answer.next[0] });
    document.querySelector(".craft-next").replaceChildren(who, " " + answer.next[1]);
    this.querySelector("[data-checklist]").innerHTML = answer.checklist;
    this.say(wrong ? this.state.dataset.unsaved : this.state.dataset.saved, wrong);
  }

  know(metas) {
    for (const [name, words] of Object.entries(metas)) {
      const place = this.querySelector(`[data-meta="${name}"]`);
      place?.replaceChildren(...words.map((word) => Object.assign(document.createElement("span"), { textContent: word })));
    }
  }

  // Both texts are shown, and the writer chooses; nothing is sent until then.
  tell(field, theirs, error) {
    const line = field.closest(".writing-line");
    const place = line.querySelector(".writing-said");
    line.classList.toggle("is-wrong", theirs !== null || Boolean(error));
    field.toggleAttribute("aria-invalid", Boolean(error));
    place.replaceChildren();
    if (error) place.append(this.paragraph("error", error));
    if (theirs === null) return;
    field.met = true;
    const quote = Object.assign(document.createElement("blockquote"), { className: "writing-theirs", textContent: theirs || "…", dir: "auto" });
    const keep = this.button(this.state.dataset.mine, () => { field.met = false; this.tell(field, null, ""); this.save(); field.focus(); });
    const take = this.button(this.state.dataset.take, () => { field.value = theirs; field.met = false; this.tell(field, null, ""); this.typed(field); field.focus(); });
    const choice = document.createElement("p");
    choice.className = "row row--tight";
    choice.append(keep, take);
    place.append(this.paragraph("error", this.state.dataset.theirs), quote, choice);
  }

  paragraph(css, words) {
    return Object.assign(document.createElement("p"), { className: css, textContent: words });
  }

  button(words, act) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button button--s", textContent: words });
    button.addEventListener("click", act);
    return button;
  }

  say(words, wrong = false) {
    this.state.hidden = false;
    this.state.textContent = words;
    this.state.classList.toggle("is-wrong", wrong);
  }

  press(event) {
    const field = event.target;
    if (event.key !== "Enter" || event.isComposing || !field.matches("textarea.writing-field")) return;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      this.save();
      return;
    }
    if (event.shiftKey || event.altKey || field.closest(".writing-line--why")) return;
    event.preventDefault(); // a sentence has one line
    if ("new" in field.dataset) return void this.add(field);
    const all = [...this.querySelectorAll("textarea.writing-field")];
    all[all.indexOf(field) + 1]?.focus();
  }

  click(event) {
    const button = event.target.closest("button, a[data-to]");
    if (!button) return;
    if ("to" in button.dataset) {
      event.preventDefault();
      this.form.elements[button.dataset.to]?.focus();
    } else if ("use" in button.dataset) {
      this.use(this.form.elements[button.dataset.line], button.dataset.use);
    } else if ("add" in button.dataset) {
      event.preventDefault();
      this.add(button.closest(".writing-line").querySelector("textarea"));
    }
  }

  // Typed as if by hand, so that the browser's own undo takes it back too.
  use(field, words) {
    field.focus();
    field.select();
    if (!document.execCommand("insertText", false, words)) field.value = words;
    const open = words.match(/<[^<>]+>|…|\.\.\./);
    if (open) field.setSelectionRange(open.index, open.index + open[0].length);
    this.typed(field);
  }

  async add(field) {
    if (!field.value.trim()) return field.focus();
    if (this.adding) return undefined;
    this.adding = true;
    const answer = await this.save({ [field.name]: field.value, key: this.key ??= crypto.randomUUID?.() ?? String(Math.random()) }, true);
    this.adding = false;
    if (!answer) return undefined;
    const wrong = answer.wrong[field.name];
    if (wrong) {
      this.key = undefined;
      this.say(wrong.join(" "), true);
      return field.focus();
    }
    this.key = undefined;
    field.value = "";
    return this.renew(answer.last.startsWith("o") ? "new-" + answer.last : field.name);
  }

  // The set as it is now; what is being typed elsewhere stays.
  async renew(focus) {
    const answer = await fetch(this.dataset.address, { credentials: "same-origin" });
    if (!answer.ok || answer.redirected) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const kept = new Map([...this.querySelectorAll("textarea.writing-field")].map((field) => [field.name, [field.value, this.was(field)?.value, field.met]]));
    const here = document.activeElement?.name;
    this.querySelector("#set").replaceWith(document.adoptNode(fresh.querySelector("#set")));
    for (const part of [".craft-whose", ".craft-next"]) {
      document.querySelector(`.craft-head ${part}`)?.replaceWith(document.adoptNode(fresh.querySelector(part)));
    }
    this.querySelector(".writing-rest").replaceWith(document.adoptNode(fresh.querySelector(".writing-rest")));
    this.querySelector("[data-checklist]").replaceWith(document.adoptNode(fresh.querySelector("[data-checklist]")));
    this.form = this.querySelector("#lines");
    this.form.addEventListener("submit", (event) => this.submit(event));
    for (const field of this.querySelectorAll("textarea.writing-field")) {
      const [value, was, met] = kept.get(field.name) ?? [];
      if (value === undefined || value === was) continue;
      field.value = value;
      field.met = met;
      if (was !== undefined) this.was(field).value = was;
    }
    this.spans = JSON.parse(fresh.querySelector("[data-spans]").textContent);
    this.coach.innerHTML = fresh.querySelector("[data-coach]").innerHTML;
    this.shape = fresh.querySelector("northing-writing").dataset.shape;
    this.wire(this);
    this.form.elements[focus ?? here]?.focus();
  }

  // Buttons of the form save what is open first, in the same request.
  submit(event) {
    if (event.submitter?.name !== "remove") {
      event.preventDefault();
      this.save();
    }
  }

  // What somebody else wrote appears where nobody here is writing.
  async look() {
    if (document.hidden || !this.form || this.adding) return;
    let now;
    try {
      const answer = await fetch(this.dataset.changes, { credentials: "same-origin", headers: { Accept: "application/json" } });
      if (!answer.ok || answer.redirected) return;
      now = await answer.json();
    } catch {
      return;
    }
    let heard = false;
    for (const field of this.fields()) {
      const theirs = now.lines[field.name];
      const was = this.was(field);
      if (theirs === undefined || theirs === was.value || field.met) continue;
      if (field.value !== was.value || theirs.trim() === field.value.trim()) continue; // being written: the save will tell
      field.value = was.value = theirs;
      heard = true;
      this.fit(field);
      const line = field.closest(".writing-line");
      line.classList.add("is-theirs");
      setTimeout(() => line.classList.remove("is-theirs"), 3000);
    }
    this.know(now.metas);
    if (heard) {
      this.say(this.state.dataset.theirs);
      this.read();
    }
    if (now.shape !== (this.shape ?? this.dataset.shape)) {
      this.say(this.state.dataset.more);
      await this.renew();
    }
  }

  // Whoever closes the page in the middle of a word loses nothing: the words are sent, and kept in this tab until it is
  // seen that they arrived.
  leave() {
    const fields = this.fields().filter((field) => field.value !== this.was(field).value);
    if (!fields.length) return;
    try {
      sessionStorage.setItem(this.place(), JSON.stringify(fields.map((field) => [field.name, this.was(field).value, field.value])));
    } catch {
      // a full storage keeps what it has
    }
    navigator.sendBeacon(this.dataset.address, this.body(this.dirty(), { leaving: "1" }));
  }

  place() {
    return "northing-writing:" + this.dataset.address;
  }

  comeBack() {
    let kept = [];
    try {
      kept = JSON.parse(sessionStorage.getItem(this.place()) ?? "[]");
      sessionStorage.removeItem(this.place());
    } catch {
      return;
    }
    for (const [name, was, value] of kept) {
      const field = this.form.elements[name];
      if (!field || field.value.trim() === value.trim()) continue;
      const theirs = field.value;
      field.value = value;
      if (theirs === was) this.typed(field);
      else this.tell(field, theirs, "");
    }
  }
}
customElements.define("northing-writing", Writing);
