import assert from "node:assert/strict";
import { test } from "node:test";
import { licenceName, permalink } from "../../../../kg/exporters/html/assets/exports.mjs";

test("of a file only its name is told, of the web the whole address", () => {
  const local = new URL("file:///home/somebody/build/who%20blocks.html#day=2014-11-25");
  assert.equal(permalink(local), "who blocks.html#day=2014-11-25");
  assert.equal(permalink(new URL("file:///C:/build/100%25%FF.html")), "100%25%FF.html");
  assert.equal(permalink(new URL("https://example.org/a/b.html?x#day=1")), "https://example.org/a/b.html?x#day=1");
});

test("licences of Creative Commons have short names", () => {
  assert.equal(licenceName("https://creativecommons.org/publicdomain/zero/1.0/"), "CC0 1.0");
  assert.equal(licenceName("https://creativecommons.org/licenses/by-nc-sa/4.0/deed.zh"), "CC BY-NC-SA 4.0");
  assert.equal(licenceName("https://example.org/licence"), "https://example.org/licence");
});
