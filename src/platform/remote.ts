import { RemoteError } from './remote-error.ts'

export type Fetch = typeof globalThis.fetch

export type Call = {
  method: 'GET' | 'POST' | 'DELETE' | 'HEAD'
  url: string
  headers?: Record<string, string>
  body?: string
  /** Who is called and what for, in the words of an operator: "Turso: tạo cơ sở dữ liệu". */
  doing: string
  /** What to look at when it refuses. */
  remedy: string
  /** Never to be seen in a message, even when the service repeats them. */
  secrets: (string | undefined)[]
  /** Says which refusals are as good as success; otherwise only 2xx is. */
  accepts?: (status: number, body: string) => boolean
}

const TRIES = 4
const FIRST_WAIT_MS = 200
const CALL_MS = 10_000

/**
 * Calls an administration interface. Lost connections, timeouts, 408, 429 and 5xx are tried again, so only what
 * may be repeated must be asked; any other refusal fails at once.
 * @returns status and body of an answer that was accepted
 * @throws RemoteError
 */
export async function callRemote(
  call: Call,
  fetch: Fetch = globalThis.fetch,
): Promise<{ status: number; body: string }> {
  for (let tried = 1; ; tried += 1) {
    const answer = await once(call, fetch)
    if (answer.status !== undefined) {
      const { status, body } = answer
      if ((status >= 200 && status < 300) || call.accepts?.(status, body) === true) return { status, body }
      if (!isPassing(status)) throw refusal(call, `HTTP ${status}`, body)
    }
    if (tried === TRIES) throw refusal(call, answer.failure ?? `HTTP ${answer.status}`, answer.body)
    const wait = FIRST_WAIT_MS * 2 ** (tried - 1) * (0.5 + Math.random())
    await new Promise((done) => setTimeout(done, wait))
  }
}

type Answer = { status?: number; body: string; failure?: string }

async function once({ method, url, headers, body }: Call, fetch: Fetch): Promise<Answer> {
  const signal = AbortSignal.timeout(CALL_MS)
  try {
    const init = { method, signal, ...(headers && { headers }), ...(body !== undefined && { body }) }
    const response = await fetch(url, init)
    return { status: response.status, body: await response.text() }
  } catch {
    return {
      body: '',
      failure: signal.aborted ? `không trả lời trong ${CALL_MS / 1000} giây` : 'mất kết nối',
    }
  }
}

/** Whether the same request may well succeed a little later. */
export const isPassing = (status: number): boolean => status === 408 || status === 429 || status >= 500

function refusal({ doing, remedy, secrets }: Call, why: string, body: string): RemoteError {
  const said = body.replace(/\s+/g, ' ').slice(0, 300)
  let text = said === '' ? why : `${why}: ${said}`
  for (const secret of secrets) if (secret !== undefined) text = text.replaceAll(secret, '***')
  return new RemoteError(`${doing}: ${text}. ${remedy}`)
}
