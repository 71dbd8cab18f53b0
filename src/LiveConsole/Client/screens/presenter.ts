import { ShowClock, lasted, phaseClock, timeOfDay } from "./clock";
import { fit, floorSize, type Fitted } from "./fit";
import { afterPaint, feedOf } from "./link";
import { byId, say, sayClock, sayRuns, show, speak } from "./page";
import type { Language, ScreenItem, ScreenState, Words } from "./state";
import { Taps } from "./taps";
import { drawBar } from "./presenter-bar";
import { PresenceBook, watchVisible } from "./presence";
import { keepAwake, watchBattery } from "./tablet";
import { Warning, copies, viewOf, type View } from "./view";
import { askerLine, languageOr, unbroken, words, wordingFor } from "./words";

const machine = () => performance.now();
const clock = new ShowClock(machine);
const feed = feedOf(location);
// A desk's preview stays blank until its first state: its own clocks and words would be the wrong ones.
document.body.classList.toggle("preview", new URLSearchParams(location.search).has("preview"));
const warning = new Warning();
const taps = new Taps((signal) => feed.signal(signal), machine, draw);

const body = document.body;
const region = byId("region");
const text = byId("text");

let state: ScreenState | null = null;
let linkUp = false;
/** When the link went, on the machine's clock; and the show time of the last copy. */
let lostAt = machine();
let copyAt = 0;
/** 0: what is on air; n: the n-th copy, which only a lost link allows. */
let copy = 0;
let page = 0;
let battery: number | null = null;
let painted: ScreenItem | null = null;
const nothing = { key: "", size: 0, lines: 0, pages: [""] };
let fitted: Fitted & { key: string; lines: number } = nothing;

const offersCopies = () => !linkUp && state !== null && machine() - lostAt >= 10_000 && copies(state).length > 0;
const language = (): Language => state?.screen.language ?? languageOr(navigator.language, "en");

feed.run({
  state(next) {
    clock.set(next.clock);
    warning.hear(next, painted?.number ?? null, clock.now(), machine());
    if (next.onAir.item?.id !== state?.onAir.item?.id) {
      taps.guard();
      taps.forget("another");
    }
    if (next.onAir.number !== state?.onAir.number) taps.forget("reading");
    state = next;
    draw();
  },
  link(up) {
    if (up === linkUp) return;
    linkUp = up;
    if (up) {
      copy = 0;
      void taps.flush();
    } else {
      lostAt = machine();
      copyAt = clock.now();
    }
    draw();
  },
});

region.addEventListener("click", () => {
  if (fitted.pages.length < 2) return;
  page = (page + 1) % fitted.pages.length;
  draw();
});

byId("next").addEventListener("click", () => {
  if (!state || !offersCopies()) return;
  copy = (copy + 1) % (copies(state).length + 1);
  taps.guard();
  draw();
});

for (const kind of ["later", "skip", "reading"] as const)
  byId(kind).addEventListener("click", (event) => {
    const asked = (event.currentTarget as HTMLElement).dataset["kind"];
    if (asked !== "later" && asked !== "skip" && asked !== "reading" && asked !== "another") return;
    const item = asked === "another" ? null : itemIn(current());
    taps.tap(asked, item?.id ?? null, item?.number ?? null, new Date(clock.now()).toISOString());
  });

for (const id of ["seen", "cover"])
  byId(id).addEventListener("click", () => {
    if (state?.message) taps.tap("seen", state.message.id, null, new Date(clock.now()).toISOString());
  });

const note = byId("note");
note.addEventListener("click", () => {
  if (!state?.screen.notesHidden) note.classList.toggle("open");
});
for (const down of ["pointerdown", "pointerup", "pointercancel", "pointerleave"])
  note.addEventListener(down, () => {
    note.classList.toggle("held", down === "pointerdown");
    draw();
  });
document.addEventListener("contextmenu", (event) => event.preventDefault());

addEventListener("resize", draw);
// A font that arrives late changes what fits.
document.fonts.addEventListener("loadingdone", () => {
  fitted = nothing;
  draw();
});
const presence = new PresenceBook((now) => feed.presence(now));
watchVisible(document, presence.tell);
keepAwake((awake) => presence.tell({ awake }));
watchBattery((percent, charging) => {
  battery = percent;
  presence.tell({ battery: percent, charging });
  draw();
});
setInterval(draw, 250);
draw();

function current(): View {
  return viewOf(state, state !== null && warning.active(state, machine()), offersCopies() ? copy : 0);
}

function itemIn(view: View): ScreenItem | null {
  return view.kind === "item" || view.kind === "copy" ? view.item : null;
}

