import assert from "node:assert/strict";
import { test } from "node:test";
import { fit, floorSize, type Region } from "../screens/fit";
import { formOf } from "../screens/overlay-fit";

/** A page on which every sign is half as wide as it is high, wrapped by word, and by sign where a word is too long. */
const width = 1000;
const heightOf = (text: string, size: number): number => {
  const perLine = Math.max(1, Math.floor(width / (size / 2)));
  let lines = 1;
  let at = 0;
  for (const word of text.split(" ")) {
    const length = [...word].length;
    if (at > 0 && at + 1 + length > perLine) {
      lines++;
      at = 0;
    }
    const long = Math.max(0, Math.ceil(length / perLine) - 1);
    lines += long;
    at = long > 0 ? length % perLine : at + (at > 0 ? 1 : 0) + length;
  }
  return lines * size * 1.18;
};
const region: Region = { height: 460, floor: 80, ceiling: 88, leading: 1.18 };
const sentence = "Comment le rover choisit-il son site pendant la descente, puisque le signal met onze minutes ?";

test("a short sentence takes the largest size and one page", () => {
  assert.deepEqual(fit("Why?", region, heightOf), { size: 88, pages: ["Why?"] });
});

test("a longer one shrinks, not below the floor, and stays one page", () => {
  const fitted = fit(sentence, { ...region, floor: 20 }, heightOf);
  assert.equal(fitted.pages.length, 1);
  assert.ok(fitted.size > 20 && fitted.size < 88);
  assert.ok(heightOf(sentence, fitted.size) <= 460);
});

test("what does not fit at the floor becomes pages that all fit, in order, with nothing lost", () => {
  const long = Array.from({ length: 6 }, () => sentence).join(" ");
  const fitted = fit(long, region, heightOf);
  assert.equal(fitted.size, 80);
  assert.ok(fitted.pages.length > 1);
  assert.equal(fitted.pages.join(" "), long);
  for (const page of fitted.pages) assert.ok(heightOf(page, 80) <= 460.5, page);
});

test("pages are even: the last is not a lone word", () => {
  const words = Array.from({ length: 17 }, () => "abcdefghijkl").join(" ");
  const sizes = fit(words, region, heightOf).pages.map((page) => page.split(" ").length);
  assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 2, sizes.join());
});

test("a page never begins with the mark that closes the sentence before it", () => {
  const text = Array.from({ length: 30 }, () => "vraiment\u00a0?").join(" ");
  for (const page of fit(text, region, heightOf).pages) assert.doesNotMatch(page, /^[?!.,;:]/);
});

test("a cry longer than a page is broken between its signs, and an emoji family stays together", () => {
  const family = "👨‍👩‍👧‍👦";
  const fitted = fit(family.repeat(150), region, (text, size) => Math.ceil([...new Intl.Segmenter().segment(text)].length / 12) * size * 1.18);
  assert.ok(fitted.pages.length > 1);
  assert.equal(fitted.pages.join(""), family.repeat(150));
  for (const page of fitted.pages) assert.equal([...page].length % [...family].length, 0);
});

test("Chinese, which has no spaces, is paged too", () => {
  const text = "为什么我们听到的一切都要晚十一分钟".repeat(12);
  const fitted = fit(text, region, (part, size) => Math.ceil([...part].length / 12) * size * 1.18);
  assert.ok(fitted.pages.length > 1);
  assert.equal(fitted.pages.join(""), text);
});

test("a floor above the ceiling wins: at three metres a tablet carries a headline", () => {
  assert.equal(fit("Why?", { ...region, floor: 120 }, heightOf).size, 120);
});

test("the floor is 16 minutes of arc: capitals of 4.7, 9.3 and 14 mm at 1, 2 and 3 m", () => {
  const capitalsAt = (metres: number) => (floorSize(metres, 13, 1280, 800) * 0.727) / (Math.hypot(1280, 800) / (13 * 25.4));
  assert.ok(Math.abs(capitalsAt(1) - 4.65) < 0.05);
  assert.ok(Math.abs(capitalsAt(2) - 9.31) < 0.05);
  assert.ok(Math.abs(capitalsAt(3) - 13.96) < 0.05);
});

test("a caption is large in three lines, small in five, then full frame; 36 is the floor for people's sentences", () => {
  const at = (lines44: number, lines36: number, full44: number) =>
    formOf("auto", ({ form, size }) => (form === "full" ? (size === 44 ? full44 : lines36) : size === 44 ? lines44 : lines36)).form;
  assert.equal(at(3, 3, 3), "large");
  assert.equal(at(4, 3, 3), "small");
  assert.equal(at(7, 6, 5), "full");
  assert.equal(formOf("full", () => 1).form, "full");
  assert.ok(formOf("auto", ({ size }) => (size > 20 ? 99 : 10)).size < 36);
});
