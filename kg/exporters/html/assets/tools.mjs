/** The frame of the page: tabs, buttons, hints, and the words of all of them. */

import { announce, byId, h, link } from "./dom.mjs";
import { licenceName, provenance } from "./exports.mjs";
import { pick } from "./text.mjs";

/**
 * Puts the words of the page into its language.
 * @param {any} app
 */
export function translate(app) {
  const {lang} = app.store.get();
  document.documentElement.lang = lang;
  for (const element of document.querySelectorAll("[data-say]")) element.textContent = app.t(/** @type {HTMLElement} */ (element).dataset.say);
  for (const element of document.querySelectorAll("[data-label]")) {
    const words = app.t(/** @type {HTMLElement} */ (element).dataset.label);
    element.setAttribute("aria-label", words);
    if (element.matches("button, summary")) element.setAttribute("title", words);
  }
  for (const element of document.querySelectorAll("[data-hint]")) element.setAttribute("placeholder", app.t(/** @type {HTMLElement} */ (element).dataset.hint));
  for (const tab of document.querySelectorAll("[role=tab]")) tab.textContent = app.viewLabel(/** @type {HTMLElement} */ (tab).dataset.view);
  byId("title").textContent = document.title = app.title();
  byId("note").textContent = pick(app.book.note, lang);
  const {licence} = app.book.data.origin;
  byId("about").replaceChildren(`${app.title()}${app.t("stop")}${provenance(app)[0]}${app.t("stop")}`, ...(licence ? [link(licence, licenceName(licence)), app.t("stop").trim()] : []));
}

/**
 * @param {any} app
 * @param {string[]} views
 */
export function mountTabs(app, views) {
  const list = byId("tabs");
  list.append(...views.map((id) => h("button", {type: "button", role: "tab", id: `tab-${id}`, "data-view": id, "aria-controls": "main", onclick: () => app.store.set({view: id})}, id)));
  list.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    const by = /** @type {Record<string, number>} */ ({ArrowRight: 1, ArrowLeft: -1})[event.key];
    if (!by) return;
    const at = views.indexOf(app.store.get().view);
    app.store.set({view: views[(at + by + views.length) % views.length]});
    list.querySelector("[aria-selected=true]").focus();
    event.preventDefault();
  });
}

/**
 * @param {any} app
 * @param {any} data
 */
export function mountTools(app, data) {
  const {store} = app;
  byId("theme").addEventListener("click", () => {
    const dark = store.get().theme ? store.get().theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    store.set({theme: dark ? "light" : "dark"});
  });
  const languages = Object.keys(data.strings);
  byId("language").addEventListener("click", () => store.set({lang: languages[(languages.indexOf(store.get().lang) + 1) % languages.length]}));
  byId("zoom-in").addEventListener("click", () => app.graph.zoom(1.25));
  byId("zoom-out").addEventListener("click", () => app.graph.zoom(0.8));
  byId("zoom-fit").addEventListener("click", () => app.graph.fit(true));
  const drawer = (/** @type {boolean} */ open) => {
    document.documentElement.classList.toggle("filters-open", open);
    byId("open-filters").setAttribute("aria-expanded", String(open));
  };
  byId("open-filters").addEventListener("click", () => drawer(!document.documentElement.classList.contains("filters-open")));
  byId("close-filters").addEventListener("click", () => {
    drawer(false);
    byId("open-filters").focus();
  });
}

/**
 * Shows words beside the pointer.
 * @param {string} words
 * @param {number} x
 * @param {number} y
 * @param {HTMLElement} holder
 */
export function tip(words, x, y, holder) {
  const element = byId("tip");
  element.hidden = !words;
  if (!words) return;
  element.textContent = words;
  const left = Math.min(x + 14, holder.clientWidth - element.offsetWidth - 8);
  element.style.left = `${Math.max(4, left)}px`;
  element.style.top = `${y + 18 + element.offsetHeight > holder.clientHeight ? y - element.offsetHeight - 10 : y + 18}px`;
}

/** @param {string} words */
export function toast(words) {
  const element = byId("toast");
  element.textContent = words;
  element.classList.add("shown");
  announce(words);
  setTimeout(() => element.classList.remove("shown"), 1800);
}
