// Draws the map, back to front, on anything that understands a canvas's strokes: the screen, a bitmap or a sheet of SVG.
//
// How much is drawn depends on how near one is: from afar marks and lines, nearer the bars, then the words.
import { BAR, CELL, LINE, RADIUS, TOP } from "./layout.js";

const BANDS = ["on", "risk", "off", "stale", "none"];
const BARS_FROM = 0.34;
const WORDS_FROM = 0.52;
const DEBT_FROM = 0.7;
const DASHES_MOST = 40_000; // pixels of dashed line: cutting lines up is what costs most, and where there are more nobody could tell
const DOUBLE_FROM = 0.22;
const STRIP = 46; // pixels at the bottom, for the names of departments
const KINDS = { explicit: 0, implicit: 1, shared: 2, dependency: 3 };

// view: { x, y, k, width, height } as d3-zoom says it; state: { picked, focus, lit, litLinks, found, over }
export function paint(ink, scene, view, state, colours) {
  ink.save();
  ink.fillStyle = colours.page;
  ink.fillRect(0, 0, view.width, view.height);
  ink.save();
  ink.translate(view.x, view.y);
  ink.scale(view.k, view.k);
  const seen = windowOf(view);
  parallels(ink, scene, view, seen, colours);
  lines(ink, scene, view, seen, state, colours);
  marks(ink, scene, view, seen, state, colours);
  ink.restore();
  names(ink, scene, view, state, colours);
  ink.restore();
}

function windowOf({ x, y, k, width, height }) {
  return [-x / k, -y / k, (width - x) / k, (height - y) / k];
}

function isSeen([left, top, right, bottom], [l, t, r, b]) {
  return right >= l && left <= r && bottom >= t && top <= b;
}

// What is asked for alone stands out; what is only picked is shown among the rest.
function isOnly({ focus, found }) {
  return focus !== null || found !== null;
}

// ---- the graticule ---------------------------------------------------------------------------------------------------

function parallels(ink, scene, view, seen, colours) {
  const { bands, lanes } = scene.grid;
  ink.strokeStyle = colours.rule;
  ink.lineWidth = 1 / view.k;
  ink.beginPath();
  for (const band of bands) {
    if (band.bottom <= band.top) continue;
    ink.moveTo(seen[0], band.line);
    ink.lineTo(seen[2], band.line);
  }
  const first = bands.find((band) => band.from < band.bottom && !band.spanning);
  if (first && lanes.length > 1) {
    const top = first.top - scene.grid.channel * 0.42;
    for (const x of [...lanes.map((lane) => lane.left), lanes.at(-1).right]) {
      if (x < seen[0] || x > seen[2]) continue;
      ink.moveTo(x, top);
      ink.lineTo(x, scene.height);
    }
  }
  ink.stroke();
}

// ---- links -------------------------------------------------------------------------------------------------------------

function lines(ink, scene, view, seen, state, colours) {
  const quiet = state.lit !== null;
  const many = scene.links.length;
  const strength = isOnly(state) ? 0.16 : quiet ? 0.4 : many < 160 ? 0.8 : many < 900 ? 0.5 : view.k > 0.5 ? 0.5 : 0.28;
  const plain = [[], [], [], []];
  const lit = [[], [], [], []];
  scene.links.forEach((link, index) => {
    if (!isSeen(link.box, seen)) return;
    (state.litLinks?.has(index) ? lit : plain)[link.kind].push(link);
  });
  stroke(ink, plain, view, colours, colours.line, 1.25, strength);
  if (quiet) stroke(ink, lit, view, colours, colours.north, 2, 1);
}

