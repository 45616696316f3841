/** Finding things by any of their names. */

import { fold } from "./text.mjs";

/**
 * Makes an index of folded names.
 * @param {any[]} things
 * @returns {{id: string, words: string[]}[]}
 */
export function buildIndex(things) {
  return things.map(entry);
}

/**
 * @param {any} thing
 * @returns {{id: string, words: string[]}}
 */
function entry(thing) {
  const words = new Set([fold(thing.id), fold(thing.wikidata)]);
  for (const [, name] of thing.name) words.add(fold(name));
  for (const [, name] of thing.aliases) words.add(fold(name));
  words.delete("");
  return {id: thing.id, words: [...words]};
}

/**
 * Makes the same index in small portions, so that the page stays at hand while there are many things.
 * @param {any[]} things
 * @param {(index: {id: string, words: string[]}[]) => void} done
 */
export function buildIndexSlowly(things, done) {
  /** @type {{id: string, words: string[]}[]} */
  const index = [];
  const portion = () => {
    const until = performance.now() + 12;
    while (index.length < things.length && performance.now() < until) for (const thing of things.slice(index.length, index.length + 200)) index.push(entry(thing));
    if (index.length < things.length) setTimeout(portion, 4);
    else done(index);
  };
  setTimeout(portion, 500);
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
