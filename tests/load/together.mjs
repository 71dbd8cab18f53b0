// Five people in five browsers on one show: a producer, an editor, a lead, a moderator and an expert do their work at once, and collide on purpose.
// node together.mjs --program liveconsole.dll [--minutes 10] [--seed S] [--out DIR]: fails when a page says an error, when two hold one question, when a person's work
// never succeeds, or when the desks do not say the same at the end. Pictures of all five every minute and at the end.
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";

const argument = (name, otherwise) => { const i = process.argv.indexOf(`--${name}`); return i < 0 ? otherwise : process.argv[i + 1]; };
const minutes = Number(argument("minutes", "10")), out = resolve(argument("out", "artifacts/together"));
let seed = Number(argument("seed", String(Date.now() % 1_000_000)));
console.log(`together: ${minutes} min, --seed ${seed}, pictures in ${out}`);
mkdirSync(out, { recursive: true });
const random = (n) => { seed = (seed * 1103515245 + 12345) % 2147483648; return Math.floor((seed / 2147483648) * n); };
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

const folder = mkdtempSync(join(tmpdir(), "together-"));
// No played crew: what stands on the desks is these five people's work. The viewers are the tour's.
const port = await new Promise((free) => { const one = createServer().listen(0, "127.0.0.1", () => { const { port } = one.address(); one.close(() => free(port)); }); });
const server = spawn("dotnet", [resolve(argument("program", "")), "rehearse", "--data", join(folder, "data"), "--urls", `http://localhost:${port}`, "--crew", "none"], { stdio: ["ignore", "pipe", "inherit"] });
let table = "";
await new Promise((ready, broken) => {
  server.stdout.on("data", (d) => { table += d; if (table.includes("Ctrl+C")) ready(); });
  server.on("exit", (code) => broken(new Error(`The program ended with ${code}.`)));
});
process.on("exit", () => { server.kill("SIGKILL"); rmSync(folder, { recursive: true, force: true }); });
const links = Object.fromEntries([...table.matchAll(/^ {4}(\S.*?) {2,}(http\S+)$/gm)].map((m) => [m[1], m[2]]));
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"] });

const troubles = [], did = {}, refused = {};
const count = (in_, what) => { in_[what] = (in_[what] ?? 0) + 1; };

/** A person's own browser (cookies and all), in by their link, at a desk. */
async function comeIn(role, name, desk, locale) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  page.on("console", (m) => { if (m.type() === "error") troubles.push(`${name}: ${m.text()}`); });
  page.on("pageerror", (e) => troubles.push(`${name}: ${e}`));
  await page.goto(links[role]);
  await page.locator("#name").fill(name);
  await page.locator("button.come-in-button").click();
  await page.locator(".desk[data-ready=true]").waitFor();
  const person = { role, name, page };
  await go(person, desk);
  return person;
}

async function go(person, desk) {
  const { page } = person;
  if (!page.url().includes(`/${desk}`)) {
    await page.goto(new URL(`/shows/${new URL(page.url()).pathname.split("/")[2]}/${desk}`, page.url()).href);
    await page.locator(".desk[data-ready=true]").waitFor();
  }
}

/** One deed; what a colleague did meanwhile may have taken its ground away: that is no trouble, and counted. */
async function deed(person, what, act) {
  try {
    if (await act(person.page) === false) return;
    count(did, `${person.name} ${what}`);
  } catch (error) {
    if (error.name !== "TimeoutError") throw error;
    count(refused, `${what}: nothing to act on`);
    await person.page.keyboard.press("Escape");
  }

  for (const said of await person.page.locator(".refused").allInnerTexts()) {
    count(refused, said.replace(/Q\d+|\d\d:\d\d:\d\d|\d:\d\d/g, "…").slice(0, 90));
    await person.page.keyboard.press("Escape");
  }
}

const soon = { timeout: 4000 };
const cards = (page) => page.locator("[data-list=candidates] .candidate");