function stroke(ink, kinds, view, colours, colour, width, strength) {
  const w = Math.max(width, Math.min(width / view.k, width * 4));
  ink.globalAlpha = strength;
  ink.strokeStyle = colour;
  ink.lineWidth = w;
  if (kinds[KINDS.explicit].length) trace(ink, kinds[KINDS.explicit]);
  if (kinds[KINDS.implicit].length) {
    const long = kinds[KINDS.implicit].reduce((sum, link) => sum + link.length, 0) * view.k;
    if (long < DASHES_MOST) ink.setLineDash([w * 4, w * 3.2]);
    else ink.lineWidth = w * 0.7;
    trace(ink, kinds[KINDS.implicit]);
    ink.setLineDash([]);
    ink.lineWidth = w;
  }
  if (kinds[KINDS.shared].length && view.k < DOUBLE_FROM) trace(ink, kinds[KINDS.shared]);
  else if (kinds[KINDS.shared].length) {
    ink.globalAlpha = Math.max(strength, 0.3);
    ink.lineWidth = w * 3.2;
    trace(ink, kinds[KINDS.shared]);
    ink.globalAlpha = 1;
    ink.strokeStyle = colours.page;
    ink.lineWidth = w * 1.4;
    trace(ink, kinds[KINDS.shared]);
  }
  if (kinds[KINDS.dependency].length) needs(ink, kinds[KINDS.dependency], colours, colour, w, Math.max(strength, 0.3));
  ink.globalAlpha = 1;
}

// A hundred at a stroke: quicker than each by itself, and quicker than a single path that is everywhere.
function trace(ink, links) {
  for (let start = 0; start < links.length; start += 100) {
    ink.beginPath();
    for (const { curve } of links.slice(start, start + 100)) {
      ink.moveTo(curve[0], curve[1]);
      for (let at = 2; at < curve.length; at += 6) {
        if (curve[at] === curve[at + 4] && curve[at - 2] === curve[at]) ink.lineTo(curve[at + 4], curve[at + 5]);
        else ink.bezierCurveTo(curve[at], curve[at + 1], curve[at + 2], curve[at + 3], curve[at + 4], curve[at + 5]);
      }
    }
    ink.stroke();
  }
}

// Who needs something from whom: dots with an arrow. In danger or declined it is red, not settled yet it has wider gaps.
const [ASKED, PROPOSED, DECLINED] = [1, 2, 4];

function needs(ink, links, colours, colour, width, strength) {
  for (const link of links) {
    const ill = link.ill || link.state === DECLINED;
    const own = ill ? colours.off : colour === colours.line ? colours.text : colour;
    ink.globalAlpha = strength;
    ink.strokeStyle = ink.fillStyle = own;
    ink.lineWidth = width * 1.5;
    ink.lineCap = "round";
    ink.setLineDash([width * 0.4, width * (link.state === ASKED || link.state === PROPOSED ? 5 : 3)]);
    trace(ink, [link]);
    ink.setLineDash([]);
    ink.lineCap = "butt";
    const [x, y] = link.falls ? link.curve : link.curve.slice(-2);
    const way = link.falls ? -1 : 1;
    ink.beginPath();
    ink.moveTo(x, y - 2 * way);
    ink.lineTo(x - 4, y + 7 * way);
    ink.lineTo(x + 4, y + 7 * way);
    ink.closePath();
    ink.fill();
  }
}

// ---- nodes -------------------------------------------------------------------------------------------------------------

function marks(ink, scene, view, seen, state, colours) {
  const near = scene.nodes.filter((node) => isSeen([node.x - 120, node.y - 70, node.x + 120, node.y + 90], seen));
  const faint = state.lit ? near.filter((node) => !state.lit.has(node.at)) : [];
  const clear = state.lit ? near.filter((node) => state.lit.has(node.at)) : near;
  ink.globalAlpha = isOnly(state) ? 0.22 : 0.7;
  each(ink, scene, faint, view, state, colours);
  ink.globalAlpha = 1;
  each(ink, scene, clear, view, state, colours);
  rings(ink, scene, near, view, state, colours);
}

