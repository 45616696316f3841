/** Records out of columns: a record looks up what it is asked for, and most of very many are never asked. */

import { readDate, valueReader } from "./codec.mjs";

/** @typedef {import("./archive.mjs").Archive} Archive */
/** @typedef {[string, number, number][]} Sparse */

/** Fields that are put together when they are asked for, and then kept. */
const MADE = new Set(["name", "groups", "span", "via", "statements", "proof"]);

/**
 * Makes the records of a table.
 * @param {Archive} archive
 * @param {string} table
 * @param {Record<string, (i: number) => any>} heads how to look up the fields that stand in columns
 * @param {Map<number, any>} [brief] labels that are at hand
 * @returns {any[]}
 */
function records(archive, table, heads, brief = new Map()) {
  const core = archive.get("core");
  const [type, details] = core.details[table];
  class Row {
    /** @param {number} i */
    constructor(i) {
      this.i = i;
      /** @type {Record<string, any> | null} */
      this.made = null;
    }

    toJSON() {
      return Object.fromEntries(core.schema[type].map((/** @type {any} */ [name]) => [name, /** @type {any} */ (this)[name]]));
    }
  }
  const plain = (/** @type {string} */ name, /** @type {(i: number) => any} */ look) => {
    Object.defineProperty(Row.prototype, name, {
      /** @this {Row} */
      get() {
        return look(this.i);
      },
    });
  };
  const once = (/** @type {string} */ name, /** @type {(i: number) => any} */ look) => {
    Object.defineProperty(Row.prototype, name, {
      /** @this {Row} */
      get() {
        const made = this.made || (this.made = {});
        if (!(name in made)) made[name] = look(this.i);
        return made[name];
      },
    });
  };
  details.forEach((/** @type {string} */ name, /** @type {number} */ at) => {
    const [, fallback, inner] = core.schema[type].find((/** @type {any} */ column) => column[0] === name);
    const read = inner ? valueReader(core, inner) : null;
    once(name, (i) => {
      if (name === "label" && brief.has(i)) return /** @type {any} */ (read)(brief.get(i));
      const row = archive.get(`${table} ${Math.floor(i / core.portion)}`)[i % core.portion];
      const value = at < row.length ? row[at] : fallback;
      return read ? read(value) : value;
    });
  });
  for (const [name, look] of Object.entries(heads)) (MADE.has(name) ? once : plain)(name, look);
  return Array.from({length: core.many[table]}, (_, i) => new Row(i));
}

/**
 * Values of a column in which a value stands once.
 * @param {[any[], number[]]} column
 * @returns {(i: number) => any}
 */
function coded([values, codes]) {
  return (i) => values[codes[i]];
}

/**
 * Values that only some records have.
 * @param {[number, any][]} pairs
 * @param {any} fallback
 * @returns {(i: number) => any}
 */
function sparse(pairs, fallback) {
  const found = new Map(pairs);
  return (i) => found.get(i) ?? fallback;
}

/** @typedef {{id: (place: number) => string, place: (id: string) => number, many: number}} Ids */

/**
 * The numbers that stand for ids: things, then statements, then whatever else is named.
 * @param {Archive} archive
 * @param {(id: string) => {i: number} | undefined} thing
 * @param {(id: string) => {i: number} | undefined} statement
 * @returns {Ids}
 */
export function numbers(archive, thing, statement) {
  const {things, statements} = archive.get("core").many;
  const others = archive.get("others");
  const own = archive.get("things").id;
  const rest = new Map(others.map((/** @type {string} */ id, /** @type {number} */ i) => [id, things + statements + i]));
  return {
    many: things + statements + others.length,
    id: (place) => (place < things ? own[place] : place < things + statements ? archive.get("ids")[place - things] : others[place - things - statements]),
    place: (id) => {
      const found = thing(id) || statement(id);
      if (!found) return rest.get(id) ?? -1;
      return found.i + (thing(id) ? 0 : things);
    },
  };
}

/**
 * @param {Archive} archive
 * @returns {any[]}
 */
export function readThings(archive) {
  const core = archive.get("core");
  const columns = archive.get("things");
  const odd = new Map(columns.name.odd);
  const names = Object.entries(columns.name.by);
  const belongings = sparse(columns.groups, null);
  /** @type {any} */
  let more = null;
  const also = () => (more = more || {aliases: sparse(archive.get("names").aliases, []), iri: sparse(archive.get("names").iri, ""), wikidata: sparse(archive.get("names").wikidata, "")});
  const heads = {
    id: (/** @type {number} */ i) => columns.id[i],
    iri: (/** @type {number} */ i) => also().iri(i) || core.base + columns.id[i],
    kind: coded(columns.kind),
    name: (/** @type {number} */ i) => odd.get(i) || names.flatMap(([tag, words]) => (words[i] === 0 ? [] : [[tag, words[i]]])),
    category: coded(columns.category),
    group: coded(columns.group),
    groups: (/** @type {number} */ i) => (belongings(i) || []).map((/** @type {any} */ [group, start, end, certain]) => ({group, start, end, certain: Boolean(certain)})),
    region: coded(columns.region),
    aliases: (/** @type {number} */ i) => also().aliases(i),
    wikidata: (/** @type {number} */ i) => also().wikidata(i),
  };
  return records(archive, "things", heads);
}

