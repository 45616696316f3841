/** Attacks over time: a lane for each group that attacks, a bar from when to when, an arc to what an act answers. */

import { ticks, timeScale } from "./axis.mjs";
import { dayNumber, holds } from "./dates.mjs";
import { h, s } from "./dom.mjs";
import { fill } from "./text.mjs";

const LANE = 26;
const TOP = 8;
const AXIS = 30;
const MOST = 600;
const WIDEST = 250;
const FARTHEST = 64;

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
 * The attacks that the reader's choice lets be seen, each once, the latest if they are too many.
 * @param {any} app
 * @returns {{events: Map<string, any>, left: number}} by the id of the statement; how many were left out
 */
function eventsOf(app) {
  const {book} = app;
  const filter = app.filter();
  /** @type {Map<string, any>} */
  const events = new Map();
  for (const edge of book.attacks()) {
    const [statement] = book.behind(edge);
    if (!statement || !edge.span.start_earliest || events.has(statement.id)) continue;
    if (!filter.thing(book.thing.get(edge.source)) || !filter.thing(book.thing.get(edge.target)) || !filter.choice(edge)) continue;
    const [from, latest] = [edge.span.start_earliest, edge.span.start_latest || edge.span.start_earliest].map(dayNumber);
    events.set(statement.id, {id: statement.id, edge, statement, group: book.groupBehind(edge), from, latest, to: edge.span.end_latest ? dayNumber(edge.span.end_latest) : Infinity});
  }
  const left = Math.max(0, events.size - MOST);
  for (const {id} of [...events.values()].sort((a, b) => b.from - a.from || (a.id < b.id ? -1 : 1)).slice(MOST)) events.delete(id);
  return {events, left};
}

/**
 * @param {HTMLElement} root
 * @param {any} app
 */
export function renderTimeline(root, app) {
  const {book, store} = app;
  const {lang, day} = store.get();
  const {events, left} = eventsOf(app);
  const head = h("div", {class: "view-head"}, h("h2", null, app.t("timelineLabel")), left > 0 && h("span", {class: "badge doubt"}, fill(app.t("leftOut"), {n: left})), zoomButtons(root, app));
  if (!events.size) {
    root.replaceChildren(head, h("p", {class: "nothing"}, app.t("timelineEmpty")));
    return;
  }
  const all = [...events.values()].sort((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1));
  const label = root.clientWidth < 600 ? 84 : 130;
  const width = Math.max(root.clientWidth - 36, 560) * (app.timelineZoom || 1);
  for (const event of all) {
    event.words = clip(namesOf(app, event), WIDEST - 20, 7.2);
    event.wide = Math.min(WIDEST, wide(event.words));
  }
  const scale = timeScale(all.map((event) => event.from), label + 12, rightEnd(all, label + 12, width));
  const x = (/** @type {number} */ number) => (number === Infinity ? width - 10 : Math.min(Math.max(scale.x(number), label), width - 10));
  const {lanes: rows, row} = lanes(all.map((event) => ({...event, from: x(event.from)})), (event) => event.from + event.wide);
  let y = TOP;
  const tops = new Map();
  const back = [];
  const names = [];
  for (const {group, rows: many} of rows) {
    tops.set(group, y);
    const name = book.thing.has(group) ? book.names(book.thing.get(group), lang) : [group];
    back.push(s("rect", {x: 0, y, width, height: many * LANE + 6, rx: 8, class: "lane"}));
    names.push(s("rect", {x: 0, y, width: label, height: many * LANE + 6, rx: 8, class: "lane"}), s("text", {x: 10, y: y + 20, class: "lane-name"}, clip(name[0], label - 14, 8)));
    if (many > 1 && name[1]) names.push(s("text", {x: 10, y: y + 37, class: "lane-second"}, clip(name[1], label - 14, 7)));
    y += many * LANE + 14;
  }
  const place = (/** @type {any} */ event) => ({x: x(event.from), y: tops.get(event.group) + /** @type {number} */ (row.get(event.id)) * LANE + 16});
  const filter = app.filter();
  const arcs = book.answers().flatMap((/** @type {any} */ edge) => {
    const [a, b] = [events.get(edge.source), events.get(edge.target)];
    return a && b && filter.choice(edge) ? [arc(app, edge, place(a), place(b))] : [];
  });
  const marks = ticks(scale, lang).map((tick) => ({...tick, x: scale.x(tick.at)}));
  const today = day ? [s("line", {x1: x(dayNumber(day)), x2: x(dayNumber(day)), y1: 0, y2: y, class: "today"})] : [];
  const fixed = s("g", {class: "names"}, ...names);
  const picture = s(
    "svg",
    {viewBox: `0 0 ${width} ${y}`, width, height: y, class: "timeline", role: "group", "aria-label": app.t("timelineLabel")},
    fade(),
    ...back,
    ...marks.map((tick) => s("line", {x1: tick.x, x2: tick.x, y1: 0, y2: y, class: tick.minor ? "tick minor" : "tick"})),
    ...today,
    ...arcs,
    ...all.map((event, i) => mark(app, event, place(event), x, i === 0, holds(event.edge.span, day))),
    fixed,
  );
  picture.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => rove(picture, event));
  const scroller = h("div", {class: "scroller", onscroll: () => fixed.setAttribute("transform", `translate(${scroller.scrollLeft} 0)`)}, axis(app, marks, scale, width, x), picture);
  root.replaceChildren(head, key(app), scroller);
}

