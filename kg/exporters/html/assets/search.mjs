/** Finding things by any of their names. */

import { fold } from "./text.mjs";

/**
 * Makes an index of folded names.
 * @param {any[]} things
 * @returns {{id: string, words: string[]}[]}
 */
export function buildIndex(things) {
  return things.map((thing) => ({
    id: thing.id,
    words: [...new Set([...thing.name, ...thing.aliases].map(([, words]) => fold(words)).concat(fold(thing.id), fold(thing.wikidata)))].filter(Boolean),
  }));
}

/**
 * Finds things: whole names first, then beginnings, then beginnings of words, then anywhere; shorter names first.
 * @param {{id: string, words: string[]}[]} index
 * @param {string} query
 * @param {number} limit
 * @returns {{ids: string[], total: number}}
 */
export function find(index, query, limit) {
  const wanted = fold(query);
  if (!wanted) return {ids: [], total: 0};
  /** @type {{id: string, rank: number}[]} */
  const hits = [];
  for (const {id, words} of index) {
    let best = Infinity;
    for (const word of words) {
      const at = word.indexOf(wanted);
      if (at < 0) continue;
      const place = word === wanted ? 0 : at === 0 ? 1 : word[at - 1] === " " ? 2 : 3;
      best = Math.min(best, place + Math.min(word.length, 99) / 100);
    }
    if (best < Infinity) hits.push({id, rank: best});
  }
  hits.sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1));
  return {ids: hits.slice(0, limit).map((hit) => hit.id), total: hits.length};
}
