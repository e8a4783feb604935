import type { z } from 'zod'
import type { Params } from '../../src/core/route.ts'
import type { Operation } from '../../src/domains.ts'
import { addressOf, type Parts } from './address.ts'
import { call, type Method } from './client.ts'

type ByKey = { [One in Operation as One['key']]: One }

/** Method and path of an operation of the API, as its route on the server is named. */
export type Key = keyof ByKey
/** The operations of a committee: asked through the place (`visit.ask`). */
export type OwnKey = { [K in Key]: ByKey[K]['permission'] extends { id: string } ? K : never }[Key]
/** The operations that belong to no committee. */
export type OpenKey = Exclude<Key, OwnKey>

type QueryOf<S> = S extends z.ZodType
  ? Record<never, never> extends z.input<S>
    ? { query?: z.input<S> }
    : { query: z.input<S> }
  : unknown
type BodyOf<S> = S extends z.ZodType ? { body: z.input<S> } : unknown
/** A route that says nothing of versions leaves open which it means. */
type VersionOf<V> = [V] extends [never]
  ? unknown
  : 'must' | 'may' extends V
    ? unknown
    : V extends 'must'
      ? { version: number }
      : { version?: number }
/** `key` is the Idempotency-Key: with it a lost answer is asked for again by itself. */
type OnceOf<K> = K extends `POST ${string}` ? { key?: string } : unknown

/** What a request brings: the parts of its path by name, query and body as its schemas take them. */
export type AskOf<K extends Key> = Params<K> &
  QueryOf<ByKey[K]['query']> &
  BodyOf<ByKey[K]['body']> &
  VersionOf<NonNullable<ByKey[K]['version']>> &
  OnceOf<K> & { signal?: AbortSignal | undefined }

/** What an operation answers with. Times are ISO instants, dates `YYYY-MM-DD`. */
export type AnswerOf<K extends Key> = z.output<ByKey[K]['answer']>

/** Operations that can be asked for by their name alone. */
export type PlainKey<K extends Key> = {
  [One in K]: Record<never, never> extends AskOf<One> ? One : never
}[K]
export type Brings<K extends Key> = K extends PlainKey<K> ? [asked?: AskOf<K>] : [asked: AskOf<K>]

/** Asks the API and gives what it answers; a changed path or answer of the server does not compile here. */
export type Ask<K extends Key> = <One extends K>(key: One, ...asked: Brings<One>) => Promise<AnswerOf<One>>
/** The address of an operation, for what the browser fetches by itself: files. */
export type Address<K extends Key> = <One extends K>(
  key: One,
  asked: Params<One> & QueryOf<ByKey[One]['query']>,
) => string

type Any = Parts & { body?: unknown; version?: number; key?: string; signal?: AbortSignal | undefined }

/**
 * Makes the way to ask below an address.
 * @param base `/api`, or that of a committee
 */
export function askAt<K extends Key>(base: string): Ask<K> {
  return (key, ...[asked]) => {
    const { body, version, key: once, signal, ...parts } = (asked ?? {}) as Any
    const [method] = key.split(' ') as [Method]
    return call(method, addressOf(base, key, parts), { body, version, key: once, signal })
  }
}

/** Asks for what belongs to no committee: `ask('GET /me')`. */
export const ask = askAt<OpenKey>('/api')
