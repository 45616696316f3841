/** The facts with their indexes: who is where, what rests on what. */

import { readText, rows } from "./codec.mjs";
import { eventDays } from "./dates.mjs";
import { grouped, numbers, readDates, readEdges, readSources, readStatements, readThings } from "./tables.mjs";
import { pick } from "./text.mjs";

/** @typedef {import("./archive.mjs").Archive} Archive */

const PLAIN_KIND = {shape: "tag", tone: "plain", order: 90, small: false};
const STATES = /** @type {const} */ (["no", "maybe", "yes"]);

export class Book {
  /** @param {Archive} archive the page's data */
  constructor(archive) {
    this.archive = archive;
    const core = archive.get("core");
    this.data = core;
    this.title = readText(core.title, core.languages);
    this.note = readText(core.note, core.languages);
    this.kind = index(rows(core, "kinds", "Kind"));
    this.relation = index(rows(core, "relations", "Relation"));
    this.concepts = rows(core, "concepts", "Concept");
    this.concept = index(this.concepts);
    this.field = index(rows(core, "fields", "FieldName"));
    this.rule = index(rows(core, "rules", "Rule"));
    this.dates = readDates(archive);
    this.things = readThings(archive);
    this.thing = byId(archive.get("things").id, this.things);
    this.statements = readStatements(archive, this.dates);
    this.statement = late(() => byId(archive.get("ids"), this.statements));
    this.sources = readSources(archive);
    this.source = late(() => byId(archive.get("cited"), this.sources));
    this.ids = numbers(archive, (id) => this.thing.get(id), (id) => this.statement.get(id));
    this.columns = readEdges(archive, this.dates, this.ids);
    this.edges = this.columns.edges;
    this.edge = late(() => index(this.edges));
    this.views = core.views.map(viewOf(core, this.edges));
    const [starts, ends] = archive.get("statements").days;
    this.days = eventDays(this.dates.starts.slice(0, starts), this.dates.ends.slice(0, ends));
    this.edgesOf = this.#lists(this.edges, (i) => [this.columns.source[i], this.columns.target[i], ...this.columns.via(i)]);
    this.edgesOn = this.#lists(this.edges, this.columns.behind);
    /** The statements that name a thing. */
    this.statementsOf = this.#lists(this.statements, (i) => this.#named(i));
    /** @type {{day: string, starts: Uint8Array, ends: Uint8Array} | null} */
    this.onDay = null;
  }

