import type { ScreenState } from "./state";

/** Show time on this device: what the server said, carried on at its rate by a clock that never jumps. */
export class ShowClock {
  private base = 0;
  private rate = 1;
  private taken: number;

  constructor(private readonly machine: () => number) {
    this.base = Date.now();
    this.taken = machine();
  }

  set(clock: ScreenState["clock"]): void {
    const now = Date.parse(clock.showNow);
    if (!Number.isFinite(now)) return;
    this.base = now;
    this.rate = clock.rate;
    this.taken = this.machine();
  }

  /** Show time in milliseconds since 1970. */
  now(): number {
    return this.base + (this.machine() - this.taken) * this.rate;
  }
}

/** 21:50:48 in the show's time zone; "+1" on the days after its first. */
export function timeOfDay(at: number, timeZone: string, startsOn: string | null): string {
  const time = format(at, timeZone, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
  if (startsOn === null) return time;
  const day = Date.parse(`${format(at, timeZone, { year: "numeric", month: "2-digit", day: "2-digit" }, "en-CA")}T00:00:00Z`);
  const later = Math.round((day - Date.parse(`${startsOn}T00:00:00Z`)) / 86_400_000);
  return later > 0 ? `${time} +${later}` : time;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(at: number, timeZone: string, options: Intl.DateTimeFormatOptions, locale = "en-GB"): string {
  const key = `${locale} ${timeZone} ${Object.keys(options).join()}`;
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(locale, { ...options, timeZone: known(timeZone) });
    formats.set(key, made);
  }
  return made.format(at);
}

/** A tablet with old zone data must show a clock, not stop. */
function known(timeZone: string): string {
  try {
    new Intl.DateTimeFormat("en-GB", { timeZone });
    return timeZone;
  } catch (error) {
    if (error instanceof RangeError) return "UTC";
    throw error;
  }
}

/** T-00:04:27, T+00:03:40; null when the phase has no zero. A held clock stands where it was stopped. */
export function phaseClock(phase: ScreenState["phase"], now: number): string | null {
  if (!phase.zeroAt) return null;
  const at = phase.held && phase.heldAt ? Date.parse(phase.heldAt) : now;
  const seconds = Math.floor((at - Date.parse(phase.zeroAt)) / 1000);
  if (!Number.isFinite(seconds)) return null;
  const past = Math.abs(seconds);
  return `T${seconds < 0 ? "-" : "+"}${two(past / 3600)}:${two((past % 3600) / 60)}:${two(past % 60)}`;
}

/** 0:23, 12:05, 1:02:05: how long something has lasted. */
export function lasted(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes}:${two(seconds % 60)}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

function two(value: number): string {
  return String(Math.floor(value)).padStart(2, "0");
}
