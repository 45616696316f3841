/** Who is near whom: the neighbourhood of a thing, and the shortest way between two. */

/**
 * Edges that touch a thing and may be shown, whatever the day; also those that strike it on their way.
 * @param {any} book
 * @param {(edge: any) => boolean} wanted
 * @param {string} id
 */
function around(book, wanted, id) {
  return (book.edgesOf.get(id) || []).filter((/** @type {any} */ edge) => edge.source !== edge.target && book.thing.has(edge.source) && book.thing.has(edge.target) && !book.look(edge.relation).rollup && wanted(edge));
}

/**
 * The other end of an edge as seen from a thing.
 * @param {any} edge
 * @param {string} id
 */
function across(edge, id) {
  return edge.source === id ? edge.target : edge.source;
}

/**
 * The things within some steps of one, each with the column that it belongs to: what acts on it to the left, what it
 * acts on to the right.
 * @param {any} book
 * @param {(edge: any) => boolean} wanted
 * @param {string} centre
 * @param {number} steps
 * @param {number} most how many things at most
 * @returns {{columns: Map<string, number>, left: number}} `left` tells how many were left out
 */
export function neighbourhood(book, wanted, centre, steps, most) {
  const columns = new Map([[centre, 0]]);
  let ring = [centre];
  let left = 0;
  for (let step = 1; step <= steps; step += 1) {
    /** @type {Map<string, number>} */
    const pull = new Map();
    for (const id of ring) {
      for (const edge of around(book, wanted, id)) {
        const other = across(edge, id);
        if (columns.has(other)) continue;
        const weight = book.look(edge.relation).family === "attack" ? 3 : 1;
        const side = step > 1 ? Math.sign(/** @type {number} */ (columns.get(id))) : edge.source === id ? 1 : -1;
        pull.set(other, (pull.get(other) || 0) + side * weight + (side > 0 ? 0.1 : 0));
      }
    }
    const found = [...pull.keys()].sort((a, b) => Math.abs(/** @type {number} */ (pull.get(b))) - Math.abs(/** @type {number} */ (pull.get(a))) || (a < b ? -1 : 1));
    const room = Math.max(0, most - columns.size);
    left += Math.max(0, found.length - room);
    ring = found.slice(0, room);
    for (const id of ring) columns.set(id, /** @type {number} */ (pull.get(id)) >= 0 ? step : -step);
  }
  return {columns, left};
}

/**
 * One shortest way between two things, over edges in either direction.
 * @param {any} book
 * @param {(edge: any) => boolean} wanted
 * @param {string} from
 * @param {string} to
 * @returns {string[]} the things on it, both ends included; empty if there is none
 */
export function shortestPath(book, wanted, from, to) {
  const before = new Map([[from, ""]]);
  let ring = [from];
  while (ring.length && !before.has(to)) {
    const next = [];
    for (const id of ring) {
      for (const edge of around(book, wanted, id)) {
        const other = across(edge, id);
        if (before.has(other)) continue;
        before.set(other, id);
        next.push(other);
      }
    }
    ring = next;
  }
  if (!before.has(to)) return [];
  const way = [to];
  while (way[0] !== from) way.unshift(/** @type {string} */ (before.get(way[0])));
  return way;
}

/**
 * The lines between some things: all edges of one family between the same two share one, attacks also to and fro.
 * @param {any} book
 * @param {(edge: any) => boolean} wanted
 * @param {Iterable<string>} ids
 * @param {string} centre what strikes it ends at it, and not at its platform
 * @returns {{id: string, source: string, target: string, family: string, edges: any[], back: any[]}[]} `back` are edges from its target to its source
 */
export function linesAmong(book, wanted, ids, centre) {
  const inside = new Set(ids);
  const found = new Map();
  for (const id of inside) {
    for (const edge of around(book, wanted, id)) {
      const target = edge.via.includes(centre) ? centre : edge.target;
      if (edge.source !== id || !inside.has(target)) continue;
      const {family} = book.look(edge.relation);
      const key = `${family}:${edge.source}:${target}`;
      if (!found.has(key)) found.set(key, {id: key, source: edge.source, target, family, edges: [], back: []});
      found.get(key).edges.push(edge);
    }
  }
  const sorted = [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const outward = (/** @type {any} */ line) => line.source === centre || (line.target !== centre && line.source < line.target);
  return sorted.filter((line) => {
    const other = line.family === "attack" ? found.get(`attack:${line.target}:${line.source}`) : null;
    if (!other) return true;
    if (outward(line)) line.back = other.edges;
    return outward(line);
  });
}
