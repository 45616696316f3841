/** A picture with everything that the reader's choice does to it; knows how to draw itself and what lies at a point. */

import { drawBox, drawFrame } from "./boxes.mjs";
import { framesOf } from "./frames.mjs";
import { drawLine, drawTag, tagRect } from "./lines.mjs";
import { chipWidth, chipWords, drawChip, overlap, spots, struck } from "./strikes.mjs";
import { pick } from "./text.mjs";

/** @typedef {{x: number, y: number, w: number, h: number}} Rect */
/**
 * @typedef {{id: string, source: string, target: string, family: string, edges: any[], back: any[], points: [number, number][], label: [number, number] | null, tree: boolean, chips: (Rect | null)[]}} Line
 *   `back` are its edges from the target to the source, `chips` the room for what the ones and the others strike
 */

const CLOSE = 1.15;
const DIM = 0.6;
const ORDER = ["offer", "likeness", "ownership", "answer", "relief", "attack"];

export class Scene {
  /**
   * @param {any} data as the exporter wrote it
   * @param {any} network its nodes and edges, in the same order
   * @param {any} book
   * @param {boolean} ofGroups whether its boxes stand for groups, and its lines for what is between their members
   */
  constructor(data, network, book, ofGroups = false) {
    this.book = book;
    this.ofGroups = ofGroups;
    /** @type {{id: string, rect: Rect, bare: boolean}[]} */
    this.cards = data.cards.map(([id, x, y, w, h, bare]) => ({id, rect: {x, y, w, h}, bare: Boolean(bare)}));
    /** @type {{id: string, rect: Rect}[]} */
    this.boxes = network.nodes.map((node) => ({id: node.id, rect: {x: node.x - node.widthConstraint / 2, y: node.y - node.heightConstraint / 2, w: node.widthConstraint, h: node.heightConstraint}}));
    this.box = new Map(this.boxes.map((box) => [box.id, box]));
    /** What shares the group of another box, since it belongs to none by itself: a feature that of its platform. */
    this.anchor = new Map((data.anchors || []).map(([box, other]) => [this.boxes[box].id, this.boxes[other].id]));
    /** @type {import("./frames.mjs").Frame[]} */
    this.frames = [];
    this.#framedOn = null;
    /** @type {Line[]} */
    this.lines = data.lines.map(([family, there, flat, label, tree, chip, back, chipBack], i) => {
      const {id, from: source, to: target} = network.edges[i];
      const [edges, others] = [there, back || []].map((places) => places.map((place) => book.edges[place]));
      return {id, source, target, family, edges, back: others, points: pairs(flat), label: label || null, tree: Boolean(tree), chips: [chip || null, chipBack || null]};
    });
    this.lines.sort((a, b) => ORDER.indexOf(a.family) - ORDER.indexOf(b.family) || (a.id < b.id ? -1 : 1));
    this.fighting = this.lines.some((line) => line.family === "attack");
    /** @type {Map<string, {edges: any[], there: any[], back: any[], edge: any, look: any, maybe: boolean, disputed: boolean}>} */
    this.live = new Map();
    /** @type {Set<string>} */
    this.hidden = new Set();
    const sorted = [...this.cards].sort((a, b) => a.rect.y - b.rect.y || a.rect.x - b.rect.x);
    /** @type {{card: {id: string, rect: Rect, bare: boolean}, boxes: {id: string, rect: Rect}[]}[]} */
    this.filled = sorted.map((card) => ({card, boxes: this.boxes.filter((box) => isInside(box.rect, card.rect))}));
    /** Boxes in reading order: from top to bottom, then from left to right, card by card. */
    this.order = this.filled.flatMap(({boxes}) => [...boxes].sort((a, b) => a.rect.y - b.rect.y || a.rect.x - b.rect.x)).map((box) => box.id);
  }

  /** @type {string | null} */
  #framedOn;

  /**
   * The group to which a box belongs on a day: its own id, if it belongs to none.
   * @param {string} id
   * @param {string} day
   */
  groupOn(id, day) {
    return this.book.groupOf(this.anchor.get(id) || id, day);
  }

  /**
   * Draws the frames anew: those of the groups of the day.
   * @param {string} day
   */
  #frame(day) {
    if (this.#framedOn === day) return;
    this.#framedOn = day;
    const groupOf = (/** @type {string} */ id) => this.groupOn(id, day);
    this.frames = this.filled.flatMap(({card, boxes}) => framesOf(card, boxes, groupOf));
  }

