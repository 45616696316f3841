/** The features at which attacks strike, as chips on their lines. */

import { FONT, drawBox, shorten } from "./boxes.mjs";
import { fill } from "./text.mjs";

/** @typedef {{x: number, y: number, w: number, h: number}} Rect */

export const CHIP_HEIGHT = 16;
const WIDEST = 150;
const FEATURE = {shape: "chip", tone: "feature", small: true};
const PLAIN = {selected: false, hovered: false, focused: false, idle: false, scale: 1};

/**
 * The things that edges strike on their way, each once.
 * @param {any} book
 * @param {any[]} edges
 * @param {string[]} [without] ids that stand at the ends of the line already
 * @returns {string[]}
 */
export function struck(book, edges, without = []) {
  const attacks = edges.filter((edge) => book.look(edge.relation).family === "attack");
  return [...new Set(attacks.flatMap((edge) => edge.via))].filter((id) => book.thing.has(id) && !without.includes(id));
}

/**
 * What stands in a chip: the first feature, and how many more there are.
 * @param {any} book
 * @param {string[]} ids
 * @param {string} language
 */
export function chipWords(book, ids, language) {
  const [first, ...rest] = ids;
  return first ? `${book.name(first, language)}${rest.length ? ` +${rest.length}` : ""}` : "";
}

/**
 * @param {any} ctx
 * @param {string} words
 */
export function chipWidth(ctx, words) {
  ctx.font = `500 11px ${FONT}`;
  return Math.min(WIDEST, Math.ceil(ctx.measureText(words).width) + 16);
}

/**
 * Where a chip may stand on a line, from its head backwards.
 * @param {[number, number][]} points
 * @param {number} width
 * @returns {Rect[]}
 */
export function spots(points, width) {
  /** @type {Rect[]} */
  const found = [];
  const put = (/** @type {number} */ x, /** @type {number} */ y) => found.push({x: x - width / 2, y: y - CHIP_HEIGHT / 2, w: width, h: CHIP_HEIGHT});
  for (let i = points.length - 1; i > 0; i -= 1) {
    const [[ax, ay], [bx, by]] = [points[i - 1], points[i]];
    const [wide, tall] = [Math.abs(bx - ax), Math.abs(by - ay)];
    if (wide >= width + 30) put(bx - Math.sign(bx - ax) * (16 + width / 2), by);
    if (wide >= width + 12) put((ax + bx) / 2, by);
    if (tall >= CHIP_HEIGHT + 34) put(bx, by - Math.sign(by - ay) * (18 + CHIP_HEIGHT / 2));
    if (tall >= CHIP_HEIGHT + 14) put(bx, (ay + by) / 2);
  }
  return found;
}

/**
 * @param {Rect} a
 * @param {Rect} b
 */
export function overlap(a, b) {
  return a.x < b.x + b.w + 3 && b.x < a.x + a.w + 3 && a.y < b.y + b.h + 3 && b.y < a.y + a.h + 3;
}

/**
 * Draws a chip; too long a name is cut, but how many more there are is told.
 * @param {any} ctx
 * @param {Rect} rect
 * @param {string} words
 * @param {any} mood
 * @param {number} dim
 */
export function drawChip(ctx, rect, words, mood, dim) {
  const [, name, more = ""] = /** @type {RegExpMatchArray} */ (words.match(/^(.*?)( \+\d+)?$/su));
  const font = `500 11px ${FONT}`;
  ctx.font = font;
  const kept = shorten(ctx, name, rect.w - 14 - ctx.measureText(more).width, font);
  drawBox(ctx, rect, FEATURE, [kept + more], mood.colours, {...PLAIN, dim});
}

/**
 * The features that edges strike, in words.
 * @param {any} app
 * @param {any[]} edges
 */
export function strikesInWords(app, edges) {
  const {lang} = app.store.get();
  const names = struck(app.book, edges).map((id) => app.book.name(id, lang));
  return names.length ? fill(app.t("strikes"), {a: names.join(app.t("comma"))}) : "";
}
