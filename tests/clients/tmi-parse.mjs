// How many lines a second tmi.js reads into the messages it gives its user: lines on standard input, seconds as the argument, one JSON line out.
// The peer of `parsing` in LiveConsole.Benchmarks.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const require = createRequire(import.meta.url);
const parser = require('tmi.js/lib/parser.js');
const tmi = require('tmi.js');
const lines = readFileSync(0, 'utf8').split('\n').filter(Boolean);
const seconds = Number(process.argv[2] ?? 3);

// Its own client, not connected: what it does with each line that comes, to the event that a program listens to.
const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {}, fatal() {}, setLevel() {} };
const client = new tmi.Client({ options: { messagesLogLevel: 'debug', skipUpdatingEmotesets: true }, logger: silent, channels: [] });
let found = 0;
client.on('message', () => { found++; });

const parseAll = () => {
  for (const line of lines) client.handleMessage(parser.msg(line));
};

const rates = [];
for (let round = 0; round < 6; round++) {
  // By the processor's time, not the clock's: others use the same machine.
  const begin = process.cpuUsage();
  let done = 0;
  let used = 0;
  while (used < seconds / 6) {
    for (let i = 0; i < 5; i++) parseAll();
    done += 5 * lines.length;
    const { user, system } = process.cpuUsage(begin);
    used = (user + system) / 1e6;
  }
  rates.push(done / used);
}

if (found === 0) throw new Error('tmi.js found no message');
rates.sort((a, b) => a - b);
console.log(JSON.stringify({ perSecond: rates[3] }));
