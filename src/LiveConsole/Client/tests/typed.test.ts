import assert from "node:assert/strict";
import { test } from "node:test";
import { giveBack, Lately, Words, type Typed } from "../desks/typed";

test("words whose field is not painted yet wait for it, and are not lost", () => {
  const painted = new Map([["feed-search", { value: "" }]]);
  const find = (name: string) => painted.get(name) ?? null;
  const put = (field: { value: string }, value: string) => {
    field.value = value;
  };
  const typed: Typed = [["feed-search", "rocks"], ["41-reply", "begun"]];

  const waiting = giveBack(typed, find, put);
  assert.deepEqual(waiting, [["41-reply", "begun"]]);
  assert.equal(painted.get("feed-search")?.value, "rocks");

  painted.set("41-reply", { value: "" });
  assert.deepEqual(giveBack(waiting, find, put), []);
  assert.equal(painted.get("41-reply")?.value, "begun");
});

test("words that somebody else changed since are not typed over", () => {
  const put: string[] = [];
  const fields = new Map([["41-en", { value: "theirs" }], ["42-en", { value: "as it was" }], ["43-en", { value: "mine" }]]);
  const typed: Typed = [["41-en", "mine", "as it was"], ["42-en", "mine", "as it was"], ["43-en", "mine", "as it was"]];

  assert.deepEqual(giveBack(typed, (name) => fields.get(name) ?? null, (_, __, name) => put.push(name)), []);
  assert.deepEqual(put, ["42-en"]);
});

test("only what a person typed is theirs: a field that shows an item's words is full, and nobody typed them", () => {
  const words = new Words();
  assert.equal(words.before("41-en", "the item's words"), null);

  words.typed("41-en", "the item's words", "the item's words!");
  words.typed("41-en", "the item's words!", "the item's words!?");
  assert.equal(words.before("41-en", "the item's words!?"), "the item's words");

  // Another's edit took their place, then this person typed on from there.
  assert.equal(words.before("41-en", "another's"), null);
  words.typed("41-en", "another's", "another's too");
  assert.equal(words.before("41-en", "another's too"), "another's");

  words.typed("41-en", "another's too", "another's");
  assert.equal(words.before("41-en", "another's"), null);
});

test("what was typed shortly before the link was known to be lost is told again, older words are not", () => {
  const lately = new Lately<string>(12_000);
  lately.typed("search", 1_000);
  lately.typed("reply", 2_000);
  lately.typed("reply", 20_000);

  assert.deepEqual(lately.take(22_000), ["reply"]);
  assert.deepEqual(lately.take(22_000), []);
});
