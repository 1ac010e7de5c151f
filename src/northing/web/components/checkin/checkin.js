// The thumb's keys beside a large value: one step less, one step more, in the notation that is already there.
class Value extends HTMLElement {
  connectedCallback() {
    const steps = this.querySelector(".steps");
    if (!steps) return;
    this.input = this.querySelector("input");
    steps.hidden = false;
    steps.addEventListener("click", (event) => {
      const button = event.target.closest("[data-by]");
      if (button) this.change(Number(button.dataset.by));
    });
  }

  change(by) {
    const text = this.input.value.trim();
    const comma = text.includes(",") && !text.includes(".");
    const value = Number((comma ? text.replace(",", ".") : text).replace("\u2212", "-").replace(/\s/g, ""));
    if (!Number.isFinite(value)) return;
    const step = Number(this.dataset.step) || 1;
    const digits = Math.max(...[text.replace(",", "."), String(step)].map((number) => (number.split(".")[1] ?? "").length));
    const next = (value + by * step).toFixed(digits);
    this.input.value = comma ? next.replace(".", ",") : next;
    this.input.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
customElements.define("northing-value", Value);
