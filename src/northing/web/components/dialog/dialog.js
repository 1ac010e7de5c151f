// Links with `data-dialog` open the dialog part of the page they lead to. Without this they simply lead there.
class Dialog extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    document.addEventListener("click", this.onClick);
    this.dialog.addEventListener("click", (event) => {
      const away = event.target === this.dialog || event.target.closest("[data-close]");
      if (!away) return;
      event.preventDefault();
      this.dialog.close();
    });
  }

  disconnectedCallback() {
    document.removeEventListener("click", this.onClick);
  }

  onClick = async (event) => {
    const link = event.target.closest?.("a[data-dialog]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    try {
      const answer = await fetch(link.href, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
      if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
      this.dialog.innerHTML = await answer.text();
    } catch {
      location.assign(link.href);
      return;
    }
    for (const form of this.dialog.querySelectorAll("form")) if (!form.getAttribute("action")) form.action = link.href;
    window.htmx?.process(this.dialog);
    this.dialog.showModal();
  };
}
customElements.define("northing-dialog", Dialog);
