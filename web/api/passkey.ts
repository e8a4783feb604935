import { auth, authList } from './auth.ts'

/** Passkeys (WebAuthn level 2) against the plugin @better-auth/passkey. */
type Descriptor = { id: string; type: 'public-key'; transports?: AuthenticatorTransport[] }
type RequestJson = Omit<PublicKeyCredentialRequestOptions, 'challenge' | 'allowCredentials'> & {
  challenge: string
  allowCredentials?: Descriptor[]
}
type CreationJson = Omit<PublicKeyCredentialCreationOptions, 'challenge' | 'user' | 'excludeCredentials'> & {
  challenge: string
  user: { id: string; name: string; displayName: string }
  excludeCredentials?: Descriptor[]
}

/** Whether this browser, at this address, can use passkeys at all. */
export function passkeysWork(): boolean {
  return isSecureContext && typeof PublicKeyCredential === 'function'
}

/** Signs in with a passkey; the browser asks the person. */
export async function signInWithPasskey(): Promise<void> {
  const options = await authList<RequestJson>('passkey/generate-authenticate-options')
  const credential = await navigator.credentials.get({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      allowCredentials: (options.allowCredentials ?? []).map(descriptor),
    },
  })
  await auth('passkey/verify-authentication', { response: assertion(credential as PublicKeyCredential) })
}

/** Adds a passkey to the account of the person signed in. */
export async function addPasskey(name: string): Promise<void> {
  const query = new URLSearchParams({ name })
  const options = await authList<CreationJson>(`passkey/generate-register-options?${query}`)
  const credential = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: (options.excludeCredentials ?? []).map(descriptor),
    },
  })
  await auth('passkey/verify-registration', {
    response: attestation(credential as PublicKeyCredential),
    name,
  })
}

function descriptor({ id, ...rest }: Descriptor): PublicKeyCredentialDescriptor {
  return { ...rest, id: bytes(id) }
}

function assertion(credential: PublicKeyCredential): object {
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

function attestation(credential: PublicKeyCredential): object {
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

function base(credential: PublicKeyCredential): object {
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
  }
}

function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64url.replace(/-/g, '+').replace(/_/g, '/')), (char) => char.charCodeAt(0))
}

function text(buffer: ArrayBuffer): string {
  const binary = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join('')
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}
