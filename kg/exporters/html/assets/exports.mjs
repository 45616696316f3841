/** Taking the page's picture and facts along: PNG, SVG, CSV, JSON, a link, a citation. */

import { holds } from "./dates.mjs";
import { announce, byId, h } from "./dom.mjs";
import { SvgContext } from "./svgcontext.mjs";
import { fill, pick } from "./text.mjs";

/**
 * A cell of CSV (RFC 4180); what a spreadsheet could take for a formula is kept from being one.
 * @param {string} value
 */
export function csvCell(value) {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/**
 * All statements as CSV: one line for each citation, so that every line has its source; `holds` is yes, maybe or
 * no on the day that the page shows.
 * @param {any} app
 * @param {any[]} statements
 */
function toCsv(app, statements) {
  const {book, store} = app;
  const {lang, day} = store.get();
  const head = ["id", "kind", "statement", "from", "until", "holds", "rank", "confidence", "source", "publisher", "published", "url", "where", "stance", "says"];
  const lines = [head];
  for (const statement of statements) {
    const start = [statement.id, statement.kind, pick(statement.label, lang), statement.span.start, statement.span.end, holds(statement.span, day), statement.rank, statement.confidence];
    for (const citation of statement.citations.length ? statement.citations : [null]) {
      const source = citation && book.source.get(citation.source);
      const says = citation ? citation.says.map((/** @type {any} */ field) => `${field.name}=${field.values.map((/** @type {any} */ v) => v.ref || pick(v.text, lang)).join("|")}`).join("; ") : "";
      lines.push([...start, citation ? citation.source : "", source ? source.publisher : "", source ? source.date : "", source ? source.url : "", citation ? citation.at : "", citation ? (citation.disputes ? "disputes" : "supports") : "", says]);
    }
  }
  return `${lines.map((line) => line.map((value) => csvCell(String(value))).join(",")).join("\r\n")}\r\n`;
}

/**
 * The facts that are shown, as plain JSON.
 * @param {any} app
 * @param {any[]} statements
 */
function toJson(app, statements) {
  const {book, store} = app;
  const state = store.get();
  const ids = new Set(statements.flatMap((statement) => book.refs(statement)));
  const cited = new Set(statements.flatMap((statement) => statement.citations.map((/** @type {any} */ c) => c.source)));
  const keep = (/** @type {any[]} */ items, /** @type {Set<string>} */ wanted) => items.filter((item) => wanted.has(item.id));
  const dated = statements.map((statement) => ({...(statement.toJSON ? statement.toJSON() : statement), holds: holds(statement.span, state.day)}));
  return `${JSON.stringify({title: app.title(), ...book.data.origin, asOf: state.day || null, things: keep(book.things, ids), statements: dated, sources: keep(book.sources, cited)}, null, 1)}\n`;
}

/**
 * @param {any} app
 * @param {string} name
 * @param {Blob} blob
 */
function save(app, name, blob) {
  const url = URL.createObjectURL(blob);
  const anchor = h("a", {href: url, download: name});
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
  announce(fill(app.t("saved"), {name}));
}

/**
 * Pictures are named after their view, facts are those of all views.
 * @param {any} app
 * @param {string} ending
 * @param {string} [what]
 */
function fileName(app, ending, what) {
  const {view, day} = app.store.get();
  const title = app.title().toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "page";
  return `${title}-${what || view}${day ? `-${day}` : ""}.${ending}`;
}

/** @param {any} app */
function svgText(app) {
  const canvas = document.createElement("canvas").getContext("2d");
  const ctx = new SvgContext((words, font) => {
    if (!canvas) return words.length * 7;
    canvas.font = font;
    return canvas.measureText(words).width;
  });
  app.graph.paint(ctx);
  return ctx.document(app.graph.bounds(), app.title(), app.graph.colours.paper);
}

/** @param {any} app */
async function pngBlob(app) {
  const bounds = app.graph.bounds();
  const zoom = Math.min(2, 8000 / Math.max(bounds.w, bounds.h));
  const canvas = h("canvas", {width: Math.ceil(bounds.w * zoom), height: Math.ceil(bounds.h * zoom)});
  const ctx = canvas.getContext("2d");
  ctx.fillStyle = app.graph.colours.paper;
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  ctx.scale(zoom, zoom);
  ctx.translate(-bounds.x, -bounds.y);
  app.graph.paint(ctx);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

/**
 * What a licence is called.
 * @param {string} address
 */
export function licenceName(address) {
  const found = address.match(/^https?:\/\/creativecommons\.org\/(publicdomain\/zero|licenses\/([a-z-]+))\/(\d\.\d)/);
  if (!found) return address;
  return found[2] ? `CC ${found[2].toUpperCase()} ${found[3]}` : `CC0 ${found[3]}`;
}

/**
 * The address of what is shown; of a file on somebody's disk its name only, since its folder says nothing to others.
 * @param {{protocol: string, href: string, pathname: string, hash: string}} place
 */
export function permalink(place) {
  if (place.protocol !== "file:") return place.href;
  const name = place.pathname.slice(place.pathname.lastIndexOf("/") + 1);
  try {
    return decodeURIComponent(name) + place.hash;
  } catch {
    return name + place.hash;
  }
}

/**
 * What the facts come from: version, build, how far they reach, licence.
 * @param {any} app
 */
export function provenance(app) {
  const {version, build, latest, licence} = app.book.data.origin;
  const made = [version && fill(app.t("version"), {a: version}), fill(app.t("build"), {a: build}), latest && fill(app.t("factsTo"), {a: latest})].filter(Boolean);
  const words = made.join(app.t("comma"));
  return [words.charAt(0).toUpperCase() + words.slice(1), licence && fill(app.t("licence"), {a: licenceName(licence)})].filter(Boolean);
}

/**
 * A citation of what is shown: title, what, day, version, licence, address, and when it was looked at.
 * @param {any} app
 * @param {Date} [now]
 */
function citation(app, now = new Date()) {
  const {day, view} = app.store.get();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
  const what = fill(app.t("citeWhat"), {title: app.title(), what: app.selectionWords() || app.viewLabel(view), day: day || app.t("latest")});
  return [what, ...provenance(app), permalink(location), fill(app.t("accessed"), {a: today})].join(app.t("stop"));
}

/**
 * @param {any} app
 * @param {string} words
 */
async function copy(app, words) {
  try {
    await navigator.clipboard.writeText(words);
  } catch {
    const field = h("textarea", {class: "unseen"});
    field.value = words;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  app.toast(app.t("copied"));
}

/**
 * Makes the menu work.
 * @param {any} app
 */
export function mountExports(app) {
  const menu = byId("share");
  const shown = () => app.book.statements.filter((/** @type {any} */ statement) => app.filter().statement(statement));
  /** @type {Record<string, () => unknown>} */
  const jobs = {
    link: () => copy(app, location.href),
    citation: () => copy(app, citation(app)),
    png: async () => save(app, fileName(app, "png"), await pngBlob(app)),
    svg: () => save(app, fileName(app, "svg"), new Blob([svgText(app)], {type: "image/svg+xml"})),
    csv: () => save(app, fileName(app, "csv", "facts"), new Blob(["\ufeff", toCsv(app, shown())], {type: "text/csv"})),
    json: () => save(app, fileName(app, "json", "facts"), new Blob([toJson(app, shown())], {type: "application/json"})),
    print: () => print(),
  };
  for (const button of menu.querySelectorAll("[data-job]")) {
    button.addEventListener("click", () => {
      menu.open = false;
      menu.querySelector("summary").focus();
      jobs[button.dataset.job]();
    });
  }
  addEventListener("beforeprint", () => {
    byId("cited").textContent = citation(app);
    document.documentElement.dataset.theme = "light";
    app.graph.readColours();
  });
  addEventListener("afterprint", () => app.showTheme());
  menu.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary").focus();
    event.stopPropagation();
  });
  addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
}
