// tmi.js, a public Twitch client, reads a channel and says on standard output what it saw: one JSON line an event.
// It is given the address and the channel and nothing else: node tmi.mjs ws://127.0.0.1:PORT/ CHANNEL. It ends on a message "the end".
import tmi from 'tmi.js';

const [, , address, channel] = process.argv;
const { hostname, port, protocol } = new URL(address);
const client = new tmi.Client({
  options: { skipUpdatingEmotesets: true },
  logger: { trace() {}, debug() {}, info() {}, warn() {}, error() {}, fatal() {}, setLevel() {} },
  connection: { server: hostname, port: Number(port), secure: protocol === 'wss:', reconnect: true },
  channels: [channel],
});
const say = (event, tags, more = {}) => process.stdout.write(JSON.stringify({ event, id: tags.id, ...more }) + '\n');

// The message events of tmi.js: where the tags stand differs from one to the next.
client.on('message', (_, tags, text) => {
  say(tags['message-type'], tags);
  if (text === 'the end') client.disconnect().finally(() => process.exit(0));
});
client.on('cheer', (_, tags) => say('cheer', tags, { bits: Number(tags.bits) }));
client.on('subscription', (_c, _u, _m, _t, tags) => say('subscription', tags));
client.on('resub', (_c, _u, _s, _t, tags) => say('resub', tags));
client.on('subgift', (_c, _u, _s, _r, _m, tags) => say('subgift', tags));
client.on('submysterygift', (_c, _u, _n, _m, tags) => say('submysterygift', tags));
client.on('primepaidupgrade', (_c, _u, _m, tags) => say('primepaidupgrade', tags));
client.on('giftpaidupgrade', (_c, _u, _s, tags) => say('giftpaidupgrade', tags));
client.on('anongiftpaidupgrade', (_c, _u, tags) => say('anongiftpaidupgrade', tags));
client.on('raided', (_c, _u, _v, tags) => say('raided', tags));
client.on('usernotice', (kind, _c, tags) => say('usernotice', tags, { kind }));
client.on('messagedeleted', (_c, _u, _t, tags) => say('messagedeleted', { id: tags['target-msg-id'] }));
client.on('join', (_c, _u, self) => { if (self) say('join', {}); });
client.on('disconnected', reason => say('disconnected', {}, { reason }));

client.connect().catch(why => { process.stderr.write(`${why}\n`); process.exit(1); });
