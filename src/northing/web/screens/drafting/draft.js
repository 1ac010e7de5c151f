// A form whose text nobody loses: kept in this tab while it is typed, offered back when it was not saved. Ctrl-Enter saves.
// A text that was sent and not answered by its own form (the session had ended, the token was old) comes back by itself.
const PREFIX = "northing-draft:";
const PAUSE = 300;
const NOT_KEPT = new Set(["csrfmiddlewaretoken", "version", "opened"]);

const storage = (() => {
  try {
    return window.sessionStorage;
  } catch {
    return undefined;
  }
})();

function read(key) {
  try {
    return JSON.parse(storage?.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

function write(key, kept) {
  try {
    storage?.setItem(key, JSON.stringify(kept));
  } catch {
    // a full storage keeps what it has
  }
}

class Draft extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    if (!this.form) return;
    this.key = PREFIX + this.dataset.person + ":" + new URL(this.form.action).pathname;
    this.before = JSON.stringify(this.values());
    this.addEventListener("input", () => this.later());
    this.addEventListener("change", () => this.later());
    this.addEventListener("rows", () => this.later());
    this.form.addEventListener("submit", () => this.keep({ sent: true }));
    this.notice = this.querySelector("[data-kept]");
    this.notice?.querySelector("[data-restore]").addEventListener("click", () => this.restore());
    this.notice?.querySelector("[data-forget]").addEventListener("click", () => this.forget());
    this.querySelector("#errors")?.focus();
    this.look();
  }

  look() {
    const kept = read(this.key);
    if (!kept) return;
    const answered = "answered" in this.dataset;
    if (answered || this.dataset.after || kept.values === this.before) return storage.removeItem(this.key);
    if (kept.version !== this.version()) {
      if (kept.sent) storage.removeItem(this.key); // it was saved: there is a newer version
      else this.offer();
      return;
    }
    if (kept.sent) this.restore();
    else this.offer();
  }

  version() {
    return this.form.elements.version?.value ?? "";
  }

  values() {
    return [...new FormData(this.form)].filter(([name, value]) => typeof value === "string" && !NOT_KEPT.has(name));
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep({}), PAUSE);
  }

  keep(more) {
    clearTimeout(this.timer);
    const values = JSON.stringify(this.values());
    if (values === this.before && !more.sent) return storage?.removeItem(this.key);
    write(this.key, { values, version: this.version(), ...more });
  }

  offer() {
    if (this.notice) this.notice.hidden = false;
  }

  restore() {
    const kept = read(this.key);
    if (!kept) return;
    const values = new Map();
    for (const [name, value] of JSON.parse(kept.values)) values.set(name, [...(values.get(name) ?? []), value]);
    this.dispatchEvent(new CustomEvent("restore", { bubbles: true, detail: values }));
    const seen = new Map();
    for (const field of this.form.elements) {
      if (!field.name || NOT_KEPT.has(field.name) || field.type === "submit") continue;
      const list = values.get(field.name) ?? [];
      if (field.type === "radio" || field.type === "checkbox") {
        field.checked = list.includes(field.value);
        continue;
      }
      const place = seen.get(field.name) ?? 0;
      seen.set(field.name, place + 1);
      field.value = list[place] ?? "";
    }
    for (const details of this.querySelectorAll("details")) {
      if ([...details.querySelectorAll("input:not([type=radio]), textarea")].some((field) => field.value && field.value !== field.defaultValue)) details.open = true;
    }
    this.keep({});
    this.offer();
    this.notice?.classList.add("is-back");
    this.form.querySelector("textarea, input:not([type=hidden])")?.focus();
    this.form.dispatchEvent(new Event("input", { bubbles: true }));
  }

  forget() {
    storage?.removeItem(this.key);
    if (this.notice.classList.contains("is-back")) location.assign(this.form.action);
    this.notice.hidden = true;
  }
}
customElements.define("northing-draft", Draft);

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const nowhere = event.target === document.body || event.target.id === "content";
  const form = nowhere ? document.querySelector("form[data-keyed]") : event.target.closest?.("form[data-keyed]");
  if (!form || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector(".drafting-end .button--main") ?? form.querySelector(".button--main") ?? undefined);
});

// A text that was sent, and the page that followed is neither its form again nor the door: it was saved.
if (storage && !document.body.classList.contains("is-plain") && !document.querySelector("northing-draft[data-answered]")) {
  const here = document.querySelector("northing-draft form");
  for (const key of Object.keys(storage)) {
    const own = here && key.endsWith(":" + new URL(here.action).pathname);
    if (key.startsWith(PREFIX) && !own && read(key)?.sent) storage.removeItem(key);
  }
}
