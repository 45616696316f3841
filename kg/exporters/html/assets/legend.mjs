/** Legend and filters in one: each sort of box and line with a picture of itself and a switch. */

import { byId, h } from "./dom.mjs";
import { drawBox } from "./boxes.mjs";
import { drawLine } from "./lines.mjs";
import { pick } from "./text.mjs";
import { SvgContext } from "./svgcontext.mjs";

/**
 * @param {HTMLElement} root
 * @param {any} app
 */
export function renderLegend(root, app) {
  const {book, store} = app;
  const {lang, kinds, relations} = store.get();
  const ofKind = book.count("things", "kind");
  const ofRelation = book.count("edges", "relation");
  const toggle = (/** @type {string} */ key, /** @type {string} */ id, /** @type {boolean} */ on) => {
    const rest = store.get()[key].filter((/** @type {string} */ other) => other !== id);
    store.set({[key]: on ? rest : [...rest, id].sort()});
  };
  const row = (/** @type {string} */ key, /** @type {string} */ id, /** @type {number} */ many, /** @type {any} */ swatch, /** @type {string[]} */ off) => {
    const box = h("input", {type: "checkbox", id: `${key}-${id}`, onchange: () => toggle(key, id, box.checked)});
    box.checked = !off.includes(id);
    return h("li", null, h("label", {for: `${key}-${id}`}, box, swatch, h("span", {class: "words"}, book.name(id, lang)), h("span", {class: "many"}, String(many))));
  };
  const byOrder = (/** @type {(id: string) => any} */ look) => (/** @type {string} */ a, /** @type {string} */ b) => look(a).order - look(b).order || (a < b ? -1 : 1);
  const kindIds = [...ofKind.keys()].sort(byOrder((id) => book.kindLook(id)));
  const relationIds = [...ofRelation.keys()].sort(byOrder((id) => book.look(id)));
  root.replaceChildren(
    h("h2", {class: "eyebrow"}, app.t("things")),
    h("ul", {class: "legend"}, ...kindIds.map((id) => row("kinds", id, ofKind.get(id), boxSwatch(app, book.kindLook(id)), kinds))),
    h("h2", {class: "eyebrow"}, app.t("relations")),
    h("ul", {class: "legend"}, ...relationIds.map((id) => row("relations", id, ofRelation.get(id), lineSwatch(app, book.look(id)), relations))),
    h("h2", {class: "eyebrow"}, app.t("narrow")),
    ...facets(app),
    h("button", {type: "button", class: "wide", onclick: () => app.resetFilters()}, app.t("reset")),
  );
}

/**
 * @param {any} app
 * @param {any} look
 */
function boxSwatch(app, look) {
  return swatch(app, 34, 18, (ctx) => drawBox(ctx, {x: 2, y: 2, w: 30, h: 14}, look, [], app.graph.colours, {selected: false, hovered: false, focused: false, idle: false, dim: 1, scale: 1}));
}

/**
 * @param {any} app
 * @param {any} look
 */
function lineSwatch(app, look) {
  return swatch(app, 34, 18, (ctx) => drawLine(ctx, [[1, 9], [32, 9]], {...look, maybe: false, lit: false, dim: 1, ground: app.graph.colours.surface, casing: false}, app.graph.colours));
}

/**
 * A small picture, drawn by the same hand as the large one.
 * @param {any} app
 * @param {number} w
 * @param {number} height
 * @param {(ctx: any) => void} draw
 */
function swatch(app, w, height, draw) {
  const ctx = new SvgContext(() => 0);
  draw(ctx);
  const holder = new DOMParser().parseFromString(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${w} ${height}" width="${w}" height="${height}" aria-hidden="true">${ctx.parts.join("")}</svg>`, "image/svg+xml").documentElement;
  return document.importNode(holder, true);
}

/**
 * Lists to choose one value from: only those for which the facts have values.
 * @param {any} app
 */
function facets(app) {
  const {book, store} = app;
  const state = store.get();
  const used = new Set(book.count("things", "category").keys());
  const concepts = (/** @type {(c: any) => boolean} */ keep) => book.concepts.filter(keep).map((/** @type {any} */ c) => [c.id, book.name(c.id, state.lang)]);
  const years = [...new Set(book.days.map((/** @type {string} */ d) => d.slice(0, 4)))].map((y) => [y, y]);
  const regions = [...book.count("things", "region").keys()].filter(Boolean).sort().map((r) => [r, r]);
  const confidence = book.confident() ? ["high", "medium", "low"].map((c) => [c, app.t(c)]) : [];
  const option = (/** @type {string[]} */ [value, words]) => h("option", {value}, words);
  const schemes = [...new Set(book.concepts.filter((/** @type {any} */ c) => !used.has(c.id)).map((/** @type {any} */ c) => c.scheme))];
  const words = schemes.map((scheme) => h("optgroup", {label: pick(book.kind.get(scheme)?.label, state.lang) || scheme}, ...concepts((c) => c.scheme === scheme).map(option)));
  /** @type {Record<string, any[]>} */
  const lists = {category: concepts((c) => used.has(c.id)).map(option), word: words, region: regions.map(option), confidence: confidence.map(option), year: years.map(option)};
  return Object.entries(lists)
    .filter(([, options]) => options.length)
    .map(([key, options]) => {
      const select = h("select", {id: `facet-${key}`, onchange: () => store.set({[key]: select.value})}, h("option", {value: ""}, app.t("all")), ...options);
      select.value = state[key];
      return h("p", {class: "facet"}, h("label", {for: `facet-${key}`}, app.t(key)), select);
    });
}

/** Tells by the button of the drawer whether filters are set. */
export function markFilters(app) {
  const state = app.store.get();
  const set = ["category", "word", "region", "confidence", "year"].some((key) => state[key]) || state.kinds.length || state.relations.length;
  byId("open-filters").classList.toggle("set", Boolean(set));
}
