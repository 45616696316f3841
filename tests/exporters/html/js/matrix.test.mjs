import assert from "node:assert/strict";
import { test } from "node:test";
import { tally } from "../../../../kg/exporters/html/assets/matrix.mjs";

const groupOf = (id, day) => (id === "part" ? (day && day < "2020" ? "old" : "buyer") : id);
const filter = {thing: () => true, edge: (edge) => (edge.over ? "no" : "yes")};

/** @param {any[]} edges */
const cells = (edges, level = "group") => {
  const book = {edges, thing: new Map(), look: (relation) => ({rollup: relation === "groupBlocks"}), attacks: () => edges.filter((e) => e.relation === "blocks"), groupOf};
  return [...tally(book, filter, level).cells.keys()].sort();
};

const attack = (day, more) => ({source: "rival", target: "part", relation: "blocks", statements: [day], span: {start_earliest: day}, ...more});

test("an attack counts for the groups of its own day", () => {
  assert.deepEqual(cells([attack("2014-11-25")]), ["rival~old"]);
  assert.deepEqual(cells([attack("2021-01-01")]), ["rival~buyer"]);
  assert.deepEqual(cells([attack("2014-11-25")], "thing"), ["rival~part"]);
});

test("where an edge tells the groups of an act it counts, once", () => {
  const told = {source: "holding", target: "old", relation: "groupBlocks", statements: ["2014-11-25"], span: {start_earliest: "2014-11-25"}};
  assert.deepEqual(cells([attack("2014-11-25"), told]), ["holding~old"]);
  assert.deepEqual(cells([attack("2014-11-25", {over: true}), {...told, over: true}]), []);
});
