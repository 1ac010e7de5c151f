// On the eleven keys the digits choose: 7 is 0.7, 0 after 1 is 1.0.
class Keys extends HTMLElement {
  connectedCallback() {
    this.addEventListener("keydown", (event) => {
      if (!/^[0-9]$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      const ten = event.key === "0" && event.timeStamp - (this.oneAt ?? -1e9) < 800;
      this.oneAt = event.key === "1" ? event.timeStamp : undefined;
      const key = this.querySelector(`input[value="${ten ? "10" : event.key}"]`);
      key.checked = true;
      key.focus();
      key.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
}
customElements.define("northing-keys", Keys);
