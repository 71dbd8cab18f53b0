import assert from "node:assert/strict";
import { test } from "node:test";
import { localTime } from "../doors/times";
import { bytesOf, creationOptions, credentialJson, requestOptions, said, textOf } from "../doors/webauthn";

test("bytes go to base64url and back, whatever their length", () => {
  for (let length = 0; length < 70; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 37 + length) % 256);
    const text = textOf(bytes.buffer);
    assert.match(text, /^[A-Za-z0-9_-]*$/);
    assert.deepEqual(bytesOf(text), bytes);
  }
});

test("a passkey is made for the person the server names, and not on a device that has one", () => {
  const options = creationOptions({ challenge: "AQID", user: { id: "BAU" }, excludeCredentials: [{ type: "public-key", id: "Bg", transports: ["usb"] }], rp: { id: "localhost" } });
  assert.deepEqual(options.challenge, Uint8Array.of(1, 2, 3));
  assert.deepEqual(options.user.id, Uint8Array.of(4, 5));
  assert.deepEqual(options.excludeCredentials, [{ type: "public-key", id: Uint8Array.of(6), transports: ["usb"] }]);
  assert.deepEqual(options.rp, { id: "localhost" });
});

test("asking for a passkey names nobody", () => {
  const options = requestOptions({ challenge: "AQID", rpId: "localhost", userVerification: "required" });
  assert.deepEqual(options.allowCredentials, []);
  assert.equal(options.userVerification, "required");
});

test("what a device answers is sent as text", () => {
  const bytes = (...values: number[]) => Uint8Array.from(values).buffer;
  const common = { id: "Aw", rawId: bytes(3), type: "public-key", authenticatorAttachment: "platform", getClientExtensionResults: () => ({}) };
  const made = credentialJson({ ...common, response: { clientDataJSON: bytes(1), attestationObject: bytes(2), getTransports: () => ["internal"] } } as never);
  assert.deepEqual((made as { response: unknown }).response, { clientDataJSON: "AQ", attestationObject: "Ag", transports: ["internal"] });
  const given = credentialJson({ ...common, response: { clientDataJSON: bytes(1), authenticatorData: bytes(2), signature: bytes(4), userHandle: bytes(5) } } as never);
  assert.deepEqual((given as { response: unknown }).response, { clientDataJSON: "AQ", authenticatorData: "Ag", signature: "BA", userHandle: "BQ" });
  assert.equal((given as { rawId: string }).rawId, "Aw");
});

test("every refusal of a browser is one of our sentences", () => {
  const named = (name: string) => Object.assign(new Error(), { name });
  assert.equal(said(named("NotAllowedError")), "cancelled");
  assert.equal(said(named("InvalidStateError")), "known");
  assert.equal(said(named("SecurityError")), "insecure");
  assert.equal(said(named("NotSupportedError")), "unsupported");
  assert.equal(said(named("TypeError")), "failed");
  assert.equal(said("nonsense"), "failed");
});

test("times are the reader's own, in the page's language", () => {
  assert.equal(localTime("2026-11-21T23:30:00Z", "en", false, "Europe/Paris"), "22 Nov, 00:30");
  assert.equal(localTime("2026-11-21T23:30:00Z", "fr", true, "Europe/Paris"), "22 nov. 2026");
});
