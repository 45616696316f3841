/**
 * A picture of a neighbourhood, laid out when it is asked for: columns by distance, two staggered files in each, so
 * that a line to the outer file passes through the gaps of the inner one and no line has to cross a box. Lines join
 * neighbouring columns only: what is related aside is told by its own neighbourhood.
 */

import { linesAmong } from "./neighbours.mjs";
import { CHIP_HEIGHT, struck } from "./strikes.mjs";

const PITCH = 46;
const HEIGHT = 32;
const LANE = 7;
const FAR = 84;
const BETWEEN = 6;
const TAG = 34;

/** @typedef {{id: string, w: number, x: number, y: number, column: number, file: number, outer: boolean}} Spot */
/** @typedef {{id: string, source: string, target: string, family: string, edges: any[], back: any[], points?: [number, number][], label?: [number, number] | null, strikes?: number[], chips?: ({x: number, y: number, w: number, h: number} | 0)[]}} Line */

/**
 * @param {any} book
 * @param {(edge: any) => boolean} wanted
 * @param {Map<string, number>} columns the column of every thing
 * @param {(thing: any) => number} widthOf
 * @param {(ids: string[]) => number} [chipOf] the width of the chip of what a line strikes
 * @returns {{scene: any, network: any}} as the exporter writes pictures
 */
export function columnPicture(book, wanted, columns, widthOf, chipOf = () => 0) {
  const centre = [...columns.keys()][0];
  const order = [...new Set(columns.values())].sort((a, b) => a - b);
  const rank = (/** @type {string} */ id) => order.indexOf(/** @type {number} */ (columns.get(id)));
  /** @type {Line[]} */
  const lines = linesAmong(book, wanted, columns.keys(), centre).filter((line) => Math.abs(rank(line.source) - rank(line.target)) === 1);
  for (const line of lines) line.strikes = [line.edges, line.back].map((edges) => (line.family === "attack" ? chipOf(struck(book, edges, [line.source, line.target])) : 0));
  const spots = place(book, columns, lines, widthOf);
  const channels = widths(spots, lines);
  const xs = settle(spots, channels, roomFor(spots, lines));
  route(spots, lines, channels, xs);
  const nodes = [...spots.values()].map((spot) => ({id: spot.id, label: spot.id, shape: "custom", x: spot.x + spot.w / 2, y: spot.y, widthConstraint: spot.w, heightConstraint: HEIGHT}));
  const drawn = lines.filter((line) => line.points);
  return {
    network: {nodes, edges: drawn.map((line) => ({id: line.id, from: line.source, to: line.target, hidden: true}))},
    scene: {cards: [], lines: drawn.map((line) => [line.family, line.edges.map((edge) => edge.i), /** @type {any} */ (line.points).flat(), line.label || 0, 0, line.chips?.[0] || 0, line.back.map((edge) => edge.i), line.chips?.[1] || 0])},
  };
}

const FAMILIES = ["attack", "relief", "ownership", "offer", "likeness"];

/**
 * Gives every thing its column, its file and its row.
 * @param {any} book
 * @param {Map<string, number>} columns
 * @param {Line[]} lines
 * @param {(thing: any) => number} widthOf
 * @returns {Map<string, Spot>}
 */
function place(book, columns, lines, widthOf) {
  /** @type {Map<string, Spot>} */
  const spots = new Map();
  /** @type {Map<number, string[]>} */
  const members = new Map();
  for (const [id, column] of columns) members.set(column, [...(members.get(column) || []), id]);
  const order = [...members.keys()].sort((a, b) => Math.abs(a) - Math.abs(b) || a - b);
  const near = new Map();
  for (const line of lines) {
    near.set(line.source, [...(near.get(line.source) || []), {other: line.target, line}]);
    near.set(line.target, [...(near.get(line.target) || []), {other: line.source, line}]);
  }
  for (const column of order) {
    const key = (/** @type {string} */ id) => {
      const placed = (near.get(id) || []).filter((/** @type {any} */ n) => spots.has(n.other));
      const family = Math.min(...(near.get(id) || []).map((/** @type {any} */ n) => (FAMILIES.indexOf(n.line.family) + 9) % 9 || 0), 8);
      const mean = placed.reduce((/** @type {number} */ sum, /** @type {any} */ n) => sum + /** @type {Spot} */ (spots.get(n.other)).y, 0) / (placed.length || 1);
      return Math.abs(column) > 1 ? [mean, family] : [family, mean];
    };
    const keyed = (members.get(column) || []).map((id) => ({id, key: key(id)}));
    const ids = keyed.sort((a, b) => a.key[0] - b.key[0] || a.key[1] - b.key[1] || (a.id < b.id ? -1 : 1)).map(({id}) => id);
    const files = ids.length > 9 ? 2 : 1;
    const rows = Math.ceil(ids.length / files);
    ids.forEach((id, i) => {
      const file = i % files;
      const row = Math.floor(i / files);
      spots.set(id, {id, w: Math.round(widthOf(book.thing.get(id))), x: 0, y: (row - (rows - 1) / 2) * PITCH + file * (PITCH / 2), column, file: column < 0 ? files - 1 - file : file, outer: file > 0});
    });
  }
  return spots;
}