  /**
   * Lists of records by the id of what they concern; worked out when first asked for.
   * @param {any[]} items
   * @param {(i: number) => ArrayLike<number>} places
   */
  #lists(items, places) {
    /** @type {((place: number) => number[]) | null} */
    let found = null;
    return {
      get: (/** @type {string} */ id) => {
        found = found || grouped(this.ids.many, items.length, places);
        return found(this.ids.place(id)).map((i) => items[i]);
      },
    };
  }

  /** Works out, one after the other and in the background, what is else worked out when first asked for. */
  async warm() {
    for (const list of [this.edgesOf, this.statementsOf, this.edgesOn, this.statement, this.edge, this.source]) {
      await new Promise((done) => setTimeout(done, 20));
      list.get("");
    }
  }

  /**
   * The numbers of what a statement names.
   * @param {number} i
   * @returns {ArrayLike<number>}
   */
  #named(i) {
    if (!this.references) {
      const {many, to} = this.archive.get("refs");
      const from = new Uint32Array(many.length + 1);
      many.forEach((/** @type {number} */ n, /** @type {number} */ at) => (from[at + 1] = from[at] + n));
      this.references = {from, to: Uint32Array.from(to)};
    }
    return this.references.to.subarray(this.references.from[i], this.references.from[i + 1]);
  }

  /**
   * Every id that a statement names, each once.
   * @param {any} statement
   * @returns {string[]}
   */
  refs(statement) {
    return Array.from(this.#named(statement.i), this.ids.id);
  }

  /**
   * Whether a statement names something.
   * @param {any} statement
   * @param {string} id
   */
  mentions(statement, id) {
    return Array.prototype.includes.call(this.#named(statement.i), this.ids.place(id));
  }

  /**
   * The statements that an edge rests on.
   * @param {any} edge
   * @returns {any[]}
   */
  behind(edge) {
    const before = this.things.length;
    return this.columns.behind(edge.i).map((place) => this.statements[place - before]).filter(Boolean);
  }

  /**
   * How many records have which value.
   * @param {"things" | "edges"} table
   * @param {string} column
   * @returns {Map<string, number>}
   */
  count(table, column) {
    const [values, codes] = this.archive.get(table)[column];
    const many = new Array(values.length).fill(0);
    const things = this.things.length;
    codes.forEach((/** @type {number} */ code, /** @type {number} */ i) => (many[code] += table === "things" || this.columns.source[i] < things ? 1 : 0));
    return new Map(values.map((/** @type {string} */ value, /** @type {number} */ code) => [value, many[code]]).filter((/** @type {any} */ [, n]) => n));
  }

  /** @param {string} kind */
  kindLook(kind) {
    return this.data.looks.kinds[kind] || PLAIN_KIND;
  }

  /** @param {string} relation */
  look(relation) {
    return this.data.looks.relations[relation] || {family: relation, line: "dashed", head: "open", tone: "plain", width: 1.4, strength: 0, tree: false, order: 90, rollup: false};
  }

  /**
   * The name of anything that has an id.
   * @param {string} id
   * @param {string} language
   * @returns {string}
   */
  name(id, language) {
    const thing = this.thing.get(id);
    if (thing) return pick(thing.name, language) || id;
    const other = this.concept.get(id) || this.kind.get(id) || this.relation.get(id) || this.statement.get(id);
    if (other) return pick(other.label, language) || id;
    const source = this.source.get(id);
    return source ? pick(source.title, language) || id : id;
  }

  /**
   * Names in the page's language and then in the next, if it has another one.
   * @param {any} thing
   * @param {string} language
   * @returns {string[]}
   */
  names(thing, language) {
    const languages = [language, ...this.data.languages.filter((/** @type {string} */ l) => l !== language)].slice(0, 2);
    return [...new Set(languages.map((l) => pick(thing.name, l)))].filter(Boolean);
  }

  /**
   * Whether an edge counts on a day, and how surely.
   * @param {any} edge
   * @param {string} day
   */
  edgeHolds(edge, day) {
    const known = this.onDay && this.onDay.day === day ? this.onDay : (this.onDay = {day, ...standing(this.dates, day)});
    const state = Math.min(known.starts[this.columns.start[edge.i]], known.ends[this.columns.end[edge.i]]);
    return state === 2 && !edge.certain ? "maybe" : STATES[state];
  }

  /**
   * Whether a source contradicts a statement or tells it otherwise.
   * @param {any} statement
   * @returns {boolean}
   */
  isDisputed(statement) {
    return statement.disputed;
  }

  /** Edges that are attacks, without those that only sum others up. */
  attacks() {
    if (!this.attacking) {
      const [relations, codes] = this.archive.get("edges").relation;
      const wanted = relations.map((/** @type {string} */ relation) => this.look(relation).family === "attack" && !this.look(relation).rollup);
      /** @type {any[]} */
      this.attacking = this.edges.filter((_, i) => wanted[codes[i]]);
    }
    return this.attacking;
  }

  /** Edges from one statement to another. */
  answers() {
    return this.edges.filter((_, i) => this.columns.source[i] >= this.things.length);
  }

  /** Whether any statement says how sure it is. */
  confident() {
    return this.archive.get("statements").state[0].some((/** @type {any} */ [, , confidence]) => confidence);
  }

  /**
   * How many statements begin on each day, attacks apart from the rest.
   * @returns {Map<string, {attack: number, other: number}>}
   */
  begun() {
    if (!this.beginnings) {
      const attack = new Uint8Array(this.statements.length);
      for (const edge of this.attacks()) for (const place of this.columns.behind(edge.i)) attack[place - this.things.length] = 1;
      /** @type {Map<string, {attack: number, other: number}>} */
      this.beginnings = new Map();
      this.archive.get("statements").start.forEach((/** @type {number} */ code, /** @type {number} */ i) => {
        const day = this.dates.starts[code][1];
        if (!day) return;
        const found = /** @type {any} */ (this.beginnings).get(day) || {attack: 0, other: 0};
        found[attack[i] ? "attack" : "other"] += 1;
        /** @type {any} */ (this.beginnings).set(day, found);
      });
    }
    return this.beginnings;
  }

  /**
   * The group behind an act on its day, if a rolled-up edge tells it; else the group that the actor belonged to.
   * @param {any} edge
   */
  groupBehind(edge) {
    const group = this.groupOf(edge.source, edge.span.start_earliest);
    const rolled = edge.statements.flatMap((/** @type {string} */ id) => this.edgesOn.get(id).filter((/** @type {any} */ other) => this.look(other.relation).rollup));
    return !rolled.length || rolled.some((/** @type {any} */ other) => other.source === group) ? group : rolled[0].source;
  }

  /**
   * The groups that a thing belonged to on a day, those that are certain first.
   * @param {any} thing
   * @param {string} day empty for the latest known state
   * @returns {{group: string, certain: boolean}[]}
   */
  groupsOn(thing, day) {
    if (!thing.groups.length) return thing.group ? [{group: thing.group, certain: true}] : [];
    const held = thing.groups.filter((/** @type {any} */ g) => (day ? g.start <= day && (!g.end || day < g.end) : !g.end));
    return held.sort((/** @type {any} */ a, /** @type {any} */ b) => Number(b.certain) - Number(a.certain) || (a.group < b.group ? -1 : 1));
  }

  /**
   * The group that a thing belonged to on a day, itself if none.
   * @param {string} id
   * @param {string} day
   */
  groupOf(id, day) {
    const thing = this.thing.get(id);
    const [first] = thing ? this.groupsOn(thing, day) : [];
    return first ? first.group : id;
  }
}

/**
 * @param {any} core
 * @param {any[]} edges
 */
function viewOf(core, edges) {
  return (/** @type {any} */ [id, label, note, attacks, steps]) => ({
    id,
    label: readText(label, core.languages),
    note: readText(note, core.languages),
    attacks,
    get edges() {
      let at = 0;
      return steps.map((/** @type {number} */ step) => edges[(at += step)].id);
    },
  });
}

/**
 * For every stated start and end, whether it lets something hold on a day: 0 no, 1 maybe, 2 yes.
 * @param {{starts: string[][], ends: string[][]}} dates
 * @param {string} day
 */
function standing(dates, day) {
  const begun = (/** @type {string[]} */ [, earliest, latest]) => (!day ? 2 : earliest > day ? 0 : latest > day ? 1 : 2);
  const lasts = (/** @type {string[]} */ [, earliest, latest]) => (!day ? (latest ? 0 : 2) : latest && latest <= day ? 0 : earliest && earliest <= day ? 1 : 2);
  return {starts: Uint8Array.from(dates.starts, begun), ends: Uint8Array.from(dates.ends, lasts)};
}

/**
 * @param {any[]} items
 * @returns {Map<string, any>}
 */
function index(items) {
  return new Map(items.map((item) => [item.id, item]));
}

/**
 * @param {string[]} ids
 * @param {any[]} items in the same order
 * @returns {Map<string, any>}
 */
function byId(ids, items) {
  const found = new Map();
  for (let i = 0; i < ids.length; i += 1) found.set(ids[i], items[i]);
  return found;
}

/**
 * A map that is made when first asked for.
 * @param {() => Map<string, any>} make
 */
function late(make) {
  /** @type {Map<string, any> | null} */
  let made = null;
  const map = () => (made = made || make());
  return {get: (/** @type {string} */ id) => map().get(id), has: (/** @type {string} */ id) => map().has(id)};
}
