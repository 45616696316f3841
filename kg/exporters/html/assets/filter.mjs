/** What of the facts the reader wants to see. */

import { holds } from "./dates.mjs";

/**
 * Makes the tests that belong to a choice.
 * @param {any} book the facts
 * @param {any} state
 */
export function makeFilter(book, state) {
  const kinds = new Set(state.kinds);
  const relations = new Set(state.relations);

  /** @param {any} thing */
  function thing(thing) {
    if (!thing || kinds.has(thing.kind)) return false;
    if (state.category && thing.category !== state.category) return false;
    return !state.region || thing.region === state.region;
  }

  /** @param {any} statement */
  function narrow(statement) {
    if (state.confidence && (statement.confidence || "high") !== state.confidence) return false;
    if (state.year && !inYear(statement.span, state.year)) return false;
    return !state.word || book.mentions(statement, state.word);
  }

  const narrowed = Boolean(state.confidence || state.year || state.word);

  /**
   * Whether an edge is to be seen, whatever the day.
   * @param {any} edge
   */
  function choice(edge) {
    if (relations.has(edge.relation)) return false;
    return !narrowed || book.behind(edge).some(narrow);
  }

  /**
   * Whether an edge is to be seen, and how surely it holds.
   * @param {any} edge
   * @returns {"no" | "maybe" | "yes"}
   */
  function edge(edge) {
    return choice(edge) ? book.edgeHolds(edge, state.day) : "no";
  }

  /** @param {any} statement */
  function statement(statement) {
    if (kinds.has(statement.kind) || !narrow(statement)) return false;
    if (!state.category && !state.region) return true;
    return book.refs(statement).some((/** @type {string} */ id) => book.thing.has(id) && thing(book.thing.get(id)));
  }

  return {thing, choice, edge, statement, narrow, narrowed};
}

/**
 * Whether something may have held at some time in a year.
 * @param {any} span
 * @param {string} year
 */
export function inYear(span, year) {
  if (!span.start_earliest && !span.end_latest) return false;
  return span.start_earliest <= `${year}-12-31` && (!span.end_latest || span.end_latest > `${year}-01-01`) && (holds(span, `${year}-12-31`) !== "no" || span.end_latest >= `${year}-01-01`);
}
