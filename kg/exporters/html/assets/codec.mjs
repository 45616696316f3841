/** From rows to records: the reverse of what the exporter wrote. */

/** @typedef {[string, any, string?][]} Columns */

/**
 * Makes a reader of rows of one type.
 * @param {Record<string, Columns>} schema the columns of every type: name, default, and the type inside
 * @param {string} type
 * @returns {(row: any[]) => any}
 */
export function reader(schema, type) {
  const columns = schema[type].map(([name, fallback, inner]) => ({name, fallback, inner, read: inner ? reader(schema, inner) : null}));
  return (row) => {
    /** @type {Record<string, any>} */
    const record = {};
    columns.forEach(({name, fallback, inner, read}, i) => {
      const value = i < row.length ? row[i] : fallback;
      record[name] = !read ? value : inner === "Span" ? read(value) : value.map(read);
    });
    return record;
  };
}

/**
 * Reads all tables of a page.
 * @param {any} data
 * @returns {{kinds: any[], relations: any[], concepts: any[], things: any[], edges: any[], statements: any[], sources: any[], views: any[]}}
 */
export function decode(data) {
  const types = {kinds: "Kind", relations: "Relation", concepts: "Concept", things: "Thing", edges: "Edge", statements: "Statement", sources: "Source", views: "View"};
  /** @type {any} */
  const tables = {};
  for (const [table, type] of Object.entries(types)) tables[table] = data[table].map(reader(data.schema, type));
  return tables;
}
