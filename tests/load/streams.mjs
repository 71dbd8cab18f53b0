// Followers: event streams and screens in great numbers on one show, while somebody takes and clears. Light clients, all in this process.
// node streams.mjs --program PATH [--streams 1000] [--screens 1000] [--seconds 60] [--port 5098]
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import WebSocket from "ws";

const option = (name, fallback) => { const i = process.argv.indexOf(`--${name}`); return i < 0 ? fallback : process.argv[i + 1]; };
const streams = Number(option("streams", 1000)), screens = Number(option("screens", 1000)), seconds = Number(option("seconds", 60)), port = Number(option("port", 5098));
const program = resolve(option("program", "../../artifacts/bin/LiveConsole/debug/liveconsole.dll"));
const folder = mkdtempSync(join(tmpdir(), "liveconsole-streams-")), data = join(folder, "data"), base = `http://127.0.0.1:${port}`;
const agent = new Agent({ keepAlive: true, maxSockets: Infinity });

const percentile = (sorted, p) => sorted.length === 0 ? NaN : sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))];
const spread = (all) => { const s = [...all].sort((a, b) => a - b); return `p50 ${percentile(s, 0.5).toFixed(0)} ms, p99 ${percentile(s, 0.99).toFixed(0)} ms, last ${percentile(s, 1).toFixed(0)} ms (${s.length})`; };
const cpuOf = (pid) => { const f = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" "); return (Number(f[11]) + Number(f[12])) / 100; };
const memoryOf = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024;
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const now = () => performance.now();

const server = spawn("dotnet", [program, "serve", "--data", data, "--urls", base], { stdio: ["ignore", "pipe", "inherit"] });
process.on("exit", () => server.kill("SIGKILL"));
let table = "";
await new Promise((ready, broken) => {
  server.stdout.on("data", (d) => { table += d; ready(); });
  server.on("exit", (code) => broken(new Error(`The program ended with ${code}.`)));
});

/** A command on the folder, through its owner. */
const command = (...words) => new Promise((done, broken) => {
  const child = spawn("dotnet", [program, ...words, "--data", data], { stdio: ["ignore", "pipe", "pipe"] });
  let out = "", error = "";
  child.stdout.on("data", (d) => { out += d; });
  child.stderr.on("data", (d) => { error += d; });
  child.on("exit", (code) => code === 0 ? done(out.trim()) : broken(new Error(error)));
});
await command("show", "create", "soak", "--title", "Followers");
const token = await command("token", "create", "--show", "soak", "--role", "editor");
// A token opens 100 streams at once (Api:Burst): followers share so many tokens that nobody waits for another's.
const followers = [];
for (let i = 0; i < streams; i += 100) followers.push(await command("token", "create", "--show", "soak", "--role", "editor"));
// Its screens' addresses are printed when it is made.
for (let i = 0; i < 300 && !/\/screen\/overlay\/\S+\s/.test(table); i++) await sleep(100);
const addresses = [...table.matchAll(/\/screen\/(?:presenter|overlay)\/(\S+)/g)].map((m) => m[1]);
if (addresses.length === 0) throw new Error(`No screen's address in:\n${table}`);

const post = (path, body, method = "POST") => new Promise((done, broken) => {
  const text = body ? JSON.stringify(body) : "";
  const call = request(`${base}/api/v1/shows/soak/${path}`, { method, agent, headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json", "Content-Length": Buffer.byteLength(text) } }, (answer) => {
    let all = "";
    answer.on("data", (d) => { all += d; });
    answer.on("end", () => answer.statusCode < 300 ? done(JSON.parse(all)) : broken(new Error(`${path}: ${answer.statusCode} ${all}`)));
  });
  call.on("error", broken);
  call.end(text);
});

