import assert from "node:assert/strict";
import { test } from "node:test";
import { giveBack, type Typed } from "../desks/typed";

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
