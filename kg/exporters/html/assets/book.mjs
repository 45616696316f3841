/** The facts with their indexes: who is where, what rests on what. */

import { decode, namedIn, readText } from "./codec.mjs";
import { eventDays, holds } from "./dates.mjs";
import { pick } from "./text.mjs";

const PLAIN_KIND = {shape: "tag", tone: "plain", order: 90, small: false};

export class Book {
  /** @param {any} data the page's data */
  constructor(data) {
    this.data = data;
    Object.assign(this, decode(data));
    /** @type {any} */
    const own = this;
    /** @type {any[]} */ this.things = own.things;
    /** @type {any[]} */ this.edges = own.edges;
    /** @type {any[]} */ this.statements = own.statements;
    /** @type {any[]} */ this.sources = own.sources;
    /** @type {any[]} */ this.views = own.views;
    /** @type {any[]} */ this.kinds = own.kinds;
    /** @type {any[]} */ this.relations = own.relations;
    /** @type {any[]} */ this.concepts = own.concepts;
    /** @type {any[]} */ this.fields = own.fields;
    this.title = readText(data.title, data.languages);
    this.note = readText(data.note, data.languages);
    this.named = namedIn(data);
    this.thing = index(this.things);
    this.edge = index(this.edges);
    this.statement = index(this.statements);
    this.source = index(this.sources);
    this.kind = index(this.kinds);
    this.relation = index(this.relations);
    this.concept = index(this.concepts);
    this.field = index(this.fields);
    this.rule = index(own.rules);
    this.edgesOf = collect(this.edges, (edge) => [edge.source, edge.target, ...edge.via]);
    this.edgesOn = collect(this.edges, (edge) => edge.statements);
    this.members = collect(this.things, (thing) => (thing.group ? [thing.group] : []));
    this.days = eventDays(this.statements.map((statement) => statement.span));
  }

  /** The statements that name a thing; worked out when first asked for. */
  get statementsOf() {
    const found = collect(this.statements, (statement) => this.refs(statement));
    Object.defineProperty(this, "statementsOf", {value: found});
    return found;
  }

  /**
   * Every id that a statement names, each once.
   * @param {any} statement
   * @returns {string[]}
   */
  refs(statement) {
    return this.named(statement);
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
    const other = this.statement.get(id) || this.concept.get(id) || this.kind.get(id) || this.relation.get(id);
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
    const state = holds(edge.span, day);
    return state === "yes" && !edge.certain ? "maybe" : state;
  }

  /**
   * Statements that a source contradicts or tells otherwise.
   * @param {any} statement
   */
  isDisputed(statement) {
    return statement.alternatives.length > 0 || statement.citations.some((/** @type {any} */ c) => c.disputes || c.says.length);
  }

  /** Edges that are attacks, without those that only sum others up. */
  attacks() {
    return this.edges.filter((edge) => this.look(edge.relation).family === "attack" && !this.look(edge.relation).rollup);
  }

  /**
   * The group behind an act on its day, if a rolled-up edge tells it; else the group that the actor belongs to.
   * @param {any} edge
   */
  groupBehind(edge) {
    for (const id of edge.statements) {
      const rolled = (this.edgesOn.get(id) || []).find((/** @type {any} */ other) => this.look(other.relation).rollup);
      if (rolled) return rolled.source;
    }
    return this.groupOf(edge.source);
  }

  /**
   * The group that a thing belongs to, itself if none.
   * @param {string} id
   */
  groupOf(id) {
    const thing = this.thing.get(id);
    return (thing && thing.group) || id;
  }
}

/**
 * @param {any[]} items
 * @returns {Map<string, any>}
 */
function index(items) {
  return new Map(items.map((item) => [item.id, item]));
}

/**
 * @param {any[]} items
 * @param {(item: any) => string[]} keys
 * @returns {Map<string, any[]>}
 */
function collect(items, keys) {
  const found = new Map();
  for (const item of items) {
    for (const key of keys(item)) {
      const list = found.get(key);
      if (!list) found.set(key, [item]);
      else if (list[list.length - 1] !== item) list.push(item);
    }
  }
  return found;
}
