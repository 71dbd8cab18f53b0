import { age } from "./ticks";
import { linkLost } from "./page";

const every = 1000; // Features/Frame/Beat.razor
const shownFrom = 3000;
const looks = 250;
// Two machines' steady clocks part by up to 0.2 ms a second: the quickest way ever seen must not stay the measure for a whole night.
const drift = 0.0002;

/** How far this page is behind the server, by beats that carry the server's milliseconds. The quickest way a beat has taken counts as none. */
export class Behind {
  private floor = Infinity;
  private beat: number | null = null;
  private heardAt = 0;

  constructor(private readonly now: () => number) {}

  /** A beat was drawn. */
  heard(beat: number): void {
    if (!Number.isFinite(beat) || beat === this.beat) return;
    const at = this.now();
    if (this.beat !== null) this.floor += (at - this.heardAt) * drift;
    this.floor = Math.min(this.floor, at - beat);
    this.beat = beat;
    this.heardAt = at;
  }

  milliseconds(): number {
    return this.beat === null ? 0 : Math.max(0, this.now() - this.beat - this.floor - every);
  }
}

/** Says it while the page is more than three seconds behind: what is pressed then is pressed on old news. */
export function behind(): void {
  const meter = new Behind(() => performance.now());
  setInterval(() => {
    const beat = document.getElementById("beat")?.dataset.beat;
    const line = document.getElementById("page-behind");
    if (!beat || !line) return;
    meter.heard(Number(beat));
    const late = meter.milliseconds();
    const hidden = late < shownFrom || linkLost();
    if (!hidden) line.textContent = (line.dataset.words ?? "").replace("{0}", age(late));
    if (line.hidden !== hidden) line.hidden = hidden;
  }, looks);
}
