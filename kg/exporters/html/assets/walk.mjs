/** Walking from box to box by keys. */

/** @typedef {import("./scene.mjs").Scene} Scene */

/**
 * The next or the previous box in the order of reading; the first, if one stands nowhere yet.
 * @param {Scene} scene
 * @param {string} at
 * @param {number} by 1 or -1
 * @returns {string}
 */
export function along(scene, at, by) {
  const order = scene.order.filter((id) => !scene.hidden.has(id));
  const place = order.indexOf(at);
  return order[(Math.max(place, by < 0 ? 0 : -1) + by + order.length) % order.length];
}

/**
 * The nearest box in a direction: what lies ahead counts once, what lies aside twice.
 * @param {Scene} scene
 * @param {string} at
 * @param {number} dx
 * @param {number} dy
 * @returns {string}
 */
export function towards(scene, at, dx, dy) {
  const from = scene.box.get(at);
  if (!from) return along(scene, at, 1);
  const cx = from.rect.x + from.rect.w / 2;
  const cy = from.rect.y + from.rect.h / 2;
  let best = from.id;
  let least = Infinity;
  for (const box of scene.boxes) {
    if (box.id === from.id || scene.hidden.has(box.id)) continue;
    const x = box.rect.x + box.rect.w / 2 - cx;
    const y = box.rect.y + box.rect.h / 2 - cy;
    const ahead = x * dx + y * dy;
    const aside = Math.abs(x * dy) + Math.abs(y * dx);
    if (ahead > 4 && ahead + 2 * aside < least) {
      least = ahead + 2 * aside;
      best = box.id;
    }
  }
  return best;
}
