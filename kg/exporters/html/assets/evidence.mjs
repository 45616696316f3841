/** Statements and sources as the reader sees them: what, when, who says so, where in it, and who says otherwise. */

import { holds, isYetToCome } from "./dates.mjs";
import { h, link } from "./dom.mjs";
import { fill, pick } from "./text.mjs";

/**
 * When something holds, in words.
 * @param {any} app
 * @param {any} span
 */
export function when(app, span) {
  if (span.start && span.end) return fill(app.t("from"), {a: span.start, b: span.end});
  if (span.end) return fill(app.t("until"), {b: span.end});
  return span.start || "";
}

/**
 * Words that open a thing.
 * @param {any} app
 * @param {string} id
 */
export function thingLink(app, id) {
  const {lang} = app.store.get();
  if (!app.book.thing.has(id)) return document.createTextNode(app.book.name(id, lang));
  return h("button", {type: "button", class: "ref", onclick: () => app.select(`thing:${id}`)}, app.book.names(app.book.thing.get(id), lang).join(" "));
}

/**
 * One value of a field.
 * @param {any} app
 * @param {any} value
 */
function valueNode(app, value) {
  const {lang} = app.store.get();
  if (!value.ref) return document.createTextNode(pick(value.text, lang));
  if (app.book.thing.has(value.ref)) return thingLink(app, value.ref);
  if (app.book.statement.has(value.ref)) {
    return h("button", {type: "button", class: "ref", onclick: () => app.select(`statement:${value.ref}`)}, app.book.name(value.ref, lang));
  }
  const source = app.book.source.get(value.ref);
  return source ? link(source.url, pick(source.title, lang)) : document.createTextNode(app.book.name(value.ref, lang));
}

/**
 * Values one after the other, with commas; things below each other.
 * @param {any} app
 * @param {any[]} values
 */
function valueNodes(app, values) {
  const {lang} = app.store.get();
  if (values.length > 1 && values.every((value) => app.book.thing.has(value.ref))) return [h("ul", null, ...values.map((value) => h("li", null, valueNode(app, value))))];
  const between = (/** @type {any} */ before) => {
    const ended = !before.ref && /[.!?。！？]$/.test(pick(before.text, lang));
    return document.createTextNode(ended ? " " : app.t(before.ref ? "comma" : "semicolon"));
  };
  return values.flatMap((value, i) => (i ? [between(values[i - 1]), valueNode(app, value)] : [valueNode(app, value)]));
}

/**
 * Marks of a statement: its kind, whether it counts, what is doubtful about it.
 * @param {any} app
 * @param {any} statement
 */
export function badges(app, statement) {
  const {lang, day} = app.store.get();
  const state = holds(statement.span, day);
  const doubts = [];
  if (app.book.isDisputed(statement)) doubts.push(h("span", {class: "badge doubt"}, `≠ ${app.t("disputed")}`));
  if (statement.rank !== "normal") doubts.push(h("span", {class: `badge ${statement.rank}`}, app.t(statement.rank)));
  if (statement.confidence && statement.confidence !== "high") doubts.push(h("span", {class: "badge doubt"}, `${app.t("confidence")}: ${app.t(statement.confidence)}`));
  if (state === "maybe") doubts.push(h("span", {class: "badge doubt"}, `? ${app.t("maybe")}`));
  if (state === "no") doubts.push(h("span", {class: "badge off"}, app.t(isYetToCome(statement.span, day) ? "notYet" : "ended")));
  return h("p", {class: "badges"}, h("span", {class: "badge"}, app.book.name(statement.kind, lang)), when(app, statement.span) && h("span", {class: "badge date"}, when(app, statement.span)), ...doubts);
}

/**
 * A statement with everything that is known about it.
 * @param {any} app
 * @param {any} statement
 * @param {any[]} edges what was inferred from it and is shown
 * @param {boolean} [headed] false if its label stands above it already
 */
