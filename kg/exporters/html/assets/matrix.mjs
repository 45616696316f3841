/** Who blocks whom, as a table: one row for each attacker, one column for each target. */

import { h } from "./dom.mjs";
import { fill } from "./text.mjs";

const MOST = 60;

/**
 * Counts attacks by attacker and target. A small table is square; a large one leaves out empty rows and columns.
 * @param {any} book
 * @param {any} filter
 * @param {string} level `group` or `thing`
 * @returns {{rows: string[], columns: string[], cells: Map<string, any[]>, left: number}} cells by `attacker~target`; how many ends were left out
 */
export function tally(book, filter, level) {
  /** @type {Map<string, any[]>} */
  const cells = new Map();
  const totals = new Map();
  const add = (/** @type {string} */ a, /** @type {string} */ b, /** @type {any} */ edge) => {
    const key = `${a}~${b}`;
    const cell = cells.get(key);
    if (cell) cell.push(edge);
    else cells.set(key, [edge]);
    totals.set(a, (totals.get(a) || 0) + 1);
    totals.set(b, (totals.get(b) || 0) + 1);
  };
  const covered = new Set();
  if (level === "group") {
    for (const edge of book.edges) {
      if (!book.look(edge.relation).rollup || filter.edge(edge) === "no") continue;
      for (const id of edge.statements) covered.add(id);
      add(edge.source, edge.target, edge);
    }
  }
  for (const edge of book.attacks()) {
    if (filter.edge(edge) === "no" || !filter.thing(book.thing.get(edge.source)) || !filter.thing(book.thing.get(edge.target))) continue;
    if (level !== "group") add(edge.source, edge.target, edge);
    else if (!edge.statements.some((/** @type {string} */ id) => covered.has(id))) add(book.groupOf(edge.source, edge.span.start_earliest), book.groupOf(edge.target, edge.span.start_earliest), edge);
  }
  const all = [...totals.keys()].sort((a, b) => totals.get(b) - totals.get(a) || (a < b ? -1 : 1));
  const ends = all.slice(0, MOST);
  const kept = new Set(ends);
  for (const key of cells.keys()) if (!key.split("~").every((end) => kept.has(end))) cells.delete(key);
  const left = all.length - ends.length;
  const acting = new Set([...cells.keys()].map((key) => key.split("~")[0]));
  const struck = new Set([...cells.keys()].map((key) => key.split("~")[1]));
  return ends.length <= 14 ? {rows: ends, columns: ends, cells, left} : {rows: ends.filter((id) => acting.has(id)), columns: ends.filter((id) => struck.has(id)), cells, left};
}

/**
 * @param {HTMLElement} root
 * @param {any} app
 */
export function renderMatrix(root, app) {
  const {book, store} = app;
  const {lang, level, sel} = store.get();
  const {rows, columns, cells, left} = tally(book, app.filter(), level);
  const most = Math.max(1, ...[...cells.values()].map((edges) => edges.length));
  const name = (/** @type {string} */ id) => {
    const thing = book.thing.get(id);
    const [first, second] = thing ? book.names(thing, lang) : [id];
    return [h("span", {class: "first"}, first), second ? h("span", {class: "second"}, ` ${second}`) : ""];
  };
  const cell = (/** @type {string} */ a, /** @type {string} */ b) => {
    const edges = cells.get(`${a}~${b}`);
    if (!edges) return h("td", {class: a === b ? "self" : ""});
    const key = `pair:${a}~${b}`;
    const maybe = edges.every((edge) => app.filter().edge(edge) === "maybe");
    const words = `${book.name(a, lang)} → ${book.name(b, lang)}: ${app.many("action", edges.length)}${maybe ? `, ${app.t("uncertain")}` : ""}`;
    const weight = Math.ceil((3 * edges.length) / most);
    return h("td", null, h("button", {type: "button", class: `cell w${weight}${maybe ? " maybe" : ""}`, "aria-label": words, "aria-pressed": sel === key ? "true" : "false", onclick: () => app.select(key)}, `${edges.length}${maybe ? "?" : ""}`));
  };
  const choice = (/** @type {string} */ value, /** @type {string} */ words) => h("button", {type: "button", "aria-pressed": level === value ? "true" : "false", onclick: () => store.set({level: value})}, words);
  root.replaceChildren(
    h("div", {class: "view-head"}, h("h2", null, app.attackLabel()), left > 0 && h("span", {class: "badge doubt"}, fill(app.t("leftOut"), {n: left})), h("div", {class: "segmented", role: "group", "aria-label": app.attackLabel()}, choice("group", app.t("byGroup")), choice("thing", app.t("byThing")))),
    rows.length
      ? h(
          "div",
          {class: "scroller", tabindex: "0", role: "region", "aria-label": app.attackLabel()},
          h(
            "table",
            {class: columns.length > 8 ? "matrix dense" : "matrix"},
            h("thead", null, h("tr", null, h("th", {scope: "col", class: "corner"}, app.t("matrixCorner")), ...columns.map((id) => h("th", {scope: "col"}, h("span", {class: "upright"}, ...name(id)))))),
            h("tbody", null, ...rows.map((a) => h("tr", null, h("th", {scope: "row"}, ...name(a)), ...columns.map((b) => cell(a, b))))),
          ),
        )
      : h("p", {class: "nothing"}, app.t("matrixEmpty")),
  );
}
