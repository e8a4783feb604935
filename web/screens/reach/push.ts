/** Why a browser cannot be told outside the page, in the words of the screen. */
export type Refusal = 'denied' | 'cannot'
export type Subscription = { endpoint: string; p256dh: string; auth: string }

/** Whether this browser can be told outside the page. */
export const pushWorks = (): boolean => 'serviceWorker' in navigator && 'PushManager' in globalThis

/**
 * Has this browser subscribe with its push service. The worker it registers does nothing else: nothing is kept, nothing
 * is answered for the page.
 * @param key the public key of the instance (VAPID, base64url)
 */
export async function subscribe(key: string): Promise<Subscription | Refusal> {
  if (!pushWorks()) return 'cannot'
  if ((await Notification.requestPermission()) !== 'granted') return 'denied'
  const worker = await navigator.serviceWorker.register('/push.js')
  await navigator.serviceWorker.ready
  const old = await worker.pushManager.getSubscription()
  // One made with another key would never be told anything.
  await old?.unsubscribe()
  const made = await worker.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: bytesOf(key),
  })
  const { endpoint, keys } = made.toJSON()
  const { p256dh, auth } = keys ?? {}
  return endpoint && p256dh && auth ? { endpoint, p256dh, auth } : 'cannot'
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(text, (sign) => sign.charCodeAt(0))
}
