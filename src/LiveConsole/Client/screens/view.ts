import type { ScreenItem, ScreenMessage, ScreenState, Words } from "./state";

/** What fills a presenter's screen. */
export type View =
  | { kind: "waiting" | "black" | "revoked" | "idle" | "test" | "hold" | "rest" }
  | { kind: "withdrawn"; number: number }
  | { kind: "message"; message: ScreenMessage }
  | { kind: "item"; item: ScreenItem; wording: Words }
  | { kind: "copy"; item: ScreenItem; wording: Words };

/** Of a screen whose link is down the presenter may read on by himself: NEXT, then what follows. */
export function copies(state: ScreenState): ScreenItem[] {
  return state.next ? [state.next, ...state.following] : state.following;
}

/** @param copy 0: what is on air; n: the n-th copy. @param warning the withdrawal that is being told. */
export function viewOf(state: ScreenState | null, warning: boolean, copy: number): View {
  if (!state) return { kind: "waiting" };
  if (state.state === "black") return { kind: "black" };
  if (state.state === "revoked" || state.state === "idle") return { kind: state.state };
  if (warning && state.withdrawn) return { kind: "withdrawn", number: state.withdrawn.number };
  if (state.message?.full) return { kind: "message", message: state.message };
  const copied = copy > 0 ? copies(state)[copy - 1] : undefined;
  if (copied) return { kind: "copy", item: copied, wording: copied.wording };
  if (state.onAir.item) return { kind: "item", item: state.onAir.item, wording: state.onAir.wording };
  if (state.state === "testCard") return { kind: "test" };
  return { kind: state.state === "hold" || state.phase.held ? "hold" : "rest" };
}

const warningMilliseconds = 6000;
/** A new item may cut the warning short, but not before it was read. */
const leastWarningMilliseconds = 2500;

/** WITHDRAWN for 6 s: from the moment it happened, or, when its item still stood on this screen, from now. */
export class Warning {
  private told: { number: number; at: string } | null = null;
  private began = Number.NEGATIVE_INFINITY;
  private left = 0;

  /** @param painted the number of the item on this screen before this state; null when none was. */
  hear(state: ScreenState, painted: number | null, showNow: number, machine: number): void {
    const withdrawn = state.withdrawn;
    if (!withdrawn || withdrawn.at === this.told?.at) return;
    // Dark before the journal knows, then told again with the journal's time: one withdrawal, unless its item stood here again.
    const again = this.told?.number === withdrawn.number && painted !== withdrawn.number;
    this.told = withdrawn;
    if (again) return;
    const age = (showNow - Date.parse(withdrawn.at)) / Math.max(1, state.clock.rate);
    const left = painted === withdrawn.number ? warningMilliseconds : warningMilliseconds - Math.max(0, age);
    this.began = machine;
    this.left = Number.isFinite(left) ? left : warningMilliseconds;
  }

  active(state: ScreenState, machine: number): boolean {
    const shown = machine - this.began;
    return shown < (state.onAir.item ? Math.min(this.left, leastWarningMilliseconds) : this.left);
  }
}
