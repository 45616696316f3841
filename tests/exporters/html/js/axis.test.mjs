import assert from "node:assert/strict";
import { test } from "node:test";
import { ticks, timeScale } from "../../../../kg/exporters/html/assets/axis.mjs";
import { dayNumber, isoDay } from "../../../../kg/exporters/html/assets/dates.mjs";

const scale = (wide, from = "1999-05-01", to = "2026-02-04") => timeScale([from, to].map(dayNumber), 100, 100 + wide);
const labels = (wide, language = "en") => ticks(scale(wide), language).filter((tick) => tick.label);

test("the axis goes from the first year to the end of the last, every day as wide as the next", () => {
  const {x, first, last} = scale(600);
  assert.deepEqual([first, last].map(isoDay), ["1999-01-01", "2027-01-01"]);
  assert.equal(x(first), 100);
  assert.ok(Math.abs(x(last) - 700) < 1e-6);
  assert.ok(Math.abs(x(dayNumber("2014-11-29")) - x(dayNumber("2014-11-28")) - (x(dayNumber("2001-01-02")) - x(dayNumber("2001-01-01")))) < 1e-9);
  assert.equal(isoDay(scale(10, "0099-05-01", "0099-06-01").first), "0099-01-01");
});

test("ticks are round years, all years, months or days, as there is room", () => {
  assert.deepEqual(labels(600).map((tick) => tick.label), ["2000", "2005", "2010", "2015", "2020", "2025"]);
  assert.deepEqual(labels(1400).slice(0, 3).map((tick) => tick.label), ["1999", "2000", "2001"]);
  assert.deepEqual(labels(6000).slice(4, 9).map((tick) => tick.label), ["2000", "Apr", "Jul", "Oct", "2001"]);
  assert.deepEqual(labels(20000).slice(0, 3).map((tick) => tick.label), ["1999", "Feb", "Mar"]);
  assert.deepEqual(labels(60000, "zh").slice(0, 6).map((tick) => tick.label), ["1999", "8", "15", "22", "2月", "8"]);
  assert.ok(labels(6000).find((tick) => tick.label === "2000").strong);
});

test("labels never touch, and finer lines stand between them", () => {
  for (let wide = 200; wide < 100000; wide *= 1.37) {
    const {x} = scale(wide);
    const found = labels(wide);
    for (let i = 1; i < found.length; i += 1) assert.ok(x(found[i].at) - x(found[i - 1].at) > 24, `${wide} ${found[i].label}`);
    assert.ok(found.length > 1);
  }
  assert.equal(ticks(scale(600), "en").filter((tick) => tick.minor).length, 29 - 6);
});
