import { feedOf, afterPaint } from "./link";
import { formOf, type Form } from "./overlay-fit";
import { byId, say, sayRuns, show, speak } from "./page";
import { PresenceBook, watchProgramme, watchVisible } from "./presence";
import { lookOf, type OverlayLook } from "./parameters";
import type { Language, ScreenState } from "./state";
import { languageOr, overlayName, unbroken, words, wordingFor, type Run } from "./words";

/** All that is drawn of an item; two equal captions are one. */
interface Caption { text: string; language: string | null; kind: string; who: Run[]; tongue: string }

const root = document.documentElement;
const feed = feedOf(location);
const panel = byId("panel");
const swap = byId("swap");
const text = byId("text");

/** Until the server has said what the show wants: the address alone. */
let wanted: OverlayLook = lookOf({}, location.search);
let state: ScreenState | null = null;
let drawn: Caption | null = null;
let form: Form = { form: "large", size: 44, line: 54 };
/** The server has been away so long that what is shown could not be taken off: it leaves. */
let lost = false;
let lossTimer = 0;
let swapTimer = 0;
let leaveTimer = 0;
let first = true;

const language = (): Language => wanted.lang ?? state?.screen.language ?? languageOr(navigator.language, "en");

dress();
addEventListener("resize", () => {
  scaleCanvas();
  refit();
});
document.fonts.addEventListener("loadingdone", refit);

feed.run({
  state(next) {
    state = next;
    lost = false;
    look();
    draw();
  },
  link(up) {
    if (up) {
      clearTimeout(lossTimer);
      lossTimer = 0;
    }
    // Every failed attempt says "down" again: the time runs from the first.
    if (up || lossTimer !== 0 || wanted.onLoss === null) return;
    lossTimer = window.setTimeout(() => {
      lost = true;
      draw();
    }, wanted.onLoss * 1000);
  },
});

const presence = new PresenceBook((now) => feed.presence(now));
watchVisible(document, presence.tell);
watchProgramme(window, presence.tell);

/** The show's look may be set anew while a caption is out: it is dressed anew, and what fits is asked again. */
function look(): void {
  const next = lookOf(state?.overlay ?? {}, location.search);
  if (JSON.stringify(next) === JSON.stringify(wanted)) return;
  wanted = next;
  dress();
  if (drawn) set(drawn);
}

/** Set by script, since the page's policy allows no inline style. */
function dress(): void {
  root.dataset["theme"] = wanted.theme;
  root.dataset["pos"] = wanted.pos;
  root.dataset["edge"] = wanted.edge;
  const put = (name: string, value: string | null) => {
    if (value === null) root.style.removeProperty(name);
    else root.style.setProperty(name, value);
  };
  put("--margin-side", String(wanted.margin.side));
  put("--margin-edge", String(wanted.margin.edge));
  put("--scale", String(wanted.scale));
  put("--max", String(wanted.max));
  put("--accent", wanted.accent);
  put("--panel-colour", wanted.bg);
  put("--key", wanted.key);
  scaleCanvas();
  dressLogo();
}

function dressLogo(): void {
  const logo = byId<HTMLImageElement>("logo");
  if (wanted.logo === logo.getAttribute("src")) return;
  show(logo, false);
  logo.onload = () => show(logo, true); // A picture that is not there is not shown broken.
  if (wanted.logo) logo.src = wanted.logo;
  else logo.removeAttribute("src");
}

function scaleCanvas(): void {
  root.style.setProperty("--px", `${Math.min(innerWidth / 1920, innerHeight / 1080)}px`);
}

function draw(): void {
  if (!state) return;
  const now = state;
  root.lang = language();
  document.title = now.screen.name;
  const on = words(language());
  say(byId("rehearsal-word"), on.rehearsal);
  const closed = now.state === "revoked" || now.state === "idle";
  show(byId("rehearsal"), now.show.rehearsal && !closed);
  const testing = now.state === "testCard" && now.onAir.item === null;
  show(byId("frame"), testing);
  say(byId("frame-name"), `${on.testCard} · ${now.screen.name}`);

  const caption = lost || closed ? null : testing ? testCaption() : captionOf(now);
  if (caption) appear(caption);
  else leave();
  first = false;
  // In the midst of an exchange the old words still stand: then its end reports.
  if (!caption || !swap.classList.contains("changing")) report(caption !== null);
}

