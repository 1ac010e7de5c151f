// The round by keyboard: the value has the focus and is selected, Enter saves, the arrows go back and onward, Z takes the
// last save back while nothing is typed yet. Pages work without it.
class CheckIn extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("#check-in");
    this.tick();
    this.timer = setInterval(() => this.tick(), 1000);
    this.addEventListener("keydown", (event) => this.press(event));
    this.addEventListener("input", () => (this.touched = true));
    this.addEventListener("submit", (event) => this.send(event));
    addEventListener("pageshow", (event) => event.persisted && location.reload());
    queueMicrotask(() => this.begin());
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  begin() {
    const wrong = this.querySelector("[aria-invalid]");
    const first = (wrong?.matches("fieldset") ? wrong.querySelector("input") : wrong) ?? this.querySelector(".big-input input")
      ?? this.querySelector(".stages input:not(:checked)") ?? this.querySelector(".stages input") ?? this.querySelector("[data-first]");
    if (!first) return;
    first.focus({ preventScroll: true });
    first.select?.();
    const sure = this.querySelector(".confidence");
    if (sure && sure.getBoundingClientRect().bottom > innerHeight - 80) this.querySelector("#open").scrollIntoView({ block: "start" });
  }

  tick() {
    const clock = this.querySelector("[data-clock]");
    const seconds = Math.max(0, Math.floor(Date.now() / 1000) - Number(this.dataset.began));
    if (clock && seconds <= 3600) clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }

  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    const { target, key } = event;
    if (key === "Enter" && target.matches("input[type=radio], input[type=checkbox]")) {
      event.preventDefault();
      this.form?.requestSubmit();
    } else if ((key === "ArrowUp" || key === "ArrowDown") && !target.matches("input[type=radio]")) {
      if (this.amongStages(target, key) || this.walk(key)) event.preventDefault();
    } else if (key.toLowerCase() === "z" && !this.touched && target.matches(".big-input input")) {
      const undo = [...document.querySelectorAll("northing-toast form")].at(-1);
      if (undo) {
        event.preventDefault();
        undo.requestSubmit();
      }
    }
  }

  amongStages(target, key) {
    const boxes = [...this.querySelectorAll(".stages input")];
    const next = boxes[boxes.indexOf(target) + (key === "ArrowUp" ? -1 : 1)];
    if (!boxes.includes(target) || !next) return false;
    next.focus();
    return true;
  }

  walk(key) {
    const link = this.querySelector(key === "ArrowUp" ? "[data-walk=back]" : "[data-walk=onward]");
    link?.click();
    return Boolean(link);
  }

  // A second Enter before the answer is here sends nothing; the form's key would make it harmless anyway.
  send(event) {
    if (this.sent) event.preventDefault();
    this.sent = true;
  }
}
customElements.define("northing-check-in", CheckIn);