/**
 * A line to or from the centre shares its trunk with all of its sort; any other, or one with two heads, has its own lane.
 * @param {Line} line
 * @param {Map<string, Spot>} spots
 */
function net(line, spots) {
  const at = (/** @type {string} */ id) => /** @type {Spot} */ (spots.get(id)).column;
  if (line.back.length) return line.id;
  if (at(line.source) === 0) return `${line.family}>${line.source}`;
  if (at(line.target) === 0) return `${line.family}<${line.target}`;
  return line.id;
}

/**
 * The channel that a line runs in: that right of the left one of its two columns.
 * @param {Line} line
 * @param {Map<string, Spot>} spots
 * @param {number[]} order
 */
function channelOf(line, spots, order) {
  const at = (/** @type {string} */ id) => order.indexOf(/** @type {Spot} */ (spots.get(id)).column);
  return Math.min(at(line.source), at(line.target));
}

/** @param {Map<string, Spot>} spots */
function columnOrder(spots) {
  return [...new Set([...spots.values()].map((spot) => spot.column))].sort((a, b) => a - b);
}

/**
 * The lanes of every channel: channel `i` lies right of the column at place `i`; the last one is outside.
 * @param {Map<string, Spot>} spots
 * @param {Line[]} lines
 * @returns {Map<string, number>[]}
 */
function widths(spots, lines) {
  const order = columnOrder(spots);
  /** @type {Map<string, number>[]} */
  const channels = order.map(() => new Map());
  const sorted = [...lines].sort((p, q) => /** @type {Spot} */ (spots.get(p.target)).y - /** @type {Spot} */ (spots.get(q.target)).y || (p.id < q.id ? -1 : 1));
  for (const line of sorted) {
    const lanes = channels[channelOf(line, spots, order)];
    const key = net(line, spots);
    if (!lanes.has(key)) lanes.set(key, lanes.size);
  }
  return channels;
}

/**
 * The box at the end of a line that is further from the centre.
 * @param {Line} line
 * @param {Map<string, Spot>} spots
 */
function farEnd(line, spots) {
  const [s, t] = [/** @type {Spot} */ (spots.get(line.source)), /** @type {Spot} */ (spots.get(line.target))];
  return Math.abs(s.column) > Math.abs(t.column) ? s : t;
}

/**
 * The room that each channel needs for labels and for the chips of what its lines strike: lines that end at one box
 * have theirs one after the other.
 * @param {Map<string, Spot>} spots
 * @param {Line[]} lines
 * @returns {number[]}
 */
function roomFor(spots, lines) {
  const order = columnOrder(spots);
  /** @type {Map<string, number>[]} */
  const rows = order.map(() => new Map());
  for (const line of lines) {
    const row = rows[channelOf(line, spots, order)];
    const {id} = farEnd(line, spots);
    row.set(id, (row.has(id) ? /** @type {number} */ (row.get(id)) + TAG : 0) + wideIn(line) + (row.get(id) && wideIn(line) ? BETWEEN : 0));
  }
  return rows.map((row) => Math.max(0, ...row.values()));
}

/**
 * The width of a line's chips in a row.
 * @param {Line} line
 */
function wideIn(line) {
  const wide = (line.strikes || []).filter(Boolean);
  return wide.reduce((sum, w) => sum + w, 0) + BETWEEN * Math.max(0, wide.length - 1);
}

/**
 * Gives the columns their place from left to right.
 * @param {Map<string, Spot>} spots
 * @param {Map<string, number>[]} channels
 * @param {number[]} chips the room for chips in every channel, beside its lanes
 * @returns {number[]} where the lanes of every channel begin
 */
function settle(spots, channels, chips) {
  const order = columnOrder(spots);
  /** @type {number[]} */
  const starts = [];
  let x = 0;
  order.forEach((column, i) => {
    for (const file of [0, 1]) {
      const own = [...spots.values()].filter((spot) => spot.column === column && spot.file === file);
      if (!own.length) continue;
      const widest = Math.max(...own.map((spot) => spot.w));
      if (file && own.length) x += 36;
      for (const spot of own) spot.x = x + (column < 0 ? widest - spot.w : column > 0 ? 0 : (widest - spot.w) / 2);
      x += widest;
    }
    const side = order[i] < 0 ? FAR + chips[i] : 26;
    starts.push(x + side);
    x += side + channels[i].size * LANE + (order[i] < 0 ? 26 : FAR + chips[i]);
  });
  return starts;
}

/**
 * Gives every line its corners and its label.
 * @param {Map<string, Spot>} spots
 * @param {Line[]} lines
 * @param {Map<string, number>[]} channels
 * @param {number[]} starts
 */
