/** From rows to records: the reverse of what the exporter wrote, with all that it left out. */

/** @typedef {[string, any, string?][]} Columns */
/** @typedef {{schema: Record<string, Columns>, languages: string[]}} Core */

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

/**
 * A date as stated, with the first and the last day that it can mean.
 * @param {string | [string, string, string]} row
 * @returns {[string, string, string]}
 */
export function readDate(row) {
  return typeof row === "string" ? [row, ...daysOf(row)] : row;
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
 * Makes a reader of rows of one type. A record looks its fields up in its row when they are asked for; what has to be
 * made from the row is made once.
 * @param {Core} core
 * @param {string} type
 * @returns {(row: any[]) => any}
 */
function reader(core, type) {
  if (type === "Text") return (row) => readText(row, core.languages);
  class Row {
    /** @param {any[]} row */
    constructor(row) {
      this.row = row;
      /** @type {any[] | null} */
      this.made = null;
    }

    toJSON() {
      return Object.fromEntries(core.schema[type].map(([name]) => [name, /** @type {any} */ (this)[name]]));
    }
  }
  core.schema[type].forEach(([name, fallback, inner], i) => {
    const read = inner ? valueReader(core, inner) : null;
    Object.defineProperty(Row.prototype, name, {
      /** @this {Row} */
      get() {
        const value = i < this.row.length ? this.row[i] : fallback;
        if (!read) return value;
        const made = this.made || (this.made = []);
        if (made[i] === undefined) made[i] = read(value);
        return made[i];
      },
    });
  });
  return (row) => new Row(row);
}

/**
 * Makes a reader of the values of a field: one text, or a list of records.
 * @param {Core} core
 * @param {string} type of what is inside
 * @returns {(value: any) => any}
 */
export function valueReader(core, type) {
  const read = reader(core, type);
  return type === "Text" ? read : (value) => value.map(read);
}

/**
 * Reads a table whose rows hold all fields.
 * @param {any} core
 * @param {string} table
 * @param {string} type
 * @returns {any[]}
 */
export function rows(core, table, type) {
  return core[table].map(reader(core, type));
}
