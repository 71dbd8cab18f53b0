// The load run: the program rehearses a generated recording at a rate, light desks watch it, one real browser is measured.
// node load.mjs --rate 200 --seconds 30 --desks 25 [--program PATH] [--port 5099]
import { spawn } from "node:child_process";
import { mkdtempSync, writeFileSync, readFileSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";
import { comeIn, openDesk } from "./desk.mjs";

const option = (name, fallback) => { const i = process.argv.indexOf(`--${name}`); return i < 0 ? fallback : process.argv[i + 1]; };
const rate = Number(option("rate", 200)), seconds = Number(option("seconds", 30)), desks = Number(option("desks", 25)), port = Number(option("port", 5099));
const program = resolve(option("program", "../../artifacts/bin/LiveConsole/debug/liveconsole.dll"));
const folder = mkdtempSync(join(tmpdir(), "liveconsole-load-"));
const lead = 12; // seconds of quiet before the load, for everybody to come in

/** Messages m0, m1, ... evenly spaced, on both platforms; words of chat length. */
function recording(path) {
  const start = Date.now(), lines = [];
  const words = ["allez", "is it cold up there ?", "c'est quand les photos en couleur ?", "🚀🚀", "je pleure", "what powers the rover", "GG"];
  const line = (i, at) => JSON.stringify({
    platform: i % 4 === 0 ? "twitch" : "youtube", channel: i % 4 === 0 ? "loadroom" : "Load", id: i % 4 === 0 ? `00000000-0000-4000-8000-${String(i).padStart(12, "0")}` : `LCC.load${i}`,
    sentAt: new Date(start + at).toISOString(), kind: "text", author: { id: `${i % 5000}`, name: `viewer ${i % 5000}`, roles: [] }, text: `m${i} ${words[i % words.length]}`,
  });
  for (let s = 0; s < lead; s++) for (const k of [0, 1]) lines.push(line(s * 2 + k, s * 1000 + k * 500));
  const first = lead * 2;
  for (let n = 0; n < rate * seconds; n++) lines.push(line(first + n, lead * 1000 + (n * 1000) / rate));
  writeFileSync(path, lines.join("\n") + "\n");
  return first + rate * seconds;
}

const percentile = (sorted, p) => sorted.length === 0 ? NaN : sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))];
const spread = (all) => { const s = [...all].sort((a, b) => a - b); return `p50 ${percentile(s, 0.5)?.toFixed(0)} ms, p99 ${percentile(s, 0.99)?.toFixed(0)} ms (${s.length})`; };
const cpuOf = (pid) => { const f = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" "); return (Number(f[11]) + Number(f[12])) / 100; };
const memoryOf = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024;
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

const file = join(folder, "load.jsonl");
const total = recording(file);
const server = spawn("dotnet", [program, "rehearse", "--recording", file, "--data", join(folder, "data"), "--urls", `http://localhost:${port}`, "--segments", "keep"], { stdio: ["ignore", "pipe", "inherit"] });
let table = "";
await new Promise((ready, broken) => {
  server.stdout.on("data", (d) => { table += d; if (table.includes("Ctrl+C")) ready(); });
  server.on("exit", (code) => broken(new Error(`The program ended with ${code}.`)));
});
const links = Object.fromEntries([...table.matchAll(/^ {4}(\S.*?) {2,}(http\S+)$/gm)].map((m) => [m[1], m[2]]));

const light = [];
const moderator = await comeIn(links["moderator"], "Load");
for (let i = 0; i < desks; i++) light.push(await openDesk(moderator.desk, moderator.cookie));
process.on("exit", () => server.kill("SIGKILL"));
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"] });
const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
await page.goto(links["editor"]);
await page.locator("button[type=submit]").click();
await page.locator("[data-clock-now]").waitFor();
const editorDesk = page.url();
const presenter = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
await presenter.goto(links["Presenter"]);

