/**
 * The frames around corporate groups as they were on a day. The layout put into one card what belongs together at the
 * build's day; on another day a card may fall into several groups, and each gets a frame of its own.
 */

/** @typedef {{x: number, y: number, w: number, h: number}} Rect */
/** @typedef {{id: string, rect: Rect}} Box */
/** @typedef {{id: string, rect: Rect, kind: "frame" | "hole", named: boolean}} Frame */

const PAD = 11;
const HEAD = 17;
const RING = 5;

/**
 * Works out the frames of a card on a day.
 * @param {{rect: Rect, bare: boolean}} card a thing that stands alone is `bare`
 * @param {Box[]} boxes the boxes in it
 * @param {(id: string) => string} groupOf the group of a box on the day: its own id, if it belongs to none
 * @returns {Frame[]} in the order in which they are to be drawn: a hole shows that what stands in it is no part of the
 *   frame around it; a frame is `named` if the head of its group does not stand in it
 */
export function framesOf(card, boxes, groupOf) {
  /** @type {Map<string, Box[]>} */
  const groups = new Map();
  for (const box of boxes) {
    const group = groupOf(box.id);
    groups.set(group, [...(groups.get(group) || []), box]);
  }
  const order = [...groups].sort(([a, some], [b, others]) => others.length - some.length || (a < b ? -1 : 1));
  if (!order.length) return [];
  const [[main, members], ...rest] = order;
  const named = (/** @type {string} */ group, /** @type {Box[]} */ inside) => !inside.some((box) => box.id === group);
  if (!rest.length && card.bare) return named(main, members) ? [{id: main, rect: around(members, true), kind: "frame", named: true}] : [];
  if (!rest.length) return [{id: main, rect: card.rect, kind: "frame", named: named(main, members)}];
  /** @type {Frame[]} */
  const frames = [];
  const own = members.length === 1 && !named(main, members) ? null : {id: main, rect: around(members, named(main, members)), kind: /** @type {"frame"} */ ("frame"), named: named(main, members)};
  if (own) frames.push(own);
  for (const [group, inside] of rest) {
    for (const part of clusters(inside, boxes)) {
      const alone = part.length === 1 && !named(group, part);
      const rect = alone ? grown(part[0].rect, RING) : around(part, named(group, part));
      if (own && overlaps(own.rect, rect)) frames.push({id: group, rect: grown(rect, alone ? 1 : RING), kind: "hole", named: false});
      if (!alone) frames.push({id: group, rect, kind: "frame", named: named(group, part)});
    }
  }
  return frames;
}

/**
 * Puts boxes together as long as no other box stands between them.
 * @param {Box[]} members
 * @param {Box[]} all
 * @returns {Box[][]}
 */
function clusters(members, all) {
  const own = new Set(members);
  const clear = (/** @type {Box[]} */ some) => {
    const rect = grown(bounds(some), RING);
    return !all.some((box) => !own.has(box) && overlaps(rect, box.rect));
  };
  if (clear(members)) return [members];
  /** @type {Box[][]} */
  const found = [];
  for (const box of [...members].sort((a, b) => a.rect.y - b.rect.y || a.rect.x - b.rect.x)) {
    const home = found.find((some) => clear([...some, box]));
    if (home) home.push(box);
    else found.push([box]);
  }
  return found;
}

/**
 * The frame around boxes, with room for a name above them.
 * @param {Box[]} boxes
 * @param {boolean} named
 * @returns {Rect}
 */
function around(boxes, named) {
  const rect = grown(bounds(boxes), PAD);
  return named ? {...rect, y: rect.y - HEAD + PAD / 2, h: rect.h + HEAD - PAD / 2} : rect;
}

/**
 * @param {Box[]} boxes
 * @returns {Rect}
 */
function bounds(boxes) {
  const x = Math.min(...boxes.map(({rect}) => rect.x));
  const y = Math.min(...boxes.map(({rect}) => rect.y));
  const right = Math.max(...boxes.map(({rect}) => rect.x + rect.w));
  const bottom = Math.max(...boxes.map(({rect}) => rect.y + rect.h));
  return {x, y, w: right - x, h: bottom - y};
}

/**
 * @param {Rect} rect
 * @param {number} by
 * @returns {Rect}
 */
function grown(rect, by) {
  return {x: rect.x - by, y: rect.y - by, w: rect.w + 2 * by, h: rect.h + 2 * by};
}

/**
 * @param {Rect} a
 * @param {Rect} b
 */
function overlaps(a, b) {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}
