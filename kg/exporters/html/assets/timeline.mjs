/** Attacks over time: a lane for each group that attacks, a bar from when to when, an arc to what an act answers. */

import { dayNumber, holds } from "./dates.mjs";
import { h, s } from "./dom.mjs";
import { fill } from "./text.mjs";

const LANE = 26;
const TOP = 30;
const MOST = 600;
const RIGHT = 190;

/**
 * Places events in lanes: events of a group that would touch stand below each other.
 * @param {{id: string, group: string, from: number, to: number}[]} events
 * @param {(event: any) => number} end where the ink of an event ends
 * @returns {{lanes: {group: string, rows: number}[], row: Map<string, number>}}
 */
export function lanes(events, end) {
  const groups = new Map();
  for (const event of events) groups.set(event.group, [...(groups.get(event.group) || []), event]);
  const order = [...groups.keys()].sort((a, b) => groups.get(b).length - groups.get(a).length || (a < b ? -1 : 1));
  const row = new Map();
  const found = [];
  for (const group of order) {
    /** @type {number[]} */
    const free = [];
    for (const event of groups.get(group).sort((/** @type {any} */ a, /** @type {any} */ b) => a.from - b.from || (a.id < b.id ? -1 : 1))) {
      let at = free.findIndex((until) => until <= event.from);
      if (at < 0) at = free.length;
      free[at] = end(event);
      row.set(event.id, at);
    }
    found.push({group, rows: free.length});
  }
  return {lanes: found, row};
}

/**
 * @param {HTMLElement} root
 * @param {any} app
 */
export function renderTimeline(root, app) {
  const {book, store} = app;
  const {lang, day} = store.get();
  const filter = app.filter();
  /** @type {Map<string, any>} */
  const events = new Map();
  for (const edge of book.attacks()) {
    const [statement] = book.behind(edge);
    if (!statement || !edge.span.start_earliest || events.has(statement.id)) continue;
    if (!filter.thing(book.thing.get(edge.source)) || !filter.thing(book.thing.get(edge.target)) || !filter.choice(edge)) continue;
    const from = dayNumber(edge.span.start_earliest);
    events.set(statement.id, {id: statement.id, edge, statement, group: book.groupBehind(edge), from, to: edge.span.end_latest ? dayNumber(edge.span.end_latest) : Infinity});
  }
  const zoomBy = (/** @type {number} */ by) => {
    app.timelineZoom = Math.min(16, Math.max(1, (app.timelineZoom || 1) * by));
    const old = root.querySelector(".scroller");
    const middle = old ? (old.scrollLeft + old.clientWidth / 2) / old.scrollWidth : 0;
    renderTimeline(root, app);
    const now = root.querySelector(".scroller");
    if (now) now.scrollLeft = middle * now.scrollWidth - now.clientWidth / 2;
  };
  const head = h("div", {class: "view-head"}, h("h2", null, app.t("timelineLabel")), h("div", {class: "pair", role: "group", "aria-label": app.t("zoom")}, h("button", {type: "button", class: "icon", "aria-label": app.t("zoomIn"), onclick: () => zoomBy(2)}, "+"), h("button", {type: "button", class: "icon", "aria-label": app.t("zoomOut"), onclick: () => zoomBy(0.5)}, "−")));
  const left = Math.max(0, events.size - MOST);
  for (const {id} of [...events.values()].sort((a, b) => b.from - a.from || (a.id < b.id ? -1 : 1)).slice(MOST)) events.delete(id);
  if (left) head.append(h("span", {class: "badge doubt"}, fill(app.t("leftOut"), {n: left})));
  if (!events.size) {
    root.replaceChildren(head, h("p", {class: "nothing"}, app.t("timelineEmpty")));
    return;
  }
  const all = [...events.values()];
  const label = root.clientWidth < 600 ? 84 : 130;
  const zoom = app.timelineZoom || 1;
  const width = Math.max(root.clientWidth - 36, 560) * zoom;
  const named = (/** @type {any} */ event) => `${book.name(event.edge.source, lang)} → ${book.name(event.edge.target, lang)} ≠`;
  const wide = (/** @type {string} */ words) => [...words].reduce((sum, c) => sum + (c > "\u2e7f" ? 13 : 7.4), 20);
  const scale = timeScale(all.map((event) => event.from), label + 12, width - Math.min(RIGHT, width / 3));
  const x = (/** @type {number} */ number) => (number === Infinity ? width - 10 : Math.min(scale.x(number), width - 10));
  const {lanes: rows, row} = lanes(all.map((event) => ({...event, from: x(event.from)})), (event) => event.from + wide(named(event)));
  let y = TOP;
  const tops = new Map();
  const nodes = [];
  for (const {group, rows: many} of rows) {
    tops.set(group, y);
    const name = book.thing.has(group) ? book.names(book.thing.get(group), lang) : [group];
    nodes.push(s("rect", {x: 0, y, width, height: many * LANE + 6, rx: 8, class: "lane"}), s("text", {x: 10, y: y + 20, class: "lane-name"}, clip(name[0], label - 14, 8)));
    if (many > 1 && name[1]) nodes.push(s("text", {x: 10, y: y + 37, class: "lane-second"}, clip(name[1], label - 14, 7)));
    y += many * LANE + 14;
  }
  nodes.unshift(...axis(scale.years, x, y, width));
  if (day) nodes.push(s("line", {x1: x(dayNumber(day)), x2: x(dayNumber(day)), y1: TOP - 8, y2: y, class: "today"}));
  const place = (/** @type {any} */ event) => ({x: x(event.from), y: tops.get(event.group) + /** @type {number} */ (row.get(event.id)) * LANE + 16});
  for (const edge of book.answers()) {
    const [a, b] = [events.get(edge.source), events.get(edge.target)];
    if (a && b && filter.choice(edge)) nodes.push(arc(app, edge, place(a), place(b)));
  }
  const sorted = all.sort((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1));
  sorted.forEach((event, i) => nodes.push(mark(app, event, place(event), x, i === 0, holds(event.edge.span, day))));
  const picture = s("svg", {viewBox: `0 0 ${width} ${y}`, width, height: y, class: "timeline", role: "group", "aria-label": app.t("timelineLabel")}, ...nodes);
  picture.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => rove(picture, event));
  root.replaceChildren(head, h("div", {class: "scroller"}, picture));
}

