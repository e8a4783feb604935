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

/**
 * Calls the API and reads its JSON.
 * @param path from the root, such as `/api/me`
 * @returns what it answers; a thing that is edited says its version in it
 * @throws Problem for every answer that is not 2xx, with code `offline` or `timeout` when there was none
 */
export async function call<T>(method: Method, path: string, options: Options = {}): Promise<T> {
  const repeatable = method === 'GET' || options.key !== undefined
  for (let attempt = 0; ; attempt++) {
    try {
      return await send<T>(method, path, options)
    } catch (problem) {
      const pause = pauses[attempt]
      const again = repeatable && problem instanceof Problem && problem.uncertain && pause !== undefined
      if (!again || options.signal?.aborted || navigator.onLine === false) throw problem
      await new Promise((done) => setTimeout(done, pause))
    }
  }
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