/** Air numbers by when they were asked for; who saw each, when. */
const asked = new Map(), toEvent = [], toScreen = [];
let events = 0, bytes = 0, changes = 0;
/** The member comes again when a screen has drawn: the first time counts. */
const watcher = (into) => { let last = -1; return (number) => { if (number <= last) return; last = number; const at = asked.get(number); if (at !== undefined) into.push(now() - at); }; };
const airIn = /"onAir":\{"number":(\d+)/;

const follow = (n) => new Promise((ready, broken) => {
  const call = request(`${base}/api/v1/shows/soak/events`, { agent: new Agent(), headers: { Authorization: `Bearer ${followers[n % followers.length]}` } }, (answer) => {
    if (answer.statusCode === 429) {
      // Told to wait, as a client of docs/api.md does.
      answer.resume();
      setTimeout(() => follow(n).then(ready, broken), Number(answer.headers["retry-after"] ?? 1) * 1000);
      return;
    }

    if (answer.statusCode !== 200) {
      broken(new Error(`events: ${answer.statusCode}`));
      return;
    }

    const seen = watcher(toEvent);
    let rest = "";
    answer.setEncoding("utf8");
    answer.on("data", (text) => {
      bytes += text.length;
      const pieces = (rest + text).split("\n\n");
      rest = pieces.pop();
      for (const piece of pieces) {
        if (piece.startsWith("event: state")) ready();
        if (!piece.startsWith("event: change")) continue;
        events++;
        const air = airIn.exec(piece);
        if (air) seen(Number(air[1]));
      }
    });
  });
  call.on("error", broken);
  call.end();
});

const watch = (address) => new Promise((ready, broken) => {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/hubs/show?screen=${address}`);
  const seen = watcher(toScreen);
  socket.on("open", () => socket.send('{"protocol":"json","version":1}\u001e'));
  socket.on("error", broken);
  socket.on("message", (raw) => {
    for (const record of raw.toString().split("\u001e")) {
      if (record.includes('"target":"State"')) ready();
      else if (record.includes('"target":"Change"')) changes++;
      else continue;
      const air = airIn.exec(record);
      if (!air) continue;
      seen(Number(air[1]));
      socket.send(`{"type":1,"target":"Drawn","arguments":[${air[1]}]}\u001e`);
    }
  });
});

// Let in by fifties: a crowd that comes at once is another test.
const opened = now();
for (let i = 0; i < Math.max(streams, screens); i += 50) {
  await Promise.all(Array.from({ length: 50 }, (_, k) => i + k).flatMap((n) => [...n < streams ? [follow(n)] : [], ...n < screens ? [watch(addresses[n % addresses.length])] : []]));
}
const opening = (now() - opened) / 1000;
await sleep(2000);

const items = [];
for (let i = 0; i < 20; i++) items.push((await post("items", { kind: "line", text: `Line ${i}` })).item);
await sleep(3000);
const idleCpu = cpuOf(server.pid), idleFrom = now();
await sleep(10_000);
const idle = ((cpuOf(server.pid) - idleCpu) / (now() - idleFrom)) * 1000;

const cpuBefore = cpuOf(server.pid), mineBefore = process.cpuUsage(), from = now(), answers = [];
let number = (await post("on-air/clear")).onAir.number;
for (let n = 0; now() - from < seconds * 1000; n++) {
  const clear = n % 2 === 1;
  let item = null;
  if (!clear) {
    item = (await post(`items/${items[n % items.length].id}`, null, "GET")).item;
    if (item.stage === "done") item = (await post(`items/${item.id}/reopen`, { seenVersion: item.version })).item;
  }

  const at = now();
  asked.set(++number, at);
  const done = clear ? await post("on-air/clear") : await post(`items/${item.id}/take`, { seenVersion: item.version, seenOnAir: null });
  answers.push(now() - at);
  await sleep(1000);
}
await sleep(3000);
const wall = (now() - from) / 1000, cpu = cpuOf(server.pid) - cpuBefore, mine = process.cpuUsage(mineBefore);
console.log(`${streams} event streams and ${screens} screens; ${cpus().length} cores ${cpus()[0].model}; opened in ${opening.toFixed(1)} s`);
console.log(`${answers.length} TAKEs and CLEARs, one a second. Call to answer: ${spread(answers)}`);
console.log(`call to event, every stream: ${spread(toEvent)}; expected ${answers.length * streams}`);
console.log(`call to change, every screen: ${spread(toScreen)}; expected ${answers.length * screens}`);
console.log(`server: ${((cpu / wall) * 100).toFixed(0)} % of a core (${(idle * 100).toFixed(0)} % while nothing happens), ${memoryOf(server.pid).toFixed(0)} MB; this client: ${(((mine.user + mine.system) / 1e6 / wall) * 100).toFixed(0)} %; events ${events} and ${(bytes / 1048576).toFixed(0)} MB, changes ${changes}`);
server.kill("SIGTERM");
await new Promise((done) => server.on("exit", done));
rmSync(folder, { recursive: true, force: true });
process.exit(toEvent.length === answers.length * streams && toScreen.length === answers.length * screens ? 0 : 1);
