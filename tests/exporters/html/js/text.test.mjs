import assert from "node:assert/strict";
import { test } from "node:test";
import { csvCell } from "../../../../kg/exporters/html/assets/exports.mjs";
import { buildIndex, find } from "../../../../kg/exporters/html/assets/search.mjs";
import { createStore, fromHash, toHash } from "../../../../kg/exporters/html/assets/store.mjs";
import { SvgContext } from "../../../../kg/exporters/html/assets/svgcontext.mjs";
import { fill, fold, pick } from "../../../../kg/exporters/html/assets/text.mjs";

test("folding forgives case, accents, width and punctuation", () => {
  assert.equal(fold("Café-Météo"), "cafe meteo");
  assert.equal(fold("ＱＱ"), "qq");
  assert.equal(fold("  weibo--corporation "), "weibo corporation");
  assert.equal(fold("微信"), "微信");
});

test("a text is told in the language asked for, else in its first", () => {
  assert.equal(pick([["en", "a"], ["zh", "b"]], "zh"), "b");
  assert.equal(pick([["en", "a"]], "zh"), "a");
  assert.equal(pick([], "en"), "");
  assert.equal(fill("{n} of {m}, {x}", {n: 1, m: 2}), "1 of 2, {x}");
});

const things = [
  {id: "wechat", name: [["en", "WeChat"], ["zh", "微信"]], aliases: [["en", "Weixin"]], wikidata: "Q283233"},
  {id: "wechat-pay", name: [["en", "WeChat Pay"]], aliases: [], wikidata: ""},
  {id: "old-wechat", name: [["en", "Old WeChat"]], aliases: [], wikidata: ""},
  {id: "weibo", name: [["en", "Weibo"]], aliases: [], wikidata: ""},
];

test("search finds names, aliases, Chinese and ids; whole names come first", () => {
  const index = buildIndex(things);
  assert.deepEqual(find(index, "wechat", 9).ids, ["wechat", "wechat-pay", "old-wechat"]);
  assert.deepEqual(find(index, "WEIXIN", 9).ids, ["wechat"]);
  assert.deepEqual(find(index, "微", 9).ids, ["wechat"]);
  assert.deepEqual(find(index, "q283233", 9).ids, ["wechat"]);
  assert.deepEqual(find(index, "we", 1), {ids: ["weibo"], total: 4});
  assert.deepEqual(find(index, " ", 9), {ids: [], total: 0});
});

const defaults = {view: "owns", day: "", sel: "", focus: "", steps: 1, path: "", detail: "", lang: "en", kinds: [], relations: [], category: "", word: "", region: "", confidence: "", year: "", level: "group"};

test("what is chosen survives in the address", () => {
  const state = {...defaults, view: "blocks", day: "2014-11-25", sel: "thing:微信 & co", steps: 2, kinds: ["Feature", "Person"]};
  const hash = toHash(state, defaults);
  assert.deepEqual(fromHash(`#${hash}`, defaults, () => true), state);
  assert.equal(toHash(defaults, defaults), "");
});

test("an address that asks for what cannot be is taken as far as it can", () => {
  assert.deepEqual(fromHash("#view=nowhere&day=2014-11-25", defaults, (key) => key !== "view"), {...defaults, day: "2014-11-25"});
});

test("a store tells what changed, and nothing if nothing did", () => {
  const store = createStore({a: 1, list: [1]});
  const seen = [];
  store.subscribe((state, changed) => seen.push([state.a, [...changed]]));
  store.set({a: 1, list: [1]});
  store.set({a: 2, list: [1]});
  assert.deepEqual(seen, [[2, ["a"]]]);
});

test("a cell of CSV is quoted where it must be, and is never a formula", () => {
  assert.equal(csvCell('say "hi", all'), '"say ""hi"", all"');
  assert.equal(csvCell("=1+1"), "'=1+1");
  assert.equal(csvCell("plain"), "plain");
});

test("what is drawn becomes SVG with all words escaped", () => {
  const ctx = new SvgContext((words) => words.length * 7);
  ctx.save();
  ctx.font = "600 13px sans-serif";
  ctx.fillStyle = "#123456";
  ctx.fillText("<script>&", 1, 2);
  ctx.restore();
  ctx.beginPath();
  ctx.moveTo(0, 0);
  ctx.lineTo(5.123, 5);
  ctx.setLineDash([2, 4]);
  ctx.stroke();
  const text = ctx.document({x: 0, y: 0, w: 10, h: 10}, "<T>", "#fff");
  assert.match(text, /&lt;script&gt;&amp;/);
  assert.match(text, /<title>&lt;T&gt;<\/title>/);
  assert.match(text, /d="M0 0L5.12 5"[^>]*stroke-dasharray="2 4"/);
  assert.equal(ctx.fillStyle, "#000");
});
