import { timeOfDay } from "./clock";
import { byId, say, show } from "./page";
import type { Language, ScreenState, SignalKind } from "./state";
import type { Tapped, Taps } from "./taps";
import type { View } from "./view";
import { words } from "./words";

/** The buttons: what each does now, or what it just did and how to take that back. A button never moves. */
export function drawBar(taps: Taps, view: View, state: ScreenState | null, language: Language): void {
  const bar = byId("bar");
  bar.classList.toggle("mirrored", state?.screen.mirrored ?? false);
  const item = view.kind === "item" || view.kind === "copy" ? view.item : null;
  const on = words(language);
  const resting = view.kind === "rest";
  const tell = (id: string, kind: SignalKind, label: string, offered: boolean) =>
    drawButton(byId<HTMLButtonElement>(id), kind, label, offered, taps, tapOn(taps, kind, item?.id ?? null, view, state), state, language);

  tell("later", "later", on.later, item !== null);
  tell("skip", "skip", on.skip, item !== null);
  const reading = item ? tapOn(taps, "reading", item.id, view, state) : null;
  const advances = reading !== null && !taps.undoable(reading) && (state?.presenter.mayAdvance ?? false);
  if (advances) tell("reading", "another", on.advance, true);
  else if (item) tell("reading", "reading", on.reading, true);
  else if (undoableReading(taps)) tell("reading", "reading", on.reading, false);
  else tell("reading", "another", on.another, resting);
}

/** An item that left by a colleague's hand while READING was being taken back: the undo stays its 4 s. */
function undoableReading(taps: Taps): boolean {
  const tapped = taps.on("reading", "");
  return tapped !== null && taps.undoable(tapped);
}

/** The tap that a button shows: made here, or (after a reload) told by the server about the item on air. */
function tapOn(taps: Taps, kind: SignalKind, id: string | null, view: View, state: ScreenState | null): Tapped | null {
  const here = taps.on(kind, id);
  if (here) return here;
  const told = state?.presenter.lastSignal;
  if (kind !== "reading" || view.kind !== "item" || told?.kind !== "reading" || told.id !== id) return null;
  return { kind, id, number: view.item.number, at: told.at, tappedAt: Number.NEGATIVE_INFINITY, sent: true };
}

function drawButton(button: HTMLButtonElement, kind: SignalKind, label: string, offered: boolean, taps: Taps, tapped: Tapped | null, state: ScreenState | null, language: Language): void {
  const on = words(language);
  const undoable = tapped !== null && taps.undoable(tapped);
  // READING once given stays given; asking for another, or skipping what came back, may be done again.
  const given = tapped !== null && !undoable && (kind === "reading" || !tapped.sent);
  show(button, offered || undoable || (tapped !== null && !tapped.sent));
  button.classList.toggle("tapped", undoable);
  button.classList.toggle("undoable", undoable);
  button.classList.toggle("given", given);
  button.dataset["kind"] = given ? "" : kind;
  button.setAttribute("aria-disabled", String(given));

  const time = tapped && state ? timeOfDay(Date.parse(tapped.at), state.show.timeZone, null) : "";
  const which = undoable && tapped.number !== null && kind !== "reading" ? ` Q${tapped.number}` : "";
  const first = tapped && (undoable || given || kind === "another") ? `${label}${which} ${time}` : label;
  const second = undoable ? on.undo : tapped && !tapped.sent ? on.kept : "";
  drawLines(button, first, second);
}

function drawLines(button: HTMLButtonElement, first: string, second: string): void {
  const key = `${first}\n${second}`;
  if (button.dataset["words"] === key) return;
  button.dataset["words"] = key;
  const small = document.createElement("small");
  say(small, second);
  button.replaceChildren(first, ...(second ? [small] : []));
}
