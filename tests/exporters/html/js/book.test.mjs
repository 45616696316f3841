import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Archive } from "../../../../kg/exporters/html/assets/archive.mjs";
import { Book } from "../../../../kg/exporters/html/assets/book.mjs";
import { makeFilter } from "../../../../kg/exporters/html/assets/filter.mjs";
import { columnPicture } from "../../../../kg/exporters/html/assets/focus.mjs";
import { inWords, series } from "../../../../kg/exporters/html/assets/figures.mjs";
import { tally } from "../../../../kg/exporters/html/assets/matrix.mjs";
import { neighbourhood, shortestPath } from "../../../../kg/exporters/html/assets/neighbours.mjs";
import { lanes } from "../../../../kg/exporters/html/assets/timeline.mjs";

const {packed, texts} = JSON.parse(readFileSync(process.env.STORY, "utf8"));
const book = new Book(new Archive(new Map(), new Map(Object.entries(texts))));
const STATE = {day: "", kinds: [], relations: [], category: "", word: "", region: "", confidence: "", year: ""};
const filter = (patch = {}) => makeFilter(book, {...STATE, ...patch});

test("records come back with what the rows left out", () => {
  const edge = book.edge.get("blocks-weibo-wechat-weibo-bans-wechat-promotion");
  assert.equal(edge.source, "weibo");
  assert.deepEqual(edge.via, ["wechat-qr-codes", "wechat-official-accounts"]);
  assert.equal(edge.certain, true);
  const statement = book.statement.get("weibo-bans-wechat-promotion");
  assert.deepEqual(statement.span, {start: "2014-11-25", end: "", start_earliest: "2014-11-25", start_latest: "2014-11-25", end_earliest: "", end_latest: ""});
  assert.equal(statement.citations[2].says[0].values[0].text[0][1], "2014-11-28");
  assert.equal(book.thing.get("wechat").iri, "https://w3id.org/walled-gardens/id/wechat");
  assert.equal(book.name("wechat", "zh"), "微信");
  assert.ok(book.isDisputed(statement));
  assert.equal(JSON.parse(JSON.stringify(statement)).citations[2].says[0].name, "date");
});

test("what is packed reads the same when it is unpacked on the spot", () => {
  const lines = new Map(packed.split("\n").filter(Boolean).map((line) => line.split("\t")));
  const archive = new Archive(lines);
  for (const name of lines.keys()) assert.deepEqual(archive.get(name), JSON.parse(texts[name]), name);
});

test("what waits in the background is unpacked once, and what was read already is left alone", async () => {
  const archive = new Archive(new Map([["vis", "-"], ["a", "-"], ["b", "-"]]), new Map([["a", "1"]]));
  assert.equal(archive.get("a"), 1);
  const asked = [];
  await archive.warm(async (name) => (asked.push(name), "2"));
  assert.deepEqual(asked, ["b"]);
  assert.equal(archive.get("b"), 2);
});

test("statements are found by what they name", () => {
  const ids = book.statementsOf.get("wechat-qr-codes").map((s) => s.id);
  assert.deepEqual(ids.sort(), ["offering-wechat-qr-codes", "taobao-bans-qr-codes", "weibo-bans-wechat-promotion"]);
});

test("the matrix counts by group or one by one, and only what counts on the day", () => {
  const groups = tally(book, filter({day: "2014-11-25"}), "group");
  assert.equal(groups.cells.get("sina~tencent").length, 1);
  assert.equal(groups.cells.get("alibaba~tencent").length, 3);
  assert.equal(groups.cells.get("tencent~kuaidi").length, 1);
  const before = tally(book, filter({day: "2014-11-24"}), "group");
  assert.ok(!before.cells.has("sina~tencent"));
  assert.equal(tally(book, filter({day: "2014-11-25"}), "thing").cells.get("weibo~wechat").length, 1);
});

test("choices narrow edges and statements", () => {
  const block = book.edge.get("blocks-weibo-wechat-weibo-bans-wechat-promotion");
  const statement = book.statement.get("weibo-bans-wechat-promotion");
  assert.equal(filter({relations: ["blocks"]}).edge(block), "no");
  assert.equal(filter({word: "mechanism/content-removal"}).edge(block), "yes");
  assert.equal(filter({word: "mechanism/link-block"}).edge(block), "no");
  assert.equal(filter({year: "2014"}).statement(statement), true);
  assert.equal(filter({year: "2013"}).statement(statement), false);
  assert.equal(filter({confidence: "low"}).statement(statement), false);
  assert.equal(filter({category: "category/messenger"}).statement(statement), true);
  assert.equal(filter({kinds: ["Block"]}).statement(statement), false);
});

