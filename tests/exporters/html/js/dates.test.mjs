import assert from "node:assert/strict";
import { test } from "node:test";
import { dayNumber, eventDays, holds, isoDay, readDay } from "../../../../kg/exporters/html/assets/dates.mjs";
import { daysOf, readDate } from "../../../../kg/exporters/html/assets/codec.mjs";

/** @param {string[]} row a start and perhaps an end, as stated */
function readSpan([start = "", end = ""]) {
  const [[, start_earliest, start_latest], [, end_earliest, end_latest]] = [start, end].map(readDate);
  return {start, end, start_earliest, start_latest, end_earliest, end_latest};
}

test("a plain date means a day, a month or a year", () => {
  assert.deepEqual(daysOf("2014-11-25"), ["2014-11-25", "2014-11-25"]);
  assert.deepEqual(daysOf("2014-11"), ["2014-11-01", "2014-11-30"]);
  assert.deepEqual(daysOf("2012-02"), ["2012-02-01", "2012-02-29"]);
  assert.deepEqual(daysOf("2014"), ["2014-01-01", "2014-12-31"]);
  assert.deepEqual(daysOf("0099-02"), ["0099-02-01", "0099-02-28"]);
  assert.deepEqual(daysOf("2014~"), ["", ""]);
});

test("a statement counts from the first day that its start can mean to before the last that its end can", () => {
  const span = readSpan(["2014-11", "2015"]);
  assert.equal(holds(span, "2014-10-31"), "no");
  assert.equal(holds(span, "2014-11-01"), "maybe");
  assert.equal(holds(span, "2014-11-30"), "yes");
  assert.equal(holds(span, "2014-12-31"), "yes");
  assert.equal(holds(span, "2015-01-01"), "maybe");
  assert.equal(holds(span, "2015-12-30"), "maybe");
  assert.equal(holds(span, "2015-12-31"), "no");
});

test("the latest known state is what has no end", () => {
  assert.equal(holds(readSpan(["2014"]), ""), "yes");
  assert.equal(holds(readSpan(["2014", "2015"]), ""), "no");
  assert.equal(holds(readSpan([]), ""), "yes");
});

test("days count from 1970 and come back", () => {
  for (const day of ["1970-01-01", "2014-11-25", "1899-12-31", "2100-02-28"]) assert.equal(isoDay(dayNumber(day)), day);
  assert.equal(dayNumber("1970-01-02"), 1);
});

test("events are the days on which something changes, once each and in order", () => {
  const starts = ["2014-11-25", "2013", ""].map(readDate);
  const ends = ["", "2014-11-25", ["2014~", "2013-01-01", "2015-12-31"]].map(readDate);
  assert.deepEqual(eventDays(starts, ends), ["2013-01-01", "2014-11-25", "2015-12-31"]);
});

test("a day is read as people write one, and nothing else is", () => {
  const days = {"2014-11-28": "2014-11-28", "2014-11": "2014-11-30", " 2014 ": "2014-12-31", "2014/2": "2014-02-28", "2016.02": "2016-02-29", "Nov 2014": "2014-11-30", "28 November 2014": "2014-11-28", "Nov. 28, 2014": "2014-11-28", "2014年11月28日": "2014-11-28", "２０１４年１１月": "2014-11-30", "2014年": "2014-12-31", "": ""};
  for (const [words, day] of Object.entries(days)) assert.equal(readDay(words), day, words);
  for (const words of ["soon", "2014-13", "2014-02-30", "2014-0", "14", "Foo 2014", "0001"]) assert.equal(readDay(words), null, words);
});
