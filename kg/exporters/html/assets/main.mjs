/** The page comes to life here: facts, choice, and the parts that show them. */

import { Book } from "./book.mjs";
import { Archive } from "./archive.mjs";
import { announce, byId } from "./dom.mjs";
import { mountExports } from "./exports.mjs";
import { when } from "./evidence.mjs";
import { makeFilter } from "./filter.mjs";
import { Graph } from "./graph.mjs";
import { markFilters, renderLegend } from "./legend.mjs";
import { renderMatrix } from "./matrix.mjs";
import { renderBar, showPicture } from "./picture.mjs";
import { renderPanel } from "./panel.mjs";
import { mountKeys } from "./keys.mjs";
import { mountSearch } from "./searchbox.mjs";
import { Slider } from "./slider.mjs";
import { strikesInWords } from "./strikes.mjs";
import { createStore, fromHash, toHash } from "./store.mjs";
import { Table } from "./table.mjs";
import { fill, pick } from "./text.mjs";
import { renderTimeline } from "./timeline.mjs";
import { mountTabs, mountTools, tip, toast, translate } from "./tools.mjs";

const PICTURE = ["view", "focus", "steps", "path", "detail"];
const FACETS = {kinds: [], relations: [], category: "", word: "", region: "", confidence: "", year: ""};

/** @param {Archive} archive */
function start(archive) {
  const book = new Book(archive);
  const {data} = book;
  const language = data.strings[data.languages[0]] ? data.languages[0] : "en";
  const defaults = {view: document.documentElement.dataset.view || "table", day: data.asOf, sel: "", focus: "", steps: 1, path: "", detail: "", lang: language, theme: "", level: "group", ...FACETS};
  const hostile = book.attacks().length > 0;
  const views = [...book.views.map((view) => view.id), ...(hostile ? ["matrix", "timeline"] : []), "table"];
  const selectable = (/** @type {string} */ sel) => {
    const [type, ...rest] = sel.split(":");
    const id = rest.join(":");
    const ends = id.split("~");
    if (type === "between") return ends.length === 3 && ends.slice(1).every((end) => book.thing.has(end));
    return !sel || (type === "thing" && book.thing.has(id)) || (type === "edge" && book.edge.has(id)) || (type === "statement" && book.statement.has(id)) || (type === "pair" && ends.every((end) => book.thing.has(end)));
  };
  const valid = (/** @type {string} */ key, /** @type {string} */ value) => {
    if (key === "view") return views.includes(value);
    if (key === "sel") return selectable(value);
    if (key === "day") return value === "" || (/^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)));
    if (key === "lang") return value in data.strings;
    if (key === "focus") return value === "" || book.thing.has(value);
    if (key === "path") return value === "" || value.split("~").every((end) => !end || book.thing.has(end));
    if (key === "steps") return /^[123]$/.test(value);
    if (key === "detail") return ["", "groups", "all"].includes(value);
    if (key === "level") return value === "group" || value === "thing";
    return true;
  };
  const store = createStore(fromHash(location.hash, defaults, valid));

  /** @type {any} */
  const app = {
    book,
    store,
    t: (/** @type {string} */ key) => data.strings[store.get().lang][key] ?? data.strings.en[key] ?? key,
    many: (/** @type {string} */ key, /** @type {number} */ n) => fill(app.t(`${key}${n === 1 ? "One" : "Many"}`), {n}),
    title: () => pick(book.title, store.get().lang),
    fieldName: (/** @type {string} */ id) => pick(book.field.get(id)?.label || [["en", id]], store.get().lang),
    attackLabel: () => {
      const view = book.views.find((/** @type {any} */ v) => v.attacks);
      return view ? pick(view.label, store.get().lang) : app.t("matrix");
    },
    filter: () => makeFilter(book, store.get()),
    select: (/** @type {string} */ sel) => {
      const {path} = store.get();
      if (path.endsWith("~") && sel.startsWith("thing:") && `${sel.slice(6)}~` !== path) store.set({sel, path: `${path}${sel.slice(6)}`, focus: "", view: app.drawnView()});
      else store.set({sel: selectable(sel) ? sel : ""});
    },
    barHeight: () => Math.max(byId("picture-bar").offsetHeight, byId("camera").offsetHeight),
    drawnView: () => (book.views.some((v) => v.id === store.get().view) ? store.get().view : (book.views[0] || {id: store.get().view}).id),
    selection: () => selection(book, store.get().sel, app),
    selectionWords: () => (store.get().sel ? byId("panel").querySelector("h2")?.textContent || "" : ""),
    viewLabel: (/** @type {string} */ id) => (views.indexOf(id) < book.views.length ? pick(book.views.find((v) => v.id === id)?.label || [], store.get().lang) : app.t(id)),
    sayEdge: (/** @type {any} */ edge) => {
      const {lang} = store.get();
      return [`${book.name(edge.source, lang)} ${book.name(edge.relation, lang)} ${book.name(edge.target, lang)}`, strikesInWords(app, [edge]), pick(edge.label, lang), when(app, edge.span)].filter(Boolean).join(" · ");
    },
    tip,
    toast,
    focus: (/** @type {string} */ id) => store.set({sel: `thing:${id}`, focus: id, path: "", view: app.drawnView()}),
    startPath: (/** @type {string} */ id) => {
      store.set({path: `${id}~`, focus: ""});
      toast(app.t("pathHint"));
    },
    showTheme: () => {
      const {theme} = store.get();
      if (theme) document.documentElement.dataset.theme = theme;
      else delete document.documentElement.dataset.theme;
      app.graph.readColours();
    },
    resetFilters: () => store.set(FACETS),
  };
  app.graph = new Graph(byId("graph"), app);
  app.table = new Table(byId("table"), app);
  app.slider = new Slider(app);
  mountTabs(app, views);
  mountTools(app, data);
  mountExports(app);
  app.search = mountSearch(app);
  mountKeys(app, views);

  store.subscribe((/** @type {any} */ state, /** @type {Set<string>} */ changed) => {
    const hash = toHash(state, defaults);
    const address = hash ? `#${hash}` : location.pathname + location.search;
    if (hash !== location.hash.replace(/^#/, "")) history[changed.has("sel") || changed.has("view") ? "pushState" : "replaceState"](null, "", address);
    show(app, changed);
  });
  addEventListener("hashchange", () => store.set(fromHash(location.hash, defaults, valid)));
  addEventListener("popstate", () => store.set(fromHash(location.hash, defaults, valid)));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => show(app, new Set(["theme"])));
  /** @type {any} */ (globalThis).kgPage = app;
  document.documentElement.classList.add("live");
  show(app, new Set([...Object.keys(defaults), "start"]));
  app.early = [...archive.read.keys()];
  document.documentElement.dataset.ready = String(Math.round(performance.now()));
  return book;
}

