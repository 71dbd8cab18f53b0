import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { ShowClock, lasted, phaseClock, timeOfDay } from "../screens/clock";
import { pause } from "../screens/link";
import { codeOf, stepAfter } from "../screens/pairing";
import { lookOf, read } from "../screens/parameters";
import { PresenceBook, watchProgramme, type Presence } from "../screens/presence";
import { after, type ScreenItem, type ScreenState } from "../screens/state";
import { Warning, copies, viewOf } from "../screens/view";
import { askerLine, overlayName, unbroken, words, wordingFor } from "../screens/words";

const item = (number: number, change: Partial<ScreenItem> = {}): ScreenItem => ({
  id: `q${number}`,
  number,
  kind: "question",
  wording: { fr: "Pourquoi ?", en: null },
  text: "why",
  language: "en",
  asker: { name: "Ayşe", others: 36, platform: "youtube", language: "en" },
  note: null,
  ...change,
});

const at = "2026-02-18T20:50:48Z";
const now = Date.parse(at);
const open: ScreenState = {
  sequence: 7,
  show: { title: "Landing", slug: "landing", rehearsal: false, language: "fr", timeZone: "Europe/Paris", startsOn: "2026-02-18" },
  clock: { showNow: at, rate: 1 },
  phase: { key: "critical", word: { fr: "CRITIQUE", en: "CRITICAL" }, zeroAt: "2026-02-18T20:55:15Z", held: false, heldAt: null },
  screen: { name: "Tablet", kind: "presenter", language: "fr", distanceMetres: 2, diagonalInches: 13, mirrored: false, notesHidden: false },
  onAir: { number: 17, item: item(41), since: at, overlayShown: true, wording: { fr: "Pourquoi ?", en: null } },
  next: item(44),
  following: [item(45), item(46)],
  message: null,
  withdrawn: null,
  state: "open",
  presenter: { mayAdvance: false, lastSignal: null },
  overlay: {},
};
const dark = { ...open.onAir, number: 18, item: null, since: null };

const said = (runs: { text: string }[]) => runs.map((run) => run.text).join("");

test("a change replaces whole members; one that is older changes nothing", () => {
  const next = after(open, { sequence: 8, next: null, onAir: dark });
  assert.equal(next.next, null);
  assert.equal(next.onAir.number, 18);
  assert.equal(next.phase, open.phase);
  assert.equal(after(next, { sequence: 7, next: item(1) }), next);
});

test("what changes a screen without an entry of the journal counts: a CLEAR before its entry, a test card", () => {
  assert.equal(after(open, { sequence: open.sequence, onAir: dark }).onAir.item, null);
  assert.equal(after(open, { sequence: open.sequence, state: "testCard" }).state, "testCard");
});

test("the asker's line names people, platform and the language that was not the screen's", () => {
  assert.equal(said(askerLine(item(41), "fr")), "Ayşe et 36 autres, YouTube, posée en anglais");
  assert.equal(said(askerLine(item(41), "en")), "Ayşe and 36 others, YouTube");
  assert.equal(said(askerLine(item(41, { asker: { name: null, others: 1, platform: "twitch", language: "zz-odd-tag!" } }), "en")), "a viewer and 1 other, Twitch");
  assert.equal(said(askerLine(item(41, { asker: null }), "en")), "");
  assert.ok(askerLine(item(41), "en")[0]?.isolate);
});

test("the overlay shows no count, and a platform only when asked", () => {
  assert.equal(said(overlayName(item(41), "en", false)), "Ayşe and others");
  assert.equal(said(overlayName(item(41, { asker: { name: "Léo", others: 0, platform: "twitch", language: "fr" } }), "fr", true)), "Léo, Twitch");
});

test("a screen shows its own language, else the other with its name, else the item's own words", () => {
  const both = { fr: "Pourquoi ?", en: "Why?" };
  assert.deepEqual(wordingFor(item(1), both, "en"), { text: "Why?", language: "en", foreign: null });
  assert.deepEqual(wordingFor(item(1), { fr: "Pourquoi", en: null }, "en"), { text: "Pourquoi", language: "fr", foreign: "French" });
  assert.deepEqual(wordingFor(item(1, { text: "لماذا", language: "ar" }), { fr: null, en: null }, "fr"), { text: "لماذا", language: "ar", foreign: "arabe" });
  assert.equal(wordingFor(item(1, { text: "?", language: null }), { fr: null, en: null }, "fr").foreign, null);
});

test("no line is a lone question mark", () => {
  assert.equal(unbroken(" « Pourquoi » ? "), "«\u00a0Pourquoi\u00a0»\u00a0?");
});

