// A toast goes by itself after a while, longer when it offers a way back, and never while it is read or touched.
const STAYS = 8000;
const STAYS_WITH_UNDO = 20000;

class Toast extends HTMLElement {
  connectedCallback() {
    const dismiss = this.querySelector(".dismiss");
    dismiss.hidden = false;
    dismiss.addEventListener("click", () => this.remove());
    for (const name of ["pointerenter", "focusin"]) this.addEventListener(name, () => clearTimeout(this.timer));
    for (const name of ["pointerleave", "focusout"]) this.addEventListener(name, () => this.wait());
    this.wait();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  wait() {
    clearTimeout(this.timer);
    if (this.classList.contains("toast--grave")) return;
    this.timer = setTimeout(() => this.remove(), this.querySelector("form") ? STAYS_WITH_UNDO : STAYS);
  }
}
customElements.define("northing-toast", Toast);
