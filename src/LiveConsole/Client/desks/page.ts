/** The page's end in .NET: DeskFrame.razor. */
export interface Page {
  invokeMethodAsync(method: "Press", act: string, id: string | null, list: string | null): Promise<void>;
  invokeMethodAsync(method: "Fitted", kind: string, lines: number, pages: number, size: number, form: string): Promise<void>;
}

export function linkLost(): boolean {
  return document.documentElement.dataset.link === "lost";
}

/** Sends a press. A link that breaks under it is said by the link's own banner: nothing else to say here. */
export function press(page: Page, act: string, id: string | null, list: string | null): void {
  // The desk that is on the glass now; none when its person was just taken out of the show.
  const desk = document.querySelector(".desk");
  if (linkLost() || !desk) return;
  try {
    page.invokeMethodAsync("Press", act, id, list).catch((error: unknown) => {
      // A press that was on its way when the desk was closed or became another role's: nobody hears it any more.
      if (!linkLost() && desk.isConnected) console.error(error);
    });
  } catch (error) {
    // The link broke in this very moment: its banner says so.
    if (!(error instanceof Error)) throw error;
  }
}
