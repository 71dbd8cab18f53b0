/** A button that asks the device for a passkey and sends its form with what came. */
import { credentialJson, creationOptions, requestOptions, said, type Said } from "./webauthn";

export function passkeys(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-passkey]")) {
    button.addEventListener("click", () => void press(button));
  }
}

async function press(button: HTMLButtonElement): Promise<void> {
  const form = button.form;
  const credential = form?.elements.namedItem("credential");
  if (form === null || !(credential instanceof HTMLInputElement)) return;
  const missing = [...form.elements].find((e) => e instanceof HTMLInputElement && e.required && !e.checkValidity());
  if (missing instanceof HTMLInputElement) {
    missing.reportValidity();
    return;
  }
  if (!window.isSecureContext) return say(button, "insecure");
  if (window.PublicKeyCredential === undefined) return say(button, "unsupported");
  button.disabled = true;
  say(button, "working");
  try {
    const options = await optionsOf(button, form);
    const made = button.dataset["passkey"] === "create"
      ? await navigator.credentials.create({ publicKey: creationOptions(options as never) })
      : await navigator.credentials.get({ publicKey: requestOptions(options as never) });
    if (!(made instanceof PublicKeyCredential)) throw new Error("No credential came.");
    credential.value = JSON.stringify(credentialJson(made));
    form.submit();
  } catch (error) {
    button.disabled = false;
    say(button, said(error));
  }
}

async function optionsOf(button: HTMLButtonElement, form: HTMLFormElement): Promise<unknown> {
  const fields = new URLSearchParams();
  for (const name of ["__RequestVerificationToken", "name"]) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement) fields.set(name, field.value);
  }
  const answer = await fetch(button.dataset["options"] ?? "", { method: "POST", body: fields, redirect: "error", credentials: "same-origin" });
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  return await answer.json();
}

function say(button: HTMLButtonElement, what: Said | "working"): void {
  const line = button.parentElement?.querySelector<HTMLElement>("[data-passkey-said]");
  if (line === null || line === undefined) return;
  line.textContent = button.dataset[what] ?? "";
  line.classList.toggle("refused", what !== "working");
}
