// Rows of stages or dated values: added, removed and moved at once. Without this the same buttons ask the server.
class Rows extends HTMLElement {
  connectedCallback() {
    this.list = this.querySelector("ol");
    this.pattern = this.blank(this.list.lastElementChild);
    this.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-do]");
      if (!button) return;
      event.preventDefault();
      this[button.dataset.do](button.closest("li"), button);
    });
    this.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.ctrlKey || event.metaKey || !event.target.matches("input")) return;
      event.preventDefault();
      this.add(event.target.closest("li"));
    });
    this.closest("northing-draft")?.addEventListener("restore", (event) => {
      const name = this.first(this.list.firstElementChild).name;
      const wanted = event.detail.get(name)?.length ?? 0;
      while (this.list.children.length < wanted) this.list.append(this.pattern.cloneNode(true));
      this.number();
    });
    this.number();
  }

  first(row) {
    return row.querySelector("input:not([type=hidden])");
  }

  blank(row) {
    const copy = row.cloneNode(true);
    copy.classList.remove("is-wrong");
    for (const error of copy.querySelectorAll(".error")) error.remove();
    for (const input of copy.querySelectorAll("input")) {
      input.value = input.classList.contains("rows-number") && input.name === "stage_weight" ? "1" : "";
      input.placeholder = "";
      for (const name of ["value", "aria-invalid", "aria-describedby"]) input.removeAttribute(name);
      if (input.value === "" && input.name === "stage_weight") input.value = "1";
    }
    return copy;
  }

  get most() {
    return Number(this.dataset.most);
  }

  add(after) {
    if (this.list.children.length >= this.most) return;
    const row = this.pattern.cloneNode(true);
    if (after) after.after(row);
    else this.list.append(row);
    this.changed();
    this.first(row).focus();
  }

  remove(row) {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    if (next) row.remove();
    else row.replaceWith(this.pattern.cloneNode(true));
    this.changed();
    this.first(next ?? this.list.firstElementChild).focus();
  }

  up(row, button) {
    row.previousElementSibling?.before(row);
    this.changed();
    this.back(button, row, "down");
  }

  down(row, button) {
    row.nextElementSibling?.after(row);
    this.changed();
    this.back(button, row, "up");
  }

  back(button, row, other) {
    (button.disabled ? row.querySelector(`[data-do=${other}]`) : button).focus();
  }

  changed() {
    this.number();
    this.dispatchEvent(new Event("rows", { bubbles: true }));
    this.dispatchEvent(new Event("input", { bubbles: true }));
  }

  number() {
    const rows = [...this.list.children];
    rows.forEach((row, place) => {
      for (const part of row.querySelectorAll("[aria-label]")) {
        part.setAttribute("aria-label", part.getAttribute("aria-label").replace(/\d+/, String(place + 1)));
      }
      row.querySelector("[data-do=up]").disabled = place === 0;
      row.querySelector("[data-do=down]").disabled = place === rows.length - 1;
    });
    this.classList.toggle("is-full", rows.length >= this.most);
  }
}
customElements.define("northing-rows", Rows);
