// Several people: whoever is chosen from the suggestions joins the list at once. Without this they join with the next save.
class Several extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input[list]");
    this.list = this.querySelector("ul");
    this.input.addEventListener("input", () => this.take());
    this.input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.ctrlKey || event.metaKey || !this.input.value.trim()) return;
      event.preventDefault();
      this.take();
    });
    this.closest("northing-draft")?.addEventListener("restore", (event) => {
      for (const label of event.detail.get(`${this.dataset.name}_label`) ?? []) this.list.append(this.tick(label));
    });
  }

  take() {
    const typed = this.input.value;
    const options = [...(this.input.list?.options ?? [])];
    if (!typed || !options.some((option) => option.value === typed)) return;
    if (![...this.list.querySelectorAll("input")].some((box) => box.value === typed)) this.list.append(this.tick(typed));
    this.input.value = "";
    this.dispatchEvent(new Event("change", { bubbles: true }));
  }

  tick(label) {
    const row = document.createElement("li");
    const check = document.createElement("label");
    const box = document.createElement("input");
    const words = document.createElement("span");
    check.className = "check";
    Object.assign(box, { type: "checkbox", name: `${this.dataset.name}_label`, value: label, checked: true });
    words.textContent = label;
    check.append(box, words);
    row.append(check);
    return row;
  }
}
customElements.define("northing-several", Several);
