/** The picture on the screen: vis-network gives the camera, the boxes to hit and the touch; the scene draws. */

import { Scene } from "./scene.mjs";
import { announce, byId } from "./dom.mjs";
import { fill } from "./text.mjs";
import { along, towards } from "./walk.mjs";

/** @type {any} */
const vis = /** @type {any} */ (globalThis).vis;

/** The least scale at which names can be read; a narrow screen shows a part of a neighbourhood rather than a smaller whole. */
const READABLE = 0.62;
/** Of a line that stands for more than this, only so many are told beside the pointer. */
const MOST_SAID = 6;

export class Graph {
  /**
   * @param {HTMLElement} holder
   * @param {any} app
   */
  constructor(holder, app) {
    this.app = app;
    this.holder = holder;
    /** @type {Scene | null} */
    this.scene = null;
    this.view = "";
    this.hover = "";
    this.focused = "";
    /** @type {any} */
    this.network = null;
    /** @type {Record<string, string>} */
    this.colours = {};
    this.idle = new Set();
    this.lit = {lines: new Set(), boxes: /** @type {Set<string> | null} */ (null), selected: ""};
    holder.addEventListener("keydown", (event) => this.#key(event));
    holder.addEventListener("pointermove", (event) => this.#move(event));
    holder.addEventListener("pointerleave", () => this.#hoverOn("", 0, 0));
  }

  /** Reads the palette from the style sheet, which knows light from dark. */
  readColours() {
    const style = getComputedStyle(document.documentElement);
    const read = (/** @type {string} */ name) => style.getPropertyValue(`--${name}`).trim();
    this.colours = Object.fromEntries(this.app.book.data.tones.map((/** @type {string} */ tone) => [tone, read(tone)]));
    this.redraw();
  }

  /**
   * Shows a picture, unless it is the one that is shown.
   * @param {string} view its name
   * @param {{scene: any, network: any}} data
   */
  show(view, data) {
    if (this.view === view) return;
    this.view = view;
    this.scene = new Scene(data.scene, data.network, this.app.book, view.endsWith(":groups"));
    this.hover = this.focused = "";
    this.#mount(data.network);
    this.fit(false);
  }

  /** @param {any} data */
  #mount(data) {
    const scene = /** @type {Scene} */ (this.scene);
    const renderer = ({ctx, id}) => {
      const box = scene.box.get(id);
      const size = {width: box ? box.rect.w : 0, height: box ? box.rect.h : 0};
      return {drawNode: () => scene.drawBox(ctx, id, this.#mood(), this.idle.has(id)), nodeDimensions: size};
    };
    const nodes = data.nodes.map((/** @type {any} */ node) => ({...node, ctxRenderer: renderer}));
    const sets = {nodes: new vis.DataSet(nodes), edges: new vis.DataSet(data.edges)};
    if (this.network) {
      this.network.setData(sets);
      return;
    }
    this.network = new vis.Network(this.holder, sets, this.app.book.data.options);
    const frame = this.holder.querySelector(".vis-network");
    if (frame) frame.setAttribute("tabindex", "-1");
    const canvas = this.holder.querySelector("canvas");
    if (canvas) canvas.setAttribute("aria-hidden", "true");
    this.network.on("beforeDrawing", (/** @type {any} */ ctx) => this.scene && this.scene.drawGround(ctx, this.#mood()));
    this.network.on("click", (/** @type {any} */ event) => this.#click(event));
    this.network.on("doubleClick", (/** @type {any} */ event) => event.nodes.length && this.app.focus(event.nodes[0]));
    this.network.on("zoom", () => this.network.getScale() < 0.12 && this.network.moveTo({scale: 0.12}));
  }

  #mood() {
    return {colours: this.colours, language: this.app.store.get().lang, scale: this.network ? this.network.getScale() : 1, hover: this.hover, focused: this.focused, ...this.lit};
  }

  /** Takes over what the reader chose. */
  update() {
    if (!this.scene) return;
    const {book, filter} = this.app;
    this.scene.choose(filter(), this.app.store.get().day);
    const connected = this.scene.connected();
    this.idle = new Set(this.scene.boxes.filter((box) => !connected.has(box.id)).map((box) => box.id));
    this.lit = this.#light(this.app.selection(), book);
    const empty = byId("nothing-drawn");
    empty.hidden = this.scene.live.size > 0;
    empty.textContent = this.app.t(this.scene.boxes.length ? "emptyDay" : "empty");
    this.redraw();
  }

  /**
   * Lights the lines and boxes that belong to a selection.
   * @param {{type: string, id: string, edges: any[]}} selection
   * @param {any} book
   */
  #light(selection, book) {
    const scene = /** @type {Scene} */ (this.scene);
    const lines = new Set();
    if (!selection.type) return {lines, boxes: null, selected: ""};
    const wanted = new Set(selection.edges.map((edge) => edge.id));
    const boxes = new Set();
    const isThing = selection.type === "thing";
    for (const line of scene.lines) {
      const live = scene.live.get(line.id);
      if (!live) continue;
      const mine = (/** @type {any} */ edge) => edge.source === selection.id || edge.target === selection.id || edge.via.includes(selection.id);
      if (isThing ? line.source === selection.id || line.target === selection.id || live.edges.some(mine) : live.edges.some((edge) => wanted.has(edge.id))) {
        lines.add(line.id);
        boxes.add(line.source).add(line.target);
      }
    }
    if (isThing && scene.box.has(selection.id)) boxes.add(selection.id);
    return {lines, boxes: boxes.size ? boxes : null, selected: isThing ? selection.id : ""};
  }

  redraw() {
    if (this.network) this.network.redraw();
  }

  /** @param {any} event */
  #click(event) {
    this.focused = "";
    if (event.nodes.length) {
      this.app.select(`thing:${event.nodes[0]}`);
      return;
    }
    const {x, y} = event.pointer.canvas;
    const line = this.scene && this.scene.lineAt(x, y, 8 / this.network.getScale());
    this.app.select(line ? this.#lineKey(line) : "");
  }

  /** @param {any} line */
  #lineKey(line) {
    const scene = /** @type {Scene} */ (this.scene);
    const live = scene.live.get(line.id);
    if (!live) return "";
    return scene.ofGroups || (live.there.length && live.back.length) ? `between:${line.family}~${line.source}~${line.target}` : `edge:${live.edge.id}`;
  }

  /** @param {PointerEvent} event */
  #move(event) {
    if (!this.network || !this.scene || event.pointerType === "touch") return;
    const box = this.holder.getBoundingClientRect();
    const dom = {x: event.clientX - box.left, y: event.clientY - box.top};
    const node = this.network.getNodeAt(dom);
    if (node !== undefined && !this.scene.hidden.has(node)) {
      this.#hoverOn(node, dom.x, dom.y);
      return;
    }
    const {x, y} = this.network.DOMtoCanvas(dom);
    const line = this.scene.lineAt(x, y, 6 / this.network.getScale());
    this.#hoverOn(line ? line.id : "", dom.x, dom.y);
  }

  /**
   * @param {string} id
   * @param {number} x
   * @param {number} y
   */
  #hoverOn(id, x, y) {
    this.app.tip(id ? this.describe(id) : "", x, y, this.holder);
    if (this.hover === id) return;
    this.hover = id;
    this.holder.classList.toggle("pointing", Boolean(id));
    this.redraw();
  }

  /**
   * A box or a line in words.
   * @param {string} id
   */
  describe(id) {
    const scene = /** @type {Scene} */ (this.scene);
    const {book} = this.app;
    const {lang} = this.app.store.get();
    if (scene.box.has(id)) {
      const group = scene.groupOn(id, this.app.store.get().day);
      return [book.names(book.thing.get(id), lang).join(" "), book.name(book.thing.get(id).kind, lang), group === id ? "" : `${this.app.t("group")}: ${book.name(group, lang)}`].filter(Boolean).join(" · ");
    }
    const live = scene.live.get(id);
    if (!live) return "";
    const said = live.edges.slice(0, MOST_SAID).map((edge) => this.app.sayEdge(edge));
    const left = live.edges.length - said.length;
    return [...said, ...(left ? [fill(this.app.t("andMore"), {n: left})] : [])].join("\n");
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !this.scene) return;
    const step = {ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1]}[event.key];
    if (step) this.#go(towards(this.scene, this.#at(), step[0], step[1]));
    else if (event.key === "n" || event.key === "N") this.#go(along(this.scene, this.#at(), 1));
    else if (event.key === "p" || event.key === "P") this.#go(along(this.scene, this.#at(), -1));
    else if (event.key === "Enter" || event.key === " ") this.focused && this.app.select(`thing:${this.focused}`);
    else if (event.key === "Escape") this.app.select("");
    else if (event.key === "+" || event.key === "=") this.zoom(1.25);
    else if (event.key === "-") this.zoom(0.8);
    else if (event.key === "0") this.fit(true);
    else return;
    event.preventDefault();
  }

