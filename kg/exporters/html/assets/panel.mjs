/** The details of whatever is selected; with nothing selected, the story so far. */

import { heading, thingCard } from "./card.mjs";
import { badges, statementNode, thingLink } from "./evidence.mjs";
import { holds } from "./dates.mjs";
import { h } from "./dom.mjs";
import { ownersOf } from "./owners.mjs";
import { strikesInWords } from "./strikes.mjs";
import { pick } from "./text.mjs";

const FIRST = 12;

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
 * @param {{type: string, id: string, edges: any[], ends?: string[], parts?: any[][]}} selection
 */
function edgesCard(app, selection) {
  const {book} = app;
  const {lang, day} = app.store.get();
  const asOf = day ? [h("p", {class: "badges"}, h("span", {class: "badge preferred"}, `${app.t("asOf")} ${day}`))] : [];
  const owners = selection.edges.every((edge) => book.look(edge.relation).family === "attack") ? ownersOf(app, selection.edges) : null;
  if (!selection.parts) {
    const [first] = selection.edges;
    const verb = h("span", {class: `verb ${book.look(first.relation).family}`}, ` ${book.name(first.relation, lang)} `);
    return [heading(app, thingLink(app, first.source), verb, thingLink(app, first.target)), ...asOf, owners, ...statementsOf(app, selection.edges)].filter(Boolean);
  }
  const [a, b] = /** @type {string[]} */ (selection.ends);
  const [there, back] = selection.parts;
  const arrow = there.length && back.length ? " ⇄ " : there.length || !back.length ? " → " : " ← ";
  const title = heading(app, thingLink(app, a), arrow, thingLink(app, b));
  if (!there.length && !back.length) return [title, ...asOf, h("p", {class: "hint"}, app.t("matrixEmpty"))];
  if (!there.length || !back.length) return [title, ...asOf, owners, ...statementsOf(app, selection.edges)].filter(Boolean);
  const part = (/** @type {string} */ from, /** @type {string} */ to, /** @type {any[]} */ edges) => h("section", null, h("h3", {class: "part"}, `${book.name(from, lang)} → ${book.name(to, lang)}`), ...statementsOf(app, edges));
  return [title, ...asOf, owners, part(a, b, there), part(b, a, back)].filter(Boolean);
}

/**
 * The statements that edges rest on, the latest first, and how many they are.
 * @param {any} app
 * @param {any[]} edges
 */
function statementsOf(app, edges) {
  const {book} = app;
  /** @type {Map<string, any[]>} */
  const rest = new Map();
  for (const edge of edges) for (const id of edge.statements) rest.set(id, [...(rest.get(id) || []), edge]);
  const statements = [...rest.keys()].map((id) => book.statement.get(id)).filter(Boolean);
  statements.sort((a, b) => (a.span.start_earliest < b.span.start_earliest ? 1 : -1));
  const hostile = edges.every((edge) => book.look(edge.relation).family === "attack");
  return [h("p", {class: "count"}, app.many(hostile ? "action" : "statement", statements.length)), ...statements.map((statement) => statementNode(app, statement, rest.get(statement.id) || []))];
}

/**
 * What began last and counts on the day.
 * @param {any} app
 * @param {any} filter
 */
function latestStatements(app, filter) {
  const {day} = app.store.get();
  const held = app.book.statements.filter((/** @type {any} */ s) => s.best && s.span.start_earliest && holds(s.span, day) !== "no" && filter.statement(s));
  return held.sort((/** @type {any} */ a, /** @type {any} */ b) => (a.span.start_earliest < b.span.start_earliest ? 1 : -1)).slice(0, FIRST);
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
  const latest = attacks.length ? [] : latestStatements(app, filter);
  return [
    h("h2", {tabindex: "-1"}, app.title()),
    h("p", {class: "hint"}, app.t(book.statements.length ? "hint" : "noStatements")),
    h("details", {class: "howto"}, h("summary", null, app.t("howto")), h("ul", null, ...["howLine", "howBoth", "howCount", "howDoubt", "howGrey", "howOpen", "howDay"].map((say) => h("li", null, app.t(say))))),
    latest.length > 0 && h("h3", null, `${app.t("statements")} · ${day ? `${app.t("asOf")} ${day}` : app.t("latest")}`),
    ...latest.map((statement) => h("article", {class: "statement brief"}, h("h3", {class: "label"}, h("button", {type: "button", class: "ref plain", onclick: () => app.select(`statement:${statement.id}`)}, pick(statement.label, lang))), badges(app, statement))),
    attacks.length > 0 && h("h3", null, `${app.attackLabel()} · ${day ? `${app.t("asOf")} ${day}` : app.t("latest")}`),
    ...attacks.slice(0, FIRST).map((/** @type {any} */ edge) => {
      const [statement] = book.behind(edge);
      return h("article", {class: "statement attack brief"}, h("h3", {class: "label"}, thingLink(app, edge.source), h("span", {class: "verb attack"}, ` ${book.name(edge.relation, lang)} `), thingLink(app, edge.target)), statement && h("p", null, h("button", {type: "button", class: "ref plain", onclick: () => app.select(`edge:${edge.id}`)}, pick(statement.label, lang))), strikesInWords(app, [edge]) && h("p", {class: "meta strikes"}, strikesInWords(app, [edge])), statement && badges(app, statement));
    }),
  ].filter(Boolean);
}
