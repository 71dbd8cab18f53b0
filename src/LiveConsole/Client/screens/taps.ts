import type { SignalKind } from "./state";

/** One signal as the hub takes it. `at` is the show time of the tap; with `undo`, of the tap that is taken back. */
export interface Signal { kind: SignalKind; id: string | null; at: string; undo: boolean }

/** What stands on a button. */
export interface Tapped { kind: SignalKind; id: string | null; number: number | null; at: string; tappedAt: number; sent: boolean }

export const palmMilliseconds = 600;
export const undoMilliseconds = 4000;

/**
 * The presenter's taps: a palm's second tap is none, a tap can be taken back on its own button for 4 s, and what the
 * link could not carry is kept in order with its times.
 */
export class Taps {
  private readonly waiting: Signal[] = [];
  private readonly last = new Map<SignalKind, Tapped>();
  private lastTap = Number.NEGATIVE_INFINITY;
  private sending = false;

  /** @param send false when the link could not carry it, or its answer did not come. @param machine milliseconds that never jump. */
  constructor(
    private readonly send: (signal: Signal) => Promise<boolean>,
    private readonly machine: () => number,
    private readonly changed: () => void,
  ) {}

  /** A tap on the button of a kind: a signal, its undo, or nothing (a palm). Says which. */
  tap(kind: SignalKind, id: string | null, number: number | null, at: string): "sent" | "undone" | "palm" {
    const now = this.machine();
    if (now - this.lastTap < palmMilliseconds) return "palm";
    this.lastTap = now;
    const before = this.last.get(kind);
    if (before && this.undoable(before)) {
      this.last.delete(kind);
      this.takeBack(before);
      this.changed();
      return "undone";
    }
    const tapped: Tapped = { kind, id, number, at, tappedAt: now, sent: false };
    this.last.set(kind, tapped);
    this.waiting.push({ kind, id, at, undo: false });
    this.changed();
    void this.flush();
    return "sent";
  }

  /** The last tap of a kind while it may still be taken back; after that only if it was about this item. */
  on(kind: SignalKind, id: string | null): Tapped | null {
    const tapped = this.last.get(kind);
    if (!tapped) return null;
    return this.undoable(tapped) || tapped.id === id ? tapped : null;
  }

  undoable(tapped: Tapped): boolean {
    return this.machine() - tapped.tappedAt < undoMilliseconds;
  }

  /** The page under the finger changed: what comes within 600 ms was meant for the page before. */
  guard(): void {
    this.lastTap = this.machine();
  }

  /** An item left or came back: taps that are no longer undoable are history. */
  forget(kind: SignalKind): void {
    const tapped = this.last.get(kind);
    if (tapped?.sent && !this.undoable(tapped)) this.last.delete(kind);
  }

  get kept(): number {
    return this.waiting.length;
  }

  /** Sends what waits, in order, one at a time; stops where the link fails and goes on at the next call. */
  async flush(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    try {
      for (let signal = this.waiting[0]; signal; signal = this.waiting[0]) {
        if (!(await this.send(signal))) return;
        if (this.waiting[0] === signal) this.waiting.shift();
        const tapped = this.last.get(signal.kind);
        if (tapped?.at === signal.at) tapped.sent = true;
        this.changed();
      }
    } finally {
      this.sending = false;
    }
  }

  private takeBack(tapped: Tapped): void {
    const index = this.waiting.findIndex((signal) => signal.kind === tapped.kind && signal.at === tapped.at && !signal.undo);
    // What is on its way (the first, while sending) may have arrived: only the server can take it back.
    if (index > 0 || (index === 0 && !this.sending)) this.waiting.splice(index, 1);
    else {
      this.waiting.push({ kind: tapped.kind, id: tapped.id, at: tapped.at, undo: true });
      void this.flush();
    }
  }
}
