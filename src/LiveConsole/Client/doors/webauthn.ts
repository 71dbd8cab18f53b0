/** WebAuthn's options and answers as JSON and back, for browsers that do not do it themselves (Level 3's parse…FromJSON and toJSON). */

interface Descriptor { type: string; id: string; transports?: string[] }

interface CreationJson { challenge: string; user: { id: string }; excludeCredentials?: Descriptor[]; [more: string]: unknown }

interface RequestJson { challenge: string; allowCredentials?: Descriptor[]; [more: string]: unknown }

export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (c) => c.charCodeAt(0));
}

export function textOf(bytes: ArrayBuffer): string {
  let plain = "";
  for (const byte of new Uint8Array(bytes)) plain += String.fromCharCode(byte);
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

export function creationOptions(json: CreationJson): PublicKeyCredentialCreationOptions {
  return {
    ...json, challenge: bytesOf(json.challenge), user: { ...json.user, id: bytesOf(json.user.id) }, excludeCredentials: (json.excludeCredentials ?? []).map(descriptor),
  } as unknown as PublicKeyCredentialCreationOptions;
}

export function requestOptions(json: RequestJson): PublicKeyCredentialRequestOptions {
  return { ...json, challenge: bytesOf(json.challenge), allowCredentials: (json.allowCredentials ?? []).map(descriptor) } as unknown as PublicKeyCredentialRequestOptions;
}

/** As Level 3's toJSON gives it. Password managers' own credentials often lack that. */
export function credentialJson(credential: PublicKeyCredential): unknown {
  const response = credential.response as AuthenticatorAttestationResponse & AuthenticatorAssertionResponse;
  const common = {
    id: credential.id, rawId: textOf(credential.rawId), type: credential.type, clientExtensionResults: credential.getClientExtensionResults(),
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
  };
  const clientDataJSON = textOf(response.clientDataJSON);
  if (response.attestationObject !== undefined) {
    return { ...common, response: { clientDataJSON, attestationObject: textOf(response.attestationObject), transports: response.getTransports?.() ?? [] } };
  }
  return {
    ...common,
    response: {
      clientDataJSON, authenticatorData: textOf(response.authenticatorData), signature: textOf(response.signature),
      userHandle: response.userHandle === null || response.userHandle === undefined ? undefined : textOf(response.userHandle),
    },
  };
}

export type Said = "cancelled" | "failed" | "unsupported" | "insecure" | "known";

/** Which sentence a browser's refusal is. It does not say whether somebody cancelled or waited too long, so neither do we. */
export function said(error: unknown): Said {
  switch (error instanceof Error || error instanceof DOMException ? error.name : "") {
    case "NotAllowedError":
    case "AbortError":
      return "cancelled";
    case "InvalidStateError":
      return "known";
    case "SecurityError":
      return "insecure";
    case "NotSupportedError":
    case "ConstraintError":
      return "unsupported";
    default:
      return "failed";
  }
}

function descriptor(json: Descriptor): object {
  return { ...json, id: bytesOf(json.id) };
}
