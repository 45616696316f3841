/** A stand-in for a canvas context that writes SVG: the same drawing makes the exported vector file. */

/**
 * @param {string} words
 */
function escape(words) {
  return words.replace(/[&<>"]/g, (c) => ({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})[c] || c);
}

/** @param {number} value */
const n = (value) => String(Math.round(value * 100) / 100);

export class SvgContext {
  /** @param {(words: string, font: string) => number} measure the width of words in a font */
  constructor(measure) {
    this.measure = measure;
    /** @type {string[]} */
    this.parts = [];
    this.path = "";
    /** @type {any[]} */
    this.stack = [];
    this.style = {globalAlpha: 1, fillStyle: "#000", strokeStyle: "#000", lineWidth: 1, font: "12px sans-serif", textAlign: "left", dash: /** @type {number[]} */ ([]), lineCap: "butt", lineJoin: "miter"};
    for (const key of Object.keys(this.style)) {
      if (key === "dash") continue;
      Object.defineProperty(this, key, {get: () => /** @type {any} */ (this.style)[key], set: (value) => Object.assign(this.style, {[key]: value})});
    }
  }

  save() {
    this.stack.push({...this.style});
  }

  restore() {
    this.style = this.stack.pop() || this.style;
  }

  beginPath() {
    this.path = "";
  }

  /** @param {number} x @param {number} y */
  moveTo(x, y) {
    this.path += `M${n(x)} ${n(y)}`;
  }

  /** @param {number} x @param {number} y */
  lineTo(x, y) {
    this.path += `L${n(x)} ${n(y)}`;
  }

  /** @param {number} cx @param {number} cy @param {number} x @param {number} y */
  quadraticCurveTo(cx, cy, x, y) {
    this.path += `Q${n(cx)} ${n(cy)} ${n(x)} ${n(y)}`;
  }

  /** @param {number} x @param {number} y @param {number} r a whole circle is all that the page draws */
  arc(x, y, r) {
    this.path += `M${n(x - r)} ${n(y)}a${n(r)} ${n(r)} 0 1 0 ${n(2 * r)} 0a${n(r)} ${n(r)} 0 1 0 ${n(-2 * r)} 0`;
  }

  closePath() {
    this.path += "Z";
  }

  /** @param {number[]} dash */
  setLineDash(dash) {
    this.style.dash = dash;
  }

  fill() {
    this.parts.push(`<path d="${this.path}" fill="${escape(this.style.fillStyle)}"${this.#alpha()}/>`);
  }

  stroke() {
    const {strokeStyle, lineWidth, dash, lineCap, lineJoin} = this.style;
    const dashes = dash.length ? ` stroke-dasharray="${dash.join(" ")}"` : "";
    this.parts.push(`<path d="${this.path}" fill="none" stroke="${escape(strokeStyle)}" stroke-width="${n(lineWidth)}" stroke-linecap="${lineCap}" stroke-linejoin="${lineJoin}"${dashes}${this.#alpha()}/>`);
  }

  /** @param {string} words */
  measureText(words) {
    return {width: this.measure(words, this.style.font)};
  }

  /** @param {string} words @param {number} x @param {number} y the middle of the line */
  fillText(words, x, y) {
    const match = /^(\d+) ([\d.]+)px (.*)$/.exec(this.style.font);
    const [weight, size, family] = match ? match.slice(1) : ["400", "12", "sans-serif"];
    const anchor = this.style.textAlign === "center" ? "middle" : "start";
    this.parts.push(`<text x="${n(x)}" y="${n(y + Number(size) * 0.35)}" font-family="${escape(family)}" font-size="${size}" font-weight="${weight}" text-anchor="${anchor}" fill="${escape(this.style.fillStyle)}"${this.#alpha()}>${escape(words)}</text>`);
  }

  #alpha() {
    return this.style.globalAlpha < 1 ? ` opacity="${n(this.style.globalAlpha)}"` : "";
  }

  /**
   * @param {Rect} view
   * @param {string} title
   * @param {string} ground
   */
  document(view, title, ground) {
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${n(view.x)} ${n(view.y)} ${n(view.w)} ${n(view.h)}" width="${n(view.w)}" height="${n(view.h)}"><title>${escape(title)}</title><rect x="${n(view.x)}" y="${n(view.y)}" width="100%" height="100%" fill="${escape(ground)}"/>${this.parts.join("")}</svg>\n`;
  }
}

/** @typedef {{x: number, y: number, w: number, h: number}} Rect */
