import assert from "node:assert/strict";
import { test } from "node:test";
import { CHIP_HEIGHT, chipWords, spots, struck } from "../../../../kg/exporters/html/assets/strikes.mjs";

const LINE = [[0, 0], [0, 120], [200, 120], [200, 60]];

test("a chip stands on its line, near the head first, and only where the line is long enough", () => {
  const found = spots(LINE, 90);
  assert.ok(found.length >= 4);
  for (const {x, y, w, h} of found) {
    const [cx, cy] = [x + w / 2, y + h / 2];
    assert.ok(cx === 0 || cx === 200 || cy === 120, `${cx} ${cy}`);
    assert.equal(h, CHIP_HEIGHT);
  }
  assert.equal(found[0].x + 45, 200);
  assert.ok(found[0].y > 60);
  assert.deepEqual(spots([[0, 0], [40, 0]], 90), []);
});

const book = {
  look: (relation) => ({family: relation === "blocks" ? "attack" : "relief"}),
  thing: new Map(["pay", "login"].map((id) => [id, {}])),
  name: (id, language) => `${id} ${language}`,
};

test("what attacks strike is told once, without what stands at the ends and what the page does not know", () => {
  const edges = [{relation: "blocks", via: ["pay", "login", "gone"]}, {relation: "blocks", via: ["login"]}, {relation: "unblocks", via: ["other"]}];
  assert.deepEqual(struck(book, edges), ["pay", "login"]);
  assert.deepEqual(struck(book, edges, ["pay"]), ["login"]);
  assert.equal(chipWords(book, ["pay", "login"], "en"), "pay en +1");
  assert.equal(chipWords(book, [], "en"), "");
});