export function statementNode(app, statement, edges, headed = true) {
  const {lang} = app.store.get();
  const families = edges.map((edge) => app.book.look(edge.relation).family);
  const family = families.includes("attack") ? "attack" : families[0] || "";
  const fields = statement.fields.filter((/** @type {any} */ field) => field.values.length);
  return h(
    "article",
    {class: `statement ${family}`, "data-id": statement.id},
    headed && h("h3", {class: "label"}, h("button", {type: "button", class: "ref plain", onclick: () => app.select(`statement:${statement.id}`)}, pick(statement.label, lang))),
    badges(app, statement),
    statement.reported && holds(statement.span, app.store.get().day) !== "no" && h("p", {class: "badges"}, h("span", {class: "badge doubt"}, fill(app.t("lastReported"), {a: statement.reported}))),
    statement.gist.length > 0 && h("p", {class: "gist"}, pick(statement.gist, lang)),
    fields.length > 0 && h("dl", {class: "fields"}, ...fields.map((/** @type {any} */ field) => h("div", null, h("dt", null, app.fieldName(field.name)), h("dd", null, ...valueNodes(app, field.values))))),
    statement.note.length > 0 && h("p", {class: "note"}, pick(statement.note, lang)),
    citations(app, statement),
    statement.alternatives.length > 0 && h("p", {class: "alternatives"}, `${app.t("alternatives")} `, ...statement.alternatives.flatMap((/** @type {string} */ id) => [valueNode(app, {ref: id, text: []}), document.createTextNode(" ")])),
    ...edges.filter((edge) => edge.proof.length).map((edge) => h("details", {class: "proof"}, h("summary", null, `${app.t("proof")}: ${app.book.name(edge.relation, lang)}`), proofNode(app, edge, []))),
    statement.file && h("p", {class: "written"}, `${app.t("written")} `, h("code", null, `${statement.file}:${statement.line}`)),
  );
}

/**
 * The ways in which an edge follows, each with its premises, and theirs, down to the lines in the YAML.
 * @param {any} app
 * @param {any} edge
 * @param {string[]} above the edges whose proof this is part of
 * @returns {any}
 */
function proofNode(app, edge, above) {
  const {lang} = app.store.get();
  const rule = (/** @type {string} */ id) => app.book.rule.get(id) || {label: [["en", id]], note: []};
  const premise = (/** @type {string} */ id) => {
    const statement = app.book.statement.get(id);
    if (statement) return h("li", null, valueNode(app, {ref: id, text: []}), statement.file && h("code", null, ` ${statement.file}:${statement.line}`));
    const other = app.book.edge.get(id);
    if (!other) return h("li", null, id);
    const deeper = other.proof.length && !above.includes(id) && above.length < 6;
    return h("li", null, h("button", {type: "button", class: "ref", onclick: () => app.select(`edge:${id}`)}, app.sayEdge(other)), deeper && proofNode(app, other, [...above, edge.id]));
  };
  return h("ul", {class: "ways"}, ...edge.proof.map((/** @type {any} */ step) => h("li", null, h("span", {class: "rule"}, `${pick(rule(step.rule).label, lang)}. ${pick(rule(step.rule).note, lang)}`), h("ul", null, ...step.premises.map(premise)))));
}

/**
 * The sources of a statement, those that disagree marked.
 * @param {any} app
 * @param {any} statement
 */
function citations(app, statement) {
  const {lang} = app.store.get();
  if (!statement.citations.length) {
    return statement.unsourced.length ? h("p", {class: "unsourced"}, `${app.t("unsourced")} ${pick(statement.unsourced, lang)}`) : null;
  }
  return h("ul", {class: "citations", "aria-label": app.t("sources")}, ...statement.citations.map((/** @type {any} */ citation) => citationNode(app, citation)));
}

/**
 * @param {any} app
 * @param {any} citation
 */
function citationNode(app, citation) {
  const {lang} = app.store.get();
  const source = app.book.source.get(citation.source);
  const differs = citation.disputes || citation.says.length > 0;
  const title = source ? pick(source.title, lang) : citation.source;
  const facts = source ? [source.publisher, source.date, pick(source.kind, lang)].filter(Boolean).join(" · ") : "";
  return h(
    "li",
    {class: differs ? "citation differs" : "citation"},
    h("span", {class: "stance", "aria-hidden": "true"}, citation.disputes ? "✕" : differs ? "≠" : "✓"),
    h(
      "div",
      null,
      h("span", {class: "title"}, source ? link(source.url, title) : title),
      facts && h("span", {class: "meta"}, facts),
      citation.at && h("span", {class: "meta"}, `${app.t("at")} ${citation.at}`),
      source && source.weak && h("span", {class: "badge doubt"}, app.t("weak")),
      citation.disputes && h("span", {class: "version"}, app.t("disputes")),
      ...citation.says.map((/** @type {any} */ field) => h("span", {class: "version"}, `${app.t("says")}: ${app.fieldName(field.name)} `, h("strong", null, ...valueNodes(app, field.values)))),
      citation.note.length > 0 && h("span", {class: "note"}, pick(citation.note, lang)),
      source && source.draws_on.length > 0 && h("span", {class: "meta"}, `${app.t("drawsOn")} `, ...valueNodes(app, source.draws_on.map((/** @type {string} */ id) => ({ref: id, text: []})))),
    ),
  );
}
