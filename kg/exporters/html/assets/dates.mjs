/** When something holds. The same meaning as `--as-of`, so that page and command line agree on every day. */

/** @typedef {{start: string, end: string, start_earliest: string, start_latest: string, end_earliest: string, end_latest: string}} Span */

/**
 * Tells whether a span counts on a day: its start may be no later, and its end, if any, may be later.
 * @param {Span} span
 * @param {string} day ISO 8601, or empty for the latest known state, which is after every stated day
 * @returns {"no" | "maybe" | "yes"} `maybe` if the precision of a date leaves it open
 */
export function holds(span, day) {
  if (!day) return span.end_latest ? "no" : "yes";
  if (span.start_earliest > day || (span.end_latest && span.end_latest <= day)) return "no";
  return span.start_latest > day || (span.end_earliest && span.end_earliest <= day) ? "maybe" : "yes";
}

/**
 * Whether something surely begins only after a day.
 * @param {Span} span
 * @param {string} day
 */
export function isYetToCome(span, day) {
  return day !== "" && span.start_earliest > day;
}

/**
 * @param {string} day ISO 8601
 * @returns {number} days since 1970-01-01
 */
export function dayNumber(day) {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / 86400000);
}

/**
 * @param {number} number days since 1970-01-01
 * @returns {string} ISO 8601
 */
export function isoDay(number) {
  return new Date(number * 86400000).toISOString().slice(0, 10);
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/**
 * Reads a day as people write one: `2014-11-28`, `2014/11`, `2014`, `Nov 2014`, `28 November 2014`, `2014年11月28日`.
 * @param {string} words
 * @returns {string | null} ISO 8601; of a month or a year its last day; empty for no words; null if that is no day
 */
export function readDay(words) {
  const plain = words.normalize("NFKC").trim().toLowerCase();
  if (!plain) return "";
  const numbers = plain.match(/^(\d{4})(?:\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})\s*日?|月)?|年)?$/);
  const named = plain.match(/^(?:(\d{1,2})\.?\s+)?([a-z]{3,9})\.?\s+(?:(\d{1,2}),?\s+)?(\d{4})$/);
  const month = named ? MONTHS.indexOf(named[2].slice(0, 3)) + 1 : 0;
  if (!numbers && !month) return null;
  const [y, m, d] = numbers ? numbers.slice(1).map(Number) : [Number(/** @type {any} */ (named)[4]), month, Number(/** @type {any} */ (named)[1] || /** @type {any} */ (named)[3] || NaN)];
  const iso = (/** @type {number} */ month, /** @type {number} */ day) => new Date(Date.UTC(y, month, day)).toISOString().slice(0, 10);
  if (y < 1000 || m < 1 || m > 12) return null;
  if (Number.isNaN(d)) return Number.isNaN(m) ? iso(11, 31) : iso(m, 0);
  return iso(m - 1, d).endsWith(`-${String(d).padStart(2, "0")}`) ? iso(m - 1, d) : null;
}

/**
 * The days on which something begins or ceases to count, in order, each once.
 * @param {string[][]} starts stated dates, each with the first and the last day that it can mean
 * @param {string[][]} ends
 * @returns {string[]}
 */
export function eventDays(starts, ends) {
  const days = new Set([...starts.map(([, earliest]) => earliest), ...ends.map(([, , latest]) => latest)]);
  days.delete("");
  return [...days].sort();
}