function draw(): void {
  const view = current();
  const item = itemIn(view);
  document.documentElement.lang = language();
  if (body.dataset["view"] !== view.kind) body.dataset["view"] = view.kind;
  body.dataset["link"] = linkUp ? "up" : "down";
  body.classList.toggle("rehearsal", state?.show.rehearsal ?? false);
  body.toggleAttribute("data-held", state?.phase.held ?? false);
  body.toggleAttribute("data-copies", offersCopies());
  if (state) document.title = `${state.screen.name} - ${state.show.title}`;

  drawHeader(view);
  drawBanner();
  drawText(view);
  drawFoot(item);
  drawRest(view);
  drawNext();
  drawCover(view);
  drawBar(taps, view, state, language());
  report(view);
}

function drawHeader(view: View): void {
  const on = words(language());
  const zone = state?.show.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  say(byId("time"), timeOfDay(clock.now(), zone, state?.show.startsOn ?? null));
  say(byId("phase-word"), phaseWord());
  sayClock(byId("phase-clock"), state ? (phaseClock(state.phase, clock.now()) ?? "") : "");
  say(byId("rehearsal"), on.rehearsal);
  show(byId("rehearsal"), state?.show.rehearsal ?? false);
  const power = battery === null ? "" : `, ${on.battery} ${battery} %`;
  say(byId("link"), linkUp ? `${on.linkOk}${power}` : `${on.noLink} ${lasted(machine() - lostAt)}`);
  say(byId("kicker"), kicker(view));
}

function phaseWord(): string {
  if (!state) return "";
  const held = state.phase.held && state.phase.heldAt ? `${words(language()).hold} ${lasted(clock.now() - Date.parse(state.phase.heldAt))}` : "";
  return held || inLanguage(state.phase.word);
}

function inLanguage(both: Words): string {
  const on = language();
  return both[on] ?? both[on === "fr" ? "en" : "fr"] ?? "";
}

function kicker(view: View): string {
  const on = words(language());
  if (view.kind === "test" && state) return `${on.testCard} · ${state.screen.name}`;
  if ((view.kind !== "item" && view.kind !== "copy") || !state) return "";
  const shown = wordingFor(view.item, view.wording, language());
  const parts = [on.kind[view.item.kind], `Q${view.item.number}`];
  if (view.kind === "item" && state.onAir.since) parts.push(lasted(clock.now() - Date.parse(state.onAir.since)));
  if (shown.foreign) parts.push(`${on.wordingIn} ${shown.foreign}`.toLocaleUpperCase(language()));
  if (view.kind === "copy") parts.unshift(`${on.copyOf} ${timeOfDay(copyAt, state.show.timeZone, state.show.startsOn)}, ${on.notOnAir}`);
  return parts.join(" · ");
}

function drawBanner(): void {
  const message = state?.message && !state.message.full ? state.message : null;
  const on = words(language());
  body.classList.toggle("with-message", message !== null);
  show(byId("banner"), message !== null);
  say(byId("banner-text"), message ? inLanguage(message.text) : "");
  say(byId("seen"), on.seen);
}

function drawText(view: View): void {
  const on = words(language());
  const shown =
    view.kind === "item" || view.kind === "copy"
      ? wordingFor(view.item, view.wording, language())
      : view.kind === "test"
        ? { text: `${unbroken(on.testLong)} ÀÉÎÕÜÇŒß مرحبا بالعالم 👩🏽‍🚀🚀`, language: null, foreign: null }
        : null;
  show(region, shown !== null);
  if (!shown) {
    fitted = nothing;
    say(text, ""); // What was withdrawn is not kept in the page either.
    show(byId("dots"), false);
    return;
  }
  speak(text, shown.language);
  const key = JSON.stringify([shown.text, region.clientWidth, region.clientHeight, innerWidth, innerHeight, state?.screen.distanceMetres, state?.screen.diagonalInches]);
  if (key !== fitted.key) {
    const found = fitText(shown.text);
    fitted = { key, ...found, lines: Math.round(heightOf(found.pages[0] ?? "", found.size) / (found.size * 1.18)) };
    page = 0;
  }
  text.style.setProperty("--size", `${fitted.size}px`);
  say(text, fitted.pages[page] ?? "");
  drawDots();
}

function fitText(whole: string): Fitted {
  const device = state?.screen ?? { distanceMetres: 2, diagonalInches: 13 };
  const floor = floorSize(device.distanceMetres, device.diagonalInches, innerWidth, innerHeight);
  return fit(whole, { height: region.clientHeight, floor, ceiling: innerHeight * 0.11, leading: 1.18 }, heightOf);
}

function heightOf(part: string, size: number): number {
  text.style.setProperty("--size", `${size}px`);
  say(text, part);
  return text.getBoundingClientRect().height;
}

