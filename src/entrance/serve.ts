import type { Context as Request, Hono } from 'hono'
import { askedOf } from '../core/asked.ts'
import type { Call, Context, Visit } from '../core/context.ts'
import { TooMany, WrongMethod } from '../core/errors.ts'
import { Replayed } from '../core/replay.ts'
import { Again } from '../core/route.ts'
import type { Method, Route, Routes } from '../core/route.ts'
import { names, tagOf } from '../core/tag.ts'
import { etag } from '../core/version.ts'
import { callOf, enter } from './enter.ts'
import type { Host } from './enter.ts'
import { firstTrips } from '../platform/database.ts'
import { countTries, networkOf } from './limit.ts'

/** The whole path of a route, as OpenAPI writes it: below the committee where it takes a permission. */
export const pathOf = ({ path, permission }: Route): string =>
  `${typeof permission === 'object' ? '/api/c/{committee}' : '/api'}${path === '/' ? '' : path}`

const honoPath = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1')

/**
 * Serves routes: lets a request in, reads what it brings, has the verb do it, and answers. A path asked with a method
 * that it does not have says which it has.
 */
export function serve(app: Hono, host: Host, groups: readonly Routes[]): void {
  const methods = new Map<string, Method[]>()
  for (const routes of groups) {
    for (const [verb, route] of Object.entries(routes)) {
      const path = honoPath(pathOf(route))
      methods.set(path, [...(methods.get(path) ?? []), route.method])
      app.on(route.method, path, (c) => answer(c, host, verb, route))
    }
  }
  for (const path of methods.keys()) {
    app.all(path, (c) => {
      const some = [...methods].flatMap(([one, has]) => (fits(one, c.req.path) ? has : []))
      const allowed = new Set(some.includes('GET') ? ['HEAD', ...some] : some)
      throw new WrongMethod([...allowed].toSorted())
    })
  }
}

/** Whether a path is one of those that a route is for: words, and any word where it has a parameter. */
function fits(route: string, path: string): boolean {
  const [wanted, given] = [route.split('/'), path.split('/')]
  return (
    wanted.length === given.length && wanted.every((part, i) => part.startsWith(':') || part === given[i])
  )
}

async function answer(c: Request, host: Host, verb: string, route: Route): Promise<Response> {
  const call = callOf(host, firstTrips())
  const response = await done(c, call, verb, route)
  const { waited: _, ...trips } = call.trips
  host.platform.measured?.(`${route.method} ${pathOf(route)}`, trips, response.status)
  return response
}

async function done(c: Request, call: Call, verb: string, route: Route): Promise<Response> {
  try {
    await limit(c, call, verb, route)
    const entered = await enter(call, c, route.permission)
    if (route.limits?.person !== undefined) await limitPerson(entered as Visit, verb, route.limits.person)
    if (route.limits?.committee !== undefined)
      await limitCommittee(entered as Context, route.limits.committee)
    const given = await route.run(entered as never, (await askedOf(route, c)) as never)
    return given instanceof Response ? given : tell(c, route, given)
  } catch (error) {
    if (error instanceof Replayed) {
      c.header('Idempotency-Replayed', 'true')
      // What was kept may hold more than is told: what others are to learn by it (core/crossing.ts).
      const told = route.answer.safeParse(error.answer)
      return tell(c, route, told.success ? told.data : error.answer)
    }
    if (route.sends !== undefined) await readOut(c, call.maxFileBytes)
    throw error
  }
}

function tell(c: Request, route: Route, given: unknown): Response {
  const status: 200 | 201 = route.status ?? 200
  const again = given instanceof Again
  const body = again ? (given.answer as object) : (given as object)
  if (route.tagged === true) return tellTagged(c, body)
  const version = versionIn(body)
  if (version !== undefined) c.header('ETag', etag(version))
  return c.json(body, again ? 200 : status)
}

/** Says only that nothing changed to who has the answer already (RFC 9110, 13.1.2). */
function tellTagged(c: Request, answer: object): Response {
  const { body, tag } = written.get(answer) ?? write(answer)
  c.header('ETag', tag)
  if (names(c.req.header('if-none-match'), tag)) return c.body(null, 304)
  return c.body(body, 200, { 'content-type': 'application/json' })
}

/** Answers that are given again as they are (core/unchanged.ts) are written once. */
const written = new WeakMap<object, { body: string; tag: string }>()

function write(answer: object): { body: string; tag: string } {
  const body = JSON.stringify(answer)
  const one = { body, tag: tagOf(body) }
  written.set(answer, one)
  return one
}

/** What is edited together says its version, for the next edit. */
const versionIn = (body: object | null): number | undefined =>
  body !== null && 'version' in body && typeof body.version === 'number' ? body.version : undefined

async function limit(c: Request, call: Call, verb: string, { limits }: Route): Promise<void> {
  if (limits?.address === undefined) return
  const who = `${verb} ${networkOf(c.req.header('x-forwarded-for') ?? '')}`
  await countTries(call.platform, [{ who, ...limits.address }])
}

const limitPerson = ({ platform, person }: Visit, verb: string, most: { max: number; seconds: number }) =>
  countTries(platform, [{ who: `${verb} ${person.id}`, ...most }])

const HOUR = 3600
const TOLD = { uploadsAnHour: 'tệp tải lên', papersAnHour: 'văn bản ban hành' }

/** @throws TooMany in words for those who work there: a committee has done within an hour what the instance allows it */
async function limitCommittee({ platform, committee }: Context, setting: keyof typeof TOLD): Promise<void> {
  const max = platform.env.most[setting]
  try {
    await countTries(platform, [{ who: `${setting} ${committee.id}`, max, seconds: HOUR }])
  } catch (error) {
    if (!(error instanceof TooMany)) throw error
    const { retryAfter } = error.details as { retryAfter: number }
    throw new TooMany(
      retryAfter,
      `Cơ quan đã đạt mức ${max} ${TOLD[setting]} trong một giờ của hệ thống. Đề nghị đợi ${Math.ceil(retryAfter / 60)} phút, hoặc liên hệ đơn vị quản lý hệ thống.`,
    )
  }
}

/**
 * Reads the rest of a body that was refused before its end. A browser tells its page nothing of an answer that
 * comes while it still sends: without this, the reason would look like a broken line. What is longer than any
 * file may be is not worth waiting for.
 */
async function readOut(c: Request, most: number): Promise<void> {
  const { body } = c.req.raw
  const size = Number(c.req.header('content-length') ?? Infinity)
  if (body === null || body.locked || size > most) return
  await body.pipeTo(new WritableStream()).catch(() => undefined)
}
