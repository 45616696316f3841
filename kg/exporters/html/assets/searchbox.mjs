/** The search field and its list of hits (a combobox). */

import { announce, byId, h } from "./dom.mjs";
import { buildIndex, buildIndexSlowly, find } from "./search.mjs";
import { fill } from "./text.mjs";

const MOST = 12;

/** @param {any} app */
export function mountSearch(app) {
  const field = byId("search");
  const list = byId("hits");
  /** @type {any} */
  let index = null;
  /** @type {string[]} */
  let hits = [];
  let active = -1;

  const close = () => {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
    active = -1;
  };
  const choose = (/** @type {string} */ id) => {
    close();
    field.value = "";
    app.select(`thing:${id}`);
  };
  const mark = (/** @type {number} */ to) => {
    active = to;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === active)));
    if (active >= 0 && list.children[active]) {
      field.setAttribute("aria-activedescendant", list.children[active].id);
      list.children[active].scrollIntoView({block: "nearest"});
    }
  };
  const open = () => {
    index = index || buildIndex(app.book.things);
    const found = find(index, field.value, MOST);
    hits = found.ids;
    const {lang} = app.store.get();
    list.replaceChildren(
      ...hits.map((id, i) => {
        const thing = app.book.thing.get(id);
        const [first, ...rest] = app.book.names(thing, lang);
        return h("li", {role: "option", id: `hit-${i}`, "aria-selected": "false", onmousedown: (/** @type {Event} */ e) => e.preventDefault(), onclick: () => choose(id)}, h("strong", null, first || id), h("span", {class: "second"}, ` ${rest.join(" ")}`), h("span", {class: "many"}, app.book.name(thing.kind, lang)));
      }),
    );
    const words = field.value.trim() ? (found.total ? fill(app.t("hits"), {n: found.total}) : app.t("noHits")) : "";
    if (!hits.length && words) list.append(h("li", {class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false"}, words));
    list.hidden = !words;
    field.setAttribute("aria-expanded", String(!list.hidden));
    announce(words);
    mark(hits.length ? 0 : -1);
  };
  field.addEventListener("input", open);
  buildIndexSlowly(app.book.things, (made) => {
    index = made;
  });
  field.addEventListener("focus", () => field.value && open());
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (hits.length) mark((active + (event.key === "ArrowDown" ? 1 : -1) + hits.length) % hits.length);
    } else if (event.key === "Enter") {
      if (hits[active]) choose(hits[active]);
    } else if (event.key === "Escape") {
      field.value = "";
      close();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return {focus: () => {
    document.documentElement.classList.add("filters-open");
    field.focus();
    field.select();
  }};
}