/**
 * Words cut to a width, as far as that can be told without a font.
 * @param {string} words
 * @param {number} room
 * @param {number} letter the width of a letter; that of a Chinese one is nearly twice as much
 */
function clip(words, room, letter) {
  let left = room;
  const kept = [...words].filter((c) => (left -= c > "\u2e7f" ? 1.7 * letter : letter) >= 0);
  return kept.length < [...words].length ? `${kept.slice(0, -1).join("")}…` : words;
}

/**
 * Where days stand: a year is the wider the more begins in it, so that the years of which little is told take little room.
 * @param {number[]} days on which something begins
 * @param {number} left where the first year begins
 * @param {number} right where the last year ends
 * @returns {{x: (day: number) => number, years: number[]}}
 */
export function timeScale(days, left, right) {
  const yearOf = (/** @type {number} */ day) => new Date(day * 86400000).getUTCFullYear();
  const [from, to] = [yearOf(Math.min(...days)), yearOf(Math.max(...days))];
  const years = Array.from({length: to - from + 1}, (_, i) => from + i);
  const weights = years.map(() => 1);
  for (const day of days) weights[yearOf(day) - from] += 1;
  const starts = [0];
  for (const weight of weights) starts.push(starts[starts.length - 1] + Math.sqrt(weight));
  const unit = (right - left) / starts[starts.length - 1];
  const begins = [...years, to + 1].map((year) => dayNumber(`${String(year).padStart(4, "0")}-01-01`));
  const x = (/** @type {number} */ day) => {
    const at = Math.max(0, Math.min(years.length - 1, yearOf(day) - from));
    const part = (day - begins[at]) / (begins[at + 1] - begins[at]);
    return Math.max(left - 8, left + unit * (starts[at] + part * (starts[at + 1] - starts[at])));
  };
  return {x, years};
}

