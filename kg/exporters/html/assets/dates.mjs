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
