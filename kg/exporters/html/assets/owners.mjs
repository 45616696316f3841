/** Who owned a thing on a day: its holders, and theirs, each with the evidence. */

import { h } from "./dom.mjs";
import { thingLink, when } from "./evidence.mjs";
import { pick } from "./text.mjs";

const DEEPEST = 5;

/**
 * The holders of a thing on a day: one edge for each, the strongest; who only controls it counts if nobody holds it.
 * @param {any} book
 * @param {string} id
 * @param {string} day
 * @returns {any[]} edges, the greatest shares first
 */
function holders(book, id, day) {
  /** @type {Map<string, any>} */
  const best = new Map();
  const strength = (/** @type {any} */ edge) => book.look(edge.relation).strength;
  for (const edge of book.edgesOf.get(id) || []) {
    const look = book.look(edge.relation);
    if (edge.target !== id || edge.source === id || look.family !== "ownership" || !book.thing.has(edge.source) || book.edgeHolds(edge, day) === "no") continue;
    const known = best.get(edge.source);
    if (!known || strength(edge) > strength(known)) best.set(edge.source, edge);
  }
  const found = [...best.values()];
  const held = found.filter((edge) => edge.relation !== "controls");
  return (held.length ? held : found).sort((a, b) => (b.share_high ?? -1) - (a.share_high ?? -1) || strength(b) - strength(a) || (a.source < b.source ? -1 : 1));
}

/**
 * The holders of a thing and theirs, as lists in lists.
 * @param {any} app
 * @param {string} id
 * @param {string[]} [above] what the thing is held by others through; a circle ends
 * @returns {any} nothing, if nobody is known to hold it
 */
export function ownersList(app, id, above = []) {
  const {book} = app;
  const {lang, day} = app.store.get();
  const edges = above.includes(id) || above.length >= DEEPEST ? [] : holders(book, id, day);
  if (!edges.length) return null;
  return h(
    "ul",
    {class: "owners"},
    ...edges.map((edge) => {
      const words = [pick(edge.label, lang) || book.name(edge.relation, lang), when(app, edge.span)].filter(Boolean).join(", ");
      const doubt = `${edge.disputed ? " ≠" : ""}${book.edgeHolds(edge, day) === "maybe" ? " ?" : ""}`;
      return h("li", null, thingLink(app, edge.source), " ", h("button", {type: "button", class: "ref evidence", "aria-label": `${app.sayEdge(edge)}: ${app.t("statements")}`, onclick: () => app.select(`edge:${edge.id}`)}, words + doubt), ownersList(app, edge.source, [...above, id]));
    }),
  );
}

/**
 * Who owned those who act and those who are struck, for what edges tell of; worked out when it is opened.
 * @param {any} app
 * @param {any[]} edges
 */
export function ownersOf(app, edges) {
  const {book} = app;
  const ids = [...new Set(edges.filter((edge) => !book.look(edge.relation).rollup).flatMap((edge) => [edge.source, edge.target]))];
  const owned = ids.filter((id) => holders(book, id, app.store.get().day).length);
  if (!owned.length) return null;
  const body = h("div", null);
  const tell = () => {
    if (!body.firstChild) body.append(...owned.flatMap((id) => [h("p", {class: "owned"}, thingLink(app, id)), ownersList(app, id)]));
  };
  return h("details", {class: "who-owned", ontoggle: tell}, h("summary", null, app.t("whoOwned")), body);
}
