// Going about on the map: along links with the arrow keys, and everything that is above and below one node.

// Everything it serves and everything that serves it, directly or not, and its neighbours sideways.
export function around(scene, start) {
  const reached = new Set([start]);
  for (const way of ["up", "down"]) {
    const open = [start];
    const seen = new Set(open);
    while (open.length) {
      for (const { node } of scene.nodes[open.pop()][way]) {
        if (seen.has(node)) continue;
        seen.add(node);
        reached.add(node);
        open.push(node);
      }
    }
  }
  for (const { node } of scene.nodes[start].side) reached.add(node);
  return reached;
}

// The links between nodes of which each lies on the way up or down.
export function linksAmong(scene, nodes) {
  return new Set(scene.links.flatMap((link, index) => (nodes.has(link.child) && nodes.has(link.parent) ? [index] : [])));
}

// A walker remembers from where it came: left and right go on among those that hang on the same link.
export class Walker {
  constructor(scene) {
    this.scene = scene;
    this.ring = null;
    const { nodes } = scene;
    this.rows = [];
    const byPlace = [...nodes].sort((a, b) => a.y - b.y || a.x - b.x);
    for (const node of byPlace) {
      if (this.rows.at(-1)?.[0].y === node.y) this.rows.at(-1).push(node);
      else this.rows.push([node]);
    }
  }

  get first() {
    return this.rows[0]?.[0].at ?? null;
  }

  move(at, key) {
    if (at === null) return this.first;
    if (key === "ArrowUp" || key === "ArrowDown") return this.along(at, key === "ArrowUp" ? "up" : "down");
    return this.beside(at, key);
  }

  along(at, way) {
    const there = this.scene.nodes[at][way].map(({ node }) => node).sort((a, b) => this.scene.nodes[a].x - this.scene.nodes[b].x);
    if (!there.length) return null;
    this.ring = there;
    return this.nearest(at, there);
  }

  beside(at, key) {
    const row = this.ring?.length > 1 && this.ring.includes(at) ? this.ring : this.rows.find((nodes) => nodes[0].y === this.scene.nodes[at].y).map((node) => node.at);
    if (key === "Home") return row[0];
    if (key === "End") return row.at(-1);
    const next = row.indexOf(at) + (key === "ArrowLeft" ? -1 : 1);
    if (next >= 0 && next < row.length) return row[next];
    this.ring = null; // at the end of what hangs together, the row goes on
    const whole = this.rows.find((nodes) => nodes[0].y === this.scene.nodes[at].y).map((node) => node.at);
    return whole[whole.indexOf(at) + (key === "ArrowLeft" ? -1 : 1)] ?? null;
  }

  nearest(at, there) {
    const { x } = this.scene.nodes[at];
    const away = (node) => Math.abs(this.scene.nodes[node].x - x);
    return there.reduce((best, node) => (away(node) < away(best) ? node : best));
  }
}

// Which node is under a point of the sheet: looked up in squares, so that it does not matter how many there are.
export class Finder {
  constructor(scene, size = 128) {
    this.size = size;
    this.squares = new Map();
    for (const node of scene.nodes) {
      const key = this.key(node.x, node.y);
      if (!this.squares.has(key)) this.squares.set(key, []);
      this.squares.get(key).push(node);
    }
  }

  key(x, y) {
    return `${Math.floor(x / this.size)} ${Math.floor(y / this.size)}`;
  }

  at(x, y, slack) {
    let best = null;
    let near = Infinity;
    for (let dx = -1; dx <= 1; dx += 1) {
      for (let dy = -1; dy <= 1; dy += 1) {
        for (const node of this.squares.get(this.key(x + dx * this.size, y + dy * this.size)) ?? []) {
          const [w, up, down] = node.top ? [112, 62, 30] : [52, 12, 72];
          const off = Math.max(Math.abs(node.x - x) - w, node.y - up - y, y - node.y - down, 0);
          const way = Math.hypot(node.x - x, node.y - y);
          if (off <= slack && way < near) [best, near] = [node.at, way];
        }
      }
    }
    return best;
  }
}

export function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}