function each(ink, scene, nodes, view, state, colours) {
  if (!nodes.length) return;
  if (view.k < BARS_FROM) return dots(ink, nodes, view, colours);
  if (view.k >= WORDS_FROM) for (const node of nodes) if (!node.top) words(ink, node, state, colours);
  for (const node of nodes) {
    if (node.top) words(ink, node, state, colours, view);
    glyph(ink, node.x, node.y, node.top ? RADIUS + 2 : RADIUS, BANDS[node.band], colours, node.flags & 1);
    bar(ink, node.x - BAR.width / 2, node.y + BAR.y + (node.top ? 2 : 0), BAR.width, BAR.height, node, colours, view.k >= DEBT_FROM);
    if (node.open) stubs(ink, node, colours);
  }
}

// From afar: a dot in the colour of its band, and in its shape as long as shapes can be told apart.
function dots(ink, nodes, view, colours) {
  const r = Math.max(RADIUS, 2.1 / view.k);
  BANDS.forEach((band, index) => {
    const own = nodes.filter((node) => node.band === index);
    if (!own.length) return;
    ink.beginPath();
    for (const { x, y, top } of own) {
      const size = top ? r * 1.5 : r;
      if (band === "off") ink.rect(x - size * 0.86, y - size * 0.86, size * 1.72, size * 1.72);
      else if (band === "risk") {
        ink.moveTo(x, y - size * 1.05);
        ink.lineTo(x + size * 1.1, y + size * 0.85);
        ink.lineTo(x - size * 1.1, y + size * 0.85);
        ink.closePath();
      } else {
        ink.moveTo(x + size, y);
        ink.arc(x, y, size, 0, Math.PI * 2);
      }
    }
    if (index > 2) {
      ink.strokeStyle = colours[band];
      ink.lineWidth = r * 0.4;
      ink.fillStyle = colours.page;
      ink.fill();
      ink.stroke();
    } else {
      ink.fillStyle = colours[band];
      ink.fill();
    }
  });
}

export function glyph(ink, x, y, r, band, colours, draft = false) {
  ink.lineWidth = 3;
  ink.strokeStyle = colours.page;
  ink.fillStyle = colours[band];
  ink.beginPath();
  if (band === "on") {
    ink.arc(x, y, r, 0, Math.PI * 2);
    ink.stroke();
    ink.fill();
    cut(ink, colours, [[x - r * 0.43, y], [x - r * 0.11, y + r * 0.31], [x + r * 0.43, y - r * 0.29]]);
  } else if (band === "risk") {
    path(ink, [[x, y - r * 1.2], [x + r * 1.22, y + r * 0.8], [x - r * 1.22, y + r * 0.8]]);
    ink.stroke();
    ink.fill();
    cut(ink, colours, [[x, y - r * 0.4], [x, y + r * 0.12]]);
    cut(ink, colours, [[x, y + r * 0.48], [x, y + r * 0.52]]);
  } else if (band === "off") {
    ink.rect(x - r * 0.93, y - r * 0.93, r * 1.86, r * 1.86);
    ink.stroke();
    ink.fill();
    cut(ink, colours, [[x - r * 0.37, y - r * 0.37], [x + r * 0.37, y + r * 0.37]]);
    cut(ink, colours, [[x + r * 0.37, y - r * 0.37], [x - r * 0.37, y + r * 0.37]]);
  } else {
    ink.arc(x, y, r * 0.9, 0, Math.PI * 2);
    ink.fillStyle = colours.page;
    ink.fill();
    ink.strokeStyle = band === "stale" ? colours.stale : colours.edge;
    ink.lineWidth = 1.6;
    ink.setLineDash(band === "stale" || draft ? [2.6, 1.9] : []);
    ink.stroke();
    ink.setLineDash([]);
    if (band === "stale") {
      ink.lineWidth = 1.4;
      open(ink, [[x, y - r * 0.42], [x, y + r * 0.06], [x + r * 0.3, y + r * 0.24]]);
      ink.stroke();
    }
  }
}

function cut(ink, colours, points) {
  ink.strokeStyle = colours.page;
  ink.lineWidth = 1.6;
  ink.lineCap = "round";
  open(ink, points);
  ink.stroke();
  ink.lineCap = "butt";
}

