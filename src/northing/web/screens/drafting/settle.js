// Two texts met: who writes on in a field means their own text.
class Settle extends HTMLElement {
  connectedCallback() {
    const form = this.closest("form");
    const fields = { lead_id: ["lead"], owner_id: ["owner"], individual_id: ["individual"], stages: ["stage_label", "stage_weight"],
      plan: ["plan_on", "plan_value"], confidant_ids: ["confidants", "confidants_label", "confidants_add"], contributor_ids: ["contributors", "contributors_label", "contributors_add"] };
    const names = fields[this.dataset.fact] ?? [this.dataset.fact];
    form.addEventListener("input", (event) => {
      if (names.includes(event.target.name)) this.querySelector("[value=mine]").checked = true;
    });
  }
}
customElements.define("northing-settle", Settle);
