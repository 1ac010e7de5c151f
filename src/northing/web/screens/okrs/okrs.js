// The outline: arrows and J/K walk through the rows, left and right fold and unfold, C checks in.
// Every fold is a link to the same page folded; this only saves loading it. The address follows, so that it can be shared.
class Outline extends HTMLElement {
  connectedCallback() {
    this.kept = new Map();
    this.addEventListener("click", this.onClick);
    this.addEventListener("focusin", (event) => this.mark(event.target.closest("tr")));
    document.addEventListener("keydown", this.onKey, true);
    const here = location.hash && this.querySelector(`tr[id="${CSS.escape(location.hash.slice(1))}"] .fold`);
    if (here) here.focus();
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.onKey, true);
  }

  get rows() {
    return [...this.querySelectorAll("tbody > tr")];
  }

  onClick = (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const fold = event.target.closest("a.fold");
    const more = event.target.closest("a[data-offset]");
    if (!fold && !more) return;
    event.preventDefault();
    if (more) this.continueWith(more);
    else this.toggle(fold.closest("tr"));
  };

  onKey = (event) => {
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable], dialog, details[open]")) return;
    const inside = this.contains(document.activeElement);
    const act = { j: () => this.step(1), k: () => this.step(-1) }[event.key] ?? (inside ? this.keys[event.key] : undefined);
    if (act && act() !== false) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  };

  keys = {
    ArrowDown: () => this.step(1),
    ArrowUp: () => this.step(-1),
    ArrowRight: () => this.inwards(),
    ArrowLeft: () => this.outwards(),
    Home: () => this.go(this.rows[0]),
    End: () => this.go(this.rows.at(-1)),
    c: () => this.checkIn(),
  };

  get current() {
    return this.querySelector("tr.is-current");
  }

  mark(row) {
    this.current?.classList.remove("is-current");
    row?.classList.add("is-current");
  }

  go(row) {
    const target = row?.querySelector("a.what") ?? row?.querySelector("a");
    if (!target) return false;
    target.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
    this.mark(row);
  }

  step(by) {
    const rows = this.rows;
    const at = rows.indexOf(this.current);
    return this.go(rows[at < 0 ? 0 : at + by]);
  }

  inwards() {
    const row = this.current;
    const fold = row?.querySelector(".fold");
    if (!fold) return false;
    if (fold.getAttribute("aria-expanded") === "true") return this.go(row.nextElementSibling);
    this.toggle(row);
  }

  outwards() {
    const row = this.current;
    if (!row) return false;
    if (row.querySelector('.fold[aria-expanded="true"]')) return this.toggle(row);
    let above = row.previousElementSibling;
    while (above && depth(above) >= depth(row)) above = above.previousElementSibling;
    return this.go(above);
  }

  checkIn() {
    const address = this.current?.dataset.checkIn;
    if (!address) return false;
    location.assign(address);
  }

  async toggle(row) {
    const fold = row.querySelector(".fold");
    if (fold.getAttribute("aria-busy") === "true") return;
    if (fold.getAttribute("aria-expanded") === "true") {
      this.kept.set(row.id, below(row));
      for (const one of this.kept.get(row.id)) one.remove();
    } else {
      const rows = this.kept.get(row.id) ?? (await this.fetchRows(fold, this.address(row.id, depth(row))));
      if (!rows) return;
      row.after(...rows);
    }
    const open = fold.getAttribute("aria-expanded") !== "true";
    fold.setAttribute("aria-expanded", String(open));
    remember(row.id, open);
  }

  async continueWith(link) {
    const row = link.closest("tr");
    const rows = await this.fetchRows(link, this.address(row.dataset.key, depth(row) - 1, link.dataset.offset));
    if (!rows) return;
    row.after(...rows);
    row.remove();
    this.go(rows[0]);
  }

  address(key, below, offset = 0) {
    const address = new URL(this.dataset.branches.replace("KEY", key) + this.dataset.query, location.href);
    address.searchParams.set("depth", below);
    if (offset) address.searchParams.set("offset", offset);
    return address;
  }

  // Where the branch cannot be fetched, the link itself leads to a page on which it is open.
  async fetchRows(link, address) {
    link.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      return [...page.querySelectorAll("tbody > tr")].map((row) => document.adoptNode(row));
    } catch {
      location.assign(link.href);
      return null;
    } finally {
      link.removeAttribute("aria-busy");
    }
  }
}

// A long list in a filter: it is there when the filter opens, and narrows while somebody types. Without this, the form
// around it leads to the same list as a page.
class Finder extends HTMLElement {
  connectedCallback() {
    this.classList.add("is-live");
    this.input = this.querySelector("input");
    this.list = this.querySelector(".okrs-choices");
    const details = this.closest("details");
    details?.addEventListener("toggle", () => {
      if (!details.open) return;
      if (!this.asked) this.find();
      this.input.focus();
    });
    this.input.addEventListener("input", () => {
      this.late = true; // what is listed answers older words
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.find(), 150);
    });
    this.input.addEventListener("keydown", async (event) => {
      const first = this.list.querySelector("a");
      if (event.key === "Enter") {
        event.preventDefault();
        clearTimeout(this.waiting);
        if (this.late) await this.find();
        if (!this.late) this.list.querySelector("a")?.click();
      } else if (event.key === "ArrowDown" && first) {
        event.preventDefault();
        event.stopPropagation();
        first.focus();
      }
    });
  }

  async find() {
    const mine = (this.asked = Symbol("asked"));
    const words = this.input.value;
    const address = new URL(this.dataset.address, location.href);
    for (const [name, value] of new FormData(this.closest("form"))) address.searchParams.append(name, value);
    const answer = await fetch(address, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
    if (!answer.ok || mine !== this.asked) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const at = this.list.contains(document.activeElement) ? document.activeElement.href : undefined;
    this.list.replaceChildren(...page.body.childNodes);
    this.late = words !== this.input.value;
    if (at) ([...this.list.querySelectorAll("a")].find((link) => link.href === at) ?? this.input).focus();
  }
}

const depth = (row) => Number(row.dataset.depth);

function below(row) {
  const rows = [];
  for (let next = row.nextElementSibling; next && depth(next) > depth(row); next = next.nextElementSibling) rows.push(next);
  return rows;
}

function remember(key, open) {
  const address = new URL(location.href);
  for (const name of ["unfold", "fold"]) {
    const rest = address.searchParams.getAll(name).filter((one) => one !== key);
    address.searchParams.delete(name);
    if ((name === "unfold") === open) rest.push(key);
    for (const one of rest) address.searchParams.append(name, one);
  }
  address.hash = "";
  history.replaceState(history.state, "", address);
}

customElements.define("northing-outline", Outline);
customElements.define("northing-finder", Finder);
