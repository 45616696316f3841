import assert from "node:assert/strict";
import { test } from "node:test";
import { framesOf } from "../../../../kg/exporters/html/assets/frames.mjs";

const box = (id, x, y) => ({id, rect: {x, y, w: 40, h: 20}});
const CARD = {rect: {x: 0, y: 0, w: 400, h: 300}, bare: false};
const CHAIN = [box("chao", 20, 20), box("sina", 20, 100), box("weibo", 20, 180)];
const BIG = [box("head", 20, 20), box("one", 20, 100), box("two", 120, 100), box("three", 220, 100)];

const inside = (a, b) => a.x >= b.x && a.y >= b.y && a.x + a.w <= b.x + b.w && a.y + a.h <= b.y + b.h;
const show = (frames) => frames.map(({id, kind, named}) => `${kind} ${id}${named ? "!" : ""}`);

test("what is of one group has the card as its frame, with a name if the head stands elsewhere", () => {
  assert.deepEqual(framesOf(CARD, CHAIN, () => "chao"), [{id: "chao", rect: CARD.rect, kind: "frame", named: false}]);
  assert.deepEqual(show(framesOf(CARD, CHAIN, () => "buyer")), ["frame buyer!"]);
});

test("what belonged to itself stands outside the frame of what was below it", () => {
  const frames = framesOf(CARD, CHAIN, (id) => (id === "chao" ? "chao" : "sina"));
  assert.deepEqual(show(frames), ["frame sina"]);
  assert.ok(inside(CHAIN[1].rect, frames[0].rect) && inside(CHAIN[2].rect, frames[0].rect));
  assert.ok(!inside(CHAIN[0].rect, frames[0].rect));
});

test("what was no part of a group stands in a hole of its frame, with a frame of its own if it was another's", () => {
  const alone = framesOf(CARD, BIG, (id) => (id === "two" ? "two" : "head"));
  assert.deepEqual(show(alone), ["frame head", "hole two"]);
  assert.ok(inside(BIG[2].rect, alone[1].rect) && !inside(BIG[1].rect, alone[1].rect));
  assert.deepEqual(show(framesOf(CARD, BIG, (id) => (id === "two" ? "rival" : "head"))), ["frame head", "hole rival", "frame rival!"]);
});

test("a frame goes around no box of another group", () => {
  const groupOf = (id) => (id === "one" || id === "three" ? "rival" : "head");
  const frames = framesOf(CARD, BIG, groupOf).filter((frame) => frame.id === "rival" && frame.kind === "frame");
  assert.equal(frames.length, 2);
  for (const {rect} of frames) assert.ok(BIG.filter((b) => groupOf(b.id) === "head").every((b) => !inside(b.rect, rect)));
});

test("a thing that stands alone is framed only as part of a group", () => {
  const bare = {rect: CHAIN[0].rect, bare: true};
  assert.deepEqual(framesOf(bare, [CHAIN[0]], (id) => id), []);
  assert.deepEqual(show(framesOf(bare, [CHAIN[0]], () => "buyer")), ["frame buyer!"]);
});