/**
 * The stated starts and ends, with the days that they can mean, and how a span is put together of the two.
 * @param {Archive} archive
 */
export function readDates(archive) {
  const {starts, ends} = archive.get("dates");
  const [first, last] = [starts.map(readDate), ends.map(readDate)];
  const span = (/** @type {number} */ s, /** @type {number} */ e) => ({start: first[s][0], end: last[e][0], start_earliest: first[s][1], start_latest: first[s][2], end_earliest: last[e][1], end_latest: last[e][2]});
  return {starts: first, ends: last, span};
}

/**
 * @param {Archive} archive
 * @param {any} dates
 * @returns {any[]}
 */
export function readStatements(archive, dates) {
  const columns = archive.get("statements");
  const state = (/** @type {number} */ at, /** @type {(value: any) => any} */ read) => (/** @type {number} */ i) => read(columns.state[0][columns.state[1][i]][at]);
  return records(archive, "statements", {
    id: (i) => archive.get("ids")[i],
    kind: coded(columns.kind),
    span: (i) => dates.span(columns.start[i], columns.end[i]),
    rank: state(0, String),
    best: state(1, Boolean),
    confidence: state(2, String),
    disputed: state(3, Boolean),
  }, new Map(archive.get("core").brief));
}

/**
 * @param {Archive} archive
 * @param {any} dates
 * @param {Ids} ids
 * @returns {{edges: any[], source: number[], target: number[], start: Int32Array, end: Int32Array, behind: (i: number) => number[], via: (i: number) => number[]}} the
 *   records, and what is asked of many of them at once: the numbers of their ends, of the days that bound them, of the
 *   statements behind them and of what they strike
 */
export function readEdges(archive, dates, ids) {
  const core = archive.get("core");
  const columns = archive.get("edges");
  const told = archive.get("statements");
  const many = core.many.edges;
  const [start, end] = [new Int32Array(many), new Int32Array(many)];
  for (let i = 0; i < many; i += 1) {
    const statement = columns.statement[i] - core.many.things;
    if (statement < 0) continue;
    start[i] = told.start[statement];
    end[i] = told.end[statement];
  }
  for (const [i, s, e] of columns.span) {
    start[i] = s;
    end[i] = e;
  }
  const several = new Map(columns.statements);
  const behind = (/** @type {number} */ i) => several.get(i) || (columns.statement[i] < 0 ? [] : [columns.statement[i]]);
  const via = sparse(columns.via, []);
  const own = sparse(columns.id, "");
  const relation = coded(columns.relation);
  const named = (/** @type {number[]} */ places) => places.map(ids.id);
  const state = (/** @type {number} */ at) => (/** @type {number} */ i) => Boolean(columns.state[0][columns.state[1][i]][at]);
  const shares = /** @type {any[]} */ (columns.share[0]);
  const share = (/** @type {number} */ at) => (/** @type {number} */ i) => shares[columns.share[1][i]][at];
  /** @type {Map<number, any> | null} */
  let proofs = null;
  const edges = records(archive, "edges", {
    id: (i) => own(i) || [relation(i), ids.id(columns.source[i]), ids.id(columns.target[i]), ...named(behind(i))].join("."),
    relation,
    source: (i) => ids.id(columns.source[i]),
    target: (i) => ids.id(columns.target[i]),
    span: (i) => dates.span(start[i], end[i]),
    label: share(0),
    share_low: share(1),
    share_high: share(2),
    certain: state(0),
    disputed: state(1),
    inferred: state(2),
    via: (i) => named(via(i)),
    statements: (i) => named(behind(i)),
    proof: (i) => {
      const rules = columns.proof[0][columns.proof[1][i]];
      if (rules) return rules.map((/** @type {string} */ rule) => ({rule, premises: named(behind(i))}));
      proofs = proofs || new Map(archive.get("proofs"));
      return (proofs.get(i) || []).map((/** @type {any} */ [rule, premises]) => ({rule, premises}));
    },
  });
  return {edges, source: columns.source, target: columns.target, start, end, behind, via};
}

/**
 * @param {Archive} archive
 * @returns {any[]}
 */
export function readSources(archive) {
  return records(archive, "sources", {id: (i) => archive.get("cited")[i]});
}

/**
 * Which items belong to which numbers, as two flat lists (compressed sparse rows).
 * @param {number} many how many numbers there are
 * @param {number} items how many items
 * @param {(item: number) => ArrayLike<number>} places the numbers of an item
 * @returns {(place: number) => number[]} the items of a number, in order, each once
 */
export function grouped(many, items, places) {
  const from = new Uint32Array(many + 1);
  for (let i = 0; i < items; i += 1) {
    const list = places(i);
    for (let k = 0; k < list.length; k += 1) from[list[k] + 1] += 1;
  }
  for (let place = 0; place < many; place += 1) from[place + 1] += from[place];
  const next = from.slice();
  const all = new Uint32Array(from[many]);
  for (let i = 0; i < items; i += 1) {
    const list = places(i);
    for (let k = 0; k < list.length; k += 1) {
      all[next[list[k]]] = i;
      next[list[k]] += 1;
    }
  }
  return (place) => (place < 0 ? [] : [...new Set(all.subarray(from[place], from[place + 1]))]);
}
