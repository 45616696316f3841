/** The day that the page shows: a slider with a mark for every event, and buttons that step through them. */

import { dayNumber, isoDay, readDay } from "./dates.mjs";
import { announce, byId, s } from "./dom.mjs";
import { fill } from "./text.mjs";

export class Slider {
  /** @param {any} app */
  constructor(app) {
    this.app = app;
    this.input = byId("day");
    this.text = byId("day-text");
    this.marks = byId("marks");
    this.playing = 0;
    const days = app.book.days;
    this.first = days.length ? dayNumber(days[0]) : dayNumber("2000-01-01");
    this.last = (days.length ? dayNumber(days[days.length - 1]) : this.first) + 1;
    this.input.min = String(this.first);
    this.input.max = String(this.last);
    this.input.addEventListener("input", () => this.#take(Number(this.input.value)));
    byId("day-back").addEventListener("click", () => this.step(-1));
    byId("day-next").addEventListener("click", () => this.step(1));
    byId("day-last").addEventListener("click", () => this.#set(""));
    byId("day-play").addEventListener("click", () => this.play());
    this.text.addEventListener("change", () => this.#typed());
    this.text.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      if (event.key === "Escape") this.text.value = this.app.store.get().day;
    });
    addEventListener("resize", () => this.#draw());
  }

  /** @param {number} number */
  #take(number) {
    this.#set(number >= this.last ? "" : isoDay(number));
  }

  /** Goes to the day that is written in the field; of a month or a year, to its last day. */
  #typed() {
    const words = this.text.value.trim();
    const day = readDay(words);
    if (day === null) this.app.toast(fill(this.app.t("dayUnknown"), {a: words}));
    else if (day && day !== words) this.app.toast(fill(this.app.t("dayLast"), {a: words, b: day}));
    if (day !== null) this.#set(day);
    this.text.value = this.app.store.get().day;
  }

  /** @param {string} day */
  #set(day) {
    this.app.store.set({day});
  }

  /**
   * Goes to the previous or next day on which something changes.
   * @param {number} by -1 or 1
   */
  step(by) {
    const {day} = this.app.store.get();
    const days = this.app.book.days;
    if (by < 0) {
      const earlier = days.filter((/** @type {string} */ d) => !day || d < day);
      if (earlier.length) this.#set(earlier[earlier.length - 1]);
    } else if (day) {
      this.#set(days.find((/** @type {string} */ d) => d > day) || "");
    }
    announce(this.words());
  }

  /** Plays from the day shown, or from the first, one event after the other. */
  play() {
    if (this.playing) {
      clearInterval(this.playing);
      this.playing = 0;
    } else {
      if (!this.app.store.get().day) this.#set(this.app.book.days[0] || "");
      this.playing = setInterval(() => {
        this.step(1);
        if (!this.app.store.get().day) this.play();
      }, 900);
    }
    this.#button();
  }

  #button() {
    const button = byId("day-play");
    const words = this.app.t(this.playing ? "pause" : "play");
    button.setAttribute("aria-label", words);
    button.title = words;
    button.classList.toggle("playing", Boolean(this.playing));
  }

  words() {
    const {day} = this.app.store.get();
    return `${this.app.t("asOf")} ${day || this.app.t("latest")}`;
  }

  update() {
    const {day} = this.app.store.get();
    this.input.value = String(day ? dayNumber(day) : this.last);
    this.input.setAttribute("aria-valuetext", this.words());
    this.input.setAttribute("aria-label", this.app.t("timeLabel"));
    this.text.value = day;
    this.text.title = this.app.t("dayForms");
    this.#button();
    this.#draw();
  }

  /** Draws years and event marks above the slider: red bars for attacks, grey for the rest. */
  #draw() {
    const width = this.marks.clientWidth;
    if (!width) return;
    const tall = this.marks.clientHeight;
    const span = Math.max(1, this.last - this.first);
    const x = (/** @type {string} */ day) => 8 + ((dayNumber(day) - this.first) / span) * (width - 16);
    /** @type {Map<string, number>} */
    const bars = new Map();
    for (const [day, many] of this.app.book.begun()) {
      const slot = Math.round(x(day) / 4);
      for (const kind of ["attack", "other"]) if (many[kind]) bars.set(`${slot} ${kind}`, (bars.get(`${slot} ${kind}`) || 0) + many[kind]);
    }
    const most = Math.max(2, ...bars.values());
    const nodes = [];
    const from = Number(isoDay(this.first).slice(0, 4));
    const to = Number(isoDay(this.last).slice(0, 4));
    const least = (to - from + 1) / Math.max(2, width / 64);
    const every = [1, 2, 5, 10, 20, 50, 100].find((years) => years >= least) || 500;
    for (let year = from; year <= to; year += 1) {
      const at = x(`${year}-01-01`);
      if (at < 8 || year % every) continue;
      nodes.push(s("line", {x1: at, x2: at, y1: tall - 12, y2: tall, class: "tick"}));
      if (at < width - 30) nodes.push(s("text", {x: at + 3, y: tall - 3, class: "year"}, String(year)));
    }
    for (const kind of ["other", "attack"]) {
      for (const [key, many] of bars) {
        const [slot, of] = key.split(" ");
        if (of !== kind) continue;
        const high = 4 + Math.round(((tall - 20) * Math.sqrt(many)) / Math.sqrt(most));
        nodes.push(s("rect", {x: Number(slot) * 4 - 1.5, y: tall - 14 - high, width: 3, height: high, class: kind}));
      }
    }
    this.marks.replaceChildren(...nodes);
  }
}
