/**
 * Unpacks zlib data (RFC 1950, RFC 1951) at once. The browser's own DecompressionStream is faster but answers later;
 * this is for the little that is asked for before it has been unpacked in the background.
 */

const LENGTHS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCES = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
const DISTANCE_BITS = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** @typedef {{entries: Uint32Array, width: number}} Codes */

/**
 * A table from the next bits to a symbol and the length of its code.
 * @param {ArrayLike<number>} lengths of the codes, by symbol
 * @returns {Codes}
 */
function codes(lengths) {
  let width = 1;
  const many = new Array(17).fill(0);
  for (let i = 0; i < lengths.length; i += 1) {
    many[lengths[i]] += 1;
    width = Math.max(width, lengths[i]);
  }
  const next = [0, 0];
  many[0] = 0;
  for (let bits = 1; bits <= 15; bits += 1) next[bits + 1] = (next[bits] + many[bits]) << 1;
  const entries = new Uint32Array(1 << width);
  for (let symbol = 0; symbol < lengths.length; symbol += 1) {
    const length = lengths[symbol];
    if (!length) continue;
    let reversed = 0;
    for (let bit = 0, code = next[length]; bit < length; bit += 1, code >>= 1) reversed = (reversed << 1) | (code & 1);
    next[length] += 1;
    for (let at = reversed; at < entries.length; at += 1 << length) entries[at] = (symbol << 4) | length;
  }
  return {entries, width};
}

/**
 * @param {Uint8Array} bytes zlib data
 * @returns {Uint8Array} what was packed
 */
export function inflate(bytes) {
  let out = new Uint8Array(Math.max(1024, bytes.length * 8));
  let size = 0;
  let at = 2;
  let held = 0;
  let many = 0;
  const fill = (/** @type {number} */ wanted) => {
    while (many < wanted) {
      held |= (at < bytes.length ? bytes[at] : 0) << many;
      at += 1;
      many += 8;
    }
  };
  const take = (/** @type {number} */ wanted) => {
    fill(wanted);
    const value = held & ((1 << wanted) - 1);
    held >>>= wanted;
    many -= wanted;
    return value;
  };
  const symbol = (/** @type {Codes} */ table) => {
    fill(15);
    const entry = table.entries[held & (table.entries.length - 1)];
    const length = entry & 15;
    if (!length) throw new Error("the packed data are broken");
    held >>>= length;
    many -= length;
    return entry >>> 4;
  };
  const room = (/** @type {number} */ more) => {
    if (size + more <= out.length) return;
    const wider = new Uint8Array(Math.max(out.length * 2, size + more));
    wider.set(out);
    out = wider;
  };
  const stored = () => {
    take(many & 7);
    const length = take(8) | (take(8) << 8);
    take(8);
    take(8);
    room(length);
    for (let i = 0; i < length; i += 1) out[size + i] = take(8);
    size += length;
  };
  const block = (/** @type {Codes} */ literals, /** @type {Codes} */ distances) => {
    for (;;) {
      const found = symbol(literals);
      if (found === 256) return;
      room(258);
      if (found < 256) {
        out[size] = found;
        size += 1;
        continue;
      }
      const length = LENGTHS[found - 257] + take(LENGTH_BITS[found - 257]);
      const far = symbol(distances);
      const from = size - DISTANCES[far] - take(DISTANCE_BITS[far]);
      for (let i = 0; i < length; i += 1) out[size + i] = out[from + i];
      size += length;
    }
  };
  for (let last = 0; !last; ) {
    last = take(1);
    const sort = take(2);
    if (sort === 0) stored();
    else if (sort === 1) block(...plain());
    else if (sort === 2) block(...told(take, symbol));
    else throw new Error("the packed data are broken");
  }
  return out.subarray(0, size);
}

/** The codes that need not be told. @returns {[Codes, Codes]} */
function plain() {
  const lengths = Array.from({length: 288}, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8));
  return [codes(lengths), codes(new Array(30).fill(5))];
}

/**
 * The codes that stand before a block.
 * @param {(bits: number) => number} take
 * @param {(table: Codes) => number} symbol
 * @returns {[Codes, Codes]}
 */
function told(take, symbol) {
  const [literals, distances, given] = [take(5) + 257, take(5) + 1, take(4) + 4];
  const sizes = new Array(19).fill(0);
  for (let i = 0; i < given; i += 1) sizes[ORDER[i]] = take(3);
  const table = codes(sizes);
  /** @type {number[]} */
  const lengths = [];
  while (lengths.length < literals + distances) {
    const found = symbol(table);
    if (found < 16) lengths.push(found);
    else {
      const value = found === 16 ? lengths[lengths.length - 1] : 0;
      let times = found === 16 ? 3 + take(2) : found === 17 ? 3 + take(3) : 11 + take(7);
      for (; times > 0; times -= 1) lengths.push(value);
    }
  }
  return [codes(lengths.slice(0, literals)), codes(lengths.slice(literals))];
}
