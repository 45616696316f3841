import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateSync, constants } from "node:zlib";
import { inflate } from "../../../../kg/exporters/html/assets/inflate.mjs";

const random = (seed) => () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;

const draw = random(7);
const CASES = {
  nothing: "",
  "one letter": "a",
  "the same again and again": "ab".repeat(40000),
  "Chinese": "\u5fae\u4fe1\u4e0e\u5fae\u535a".repeat(500),
  "words that recur far apart": Array.from({length: 30000}, () => ["block", "stake", "control", "launch"][Math.floor(draw() * 4)] + Math.floor(draw() * 500)).join(" "),
  "noise": Array.from({length: 70000}, () => String.fromCharCode(32 + Math.floor(draw() * 95))).join(""),
};

for (const [name, text] of Object.entries(CASES)) {
  for (const level of [0, 1, 6, 9]) {
    test(`${name}, packed at level ${level}`, () => {
      assert.equal(new TextDecoder().decode(inflate(deflateSync(Buffer.from(text), {level}))), text);
    });
  }
  test(`${name}, packed with the codes that need not be told`, () => {
    assert.equal(new TextDecoder().decode(inflate(deflateSync(Buffer.from(text), {strategy: constants.Z_FIXED}))), text);
  });
}

test("broken data are an error and no endless loop", () => {
  assert.throws(() => inflate(new Uint8Array([120, 156, 7, 255, 255])), /broken/);
});
