const flashFor = 20_000;
const settings = ["sound", "notice"] as const;

/** Somebody is rung: the page's edge flashes, its title says so (from the server), a sound and a notification where the person switched them on here. */
export function ring(root: HTMLElement, signal: AbortSignal): void {
  let rung = root.dataset.ring ?? "";
  let stop = 0;
  const quiet = () => {
    clearTimeout(stop);
    delete document.documentElement.dataset.rung;
  };
  const heard = () => {
    const now = root.dataset.ring ?? "";
    if (now === rung) return;
    rung = now;
    quiet();
    if (now === "") return;
    document.documentElement.dataset.rung = "true";
    stop = window.setTimeout(quiet, flashFor);
    if (on("sound")) chime();
    if (on("notice") && mayNotify() && document.hidden) new Notification(root.dataset.ringWords ?? document.title, { tag: "liveconsole-ring" });
  };
  const watch = new MutationObserver(() => {
    heard();
    paint(root);
  });
  watch.observe(root, { attributes: true, attributeFilter: ["data-ring"], childList: true, subtree: true });
  signal.addEventListener("abort", () => {
    watch.disconnect();
    quiet();
  });

  root.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>("[data-ring-setting]") : null;
    if (button) void turn(root, button.dataset.ringSetting ?? "");
  }, { signal });
}

/** Off until somebody switches it on, in this browser. */
function on(setting: string): boolean {
  return localStorage.getItem(`ring ${setting}`) === "on";
}

async function turn(root: HTMLElement, setting: string): Promise<void> {
  const wanted = !on(setting);
  if (wanted && setting === "notice" && !(await granted())) return;
  localStorage.setItem(`ring ${setting}`, wanted ? "on" : "off");
  if (wanted && setting === "sound") chime();
  paint(root);
}

function paint(root: HTMLElement): void {
  for (const setting of settings) {
    for (const button of root.querySelectorAll<HTMLButtonElement>(`[data-ring-setting="${setting}"]`)) {
      const pressed = String(on(setting) && (setting !== "notice" || mayNotify()));
      if (button.getAttribute("aria-pressed") !== pressed) button.setAttribute("aria-pressed", pressed);
      const lacking = setting === "notice" && (typeof Notification === "undefined" || !isSecureContext || Notification.permission === "denied");
      if (button.disabled !== lacking) {
        button.disabled = lacking;
        button.title = lacking ? (button.dataset.lacking ?? "") : "";
      }
    }
  }
}

function mayNotify(): boolean {
  return typeof Notification !== "undefined" && Notification.permission === "granted";
}

async function granted(): Promise<boolean> {
  return typeof Notification !== "undefined" && (Notification.permission === "granted" || (await Notification.requestPermission()) === "granted");
}

/** Two short notes; nothing is loaded for it. */
function chime(): void {
  const audio = new AudioContext();
  for (const [index, pitch] of [660, 880].entries()) {
    const [tone, gain] = [audio.createOscillator(), audio.createGain()];
    const at = audio.currentTime + index * 0.18;
    tone.frequency.value = pitch;
    gain.gain.setValueAtTime(0.15, at);
    gain.gain.exponentialRampToValueAtTime(0.001, at + 0.16);
    tone.connect(gain).connect(audio.destination);
    tone.start(at);
    tone.stop(at + 0.17);
  }
  setTimeout(() => void audio.close(), 1000);
}
