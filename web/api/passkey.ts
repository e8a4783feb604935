import { ask, type AnswerOf, type AskOf } from './ask.ts'

/** Passkeys (WebAuthn level 2) against the plugin @better-auth/passkey. */
type Descriptor = NonNullable<
  AnswerOf<'GET /auth/passkey/generate-authenticate-options'>['allowCredentials']
>[number]

/** What an authenticator says, as the server takes it. */
type Assertion = AskOf<'POST /auth/passkey/verify-authentication'>['body']['response']
type Attestation = AskOf<'POST /auth/passkey/verify-registration'>['body']['response']

/** Whether this browser, at this address, can use passkeys at all. */
export function passkeysWork(): boolean {
  return isSecureContext && typeof PublicKeyCredential === 'function'
}

/** Signs in with a passkey; the browser asks the person. */
export async function signInWithPasskey(): Promise<void> {
  const options = await ask('GET /auth/passkey/generate-authenticate-options')
  const credential = await navigator.credentials.get({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      allowCredentials: (options.allowCredentials ?? []).map(descriptor),
    },
  })
  const response = assertion(credential as PublicKeyCredential)
  await ask('POST /auth/passkey/verify-authentication', { body: { response } })
}

/** Adds a passkey to the account of the person signed in. */
export async function addPasskey(
  name: string,
  said: { password: string; code?: string | undefined },
): Promise<void> {
  const options = await ask('GET /auth/passkey/generate-register-options')
  const credential = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: (options.excludeCredentials ?? []).map(descriptor),
    },
  })
  const response = attestation(credential as PublicKeyCredential)
  await ask('POST /auth/passkey/verify-registration', { body: { response, name, ...said } })
}

function descriptor({ id, ...rest }: Descriptor): PublicKeyCredentialDescriptor {
  return { ...rest, id: bytes(id) }
}

function assertion(credential: PublicKeyCredential): Assertion {
  const response = credential.response as AuthenticatorAssertionResponse
  return {
    ...base(credential),
    response: {
      clientDataJSON: text(response.clientDataJSON),
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature),
      userHandle: response.userHandle ? text(response.userHandle) : undefined,
    },
  }
}

function attestation(credential: PublicKeyCredential): Attestation {
  const response = credential.response as AuthenticatorAttestationResponse
  return {
    ...base(credential),
    response: {
      clientDataJSON: text(response.clientDataJSON),
      attestationObject: text(response.attestationObject),
      transports: response.getTransports(),
    },
  }
}

function base(credential: PublicKeyCredential) {
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: 'public-key' as const,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: { ...credential.getClientExtensionResults() },
  }
}

function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64url.replace(/-/g, '+').replace(/_/g, '/')), (char) => char.charCodeAt(0))
}

function text(buffer: ArrayBuffer): string {
  const binary = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join('')
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}
