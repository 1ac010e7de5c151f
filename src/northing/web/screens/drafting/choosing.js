// Choosing among what a search finds. An answer to what was asked before somebody chose knows nothing of the choice: it is
// asked for again, with the choice in it, so that no late answer takes it away.
const chosen = (values) => ["parent", "shared"].map((name) => values.get(name) ?? "").join();

class Choosing extends HTMLElement {
  connectedCallback() {
    this.addEventListener("htmx:after:request", (event) => {
      const { ctx } = event.detail;
      const asked = new URL(ctx.request.action, location.href).searchParams;
      if (chosen(asked) === chosen(new FormData(this.querySelector("form")))) return;
      event.preventDefault();
      ctx.sourceElement.dispatchEvent(new Event("search"));
    });
  }
}
customElements.define("northing-choosing", Choosing);