// Rows: when a row with m<i> is first in the page, against the time it was read from the socket (receivedAt, show time).
await page.goto(editorDesk.replace("/questions", "/moderate"));
await page.locator(".row").first().waitFor();
await page.evaluate(() => {
  window.__rows = {};
  const look = () => { for (const row of document.querySelectorAll(".row")) { const m = /\bm(\d+)\b/.exec(row.textContent); if (m && !(m[1] in window.__rows)) window.__rows[m[1]] = Date.now(); } };
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
});
const cpuBefore = cpuOf(server.pid), wallBefore = Date.now();
const end = wallBefore + (lead + seconds) * 1000; // the time line began at the latest when the table was printed
const takes = [], keys = [], within = { timeout: 10_000 };

// Verbs under load, on the board in a second tab: key to paint, TAKE to drawn on the presenter's page.
const board = await page.context().newPage();
await board.goto(editorDesk);
await board.locator("[data-clock-now]").waitFor();
for (let n = 0; Date.now() < end - 6000 && n < 40; n++) {
  const text = `Load question ${n}`, card = board.locator("[data-list] [data-id]", { hasText: text }).first();
  if (!(await board.locator(".add-form").isVisible())) await board.locator("[data-act=add]").first().click();
  await board.locator(".add-form textarea").fill(text);
  let at = Date.now();
  await board.locator(".add-form button[type=submit]").click();
  await card.waitFor(within);
  keys.push(Date.now() - at);
  await card.click();
  at = Date.now();
  await board.keyboard.press("n");
  await board.locator(".next", { hasText: text }).first().waitFor(within);
  keys.push(Date.now() - at);
  at = Date.now();
  await board.keyboard.press("Shift+Enter");
  await presenter.locator("#text", { hasText: text }).waitFor(within);
  takes.push(Date.now() - at);
}
await sleep(Math.max(0, end - Date.now()) + 3000);
const wall = (Date.now() - wallBefore) / 1000, cpu = cpuOf(server.pid) - cpuBefore, memory = memoryOf(server.pid);
const rows = await page.evaluate(() => window.__rows);
await browser.close();
for (const desk of light) await desk.close();
const slug = new URL(editorDesk).pathname.split("/")[2];
const out = join(folder, "out.jsonl");
await new Promise((done) => spawn("dotnet", [program, "export", "--show", slug, "--data", join(folder, "data"), "--out", out], { stdio: "inherit" }).on("exit", done));
const exported = readFileSync(out, "utf8").trim().split("\n").map((l) => JSON.parse(l));
const received = new Map(exported.map((m) => [/^m(\d+)/.exec(m.text)?.[1], Date.parse(m.receivedAt)]));
// Show time and this machine's clock run at one rate; their distance is the smallest seen, as no row can be there before it was read.
const raw = Object.entries(rows).filter(([i]) => received.has(i) && Number(i) >= lead * 2).map(([i, at]) => at - received.get(i));
const nearest = Math.min(...raw);
server.kill("SIGINT");
await new Promise((done) => server.on("exit", done));
const batches = light.reduce((n, d) => n + d.counts.batches, 0), bytes = light.reduce((n, d) => n + d.counts.bytes, 0);
console.log(`rate ${rate}/s for ${seconds} s, ${desks} light desks, one browser; ${cpus().length} cores ${cpus()[0].model}`);
console.log(`journaled ${exported.length} of ${total} (${new Set(exported.map((m) => m.id)).size} distinct)`);
console.log(`socket to row, above the quickest row: ${spread(raw.map((r) => r - nearest))}`);
console.log(`key to paint: ${spread(keys)}`);
console.log(`TAKE to drawn on the presenter's page: ${spread(takes)}`);
console.log(`server: ${((cpu / wall) * 100).toFixed(0)} % of a core over ${wall.toFixed(0)} s, ${memory.toFixed(0)} MB; desks: ${(batches / wall / desks).toFixed(1)} batches/s and ${(bytes / wall / desks / 1024).toFixed(0)} kB/s each`);
rmSync(folder, { recursive: true, force: true });
process.exit(0);
