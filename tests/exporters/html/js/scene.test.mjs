import assert from "node:assert/strict";
import { test } from "node:test";
import { Scene } from "../../../../kg/exporters/html/assets/scene.mjs";

const box = (id, x) => ({id, x, y: 0, widthConstraint: 10, heightConstraint: 10});
const groupOf = (id, day) => (id === "part" ? (day && day < "2020" ? "old" : "buyer") : id);

/** @param {string} family */
function linesOn(family, day, ofGroups = true) {
  const edge = {id: "e", source: "holder", target: "part", relation: "r"};
  const network = {nodes: [box("holder", 0), box("old", 50), box("buyer", 90)], edges: [{id: "to-old", from: "holder", to: "old"}, {id: "to-buyer", from: "holder", to: "buyer"}]};
  const line = [family, [0], [0, 0, 50, 0], null, false, null];
  const book = {edges: [edge], thing: new Map(), look: () => ({strength: 1}), groupOf};
  const scene = new Scene({cards: [], lines: [line, line]}, network, book, ofGroups);
  scene.choose({thing: () => true, edge: () => "yes"}, day);
  return [...scene.live.keys()];
}

test("between groups there is what was between their members on the day", () => {
  assert.deepEqual(linesOn("ownership", "2014-11-28"), ["to-old"]);
  assert.deepEqual(linesOn("ownership", "2021-01-01"), ["to-buyer"]);
  assert.deepEqual(linesOn("ownership", ""), ["to-buyer"]);
});

test("an attack stays between the groups of its own day, and a picture of things has all its lines", () => {
  assert.equal(linesOn("attack", "2021-01-01").length, 2);
  assert.equal(linesOn("ownership", "2021-01-01", false).length, 2);
});
