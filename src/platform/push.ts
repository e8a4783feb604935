import type { Handover } from './mail.ts'

/** Where a browser is told something: the address its push service gave it, and the keys to seal it with (RFC 8291). */
export type Device = { endpoint: string; p256dh: string; auth: string }

/** What is shown on a device. `tag` lets a later notice take the place of an earlier one. */
export type Notice = { title: string; body: string; url: string; tag: string }

/** What a push service said; `gone` when the device asked for no more (404, 410; RFC 8030, 7.3). */
export type PushHandover = Handover | { outcome: 'gone' }

/** Hands notices to push services; it never throws. `key` is what a browser subscribes with. */
export type Pusher = {
  key: string
  send(device: Device, notice: Notice): Promise<PushHandover>
  /** Whether an address is one of a push service that we know: notices go nowhere else. */
  knows(endpoint: string): boolean
}

export type PushSettings = {
  BASE_URL: string
  /** The VAPID key (RFC 8292): `public.private`, base64url, of a pair on P-256. */
  PUSH_KEY?: string | undefined
  /** Hosts of push services beside those of the browsers, by commas. */
  PUSH_SERVICES?: string | undefined
}

/** The push services of the browsers: Chrome and those made of it, Firefox, Edge, Safari. */
const SERVICES = ['fcm.googleapis.com', 'push.services.mozilla.com', 'notify.windows.com', 'push.apple.com']
/** How long a notice waits for a device that is off (s), and how long a service may take to answer (ms). */
const LIVES = 24 * 3600
const PATIENCE = 15_000

/**
 * Web Push with VAPID.
 * @returns undefined where no key was set up
 */
export function pusherOf(
  settings: PushSettings,
  ask: typeof fetch = fetch,
  patience: number = PATIENCE,
): Pusher | undefined {
  const [key, secret] = settings.PUSH_KEY?.split('.') ?? []
  if (key === undefined || secret === undefined) return undefined
  const known = [...SERVICES, ...(settings.PUSH_SERVICES?.split(',').map((one) => one.trim()) ?? [])]
  const vapid = { subject: settings.BASE_URL, publicKey: key, privateKey: secret }
  const knows = (endpoint: string): boolean => {
    const { protocol, hostname, port } = URL.parse(endpoint) ?? new URL('none:')
    const ours = known.some((host) => hostname === host || hostname.endsWith(`.${host}`))
    return protocol === 'https:' && port === '' && ours
  }
  return {
    key,
    knows,
    async send(device, notice) {
      if (!knows(device.endpoint)) return { outcome: 'gone' }
      try {
        const signal = AbortSignal.timeout(patience)
        return told(await ask(device.endpoint, { ...(await sealed(device, notice, vapid)), signal }))
      } catch (error) {
        return { outcome: 'later', reason: error instanceof Error ? error.name : 'unknown' }
      }
    },
  }
}

type Vapid = { subject: string; publicKey: string; privateKey: string }

async function sealed(device: Device, notice: Notice, vapid: Vapid): Promise<RequestInit> {
  const { buildPushPayload } = await import('@block65/webcrypto-web-push')
  const { endpoint, p256dh, auth } = device
  const options = { ttl: LIVES, urgency: 'high' as const }
  const payload = await buildPushPayload(
    { data: notice, options },
    { endpoint, expirationTime: null, keys: { p256dh, auth } },
    vapid,
  )
  return { ...payload, method: 'POST', redirect: 'manual' }
}

/** What says that this notice will never do: RFC 8030 knows 400 and 413, and 403 a key that is not the subscription's. */
const NEVER = new Set([400, 403, 413])

function told({ ok, status }: Response): PushHandover {
  if (ok) return { outcome: 'accepted' }
  if (status === 404 || status === 410) return { outcome: 'gone' }
  return { outcome: NEVER.has(status) ? 'refused' : 'later', reason: String(status) }
}
