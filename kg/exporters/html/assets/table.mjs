/** All statements in rows: sorted, filtered, and only as many in the document as can be seen. */

import { holds, isYetToCome } from "./dates.mjs";
import { h } from "./dom.mjs";
import { when } from "./evidence.mjs";
import { fill, fold, pick } from "./text.mjs";

const HEIGHT = 44;
const SPARE = 8;

export class Table {
  /**
   * @param {HTMLElement} root
   * @param {any} app
   */
  constructor(root, app) {
    this.app = app;
    this.root = root;
    this.sort = {column: "when", up: false};
    this.query = "";
    /** Whether only what counts on the day is shown; until the reader says so, it is whenever a day is chosen. @type {boolean | null} */
    this.chosen = null;
    /** @type {any[]} */
    this.rows = [];
    /** @type {Map<string, string>} */
    this.folded = new Map();
  }

  columns() {
    const {book, t, store} = this.app;
    const {lang, day} = store.get();
    return [
      {id: "when", label: t("when"), text: (/** @type {any} */ s) => when(this.app, s.span), key: (/** @type {any} */ s) => s.span.start_earliest || s.span.end_latest},
      {id: "what", label: t("what"), text: (/** @type {any} */ s) => pick(s.label, lang), key: (/** @type {any} */ s) => pick(s.label, lang)},
      {id: "kind", label: t("kind"), text: (/** @type {any} */ s) => book.name(s.kind, lang), key: (/** @type {any} */ s) => book.name(s.kind, lang)},
      {id: "who", label: t("who"), text: (/** @type {any} */ s) => this.#sources(s), key: (/** @type {any} */ s) => this.#sources(s)},
      {id: "state", label: t("state"), text: (/** @type {any} */ s) => this.#state(s, day), key: (/** @type {any} */ s) => this.#state(s, day)},
    ];
  }

  /** @param {any} statement */
  #sources(statement) {
    const {book} = this.app;
    const names = [...new Set(statement.citations.map((/** @type {any} */ c) => (book.source.get(c.source) || {publisher: c.source}).publisher))];
    return names.length > 2 ? `${names.slice(0, 2).join("; ")} +${names.length - 2}` : names.join("; ");
  }

  /**
   * @param {any} statement
   * @param {string} day
   */
  #state(statement, day) {
    const {t, book} = this.app;
    const state = {yes: t("inForce"), maybe: t("uncertain"), no: t(isYetToCome(statement.span, day) ? "notYet" : "ended")}[holds(statement.span, day)];
    return book.isDisputed(statement) ? `${state} · ≠ ${t("disputed")}` : state;
  }

  /** Lays out the frame; call again when the language changes. */
  mount() {
    const {t} = this.app;
    const search = h("input", {type: "search", "aria-label": t("tableFilter"), placeholder: t("tableFilter"), value: this.query, oninput: () => {
      this.query = search.value;
      this.fill();
    }});
    const now = h("input", {type: "checkbox", id: "only-now", onchange: () => {
      this.chosen = now.checked;
      this.fill();
    }});
    this.now = now;
    this.count = h("span", {class: "count", role: "status"});
    this.head = h("tr");
    this.body = h("tbody");
    this.table = h("table", {class: "facts"}, h("caption", {class: "unseen"}, t("tableLabel")), h("thead", null, this.head), this.body);
    this.scroller = h("div", {class: "scroller", tabindex: "0", role: "region", "aria-label": t("tableLabel"), onscroll: () => this.#draw()}, this.table);
    this.root.replaceChildren(h("div", {class: "view-head"}, h("h2", null, t("tableLabel")), search, h("label", {for: "only-now", class: "check"}, now, ` ${t("onlyInForce")}`), this.count), this.scroller);
    this.fill();
  }

  /** Chooses and sorts the rows. */
  fill() {
    const {book, store, t} = this.app;
    const {lang, day} = store.get();
    const filter = this.app.filter();
    const only = this.chosen ?? Boolean(day);
    this.now.checked = only;
    const wanted = fold(this.query).split(" ").filter(Boolean);
    const columns = this.columns();
    this.rows = book.statements.filter((/** @type {any} */ statement) => {
      if (!filter.statement(statement) || (only && holds(statement.span, day) === "no")) return false;
      if (!wanted.length) return true;
      const key = `${lang} ${statement.id}`;
      if (!this.folded.has(key)) this.folded.set(key, fold([statement.id, ...columns.slice(0, 4).map((c) => c.text(statement)), ...book.refs(statement).map((/** @type {string} */ id) => book.name(id, lang))].join(" ")));
      const text = /** @type {string} */ (this.folded.get(key));
      return wanted.every((word) => text.includes(word));
    });
    const column = columns.find((c) => c.id === this.sort.column) || columns[0];
    const keys = new Map(this.rows.map((row) => [row, column.key(row)]));
    const sign = this.sort.up ? 1 : -1;
    this.rows.sort((a, b) => sign * (keys.get(a) < keys.get(b) ? -1 : keys.get(a) > keys.get(b) ? 1 : 0) || (a.id < b.id ? -1 : 1));
    this.count.textContent = fill(t("rows"), {n: this.rows.length, m: book.statements.length});
    this.head.replaceChildren(...columns.map((c) => h("th", {scope: "col", class: c.id, "aria-sort": c.id === this.sort.column ? (this.sort.up ? "ascending" : "descending") : false}, h("button", {type: "button", onclick: () => this.#sortBy(c.id)}, c.label, h("span", {"aria-hidden": "true"}, c.id === this.sort.column ? (this.sort.up ? " ▲" : " ▼") : "")))));
    this.table.setAttribute("aria-rowcount", String(this.rows.length + 1));
    this.shown = "";
    this.#draw();
  }

  /** @param {string} column */
  #sortBy(column) {
    this.sort = {column, up: this.sort.column === column ? !this.sort.up : column !== "when"};
    this.fill();
    this.head.querySelector(`.${column} button`).focus();
  }

  #draw() {
    const tall = this.scroller.clientHeight || 600;
    const first = Math.max(0, Math.floor(this.scroller.scrollTop / HEIGHT) - SPARE);
    const last = Math.min(this.rows.length, first + Math.ceil(tall / HEIGHT) + 2 * SPARE);
    const {sel} = this.app.store.get();
    const shown = `${first} ${last} ${sel} ${this.rows.length}`;
    if (this.shown === shown) return;
    this.shown = shown;
    const columns = this.columns();
    const seen = [...this.head.children].filter((cell) => cell.offsetWidth).length || columns.length;
    const gap = (/** @type {number} */ rows) => {
      const row = h("tr", {"aria-hidden": "true", class: "gap"}, h("td", {colspan: seen}));
      row.style.height = `${rows * HEIGHT}px`;
      return row;
    };
    this.body.replaceChildren(
      ...(first ? [gap(first)] : []),
      ...this.rows.slice(first, last).map((statement, i) => this.#row(statement, columns, first + i + 2, sel)),
      ...(last < this.rows.length ? [gap(this.rows.length - last)] : []),
    );
  }

  /**
   * @param {any} statement
   * @param {any[]} columns
   * @param {number} index
   * @param {string} sel
   */
  #row(statement, columns, index, sel) {
    const key = `statement:${statement.id}`;
    const open = () => this.app.select(key);
    return h("tr", {"aria-rowindex": index, class: sel === key ? "selected" : "", onclick: open}, ...columns.map((c) => h("td", {class: c.id}, c.id === "what" ? h("button", {type: "button", class: "ref plain"}, c.text(statement)) : h("span", null, c.text(statement)))));
  }

  /** Marks the selected row. */
  update() {
    this.#draw();
  }
}
