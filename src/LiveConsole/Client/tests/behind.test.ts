import assert from "node:assert/strict";
import { test } from "node:test";
import { Behind } from "../desks/behind";

function page(): { meter: Behind; pass(milliseconds: number): void; beat(late?: number): void } {
  let now = 0;
  const meter = new Behind(() => now);
  return { meter, pass: (milliseconds) => { now += milliseconds; }, beat: (late = 0) => { meter.heard(5_000_000 + now - late); } };
}

test("a page that draws each beat is not behind, however far away its server is", () => {
  const { meter, pass, beat } = page();
  for (let i = 0; i < 100; i++) {
    beat(400);
    pass(1000);
    assert.equal(meter.milliseconds(), 0);
  }
});

test("beats that come late, or not at all, are how far it is behind", () => {
  const { meter, pass, beat } = page();
  beat();
  pass(1000);
  beat();
  pass(6000);
  assert.ok(Math.abs(meter.milliseconds() - 5000) < 5);
  beat(4500);
  assert.ok(Math.abs(meter.milliseconds() - 3500) < 5);
  beat(0);
  assert.equal(meter.milliseconds(), 0);
});

test("clocks that part over a night do not count as lateness", () => {
  const { meter, pass } = page();
  let server = 0;
  for (let second = 0; second < 25_000; second++) {
    meter.heard(server);
    pass(1000);
    server += 999.9;
    assert.ok(meter.milliseconds() < 500);
  }
});

test("before the first beat nothing is known and nothing is said", () => {
  const { meter, pass } = page();
  pass(60_000);
  assert.equal(meter.milliseconds(), 0);
});
