// Reads the numbers back while they are typed, and says what a save would write into the ledger.
const PAUSE = 350;

class Echo extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    const later = (event) => {
      if (event.target.closest?.(".if-ledger, northing-several")) return;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), PAUSE);
    };
    this.addEventListener("input", later);
    this.addEventListener("change", later);
  }

  async ask() {
    this.asking?.abort();
    this.asking = new AbortController();
    const body = new FormData(this.form);
    body.set("look", "1");
    try {
      const headers = { "HX-Request": "true", "HX-Request-Type": "partial" };
      const options = { method: "POST", body, headers, signal: this.asking.signal, credentials: "same-origin", redirect: "error" };
      const answer = await fetch(this.form.action, options);
      const place = this.querySelector("#echo");
      if (!answer.ok || !place) return;
      const part = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#echo");
      if (part && part.innerHTML !== place.innerHTML) place.replaceChildren(...part.childNodes);
    } catch {
      // the page works without it
    }
  }
}
customElements.define("northing-echo", Echo);