function open(ink, points) {
  ink.beginPath();
  points.forEach(([x, y], at) => (at ? ink.lineTo(x, y) : ink.moveTo(x, y)));
}

function path(ink, points) {
  open(ink, points);
  ink.closePath();
}

// The northing bar: track, fill, debt, the post where it must land, the whisker in its lane, and the notch of today.
export function bar(ink, x, y, width, height, node, colours, fine = true) {
  const band = BANDS[node.band];
  const share = (value) => x + width * Math.min(1, Math.max(0, value));
  if (node.progress === null) {
    ink.strokeStyle = colours.tick;
    ink.lineWidth = 0.8;
    ink.setLineDash([2, 2]);
    open(ink, [[x, y + height / 2], [x + width, y + height / 2]]);
    ink.stroke();
    ink.setLineDash([]);
  } else {
    ink.fillStyle = colours.track;
    ink.fillRect(x, y, width, height);
    ink.fillStyle = colours[band === "none" ? "edge" : band];
    ink.fillRect(x, y, share(node.progress) - x, height);
    if (fine && node.expected !== null && node.expected > node.progress && node.band < 3) {
      hatch(ink, share(node.progress), share(node.expected), y, height, colours[band]);
    }
  }
  ink.strokeStyle = colours.text;
  ink.lineWidth = 1.25;
  const post = share(node.landing);
  open(ink, [[post, y - 1.5], [post, y + height + (node.foreseen && fine ? 7 : 1.5)]]);
  ink.stroke();
  if (node.foreseen && fine && node.band !== 3) whisker(ink, node.foreseen.map(share), y + height + 4.5, colours);
  if (node.expected !== null && node.progress !== null) {
    const notch = share(node.expected);
    path(ink, [[notch - 3, y - 3.5], [notch + 3, y - 3.5], [notch, y + 1.8]]);
    ink.strokeStyle = colours.page;
    ink.lineWidth = 1.2;
    ink.stroke();
    ink.fillStyle = colours.text;
    ink.fill();
  }
}

function hatch(ink, from, to, y, height, colour) {
  ink.strokeStyle = colour;
  ink.lineWidth = 0.9;
  ink.beginPath();
  for (let x = from; x < to; x += 2.6) {
    const reach = Math.min(height, to - x);
    ink.moveTo(x, y + height);
    ink.lineTo(x + reach, y + height - reach);
  }
  ink.stroke();
}

function whisker(ink, [low, middle, high], y, colours) {
  ink.strokeStyle = colours.text;
  ink.lineWidth = 0.9;
  ink.beginPath();
  ink.moveTo(low, y);
  ink.lineTo(high, y);
  for (const x of [low, high]) {
    ink.moveTo(x, y - 1.5);
    ink.lineTo(x, y + 1.5);
  }
  ink.stroke();
  ink.beginPath();
  ink.arc(middle, y, 1.7, 0, Math.PI * 2);
  ink.fillStyle = colours.page;
  ink.fill();
  ink.stroke();
}

// A key result that nobody below has taken on hangs in the air: a thread with an empty end for each.
function stubs(ink, node, colours) {
  const count = Math.min(node.open, 5);
  ink.strokeStyle = colours.edge;
  ink.fillStyle = colours.page;
  ink.lineWidth = 1;
  for (let at = 0; at < count; at += 1) {
    const x = node.x + (node.top ? 46 : 26) + at * 6;
    const y = node.top ? node.y + BAR.y + 1 : node.y + 1;
    const top = node.top ? y - 4 : y - 5;
    open(ink, [[x, top], [x, top + 6]]);
    ink.stroke();
    ink.beginPath();
    ink.arc(x, top + 8, 2, 0, Math.PI * 2);
    ink.fill();
    ink.stroke();
  }
}

