// A sheet of SVG that takes the strokes of a canvas, so that what is exported is what was drawn.
const escaped = (text) => text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);
const short = (number) => String(Math.round(number * 100) / 100);

export class Sheet {
  constructor(width, height, measure) {
    this.width = width;
    this.height = height;
    this.measure = measure; // a canvas's pen: widths of words are its business
    this.parts = [];
    this.kept = [];
    this.way = "";
    Object.assign(this, START);
    this.open = 0;
  }

  text(title) {
    const size = `width="${short(this.width)}" height="${short(this.height)}" viewBox="0 0 ${short(this.width)} ${short(this.height)}"`;
    const body = this.parts.join("") + "</g>".repeat(this.open);
    return `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img"><title>${escaped(title)}</title>${body}</svg>`;
  }

  save() {
    this.kept.push({ ...pick(this), open: this.open });
  }

  restore() {
    const was = this.kept.pop();
    while (this.open > was.open) {
      this.parts.push("</g>");
      this.open -= 1;
    }
    Object.assign(this, was);
  }

  group(transform) {
    this.parts.push(`<g transform="${transform}">`);
    this.open += 1;
  }

  translate(x, y) {
    this.group(`translate(${short(x)} ${short(y)})`);
  }

  scale(x, y) {
    this.group(`scale(${x} ${y})`);
  }

  setLineDash(dash) {
    this.dash = dash;
  }

  beginPath() {
    this.way = "";
  }

  moveTo(x, y) {
    this.way += `M${short(x)} ${short(y)}`;
  }

  lineTo(x, y) {
    this.way += `L${short(x)} ${short(y)}`;
  }

  bezierCurveTo(...numbers) {
    this.way += `C${numbers.map(short).join(" ")}`;
  }

  closePath() {
    this.way += "Z";
  }

  rect(x, y, width, height) {
    this.way += `M${short(x)} ${short(y)}h${short(width)}v${short(height)}h${short(-width)}Z`;
  }

  // Whole circles only: nothing else is drawn here.
  arc(x, y, r) {
    this.way += `M${short(x - r)} ${short(y)}a${short(r)} ${short(r)} 0 1 1 ${short(2 * r)} 0a${short(r)} ${short(r)} 0 1 1 ${short(-2 * r)} 0Z`;
  }

  fill() {
    if (this.way) this.parts.push(`<path d="${this.way}" fill="${this.fillStyle}"${this.faint}/>`);
  }

  stroke() {
    if (this.way) this.parts.push(`<path d="${this.way}" fill="none" ${this.pen}${this.faint}/>`);
  }

  fillRect(x, y, width, height) {
    if (width <= 0 || height <= 0) return;
    this.parts.push(`<rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}" fill="${this.fillStyle}"${this.faint}/>`);
  }

  fillText(text, x, y) {
    this.written(text, x, y, `fill="${this.fillStyle}"`);
  }

  strokeText(text, x, y) {
    this.written(text, x, y, `fill="none" ${this.pen}`);
  }

  written(text, x, y, look) {
    const anchor = { center: "middle", left: "start" }[this.textAlign];
    const [, weight, size, family] = /^(?:(\d+) )?([\d.]+)px (.*)$/.exec(this.font);
    const face = `font-family="${escaped(family.replaceAll('"', "'"))}" font-size="${size}"${weight && weight !== "400" ? ` font-weight="${weight}"` : ""}`;
    this.parts.push(`<text x="${short(x)}" y="${short(y)}" text-anchor="${anchor}" ${face} ${look}${this.faint}>${escaped(text)}</text>`);
  }

  measureText(text) {
    this.measure.font = this.font;
    return this.measure.measureText(text);
  }

  get pen() {
    const dash = this.dash.length ? ` stroke-dasharray="${this.dash.map(short).join(" ")}"` : "";
    const cap = this.lineCap === "butt" ? "" : ` stroke-linecap="${this.lineCap}"`;
    const join = this.lineJoin === "miter" ? "" : ` stroke-linejoin="${this.lineJoin}"`;
    return `stroke="${this.strokeStyle}" stroke-width="${short(this.lineWidth)}"${dash}${cap}${join}`;
  }

  get faint() {
    return this.globalAlpha < 1 ? ` opacity="${short(this.globalAlpha)}"` : "";
  }
}

const START = {
  fillStyle: "#000", strokeStyle: "#000", lineWidth: 1, lineCap: "butt", lineJoin: "miter", globalAlpha: 1, font: "10px sans-serif", textAlign: "left", dash: [],
};

function pick(sheet) {
  return Object.fromEntries(Object.keys(START).map((name) => [name, sheet[name]]));
}
