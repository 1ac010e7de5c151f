/* The zone of the browser is a good first guess for the organisation's; what somebody has chosen stays. */
customElements.define("northing-zone", class extends HTMLElement {
  connectedCallback() {
    const select = this.querySelector("select");
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const chosen = [...select.options].some((option) => option.defaultSelected && option.value !== "UTC");
    if (!chosen && [...select.options].some((option) => option.value === here)) select.value = here;
  }
});
