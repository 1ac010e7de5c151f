// The picture of the map: loads what is to be drawn, lets one move about in it, and says what one comes upon.
import { select } from "d3-selection";
import { zoom, zoomIdentity } from "d3-zoom";
import { layout } from "./layout.js";
import { bar, paint } from "./paint.js";
import { Sheet } from "./sheet.js";
import { Finder, Walker, around, fold, linksAmong } from "./walk.js";

const SHARPEST = 2; // device pixels to a pixel, at most
const NEAREST = 3;
const EXPORT_MOST = 8000; // pixels of a bitmap's longer side
const ARROWS = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End"];

class AlignmentMap extends HTMLElement {
  async connectedCallback() {
    if (this.words) return;
    this.words = JSON.parse(this.dataset.words);
    this.sheet = this.querySelector(".map-sheet");
    this.canvas = this.sheet.querySelector("canvas");
    this.state = { picked: null, focus: null, lit: null, litLinks: null, found: null, over: null };
    this.colours = coloursOf(this);
    document.documentElement.classList.add("map-is-live");
    try {
      const answer = await fetch(this.dataset.from, { credentials: "same-origin", headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      this.data = await answer.json();
    } catch {
      this.classList.add("is-broken");
      this.sheet.replaceChildren(this.words.failed);
      return;
    }
    this.begin();
  }

  begin() {
    this.arrange();
    this.listen();
    const focus = this.scene.nodes.findIndex((node) => String(node.id) === this.dataset.focus);
    this.look(this.whole(), false);
    if (focus >= 0) this.focusOn(focus, { quiet: true, still: true });
    this.draw();
    performance.mark("map-drawn");
    this.classList.add("is-live");
    this.dataset.ready = "true";
  }

  arrange() {
    const started = performance.now();
    this.measureSheet();
    this.scene = layout(this.data, { width: this.size.width, height: this.size.height - 46 });
    this.scene.say = { group: (group) => this.groupWords(group) };
    this.took = { layout: performance.now() - started };
    this.walker = new Walker(this.scene);
    this.finder = new Finder(this.scene);
  }

  measureSheet() {
    const { width, height } = this.sheet.getBoundingClientRect();
    this.size = { width: Math.max(200, width), height: Math.max(200, height) };
    this.sharp = Math.min(SHARPEST, window.devicePixelRatio || 1);
    this.canvas.width = Math.round(this.size.width * this.sharp);
    this.canvas.height = Math.round(this.size.height * this.sharp);
    this.ink = this.canvas.getContext("2d", { alpha: false });
  }

  // ---- looking --------------------------------------------------------------------------------------------------

  get view() {
    return { ...(this.transform ?? zoomIdentity), x: this.transform.x, y: this.transform.y, k: this.transform.k, ...this.size };
  }

  whole() {
    return this.framed([0, 0, this.scene.width, this.scene.height], 1.15);
  }

  framed([left, top, right, bottom], most = 1.4) {
    const strip = this.scene.groups.length > 1 ? 46 : 8;
    const room = { width: this.size.width, height: this.size.height - strip };
    const k = Math.min(most, room.width / (right - left), room.height / (bottom - top));
    return zoomIdentity.translate(room.width / 2 - (k * (left + right)) / 2, Math.max(0, room.height / 2 - (k * (top + bottom)) / 2)).scale(k);
  }

  look(transform, glide = true) {
    const least = this.whole().k;
    this.zoom.scaleExtent([Math.min(least, 1) * 0.8, NEAREST]);
    this.zoom.translateExtent([[-400, -300], [this.scene.width + 400, this.scene.height + 300]]);
    const calm = !glide || matchMedia("(prefers-reduced-motion: reduce)").matches;
    const sheet = select(this.sheet);
    if (calm) sheet.call(this.zoom.transform, transform);
    else sheet.transition().duration(240).call(this.zoom.transform, transform);
  }

  scaleBy(factor) {
    select(this.sheet).call(this.zoom.scaleBy, factor);
  }

  // So that a node is in sight, and near enough to be read when `near`: the sheet moves no farther than it must.
  show(at, near = false) {
    const node = this.scene.nodes[at];
    const k = near ? Math.max(this.transform.k, 0.75) : this.transform.k;
    if (k !== this.transform.k) {
      this.look(zoomIdentity.translate(this.size.width / 2 - node.x * k, this.size.height / 2 - 40 - node.y * k).scale(k));
      return;
    }
    const [sx, sy] = [this.transform.x + node.x * k, this.transform.y + node.y * k];
    const dx = Math.max(90 - sx, 0) + Math.min(this.size.width - 90 - sx, 0);
    const dy = Math.max(70 * k + 8 - sy, 0) + Math.min(this.size.height - 130 - sy, 0);
    if (dx || dy) this.look(zoomIdentity.translate(this.transform.x + dx, this.transform.y + dy).scale(k));
    else this.request();
  }

  request() {
    this.waiting ??= requestAnimationFrame(() => {
      this.waiting = undefined;
      this.draw();
    });
  }

  draw() {
    const started = performance.now();
    this.ink.setTransform(this.sharp, 0, 0, this.sharp, 0, 0);
    paint(this.ink, this.scene, this.view, this.state, this.colours);
    const took = performance.now() - started;
    this.took.first ??= took;
    this.took.last = took;
  }

  // ---- listening ------------------------------------------------------------------------------------------------

  listen() {
    this.zoom = zoom()
      .filter((event) => (event.type === "wheel" ? event.ctrlKey || this.sheet.matches(":focus") : !event.button && event.type !== "dblclick"))
      .on("zoom", ({ transform }) => {
        this.transform = transform;
        this.request();
      });
    this.transform = zoomIdentity;
    select(this.sheet).call(this.zoom).on("dblclick.zoom", null);
    this.sheet.addEventListener("keydown", (event) => this.onKey(event));
    this.sheet.addEventListener("click", (event) => this.onClick(event));
    this.sheet.addEventListener("dblclick", (event) => this.onOpen(this.under(event)));
    this.sheet.addEventListener("pointermove", (event) => this.onOver(event));
    this.sheet.addEventListener("pointerleave", () => this.over(null));
    this.sheet.addEventListener("blur", () => this.request());
    this.find = this.querySelector("#map-find");
    this.find.addEventListener("input", () => this.search());
    this.find.addEventListener("keydown", (event) => this.onSearchKey(event));
    for (const button of document.querySelectorAll("[data-map]")) button.addEventListener("click", () => this.act(button.dataset.map, button));
    new ResizeObserver(() => this.resize()).observe(this.sheet);
    const repaint = () => {
      this.colours = coloursOf(this);
      this.request();
      this.describe();
    };
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
    new MutationObserver(repaint).observe(document.documentElement, { attributeFilter: ["data-theme"] });
    window.addEventListener("popstate", () => this.followAddress());
    window.addEventListener("beforeprint", () => this.layPaper());
    window.addEventListener("afterprint", () => this.querySelector(".map-paper").replaceChildren());
  }

  resize() {
    const { width, height } = this.sheet.getBoundingClientRect();
    if (Math.abs(width - this.size.width) < 1 && Math.abs(height - this.size.height) < 1) return;
    this.arrange();
    this.look(this.whole(), false);
    this.draw();
  }

  act(what, button) {
    const acts = {
      in: () => this.scaleBy(1.4),
      out: () => this.scaleBy(1 / 1.4),
      fit: () => this.look(this.state.lit && this.state.focus !== null ? this.framedAround() : this.whole()),
      whole: () => this.unfocus(),
      focus: () => (this.state.focus === this.state.picked ? this.unfocus() : this.focusOn(this.state.picked)),
      svg: () => this.exportSvg(),
      png: () => this.exportPng(),
      print: () => window.print(),
    };
    acts[what]?.();
    button.closest("details")?.removeAttribute("open");
  }

  onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { picked } = this.state;
    const acts = {
      "+": () => this.scaleBy(1.4), "=": () => this.scaleBy(1.4), "-": () => this.scaleBy(1 / 1.4), "0": () => this.act("fit", this),
      Enter: () => this.onOpen(picked), f: () => picked !== null && this.act("focus", this), " ": () => picked !== null && this.act("focus", this),
      Escape: () => this.leave(), t: () => (location.hash = "table"),
    };
    if (ARROWS.includes(event.key)) this.walk(event.key);
    else if (acts[event.key]) acts[event.key]();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  walk(key) {
    const next = this.walker.move(this.state.picked, key);
    if (next === null) return this.say(key === "ArrowUp" ? this.words.up_none : key === "ArrowDown" ? this.words.down_none : "");
    this.pick(next);
    this.show(next);
  }

  leave() {
    if (this.state.found) {
      this.find.value = "";
      this.search();
    } else if (this.state.focus !== null) this.unfocus();
    else this.pick(null);
  }

  under(event) {
    const box = this.sheet.getBoundingClientRect();
    const [x, y] = this.transform.invert([event.clientX - box.left, event.clientY - box.top]);
    return this.finder.at(x, y, 6 / this.transform.k);
  }

  onClick(event) {
    if (event.defaultPrevented) return;
    this.walker.ring = null;
    this.pick(this.under(event));
  }

  onOver(event) {
    if (event.buttons) return;
    this.over(this.under(event));
  }

  over(at) {
    if (at === this.state.over) return;
    this.state.over = at;
    this.sheet.classList.toggle("is-over", at !== null);
    this.request();
  }

  onOpen(at) {
    if (at !== null && at !== undefined) location.assign(this.addressOf(this.scene.nodes[at]));
  }

  // ---- picking and focus ------------------------------------------------------------------------------------------

  pick(at) {
    const { state, scene } = this;
    state.picked = at;
    if (state.focus === null) {
      state.lit = null;
      if (at !== null) {
        const links = [...scene.nodes[at].up, ...scene.nodes[at].down, ...scene.nodes[at].side];
        state.lit = new Set([at, ...links.map(({ node }) => node)]);
        state.litLinks = new Set(links.map(({ link }) => link));
      }
    }
    this.describe();
    if (at !== null) this.say(this.sentence(scene.nodes[at]));
    this.request();
  }

  focusOn(at, { quiet = false, still = false } = {}) {
    this.state.focus = at;
    this.state.lit = around(this.scene, at);
    this.state.litLinks = linksAmong(this.scene, this.state.lit);
    this.querySelector('[data-map="whole"]').hidden = false;
    if (!quiet) this.remember(this.scene.nodes[at].id);
    if (this.state.picked !== at) this.pick(at);
    else this.describe();
    this.look(this.framedAround(), !still);
    if (!quiet) this.say(this.words.focused);
    this.request();
  }

  framedAround() {
    const nodes = [...this.state.lit].map((at) => this.scene.nodes[at]);
    const xs = nodes.map((node) => node.x);
    const ys = nodes.map((node) => node.y);
    return this.framed([Math.min(...xs) - 130, Math.min(...ys) - 80, Math.max(...xs) + 130, Math.max(...ys) + 100], 1.25);
  }

  unfocus(quiet = false) {
    const { picked } = this.state;
    Object.assign(this.state, { focus: null, lit: null, litLinks: null });
    this.querySelector('[data-map="whole"]').hidden = true;
    if (!quiet) this.remember(null);
    this.pick(picked);
    this.look(this.whole());
    if (!quiet) this.say(this.words.unfocused);
  }

  remember(id) {
    const address = new URL(location.href);
    address.searchParams.delete("focus");
    if (id !== null) address.searchParams.set("focus", id);
    history.pushState(history.state, "", address);
  }

  followAddress() {
    const id = new URL(location.href).searchParams.get("focus");
    const at = this.scene.nodes.findIndex((node) => String(node.id) === id);
    if (at >= 0) this.focusOn(at, { quiet: true });
    else if (this.state.focus !== null) this.unfocus(true);
  }

  // ---- saying -----------------------------------------------------------------------------------------------------

  describe() {
    const panel = this.querySelector(".picked");
    const node = this.scene.nodes[this.state.picked];
    panel.hidden = !node;
    if (!node) return;
    panel.querySelector(".picked-where").textContent = this.whereOf(node);
    for (const link of panel.querySelectorAll(".picked-link, .picked-open")) link.href = this.addressOf(node);
    panel.querySelector(".picked-link").textContent = node.statement;
    panel.querySelector(".picked-says").textContent = `${this.bandWords(node)}. ${this.linkWords(node)}`;
    panel.querySelector('[data-map="focus"]').hidden = this.state.focus === this.state.picked;
    this.drawPicked(panel.querySelector(".picked-bar"), node);
  }

  drawPicked(canvas, node) {
    const { width, height } = canvas.getBoundingClientRect();
    canvas.width = width * this.sharp;
    canvas.height = height * this.sharp;
    const ink = canvas.getContext("2d");
    ink.setTransform(this.sharp * 1.5, 0, 0, this.sharp * 1.5, 0, 0);
    bar(ink, 4, 5, width / 1.5 - 12, 5, node, this.colours);
  }

  say(words) {
    this.querySelector(".map-said").textContent = words;
  }

  sentence(node) {
    return `${node.statement}. ${this.whereOf(node)}. ${this.bandWords(node)}. ${this.linkWords(node)}`;
  }

  whereOf(node) {
    const notes = [node.flags & 2 ? this.words.closed : "", node.flags & 4 ? this.words.confidential : ""].filter(Boolean);
    return [this.scene.teams[node.team][1], this.scene.levels[node.level][1], ...notes].join(", ");
  }

  bandWords(node) {
    const { words } = this;
    const share = (value) => value.toLocaleString(document.documentElement.lang, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    const parts = [node.flags & 1 ? words.draft : words.bands[node.band]];
    parts.push(node.progress === null ? words.none : words.progress.replace("{progress}", share(node.progress)));
    if (node.expected !== null && node.progress !== null) parts.push(words.plan.replace("{expected}", share(node.expected)));
    if (node.foreseen) parts.push(words.forecast.replace("{low}", share(node.foreseen[0])).replace("{high}", share(node.foreseen[2])));
    return parts.join(", ");
  }

  linkWords(node) {
    const { words, scene } = this;
    const sides = node.side.map(({ link }) => scene.links[link]);
    const asks = sides.filter((link) => link.kind === 3);
    const counts = [
      [words.serves, node.up.length], [words.served, node.down.length], [words.beside, sides.length - asks.length],
      [words.needs, asks.filter((link) => link.child === node.at).length], [words.needed, asks.filter((link) => link.parent === node.at).length],
    ];
    const said = counts.filter(([, count]) => count).map(([text, count]) => text.replace("{n}", count));
    return said.join(" ") || (node.alone ? words.alone : "");
  }

  groupWords(group) {
    const counted = group.count === 1 ? this.words.objective : this.words.objectives.replace("{n}", group.count.toLocaleString(document.documentElement.lang));
    return group.island ? `${counted}, ${this.words.island}` : counted;
  }

  addressOf(node) {
    return this.dataset.objective.replace("/0/", `/${node.id}/`);
  }

  // ---- finding ------------------------------------------------------------------------------------------------------

  search() {
    const asked = fold(this.find.value).split(/\s+/).filter(Boolean);
    const said = this.querySelector(".map-found");
    this.matches = [];
    if (asked.length) {
      this.texts ??= this.scene.nodes.map((node) => fold(`${node.statement} ${this.scene.teams[node.team][1]}`));
      this.matches = this.texts.flatMap((text, at) => (asked.every((word) => text.includes(word)) ? [at] : []));
    }
    this.state.found = asked.length ? new Set(this.matches) : null;
    if (this.state.focus === null) {
      this.state.lit = asked.length ? this.state.found : null;
      this.state.litLinks = new Set();
    }
    this.turn = -1;
    said.textContent = !asked.length ? "" : this.matches.length ? this.count(1) : this.words.match_none;
    if (this.matches.length) this.show(this.matches[0], this.matches.length === 1);
    this.request();
  }

  count(which) {
    return this.words.matches.replace("{n}", which).replace("{all}", this.matches.length);
  }

  onSearchKey(event) {
    if (event.key === "Escape") {
      this.find.value = "";
      this.search();
    } else if (event.key === "Enter" && this.matches?.length) {
      event.preventDefault();
      this.turn = (this.turn + (event.shiftKey ? this.matches.length - 1 : 1)) % this.matches.length;
      const at = this.matches[this.turn];
      this.querySelector(".map-found").textContent = this.count(this.turn + 1);
      this.pick(at);
      this.show(at, true);
    } else if (event.key === "ArrowDown") {
      event.preventDefault();
      this.sheet.focus();
    }
  }

  // ---- taking it along ------------------------------------------------------------------------------------------------

  // Everything at once, as large as it is, in the colours of paper or of the screen.
  drawWhole(ink, scale) {
    const size = { width: this.scene.width * scale, height: (this.scene.height + 46) * scale };
    paint(ink, this.scene, { x: 0, y: 0, k: scale, ...size }, { ...this.state, picked: null, over: null, bare: scale >= 1 }, this.colours);
  }

  svg() {
    const sheet = new Sheet(this.scene.width, this.scene.height + 46, document.createElement("canvas").getContext("2d"));
    this.drawWhole(sheet, 1);
    return sheet.text(this.words.title);
  }

  exportSvg() {
    keep(new Blob([this.svg()], { type: "image/svg+xml" }), "map.svg");
  }

  exportPng() {
    const canvas = document.createElement("canvas");
    const scale = Math.min(2, EXPORT_MOST / Math.max(this.scene.width, this.scene.height));
    canvas.width = Math.round(this.scene.width * scale);
    canvas.height = Math.round((this.scene.height + 46) * scale);
    this.drawWhole(canvas.getContext("2d"), scale);
    canvas.toBlob((blob) => keep(blob, "map.png"), "image/png");
  }

  layPaper() {
    const paper = this.querySelector(".map-paper");
    const before = this.colours;
    this.colours = coloursOf(paper);
    const picture = new DOMParser().parseFromString(this.svg(), "image/svg+xml").documentElement;
    this.colours = before;
    paper.replaceChildren(document.importNode(picture, true));
  }
}

// The meanings of the style sheet as colours that a canvas and any other program understand.
function coloursOf(element) {
  const probe = document.createElement("span");
  probe.style.transition = "none"; // the colours of a page glide
  element.append(probe);
  const dot = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  const names = {
    page: "--page", text: "--text", text2: "--text-2", text3: "--text-3", line: "--text-3", rule: "--rule", edge: "--edge", north: "--north",
    on: "--on", risk: "--risk", off: "--off", stale: "--text-2", none: "--edge", track: "--track", tick: "--tick",
  };
  const colours = {};
  for (const [name, token] of Object.entries(names)) {
    probe.style.color = `var(${token})`;
    dot.fillStyle = getComputedStyle(probe).color;
    dot.fillRect(0, 0, 1, 1);
    colours[name] = `#${[...dot.getImageData(0, 0, 1, 1).data.slice(0, 3)].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
  }
  probe.style.fontFamily = "var(--serif)";
  colours.serif = getComputedStyle(probe).fontFamily;
  probe.style.fontFamily = "var(--sans)";
  colours.sans = getComputedStyle(probe).fontFamily;
  probe.remove();
  return colours;
}

function keep(blob, name) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

customElements.define("northing-map", AlignmentMap);
