import { createHash, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'

/**
 * Does the main job over HTTP against a running instance and prints each step with its time: the sender uploads
 * and issues a file, the recipient sees it arrive, opens it, accepts it, and the sender sees that.
 *
 *     npm run smoke -- --url http://localhost:8787 --file x.pdf --from tinh-uy-son-binh --to xa-tan-lap
 *
 * Credentials come from SMOKE_FROM_EMAIL, SMOKE_FROM_PASSWORD, SMOKE_TO_EMAIL, SMOKE_TO_PASSWORD; without
 * them, those of the demo. Exit code 0 when every step did what it should, 1 otherwise.
 */
const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://localhost:8787' },
    file: { type: 'string', default: new URL('../demo/files/chi-thi.pdf', import.meta.url).pathname },
    from: { type: 'string', default: 'tinh-uy-son-binh' },
    to: { type: 'string', default: 'xa-tan-lap' },
  },
})

const url = values.url.replace(/\/+$/, '')

type Json = Record<string, never> & { [key: string]: unknown }

/** One signed-in person at the instance. */
class Session {
  #cookie = ''

  async call<T = Json>(method: string, path: string, body?: unknown): Promise<T> {
    const raw = body instanceof Blob
    const response = await fetch(url + path, {
      method,
      headers: {
        origin: new URL(url).origin,
        cookie: this.#cookie,
        'content-type': raw ? 'application/pdf' : 'application/json',
        ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
      },
      ...(body === undefined ? {} : { body: raw ? body : JSON.stringify(body) }),
    })
    const cookies = response.headers.getSetCookie().map((line) => line.split(';')[0])
    if (cookies.length > 0) this.#cookie = cookies.join('; ')
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    const type = response.headers.get('content-type') ?? ''
    return (type.includes('json') ? response.json() : response.bytes()) as Promise<T>
  }
}

/** Why a step failed; `fetch` says no more of a host that does not answer than that it failed. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code } = (error.cause ?? {}) as { code?: string }
  return error instanceof TypeError ? `không nối được tới ${url} (${code ?? error.message})` : error.message
}

async function step<T>(label: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now()
  const done = await work().catch((error: unknown) => {
    throw new Error(`${label}: ${reasonOf(error)}`, { cause: error })
  })
  console.log(`${String(Math.round(performance.now() - start)).padStart(6)} ms  ${label}`)
  return done
}

async function signIn(who: 'FROM' | 'TO', handle: string): Promise<Session> {
  const session = new Session()
  const email = process.env[`SMOKE_${who}_EMAIL`] ?? `van-thu@${handle}.example`
  const password = process.env[`SMOKE_${who}_PASSWORD`] ?? 'ban-lam-viec-gon'
  await session.call('POST', '/api/auth/sign-in/email', { email, password })
  return session
}

/** Uploads, drafts and issues as the sender; gives the document and its notation. */
async function send(
  sender: Session,
  bytes: Uint8Array<ArrayBuffer>,
  sha256: string,
): Promise<{ id: string; notation: string }> {
  const api = `/api/c/${values.from}`
  const name = basename(values.file)
  await step(`Tải lên ${name}, ${bytes.length} byte`, () =>
    sender.call('PUT', `${api}/files/${sha256}?name=${encodeURIComponent(name)}`, new Blob([bytes])),
  )
  const { issuers, deciding } = await sender.call<{
    issuers: { id: string; main: boolean }[]
    deciding: { id: string }[]
  }>('GET', `${api}/organisation`)
  const draft = await step('Soạn công văn', () =>
    sender.call<{ id: string; version: number }>('POST', `${api}/documents`, {
      typeId: 'cong-van',
      issuerId: issuers.find((one) => one.main)?.id,
      decidingBody: deciding[0]?.id,
      subject: `Kiểm tra đường truyền ${new Date().toISOString()}`,
      signerName: 'Người kiểm tra',
      signerTitle: 'Chánh Văn phòng',
      authority: 'T/L',
      recipients: [{ kind: 'committee', handle: values.to }],
      files: [{ sha256, name }],
    }),
  )
  return step('Ban hành, lấy số, gửi', () =>
    sender.call<{ id: string; notation: string }>('POST', `${api}/documents/${draft.id}/issue`, {
      version: draft.version,
    }),
  )
}

/** Waits until it arrived, opens it and accepts it as the recipient. */
async function receive(recipient: Session, notation: string, sha256: string): Promise<void> {
  const api = `/api/c/${values.to}`
  const arrival = await step(`Thấy ${notation} ở nơi nhận`, async () => {
    const { items } = await recipient.call<{ items: { id: string; notation: string }[] }>(
      'GET',
      `${api}/deliveries?limit=100`,
    )
    const found = items.find((one) => one.notation === notation)
    if (found === undefined) throw new Error(`Nơi nhận ${values.to} chưa thấy ${notation}.`)
    return found
  })
  await step('Mở tệp, đúng mã băm', async () => {
    const bytes = await recipient.call<Uint8Array>('GET', `${api}/deliveries/${arrival.id}/files/${sha256}`)
    if (createHash('sha256').update(bytes).digest('hex') !== sha256)
      throw new Error('Tệp nhận được không đúng mã băm.')
  })
  await step('Tiếp nhận, vào sổ', () =>
    recipient.call('POST', `${api}/deliveries/${arrival.id}/acceptance`, {}),
  )
}

try {
  const bytes = new Uint8Array(await readFile(values.file))
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const sender = await step('Văn thư nơi gửi đăng nhập', () => signIn('FROM', values.from))
  const recipient = await step('Văn thư nơi nhận đăng nhập', () => signIn('TO', values.to))
  const { id, notation } = await send(sender, bytes, sha256)
  await receive(recipient, notation, sha256)
  await step('Nơi gửi thấy đã tiếp nhận', async () => {
    const { summary } = await sender.call<{ summary: { accepted: number } }>(
      'GET',
      `/api/c/${values.from}/documents/${id}/deliveries`,
    )
    if (summary.accepted !== 1) throw new Error('Nơi gửi chưa thấy trạng thái đã tiếp nhận.')
  })
  console.log(`Xong: ${notation} từ ${values.from} đến ${values.to}.`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
