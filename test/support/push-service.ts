import { createDecipheriv, createECDH, createHmac, createPublicKey, randomBytes, verify } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Device } from '../../src/platform/push.ts'

type Came = { path: string; headers: IncomingHttpHeaders; body: Buffer }

/**
 * A push service on this machine (RFC 8030), with browsers that read what comes. It answers as told: a status, `cut` the
 * line, or say nothing.
 */
export async function startPushService() {
  const came: Came[] = []
  let does: number | 'cut' | 'silence' = 201
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      came.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts) })
      if (does === 'cut') request.socket.destroy()
      else if (does !== 'silence') response.writeHead(does, does === 201 ? { location: '/m/1' } : {}).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    came,
    answer: (next: typeof does) => void (does = next),
    /** Reaches the service by the name under which browsers know theirs. */
    fetch: ((url: string, init: RequestInit) =>
      fetch(url.replace('https://push.test', `http://127.0.0.1:${port}`), init)) as typeof fetch,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A browser's side of a subscription: what it gave the site, and how it opens what comes. */
export function newBrowser(name = 'abc') {
  const pair = createECDH('prime256v1')
  pair.generateKeys()
  const auth = randomBytes(16)
  const device: Device = {
    endpoint: `https://push.test/send/${name}`,
    p256dh: pair.getPublicKey('base64url'),
    auth: auth.toString('base64url'),
  }
  return { device, open: (body: Buffer): unknown => JSON.parse(opened(body, pair, auth)) }
}

const hmac = (key: Buffer, ...parts: (Buffer | string)[]): Buffer => {
  const made = createHmac('sha256', key)
  for (const part of parts) made.update(part)
  return made.digest()
}

/** RFC 8291, 3.4, and the one record of RFC 8188, 2. */
function opened(body: Buffer, pair: ReturnType<typeof createECDH>, auth: Buffer): string {
  const [salt, length] = [body.subarray(0, 16), body[20] ?? 0]
  const [sender, sealed] = [body.subarray(21, 21 + length), body.subarray(21 + length)]
  const key = hmac(auth, pair.computeSecret(sender))
  const ikm = hmac(key, 'WebPush: info\0', pair.getPublicKey(), sender, Buffer.from([1]))
  const prk = hmac(salt, ikm)
  const cek = hmac(prk, 'Content-Encoding: aes128gcm\0', Buffer.from([1])).subarray(0, 16)
  const nonce = hmac(prk, 'Content-Encoding: nonce\0', Buffer.from([1])).subarray(0, 12)
  const decipher = createDecipheriv('aes-128-gcm', cek, nonce)
  decipher.setAuthTag(sealed.subarray(-16))
  const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
  return plain.subarray(0, plain.lastIndexOf(2)).toString('utf8')
}

/** What a VAPID header says (RFC 8292), once its signature was found right. */
export function vapidOf(authorization = ''): { key: string; aud: string; exp: number; sub: string } {
  const [, token = '', key = ''] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(authorization) ?? []
  const [head = '', claims = '', signature = ''] = token.split('.')
  const point = Buffer.from(key, 'base64url')
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  }
  const good = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  if (!good) throw new Error('the signature is wrong')
  return {
    key,
    ...(JSON.parse(Buffer.from(claims, 'base64url').toString()) as { aud: string; exp: number; sub: string }),
  }
}
