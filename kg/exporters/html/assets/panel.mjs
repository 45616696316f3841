/** The details of whatever is selected; with nothing selected, the story so far. */

import { badges, statementNode, thingLink, when } from "./evidence.mjs";
import { h, link } from "./dom.mjs";
import { fill, pick } from "./text.mjs";

const FIRST = 8;
const FIRST_EDGES = 16;

/**
 * Fills the panel.
 * @param {HTMLElement} root
 * @param {any} app
 */
export function renderPanel(root, app) {
  const selection = app.selection();
  root.replaceChildren();
  if (selection.type === "thing") root.append(...thingCard(app, app.book.thing.get(selection.id)));
  else if (selection.type === "statement") root.append(...statementCard(app, app.book.statement.get(selection.id)));
  else if (selection.type) root.append(...edgesCard(app, selection));
  else root.append(...overview(app));
}

/**
 * A heading with the button that closes it.
 * @param {any} app
 * @param {...any} inside
 */
function heading(app, ...inside) {
  return h("header", {class: "panel-head"}, h("h2", {tabindex: "-1"}, ...inside), h("button", {type: "button", class: "icon", "aria-label": app.t("close"), onclick: () => app.select("")}, "×"));
}

/**
 * @param {any} app
 * @param {any} thing
 */
function thingCard(app, thing) {
  const {lang} = app.store.get();
  const {book} = app;
  const names = book.names(thing, lang);
  const [first, ...rest] = names;
  const facts = [
    [app.t("kind"), [book.name(thing.kind, lang), thing.category && book.name(thing.category, lang)].filter(Boolean).join(", ")],
    [app.t("group"), thing.group && thing.group !== thing.id ? thingLink(app, thing.group) : ""],
    [app.t("also"), [...new Set(thing.aliases.map((/** @type {any} */ pair) => pair[1]))].join(", ")],
    [app.t("country"), thing.region],
    [app.t("website"), thing.website && link(thing.website, thing.website)],
    [app.t("wikidata"), /^Q[1-9]\d*$/.test(thing.wikidata) ? link(`https://www.wikidata.org/wiki/${thing.wikidata}`, thing.wikidata) : thing.wikidata],
    [app.t("id"), h("code", null, thing.iri || thing.id)],
    [app.t("written"), thing.file && h("code", null, `${thing.file}:${thing.line}`)],
  ].filter(([, value]) => value);
  return [
    heading(app, first || thing.id, ...rest.map((/** @type {string} */ name) => h("span", {class: "second"}, ` ${name}`))),
    h("div", {class: "actions"}, h("button", {type: "button", onclick: () => app.focus(thing.id)}, app.t("focus")), h("button", {type: "button", onclick: () => app.startPath(thing.id)}, app.t("pathTo"))),
    thing.description.length > 0 && h("p", null, pick(thing.description, lang)),
    h("dl", {class: "fields"}, ...facts.map(([term, value]) => h("div", null, h("dt", null, term), h("dd", null, value)))),
    ...relations(app, thing),
    statementList(app, book.statementsOf.get(thing.id) || []),
  ].filter(Boolean);
}

/**
 * The relations of a thing, by relation and direction; what holds on the day first, then the rest.
 * @param {any} app
 * @param {any} thing
 */
function relations(app, thing) {
  const {book} = app;
  const {lang, day} = app.store.get();
  /** @type {Map<string, {title: string, order: number, edges: any[], other: (edge: any) => string}>} */
  const groups = new Map();
  for (const edge of book.edgesOf.get(thing.id) || []) {
    const out = edge.source === thing.id;
    const struck = !out && edge.target !== thing.id;
    const relation = book.relation.get(edge.relation);
    const key = `${edge.relation}${out ? ">" : "<"}`;
    const title = relation ? out ? pick(relation.label, lang) : relation.inverse.length ? pick(relation.inverse, lang) : fill(app.t("it"), {r: pick(relation.label, lang)}) : edge.relation;
    if (!groups.has(key)) groups.set(key, {title, order: book.look(edge.relation).order + (out ? 0 : 0.5), edges: [], other: (e) => (out ? e.target : e.source)});
    const group = /** @type {any} */ (groups.get(key));
    if (!struck || book.look(edge.relation).family === "attack") group.edges.push(edge);
  }
  return [...groups.values()]
    .filter((group) => group.edges.length)
    .sort((a, b) => a.order - b.order)
    .map((group) => {
      const rows = group.edges
        .map((edge) => ({edge, state: book.edgeHolds(edge, day)}))
        .sort((a, b) => (a.state === "no" ? 1 : 0) - (b.state === "no" ? 1 : 0) || (a.edge.span.start_earliest < b.edge.span.start_earliest ? 1 : -1));
      const list = h("ul", null);
      const add = (/** @type {any[]} */ some) => list.append(...some.map(({edge, state}) => edgeRow(app, edge, group.other(edge), state)));
      add(rows.slice(0, FIRST_EDGES));
      return h("section", {class: "relations"}, h("h3", null, group.title), list, rows.length > FIRST_EDGES && more(app, rows.length, () => add(rows.slice(FIRST_EDGES))));
    });
}

