import { lasted } from "./clock";
import { byId, say } from "./page";
import { codeOf, pairingWords, stepAfter } from "./pairing";
import { keepAwake } from "./tablet";
import { languageOr } from "./words";

const askEvery = 2000;
const tryAgainAfter = 5000;
const language = languageOr(navigator.language, "en");
const on = pairingWords(language);

interface Begun { code: string; secret: string; endsAt: number }

/** A page that is loaded again shows the same code: its owner may be typing it. */
const kept = "pairing";
let begun: Begun | null = null;

document.documentElement.lang = language;
say(byId("title"), on.title);
say(byId("say"), on.say);
keepAwake(() => undefined);
setInterval(draw, 250);
void forever();

async function forever(): Promise<never> {
  begun = remembered();
  for (;;) {
    try {
      begun ??= await begin();
      draw();
      const step = begun ? stepAfter(await ask("/screen/pairing/state", { secret: begun.secret })) : null;
      say(byId("trouble"), begun ? "" : on.busy);
      // Its secret has done its work: whoever takes up this device later asks for nothing with it.
      if (step?.kind === "go" || step?.kind === "begin") forget();
      if (step?.kind === "go") location.replace(step.address);
      await wait(begun ? askEvery : tryAgainAfter);
    } catch (error) {
      if (!(error instanceof Error)) throw error; // No network, or a server that starts: it is tried again.
      say(byId("trouble"), on.noLink);
      await wait(tryAgainAfter);
    }
  }
}

/** @returns null when too many ask. */
async function begin(): Promise<Begun | null> {
  const answer = (await ask("/screen/pairing", {})) as { code?: string; secret?: string; livesMs?: number } | null;
  if (!answer?.code || !answer.secret) return null;
  // By this device's own clock, which may be wrong by hours.
  const made = { code: answer.code, secret: answer.secret, endsAt: Date.now() + (answer.livesMs ?? 0) };
  sessionStorage.setItem(kept, JSON.stringify(made));
  return made;
}

async function ask(path: string, body: object): Promise<unknown> {
  const answer = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), cache: "no-store" });
  if (answer.status === 429) return null;
  if (!answer.ok) throw new Error(`${answer.status}`);
  return (await answer.json()) as unknown;
}

function remembered(): Begun | null {
  const found = JSON.parse(sessionStorage.getItem(kept) ?? "null") as Begun | null;
  return found && found.endsAt > Date.now() ? found : null;
}

function forget(): void {
  begun = null;
  sessionStorage.removeItem(kept);
}

function draw(): void {
  say(byId("code"), begun ? codeOf(begun.code) : "··· ···");
  say(byId("left"), begun ? `${on.left} ${lasted(Math.max(0, begun.endsAt - Date.now()))}` : "");
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
