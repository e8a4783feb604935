import { Hono } from 'hono'
import { etag, ifMatch, input, operation, reply } from '../core/http.ts'
import type { In } from '../core/http.ts'
import { memberAnswer, memberEdit, memberList, memberQuery } from './member-schema.ts'
import { editMember, listMembers } from './members.ts'
import { idParam } from './schema.ts'

/** Members of the committee, below `/api/c/{committee}`. */
export const memberRoutes = new Hono<In>()
  .get(
    '/members',
    operation({
      summary: 'Cán bộ của cơ quan theo thứ tự',
      permission: 'organisation.read',
      answer: memberList,
    }),
    input('query', memberQuery),
    (c) => reply(c, 200, listMembers(c.var.ctx, c.req.valid('query'))),
  )
  .patch(
    '/members/:id',
    operation({
      version: 'must',
      summary: 'Giao đơn vị, chức vụ, thứ tự, vai trò',
      permission: 'organisation.manage',
      answer: memberAnswer,
    }),
    input('param', idParam),
    input('json', memberEdit),
    async (c) => {
      const done = await editMember(c.var.ctx, c.req.valid('param').id, ifMatch(c), c.req.valid('json'))
      c.header('ETag', etag(done.version))
      return c.json(done, 200)
    },
  )
