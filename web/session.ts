import { ask } from './api/ask.ts'
import { Problem } from './api/problem.ts'
import type { Me } from './api/types.ts'

/** Who is signed in: the only state that outlives a screen. Where one works belongs to each visit (place.ts). */
const session: { me?: Me } = {}

/** The person signed in; undefined when nobody is. */
export async function whoami(): Promise<Me | undefined> {
  if (session.me) return session.me
  try {
    session.me = await ask('GET /me')
    return session.me
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 401) return undefined
    throw problem
  }
}

/** The person signed in, as already known. */
export function me(): Me | undefined {
  return session.me
}

/** Asks again who is signed in, after something about them changed. */
export async function refreshMe(): Promise<Me | undefined> {
  delete session.me
  return whoami()
}

/**
 * Ends the session on the server and here.
 * @throws Problem when the server was not reached: it would still let in whoever opens this browser next
 */
export async function signOut(): Promise<void> {
  await ask('POST /auth/sign-out')
  sessionStorage.clear()
  forget()
}

/** Forgets the session here: it ended on the server. */
export function forget(): void {
  delete session.me
}
