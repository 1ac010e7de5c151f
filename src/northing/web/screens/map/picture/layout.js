// Where everything on the map stands. Pure: the same data in the same window give the same picture.
//
// Levels are bands from top to bottom, departments columns from left to right, and in each department the nodes of a level
// stand in a grid, team by team. Lines climb in the gutters between the columns and cross over in the channels between the
// bands, so that none of them runs through a label.

export const CELL = { width: 116, height: 99 };
export const TOP = { width: 232, height: 122, above: 62 };
export const BAR = { width: 72, height: 4, y: 14 };
export const RADIUS = 7;
export const LINE = 15; // of a label
const GAP = 36; // between departments
const MARGIN = { left: 76, right: 28, top: 18, bottom: 30 };
const CHANNEL = { least: 80, share: 0.27 }; // of the height, where lines cross over
const DEEPEST = 5; // tiers of a level
const STEP = 20; // the height in which a line goes over into its gutter

// nodes: [number, statement, team, level, band, landing, flags, progress, expected, low, middle, high]
// links: [child, parent, kind, state, in danger]
export function layout(data, window) {
  const graph = read(data);
  const grid = arrange(graph, window);
  place(graph, grid);
  const rows = [...data.links, ...askedOf(graph, data.requests ?? [])];
  const links = rows.map(([child, parent, kind, state = 0, ill = 0], index) => {
    const curve = route(graph, grid, child, parent, kind, index);
    const falls = graph.nodes[child].tier < graph.nodes[parent].tier; // then the line was drawn from below, and points down
    return { child, parent, kind, state, ill: ill === 1, falls, curve, box: boxOf(curve), length: lengthOf(curve), bridge: isBridge(graph, child, parent) };
  });
  return { ...graph, grid, links, width: grid.width, height: grid.height };
}

// A request to a team that has not said with what it will bring it leads to that team's nearest objective.
function askedOf(graph, requests) {
  return requests.flatMap(([from, team, state, ill]) => {
    const there = graph.nodes.filter((node) => node.team === team && node.at !== from && node.last);
    if (!there.length) return [];
    const away = (node) => Math.hypot(node.x - graph.nodes[from].x, node.y - graph.nodes[from].y);
    return [[from, there.reduce((best, node) => (away(node) < away(best) ? node : best)).at, 3, state, ill]];
  });
}

function read(data) {
  const spans = data.nodes.some(([, , team, level]) => level === 0 && data.teams[team][2] < 0);
  const used = new Set();
  const nodes = data.nodes.map(([id, statement, team, level, band, landing, flags, progress, expected, low, middle, high], at) => {
    const department = data.teams[team][2];
    const top = spans && level === 0 && department < 0;
    if (!top) used.add(department);
    const share = (value) => (value === undefined || value === null ? null : value / 100);
    return {
      at, id, statement, team, level, band, flags, department, top,
      landing: landing / 100, progress: share(progress), expected: share(expected),
      foreseen: low === undefined || low === null ? null : [low / 100, middle / 100, high / 100],
      up: [], down: [], side: [], x: 0, y: 0, row: 0, column: 0, alone: data.whole, open: 0,
    };
  });
  data.links.forEach(([child, parent, kind], index) => {
    nodes[child].alone = nodes[parent].alone = false;
    if (kind < 2) {
      nodes[child].up.push({ node: parent, link: index });
      nodes[parent].down.push({ node: child, link: index });
    } else {
      nodes[child].side.push({ node: parent, link: index });
      nodes[parent].side.push({ node: child, link: index });
    }
  });
  for (const [at, count] of data.unserved ?? []) nodes[at].open = count;
  const tiers = tiersOf(nodes, data.levels);
  // What belongs to no department, but does not stand at the top, has a column of its own at the end.
  const order = [...used].sort((a, b) => (a < 0 ? Infinity : a) - (b < 0 ? Infinity : b));
  const groups = order.map((department) => ({
    department, name: department < 0 ? "" : data.groups[department][1], island: Boolean(data.islands?.includes(department)), count: 0,
  }));
  const groupOf = new Map(order.map((department, place) => [department, place]));
  for (const node of nodes) {
    node.group = node.top ? -1 : groupOf.get(node.department);
    if (!node.top) groups[node.group].count += 1;
  }
  return { nodes, groups, teams: data.teams, levels: data.levels, tiers, spans };
}

