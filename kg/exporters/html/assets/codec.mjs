/** From rows to records: the reverse of what the exporter wrote, with all that it left out. */

/** @typedef {[string, any, string?][]} Columns */

/**
 * The first and the last day that a plain date means.
 * @param {string} date a year, a month or a day; anything else means no day
 * @returns {[string, string]}
 */
export function daysOf(date) {
  const match = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(date);
  if (!match) return ["", ""];
  const [, year, month, day] = match;
  if (!month) return [`${year}-01-01`, `${year}-12-31`];
  if (day) return [date, date];
  return [`${date}-01`, new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10).replace(/^.*(?=-\d\d-\d\d$)/, year)];
}

/** @param {string[]} row */
export function readSpan(row) {
  const [start = "", end = ""] = row;
  const days = row.length > 2 ? row.slice(2) : [...daysOf(start), ...daysOf(end)];
  const [start_earliest = "", start_latest = "", end_earliest = "", end_latest = ""] = days;
  return {start, end, start_earliest, start_latest, end_earliest, end_latest};
}

/**
 * @param {any} data
 * @param {string[]} languages
 * @returns {[string, string][]}
 */
export function readText(data, languages) {
  if (typeof data === "string") return [[languages[0], data]];
  return data.map((/** @type {any} */ part, /** @type {number} */ i) => (typeof part === "string" ? [languages[i], part] : part));
}

/**
 * Makes a reader of rows of one type. A record looks its fields up in its row when they are asked for, since most of
 * many records are never looked at; what has to be made from the row is made once.
 * @param {{schema: Record<string, Columns>, languages: string[]}} data
 * @param {string} type
 * @returns {(row: any[]) => any}
 */
export function reader(data, type) {
  if (type === "Span") return readSpan;
  if (type === "Text") return (row) => readText(row, data.languages);
  class Row {
    /** @param {any[]} row */
    constructor(row) {
      this.row = row;
      /** @type {any[] | null} */
      this.made = null;
    }

    toJSON() {
      return Object.fromEntries(data.schema[type].map(([name]) => [name, /** @type {any} */ (this)[name]]));
    }
  }
  data.schema[type].forEach(([name, fallback, inner], i) => Object.defineProperty(Row.prototype, name, {get: field(i, fallback, inner ? reader(data, inner) : null, inner === "Span" || inner === "Text")}));
  return (row) => new Row(row);
}

/**
 * Makes the look-up of one field.
 * @param {number} i its place in the row
 * @param {any} fallback
 * @param {((row: any) => any) | null} read
 * @param {boolean} one whether it holds one record and not a list of them
 */
function field(i, fallback, read, one) {
  if (!read) {
    /** @this {{row: any[]}} */
    return function get() {
      return i < this.row.length ? this.row[i] : fallback;
    };
  }
  /** @this {{row: any[], made: any[] | null}} */
  return function get() {
    const made = this.made || (this.made = []);
    if (made[i] === undefined) {
      const value = i < this.row.length ? this.row[i] : fallback;
      made[i] = one ? read(value) : value.map(read);
    }
    return made[i];
  };
}

/**
 * Makes a look-up of every id that a statement names, each once, without making the statement's fields.
 * @param {any} data
 * @returns {(statement: any) => string[]}
 */
export function namedIn(data) {
  const at = (/** @type {string} */ type, /** @type {string} */ name) => data.schema[type].findIndex((/** @type {any} */ column) => column[0] === name);
  const [fields, values, ref] = [at("Statement", "fields"), at("Field", "values"), at("Value", "ref")];
  return (statement) => {
    /** @type {string[]} */
    const found = [];
    for (const field of statement.row[fields] || []) {
      for (const value of field[values] || []) if (value[ref] && !found.includes(value[ref])) found.push(value[ref]);
    }
    return found;
  };
}

const TYPES = {kinds: "Kind", relations: "Relation", fields: "FieldName", concepts: "Concept", things: "Thing", edges: "Edge", rules: "Rule", statements: "Statement", sources: "Source"};

/**
 * Reads all tables of a page.
 * @param {any} data
 * @returns {{kinds: any[], relations: any[], fields: any[], concepts: any[], things: any[], edges: any[], rules: any[], statements: any[], sources: any[], views: any[]}}
 */
export function decode(data) {
  const place = (/** @type {string} */ type, /** @type {string} */ name) => data.schema[type].findIndex((/** @type {any} */ column) => column[0] === name);
  const [relation, source, target, statements] = ["relation", "source", "target", "statements"].map((name) => place("Edge", name));
  for (const row of data.edges) row[0] = row[0] || [row[relation], row[source], row[target], ...(row[statements] || [])].join(".");
  const iri = place("Thing", "iri");
  for (const row of data.things) row[iri] = row[iri] || data.base + row[0];
  /** @type {any} */
  const tables = {};
  for (const [table, type] of Object.entries(TYPES)) tables[table] = data[table].map(reader(data, type));
  tables.views = data.views.map(([id, label, note, edges]) => ({id, label: readText(label, data.languages), note: readText(note, data.languages), edges: edges.map((/** @type {number} */ i) => data.edges[i][0])}));
  return tables;
}

/**
 * The text of an element of data; a large one is compressed (zlib) and in letters (base64).
 * @param {any} element
 * @returns {Promise<string>}
 */
export async function unpack(element) {
  if (element.type === "application/json") return element.textContent;
  const letters = atob(element.textContent);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i += 1) bytes[i] = letters.charCodeAt(i);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).text();
}