test("both languages say everything", () => {
  const shape = (value: object): string[] => Object.entries(value).flatMap(([key, said]) => (typeof said === "object" ? shape(said as object).map((k) => `${key}.${k}`) : [key]));
  assert.deepEqual(shape(words("fr")), shape(words("en")));
  for (const language of ["fr", "en"] as const) assert.ok(!JSON.stringify(words(language)).includes("annuler"));
});

test("show time runs at the server's rate and stands while it is stopped", () => {
  let machine = 0;
  const clock = new ShowClock(() => machine);
  clock.set({ showNow: at, rate: 20 });
  machine = 1000;
  assert.equal(clock.now() - now, 20_000);
  clock.set({ showNow: at, rate: 0 });
  machine = 9000;
  assert.equal(clock.now(), now);
});

test("clocks: the show's zone, +1 after midnight, T-0 from both sides, a held phase stands", () => {
  assert.equal(timeOfDay(now, "Europe/Paris", "2026-02-18"), "21:50:48");
  assert.equal(timeOfDay(now + 3 * 3_600_000, "Europe/Paris", "2026-02-18"), "00:50:48 +1");
  assert.equal(timeOfDay(now, "Mars/Jezero", null), "20:50:48");
  assert.equal(phaseClock(open.phase, now), "T-00:04:27");
  assert.equal(phaseClock(open.phase, now + 267_000), "T+00:00:00");
  assert.equal(phaseClock({ ...open.phase, held: true, heldAt: at }, now + 60_000), "T-00:04:27");
  assert.equal(phaseClock({ ...open.phase, zeroAt: null }, now), null);
  assert.equal(lasted(23_400), "0:23");
  assert.equal(lasted(3_725_000), "1:02:05");
});

test("what fills the presenter's screen", () => {
  assert.equal(viewOf(null, false, 0).kind, "waiting");
  assert.equal(viewOf(open, false, 0).kind, "item");
  assert.equal(viewOf({ ...open, onAir: dark }, false, 0).kind, "rest");
  assert.equal(viewOf({ ...open, onAir: dark, state: "hold" }, false, 0).kind, "hold");
  assert.equal(viewOf({ ...open, state: "hold" }, false, 0).kind, "item");
  assert.equal(viewOf({ ...open, state: "black" }, true, 0).kind, "black");
  assert.equal(viewOf({ ...open, state: "testCard" }, false, 0).kind, "item");
  assert.equal(viewOf({ ...open, onAir: dark, state: "revoked" }, false, 0).kind, "revoked");
  assert.equal(viewOf({ ...open, onAir: dark, state: "idle" }, false, 0).kind, "idle");
  assert.equal(viewOf({ ...open, onAir: dark, state: "testCard" }, false, 0).kind, "test");
});

test("without a link NEXT and what follows can be read on, and then what was on air again", () => {
  assert.deepEqual(copies(open).map((copy) => copy.number), [44, 45, 46]);
  const view = viewOf(open, false, 2);
  assert.equal(view.kind === "copy" && view.item.number, 45);
  assert.equal(viewOf(open, false, 4).kind, "item");
});

test("WITHDRAWN stands 6 s, and a new item cuts it short only after 2.5 s", () => {
  const withdrawn = { ...open, onAir: dark, withdrawn: { number: 41, at } };
  const warning = new Warning();
  warning.hear(withdrawn, 41, now, 1000);
  assert.ok(warning.active(withdrawn, 6999));
  assert.ok(!warning.active(withdrawn, 7000));
  const taken = { ...withdrawn, onAir: open.onAir };
  assert.ok(warning.active(taken, 3400));
  assert.ok(!warning.active(taken, 3600));
});

test("a withdrawal that the journal tells again with its own time is one, until its item has stood here again", () => {
  const early = { ...open, onAir: dark, withdrawn: { number: 41, at } };
  const later = { ...early, withdrawn: { number: 41, at: new Date(now + 30_000).toISOString() } };
  const warning = new Warning();
  warning.hear(early, 41, now, 0);
  warning.hear(later, null, now + 30_000, 30_000);
  assert.ok(!warning.active(later, 30_001));
  const again = { ...early, withdrawn: { number: 41, at: new Date(now + 60_000).toISOString() } };
  warning.hear(again, 41, now + 60_000, 60_000);
  assert.ok(warning.active(again, 65_999));
});

test("an old withdrawal is not told again after a reload, unless its item still stood on this screen", () => {
  const withdrawn = { ...open, onAir: dark, withdrawn: { number: 41, at } };
  const reloaded = new Warning();
  reloaded.hear(withdrawn, null, now + 30_000, 0);
  assert.ok(!reloaded.active(withdrawn, 1));
  const cutOff = new Warning();
  cutOff.hear(withdrawn, 41, now + 30_000, 0);
  assert.ok(cutOff.active(withdrawn, 5999));
});