function words(ink, node, state, colours, view = null) {
  const bold = state.lit?.has(node.at) ?? false;
  const small = view && view.k < WORDS_FROM ? WORDS_FROM / view.k : 1; // the top is read from farther away
  const size = node.top ? 15 * small : 12.5;
  ink.font = node.top ? `${size}px ${colours.serif}` : `${bold ? 600 : 400} ${size}px ${colours.sans}`;
  ink.textAlign = "center";
  const height = node.top ? 19 * small : LINE;
  const at = wrapped(ink, node, node.top ? TOP.width - 18 : CELL.width - 8, 3, small, bold);
  const first = node.top ? node.y - RADIUS - 10 - (at.length - 1) * height : node.y + BAR.y + 26;
  ink.lineWidth = 4;
  ink.lineJoin = "round";
  ink.strokeStyle = colours.page;
  ink.fillStyle = node.top || bold ? colours.text : colours.text2;
  at.forEach((line, index) => {
    ink.strokeText(line, node.x, first + index * height);
    ink.fillText(line, node.x, first + index * height);
  });
}

// Broken into lines once for each size in which it is written.
function wrapped(ink, node, width, most, small, bold) {
  const key = `${Math.round(small * 8)} ${bold}`;
  node.lines ??= new Map();
  if (!node.lines.has(key)) node.lines.set(key, broken(ink, node.statement, width, most));
  return node.lines.get(key);
}

export function broken(ink, text, width, most) {
  const fits = (line) => ink.measureText(line).width <= width;
  const lines = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    const longer = line ? `${line} ${word}` : word;
    if (fits(longer) || !line) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  lines.push(line);
  const kept = lines.slice(0, most);
  if (lines.length > most) kept[most - 1] += "\u2026";
  return kept.map((each) => shortened(each, fits));
}

function shortened(line, fits) {
  if (fits(line)) return line;
  let cut = line.replace(/\u2026$/, "");
  while (cut.length > 1 && !fits(`${cut}\u2026`)) cut = cut.slice(0, -1);
  return `${cut.trimEnd()}\u2026`;
}

function rings(ink, scene, near, view, state, colours) {
  const ring = (node, extra, colour, width, dash = []) => {
    ink.beginPath();
    ink.arc(node.x, node.y, (node.top ? RADIUS + 2 : RADIUS) + extra, 0, Math.PI * 2);
    ink.strokeStyle = colour;
    ink.lineWidth = width * Math.max(1, 0.7 / view.k);
    ink.setLineDash(dash);
    ink.stroke();
    ink.setLineDash([]);
  };
  if (view.k >= BARS_FROM) for (const node of near) if (node.alone && !state.lit) ring(node, 4, colours.edge, 1, [1.5, 3]);
  for (const node of near) {
    if (state.found?.has(node.at)) ring(node, 5, colours.north, 1.5);
    if (node.at === state.over && node.at !== state.picked) ring(node, 6, colours.edge, 1.5);
    if (node.at === state.picked) ring(node, 6, colours.north, 2);
  }
}

// ---- names that stay in sight ---------------------------------------------------------------------------------------

function names(ink, scene, view, state, colours) {
  const { lanes, bands } = scene.grid;
  const floor = view.height - STRIP;
  if (view.k < WORDS_FROM && !state.bare) teams(ink, scene, view, colours, floor);
  ink.textAlign = "left";
  ink.font = `11px ${colours.sans}`;
  for (const band of bands) {
    if (band.bottom <= band.top || !band.name) continue;
    const line = view.y + band.line * view.k;
    const y = line - (line < 18 ? -14 : 6);
    if (line < 0 || y > floor) continue;
    halo(ink, band.name, Math.max(8, Math.min(view.x + 8, 24)), y, colours, colours.text3);
  }
  if (scene.groups.length > 1) departments(ink, scene, view, lanes, colours, floor);
  const over = state.over ?? null;
  if (over !== null && view.k < WORDS_FROM) tag(ink, scene.nodes[over], view, colours);
  else if (state.picked !== null && view.k < WORDS_FROM) tag(ink, scene.nodes[state.picked], view, colours);
}

