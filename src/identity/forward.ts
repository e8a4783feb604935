import type { Call } from '../core/context.ts'
import { NotFound, TooMany } from '../core/errors.ts'
import { countTries } from '../entrance/limit.ts'
import type { Platform } from '../platform/platform.ts'
import { tellProblem } from './problems.ts'

type Handler = { handler(request: Request): Promise<Response> }

/**
 * How often one account may be tried by password: from one place, and from everywhere together. Once the second is used
 * up, each place still has a few tries: strangers, however many, slow a person down and lock nobody out.
 */
export const ACCOUNT_TRIES = {
  here: { max: 10, seconds: 900 },
  anywhere: { max: 100, seconds: 3600 },
  scarce: { max: 3, seconds: 3600 },
}

/**
 * How often whoever is signed in may say a password or code again, from wherever: who holds a session and guesses the
 * rest has many addresses. Signing in stays open to its owner.
 */
export const TRIES_AGAIN = { max: 20, seconds: 3600 }

const loaded = new WeakMap<Platform, Promise<Handler>>()

/** better-auth is loaded when first asked, so that a start and the routes of committees do not pay for it. */
function auth(platform: Platform): Promise<Handler> {
  const kept = loaded.get(platform)
  if (kept !== undefined) return kept
  const made = import('./auth.ts').then(({ createAuth }) => createAuth(platform))
  loaded.set(platform, made)
  made.catch(() => loaded.delete(platform))
  return made
}

/** Has better-auth answer a request, with only what its schema let through. */
export async function forward({ platform }: Call, request: Request, sent?: object): Promise<Response> {
  const result = await (await auth(platform)).handler(withOnly(request, sent))
  return result.ok ? result : tellProblem(result)
}

/**
 * The same for a thing of one's own.
 * @throws NotFound for a thing of somebody else
 */
export async function forwardOwn({ platform }: Call, request: Request, sent: object): Promise<Response> {
  const result = await (await auth(platform)).handler(withOnly(request, sent))
  if ([401, 403, 404].includes(result.status)) throw new NotFound()
  return result.ok ? result : tellProblem(result)
}

/** For so long (s) better-auth takes a code: its own half minute, and the ones before and after. */
const CODE_LASTS = 90

/** Takes a code of a person's second factor; gives whether it was not taken before. */
export async function isFirstUse({ platform }: Call, userId: string, code: string): Promise<boolean> {
  try {
    await countTries(platform, [{ who: `code ${userId} ${code}`, max: 1, seconds: 2 * CODE_LASTS }])
    return true
  } catch (error) {
    if (!(error instanceof TooMany)) throw error
    return false
  }
}

function withOnly(request: Request, sent: object | undefined): Request {
  if (request.method === 'GET') return request
  const headers = new Headers(request.headers)
  headers.delete('content-length')
  headers.set('content-type', 'application/json')
  return new Request(request.url, { method: request.method, headers, body: JSON.stringify(sent ?? {}) })
}
