// Who sits before a show that is flooded: light desks (one on the feed), and presenters who tap, ten taps a second in all. Each on a line of their own: a line
// takes one call at a time, so that a slow answer would hold up the next ones too.
// node people.mjs MODERATOR_LINK EDITOR_LINK PRESENTER_ADDRESS DESKS: says "ready"; on "press" taps; on "stop" says what was answered, as one line of JSON.
import { createInterface } from "node:readline";
import { HubConnectionBuilder, HttpTransportType, LogLevel } from "@microsoft/signalr";
import { comeIn, openDesk } from "./desk.mjs";

const [moderatorLink, editorLink, presenterAddress, count] = process.argv.slice(2);
const desks = [];
const moderator = await comeIn(moderatorLink, "Burst");
const editor = await comeIn(editorLink, "Board");
for (let i = 0; i < Number(count); i++) desks.push(i === 0 ? await openDesk(moderator.desk, moderator.cookie) : await openDesk(editor.desk, editor.cookie));

const token = new URL(presenterAddress).pathname.split("/").pop();
const screens = [];
for (let i = 0; i < 10; i++) {
  const screen = new HubConnectionBuilder()
    .withUrl(new URL(`/hubs/show?screen=${encodeURIComponent(token)}`, presenterAddress).href, { skipNegotiation: true, transport: HttpTransportType.WebSockets })
    .configureLogging(LogLevel.Error).build();
  screen.on("State", (state) => { if (state?.air?.number !== undefined) void screen.send("Drawn", state.air.number); });
  screen.on("Change", () => {});
  await screen.start();
  screens.push(screen);
}

const answers = [], pending = new Set();
let refused = 0, pressing = null;
const kinds = ["another", "seen"]; // the same twice within 600 ms is one tap

async function press(n) {
  const at = performance.now();
  const why = await screens[n % screens.length].invoke("Signal", kinds[n % 2], null, new Date().toISOString(), false);
  answers.push(performance.now() - at);
  if (why) refused++;
}

console.log("ready");
for await (const line of createInterface({ input: process.stdin })) {
  if (line === "press") {
    let n = 0;
    pressing = setInterval(() => { const one = press(n++).catch(() => { refused++; }).finally(() => pending.delete(one)); pending.add(one); }, 100);
  } else if (line === "stop") {
    clearInterval(pressing);
    await Promise.all(pending);
    for (const screen of screens) await screen.stop();
    for (const desk of desks) await desk.close();
    console.log(JSON.stringify({ answers, refused, batches: desks.reduce((n, d) => n + d.counts.batches, 0), bytes: desks.reduce((n, d) => n + d.counts.bytes, 0) }));
  }
}
process.exit(0);