function drawDots(): void {
  const dots = byId("dots");
  const many = fitted.pages.length > 1;
  show(dots, many);
  const key = many ? `${language()} ${page}/${fitted.pages.length}` : "";
  if (dots.dataset["key"] === key) return;
  dots.dataset["key"] = key;
  const on = words(language());
  dots.replaceChildren(
    `${on.page} ${page + 1} ${on.of} ${fitted.pages.length}, ${on.tapForMore} `,
    ...fitted.pages.map((_, index) => {
      const dot = document.createElement("i");
      dot.classList.toggle("on", index === page);
      return dot;
    }),
  );
}

function drawFoot(item: ScreenItem | null): void {
  const on = words(language());
  show(note.parentElement ?? note, item !== null); // First: what is hidden has no width to judge the note by.
  sayRuns(byId("asker"), item ? askerLine(item, language()) : []);
  show(byId("asker"), item?.asker != null);
  const written = item?.note?.trim() ?? "";
  show(note, written !== "");
  const hidden = (state?.screen.notesHidden ?? false) && !note.classList.contains("held");
  say(byId("note-word"), hidden ? on.noteHidden : `${on.note} :`.replace(" :", language() === "fr" ? " :" : ":"));
  const was = note.dataset["text"];
  if (was !== written) {
    note.dataset["text"] = written;
    note.classList.remove("open", "long");
  }
  say(byId("note-text"), hidden ? "" : written);
  if (!hidden && was !== written && written !== "") note.classList.toggle("long", note.scrollWidth > note.clientWidth);
}

function drawRest(view: View): void {
  const on = words(language());
  const rest = byId("rest");
  show(rest, ["rest", "hold", "waiting", "revoked", "idle"].includes(view.kind));
  const held = state?.phase.held && state.phase.heldAt ? ` ${lasted(clock.now() - Date.parse(state.phase.heldAt))}` : "";
  say(byId("rest-word"), view.kind === "hold" ? `${on.hold}${held}` : view.kind === "rest" ? phaseWord() : "");
  const time = () => timeOfDay(clock.now(), state?.show.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone, state?.show.startsOn ?? null);
  sayClock(byId("rest-clock"), (state && phaseClock(state.phase, clock.now())) ?? time());
  const lines: Partial<Record<View["kind"], string>> = {
    waiting: on.noLinkYet,
    revoked: on.revoked,
    idle: `${state?.screen.name ?? ""} · ${on.idle}`,
    rest: state?.onAir.number === 0 ? `${state.screen.name} · ${on.ready}` : on.rest,
  };
  say(byId("rest-line"), lines[view.kind] ?? "");
}

function drawNext(): void {
  const on = words(language());
  const next = byId("next");
  show(next, state !== null && state.state !== "revoked" && state.state !== "idle");
  if (!state) return;
  const list = copies(state);
  // After the last copy comes what is on air again.
  const offered = offersCopies() ? (list[copy] ?? state.onAir.item) : state.next;
  const at = timeOfDay(copyAt, state.show.timeZone, state.show.startsOn);
  say(byId("next-word"), offersCopies() ? `${on.copyOf} ${at} · ${Math.min(copy + 1, list.length)}/${list.length}` : on.next);
  const shown = offered ? wordingFor(offered, offered.wording, language()) : null;
  speak(byId("next-text"), shown?.language ?? null);
  say(byId("next-text"), shown?.text ?? (offersCopies() ? "" : on.nothingNext));
}

function drawCover(view: View): void {
  const on = words(language());
  show(byId("cover"), view.kind === "withdrawn" || view.kind === "black" || view.kind === "message");
  const time = timeOfDay(clock.now(), state?.show.timeZone ?? "UTC", state?.show.startsOn ?? null);
  if (view.kind === "withdrawn") cover(on.withdrawn, `Q${view.number}`);
  if (view.kind === "black") cover(on.black, time);
  if (view.kind === "message") cover(inLanguage(view.message.text), on.tapToConfirm);
}

function cover(word: string, line: string): void {
  say(byId("cover-word"), word);
  say(byId("cover-line"), line);
}

/** Drawn is what a person can see: an item under BLACK, or under a withdrawal's warning, is not. */
function report(view: View): void {
  painted = view.kind === "item" ? view.item : null;
  if (!state || view.kind === "waiting") return;
  const number = state.onAir.number;
  const seen = state.onAir.item === null || view.kind === "item";
  if (!seen) return;
  const how = { size: Math.round(fitted.size), lines: fitted.lines, pages: fitted.pages.length, form: view.kind };
  afterPaint(() => feed.drawn(number, how));
}