/**
 * The edges of a family from one thing or group to another that count on the day: attacks between those of their own
 * day, all else between those of the day that is shown.
 * @param {any} book
 * @param {any} app
 * @param {string} family
 * @param {string} from
 * @param {string} to
 */
function between(book, app, family, from, to) {
  const filter = app.filter();
  const {day} = app.store.get();
  const mine = (/** @type {any} */ e, /** @type {string} */ end, /** @type {string} */ wanted) => end === wanted || book.groupOf(end, family === "attack" ? e.span.start_earliest : day) === wanted;
  return book.edges.filter((/** @type {any} */ e) => book.look(e.relation).family === family && mine(e, e.source, from) && mine(e, e.target, to) && filter.edge(e) !== "no");
}

/**
 * What is selected, with its edges.
 * @param {any} book
 * @param {string} sel
 * @param {any} app
 */
function selection(book, sel, app) {
  const [type, ...rest] = sel.split(":");
  const id = rest.join(":");
  if (!sel) return {type: "", id: "", edges: [], title: []};
  if (type === "edge") {
    const edge = book.edge.get(id);
    const family = book.look(edge.relation).family;
    const same = (book.edgesOf.get(edge.source) || []).filter((/** @type {any} */ e) => e.source === edge.source && e.target === edge.target && book.look(e.relation).family === family);
    return {type, id, edges: [edge, ...same.filter((/** @type {any} */ e) => e !== edge)], title: []};
  }
  if (type === "statement") return {type, id, edges: book.edgesOn.get(id) || [], title: []};
  if (type === "pair" || type === "between") {
    const [family, a, b] = type === "pair" ? ["attack", ...id.split("~")] : id.split("~");
    const there = between(book, app, family, a, b);
    const back = type === "between" && family === "attack" ? between(book, app, family, b, a) : [];
    return {type, id, edges: [...there, ...back], title: [], ends: [a, b], parts: [there, back]};
  }
  return {type, id, edges: book.edgesOf.get(id) || [], title: []};
}