async function chooseCard(page, which) {
  const n = await cards(page).count();
  if (n === 0) return false;
  await cards(page).nth(Math.min(which ?? random(n), n - 1)).click(soon);
  await page.locator("[data-list=candidates] [aria-selected=true]").waitFor(soon);
  return true;
}

/** A row of the live feed is made a question or a comment. */
const promote = (key) => async (page) => {
  await page.locator("[data-list=feed]").focus();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowUp");
  const row = page.locator("[data-list=feed] [aria-selected=true]");
  await row.waitFor(soon);
  await page.keyboard.press(key);
  await row.locator(".asked").waitFor(soon);
  await page.keyboard.press("End");
};

const onCard = (key) => async (page) => (await chooseCard(page)) && (await page.keyboard.press(key), true);

const say = (words) => async (page) => {
  await page.keyboard.press("F2");
  await page.locator(".crew-line input[type=text]").waitFor(soon);
  await page.locator(".crew-line input[type=text]").fill(words());
  await page.keyboard.press("Enter");
  await page.locator(".crew-line li.own").last().waitFor(soon);
  await page.keyboard.press("Escape");
};

const reword = async (page) => {
  if (!(await chooseCard(page))) return false;
  const field = page.locator(".item-column textarea").first();
  await field.fill(`Reworded ${random(1000)} times?`, soon);
  await field.blur();
};

const take = async (page) => {
  await page.locator("[data-list=rundown]").focus();
  if (await page.locator("button.take:disabled").count()) return false;
  await page.keyboard.press("Shift+Enter");
  await sleep(400);
  if (await page.locator("section.rundown .hand, section.rundown .refused").count()) await page.keyboard.press("Shift+Enter");
};

const note = async (page) => {
  await page.keyboard.press("F2");
  await page.locator(".crew-panel [role=tab]").nth(1).click(soon);
  await page.locator(".handovers textarea").first().fill(`Note ${random(1000)}`, soon);
  await page.locator(".handovers article > button").first().click(soon);
  if (await page.locator(".handovers .clash").count()) await page.locator(".handovers .clash button").last().click(soon);
  await page.keyboard.press("Escape");
};

const works = {
  moderator: [["question", promote("q")], ["question", promote("q")], ["comment", promote("c")], ["crew line", say(() => `row ${random(99)} is odd`)]],
  "lead moderator": [["question", promote("q")], ["seen", (p) => p.keyboard.press("F4")], ["crew line", say(() => "look at Q1 please")], ["note", note]],
  editor: [["to the rundown", onCard("p")], ["next", onCard("n")], ["reword", reword], ["TAKE", take], ["dismiss", async (p) => (await onCard("d")(p)) && (await p.keyboard.press("2"), true)], ["answers", onCard("i")]],
  producer: [["next", onCard("n")], ["TAKE", take], ["CLEAR", (p) => p.keyboard.press("F8")], ["crew line", say(() => `Q${1 + random(5)} now`)], ["note", note], ["undo", async (p) => { await p.locator("[data-list=candidates]").focus(); await p.keyboard.press("u"); }]],
  expert: [["answers", onCard("i")], ["answers", onCard("i")], ["gives back", async (p) => { await p.locator("[role=tab][data-id=Experts]").click(soon); const r = await onCard("b")(p); await p.locator("[role=tab][data-id=New]").click(soon); return r; }], ["crew line", say(() => "I take the pictures")]],
};

const people = [];
for (const [role, name, desk, locale] of [["producer", "Salomé", "questions", "en-GB"], ["editor", "Camille", "questions", "fr-FR"], ["lead moderator", "Léa", "moderate", "fr-FR"], ["moderator", "Nora", "moderate", "en-GB"], ["expert", "Inès", "questions", "en-GB"]])
  people.push(await comeIn(role, name, desk, locale));
const board = people.filter((p) => ["producer", "editor", "expert"].includes(p.role));

async function pictures(when) {
  for (const person of people) await person.page.screenshot({ path: join(out, `${when}-${person.role.replace(" ", "-")}.png`) });
}

