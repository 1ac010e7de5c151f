// A menu made of <details> opens by itself; this closes it when the reader goes elsewhere, and lets arrows walk in it.
class Menu extends HTMLElement {
  connectedCallback() {
    this.details = this.querySelector("details");
    if (!this.details) return;
    this.addEventListener("keydown", this.onKey);
    this.details.addEventListener("toggle", () => {
      const way = this.details.open ? "addEventListener" : "removeEventListener";
      document[way]("pointerdown", this.onElsewhere);
      document[way]("focusin", this.onElsewhere);
    });
  }

  disconnectedCallback() {
    document.removeEventListener("pointerdown", this.onElsewhere);
    document.removeEventListener("focusin", this.onElsewhere);
  }

  onElsewhere = (event) => {
    // on a phone the veil belongs to the <details>: touching it closes, touching the sheet does not
    const inside = event.target.closest?.(".menu, summary");
    if (!inside || !this.contains(inside)) this.details.open = false;
  };

  onKey = (event) => {
    const summary = this.details.querySelector("summary");
    if (event.key === "Escape" && this.details.open) {
      event.stopPropagation();
      this.details.open = false;
      summary.focus();
      return;
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    if (event.target.closest("input, textarea, select")) return;
    event.preventDefault();
    event.stopPropagation();
    this.details.open = true;
    const rows = [...this.querySelectorAll(".menu :is(a, button, input, select)")].filter((row) => row.offsetParent);
    const here = rows.indexOf(document.activeElement);
    const next = event.key === "ArrowDown" ? here + 1 : here <= 0 ? rows.length - 1 : here - 1;
    rows[next % rows.length]?.focus();
  };
}
customElements.define("northing-menu", Menu);
