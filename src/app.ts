import { Hono } from 'hono'
import type { Context as Request } from 'hono'
import { routePath } from 'hono/route'
import { houseOf } from './core/domain.ts'
import { door, withHeaders } from './core/door.ts'
import { NotFound, WrongMethod } from './core/errors.ts'
import { answerError } from './core/problem.ts'
import { domains } from './domains.ts'
import { instanceRoutes } from './instance.ts'
import { sessionCookie } from './entrance/cookie.ts'
import { serve } from './entrance/serve.ts'
import type { Platform } from './platform/platform.ts'

/** What all domains bring, for whoever builds a request without the app: jobs and tests. */
export const house = houseOf(domains)

/** Every group of routes, in the order of the description of the API. */
export const resources = [instanceRoutes, ...domains.flatMap((one) => [...one.resources])]

/** The whole application over a platform. Every host calls its `fetch`. */
export function createApp(platform: Platform): Hono {
  const { BASE_URL } = platform.env
  let description: Promise<object> | undefined
  const app = new Hono().use('/api/*', withHeaders(BASE_URL), door(BASE_URL))
  app.get('/api/openapi.json', async (c) => {
    description ??= import('./openapi.ts').then(({ describeApi }) =>
      describeApi(resources, BASE_URL, sessionCookie(BASE_URL).name),
    )
    return c.json(await description)
  })
  app.all('/api/openapi.json', () => {
    throw new WrongMethod(['GET', 'HEAD'])
  })
  serve(
    app,
    { platform, house },
    resources.map(({ routes }) => routes),
  )
  app.onError((error, c) => answerError(error, platform.log, routeOf(c)))
  app.notFound(() => answerError(new NotFound(), platform.log, ''))
  return app
}

/** The route as the app knows it: nothing of what people put into a path reaches a log. */
const routeOf = (c: Request): string => `${c.req.method} ${routePath(c, -1)}`
