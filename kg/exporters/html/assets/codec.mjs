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
 * Makes a reader of rows of one type.
 * @param {{schema: Record<string, Columns>, languages: string[]}} data
 * @param {string} type
 * @returns {(row: any[]) => any}
 */
export function reader(data, type) {
  if (type === "Span") return readSpan;
  if (type === "Text") return (row) => readText(row, data.languages);
  const columns = data.schema[type].map(([name, fallback, inner]) => ({name, fallback, read: inner ? reader(data, inner) : null, one: inner === "Span" || inner === "Text"}));
  return (row) => {
    /** @type {Record<string, any>} */
    const record = {};
    columns.forEach(({name, fallback, read, one}, i) => {
      const value = i < row.length ? row[i] : fallback;
      record[name] = !read ? value : one ? read(value) : value.map(read);
    });
    return record;
  };
}

const TYPES = {kinds: "Kind", relations: "Relation", fields: "FieldName", concepts: "Concept", things: "Thing", edges: "Edge", rules: "Rule", statements: "Statement", sources: "Source"};

/**
 * Reads all tables of a page.
 * @param {any} data
 * @returns {{kinds: any[], relations: any[], fields: any[], concepts: any[], things: any[], edges: any[], statements: any[], sources: any[], views: any[]}}
 */
export function decode(data) {
  /** @type {any} */
  const tables = {};
  for (const [table, type] of Object.entries(TYPES)) tables[table] = data[table].map(reader(data, type));
  for (const edge of tables.edges) edge.id = edge.id || [edge.relation, edge.source, edge.target, ...edge.statements].join(".");
  for (const thing of tables.things) thing.iri = thing.iri || data.base + thing.id;
  tables.views = data.views.map(([id, label, note, edges]) => ({id, label: readText(label, data.languages), note: readText(note, data.languages), edges: edges.map((/** @type {number} */ i) => tables.edges[i].id)}));
  return tables;
}
