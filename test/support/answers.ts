import Ajv2020 from 'ajv/dist/2020.js'
import type { ValidateFunction } from 'ajv'
import { z } from 'zod'
import { resources } from '../../src/app.ts'
import type { Route } from '../../src/core/route.ts'
import { pathOf } from '../../src/entrance/serve.ts'

const ajv = new Ajv2020({ strict: false, validateFormats: false })
const routes: { verb: string; route: Route; path: RegExp }[] = resources.flatMap((one) =>
  Object.entries(one.routes as Record<string, Route>).map(([verb, route]) => ({
    verb,
    route,
    path: new RegExp(`^${pathOf(route).replace(/\{\w+\}/g, '[^/]+')}$`),
  })),
)
const checks = new Map<Route, ValidateFunction>()

/** The schema of an answer as a test of JSON: nothing missing and nothing that it does not name. */
function checkOf(route: Route): ValidateFunction {
  const known = checks.get(route)
  if (known !== undefined) return known
  // better-auth's answers hold more than we describe of them.
  const made = ajv.compile(
    z.toJSONSchema(route.answer, { io: route.path.startsWith('/auth/') ? 'input' : 'output' }),
  )
  checks.set(route, made)
  return made
}

/**
 * Fails a test whose request was answered otherwise than the route says: by its schema, or with a status it has not.
 * @param path with its query
 */
export function heldToDescription(method: string, path: string, status: number, body: unknown): void {
  const [plain = ''] = path.split('?')
  const found = routes.find(({ route, path: one }) => route.method === method && one.test(plain))
  if (found === undefined || found.route.gives !== undefined || status < 200 || status > 299) return
  const { verb, route } = found
  const declared = [route.status ?? 200, ...(route.sends === undefined ? [] : [200])]
  if (!declared.includes(status as 200))
    throw new Error(`${verb} answered ${status}, which it does not declare`)
  const check = checkOf(route)
  if (check(body)) return
  throw new Error(`${verb} answers otherwise than its schema says: ${ajv.errorsText(check.errors)}`)
}