test("a neighbourhood has attackers to the left and what is attacked to the right", () => {
  const {columns} = neighbourhood(book, () => true, "wechat", 1, 99);
  assert.equal(columns.get("weibo"), -1);
  assert.equal(columns.get("laiwang"), 1);
  assert.ok(!columns.has("sina"));
  const wider = neighbourhood(book, () => true, "wechat", 2, 99).columns;
  assert.equal(wider.get("weibo-corporation"), -2);
  assert.deepEqual(neighbourhood(book, () => true, "wechat", 2, 5), {columns: neighbourhood(book, () => true, "wechat", 2, 5).columns, left: neighbourhood(book, () => true, "wechat", 2, 5).left});
  assert.equal(neighbourhood(book, () => true, "wechat", 2, 5).columns.size, 5);
});

test("the shortest way goes over edges in either direction", () => {
  assert.deepEqual(shortestPath(book, () => true, "sina", "laiwang"), ["sina", "weibo-corporation", "alibaba", "laiwang"]);
  assert.deepEqual(shortestPath(book, () => false, "sina", "laiwang"), []);
  assert.deepEqual(shortestPath(book, () => true, "sina", "sina"), ["sina"]);
});

for (const centre of ["wechat", "alibaba", "weibo", "wechat-qr-codes"]) {
  for (const steps of [1, 2, 3]) {
    test(`the picture of ${centre} at ${steps} steps: boxes apart, lines square and through no box`, () => {
      const {columns} = neighbourhood(book, () => true, centre, steps, 120);
      const {scene, network} = columnPicture(book, () => true, columns, (thing) => 60 + thing.id.length * 6);
      const boxes = network.nodes.map((n) => ({id: n.id, l: n.x - n.widthConstraint / 2, r: n.x + n.widthConstraint / 2, t: n.y - n.heightConstraint / 2, b: n.y + n.heightConstraint / 2}));
      boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => assert.ok(a.r <= b.l || b.r <= a.l || a.b <= b.t || b.b <= a.t, `${a.id} ${b.id}`)));
      assert.ok(scene.lines.length > 0);
      scene.lines.forEach(([, , flat], n) => {
        for (let i = 2; i < flat.length; i += 2) {
          const [x1, y1, x2, y2] = flat.slice(i - 2, i + 2);
          assert.ok(x1 === x2 || y1 === y2);
          for (const box of boxes) {
            const inside = Math.min(x1, x2) < box.r - 0.5 && Math.max(x1, x2) > box.l + 0.5 && Math.min(y1, y2) < box.b - 0.5 && Math.max(y1, y2) > box.t + 0.5;
            assert.ok(!inside, `${network.edges[n].id} through ${box.id}`);
          }
        }
      });
    });
  }
}

test("events that would touch stand in different rows of their lane", () => {
  const events = [{id: "a", group: "g", from: 0}, {id: "b", group: "g", from: 5}, {id: "c", group: "g", from: 20}, {id: "d", group: "h", from: 0}];
  const {lanes: found, row} = lanes(events, (event) => event.from + 10);
  assert.deepEqual(found, [{group: "g", rows: 2}, {group: "h", rows: 1}]);
  assert.deepEqual([...row.entries()], [["a", 0], ["b", 1], ["c", 0], ["d", 0]]);
});

test("numbers make a series by metric, in the order of time, with bounds where only these are told", () => {
  const figure = (value, more, day) => ({best: true, span: {start: day, start_earliest: day, end: "", end_latest: ""}, fields: [{name: "metric", values: [{ref: "Metric/users"}]}, ...Object.entries({value, ...more}).filter(([, v]) => v).map(([name, v]) => ({name, values: [{ref: "", text: [["en", v]]}]}))]});
  const found = [...series([figure("438", {}, "2014-06-30"), figure("", {valueMin: "100", valueMax: "200"}, "2013"), {best: true, span: {start_earliest: "2014"}, fields: []}, {...figure("9", {}, "2012"), best: false}]).values()];
  assert.equal(found.length, 1);
  assert.deepEqual(found[0].map(({low, high}) => [low, high]), [[100, 200], [438, 438]]);
  assert.equal(inWords(438e6, "en"), "438M");
});