test("the overlay's address: defaults, wishes, and nonsense that is as if absent", () => {
  const plain = lookOf({}, "");
  assert.deepEqual([plain.theme, plain.pos, plain.margin, plain.max, plain.onLoss, plain.name, plain.platform], ["dark", "left", { side: 96, edge: 162 }, 1240, 20, true, false]);
  const asked = lookOf({}, "?theme=light&pos=top-right&margin=40x80&scale=1.5&max=900&name=0&platform=1&lang=en&logo=/logos/a.png&accent=c4262b&bg=%23000c&key=00ff00&on-loss=clear&form=full");
  assert.deepEqual(
    [asked.theme, asked.pos, asked.edge, asked.margin, asked.scale, asked.max, asked.name, asked.platform, asked.lang, asked.logo, asked.accent, asked.bg, asked.key, asked.onLoss, asked.form],
    ["light", "right", "top", { side: 40, edge: 80 }, 1.5, 900, false, true, "en", "/logos/a.png", "#c4262b", "#000c", "#00ff00", 0, "full"],
  );
  assert.equal(lookOf({}, "on-loss=hold").onLoss, null);
  const odd = lookOf({}, "theme=x&scale=abc&max=&margin=-5&logo=//elsewhere/x.png&accent=red;}&on-loss=soon&lang=de&bg=1234567");
  assert.deepEqual(odd, plain);
});

test("what the show sets is the overlay's look; what can be read in its address goes before it", () => {
  const show = { theme: "light", accent: "#c4262b", "on-loss": "hold", scale: "1.5" };
  const look = lookOf(show, "?theme=dark&scale=enormous&constructor=1");
  assert.deepEqual([look.theme, look.accent, look.onLoss, look.scale], ["dark", "#c4262b", null, 1.5]);
});

test("every value of an overlay's parameter is read as the server reads it", () => {
  const vectors = JSON.parse(readFileSync("tests/overlay-parameters.json", "utf8")) as [string, string, string | null][];
  for (const [name, typed, value] of vectors) assert.equal(read(name, typed), value, `${name}=${typed}`);
});

test("OBS says whether the overlay is in its programme; what it has not said is not known, and nothing is said twice", () => {
  const told: Presence[] = [];
  const book = new PresenceBook((presence) => told.push(presence));
  const page = Object.assign(new EventTarget(), { obsstudio: { pluginVersion: "2.26" } });
  watchProgramme(page, book.tell);
  const active = (detail: unknown) => page.dispatchEvent(Object.assign(new Event("obsSourceActiveChanged"), { detail }));
  active({ active: false });
  active({ active: false });
  active(null);
  active({ active: true });
  assert.deepEqual(told.map((p) => [p.obs, p.inProgramme]), [[true, null], [true, false], [true, true]]);
  const browser: Presence[] = [];
  watchProgramme(new EventTarget(), new PresenceBook((presence) => browser.push(presence)).tell);
  assert.deepEqual(browser, []);
});

test("a device that shows a code: groups of three, a new one when it ran out, on to its address when somebody typed it", () => {
  assert.equal(codeOf("K7M4RX"), "K7M 4RX");
  assert.deepEqual(stepAfter({ state: "waiting" }), { kind: "ask" });
  assert.deepEqual(stepAfter({ state: "gone" }), { kind: "begin" });
  assert.deepEqual(stepAfter({ state: "paired", address: "/screen/presenter/abc" }), { kind: "go", address: "/screen/presenter/abc" });
  for (const odd of ["//elsewhere/x", "https://elsewhere/", "javascript:alert(1)", "/screen/../x", 7, undefined]) assert.deepEqual(stepAfter({ state: "paired", address: odd }), { kind: "begin" });
  assert.deepEqual(stepAfter("nonsense"), { kind: "ask" });
});

test("reconnecting: at once first, then slower to 3 s, never all screens in one instant", () => {
  assert.equal(pause(0, () => 0.5), 0);
  assert.ok(pause(1, () => 0) >= 100);
  assert.equal(pause(50, () => 1), 3000);
  assert.notEqual(pause(5, () => 0.1), pause(5, () => 0.9));
});

test("the screens' pages hold no inline script or style, which their policy would refuse", () => {
  for (const name of ["presenter", "overlay", "pair"]) {
    const page = readFileSync(`../wwwroot/screens/${name}.html`, "utf8");
    assert.doesNotMatch(page, /<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)/i);
    assert.doesNotMatch(page, /https?:/);
  }
});
