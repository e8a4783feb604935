import { z } from 'zod'
import type { Permission } from './access.ts'
import type { Call, Context, Door, Visit } from './context.ts'
import type { Limit } from './limit.ts'
import type { Wrong } from './errors.ts'
import type { Versions } from './version.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type Key = `${Method} /${string}`

/**
 * Who may ask: a permission takes a member of the committee whose route it is; `operator` whoever runs the instance,
 * `signed-in` anybody who is, `guest`
 * anybody signed in who may hold an invitation, `door` whoever holds its link, `public` anybody at all.
 */
export type Who = Permission | 'operator' | 'signed-in' | 'guest' | 'door' | 'public'

/** What a verb may use, by who may ask. */
export type Given<W extends Who> = W extends Permission | 'guest'
  ? Context
  : W extends 'signed-in' | 'operator'
    ? Visit
    : W extends 'door'
      ? Door
      : Call

const reference = z.string().min(1).max(80)

/** The parts of paths, by name, wherever they stand. */
export const PARAMS = {
  id: reference,
  handle: z.string().min(1).max(60),
  code: z.string().min(1).max(60),
  token: z.string().min(1).max(100),
  committee: z.string().min(1).max(60),
  memberId: reference,
  unitId: reference,
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'Mã kiểm tra phải là SHA-256 của nội dung tệp: 64 ký tự 0–9, a–f viết thường.'),
} as const

type ParamsIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParamsIn<Rest>
  : never
/** The parts of a path that vary, as a verb gets them. */
export type Params<K extends string> = { [Name in ParamsIn<K>]: string }

/** What one request brings: the parts of its path, its query and body as their schemas read them, its version. */
export type Asked<K extends string, Q, B, V> = Params<K> & {
  query: Q
  body: B
  /** The versions an edit may have been made on. */
  version: V
  request: Request
}

type Schema = z.ZodType
type Out<S> = S extends Schema ? z.output<S> : undefined
type Version<V> = V extends 'must' ? Versions : V extends 'may' ? Versions | undefined : undefined

/** What a route says of itself beside its verb. */
export type Says<W extends Who, Q, B, A extends Schema, V> = {
  /** What it does, in Vietnamese. */
  summary: string
  permission: W
  query?: Q
  body?: B
  /** What it answers with. A verb of another form does not compile. */
  answer: A
  /** The status of success: 200 unless given. */
  status?: 201
  /** Whether an edit must or may name the version it was made on (`If-Match`). */
  version?: V
  /** Whether its answer bears a tag (`ETag`), and is not sent again to who has it (`If-None-Match`, 304). */
  tagged?: true
  /** Problems it may answer with beside those that every route of its kind can have. */
  problems?: readonly Wrong[]
  /** How often one address, one person may ask; one committee in an hour, by the setting of the instance. */
  limits?: { address?: Limit; person?: Limit; committee?: 'uploadsAnHour' | 'papersAnHour' }
}

/** What a verb gave the first time it was asked for the same: answered with 200 where a new thing is 201. */
export class Again<T> {
  readonly answer: T
  constructor(answer: T) {
    this.answer = answer
  }
}

/** One operation of the API: where it is, who may ask, what comes in and goes out, and the verb that does it. */
export type Route<
  K extends Key = Key,
  W extends Who = Who,
  Q = Schema | undefined,
  B = Schema | undefined,
  A extends Schema = Schema,
  V = 'must' | 'may' | undefined,
> = Omit<Says<W, Q, B, A, V>, 'query' | 'body'> & {
  key: K
  method: Method
  path: string
  query: Q
  body: B
  /** The media type of a body that is bytes, of an answer that is. */
  sends?: string
  gives?: readonly string[]
  run(ctx: never, asked: never): Promise<unknown>
}

/** Routes by the name of their verb. */
export type Routes = Readonly<Record<string, Route>>

/**
 * An operation of the API as a value: the app serves it, OpenAPI describes it, the access matrix tries it, and the
 * web's client is typed by it. The verb is imported where it is called, so that a start does not load it.
 * @param key method and path, below the committee where it takes a permission, else below `/api`
 * @example
 * route('GET /groups/{id}', { summary: 'Một nhóm', permission: groups.read, answer: groupAnswer },
 *   async (ctx, { id }) => (await import('./groups.ts')).readGroup(ctx, id))
 */
export function route<
  const K extends Key,
  W extends Who,
  A extends Schema,
  Q extends Schema | undefined = undefined,
  B extends Schema | undefined = undefined,
  V extends 'must' | 'may' | undefined = undefined,
>(
  key: K,
  says: Says<W, Q, B, A, V>,
  run: (
    ctx: Given<W>,
    asked: Asked<K, Out<Q>, Out<B>, Version<V>>,
  ) => Promise<z.output<A> | Again<z.output<A>>>,
): Route<K, W, Q, B, A, V> {
  return { ...says, ...at(key), query: says.query as Q, body: says.body as B, run: run as never }
}

/** An operation whose body or answer is bytes, or that another program answers. */
export function bytes<
  const K extends Key,
  W extends Who,
  A extends Schema,
  Q extends Schema | undefined = undefined,
  B extends Schema | undefined = undefined,
>(
  key: K,
  says: Says<W, Q, B, A, undefined> & { sends?: string; gives?: readonly string[] },
  run: (
    ctx: Given<W>,
    asked: Asked<K, Out<Q>, Out<B>, undefined>,
  ) => Promise<Response | z.output<A> | Again<z.output<A>>>,
): Route<K, W, Q, B, A, undefined> {
  return { ...says, ...at(key), query: says.query as Q, body: says.body as B, run: run as never }
}

/** The answer of an operation that gives bytes. */
export const BYTES = z.never()

function at<K extends Key>(key: K): { key: K; method: Method; path: string } {
  const [method, path] = key.split(' ') as [Method, string]
  return { key, method, path }
}
