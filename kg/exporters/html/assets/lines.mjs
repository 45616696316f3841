/** Drawing lines with their heads and labels on a canvas, or on anything that takes the same calls. */

import { FONT, rounded } from "./boxes.mjs";

/** @type {Record<string, number[]>} */
const DASHES = {solid: [], dashed: [7, 5], dotted: [1.5, 4]};

/** @typedef {[number, number][]} Points */
/** @typedef {Record<string, string>} Palette */

/**
 * Traces a line with rounded corners, stopping short of its end.
 * @param {any} ctx
 * @param {Points} points
 * @param {number} short
 */
function trace(ctx, points, short) {
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
 * @param {{tone: string, line: string, head: string, tail?: string, width: number, maybe: boolean, lit: boolean, dim: number, ground: string, casing: boolean}} style
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
  if (style.tail) drawHead(ctx, [...points].reverse(), style.tail, colour, width, style.ground);
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
 * The patch that the label of a line takes.
 * @param {any} ctx
 * @param {[number, number]} centre
 * @param {string} words
 */
export function tagRect(ctx, centre, words) {
  ctx.font = `600 11px ${FONT}`;
  const width = ctx.measureText(words).width + 8;
  return {x: centre[0] - width / 2, y: centre[1] - 8, w: width, h: 16};
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
  rounded(ctx, tagRect(ctx, centre, words), 5);
  ctx.fillStyle = style.ground;
  ctx.fill();
  ctx.globalAlpha = style.dim;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = colours[style.tone] || colours.ink;
  ctx.fillText(words, centre[0], centre[1] + 0.5);
  ctx.restore();
}
