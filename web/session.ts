import { call, get } from './api/client.ts'
import { Problem } from './api/problem.ts'
import type { Here, Me, Permission } from './api/types.ts'

/** Who is signed in and where they work: the only state that outlives a screen. */
const session: { me?: Me; here?: Here } = {}
const lastPlace = 'lt.place'

/** The person signed in; undefined when nobody is. */
export async function whoami(): Promise<Me | undefined> {
  if (session.me) return session.me
  try {
    session.me = await get<Me>('/api/me')
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

/** Opens a committee: its name, my roles there, what waits. The last one is used again unless it is asked for. */
export async function enter(handle: string, again = false): Promise<Here> {
  if (session.here?.committee.handle === handle && !again) return session.here
  session.here = await get<Here>(`/api/c/${encodeURIComponent(handle)}/`)
  localStorage.setItem(lastPlace, handle)
  return session.here
}

/** Leaves the committee that was open, for the screens that belong to none. */
export function stepOut(): void {
  delete session.here
}

/** The committee that is open, if one is. */
export function place(): Here | undefined {
  return session.here
}

/** The committee that is open; screens of a committee only. */
export function here(): Here {
  if (!session.here) throw new Error('no committee is open')
  return session.here
}

/** Whether my roles here allow it. The server decides again; this only hides what would be refused. */
export function may(permission: Permission): boolean {
  return session.here?.me.permissions.includes(permission) ?? false
}

/** The address of a screen of the open committee: `at('van-ban-den', id)`. */
export function at(...parts: string[]): string {
  return `/${[here().committee.handle, ...parts].map(encodeURIComponent).join('/')}`
}

/** The address of a resource of the open committee: `api('deliveries', id)`. */
export function api(...parts: string[]): string {
  return `/api/c/${[here().committee.handle, ...parts].map(encodeURIComponent).join('/')}`
}

/** The committee this browser last worked in. */
export function lastCommittee(): string | undefined {
  return localStorage.getItem(lastPlace) ?? undefined
}

/** Ends the session on the server and here. */
export async function signOut(): Promise<void> {
  await call('POST', '/api/auth/sign-out', { body: {} })
  forget()
}

/** Forgets the session here: it ended on the server. */
export function forget(): void {
  delete session.me
  delete session.here
}
