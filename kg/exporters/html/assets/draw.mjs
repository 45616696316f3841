/** Drawing boxes, cards and lines on a canvas, or on anything that takes the same calls. */

export const FONT = 'system-ui,"Segoe UI",Roboto,"Noto Sans","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif';
/** @type {Record<string, number[]>} */
const DASHES = {solid: [], dashed: [7, 5], dotted: [1.5, 4]};

/** @typedef {{x: number, y: number, w: number, h: number}} Rect */
/** @typedef {[number, number][]} Points */
/** @typedef {Record<string, string>} Palette */

/**
 * @param {any} ctx
 * @param {Rect} r
 * @param {number} radius
 */
function rounded(ctx, r, radius) {
  const q = Math.min(radius, r.w / 2, r.h / 2);
  ctx.beginPath();
  ctx.moveTo(r.x + q, r.y);
  ctx.lineTo(r.x + r.w - q, r.y);
  ctx.quadraticCurveTo(r.x + r.w, r.y, r.x + r.w, r.y + q);
  ctx.lineTo(r.x + r.w, r.y + r.h - q);
  ctx.quadraticCurveTo(r.x + r.w, r.y + r.h, r.x + r.w - q, r.y + r.h);
  ctx.lineTo(r.x + q, r.y + r.h);
  ctx.quadraticCurveTo(r.x, r.y + r.h, r.x, r.y + r.h - q);
  ctx.lineTo(r.x, r.y + q);
  ctx.quadraticCurveTo(r.x, r.y, r.x + q, r.y);
  ctx.closePath();
}

/**
 * @param {any} ctx
 * @param {Rect} r
 */
function cut(ctx, r) {
  const c = 8;
  ctx.beginPath();
  ctx.moveTo(r.x + c, r.y);
  ctx.lineTo(r.x + r.w - c, r.y);
  ctx.lineTo(r.x + r.w, r.y + r.h / 2);
  ctx.lineTo(r.x + r.w - c, r.y + r.h);
  ctx.lineTo(r.x + c, r.y + r.h);
  ctx.lineTo(r.x, r.y + r.h / 2);
  ctx.closePath();
}

/**
 * @param {any} ctx
 * @param {Rect} r
 * @param {Palette} colours
 * @param {{name: string, scale: number, lit: boolean, dim: number}} card
 */
export function drawCard(ctx, r, colours, card) {
  ctx.save();
  rounded(ctx, r, 12);
  ctx.globalAlpha = card.dim;
  ctx.fillStyle = colours.card;
  ctx.fill();
  ctx.lineWidth = card.lit ? 2 : 1;
  ctx.strokeStyle = card.lit ? colours.accent : colours["card-line"];
  ctx.stroke();
  ctx.restore();
}

/**
 * @param {any} ctx
 * @param {Rect} r
 * @param {{shape: string, tone: string, small: boolean}} look
 * @param {string[]} names
 * @param {Palette} colours
 * @param {{selected: boolean, hovered: boolean, focused: boolean, idle: boolean, dim: number, scale: number}} mood
 */
export function drawBox(ctx, r, look, names, colours, mood) {
  const tone = colours[`${look.tone}-fill`] ? look.tone : "plain";
  const size = look.small ? 11.5 : 13;
  ctx.save();
  ctx.globalAlpha = mood.dim;
  if (mood.selected || mood.focused) {
    const halo = {x: r.x - 4, y: r.y - 4, w: r.w + 8, h: r.h + 8};
    rounded(ctx, halo, look.shape === "pill" || look.shape === "oval" ? r.h / 2 + 4 : 8);
    ctx.lineWidth = mood.selected ? 3 : 2;
    ctx.setLineDash(mood.selected ? [] : [4, 3]);
    ctx.strokeStyle = colours.accent;
    ctx.stroke();
    ctx.setLineDash([]);
  }
  if (look.shape === "cut") cut(ctx, r);
  else rounded(ctx, r, look.shape === "pill" || look.shape === "oval" ? r.h / 2 : look.shape === "box" ? 5 : 4);
  ctx.fillStyle = mood.idle ? colours.paper : colours[`${tone}-fill`];
  ctx.fill();
  ctx.lineWidth = mood.hovered ? 2.4 : mood.idle ? 1 : 1.4;
  ctx.setLineDash(look.shape === "chip" ? [4, 3] : []);
  ctx.strokeStyle = mood.idle ? colours.control : colours[`${tone}-line`];
  ctx.stroke();
  ctx.setLineDash([]);
  const inks = mood.idle ? [colours.muted, colours.muted] : [colours[`${tone}-ink`], colours[`${tone}-soft`]];
  writeNames(ctx, r, names, size, look.shape === "box" ? 600 : 500, inks, mood.scale);
  ctx.restore();
}

