import { remember } from "./lists";
import { showTime } from "./ticks";
import { hearLater, lostNow, tellNow } from "./typed";

interface Builder {
  withServerTimeout(milliseconds: number): Builder;
  withKeepAliveInterval(milliseconds: number): Builder;
}

interface BlazorStart {
  circuit: {
    configureSignalR(builder: Builder): void;
    reconnectionHandler: { onConnectionDown(): void; onConnectionUp(): void };
  };
}

declare const Blazor: { start(options: BlazorStart): Promise<void>; reconnect(): Promise<boolean> };

// The server speaks every 3 s (Features/FeaturePages.cs): a cable pulled out is said after 8 s, not after SignalR's usual 30.
const silence = 8000;
const keepAlive = 3000;
const pauses = [0, 500, 1000, 2000, 3000];
const thanksFor = 2000;
const circle = 20_000;

/** Starts the circuit, and when its link is lost says so, refuses presses, keeps what is typed, and comes back by itself. */
export function link(): void {
  if (typeof Blazor === "undefined" || !document.getElementById("link-lost")) return;
  if (sessionStorage.getItem("desk returned")) {
    sessionStorage.removeItem("desk returned");
    document.documentElement.dataset.returned = "true";
    // Opened anew by itself: said as well, or a page that blinked looks like a fault.
    say(false);
  }
  crashes();
  hearLater();
  let lost = false;
  void Blazor.start({
    circuit: {
      configureSignalR(builder) {
        builder.withServerTimeout(silence).withKeepAliveInterval(keepAlive);
      },
      reconnectionHandler: {
        onConnectionDown() {
          if (lost) return;
          lost = true;
          say(true);
          void comeBack();
        },
        onConnectionUp() {
          lost = false;
          say(false);
        },
      },
    },
  });

  async function comeBack(): Promise<void> {
    for (let attempt = 0; lost; attempt++) {
      await wait(pauses[Math.min(attempt, pauses.length - 1)] ?? 3000);
      if (!lost) return;
      try {
        if (await Blazor.reconnect()) {
          lost = false;
          say(false);
          return;
        }
        // The server is there and does not know this circuit: it was restarted. The same page, opened again, stands at the same row.
        await again();
        return;
      } catch (error) {
        if (!(error instanceof Error)) throw error; // No network yet.
      }
    }
  }
}

/** A circuit that failed is over. Its page opens again by itself, but not in a circle. */
function crashes(): void {
  const failed = document.getElementById("blazor-error-ui");
  if (!failed) return;
  new MutationObserver(() => {
    if (failed.style.display !== "block" || document.documentElement.dataset.link === "lost") return;
    document.documentElement.dataset.link = "lost";
    const last = Number(sessionStorage.getItem("desk crashed") ?? 0);
    sessionStorage.setItem("desk crashed", String(Date.now()));
    if (Date.now() - last > circle) setTimeout(() => void again(), thanksFor);
  }).observe(failed, { attributes: true, attributeFilter: ["style"] });
}

async function again(): Promise<void> {
  const answer = await fetch("/health/live", { cache: "no-store" });
  if (answer.status >= 500) throw new Error("not served yet");
  const root = document.querySelector<HTMLElement>(".desk");
  if (root) remember(root);
  sessionStorage.setItem("desk returned", "1");
  location.reload();
}

function say(lost: boolean): void {
  const banner = document.getElementById("link-lost");
  if (!banner) return;
  if (lost) {
    document.documentElement.dataset.link = "lost";
    banner.textContent = (banner.dataset.words ?? "").replace("{0}", showTime());
    banner.hidden = false;
    lostNow();
    return;
  }
  delete document.documentElement.dataset.link;
  tellNow();
  banner.textContent = banner.dataset.back ?? "";
  banner.hidden = false;
  setTimeout(() => {
    if (document.documentElement.dataset.link !== "lost") banner.hidden = true;
  }, thanksFor);
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