/** All three at the board press "I'll answer" on the very same card at once: one of them holds it, whoever's page one asks. */
async function collide() {
  const first = board[0].page.locator("[data-list=candidates] .candidate").first();
  const id = (await first.count()) ? await first.getAttribute("id", soon).catch(() => null) : null;
  if (!id) return;
  const there = [];
  for (const person of board) {
    const card = person.page.locator(`#${id}`);
    if (await card.count() && await card.click(soon).then(() => true, () => false)) there.push(person);
  }
  await Promise.all(there.map((p) => p.page.keyboard.press("i")));
  await sleep(1500);
  const held = [];
  for (const { page } of there) held.push(await page.locator(".item-head .chip.claim.mine").count());
  const holders = held.reduce((a, b) => a + b, 0);
  count(did, "all collide on one card");
  if (there.length > 1 && holders > 1) troubles.push(`${holders} of ${there.length} hold ${id}`);
}

const end = Date.now() + minutes * 60_000;
let colliding = false;
async function work(person) {
  const mine = works[person.role];
  while (Date.now() < end) {
    if (colliding && board.includes(person)) { await sleep(200); continue; }
    person.busy = true;
    const [what, act] = mine[random(mine.length)];
    await deed(person, what, act);
    person.busy = false;
    await sleep(600 + random(1800));
  }
}

async function conduct() {
  for (let minute = 0; Date.now() < end; minute++) {
    await pictures(`minute-${String(minute).padStart(2, "0")}`);
    for (let i = 0; i < 3 && Date.now() < end - 10_000; i++) {
      await sleep(15_000);
      colliding = true;
      while (board.some((p) => p.busy)) await sleep(100);
      await collide();
      colliding = false;
    }
    await sleep(Math.max(0, Math.min(15_000, end - Date.now())));
  }
}

await Promise.all([...people.map(work), conduct()]);

// All five at the board (who may): the same air, the same rundown, the same cards under the same tabs, the same holders.
async function said({ page }) {
  const tabs = {};
  for (const tab of await page.locator("[role=tab][data-id]").all()) {
    const name = await tab.getAttribute("data-id");
    await tab.click();
    await page.locator(`[role=tab][data-id=${name}][aria-selected=true]`).waitFor();
    await sleep(300);
    tabs[name] = (await cards(page).evaluateAll((all) => all.map((c) => `${c.querySelector(".words b").textContent}${c.querySelector(".chip.claim:not(.ran-out)") ? "*" : ""}`))).sort();
  }
  for (const name of Object.keys(tabs)) if (tabs[name].length === 0) delete tabs[name];
  return JSON.stringify({ air: await page.locator("section.air .air-number").allInnerTexts(), rundown: await page.locator(".queue .queued b").allInnerTexts(), tabs });
}

for (const person of people) { await person.page.keyboard.press("Escape"); await go(person, "questions"); await person.page.keyboard.press("Escape"); }
let states = [];
for (let i = 0; i < 5; i++) {
  // A claim may run out between two people's reading: read again.
  states = [];
  for (const person of people) states.push(await said(person));
  if (new Set(states).size === 1) break;
}
if (new Set(states).size !== 1) people.forEach((p, i) => troubles.push(`${p.name}'s board: ${states[i]}`));
await pictures("end");
for (const person of people) if (!Object.keys(did).some((d) => d.startsWith(person.name))) troubles.push(`${person.name} did nothing`);
writeFileSync(join(out, "together.json"), JSON.stringify({ minutes, did, refused, troubles, state: JSON.parse(states[0]) }, null, 2));
console.log(JSON.stringify({ did, refused }, null, 1));
await browser.close();
server.kill("SIGTERM");
if (troubles.length > 0) {
  console.error(`together: FAILED\n${troubles.slice(0, 40).join("\n")}`);
  process.exit(1);
}
console.log("together: no page said an error, nobody held what another held, all five desks say the same.");
process.exit(0);