/** The canvas or the font became another: what fits is asked again. */
function refit(): void {
  if (!drawn) return;
  set(drawn);
  report(true);
}

function report(visible: boolean): void {
  if (!state) return;
  const number = state.onAir.number;
  const how = visible ? { size: form.size, lines: linesAt(form), pages: 1, form: form.form } : { size: 0, lines: 0, pages: 0, form: "empty" };
  afterPaint(() => feed.drawn(number, how));
}

function captionOf(now: ScreenState): Caption | null {
  const item = now.onAir.item;
  if (!item || !now.onAir.overlayShown) return null;
  const shown = wordingFor(item, now.onAir.wording, language());
  return {
    text: shown.text,
    language: shown.language,
    kind: item.kind === "comment" ? words(language()).kind.comment : "",
    who: wanted.name ? overlayName(item, language(), wanted.platform) : [],
    tongue: shown.foreign ? `(${shown.foreign})` : "",
  };
}

function testCaption(): Caption {
  return { text: `${unbroken(words(language()).testLong)} ÀÉÎÕÜÇŒß مرحبا 👩🏽‍🚀`, language: language(), kind: "", who: [{ text: "Ayşe 🚀 يوسف", isolate: true }], tongue: "" };
}

function appear(caption: Caption): void {
  clearTimeout(leaveTimer);
  const same = JSON.stringify(caption) === JSON.stringify(drawn);
  const visible = panel.dataset["shown"] === "yes";
  panel.classList.toggle("at-once", first);
  if (!same && visible && !first) {
    exchange(caption);
  } else if (!same || !visible) {
    endExchange();
    set(caption);
  }
  drawn = caption;
  panel.dataset["shown"] = "yes";
}

/** Half of the 150 ms out, half in; a second TAKE in between only changes what comes in. */
function exchange(caption: Caption): void {
  clearTimeout(swapTimer);
  swap.classList.add("changing");
  swapTimer = window.setTimeout(() => {
    set(caption);
    swap.classList.remove("changing");
    report(true);
  }, 75);
}

function endExchange(): void {
  clearTimeout(swapTimer);
  swap.classList.remove("changing");
}

function leave(): void {
  if (panel.dataset["shown"] !== "yes") return;
  panel.classList.remove("at-once");
  clearTimeout(swapTimer);
  panel.dataset["shown"] = "leaving";
  clearTimeout(leaveTimer);
  leaveTimer = window.setTimeout(() => {
    panel.dataset["shown"] = "no";
    endExchange();
    drawn = null;
    say(text, ""); // What was withdrawn is not kept in the page either.
  }, 260);
}

function set(caption: Caption): void {
  const kind = byId("kind");
  const tongue = byId("tongue");
  say(kind, caption.kind);
  show(kind, caption.kind !== "");
  sayRuns(byId("who"), caption.who);
  say(tongue, caption.tongue);
  show(tongue, caption.tongue !== "");
  show(byId("name"), caption.who.length > 0 || caption.kind !== "" || caption.tongue !== "");
  speak(text, caption.language);
  say(text, caption.text);
  form = formOf(wanted.form, linesAt);
  use(form);
}

function use(next: Form): void {
  panel.dataset["form"] = next.form;
  panel.style.setProperty("--size", String(next.size));
  panel.style.setProperty("--line", String(next.line));
}

function linesAt(next: Form): number {
  use(next);
  return Math.round(text.getBoundingClientRect().height / (next.line * wanted.scale * pixel()));
}

function pixel(): number {
  return Math.min(innerWidth / 1920, innerHeight / 1080);
}