/**
 * @param {any} app
 * @param {any} edge
 * @param {string} other
 * @param {string} state
 */
function edgeRow(app, edge, other, state) {
  const {lang} = app.store.get();
  const words = [pick(edge.label, lang), when(app, edge.span)].filter(Boolean).join(", ");
  return h(
    "li",
    {class: `edge ${app.book.look(edge.relation).family} ${state}`},
    thingLink(app, other),
    h("button", {type: "button", class: "ref evidence", "aria-label": `${app.sayEdge(edge)}: ${app.t("statements")}`, onclick: () => app.select(`edge:${edge.id}`)}, words || app.t("sources")),
    edge.disputed && h("span", {class: "badge doubt"}, `≠ ${app.t("disputed")}`),
    state === "maybe" && h("span", {class: "badge doubt"}, `? ${app.t("uncertain")}`),
    state === "no" && h("span", {class: "badge off"}, app.t("notInForce")),
  );
}

/**
 * A list of statements, the first few at once.
 * @param {any} app
 * @param {any[]} statements
 */
function statementList(app, statements) {
  const list = h("section", {class: "statements"}, h("h3", null, `${app.t("statements")} (${statements.length})`));
  const sorted = [...statements].sort((a, b) => (a.span.start_earliest < b.span.start_earliest ? 1 : a.span.start_earliest > b.span.start_earliest ? -1 : a.id < b.id ? -1 : 1));
  const add = (/** @type {any[]} */ some) => list.append(...some.map((statement) => statementNode(app, statement, [])));
  add(sorted.slice(0, FIRST));
  if (sorted.length > FIRST) list.append(more(app, sorted.length, () => add(sorted.slice(FIRST))));
  return statements.length ? list : null;
}

/**
 * A button that shows the rest of a list and goes away.
 * @param {any} app
 * @param {number} all
 * @param {() => void} show
 */
function more(app, all, show) {
  const button = h("button", {type: "button", class: "more", onclick: () => {
    button.remove();
    show();
  }}, fill(app.t("showAll"), {n: all}));
  return button;
}

/**
 * @param {any} app
 * @param {any} statement
 */
function statementCard(app, statement) {
  const edges = app.book.edgesOn.get(statement.id) || [];
  return [heading(app, pick(statement.label, app.store.get().lang)), statementNode(app, statement, edges, false)];
}

/**
 * One or several edges with all that they rest on.
 * @param {any} app
 * @param {{type: string, id: string, title: any[], edges: any[]}} selection
 */
function edgesCard(app, selection) {
  const {book} = app;
  const {lang} = app.store.get();
  /** @type {Map<string, any[]>} */
  const rest = new Map();
  for (const edge of selection.edges) for (const id of edge.statements) rest.set(id, [...(rest.get(id) || []), edge]);
  const statements = [...rest.keys()].map((id) => book.statement.get(id)).filter(Boolean);
  statements.sort((a, b) => (a.span.start_earliest < b.span.start_earliest ? 1 : -1));
  const first = selection.edges[0];
  const title = selection.type === "edge" ? [thingLink(app, first.source), h("span", {class: `verb ${book.look(first.relation).family}`}, ` ${book.name(first.relation, lang)} `), thingLink(app, first.target)] : selection.title;
  return [heading(app, ...title), h("p", {class: "count"}, fill(app.t("actions"), {n: statements.length})), ...statements.map((statement) => statementNode(app, statement, rest.get(statement.id) || []))];
}

/**
 * The latest attacks, so that the first screen tells the story.
 * @param {any} app
 */
function overview(app) {
  const {book} = app;
  const {day} = app.store.get();
  const filter = app.filter();
  const attacks = book.attacks().filter((/** @type {any} */ edge) => filter.edge(edge) !== "no");
  attacks.sort((/** @type {any} */ a, /** @type {any} */ b) => (a.span.start_earliest < b.span.start_earliest ? 1 : -1));
  const {lang} = app.store.get();
  return [
    h("h2", {tabindex: "-1"}, app.title()),
    h("p", {class: "note"}, pick(book.note, lang)),
    h("p", {class: "hint"}, app.t("hint")),
    attacks.length > 0 && h("h3", null, `${app.attackLabel()} · ${day ? `${app.t("asOf")} ${day}` : app.t("latest")}`),
    ...attacks.slice(0, FIRST).map((/** @type {any} */ edge) => {
      const statement = book.statement.get(edge.statements[0]);
      return h("article", {class: "statement attack brief"}, h("h3", {class: "label"}, thingLink(app, edge.source), h("span", {class: "verb attack"}, ` ${book.name(edge.relation, lang)} `), thingLink(app, edge.target)), statement && h("p", null, h("button", {type: "button", class: "ref plain", onclick: () => app.select(`edge:${edge.id}`)}, pick(statement.label, lang))), statement && badges(app, statement));
    }),
  ].filter(Boolean);
}
