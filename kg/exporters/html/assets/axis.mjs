/** A time axis: every year as wide as the next, with ticks that fit the room there is. */

import { dayNumber } from "./dates.mjs";

/** @typedef {{at: number, label: string, strong: boolean, minor: boolean}} Tick */

/** Days from one tick to the next, about, with what a tick stands for: years, months, or days of the month. */
const STEPS = /** @type {const} */ ([
  [36525, "year", 100], [18263, "year", 50], [7305, "year", 20], [3652, "year", 10], [1826, "year", 5], [730, "year", 2], [365, "year", 1],
  [91, "month", 3], [30, "month", 1], [7, "day", 7],
]);
const ROOM = {year: 44, month: 40, day: 26};
const LEAST = 7;

/**
 * Where days stand, from the first day of the first year to the first day after the last.
 * @param {number[]} days on which something begins
 * @param {number} left
 * @param {number} right
 * @returns {{x: (day: number) => number, first: number, last: number}}
 */
export function timeScale(days, left, right) {
  const first = newYear(yearOf(Math.min(...days)));
  const last = newYear(yearOf(Math.max(...days)) + 1);
  return {x: (day) => left + ((day - first) / (last - first)) * (right - left), first, last};
}

/**
 * The ticks of a scale: as close as their labels have room, and between them lines for the next finer step.
 * @param {{x: (day: number) => number, first: number, last: number}} scale
 * @param {string} language
 * @returns {Tick[]} in the order of time; a year is `strong` among months, and what has no label is `minor`
 */
export function ticks(scale, language) {
  const wide = scale.x(scale.first + 1) - scale.x(scale.first);
  let at = 0;
  STEPS.forEach(([days, unit], i) => {
    if (days * wide >= ROOM[unit]) at = i;
  });
  const [, unit, every] = STEPS[at];
  const found = new Map(marks(scale, unit, every).map((mark) => [mark.at, {at: mark.at, label: words(mark, unit, language), strong: unit !== "year" && mark.month === 0 && mark.day === 1, minor: false}]));
  const finer = STEPS.findLast(([days, of, by], i) => i > at && days * wide >= LEAST && (of !== unit || every % by === 0));
  if (finer) for (const mark of marks(scale, finer[1], finer[2])) if (!found.has(mark.at)) found.set(mark.at, {at: mark.at, label: "", strong: false, minor: true});
  return [...found.values()].sort((a, b) => a.at - b.at);
}

/** @param {number} day */
function yearOf(day) {
  return new Date(day * 86400000).getUTCFullYear();
}

/** @param {number} year */
function newYear(year) {
  return dayNumber(`${String(year).padStart(4, "0")}-01-01`);
}

/**
 * @param {{first: number, last: number}} scale
 * @param {"year" | "month" | "day"} unit
 * @param {number} every
 */
function marks(scale, unit, every) {
  const found = [];
  const put = (/** @type {number} */ year, /** @type {number} */ month, /** @type {number} */ day) => {
    const at = dayNumber([String(year).padStart(4, "0"), String(month + 1).padStart(2, "0"), String(day).padStart(2, "0")].join("-"));
    if (at >= scale.first && at <= scale.last) found.push({at, year, month, day});
  };
  for (let year = yearOf(scale.first); year <= yearOf(scale.last); year += 1) {
    if (unit === "year") {
      if (year % every === 0) put(year, 0, 1);
      continue;
    }
    for (let month = 0; month < 12; month += unit === "month" ? every : 1) {
      put(year, month, 1);
      if (unit === "day") for (const day of [8, 15, 22]) put(year, month, day);
    }
  }
  return found;
}

/**
 * @param {{year: number, month: number, day: number}} mark
 * @param {"year" | "month" | "day"} unit
 * @param {string} language
 */
function words(mark, unit, language) {
  if (unit === "year" || (mark.month === 0 && mark.day === 1)) return String(mark.year);
  if (mark.day > 1) return String(mark.day);
  return new Intl.DateTimeFormat(language, {month: "short", timeZone: "UTC"}).format(Date.UTC(mark.year, mark.month, 1));
}
