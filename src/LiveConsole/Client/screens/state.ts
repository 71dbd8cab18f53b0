/**
 * What the hub `/hubs/show?screen={token}` sends a screen. The same shape stands in Screens/ScreenState.cs: change both together.
 * The server calls `State(ScreenState)` on every (re)connection and `Change(ScreenChange)` after; the screen calls
 * `Drawn(number)` when it has painted `onAir.number`, and `Signal(kind, id, at, undo)` for a presenter's tap.
 */
export interface ScreenState {
  /** Journal sequence this state stands at. */
  sequence: number;
  show: { title: string; slug: string; rehearsal: boolean; language: Language; timeZone: string; startsOn: string | null };
  /** Show time when this was sent, and show seconds a second (0 while stopped). */
  clock: { showNow: string; rate: number };
  /** `zeroAt`: T-0 in show time. `heldAt`: when the phase clock was stopped. */
  phase: { key: string; word: Words; zeroAt: string | null; held: boolean; heldAt: string | null };
  screen: ScreenDevice;
  /** `number` counts every change of the air; `wording` is what is on air, whatever the item's became since. */
  onAir: { number: number; item: ScreenItem | null; since: string | null; overlayShown: boolean; wording: Words };
  next: ScreenItem | null;
  /** After NEXT, up to five: for a presenter whose link is down. */
  following: ScreenItem[];
  message: ScreenMessage | null;
  withdrawn: { number: number; at: string } | null;
  state: "open" | "black" | "revoked" | "idle" | "hold" | "testCard";
  presenter: { mayAdvance: boolean; lastSignal: { kind: SignalKind; id: string | null; at: string } | null };
  /** The show's settings of how its overlay looks, by the names that its address takes (parameters.ts). */
  overlay: Record<string, string>;
}

export type Language = "fr" | "en";

/** Words in both languages; one may be missing. */
export interface Words { fr: string | null; en: string | null }

export interface ScreenDevice {
  name: string;
  kind: "presenter" | "overlay";
  language: Language;
  distanceMetres: number;
  diagonalInches: number;
  /** For a left-handed presenter: READING at the left. */
  mirrored: boolean;
  /** A camera may see the screen: notes open only while touched. */
  notesHidden: boolean;
}

export interface ScreenItem {
  id: string;
  /** What people say: Q41. Zero on the overlay. */
  number: number;
  kind: "question" | "comment" | "line";
  wording: Words;
  /** The item's own text in its own language: drawn where no wording is there. */
  text: string;
  language: string | null;
  /** Null for lines and where the name is hidden. */
  asker: Asker | null;
  note: string | null;
}

/** `name` null is "a viewer". */
export interface Asker { name: string | null; others: number; platform: string; language: string | null }

export interface ScreenMessage { id: string; text: Words; full: boolean; at: string }

export type SignalKind = "reading" | "skip" | "later" | "another" | "seen";

/** Whole members that changed; what is absent stays. */
export type ScreenChange = { sequence: number } & Partial<ScreenState>;

/**
 * The state after a change; the same object when a later one was seen. Of the same sequence it counts: a CLEAR that the journal has not got yet, a test
 * card and a look change the screen without an entry.
 */
export function after(state: ScreenState, change: ScreenChange): ScreenState {
  return change.sequence < state.sequence ? state : { ...state, ...change };
}
