/** What the reader has chosen, in one place, and its spelling in the address so that a link brings it back. */

/**
 * @typedef {{view: string, day: string, sel: string, focus: string, steps: number, path: string, detail: string, lang: string, theme: string,
 *   kinds: string[], relations: string[], category: string, word: string, region: string, confidence: string, year: string,
 *   level: string}} State
 */

const KEYS = ["view", "day", "sel", "focus", "steps", "path", "detail", "lang", "kinds", "relations", "category", "word", "region", "confidence", "year", "level"];

/**
 * @template T
 * @param {T} initial
 */
export function createStore(initial) {
  let state = initial;
  const listeners = new Set();
  return {
    /** @returns {T} */
    get: () => state,
    /** @param {Partial<T>} patch */
    set(patch) {
      const changed = new Set(Object.keys(patch).filter((key) => JSON.stringify(/** @type {any} */ (patch)[key]) !== JSON.stringify(/** @type {any} */ (state)[key])));
      if (!changed.size) return;
      state = {...state, ...patch};
      for (const listener of listeners) listener(state, changed);
    },
    /** @param {(state: T, changed: Set<string>) => void} listener */
    subscribe(listener) {
      listeners.add(listener);
    },
  };
}

/**
 * Writes what differs from the defaults as the fragment of an address.
 * @param {any} state
 * @param {any} defaults
 * @returns {string} without the leading `#`
 */
export function toHash(state, defaults) {
  const parameters = new URLSearchParams();
  for (const key of KEYS) {
    const value = Array.isArray(state[key]) ? state[key].join(",") : String(state[key]);
    const usual = Array.isArray(defaults[key]) ? defaults[key].join(",") : String(defaults[key]);
    if (value !== usual) parameters.set(key, value);
  }
  return parameters.toString();
}

/**
 * Reads a fragment; what it does not name is as by default, and what cannot be is left out.
 * @param {string} hash
 * @param {any} defaults
 * @param {(key: string, value: string) => boolean} valid
 * @returns {any}
 */
export function fromHash(hash, defaults, valid) {
  const parameters = new URLSearchParams(hash.replace(/^#/, ""));
  const state = {};
  for (const key of KEYS) {
    const value = parameters.get(key);
    if (value === null || !valid(key, value)) continue;
    if (Array.isArray(defaults[key])) Object.assign(state, {[key]: value.split(",").filter(Boolean)});
    else if (typeof defaults[key] === "number") Object.assign(state, {[key]: Number(value)});
    else Object.assign(state, {[key]: value});
  }
  return {...Object.fromEntries(KEYS.map((key) => [key, defaults[key]])), ...state};
}
