import { lasted, ShowClock, timeOfDay } from "../screens/clock";

const every = 250;
const clock = new ShowClock(() => performance.now());
const started = new WeakMap<Element, number>();
let given = "";

/** Clocks and ages count here, not on the server: elements with data-tick are filled in, several times a second, from show time. */
export function ticks(): void {
  tick();
  setInterval(tick, every);
}

function tick(): void {
  const root = document.querySelector<HTMLElement>("[data-clock-now]");
  if (root) sync(root);
  const now = clock.now();
  for (const element of document.querySelectorAll<HTMLElement>("[data-tick]")) {
    const text = say(element, now, root);
    if (element.textContent !== text) element.textContent = text;
    const amber = Number(element.dataset.amber);
    if (amber) element.classList.toggle("amber", now - at(element) > amber * 1000);
  }
}

function sync(root: HTMLElement): void {
  const { clockNow = "", clockRate = "1" } = root.dataset;
  if (given === clockNow + clockRate) return;
  given = clockNow + clockRate;
  clock.set({ showNow: clockNow, rate: Number(clockRate) });
}

function say(element: HTMLElement, now: number, root: HTMLElement | null): string {
  switch (element.dataset.tick) {
    case "clock":
      return timeOfDay(now, root?.dataset.zone ?? "UTC", root?.dataset.starts ?? null);
    case "since":
      return lasted(now - at(element));
    case "zero":
      // While the show is held the clock stands where it was stopped.
      return toZero((element.dataset.held ? Date.parse(element.dataset.held) : now) - at(element));
    case "age":
      return age(now - at(element));
    case "left": {
      const left = at(element) - now;
      // What has run out is not said as "0:00": the server takes it away a little later.
      element.parentElement?.classList.toggle("ran-out", left <= 0);
      return lasted(Math.max(0, left));
    }
    case "count":
      // 5, 4, 3, 2, 1: what is left before something goes out.
      return String(Math.max(1, Math.ceil((at(element) - now) / 1000)));
    case "ago": {
      const french = document.documentElement.lang === "fr";
      return french ? `il y a ${age(now - at(element))}` : `${age(now - at(element))} ago`;
    }
    case "stopwatch": {
      const from = started.get(element) ?? performance.now();
      started.set(element, from);
      return lasted(performance.now() - from);
    }
    default:
      return element.textContent ?? "";
  }
}

function at(element: HTMLElement): number {
  return Date.parse(element.dataset.at ?? "");
}

/** 2 s, 40 s, 6 min, 2 h: how old something is, in the room of a chip. */
export function age(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")}`;
}

/** T-00:04:27, T+00:03:40. */
export function toZero(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const past = Math.abs(seconds);
  const parts = [past / 3600, (past % 3600) / 60, past % 60].map((v) => String(Math.floor(v)).padStart(2, "0"));
  return `T${seconds < 0 ? "−" : "+"}${parts.join(":")}`;
}

export function showTime(): string {
  const root = document.querySelector<HTMLElement>("[data-clock-now]");
  return timeOfDay(clock.now(), root?.dataset.zone ?? "UTC", root?.dataset.starts ?? null);
}
