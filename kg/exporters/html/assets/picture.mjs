/** Which picture is shown: a whole view, its groups, a neighbourhood or a way; and the bar that changes it. */

import { h } from "./dom.mjs";
import { FONT } from "./boxes.mjs";
import { columnPicture } from "./focus.mjs";
import { makeFilter } from "./filter.mjs";
import { neighbourhood, shortestPath } from "./neighbours.mjs";
import { chipWidth, chipWords } from "./strikes.mjs";
import { fill } from "./text.mjs";

const MOST = 120;
/** A neighbourhood of more things than this is that of the day only. */
const CALM = 45;
const EMPTY = {scene: {cards: [], lines: []}, network: {nodes: [], edges: []}};
const pen = typeof document === "undefined" ? null : document.createElement("canvas").getContext("2d");

/**
 * Shows the picture that the reader's choice asks for.
 * @param {any} app
 * @returns {boolean} whether it is another one than before
 */
export function showPicture(app) {
  const state = app.store.get();
  const before = app.graph.view;
  choose(app, state);
  return app.graph.view !== before;
}

/**
 * @param {any} app
 * @param {any} state
 */
function choose(app, state) {
  const [from, to] = state.path.split("~");
  if (from && to) show(app, `path ${from} ${to} ${choices(state)}`, () => way(app, from, to));
  else if (state.focus) {
    const name = `focus ${state.focus} ${state.steps} ${choices(state)}`;
    const daily = app.daily === name ? ` ${state.day}` : "";
    show(app, name + daily, () => near(app, state.focus, state.steps, name));
  }
  else {
    const name = sceneName(app);
    const {scenes, networks} = app.book.data;
    show(app, `view ${name}`, () => (scenes[name] ? {scene: scenes[name], network: networks[name]} : EMPTY));
  }
}

/**
 * @param {any} app
 * @param {string} name
 * @param {() => any} make
 */
function show(app, name, make) {
  if (app.graph.view === name) return;
  app.graph.show(name, make());
}

/**
 * The name of the whole view's picture: of its groups, if it is large or if they are asked for.
 * @param {any} app
 */
function sceneName(app) {
  const {view, detail} = app.store.get();
  const {scenes, networks, atOnce} = app.book.data;
  const groups = `${view}:groups`;
  if (!scenes[view]) return groups;
  if (!scenes[groups] || detail === "all") return view;
  return detail === "groups" || networks[view].nodes.length > atOnce ? groups : view;
}

/** What of the choice changes a neighbourhood, besides the day. @param {any} state */
function choices(state) {
  return JSON.stringify([state.lang, state.kinds, state.relations, state.category, state.word, state.region, state.confidence, state.year]);
}

/**
 * Whether an edge may be in a neighbourhood: by every choice but the day.
 * @param {any} app
 */
function wanted(app) {
  const filter = makeFilter(app.book, {...app.store.get(), day: ""});
  return (/** @type {any} */ edge) => filter.thing(app.book.thing.get(edge.source)) && filter.thing(app.book.thing.get(edge.target)) && filter.choice(edge);
}

/**
 * The neighbourhood of a thing at all times, so that it stays as it is while the day changes; if that is too much to
 * read, that of the day.
 * @param {any} app
 * @param {string} id
 * @param {number} steps
 * @param {string} name what the picture is called
 */
function near(app, id, steps, name) {
  const always = wanted(app);
  const whole = neighbourhood(app.book, always, id, steps, MOST);
  const filter = makeFilter(app.book, app.store.get());
  app.daily = whole.columns.size > CALM ? name : "";
  const test = app.daily ? (/** @type {any} */ edge) => always(edge) && filter.edge(edge) !== "no" : always;
  const {columns, left} = test === always ? whole : neighbourhood(app.book, test, id, steps, MOST);
  app.leftOut = left;
  return columnPicture(app.book, test, columns, widthIn(app), chipIn(app));
}

/**
 * @param {any} app
 * @param {string} from
 * @param {string} to
 */
function way(app, from, to) {
  const test = wanted(app);
  const ids = shortestPath(app.book, test, from, to);
  app.leftOut = 0;
  app.pathFound = ids.length > 0;
  const columns = new Map((ids.length ? ids : [from, to]).map((id, i) => [id, i]));
  return columnPicture(app.book, test, columns, widthIn(app), chipIn(app));
}

/**
 * The width of the chip of what a line strikes.
 * @param {any} app
 */
function chipIn(app) {
  const {lang} = app.store.get();
  return (/** @type {string[]} */ ids) => (ids.length ? (pen ? chipWidth(pen, chipWords(app.book, ids, lang)) : 120) : 0);
}

/**
 * The width of a thing's box.
 * @param {any} app
 */
function widthIn(app) {
  const {lang} = app.store.get();
  return (/** @type {any} */ thing) => {
    if (!pen) return 120;
    pen.font = `600 13px ${FONT}`;
    return Math.min(230, Math.max(64, pen.measureText(app.book.names(thing, lang).join(" ")).width + 28));
  };
}

/**
 * The bar above the picture: what it shows, and how to change that.
 * @param {HTMLElement} root
 * @param {any} app
 */
export function renderBar(root, app) {
  const {store, book, t} = app;
  const state = store.get();
  const [from, to] = state.path.split("~");
  const name = (/** @type {string} */ id) => book.names(book.thing.get(id), state.lang).join(" ");
  const whole = () => h("button", {type: "button", onclick: () => store.set({focus: "", path: ""})}, t("whole"));
  const choice = (/** @type {any} */ patch, /** @type {boolean} */ on, /** @type {string} */ words) => h("button", {type: "button", "aria-pressed": String(on), onclick: () => store.set(patch)}, words);
  const parts = [];
  if (from && to) {
    parts.push(h("span", {class: "what"}, `${name(from)} → ${name(to)}`));
    if (!app.pathFound) parts.push(h("span", {class: "badge doubt"}, t("noPath")));
    parts.push(whole());
  } else if (state.focus) {
    parts.push(
      h("span", {class: "what"}, `${t("focus")}: ${name(state.focus)}`),
      h("span", {class: "segmented", role: "group", "aria-label": t("focus")}, ...[1, 2, 3].map((n) => choice({steps: n}, state.steps === n, t(`step${n}`)))),
      whole(),
    );
    if (app.leftOut) parts.push(h("span", {class: "badge doubt"}, fill(t("leftOut"), {n: app.leftOut})));
  } else {
    const {scenes, networks} = book.data;
    const shown = sceneName(app);
    if (scenes[state.view] && scenes[`${state.view}:groups`]) {
      parts.push(h("span", {class: "segmented", role: "group", "aria-label": t("detail")}, choice({detail: "groups"}, shown.endsWith(":groups"), t("groups")), choice({detail: "all"}, shown === state.view, fill(t("allThings"), {n: networks[state.view].nodes.length}))));
    }
    const [drawn, total] = [networks[shown] ? networks[shown].nodes.length : 0, book.data.totals[shown] || 0];
    if (drawn && drawn < total) parts.push(h("span", {class: "badge"}, fill(t("partShown"), {n: drawn, m: total})));
    if (state.path) parts.push(h("span", {class: "badge doubt"}, t("pathHint")));
  }
  root.replaceChildren(...parts);
  root.hidden = !parts.length;
}
