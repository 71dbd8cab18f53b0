/** Keeps the screen lit. Works over HTTPS or localhost only; elsewhere the tablet's own setting must do it. */
export function keepAwake(): void {
  const ask = () => {
    if (document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
    // Refused when the battery is low or the page is hidden: the next time it is seen it asks again.
    navigator.wakeLock.request("screen").catch(() => undefined);
  };
  document.addEventListener("visibilitychange", ask);
  ask();
}

interface Battery extends EventTarget { level: number }

/** Tells the charge in per cent, where the browser knows it. */
export function watchBattery(tell: (percent: number) => void): void {
  const known = navigator as Navigator & { getBattery?: () => Promise<Battery> };
  if (!known.getBattery) return;
  known.getBattery().then(
    (battery) => {
      const say = () => tell(Math.round(battery.level * 100));
      battery.addEventListener("levelchange", say);
      say();
    },
    () => undefined, // The browser keeps it to itself: then the header says nothing about it.
  );
}