/**
 * Writes the name, and beside it the name in the other language as long as it can be read.
 * @param {any} ctx
 * @param {Rect} r
 * @param {string[]} names
 * @param {number} size
 * @param {number} weight
 * @param {string[]} inks of the first name and of the second
 * @param {number} scale
 */
function writeNames(ctx, r, names, size, weight, inks, scale) {
  let px = size;
  let shown = names;
  if (px * scale < 8.5) {
    shown = names.slice(0, 1);
    px = Math.min(r.h * 0.62, Math.max(size, 8.5 / scale));
  }
  const room = r.w - 14;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  const font = (/** @type {number} */ p, /** @type {number} */ w) => `${w} ${p}px ${FONT}`;
  const gap = 5;
  const measure = () => {
    ctx.font = font(px, weight);
    const first = ctx.measureText(shown[0] || "").width;
    ctx.font = font(px, 400);
    return [first, shown[1] ? ctx.measureText(shown[1]).width + gap : 0];
  };
  let [first, second] = measure();
  if (first + second > room && second) {
    if (first > room * 0.98 || second > room * 0.7) shown = shown.slice(0, 1);
    [first, second] = measure();
  }
  if (first + second > room) {
    px = Math.max(Math.min(px, size) * 0.86, (px * room) / (first + second));
    [first, second] = measure();
    if (first + second > room) shown = [shorten(ctx, shown[0] || "", room - second, font(px, weight)), ...shown.slice(1)];
    [first, second] = measure();
  }
  const x = r.x + (r.w - first - second) / 2;
  const y = r.y + r.h / 2 + 0.5;
  ctx.font = font(px, weight);
  ctx.fillStyle = inks[0];
  ctx.fillText(shown[0] || "", x, y);
  if (shown[1]) {
    ctx.font = font(px, 400);
    ctx.fillStyle = inks[1];
    ctx.fillText(shown[1], x + first + gap, y);
  }
}

/**
 * @param {any} ctx
 * @param {string} words
 * @param {number} room
 * @param {string} font
 */
function shorten(ctx, words, room, font) {
  ctx.font = font;
  const letters = [...words];
  while (letters.length > 1 && ctx.measureText(`${letters.join("")}…`).width > room) letters.pop();
  return letters.length === [...words].length ? words : `${letters.join("")}…`;
}

/**
 * Traces a line with rounded corners, stopping short of its end.
 * @param {any} ctx
 * @param {Points} points
 * @param {number} short
 */
export function trace(ctx, points, short) {
  const last = points.length - 1;
  const end = towards(points[last], points[last - 1], short);
  ctx.beginPath();
  ctx.moveTo(points[0][0], points[0][1]);
  for (let i = 1; i < last; i += 1) {
    const [x, y] = points[i];
    const next = i + 1 === last ? end : points[i + 1];
    const r = Math.min(9, distance(points[i - 1], points[i]) / 2, distance(points[i], next) / 2);
    const a = towards(points[i], points[i - 1], r);
    const b = towards(points[i], next, r);
    ctx.lineTo(a[0], a[1]);
    ctx.quadraticCurveTo(x, y, b[0], b[1]);
  }
  ctx.lineTo(end[0], end[1]);
}

/**
 * @param {[number, number]} a
 * @param {[number, number]} b
 */
