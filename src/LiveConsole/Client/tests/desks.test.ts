import assert from "node:assert/strict";
import { test } from "node:test";
import { countIn, iconOf } from "../desks/icon";
import { boundTo, nameOf, type Binding } from "../desks/keys";
import { age, toZero } from "../desks/ticks";

function key(init: { key: string; code?: string; shift?: boolean; alt?: boolean; ctrl?: boolean; altGr?: boolean }): KeyboardEvent {
  return {
    key: init.key, code: init.code ?? "", shiftKey: init.shift ?? false, altKey: init.alt ?? false, ctrlKey: init.ctrl ?? false, metaKey: false,
    isComposing: false, getModifierState: () => init.altGr ?? false,
  } as unknown as KeyboardEvent;
}

test("letters go by their character, whatever the case", () => {
  assert.equal(nameOf(key({ key: "Q", code: "KeyA", shift: true })), "q");
});

test("a letter with Shift is its own key where one is bound, else the letter", () => {
  const bound = (name: string, act: string): Binding => ({ name, act, place: "List", lists: [], from: "row", repeats: false });
  const bindings = [bound("t", "timeout"), bound("Shift+t", "timeout-how"), bound("b", "ban")];
  const act = (init: Parameters<typeof key>[0]) => boundTo(bindings, nameOf(key(init)) ?? "", key(init), () => true)?.act;
  assert.deepEqual([act({ key: "t" }), act({ key: "T", shift: true }), act({ key: "T" }), act({ key: "B", shift: true })], ["timeout", "timeout-how", "timeout", "ban"]);
});

test("digits go by the physical key, so that AZERTY needs no Shift", () => {
  assert.equal(nameOf(key({ key: "&", code: "Digit1" })), "1");
});

test("TAKE and CLEAR carry their Shift, other named keys do not", () => {
  assert.equal(nameOf(key({ key: "Enter", shift: true })), "Shift+Enter");
  assert.equal(nameOf(key({ key: "Backspace", shift: true })), "Shift+Backspace");
  assert.equal(nameOf(key({ key: "F8", shift: true })), "F8");
});

test("Ctrl and AltGr are never ours", () => {
  assert.equal(nameOf(key({ key: "a", ctrl: true })), null);
  assert.equal(nameOf(key({ key: "@", altGr: true })), null);
});

test("Alt moves, and takes no letters", () => {
  assert.equal(nameOf(key({ key: "ArrowUp", alt: true })), "Alt+ArrowUp");
  assert.equal(nameOf(key({ key: "d", alt: true })), null);
});

test("an age has one figure, hours two", () => {
  assert.equal(age(-5), "0 s");
  assert.equal(age(59_999), "59 s");
  assert.equal(age(61_000), "1 min");
  assert.equal(age(3_660_000), "1 h 01");
});

test("the phase clock counts to zero and on", () => {
  assert.equal(toZero(-267_000), "T−00:04:27");
  assert.equal(toZero(220_000), "T+00:03:40");
});

test("the tab's picture carries the person's own count, and is blue while somebody rings", () => {
  assert.deepEqual(["(3) Experts", "Experts", "(0) x", "Ana (2) rings", "(120) Moderate"].map(countIn), [3, 0, 0, 0, 120]);
  assert.equal(iconOf(0, false), null);
  assert.match(iconOf(3, false) ?? "", />3<\/text>/);
  assert.match(iconOf(120, false) ?? "", />99\+<\/text>/);
  assert.match(iconOf(0, true) ?? "", /#1F6FD1.*>!<\/text>/);
  assert.match(iconOf(12, true) ?? "", /#1F6FD1.*>12<\/text>/);
});
