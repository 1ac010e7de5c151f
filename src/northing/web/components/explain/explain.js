// An explanation that was opened in place folds away again in place, and gives the focus back to the figure.
class Explained extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this.onClick);
    this.addEventListener("keydown", this.onKey);
  }

  disconnectedCallback() {
    this.removeEventListener("click", this.onClick);
    this.removeEventListener("keydown", this.onKey);
  }

  onClick = (event) => {
    if (!event.target.closest(".explain > header a")) return;
    event.preventDefault();
    this.fold();
  };

  onKey = (event) => {
    if (event.key === "Escape") this.fold();
  };

  fold() {
    this.replaceChildren();
    document.querySelector(`[hx-target="#${CSS.escape(this.id)}"]`)?.focus();
  }
}
customElements.define("northing-explained", Explained);