// A level is as many tiers deep as its objectives serve one another, so that every line rises. Only the first has its name.
function tiersOf(nodes, levels) {
  const depth = nodes.map(() => 0);
  for (let turn = 0, moved = true; moved && turn < DEEPEST; turn += 1) {
    moved = false;
    for (const node of nodes) {
      for (const { node: above } of node.up) {
        const parent = nodes[above];
        if (node.top || parent.level !== node.level || depth[node.at] > depth[above] || depth[above] >= DEEPEST) continue;
        depth[node.at] = depth[above] + 1;
        moved = true;
      }
    }
  }
  const known = new Map(nodes.map((node) => [node.level * 100 + depth[node.at], node.level]));
  const order = [...known.keys()].sort((a, b) => a - b);
  const place = new Map(order.map((key, at) => [key, at]));
  for (const node of nodes) node.tier = place.get(node.level * 100 + depth[node.at]);
  return order.map((key, at) => ({ level: known.get(key), name: at && known.get(order[at - 1]) === known.get(key) ? "" : levels[known.get(key)][0] }));
}

// How many rows a level may have, so that the whole is as large as possible in the window.
function arrange(graph, window) {
  const counts = graph.groups.map(() => graph.tiers.map(() => 0));
  let tops = 0;
  for (const node of graph.nodes) {
    if (node.top) tops += 1;
    else counts[node.group][node.tier] += 1;
  }
  let best = null;
  const most = Math.max(1, ...counts.flat());
  for (let rows = 1, worse = 0; rows <= most && worse < 3; rows += 1) {
    const grid = gridOf(graph, counts, tops, rows, window);
    grid.scale = Math.min(window.width / grid.width, window.height / grid.height);
    if (!best || grid.scale > best.scale * 1.02) [best, worse] = [grid, 0];
    else worse += 1;
  }
  return best ?? gridOf(graph, counts, tops, 1, window);
}

function gridOf(graph, counts, tops, rows, window) {
  const columns = counts.map((tiers) => Math.max(1, ...tiers.map((count) => Math.ceil(count / rows))));
  const inner = columns.reduce((sum, count) => sum + count * CELL.width + GAP, 0);
  const across = Math.max(inner, Math.min(tops, 3) * TOP.width);
  const topColumns = Math.max(1, Math.min(tops, Math.floor(across / TOP.width)));
  const topRows = tops ? Math.ceil(tops / topColumns) : 0;
  const width = MARGIN.left + across + MARGIN.right;
  const deep = graph.tiers.map((_, tier) => Math.max(...counts.map((tiers, group) => Math.ceil(tiers[tier] / columns[group])), 0));
  const bands = deep.filter((count) => count).length + (topRows ? 1 : 0);
  const filled = topRows * TOP.height + deep.reduce((sum, count) => sum + count * CELL.height, 0);
  const channel = Math.max(CHANNEL.least, (CHANNEL.share * (width * window.height)) / window.width / Math.max(1, bands - 1));
  let y = MARGIN.top;
  const heights = graph.tiers.map(({ level, name }, tier) => {
    const spanning = graph.spans && tier === 0;
    const depth = (spanning ? topRows * TOP.height : 0) + deep[tier] * CELL.height;
    const band = { tier, level, name, spanning, top: y, bottom: y + depth, line: y + (spanning ? TOP.above : RADIUS + 4), from: y + (spanning ? topRows * TOP.height : 0) };
    if (depth) y += depth + channel;
    return band;
  });
  let x = MARGIN.left + (across - inner) / 2;
  const lanes = columns.map((count) => {
    const lane = { left: x, right: x + count * CELL.width + GAP, columns: count };
    x = lane.right;
    return lane;
  });
  const height = MARGIN.top + filled + channel * Math.max(0, bands - 1) + MARGIN.bottom;
  return { rows, width, height, channel, bands: heights, lanes, counts, tops: { columns: topColumns, left: MARGIN.left, across }, cells: new Map() };
}

