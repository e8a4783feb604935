import { randomUUID } from 'node:crypto'
import type { Place } from './exchange.ts'
import { draft, upload } from './exchange.ts'
import type { Caller } from './instance.ts'

/**
 * A committee as examples see it: its `clerk`, who makes things, holds every role unless told; `peer` is another
 * committee it exchanges with. Things that belong to a unit are made in `unitId`, things that can name members name
 * `names`.
 */
export type Home = Place & {
  /** Who may give things out there, whoever makes them. */
  chief: Caller
  peer: Place
  asker: Place
  /** Somebody of the asker who may do everything there, beside its clerk. */
  askerChief: Caller
  /** Somebody new, in a unit if given. */
  newMember(unitId?: string): Promise<{ id: string }>
  /** Somebody with an account and no committee yet. */
  newcomer(name: string, email: string): Promise<Caller>
  unitId?: string
  names?: string[]
  /** Two who may do everything there, for what one writes and another approves. */
  office: { author: Caller; approver: Caller }
  /** The time there, for what must have been before today. */
  clock: { now: number }
}

/** A request that is right in every way but, perhaps, who makes it. */
export type Example = {
  params?: Record<string, string>
  query?: string
  body?: unknown
  headers?: Record<string, string>
}

/** Makes an example on things of a committee that it makes anew, as whoever stands there as its clerk. */
export type Make = (home: Home) => Example | Promise<Example>

export const tag = () => randomUUID().slice(0, 8)
export const upperTag = () => tag().toUpperCase()
/** What a thing just made is edited on. */
export const FIRST = { 'if-match': '"v1"' }

/** Makes a thing by its collection. */
export async function made(home: Home, path: string, body: unknown): Promise<{ id: string }> {
  const answer = await home.clerk.post(`${home.api}/${path}`, body)
  if (answer.status !== 201) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
  return answer.body
}

export const edit = async (thing: Promise<{ id: string }>, body: unknown): Promise<Example> => ({
  params: { id: (await thing).id },
  headers: FIRST,
  body,
})
export const only = async (thing: Promise<{ id: string }>): Promise<Example> => ({
  params: { id: (await thing).id },
})
export const plain =
  (body?: unknown): Make =>
  () =>
    body === undefined ? {} : { body }

export const ofFile = async (home: Place) => [await upload(home, `tệp của ${home.handle}`)]
export const aDraft = async (home: Home, more: object = {}) =>
  draft(home, [home.peer], {
    files: await ofFile(home),
    ...more,
    ...(home.names === undefined ? {} : { people: home.names }),
  })

/** The version a thing of a list stands at, for an edit of it. */
export async function versionOf(home: Home, list: string, id: string): Promise<Example> {
  const { items } = (await home.clerk.get(`${home.api}/${list}`)).body
  const { version } = items.find((one: { id: string }) => one.id === id)
  return { params: { id }, headers: { 'if-match': `"v${version}"` } }
}

/** The id of the committee's main issuer. */
export async function mainIssuer(home: Home): Promise<string> {
  const { issuers } = (await home.clerk.get(`${home.api}/organisation`)).body
  return issuers.find((one: { main: boolean }) => one.main).id
}

/** Puts one committee directly below another, whoever was above either. */
export async function putBelow(below: Place, above: Place): Promise<void> {
  for (const { clerk, api } of [below, above]) await clerk.delete(`${api}/superior`)
  await below.clerk.put(`${below.api}/superior`, { handle: above.handle })
  await above.clerk.post(`${above.api}/links/${below.handle}/acceptance`, {})
}
