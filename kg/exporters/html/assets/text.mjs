/** Words in several languages, and the folding that makes search forgiving. */

/** @typedef {[string, string][]} Text */

/**
 * @param {Text} text
 * @param {string} language
 * @returns {string} the text in that language, else in its first
 */
export function pick(text, language) {
  if (!text) return "";
  for (const [tag, words] of text) if (tag === language) return words;
  return text.length ? text[0][1] : "";
}

/**
 * Folds case, accents, width and punctuation, so that "Café" is found by "cafe" and "ＱＱ" by "qq".
 * @param {string} words
 * @returns {string}
 */
export function fold(words) {
  if (/^[\x20-\x7e]*$/.test(words)) return words.toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();
  return words.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/**
 * Fills `{name}` in a sentence.
 * @param {string} sentence
 * @param {Record<string, string | number>} values
 */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}
