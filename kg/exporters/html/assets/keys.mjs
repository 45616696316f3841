/** Keys that work on the whole page. They can be switched off, since single keys get in the way of speech input. */

import { byId } from "./dom.mjs";

/**
 * @param {any} app
 * @param {string[]} views
 */
export function mountKeys(app, views) {
  const dialog = byId("help");
  const switched = byId("shortcuts");
  byId("open-help").addEventListener("click", () => dialog.showModal());
  byId("close-help").addEventListener("click", () => dialog.close());
  // Not by its address, which would take the place of what the address says of the page.
  document.querySelector(".skip")?.addEventListener("click", (event) => {
    event.preventDefault();
    const graph = byId("graph");
    (graph.offsetParent ? graph : byId("main")).focus();
  });
  addEventListener("keydown", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (event.ctrlKey || event.metaKey || event.altKey || dialog.open) return;
    if (event.key === "Escape") {
      document.documentElement.classList.remove("filters-open");
      if (!target.closest("input, select, textarea, #graph, #share")) app.select("");
      return;
    }
    if (!switched.checked || target.closest("input:not([type=checkbox]):not([type=range]), select, textarea")) return;
    if (event.key === "/") app.search.focus();
    else if (event.key === "[") app.slider.step(-1);
    else if (event.key === "]") app.slider.step(1);
    else if (event.key === "?") dialog.showModal();
    else if (/^[1-9]$/.test(event.key) && views[Number(event.key) - 1]) app.store.set({view: views[Number(event.key) - 1]});
    else return;
    event.preventDefault();
  });
}