  #at() {
    return this.focused || this.lit.selected;
  }

  /** @param {string} id */
  #go(id) {
    const scene = /** @type {Scene} */ (this.scene);
    if (!id) return;
    this.focused = id;
    const box = scene.box.get(id);
    if (box) this.#intoView(box.rect);
    const order = scene.order.filter((other) => !scene.hidden.has(other));
    const words = scene.lines.filter((line) => scene.live.has(line.id) && (line.source === id || line.target === id)).map((line) => this.describe(line.id));
    announce(`${this.describe(id)}. ${fill(this.app.t("position"), {i: order.indexOf(id) + 1, n: order.length})}. ${words.join(". ")}`);
    this.redraw();
  }

  /** @param {{x: number, y: number, w: number, h: number}} rect */
  #intoView(rect) {
    const scale = this.network.getScale();
    const centre = this.network.getViewPosition();
    const half = {x: this.holder.clientWidth / 2 / scale - 20, y: this.holder.clientHeight / 2 / scale - 20};
    const x = Math.min(Math.max(centre.x, rect.x + rect.w - half.x), rect.x + half.x);
    const y = Math.min(Math.max(centre.y, rect.y + rect.h - half.y), rect.y + half.y);
    if (x !== centre.x || y !== centre.y) this.network.moveTo({position: {x, y}});
  }

  /** @param {number} by */
  zoom(by) {
    this.network.moveTo({scale: Math.min(4, Math.max(0.12, this.network.getScale() * by)), animation: this.#animation()});
  }

  #animation() {
    return matchMedia("(prefers-reduced-motion: reduce)").matches ? false : {duration: 180, easingFunction: "easeInOutQuad"};
  }

  /** @param {boolean} animate */
  fit(animate) {
    if (!this.network || !this.scene || !this.scene.boxes.length) return;
    const bounds = this.bounds();
    const margin = this.holder.clientWidth < 500 ? 10 : 22;
    const bar = this.app.barHeight();
    const [wide, tall] = [this.holder.clientWidth - 2 * margin, this.holder.clientHeight - 2 * margin - bar];
    const whole = Math.min(wide / bounds.w, tall / bounds.h, 1.4);
    const centre = this.scene.box.get(this.app.store.get().focus);
    const narrow = Boolean(centre) && whole < READABLE && wide < 500;
    const scale = Math.max(0.05, narrow ? READABLE : whole);
    const half = wide / 2 / scale;
    const left = centre && narrow ? Math.min(Math.max(bounds.x + half, centre.rect.x + half - 20), bounds.x + bounds.w - half) : bounds.x + bounds.w / 2;
    this.network.moveTo({position: {x: left, y: bounds.y + bounds.h / 2 - bar / 2 / scale}, scale, animation: animate && this.#animation()});
  }

  /** The least rectangle around everything that is drawn. */
  bounds() {
    return /** @type {Scene} */ (this.scene).bounds();
  }

  /**
   * Brings a thing to the middle, if the picture has it.
   * @param {string} id
   */
  reveal(id) {
    const box = this.scene && this.scene.box.get(id);
    if (box) this.#intoView(box.rect);
  }

  /**
   * Draws the whole picture with any pen.
   * @param {any} ctx
   */
  paint(ctx) {
    const scene = /** @type {Scene} */ (this.scene);
    const mood = {...this.#mood(), hover: "", focused: "", scale: 1};
    scene.drawGround(ctx, mood);
    for (const box of scene.boxes) scene.drawBox(ctx, box.id, mood, this.idle.has(box.id));
  }
}