function departments(ink, scene, view, lanes, colours, floor) {
  ink.globalAlpha = 0.94;
  ink.fillStyle = colours.page;
  ink.fillRect(0, floor, view.width, STRIP);
  ink.globalAlpha = 1;
  ink.strokeStyle = colours.rule;
  ink.lineWidth = 1;
  ink.beginPath();
  ink.moveTo(0, floor + 0.5);
  ink.lineTo(view.width, floor + 0.5);
  lanes.forEach((lane) => {
    const x = view.x + lane.left * view.k;
    ink.moveTo(x, floor);
    ink.lineTo(x, view.height);
  });
  ink.stroke();
  let free = -Infinity;
  lanes.forEach((lane, index) => {
    const group = scene.groups[index];
    const [left, right] = [view.x + lane.left * view.k, view.x + lane.right * view.k];
    const from = Math.max(left, 0) + 8;
    const room = Math.min(right, view.width) - from - 4;
    if (room < 26 || from < free || !group.name) return;
    ink.font = `600 12px ${colours.sans}`;
    const name = broken(ink, group.name, room, 1)[0];
    ink.fillStyle = colours.text;
    ink.fillText(name, from, floor + 18);
    ink.font = `11px ${colours.sans}`;
    const said = scene.say.group(group);
    ink.fillStyle = colours.text3;
    if (ink.measureText(said).width <= room) ink.fillText(said, from, floor + 34);
    free = from + 20;
  });
}

// A team's name over its part of the grid, as long as there is room for it between the marks.
function teams(ink, scene, view, colours, floor) {
  if (view.k < 0.16) return;
  ink.font = `10.5px ${colours.sans}`;
  ink.textAlign = "center";
  // What the levels are called has its place already.
  const taken = scene.grid.bands.filter((band) => band.name).map((band) => [0, 96, view.y + band.line * view.k - 6]);
  scene.blocks ??= blocksOf(scene);
  for (const block of scene.blocks) {
    const x = view.x + block.x * view.k;
    const y = view.y + (block.top - RADIUS) * view.k - 7;
    if (x < -60 || x > view.width + 60 || y < 8 || y > floor) continue;
    const room = Math.max(block.width * view.k, 40);
    const name = broken(ink, block.name, room, 1)[0];
    if (name.length < 5 && block.name.length > 6) continue;
    const half = ink.measureText(name).width / 2 + 3;
    if (taken.some(([left, right, at]) => Math.abs(at - y) < 12 && x - half < right && x + half > left)) continue;
    taken.push([x - half, x + half, y]);
    halo(ink, name, x, y, colours, colours.text3);
  }
}

function blocksOf(scene) {
  const blocks = new Map();
  for (const node of scene.nodes) {
    if (node.top || node.row > 0) continue;
    const key = `${node.team} ${node.tier}`;
    const block = blocks.get(key) ?? { name: scene.teams[node.team][1], left: node.x, right: node.x, top: node.y };
    block.left = Math.min(block.left, node.x);
    block.right = Math.max(block.right, node.x);
    blocks.set(key, block);
  }
  return [...blocks.values()].map((block) => ({ ...block, x: (block.left + block.right) / 2, width: block.right - block.left + CELL.width }));
}

function tag(ink, node, view, colours) {
  const [x, y] = [view.x + node.x * view.k, view.y + node.y * view.k];
  ink.font = `600 12px ${colours.sans}`;
  ink.textAlign = "center";
  const at = broken(ink, node.statement, 220, 2);
  const middle = Math.min(view.width - 116, Math.max(116, x));
  const below = y < view.height - STRIP - 60;
  at.forEach((line, index) => halo(ink, line, middle, below ? y + 26 + index * 15 : y - 16 - (at.length - 1 - index) * 15, colours, colours.text, 5));
}

function halo(ink, text, x, y, colours, colour, width = 4) {
  ink.lineWidth = width;
  ink.lineJoin = "round";
  ink.strokeStyle = colours.page;
  ink.strokeText(text, x, y);
  ink.fillStyle = colour;
  ink.fillText(text, x, y);
}
