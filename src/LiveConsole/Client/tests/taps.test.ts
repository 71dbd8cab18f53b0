import assert from "node:assert/strict";
import { test } from "node:test";
import { Taps, type Signal } from "../screens/taps";

function tablet(up = true) {
  const at = { now: 10_000, up };
  const sent: Signal[] = [];
  const taps = new Taps(
    (signal) => {
      if (at.up) sent.push(signal);
      return Promise.resolve(at.up);
    },
    () => at.now,
    () => {},
  );
  return { at, sent, taps };
}

test("a tap is sent with the item that was on the screen and its time", async () => {
  const { taps, sent } = tablet();
  assert.equal(taps.tap("reading", "q41", 41, "t1"), "sent");
  await taps.flush();
  assert.deepEqual(sent, [{ kind: "reading", id: "q41", at: "t1", undo: false }]);
});

test("a second tap within 600 ms is a palm, on any button", () => {
  const { taps, at } = tablet();
  taps.tap("reading", "q41", 41, "t1");
  at.now += 599;
  assert.equal(taps.tap("reading", "q41", 41, "t2"), "palm");
  assert.equal(taps.tap("skip", "q41", 41, "t2"), "palm");
});

test("on the same button it is taken back for 4 s, by the time of the tap, and not after", async () => {
  const { taps, at, sent } = tablet();
  taps.tap("skip", "q41", 41, "t1");
  await taps.flush();
  at.now += 3900;
  assert.equal(taps.tap("skip", null, null, "t2"), "undone");
  await taps.flush();
  assert.deepEqual(sent[1], { kind: "skip", id: "q41", at: "t1", undo: true });

  at.now += 1000;
  taps.tap("skip", "q42", 42, "t3");
  await taps.flush();
  at.now += 4001;
  assert.equal(taps.tap("skip", "q43", 43, "t4"), "sent");
});

test("without a link taps are kept with their times and sent in order when it is back", async () => {
  const { taps, at, sent } = tablet(false);
  taps.tap("reading", "q41", 41, "t1");
  at.now += 5000;
  taps.tap("skip", "q41", 41, "t2");
  await taps.flush();
  assert.equal(sent.length, 0);
  assert.equal(taps.on("reading", "q41")?.sent, false);

  at.up = true;
  await taps.flush();
  assert.deepEqual(sent.map((signal) => [signal.kind, signal.at]), [["reading", "t1"], ["skip", "t2"]]);
  assert.equal(taps.on("reading", "q41")?.sent, true);
  assert.equal(taps.kept, 0);
});

test("a kept tap that is taken back was never made", async () => {
  const { taps, at, sent } = tablet(false);
  taps.tap("skip", "q41", 41, "t1");
  await taps.flush();
  at.now += 1000;
  assert.equal(taps.tap("skip", "q41", 41, "t2"), "undone");
  at.up = true;
  await taps.flush();
  assert.deepEqual(sent, []);
});

test("when the sentence changes under the finger, what comes at once is a palm", () => {
  const { taps, at } = tablet();
  taps.guard();
  at.now += 300;
  assert.equal(taps.tap("skip", "q42", 42, "t1"), "palm");
  at.now += 301;
  assert.equal(taps.tap("skip", "q42", 42, "t1"), "sent");
});

test("a button shows the tap about its own item, and any tap while it can be taken back", () => {
  const { taps, at } = tablet();
  taps.tap("skip", "q41", 41, "t1");
  assert.equal(taps.on("skip", null)?.number, 41);
  at.now += 4000;
  assert.equal(taps.on("skip", "q42"), null);
});
