/** The sections of the page's data: each is unpacked and read when it is asked for first. */

import { inflate } from "./inflate.mjs";

/**
 * @param {string} letters base64
 * @returns {Uint8Array}
 */
function bytesOf(letters) {
  const text = atob(letters);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i);
  return bytes;
}

export class Archive {
  /**
   * @param {Map<string, string>} packed packed texts by name
   * @param {Map<string, string>} [texts] those that are unpacked already
   */
  constructor(packed, texts = new Map()) {
    this.packed = packed;
    this.texts = texts;
    /** @type {Map<string, any>} */
    this.read = new Map();
  }

  /**
   * What a section holds.
   * @param {string} name
   * @returns {any}
   */
  get(name) {
    if (!this.read.has(name)) {
      const text = this.texts.get(name);
      const found = text === undefined ? new TextDecoder().decode(inflate(bytesOf(/** @type {string} */ (this.packed.get(name))))) : text;
      this.texts.delete(name);
      this.read.set(name, JSON.parse(found));
    }
    return this.read.get(name);
  }

  /**
   * Unpacks everything in the background, a section at a time, so that the page stays at hand.
   * @param {(name: string) => Promise<string>} unpack
   */
  async warm(unpack) {
    for (const name of this.packed.keys()) {
      if (name === "vis" || name === "page" || this.read.has(name) || this.texts.has(name)) continue;
      const text = await unpack(name);
      if (!this.read.has(name)) this.texts.set(name, text);
      await new Promise((done) => setTimeout(done, 0));
    }
  }
}
