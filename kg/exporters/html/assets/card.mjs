/** The card of a thing: what it is called, its relations then and now, its numbers, disputes and statements. */

import { holds, isYetToCome } from "./dates.mjs";
import { h, link } from "./dom.mjs";
import { statementNode, thingLink, when } from "./evidence.mjs";
import { figures } from "./figures.mjs";
import { ownersList } from "./owners.mjs";
import { strikesInWords } from "./strikes.mjs";
import { fill, pick } from "./text.mjs";

const FIRST = 8;
const FIRST_EDGES = 16;

/**
 * A heading with the button that closes it.
 * @param {any} app
 * @param {...any} inside
 */
export function heading(app, ...inside) {
  return h("header", {class: "panel-head"}, h("h2", {tabindex: "-1"}, ...inside), h("button", {type: "button", class: "icon", "aria-label": app.t("close"), onclick: () => app.select("")}, "×"));
}

/**
 * @param {any} app
 * @param {any} thing
 */
export function thingCard(app, thing) {
  const {lang, day} = app.store.get();
  const {book} = app;
  const names = book.names(thing, lang);
  const statements = book.statementsOf.get(thing.id) || [];
  const [first, ...rest] = names;
  const facts = [
    [app.t("kind"), [book.name(thing.kind, lang), thing.category && book.name(thing.category, lang)].filter(Boolean).join(", ")],
    [app.t("group"), groups(app, thing)],
    [app.t("called"), namings(app, thing, statements)],
    [app.t("also"), [...new Set(thing.aliases.map((/** @type {any} */ pair) => pair[1]))].join(", ")],
    [app.t("country"), thing.region],
    [app.t("website"), thing.website && link(thing.website, thing.website)],
    [app.t("wikidata"), /^Q[1-9]\d*$/.test(thing.wikidata) ? link(`https://www.wikidata.org/wiki/${thing.wikidata}`, thing.wikidata) : thing.wikidata],
    [app.t("id"), h("code", null, thing.iri || thing.id)],
    [app.t("written"), thing.file && h("code", null, `${thing.file}:${thing.line}`)],
  ].filter(([, value]) => value);
  return [
    heading(app, first || thing.id, ...rest.map((/** @type {string} */ name) => h("span", {class: "second"}, ` ${name}`))),
    day && h("p", {class: "badges"}, h("span", {class: "badge preferred"}, `${app.t("asOf")} ${day}`)),
    h("div", {class: "actions"}, h("button", {type: "button", onclick: () => app.focus(thing.id)}, app.t("focus")), h("button", {type: "button", onclick: () => app.startPath(thing.id)}, app.t("pathTo"))),
    thing.description.length > 0 && h("p", null, pick(thing.description, lang)),
    h("dl", {class: "fields"}, ...facts.map(([term, value]) => h("div", null, h("dt", null, term), h("dd", null, value)))),
    disputes(app, statements),
    owned(app, thing),
    ...relations(app, thing),
    figures(app, statements),
    statementList(app, statements),
  ].filter(Boolean);
}

/**
 * The groups that a thing belongs to on the day, and those that it belonged to before and after.
 * @param {any} app
 * @param {any} thing
 */
function groups(app, thing) {
  const now = app.book.groupsOn(thing, app.store.get().day);
  const others = thing.groups.filter((/** @type {any} */ g) => !now.includes(g) && g.group !== thing.id);
  const line = (/** @type {any} */ belonging, /** @type {boolean} */ current) => {
    const words = when(app, {start: belonging.start || "", end: belonging.end || ""});
    return h("div", {class: current ? "" : "past"}, thingLink(app, belonging.group), (words || !belonging.certain) && h("span", {class: "meta"}, ` ${[words, belonging.certain ? "" : `? ${app.t("uncertain")}`].filter(Boolean).join(" · ")}`));
  };
  const shown = [...now.filter((/** @type {any} */ g) => g.group !== thing.id).map((/** @type {any} */ g) => line(g, true)), ...others.map((/** @type {any} */ g) => line(g, false))];
  return shown.length ? h("div", null, ...shown) : "";
}

/**
 * Who owned a thing on the day, up to whoever stands above.
 * @param {any} app
 * @param {any} thing
 */
function owned(app, thing) {
  const list = ownersList(app, thing.id);
  return list && h("section", {class: "who-owned"}, h("h3", null, app.t("ownedBy")), list);
}

/**
 * What a thing was called and when; the name of the day first.
 * @param {any} app
 * @param {any} thing
 * @param {any[]} statements
 */
function namings(app, thing, statements) {
  const {lang, day} = app.store.get();
  const field = (/** @type {any} */ statement, /** @type {string} */ name) => (statement.fields.find((/** @type {any} */ f) => f.name === name) || {values: []}).values;
  const found = statements.filter((s) => s.kind === "Naming" && s.best && field(s, "subject").some((/** @type {any} */ v) => v.ref === thing.id));
  const current = (/** @type {any} */ s) => holds(s.span, day) !== "no";
  found.sort((a, b) => Number(current(b)) - Number(current(a)) || (a.span.start_earliest < b.span.start_earliest ? 1 : -1));
  const line = (/** @type {any} */ s) => h("div", {class: current(s) ? "" : "past"}, h("button", {type: "button", class: "ref", onclick: () => app.select(`statement:${s.id}`)}, field(s, "name").map((/** @type {any} */ v) => pick(v.text, lang)).join(", ")), h("span", {class: "meta"}, ` ${when(app, s.span)}`));
  return found.length ? h("div", null, ...found.map(line)) : "";
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
    strikesInWords(app, [edge]) && h("span", {class: "meta strikes"}, strikesInWords(app, [edge])),
    edge.disputed && h("span", {class: "badge doubt"}, `≠ ${app.t("disputed")}`),
    state === "maybe" && h("span", {class: "badge doubt"}, `? ${app.t("uncertain")}`),
    state === "no" && h("span", {class: "badge off"}, app.t(isYetToCome(edge.span, app.store.get().day) ? "notYet" : "ended")),
  );
}

/**
 * The statements about a thing on which sources disagree.
 * @param {any} app
 * @param {any[]} statements
 */
function disputes(app, statements) {
  const {lang} = app.store.get();
  const disputed = statements.filter((statement) => app.book.isDisputed(statement));
  if (!disputed.length) return null;
  return h("details", {class: "disputes"}, h("summary", null, `≠ ${app.t("disagree")} (${disputed.length})`), h("ul", null, ...disputed.map((statement) => h("li", null, h("button", {type: "button", class: "ref", onclick: () => app.select(`statement:${statement.id}`)}, pick(statement.label, lang))))));
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
