/** Building the document: text is always text, and only web addresses become links. */

/**
 * Makes an element. Properties that start with `on` are listeners; others are attributes, and `false` leaves one out.
 * @param {string} tag
 * @param {Record<string, any> | null} [attributes]
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {any}
 */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  set(element, attributes || {});
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/**
 * Makes an element of SVG.
 * @param {string} tag
 * @param {Record<string, any> | null} [attributes]
 * @param {...(Node | string)} children
 * @returns {any}
 */
export function s(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  set(element, attributes || {});
  element.append(...children);
  return element;
}

/**
 * @param {Element} element
 * @param {Record<string, any>} attributes
 */
function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
}

/**
 * A link, if the address is one of the web; else the same words as plain text.
 * @param {string} address
 * @param {string} words
 */
export function link(address, words) {
  let url = null;
  try {
    url = new URL(address);
  } catch {
    url = null;
  }
  if (!url || !/^https?:$/.test(url.protocol)) return document.createTextNode(words);
  return h("a", {href: url.href, rel: "noopener noreferrer", target: "_blank"}, words);
}

/**
 * @param {string} id
 * @returns {any}
 */
export function byId(id) {
  return document.getElementById(id);
}

/**
 * Says something to screen readers.
 * @param {string} words
 */
export function announce(words) {
  const region = byId("live");
  if (region) region.textContent = words;
}
