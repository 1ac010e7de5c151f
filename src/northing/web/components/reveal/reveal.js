// A button in the field that shows what is typed; what is sent is hidden again first, so that no browser remembers it as text.
customElements.define("northing-reveal", class extends HTMLElement {
  connectedCallback() {
    const input = this.querySelector("input");
    if (!input || this.querySelector("button")) return;
    const frame = document.createElement("span");
    frame.className = "input-unit";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "reveal";
    button.setAttribute("aria-label", this.dataset.label);
    input.before(frame);
    frame.append(input, button);
    const show = (shown) => {
      input.type = shown ? "text" : "password";
      button.textContent = shown ? this.dataset.hide : this.dataset.show;
      button.setAttribute("aria-pressed", String(shown));
    };
    show(false);
    button.addEventListener("click", () => { show(input.type === "password"); input.focus(); });
    input.form?.addEventListener("submit", () => show(false));
  }
});