function distance(a, b) {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

/**
 * @param {[number, number]} a
 * @param {[number, number]} b
 * @param {number} by
 * @returns {[number, number]}
 */
function towards(a, b, by) {
  const length = distance(a, b) || 1;
  return [a[0] + ((b[0] - a[0]) * by) / length, a[1] + ((b[1] - a[1]) * by) / length];
}

/**
 * Draws a line: first a casing in the colour of the ground, so that crossings read as bridges, then the line and its head.
 * @param {any} ctx
 * @param {Points} points
 * @param {{tone: string, line: string, head: string, width: number, maybe: boolean, lit: boolean, dim: number, ground: string, casing: boolean}} style
 * @param {Palette} colours
 */
export function drawLine(ctx, points, style, colours) {
  const colour = colours[style.tone] || colours.plain;
  const width = style.width + (style.lit ? 1.2 : 0);
  const short = style.head === "arrow" ? 7 : style.head === "tee" ? 3 : style.head === "dot" ? 3 : 1;
  ctx.save();
  ctx.lineJoin = "round";
  ctx.lineCap = "butt";
  if (style.casing) {
    trace(ctx, points, 12);
    ctx.strokeStyle = style.ground;
    ctx.lineWidth = width + 4.5;
    ctx.stroke();
  }
  ctx.globalAlpha = style.dim;
  trace(ctx, points, short);
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.setLineDash(DASHES[style.maybe ? "dotted" : style.line] || []);
  ctx.stroke();
  ctx.setLineDash([]);
  drawHead(ctx, points, style.head, colour, width, style.ground);
  ctx.restore();
}

/**
 * @param {any} ctx
 * @param {Points} points
 * @param {string} head
 * @param {string} colour
 * @param {number} width
 * @param {string} ground
 */
function drawHead(ctx, points, head, colour, width, ground) {
  const tip = points[points.length - 1];
  const before = points[points.length - 2];
  const length = distance(before, tip) || 1;
  const dx = (tip[0] - before[0]) / length;
  const dy = (tip[1] - before[1]) / length;
  const at = (/** @type {number} */ back, /** @type {number} */ aside) => [tip[0] - dx * back - dy * aside, tip[1] - dy * back + dx * aside];
  const polygon = (/** @type {number[][]} */ corners) => {
    ctx.beginPath();
    corners.forEach(([x, y], i) => (i ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
  };
  ctx.fillStyle = colour;
  ctx.strokeStyle = colour;
  if (head === "arrow") {
    polygon([at(0, 0), at(8 + width, 3.4 + width / 2), at(8 + width, -3.4 - width / 2)]);
    ctx.closePath();
    ctx.fill();
  } else if (head === "open") {
    polygon([at(8, 4.6), at(0.8, 0), at(8, -4.6)]);
    ctx.lineWidth = 1.6;
    ctx.stroke();
  } else if (head === "tee") {
    polygon([at(2.4, 7.5), at(2.4, -7.5)]);
    ctx.lineWidth = 4;
    ctx.lineCap = "round";
    ctx.stroke();
  } else if (head === "dot" || head === "ring") {
    const [x, y] = at(3, 0);
    ctx.beginPath();
    ctx.arc(x, y, 3, 0, Math.PI * 2);
    ctx.fillStyle = head === "dot" ? colour : ground;
    ctx.fill();
    ctx.lineWidth = 1.5;
    ctx.stroke();
  }
}

/**
 * Writes the label of a line on a patch of the ground.
 * @param {any} ctx
 * @param {[number, number]} centre
 * @param {string} words
 * @param {{tone: string, dim: number, ground: string, lit: boolean}} style
 * @param {Palette} colours
 */
export function drawTag(ctx, centre, words, style, colours) {
  ctx.save();
  ctx.font = `600 11px ${FONT}`;
  const width = ctx.measureText(words).width + 8;
  rounded(ctx, {x: centre[0] - width / 2, y: centre[1] - 8, w: width, h: 16}, 5);
  ctx.fillStyle = style.ground;
  ctx.fill();
  ctx.globalAlpha = style.dim;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = colours[style.tone] || colours.ink;
  ctx.fillText(words, centre[0], centre[1] + 0.5);
  ctx.restore();
}