  /**
   * Works out which lines there are, and by which of their edges.
   * @param {any} filter
   * @param {string} day empty for the latest known state
   */
  choose(filter, day) {
    this.live.clear();
    this.hidden.clear();
    if (!this.ofGroups) this.#frame(day);
    for (const box of this.boxes) if (!filter.thing(this.book.thing.get(box.id))) this.hidden.add(box.id);
    for (const line of this.lines) {
      if (this.hidden.has(line.source) || this.hidden.has(line.target)) continue;
      const [there, back] = [line.edges, line.back].map((some) => some.map((edge) => ({edge, state: filter.edge(edge)})).filter(({edge, state}) => state !== "no" && this.#isBetween(line, edge, day)));
      const edges = [...there, ...back];
      if (!edges.length) continue;
      edges.sort((a, b) => this.book.look(b.edge.relation).strength - this.book.look(a.edge.relation).strength || (a.state === "yes" ? 0 : 1) - (b.state === "yes" ? 0 : 1));
      const best = edges[0];
      this.live.set(line.id, {edges: edges.map(({edge}) => edge), there: there.map(({edge}) => edge), back: back.map(({edge}) => edge), edge: best.edge, look: this.book.look(best.edge.relation), maybe: best.state === "maybe", disputed: edges.some(({edge}) => edge.disputed)});
    }
  }

  /**
   * Whether the ends of an edge are in the groups of a line on a day; an attack counts between those of its own day.
   * @param {Line} line
   * @param {any} edge
   * @param {string} day
   */
  #isBetween(line, edge, day) {
    if (!this.ofGroups || line.family === "attack") return true;
    return this.book.groupOf(edge.source, day) === line.source && this.book.groupOf(edge.target, day) === line.target;
  }

  /** Boxes that have a line on the day. */
  connected() {
    const found = new Set();
    for (const line of this.lines) if (this.live.has(line.id)) found.add(line.source).add(line.target);
    return found;
  }

  /**
   * @param {any} ctx
   * @param {{colours: Record<string, string>, language: string, scale: number, selected: string, lines: Set<string>, hover: string, boxes: Set<string> | null}} mood
   *   `lines` are lit, `boxes` (if any) are what is not dimmed
   */
  drawGround(ctx, mood) {
    for (const frame of this.frames) drawFrame(ctx, frame, frame.named ? this.book.names(this.book.thing.get(frame.id), mood.language).join(" ") : "", mood.colours);
    const tags = [];
    for (const pass of [false, true]) {
      for (const line of this.lines) {
        const live = this.live.get(line.id);
        const lit = mood.lines.has(line.id) || mood.hover === line.id;
        if (!live || lit !== pass || !line.points.length) continue;
        const style = this.#style(line, live, mood, lit);
        drawLine(ctx, line.points, style, mood.colours);
        const count = new Set(live.edges.flatMap((edge) => this.book.columns.behind(edge.i))).size;
        const label = live.look.family === "ownership" || count < 2 ? pick(live.edge.label, mood.language) : `×${count}`;
        const words = label + (live.disputed && live.look.family !== "offer" ? " ≠" : "");
        if (words.trim() && line.label) tags.push({at: line.label, words: words.trim(), style});
      }
    }
    if (mood.scale > 0.45) this.#drawChips(ctx, mood, tags.map(({at, words}) => tagRect(ctx, at, words)));
    if (mood.scale > 0.45) for (const tag of tags) drawTag(ctx, tag.at, tag.words, tag.style, mood.colours);
  }

  /**
   * Draws the features that attacks strike: where a picture keeps room for them, else on lines that are lit, and on all
   * lines of a picture that is looked at closely; only where they cover nothing.
   * @param {any} ctx
   * @param {any} mood
   * @param {Rect[]} taken the places of labels
   */
  #drawChips(ctx, mood, taken) {
    for (const line of this.lines) {
      const live = this.live.get(line.id);
      const lit = mood.lines.has(line.id) || mood.hover === line.id;
      if (!live || line.family !== "attack" || !(line.chips.some(Boolean) || lit || mood.scale >= CLOSE)) continue;
      for (const [i, edges] of [live.there, live.back].entries()) {
        const words = chipWords(this.book, struck(this.book, edges, [line.source, line.target]), mood.language);
        if (!words) continue;
        const width = chipWidth(ctx, words);
        const kept = line.chips[i];
        const free = (/** @type {Rect} */ rect) => !this.boxes.some((box) => overlap(rect, box.rect)) && !taken.some((other) => overlap(rect, other));
        const rect = kept ? {...kept, w: Math.min(width, kept.w)} : spots(i ? [...line.points].reverse() : line.points, width).find(free);
        if (!rect) continue;
        taken.push(rect);
        drawChip(ctx, rect, words, mood, mood.boxes && !lit ? DIM : 1);
      }
    }
  }

