import { HttpTransportType, HubConnectionBuilder, HubConnectionState, LogLevel, type HubConnection } from "@microsoft/signalr";
import type { Presence } from "./presence";
import { after, type ScreenChange, type ScreenState } from "./state";
import type { Signal } from "./taps";

/** Where a screen's states come from, and where its reports go. */
export interface Feed {
  /** Never ends and never throws: a screen on air has nobody to press reload. */
  run(to: Listener): void;
  drawn(number: number, fit: FitReport): void;
  /** How the page and its device are; said again on every new link. */
  presence(presence: Presence): void;
  /** False when it could not be carried: try again when the link is back. */
  signal(signal: Signal): Promise<boolean>;
}

export interface Listener {
  state(state: ScreenState): void;
  link(up: boolean): void;
}

/** How the text came out, for a board that previews this page. */
export interface FitReport { size: number; lines: number; pages: number; form: string }

/** The feed that this page's address asks for: the hub by the screen's token or, with `?preview`, the page around this one. */
export function feedOf(page: Location): Feed {
  if (new URLSearchParams(page.search).has("preview")) return new Preview();
  return new HubFeed(page.pathname.split("/").filter(Boolean).at(-1) ?? "");
}

/** 0 at first, then doubling to 3 s, each anywhere in its range: a thousand screens must not come back in one instant. */
export function pause(attempt: number, random: () => number): number {
  if (attempt === 0) return 0;
  const most = Math.min(3000, 250 * 2 ** attempt);
  return most * (0.3 + 0.7 * random());
}

class HubFeed implements Feed {
  private connection: HubConnection | null = null;
  private current: ScreenState | null = null;
  private lastDrawn = -1;
  private lastPresence: Presence | null = null;

  constructor(private readonly token: string) {}

  run(to: Listener): void {
    void this.forever(to);
  }

  private async forever(to: Listener): Promise<never> {
    for (let attempt = 0; ; attempt++) {
      await wait(pause(attempt, Math.random), attempt > 0);
      const since = performance.now();
      await this.once(to, attempt);
      to.link(false);
      // A connection that held a while was healthy: begin at once again.
      if (performance.now() - since > 10_000) attempt = 0;
    }
  }

  /** One connection, from its start to its end. */
  private async once(to: Listener, attempt: number): Promise<void> {
    const connection = this.build(attempt);
    let ended: () => void = () => {};
    const end = new Promise<void>((resolve) => (ended = resolve));
    connection.onclose(() => ended());
    connection.on("State", (state: ScreenState) => {
      this.current = state;
      this.lastDrawn = -1; // A new connection has reported nothing yet.
      to.state(state); // Before the link: what is reported as drawn is never the state from before the gap.
      to.link(true);
    });
    connection.on("Change", (change: ScreenChange) => {
      if (!this.current) return; // The whole state comes first; without it a change means nothing.
      const next = after(this.current, change);
      if (next === this.current) return;
      this.current = next;
      to.state(next);
    });
    // The machine knows at once that its cable is out; the socket would learn it by silence.
    const cable = () => void connection.stop();
    addEventListener("offline", cable);
    try {
      await connection.start();
      this.connection = connection;
      if (this.lastPresence) this.presence(this.lastPresence);
      await end;
    } catch (error) {
      if (!(error instanceof Error)) throw error; // Refused, unreachable, cut: all the same here, it is tried again.
    } finally {
      removeEventListener("offline", cable);
      this.connection = null;
    }
  }

  private build(attempt: number): HubConnection {
    // A plain WebSocket needs no second request and no memory of the node; every third attempt asks for whatever passes.
    const options = attempt % 3 === 2 ? {} : { transport: HttpTransportType.WebSockets, skipNegotiation: true };
    const connection = new HubConnectionBuilder()
      .withUrl(`/hubs/show?${new URLSearchParams({ screen: this.token }).toString()}`, options)
      .configureLogging(LogLevel.None)
      .build();
    connection.serverTimeoutInMilliseconds = 20_000;
    connection.keepAliveIntervalInMilliseconds = 5_000;
    return connection;
  }

  drawn(number: number): void {
    const connection = this.connection;
    if (number === this.lastDrawn || connection?.state !== HubConnectionState.Connected) return;
    this.lastDrawn = number;
    connection.send("Drawn", number).catch(() => (this.lastDrawn = -1)); // The link fell: the next connection reports again.
  }

  presence(presence: Presence): void {
    this.lastPresence = presence;
    const connection = this.connection;
    if (connection?.state !== HubConnectionState.Connected) return;
    connection.send("Presence", presence).catch(() => undefined); // The link fell: the next connection says it again.
  }

  async signal(signal: Signal): Promise<boolean> {
    const connection = this.connection;
    if (connection?.state !== HubConnectionState.Connected) return false;
    try {
      await connection.invoke("Signal", signal.kind, signal.id, signal.at, signal.undo);
      return true;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return connection.state === HubConnectionState.Connected; // Still connected: the server refused it, and would again.
    }
  }
}

/** A desk's preview: the page around this one, of the same origin, hands in states and hears how they came out. Taps go nowhere. */
class Preview implements Feed {
  private told = "";

  run(to: Listener): void {
    addEventListener("message", (event: MessageEvent) => {
      if (event.origin !== location.origin || event.source !== parent) return;
      const data = event.data as { liveconsole?: string; state?: ScreenState; link?: boolean } | null;
      if (data?.liveconsole !== "screen") return;
      to.link(data.link ?? true);
      if (data.state) to.state(data.state);
    });
    parent.postMessage({ liveconsole: "ready" }, location.origin);
  }

  drawn(number: number, fit: FitReport): void {
    const telling = JSON.stringify([number, fit]);
    if (telling === this.told) return;
    this.told = telling;
    parent.postMessage({ liveconsole: "drawn", number, ...fit }, location.origin);
  }

  presence(): void {
    // The desk's own device is nobody's screen.
  }

  signal(): Promise<boolean> {
    return Promise.resolve(true);
  }
}

/** Ends early when the machine says that its network is back. */
function wait(milliseconds: number, mayEndEarly: boolean): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    if (mayEndEarly) addEventListener("online", done);
  });
}

/** Runs once the browser has painted what was just put into the page. */
export function afterPaint(then: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(then));
}
