/** Drawing boxes and cards on a canvas, or on anything that takes the same calls. */

export const FONT = 'system-ui,"Segoe UI",Roboto,"Noto Sans","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif';

/** @typedef {{x: number, y: number, w: number, h: number}} Rect */
/** @typedef {Record<string, string>} Palette */

/**
 * @param {any} ctx
 * @param {Rect} r
 * @param {number} radius
 */
export function rounded(ctx, r, radius) {
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
 * Draws the frame of a group, or a hole in one, with the group's name if its head does not stand in it.
 * @param {any} ctx
 * @param {{rect: Rect, kind: "frame" | "hole"}} frame
 * @param {string} name
 * @param {Palette} colours
 */
export function drawFrame(ctx, frame, name, colours) {
  const {rect} = frame;
  ctx.save();
  rounded(ctx, rect, frame.kind === "hole" ? 8 : 12);
  ctx.fillStyle = frame.kind === "hole" ? colours.paper : colours.card;
  ctx.fill();
  ctx.lineWidth = 1;
  ctx.strokeStyle = colours["card-line"];
  ctx.stroke();
  if (name) {
    ctx.font = `600 11px ${FONT}`;
    ctx.fillStyle = colours.muted;
    ctx.textAlign = "left";
    ctx.textBaseline = "middle";
    ctx.fillText(shorten(ctx, name, rect.w - 16, ctx.font), rect.x + 8, rect.y + 10);
  }
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
  const quiet = mood.idle || mood.dim < 1;
  ctx.fillStyle = quiet ? colours.paper : colours[`${tone}-fill`];
  ctx.fill();
  ctx.lineWidth = mood.hovered ? 2.4 : quiet ? 1 : 1.4;
  ctx.setLineDash(look.shape === "chip" ? [4, 3] : []);
  ctx.strokeStyle = mood.idle ? colours["card-line"] : quiet ? colours.control : colours[`${tone}-line`];
  ctx.stroke();
  ctx.setLineDash([]);
  const inks = quiet ? [colours.muted, colours.muted] : [colours[`${tone}-ink`], colours[`${tone}-soft`]];
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
    px = Math.max(Math.min(px, size) * 0.86, (px * room * 0.985) / (first + second));
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
export function shorten(ctx, words, room, font) {
  ctx.font = font;
  if (ctx.measureText(words).width <= room) return words;
  const letters = [...words];
  while (letters.length > 1 && ctx.measureText(`${letters.join("")}…`).width > room) letters.pop();
  return `${letters.join("")}…`;
}