// From the top down, each level in the order of what it serves: fewest crossings for the least movement.
function place(graph, grid) {
  const { nodes } = graph;
  const middle = (lane) => (lane.left + lane.right) / 2;
  const tops = nodes.filter((node) => node.top);
  const pull = (node) => mean(node.down.map(({ node: below }) => (nodes[below].top ? NaN : middle(grid.lanes[nodes[below].group]))));
  const order = tops.map((node) => [node, pull(node)]);
  const known = mean(order.map(([, at]) => at));
  order.sort((a, b) => or(a[1], known) - or(b[1], known) || a[0].at - b[0].at);
  order.forEach(([node], index) => {
    const row = Math.floor(index / grid.tops.columns);
    const inRow = Math.min(grid.tops.columns, tops.length - row * grid.tops.columns);
    const pitch = grid.tops.across / inRow;
    Object.assign(node, { row, column: index % grid.tops.columns, x: grid.tops.left + pitch * (index % grid.tops.columns + 0.5), y: grid.bands[0].top + row * TOP.height + TOP.above });
    node.last = tops.length - index <= grid.tops.columns;
  });
  const inside = new Map();
  for (const node of nodes) {
    if (node.top) continue;
    const key = `${node.group} ${node.tier}`;
    if (!inside.has(key)) inside.set(key, []);
    inside.get(key).push(node);
  }
  for (const band of grid.bands) {
    graph.groups.forEach((_, group) => {
      const here = inside.get(`${group} ${band.tier}`) ?? [];
      if (here.length) fill(nodes, grid, band, group, sorted(nodes, here));
    });
  }
}

function sorted(nodes, here) {
  const above = new Map(here.map((node) => [node, mean(node.up.map(({ node: parent }) => (nodes[parent].y ? nodes[parent].x : NaN)))]));
  const teams = new Map();
  for (const node of here) teams.set(node.team, [...(teams.get(node.team) ?? []), node]);
  const first = new Map([...teams].map(([team, own]) => [team, own[0].at]));
  const pulls = new Map([...teams].map(([team, own]) => [team, mean(own.map((node) => above.get(node)))]));
  const whole = mean([...above.values()]);
  return [...here].sort(
    (a, b) =>
      or(pulls.get(a.team), whole) - or(pulls.get(b.team), whole) || first.get(a.team) - first.get(b.team) ||
      or(above.get(a), or(pulls.get(a.team), whole)) - or(above.get(b), or(pulls.get(b.team), whole)) || a.at - b.at,
  );
}

// Column by column, so that a team stays together.
function fill(nodes, grid, band, group, order) {
  const lane = grid.lanes[group];
  const columns = Math.min(lane.columns, order.length);
  const room = lane.right - lane.left - GAP;
  const pitch = Math.min(room / columns, CELL.width * 1.5);
  const left = lane.left + GAP / 2 + (room - pitch * columns) / 2;
  const short = Math.floor(order.length / columns);
  const long = order.length % columns;
  let at = 0;
  for (let column = 0; column < columns; column += 1) {
    const deep = short + (column < long ? 1 : 0);
    for (let row = 0; row < deep; row += 1, at += 1) {
      const node = order[at];
      Object.assign(node, { row, column, x: left + pitch * (column + 0.5), y: band.from + row * CELL.height + RADIUS + 4 });
      node.last = row === deep - 1;
    }
  }
  grid.cells.set(`${group} ${band.tier}`, { left, pitch, columns });
}

// ---- lines ---------------------------------------------------------------------------------------------------------

function route(graph, grid, child, parent, kind, index) {
  const { nodes } = graph;
  let [low, high] = [nodes[child], nodes[parent]];
  if (kind === 3 && low.tier === high.tier) return needs(grid, low, high, index);
  if (low.tier === high.tier || kind === 2) return sideways(grid, low, high);
  if (low.tier < high.tier) [low, high] = [high, low];
  const way = climb(grid, low, high.x);
  for (let tier = low.tier - 1; tier > high.tier; tier -= 1) {
    const band = grid.bands[tier];
    if (band.bottom <= band.top) continue;
    const [x0] = way.at(-1);
    const share = (way.at(-1)[1] - band.bottom) / Math.max(1, way.at(-1)[1] - high.y);
    const x = free(grid, tier, x0 + (high.x - x0) * Math.min(1, Math.max(0.25, share)));
    way.push([x, band.bottom], [x, band.top - 4]);
  }
  way.push(...enter(grid, high, way.at(-1)[0]));
  return smooth(way);
}

// From a node up to the top of its band.
function climb(grid, node, toward) {
  const from = [node.x, node.y - RADIUS - 3];
  if (node.row === 0) return [from];
  const gutter = node.x + (gutterWidth(grid, node) / 2) * (toward < node.x ? -1 : 1);
  return [from, [gutter, from[1] - STEP], [gutter, grid.bands[node.tier].top]];
}

