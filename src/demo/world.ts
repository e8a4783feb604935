import { hex } from '../core/hash.ts'
import { addDays, dayAt } from '../core/dates.ts'
import { PASSWORD } from './places.ts'
import type { Places } from './stamp.ts'

/** Where the story is told: an app to call, its clock to move, and the files to send. */
export type World = {
  fetch: (request: Request) => Response | Promise<Response>
  clock: { now: number }
  /** The day the demo is filled, `YYYY-MM-DD`; the story ends on the working day before. */
  today: string
  read: (file: string) => Promise<Uint8Array>
  blanks: Record<string, Places>
  /** The operator vouches for a committee. */
  confirm: (handle: string) => Promise<unknown>
  /** Makes a person an operator, as whoever has the command line can. */
  operate: (email: string) => Promise<unknown>
  merge: (handle: string, heir: string, why: string) => Promise<unknown>
  /** Somebody opens the letter that proves an address and confirms it. */
  prove: (email: string) => Promise<unknown>
}

/** What people do takes them a while; the clock moves on with every call (ms). */
const PACE = 17_000

/** A new world has nobody signed in; cookies are kept by address. */
const cookies = new WeakMap<World, Map<string, string>>()

/**
 * One request of a person to the app's own routes.
 * @param who the address they signed up with; empty for nobody
 * @param version of what is edited, as If-Match
 * @throws Error with what the app said when it refused
 */
export async function call<T = { id: string; version: number }>(
  world: World,
  who: string,
  method: string,
  path: string,
  body?: unknown,
  version?: number,
): Promise<T> {
  world.clock.now += PACE
  const jar = cookies.get(world) ?? new Map<string, string>()
  cookies.set(world, jar)
  const file = body instanceof Uint8Array
  const headers: Record<string, string> = {
    origin: 'http://localhost:8787',
    'x-forwarded-for': addressOf(who),
    cookie: jar.get(who) ?? '',
    ...(body === undefined ? {} : { 'content-type': file ? 'application/octet-stream' : 'application/json' }),
    ...(file ? { 'content-length': String(body.length) } : {}),
    ...(version === undefined ? {} : { 'if-match': `"v${version}"` }),
  }
  const init = body === undefined ? {} : { body: file ? body.slice() : JSON.stringify(body) }
  const response = await world.fetch(
    new Request(`http://localhost:8787${path}`, { method, headers, ...init }),
  )
  const text = await response.text()
  if (!response.ok) throw new Error(`${who}: ${method} ${path}: ${response.status} ${text}`)
  const set = response.headers.getSetCookie().map((line) => line.split(';')[0])
  if (set.length > 0) jar.set(who, set.join('; '))
  return (text === '' ? undefined : JSON.parse(text)) as T
}

/** Limits count by address: each person has a machine of their own. */
function addressOf(who: string): string {
  const sum = [...who].reduce((left, char) => (left * 31 + char.charCodeAt(0)) % 65_536, 7)
  return `10.0.${sum >> 8}.${sum & 255}`
}

/** Makes an account and signs in. */
export async function open(world: World, name: string, email: string): Promise<void> {
  await call(world, email, 'POST', '/api/auth/sign-up/email', { name, email, password: PASSWORD })
  await call(world, email, 'POST', '/api/auth/sign-in/email', { email, password: PASSWORD })
}

/** The same, and the address is proven by its letter. */
export async function signUp(world: World, name: string, email: string): Promise<void> {
  await open(world, name, email)
  await world.prove(email)
}

/** Moves the clock to a time (`HH:MM`) of a day in Vietnam. */
export function at(world: World, day: string, time: string): void {
  world.clock.now = Date.parse(`${day}T${time}:00+07:00`)
}

/** The working day (Monday to Friday) that many before today. */
export function workday(world: World, before: number): string {
  let day = world.today
  for (let left = before; left > 0;) {
    day = addDays(day, -1)
    if (![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())) left -= 1
  }
  return day
}

/** The day it is in the story. */
export const now = (world: World): string => dayAt(world.clock.now)

/** Uploads a file and gives what a draft names it by. */
export async function upload(
  world: World,
  who: string,
  handle: string,
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<{ sha256: string; name: string }> {
  const sha256 = hex(await crypto.subtle.digest('SHA-256', bytes))
  await call(world, who, 'PUT', `/api/c/${handle}/files/${sha256}?name=${encodeURIComponent(name)}`, bytes)
  return { sha256, name }
}
