/**
 * Keeps the screen lit. Works over HTTPS or localhost only; elsewhere the tablet's own setting must do it.
 * @param tell whether it is kept lit now.
 */
export function keepAwake(tell: (awake: boolean) => void): void {
  if (!("wakeLock" in navigator)) {
    tell(false);
    return;
  }
  const ask = () => {
    if (document.visibilityState !== "visible") return;
    navigator.wakeLock.request("screen").then(
      (lock) => {
        tell(true);
        lock.addEventListener("release", () => tell(false));
      },
      () => tell(false), // Refused when the battery is low or the page is hidden: the next time it is seen it asks again.
    );
  };
  document.addEventListener("visibilitychange", ask);
  ask();
}

interface Battery extends EventTarget { level: number; charging: boolean }

/** Tells the charge in per cent, where the browser knows it. */
export function watchBattery(tell: (percent: number, charging: boolean) => void): void {
  const known = navigator as Navigator & { getBattery?: () => Promise<Battery> };
  if (!known.getBattery) return;
  known.getBattery().then(
    (battery) => {
      const say = () => tell(Math.round(battery.level * 100), battery.charging);
      battery.addEventListener("levelchange", say);
      battery.addEventListener("chargingchange", say);
      say();
    },
    () => undefined, // The browser keeps it to itself: then the header says nothing about it.
  );
}