// From below its band up to a node.
function enter(grid, node, from) {
  const foot = footOf(node);
  if (node.last) return [[node.x, foot]];
  const gutter = node.x + (gutterWidth(grid, node) / 2) * (from < node.x ? -1 : 1);
  return [[gutter, grid.bands[node.tier].bottom], [gutter, foot + STEP], [node.x, foot]];
}

// Where lines from below arrive.
export function footOf(node) {
  return node.top ? node.y + BAR.y + 14 : node.y + BAR.y + 14 + 3 * LINE;
}

function gutterWidth(grid, node) {
  if (node.top) return grid.tops.across / grid.tops.columns;
  return grid.cells.get(`${node.group} ${node.tier}`).pitch;
}

// A place to pass a band without touching a label, as near as possible to x.
function free(grid, tier, x) {
  const group = grid.lanes.findIndex((lane) => x >= lane.left && x < lane.right);
  const cells = group >= 0 && grid.cells.get(`${group} ${tier}`);
  if (!cells) return x;
  const column = (x - cells.left) / cells.pitch;
  if (column <= 0 || column >= cells.columns) return x;
  return cells.left + Math.round(column) * cells.pitch;
}

// Between two of the same level, or shared: over the tops.
function sideways(grid, one, other) {
  const there = climb(grid, one, other.x);
  const back = climb(grid, other, one.x).reverse();
  const [x0, y0] = there.at(-1);
  const [x1, y1] = back[0];
  const rise = Math.min(grid.channel * 0.62, 26 + Math.abs(x1 - x0) * 0.1);
  const y = Math.min(y0, y1) - rise;
  const curve = there.length > 1 ? smooth(there) : [x0, y0];
  curve.push(x0 + (x1 - x0) * 0.08, y - rise * 0.1, x1 - (x1 - x0) * 0.08, y - rise * 0.1, x1, y1);
  if (back.length > 1) curve.push(...smooth(back).slice(2));
  return curve;
}

// A dependency leaves below and arrives from below, in the channel under the band where no labels are.
function needs(grid, one, other, index) {
  const there = enter(grid, one, other.x).reverse();
  const back = enter(grid, other, one.x);
  const [x0, y0] = there.at(-1);
  const [x1, y1] = back[0];
  const dip = Math.min(grid.channel * 0.7, 30 + Math.abs(x1 - x0) * 0.08) + (index % 3) * 6;
  const y = Math.max(y0, y1) + dip;
  const curve = there.length > 1 ? smooth(there) : [x0, y0];
  curve.push(x0 + (x1 - x0) * 0.15, y, x1 - (x1 - x0) * 0.15, y, x1, y1);
  if (back.length > 1) curve.push(...smooth(back).slice(2));
  return curve;
}

// Through points from below to above, leaving and arriving upright: start, then (control, control, end) for each step.
function smooth(points) {
  const curve = [...points[0]];
  for (let at = 1; at < points.length; at += 1) {
    const [x0, y0] = points[at - 1];
    const [x1, y1] = points[at];
    const middle = (y0 + y1) / 2;
    curve.push(x0, middle, x1, middle, x1, y1);
  }
  return curve;
}

function boxOf(curve) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < curve.length; at += 2) {
    left = Math.min(left, curve[at]);
    right = Math.max(right, curve[at]);
    top = Math.min(top, curve[at + 1]);
    bottom = Math.max(bottom, curve[at + 1]);
  }
  return [left, top, right, bottom];
}

// About: from end to end of each step.
function lengthOf(curve) {
  let length = 0;
  for (let at = 2; at < curve.length; at += 6) length += Math.hypot(curve[at + 4] - curve[at - 2], curve[at + 5] - curve[at - 1]);
  return length;
}

function isBridge(graph, child, parent) {
  const [here, there] = [graph.nodes[child].department, graph.nodes[parent].department];
  return here >= 0 && there >= 0 && here !== there;
}

function mean(values) {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.length ? known.reduce((sum, value) => sum + value, 0) / known.length : NaN;
}

function or(value, otherwise) {
  return Number.isNaN(value) ? (Number.isNaN(otherwise) ? 0 : otherwise) : value;
}
