// Reads the nearest value to the pointer aloud and beside the chart; arrows do the same on the keyboard.
const SVG = "http://www.w3.org/2000/svg";

class Chart extends HTMLElement {
  connectedCallback() {
    this.readout = this.querySelector(".readout");
    for (const svg of this.querySelectorAll(".chart-frame > .chart")) {
      if (!svg.querySelector("[data-words]")) continue;
      svg.setAttribute("tabindex", "0");
      svg.addEventListener("pointermove", (event) => this.read(svg, this.nearest(svg, event.clientX)));
      svg.addEventListener("pointerleave", () => this.forget(svg));
      svg.addEventListener("blur", () => this.forget(svg));
      svg.addEventListener("keydown", (event) => this.onKey(svg, event));
    }
  }

  points(svg) {
    return [...svg.querySelectorAll("[data-words]")];
  }

  nearest(svg, clientX) {
    const away = (point) => {
      const box = point.getBoundingClientRect();
      return Math.abs(box.left + box.width / 2 - clientX);
    };
    return this.points(svg).reduce((best, point) => (away(point) < away(best) ? point : best));
  }

  onKey(svg, event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const points = this.points(svg);
    const here = points.indexOf(svg.querySelector(".is-read"));
    const next = here < 0 ? points.length - 1 : Math.min(points.length - 1, Math.max(0, here + step));
    this.read(svg, points[next]);
  }

  read(svg, point) {
    if (point.classList.contains("is-read")) return;
    this.forget(svg);
    point.classList.add("is-read");
    const line = document.createElementNS(SVG, "path");
    const { y, height } = svg.viewBox.baseVal;
    line.setAttribute("class", "cursor");
    line.setAttribute("d", `M${point.getAttribute("cx")} ${y + 34}V${y + height - 36}`);
    svg.insertBefore(line, svg.querySelector(".pt"));
    this.readout.textContent = point.dataset.words;
    this.readout.hidden = false;
  }

  forget(svg) {
    svg.querySelector(".is-read")?.classList.remove("is-read");
    svg.querySelector(".cursor")?.remove();
    this.readout.hidden = true;
  }
}
customElements.define("northing-chart", Chart);