function route(spots, lines, channels, starts) {
  const order = columnOrder(spots);
  const ports = portOf(spots, lines);
  /** @type {Map<string, {chips: number, tags: number}>} */
  const used = new Map();
  for (const line of lines) {
    const [s, t] = [/** @type {Spot} */ (spots.get(line.source)), /** @type {Spot} */ (spots.get(line.target))];
    const channel = channelOf(line, spots, order);
    const x = starts[channel] + /** @type {number} */ (channels[channel].get(net(line, spots))) * LANE;
    const [sx, tx] = s.column < t.column ? [s.x + s.w, t.x] : [s.x, t.x + t.w];
    const [sy, ty] = [ports(line, s), ports(line, t)];
    line.points = clean([[sx, sy], [x, sy], [x, ty], [tx, ty]]);
    const key = `${channel} ${farEnd(line, spots).id}`;
    const before = used.get(key) || {chips: 0, tags: 0};
    line.label = tag(line, s, t, before.tags);
    line.chips = wideIn(line) ? chipsOn(line, s, t, starts[channel] - (s.column < 0 || t.column < 0 ? before.chips : 0), channels[channel].size * LANE + (s.column < 0 || t.column < 0 ? 0 : before.chips)) : [];
    used.set(key, {chips: before.chips + (wideIn(line) ? wideIn(line) + BETWEEN : 0), tags: before.tags + 1});
  }
}

/**
 * Where lines touch a box: those of one net at one place, nets spread along the side.
 * @param {Map<string, Spot>} spots
 * @param {Line[]} lines
 * @returns {(line: Line, spot: Spot) => number}
 */
function portOf(spots, lines) {
  /** @type {Map<string, string[]>} */
  const nets = new Map();
  const side = (/** @type {Line} */ line, /** @type {Spot} */ spot) => {
    const other = /** @type {Spot} */ (spots.get(line.source === spot.id ? line.target : line.source));
    return `${spot.id} ${other.column > spot.column ? "right" : "left"}`;
  };
  for (const line of lines) {
    for (const id of [line.source, line.target]) {
      const key = side(line, /** @type {Spot} */ (spots.get(id)));
      const list = nets.get(key) || [];
      if (!list.includes(net(line, spots))) nets.set(key, [...list, net(line, spots)]);
    }
  }
  return (line, spot) => {
    const list = /** @type {string[]} */ (nets.get(side(line, spot)));
    const spread = spot.outer ? 10 : HEIGHT;
    return spot.y - spread / 2 + (spread * (list.indexOf(net(line, spots)) + 1)) / (list.length + 1);
  };
}

/**
 * Leaves out corners that are none.
 * @param {[number, number][]} points
 * @returns {[number, number][]}
 */
function clean(points) {
  return points.filter(([x, y], i) => {
    if (!i || i === points.length - 1) return true;
    const [[ax, ay], [bx, by]] = [points[i - 1], points[i + 1]];
    return !((ax === x && x === bx) || (ay === y && y === by));
  });
}

/**
 * Chips stand on the same piece as the label, beside the lanes, so that all chips of a channel are in a row; what is
 * struck at the box further from the centre stands next to it.
 * @param {Line} line
 * @param {Spot} s
 * @param {Spot} t
 * @param {number} start where the lanes begin
 * @param {number} wide how wide they are
 */
function chipsOn(line, s, t, start, wide) {
  const points = /** @type {[number, number][]} */ (line.points);
  const outer = Math.abs(s.column) > Math.abs(t.column);
  const [, y] = outer ? points[0] : points[points.length - 1];
  const left = (outer ? s : t).column < 0;
  const [there, back] = /** @type {number[]} */ (line.strikes);
  /** @type {({x: number, y: number, w: number, h: number} | 0)[]} */
  const chips = [0, 0];
  let x = left ? start - 14 : start + wide + 12;
  for (const i of outer ? [0, 1] : [1, 0]) {
    const w = i ? back : there;
    if (!w) continue;
    chips[i] = {x: left ? x - w : x, y: y - CHIP_HEIGHT / 2, w, h: CHIP_HEIGHT};
    x += left ? -w - BETWEEN : w + BETWEEN;
  }
  return chips;
}

/**
 * A label stands on the piece next to the box that is further from the centre, where the line is alone.
 * @param {Line} line
 * @param {Spot} s
 * @param {Spot} t
 * @param {number} before how many lines have theirs next to the same box already
 * @returns {[number, number] | null}
 */
function tag(line, s, t, before) {
  const points = /** @type {[number, number][]} */ (line.points);
  const outer = Math.abs(s.column) > Math.abs(t.column);
  const [edge, corner] = outer ? [points[0], points[1]] : [points[points.length - 1], points[points.length - 2]];
  const away = Math.sign(corner[0] - edge[0]);
  const at = 44 + before * TAG;
  return Math.abs(corner[0] - edge[0]) < at + 16 ? null : [edge[0] + away * at, edge[1]];
}