/**
 * Where the axis ends: as far to the right as leaves the words of every event whole.
 * @param {any[]} events
 * @param {number} left where it begins
 * @param {number} width
 */
function rightEnd(events, left, width) {
  const {x} = timeScale(events.map((event) => event.from), 0, 1);
  return Math.max(left + 100, Math.min(width - 24, ...events.map((event) => left + (width - 10 - left - event.wide) / Math.max(0.01, x(event.from)))));
}

/**
 * @param {HTMLElement} root
 * @param {any} app
 */
function zoomButtons(root, app) {
  const zoom = app.timelineZoom || 1;
  const zoomBy = (/** @type {number} */ by) => {
    app.timelineZoom = Math.min(FARTHEST, Math.max(1, zoom * by));
    const old = root.querySelector(".scroller");
    const [middle, top] = old ? [(old.scrollLeft + old.clientWidth / 2) / old.scrollWidth, old.scrollTop] : [0, 0];
    renderTimeline(root, app);
    const now = root.querySelector(".scroller");
    if (now) now.scrollTo(middle * now.scrollWidth - now.clientWidth / 2, top);
    const twin = root.querySelector(`[data-by="${by}"]:not(:disabled)`) || root.querySelector("[data-by]:not(:disabled)");
    if (twin) /** @type {HTMLElement} */ (twin).focus();
  };
  const button = (/** @type {number} */ by, /** @type {string} */ sign, /** @type {string} */ words, /** @type {boolean} */ off) => h("button", {type: "button", class: "icon", "data-by": by, "aria-label": words, title: words, disabled: off, onclick: () => zoomBy(by)}, sign);
  return h("div", {class: "pair", role: "group", "aria-label": app.t("zoom")}, button(2, "+", app.t("zoomIn"), zoom >= FARTHEST), button(0.5, "−", app.t("zoomOut"), zoom <= 1));
}

/**
 * The axis, which stays in sight above the lanes.
 * @param {any} app
 * @param {(import("./axis.mjs").Tick & {x: number})[]} marks
 * @param {{first: number, last: number}} scale
 * @param {number} width
 * @param {(n: number) => number} x
 */
function axis(app, marks, scale, width, x) {
  const {day} = app.store.get();
  const nodes = [s("rect", {x: 0, y: 0, width, height: AXIS, class: "ground"}), s("line", {x1: x(scale.first), x2: width - 10, y1: AXIS - 0.5, y2: AXIS - 0.5, class: "base"})];
  for (const tick of marks) {
    nodes.push(s("line", {x1: tick.x, x2: tick.x, y1: tick.minor ? AXIS - 5 : AXIS - 10, y2: AXIS, class: "tick"}));
    if (tick.label) nodes.push(s("text", {x: tick.x, y: AXIS - 14, "text-anchor": "middle", class: tick.strong ? "year strong" : "year"}, tick.label));
  }
  if (day) nodes.push(s("path", {d: `M${x(dayNumber(day))} ${AXIS}l-5 -8h10Z`, class: "now"}));
  return s("svg", {viewBox: `0 0 ${width} ${AXIS}`, width, height: AXIS, class: "timeline axis", "aria-hidden": "true"}, ...nodes);
}

