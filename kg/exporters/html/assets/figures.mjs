/** Numbers over time, as a small chart for each metric, with the same numbers in words. */

import { h, s } from "./dom.mjs";
import { dayNumber } from "./dates.mjs";
import { pick } from "./text.mjs";

const WIDTH = 300;
const HEIGHT = 74;

/**
 * The numbers among some statements: those with a value, or with bounds of one.
 * @param {any[]} statements
 * @returns {Map<string, {day: string, date: string, low: number, high: number, unit: any, statement: any}[]>} by metric, in the order of time
 */
export function series(statements) {
  const found = new Map();
  for (const statement of statements) {
    const field = (/** @type {string} */ name) => (statement.fields.find((/** @type {any} */ f) => f.name === name) || {values: []}).values[0];
    const number = (/** @type {string} */ name) => (field(name) && !field(name).ref ? Number(pick(field(name).text, "en")) : NaN);
    const [exact, least, most] = ["value", "valueMin", "valueMax"].map(number);
    const low = Number.isNaN(exact) ? least : exact;
    const high = Number.isNaN(exact) ? most : exact;
    const day = statement.span.start_earliest || statement.span.end_latest;
    if ((Number.isNaN(low) && Number.isNaN(high)) || !day || !statement.best) continue;
    const metric = (field("metric") || {ref: ""}).ref;
    const unit = field("unit") || null;
    const key = `${metric} ${unit ? unit.ref : ""} ${pick((field("scope") || {text: []}).text, "en")}`;
    const point = {day, date: statement.span.start || statement.span.end, low: Number.isNaN(low) ? high : low, high: Number.isNaN(high) ? low : high, unit, statement};
    found.set(key, [...(found.get(key) || []), point]);
  }
  for (const points of found.values()) points.sort((/** @type {any} */ a, /** @type {any} */ b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.low - b.low));
  return found;
}

/**
 * @param {number} value
 * @param {string} language
 */
export function inWords(value, language) {
  return new Intl.NumberFormat(language, {notation: "compact", maximumFractionDigits: 1}).format(value);
}

/**
 * The section of a card that shows its numbers.
 * @param {any} app
 * @param {any[]} statements
 */
export function figures(app, statements) {
  const {lang} = app.store.get();
  const found = [...series(statements)];
  if (!found.length) return null;
  return h(
    "section",
    {class: "figures"},
    h("h3", null, app.t("figures")),
    ...found.map(([key, points]) => {
      const metric = key.split(" ")[0];
      const unit = points[0].unit;
      const name = [metric ? app.book.name(metric, lang) : "", unit ? (unit.ref ? app.book.name(unit.ref, lang) : pick(unit.text, lang)) : "", key.split(" ").slice(2).join(" ")].filter(Boolean).join(", ");
      return h("figure", null, h("figcaption", null, name), points.length > 1 && chart(points, lang), h("ul", null, ...points.map((point) => row(app, point, lang))));
    }),
  );
}

/**
 * @param {any} app
 * @param {any} point
 * @param {string} lang
 */
function row(app, point, lang) {
  const number = point.low === point.high ? inWords(point.low, lang) : `${inWords(point.low, lang)} – ${inWords(point.high, lang)}`;
  return h("li", null, h("span", {class: "date"}, point.date), " ", h("button", {type: "button", class: "ref", onclick: () => app.select(`statement:${point.statement.id}`)}, number), app.book.isDisputed(point.statement) && h("span", {class: "badge doubt"}, `≠ ${app.t("disputed")}`));
}

/**
 * A line through the numbers; what is only bounded has a bar from the one bound to the other.
 * @param {any[]} points
 * @param {string} lang
 */
function chart(points, lang) {
  const days = points.map((point) => dayNumber(point.day));
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const most = Math.max(...points.map((point) => point.high)) || 1;
  const x = (/** @type {number} */ day) => 8 + ((day - first) / (last - first || 1)) * (WIDTH - 16);
  const y = (/** @type {number} */ value) => HEIGHT - 16 - (value / most) * (HEIGHT - 34);
  const middle = (/** @type {any} */ point) => (point.low + point.high) / 2;
  const line = points.map((point, i) => `${i ? "L" : "M"}${x(days[i]).toFixed(1)} ${y(middle(point)).toFixed(1)}`).join("");
  return s(
    "svg",
    {viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "chart", "aria-hidden": "true"},
    s("path", {d: `M4 ${HEIGHT - 16}H${WIDTH - 4}`, class: "base"}),
    s("path", {d: line, class: "line"}),
    ...points.map((point, i) => s("path", {d: `M${x(days[i])} ${y(point.low)}V${y(point.high)}`, class: "bounds"})),
    ...points.map((point, i) => s("circle", {cx: x(days[i]), cy: y(middle(point)), r: 3})),
    s("text", {x: 4, y: 12}, inWords(most, lang)),
    s("text", {x: 4, y: HEIGHT - 3}, points[0].day.slice(0, 4)),
    s("text", {x: WIDTH - 4, y: HEIGHT - 3, "text-anchor": "end"}, points[points.length - 1].day.slice(0, 4)),
  );
}
