import { Hono } from 'hono'
import { operation, reply } from '../core/http.ts'
import type { In } from '../core/http.ts'
import { shellAnswer } from './schema.ts'
import { readShell } from './shell.ts'

/** `GET /api/c/{committee}/`: what every screen of a committee begins with. */
export const shellRoutes = new Hono<In>().get(
  '/',
  operation({
    summary: 'Cơ quan đang làm việc, đồng chí là ai ở đó và việc đang chờ',
    permission: 'organisation.read',
    answer: shellAnswer,
  }),
  (c) => reply(c, 200, readShell(c.var.ctx)),
)