/**
 * Brings the page in line with the choice; only what a change concerns is done again.
 * @param {any} app
 * @param {Set<string>} changed
 */
function show(app, changed) {
  const {book, store, graph} = app;
  const state = store.get();
  const some = (/** @type {string[]} */ ...keys) => keys.some((key) => changed.has(key));
  const narrowed = some("day", ...Object.keys(FACETS));
  if (some("theme")) app.showTheme();
  if (some("lang")) translate(app);
  const drawn = book.views.some((/** @type {any} */ view) => view.id === state.view);
  if (some("view")) {
    document.documentElement.dataset.view = state.view;
    for (const tab of document.querySelectorAll("[role=tab]")) {
      const on = /** @type {HTMLElement} */ (tab).dataset.view === state.view;
      tab.setAttribute("aria-selected", String(on));
      tab.setAttribute("tabindex", on ? "0" : "-1");
      if (on) byId("tabs").scrollLeft = /** @type {HTMLElement} */ (tab).offsetLeft - byId("tabs").offsetLeft - 40;
    }
    byId("picture").hidden = !drawn;
    for (const id of ["matrix", "timeline", "table"]) byId(id).hidden = state.view !== id;
    byId("main").setAttribute("aria-labelledby", `tab-${state.view}`);
  }
  if (drawn && (some(...PICTURE, "lang") || (narrowed && (state.focus || state.path)))) {
    renderBar(byId("picture-bar"), app);
    if (showPicture(app)) renderBar(byId("picture-bar"), app);
  }
  if (some("lang", "view")) byId("graph").setAttribute("aria-label", app.t("graphLabel").replace("{view}", app.viewLabel(state.view)));
  if (drawn) graph.update();
  if (some("lang", "theme", ...Object.keys(FACETS))) {
    renderLegend(byId("legend"), app);
    markFilters(app);
  }
  if (narrowed || some("lang", "start")) app.slider.update();
  if (state.view === "matrix" && (narrowed || some("view", "lang", "level", "sel"))) keepFocus(byId("matrix"), () => renderMatrix(byId("matrix"), app));
  if (state.view === "timeline" && (narrowed || some("view", "lang", "sel"))) keepFocus(byId("timeline"), () => renderTimeline(byId("timeline"), app));
  if (state.view === "table") {
    if (some("view", "lang")) app.table.mount();
    else if (narrowed) app.table.fill();
    else app.table.update();
  }
  if (some("sel", "lang", "day", "start") || (!state.sel && narrowed)) {
    const panel = byId("panel-body");
    renderPanel(panel, app);
    document.documentElement.classList.toggle("selected", Boolean(state.sel));
    if (some("sel") && !changed.has("start")) {
      byId("panel").scrollTop = 0;
      announce(state.sel ? panel.querySelector("h2")?.textContent || "" : app.t("nothing"));
      if (state.sel.startsWith("thing:") && drawn) graph.reveal(state.sel.slice(6));
    }
  }
}

/**
 * Renders again and gives the focus back to the control that had it.
 * @param {HTMLElement} root
 * @param {() => void} render
 */
function keepFocus(root, render) {
  const active = document.activeElement;
  const label = active && root.contains(active) ? active.getAttribute("aria-label") || active.textContent : null;
  render();
  if (label === null) return;
  const twin = [...root.querySelectorAll("button,[role=button]")].find((button) => (button.getAttribute("aria-label") || button.textContent) === label);
  if (twin) /** @type {HTMLElement} */ (twin).focus();
}

const {packed, unpack, begun} = /** @type {any} */ (globalThis).kgPacked;
const archive = new Archive(packed);
Promise.all([...begun].map(async ([name, text]) => archive.texts.set(name, await text))).then(() => {
  const book = start(archive);
  setTimeout(() => archive.warm(unpack).then(() => book.warm()), 100);
});
