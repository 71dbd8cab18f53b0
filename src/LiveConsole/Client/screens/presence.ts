/** How this page and its device are: Screens/ScreenPresence.cs. What cannot be known is null. */
export interface Presence {
  visible: boolean;
  awake: boolean | null;
  battery: number | null;
  charging: boolean | null;
  obs: boolean;
  inProgramme: boolean | null;
}

/** A browser source tells its page by events of the window whether OBS has it in the programme; until the first of them it is not known. */
export function watchProgramme(page: EventTarget & { obsstudio?: unknown }, tell: (change: Partial<Presence>) => void): void {
  if (page.obsstudio === undefined) return;
  tell({ obs: true });
  page.addEventListener("obsSourceActiveChanged", (event) => {
    const active: unknown = (event as CustomEvent<{ active?: unknown } | null>).detail?.active;
    if (typeof active === "boolean") tell({ inProgramme: active });
  });
}

/** The page is in front: a hidden one draws nothing. OBS says it by its own events, and keeps hidden sources drawing. */
export function watchVisible(page: Document, tell: (change: Partial<Presence>) => void): void {
  const say = () => tell({ visible: page.visibilityState !== "hidden" });
  page.addEventListener("visibilitychange", say);
  say();
}

/** Gathers what the watchers tell and passes on what differs. */
export class PresenceBook {
  private now: Presence = { visible: true, awake: null, battery: null, charging: null, obs: false, inProgramme: null };
  private said = "";

  constructor(private readonly pass: (presence: Presence) => void) {}

  readonly tell = (change: Partial<Presence>): void => {
    this.now = { ...this.now, ...change };
    const said = JSON.stringify(this.now);
    if (said === this.said) return;
    this.said = said;
    this.pass(this.now);
  };
}