  /**
   * @param {Line} line
   * @param {any} live
   * @param {any} mood
   * @param {boolean} lit
   */
  #style(line, live, mood, lit) {
    const quiet = this.fighting && line.family === "ownership";
    const share = live.edge.share_high;
    const width = quiet ? 1.2 : line.family === "ownership" && share ? 1.1 + share / 32 : live.look.width;
    const unknown = line.family === "ownership" && live.edge.relation === "holdsStakeIn" && share === null;
    const dim = mood.boxes && !lit ? 0.18 : 1;
    const head = quiet || (line.tree && line.family === "offer") ? "none" : live.look.head;
    return {tone: live.look.tone, line: unknown ? "dotted" : live.look.line, head: live.there.length ? head : "none", tail: live.back.length ? head : "none", width, maybe: live.maybe, lit, dim, ground: this.#ground(line, mood), casing: !line.tree && !mood.boxes};
  }

  /**
   * The colour below the middle of a line's label.
   * @param {Line} line
   * @param {any} mood
   */
  #ground(line, mood) {
    const at = line.label || line.points[0];
    const under = this.frames.findLast(({rect}) => at[0] > rect.x && at[0] < rect.x + rect.w && at[1] > rect.y && at[1] < rect.y + rect.h);
    return under && under.kind === "frame" ? mood.colours.card : mood.colours.paper;
  }

  /**
   * @param {any} ctx
   * @param {string} id
   * @param {any} mood
   * @param {boolean} idle true if nothing is known of the box on the day
   */
  drawBox(ctx, id, mood, idle) {
    const box = this.box.get(id);
    const thing = this.book.thing.get(id);
    if (!box || !thing || this.hidden.has(id)) return;
    const dim = mood.boxes && !mood.boxes.has(id) ? DIM : 1;
    drawBox(ctx, box.rect, this.book.kindLook(thing.kind), this.book.names(thing, mood.language), mood.colours, {selected: mood.selected === id, hovered: mood.hover === id, focused: mood.focused === id, idle, dim, scale: mood.scale});
  }

  /** The least rectangle around everything that is drawn. */
  bounds() {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    const take = (/** @type {number} */ x, /** @type {number} */ y) => {
      left = Math.min(left, x);
      top = Math.min(top, y);
      right = Math.max(right, x);
      bottom = Math.max(bottom, y);
    };
    for (const {rect} of [...this.cards, ...this.boxes]) {
      take(rect.x, rect.y);
      take(rect.x + rect.w, rect.y + rect.h);
    }
    for (const line of this.lines) for (const [x, y] of line.points) take(x, y);
    return {x: left - 8, y: top - 8, w: right - left + 16, h: bottom - top + 16};
  }

  /**
   * The line nearest to a point, within reach.
   * @param {number} x
   * @param {number} y
   * @param {number} reach
   */
  lineAt(x, y, reach) {
    let best = null;
    let least = reach;
    for (const line of this.lines) {
      if (!this.live.has(line.id)) continue;
      for (let i = 1; i < line.points.length; i += 1) {
        const away = toSegment(x, y, line.points[i - 1], line.points[i]) - (line.family === "attack" ? 1 : 0);
        if (away < least) {
          least = away;
          best = line;
        }
      }
    }
    return best;
  }
}

/**
 * @param {Rect} r
 * @param {Rect} c
 */
function isInside(r, c) {
  return r.x >= c.x - 1 && r.y >= c.y - 1 && r.x + r.w <= c.x + c.w + 1 && r.y + r.h <= c.y + c.h + 1;
}

/**
 * @param {number[]} flat
 * @returns {[number, number][]}
 */
function pairs(flat) {
  const found = [];
  for (let i = 0; i < flat.length; i += 2) found.push(/** @type {[number, number]} */ ([flat[i], flat[i + 1]]));
  return found;
}

/**
 * @param {number} x
 * @param {number} y
 * @param {[number, number]} a
 * @param {[number, number]} b
 */
function toSegment(x, y, a, b) {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const t = Math.max(0, Math.min(1, ((x - a[0]) * dx + (y - a[1]) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - a[0] - t * dx, y - a[1] - t * dy);
}
