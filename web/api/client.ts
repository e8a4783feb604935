import { asking, takeEarly } from './early.ts'
import { Problem, readProblem } from './problem.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type Options = {
  body?: unknown
  /** Idempotency-Key of the user's intention; with it a lost answer is asked for again by itself. */
  key?: string | undefined
  /** The version the edit was made on. */
  version?: number | undefined
  signal?: AbortSignal | undefined
}

const patience = { GET: 20_000, other: 45_000 }
const pauses = [600, 2000]
/** How long what may be asked again goes on by itself while the server says that it is away for now (ms). */
const awaited = 5 * 60_000

/** Told to the page when the server is away and what was asked waits for it, and when nothing does any more. */
export const away = 'lt:away'
let waiting = 0
const wait = (more: 1 | -1): void => {
  waiting += more
  dispatchEvent(new CustomEvent(away, { detail: waiting > 0 }))
}

/**
 * Calls the API and reads its JSON. While the server says that it is away for now, what may be asked again goes on by
 * itself, and the page says so.
 * @param path from the root, such as `/api/me`
 * @returns what it answers; a thing that is edited says its version in it
 * @throws Problem for every answer that is not 2xx, with code `offline` or `timeout` when there was none
 */
export async function call<T>(method: Method, path: string, options: Options = {}): Promise<T> {
  const repeatable = method === 'GET' || options.key !== undefined
  const until = performance.now() + awaited
  let told = false
  try {
    for (let attempt = 0; ; attempt++) {
      try {
        return await send<T>(method, path, options)
      } catch (problem) {
        const pause = problem instanceof Problem && repeatable ? pauseAfter(problem, attempt) : undefined
        if (pause === undefined || options.signal?.aborted || navigator.onLine === false) throw problem
        if (attempt >= pauses.length && !told) {
          told = true
          wait(1)
        }
        if (performance.now() + pause > until) throw problem
        await new Promise((done) => setTimeout(done, pause))
        if (options.signal?.aborted) throw problem
      }
    }
  } finally {
    if (told) wait(-1)
  }
}

/** How long until the same is asked again (ms); one that never answered is given up on sooner than one that is away. */
function pauseAfter({ uncertain, status, retryAfter = 5 }: Problem, attempt: number): number | undefined {
  if (!uncertain) return undefined
  return pauses[attempt] ?? (status === 0 ? undefined : Math.min(Math.max(retryAfter, 1), 15) * 1000)
}

/** Told to the page when the session ended while somebody was at work. */
export const signedOut = 'lt:signed-out'

async function send<T>(method: Method, path: string, options: Options): Promise<T> {
  const response = await reach(method, path, options)
  if (response.status === 401 && path.startsWith('/api/c/')) dispatchEvent(new Event(signedOut))
  if (!response.ok) throw await readProblem(response)
  const text = await response.text()
  return (text ? JSON.parse(text) : undefined) as T
}

async function reach(method: Method, path: string, options: Options): Promise<Response> {
  const timer = new AbortController()
  const cancel = (): void => timer.abort()
  const limit = setTimeout(cancel, method === 'GET' ? patience.GET : patience.other)
  options.signal?.addEventListener('abort', cancel)
  try {
    const early = method === 'GET' ? takeEarly(path) : undefined
    return await (early ?? fetch(path, { ...request(method, options), signal: timer.signal }))
  } catch (cause) {
    if (options.signal?.aborted) throw cause
    throw new Problem(0, timer.signal.aborted ? 'timeout' : 'offline', '')
  } finally {
    clearTimeout(limit)
    options.signal?.removeEventListener('abort', cancel)
  }
}

function request(method: Method, { body, key, version }: Options): RequestInit {
  const headers: Record<string, string> = { ...(asking.headers as Record<string, string>) }
  if (body !== undefined) headers['content-type'] = 'application/json'
  if (key) headers['idempotency-key'] = key
  if (version !== undefined) headers['if-match'] = `"v${version}"`
  return {
    ...asking,
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }
}