/** How a bar looks of which no end is known: it fades. */
function fade() {
  return s("defs", null, s("linearGradient", {id: "fade"}, s("stop", {offset: 0.35, class: "from"}), s("stop", {offset: 1, class: "to"})));
}

/**
 * What the marks mean.
 * @param {any} app
 */
function key(app) {
  const sign = (/** @type {any[]} */ nodes, /** @type {string} */ words) => h("span", null, s("svg", {width: 34, height: 18, viewBox: "0 0 34 18", class: "timeline", "aria-hidden": "true"}, ...nodes), words);
  return h(
    "p",
    {class: "timeline-key"},
    sign([s("line", {x1: 4, x2: 32, y1: 9, y2: 9, class: "bar"}), s("path", {d: "M4 3V15", class: "tee"})], app.t("keyBar")),
    sign([fade(), s("rect", {x: 4, y: 1, width: 30, height: 16, class: "open"}), s("path", {d: "M4 3V15", class: "tee"})], app.t("keyOpenEnd")),
    sign([s("path", {d: "M4 3V15", class: "tee unsure"}), s("path", {d: "M4 16H28V12", class: "range"})], app.t("keyUnsure")),
    sign([s("g", {class: "arc"}, s("path", {d: "M4 15C10 0 22 0 28 9"}), s("path", {d: "M24 7L30 12L31 5Z", class: "tip"}))], app.t("keyAnswer")),
    h("span", null, h("b", null, "≠ "), app.t("disagree")),
  );
}

/**
 * @param {any} app
 * @param {any} event
 */
function namesOf(app, event) {
  const {book, store} = app;
  const {lang} = store.get();
  return `${book.name(event.edge.source, lang)} → ${book.name(event.edge.target, lang)}`;
}

/**
 * The room that an event takes with its words, as far as that can be told without a font.
 * @param {string} words
 */
function wide(words) {
  return [...words].reduce((sum, c) => sum + (c > "\u2e7f" ? 13 : 7.4), 32);
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
 * How exactly a date is known, in words; nothing if to the day.
 * @param {any} app
 * @param {string} date as stated
 */
function exactness(app, date) {
  if (date.endsWith("~")) return app.t("roughly");
  return date.length === 4 ? app.t("onlyYear") : date.length === 7 ? app.t("onlyMonth") : "";
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
  const open = event.to === Infinity;
  const end = x(event.to);
  const latest = x(event.latest);
  const key = `edge:${event.edge.id}`;
  const {start} = event.edge.span;
  const how = exactness(app, start);
  const said = `${start}${how ? ` (${how})` : ""}: ${book.name(event.statement.id, lang)}${event.edge.disputed ? `, ${app.t("disputed")}` : ""}`;
  const choose = () => app.select(key);
  const bar = open ? s("rect", {x: at.x, y: at.y - 9, width: Math.max(0, end - at.x), height: 18, class: "open"}) : s("line", {x1: at.x, x2: end, y1: at.y, y2: at.y, class: "bar"});
  return s(
    "g",
    {class: `event ${state}${sel === key || sel === `statement:${event.id}` ? " selected" : ""}`, role: "button", tabindex: first ? "0" : "-1", "aria-label": said, onclick: choose, onkeydown: (/** @type {KeyboardEvent} */ e) => (e.key === "Enter" || e.key === " ") && (e.preventDefault(), choose())},
    s("title", null, said),
    s("rect", {x: at.x - 6, y: at.y - 13, width: event.wide, height: 25, class: "hit"}),
    bar,
    ...(latest - at.x > 2 ? [s("path", {d: `M${at.x} ${at.y + 10}H${latest}V${at.y + 5}`, class: "range"})] : []),
    s("path", {d: `M${at.x} ${at.y - 7}V${at.y + 7}`, class: how ? "tee unsure" : "tee"}),
    s("text", {x: at.x + 7, y: at.y + 4, class: "what"}, event.words + (event.edge.disputed ? " ≠" : "")),
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