/**
 * A line for every year, and its number wherever there is room for one.
 * @param {number[]} years
 * @param {(n: number) => number} x
 * @param {number} bottom
 * @param {number} width
 */
function axis(years, x, bottom, width) {
  const nodes = [];
  let free = 0;
  for (const year of years) {
    const at = x(dayNumber(`${String(year).padStart(4, "0")}-01-01`));
    const room = at >= free && at < width - 40;
    nodes.push(s("line", {x1: at, x2: at, y1: room ? 18 : 26, y2: bottom, class: "tick"}));
    if (room) nodes.push(s("text", {x: at + 4, y: 16, class: "year"}, String(year)));
    if (room) free = at + 42;
  }
  return nodes;
}

/**
 * @param {any} app
 * @param {any} edge
 * @param {{x: number, y: number}} from the act that answers
 * @param {{x: number, y: number}} to what it answers
 */
function arc(app, edge, from, to) {
  const bulge = 16 + Math.min(30, Math.abs(from.y - to.y) / 8);
  const path = `M${to.x - 3} ${to.y}C${to.x - bulge} ${to.y} ${from.x - bulge} ${from.y} ${from.x - 7} ${from.y}`;
  const {lang} = app.store.get();
  return s("g", {class: "arc"}, s("path", {d: path}), s("path", {d: `M${from.x - 11} ${from.y - 3.5}L${from.x - 4} ${from.y}L${from.x - 11} ${from.y + 3.5}Z`, class: "tip"}), s("title", null, `${app.book.name(edge.source, lang)} — ${app.book.name(edge.relation, lang)} — ${app.book.name(edge.target, lang)}`));
}

/**
 * @param {any} app
 * @param {any} event
 * @param {{x: number, y: number}} at
 * @param {(n: number) => number} x
 * @param {boolean} first
 * @param {string} state
 */
function mark(app, event, at, x, first, state) {
  const {book, store} = app;
  const {lang, sel} = store.get();
  const words = `${book.names(book.thing.get(event.edge.source), lang)[0]} → ${book.names(book.thing.get(event.edge.target), lang)[0]}`;
  const open = event.to === Infinity;
  const end = open ? x(Infinity) : x(event.to);
  const key = `edge:${event.edge.id}`;
  const said = `${event.edge.span.start}: ${book.name(event.statement.id, lang)}${event.edge.disputed ? `, ${app.t("disputed")}` : ""}`;
  const choose = () => app.select(key);
  return s(
    "g",
    {class: `event ${state}${sel === key || sel === `statement:${event.id}` ? " selected" : ""}`, role: "button", tabindex: first ? "0" : "-1", "aria-label": said, onclick: choose, onkeydown: (/** @type {KeyboardEvent} */ e) => (e.key === "Enter" || e.key === " ") && (e.preventDefault(), choose())},
    s("title", null, said),
    s("rect", {x: at.x - 6, y: at.y - 13, width: 172, height: 25, class: "hit"}),
    s("line", {x1: at.x, x2: end, y1: at.y, y2: at.y, class: open ? "bar open" : "bar"}),
    s("path", {d: `M${at.x} ${at.y - 7}V${at.y + 7}`, class: "tee"}),
    s("text", {x: at.x + 7, y: at.y + 4, class: "what"}, words + (event.edge.disputed ? " ≠" : "")),
  );
}

/**
 * Moves between events by the arrow keys; only one of them is in the order of Tab.
 * @param {Element} picture
 * @param {KeyboardEvent} event
 */
function rove(picture, event) {
  const by = /** @type {Record<string, number>} */ ({ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1})[event.key];
  if (!by) return;
  const events = /** @type {SVGElement[]} */ ([...picture.querySelectorAll(".event")]);
  const at = events.indexOf(/** @type {any} */ (document.activeElement));
  const next = events[Math.min(events.length - 1, Math.max(0, at + by))];
  for (const other of events) other.setAttribute("tabindex", other === next ? "0" : "-1");
  next.focus();
  event.preventDefault();
}
