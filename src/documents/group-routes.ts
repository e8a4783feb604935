import { Hono } from 'hono'
import { etag, ifMatch, input, operation, reply } from '../core/http.ts'
import type { In } from '../core/http.ts'
import { groupAnswer, groupGone, groupInput, groupList, groupParam } from './group-schema.ts'
import { createGroup, listGroups, readGroup, removeGroup, saveGroup } from './groups.ts'

/** Saved groups of recipients, below `/api/c/{committee}`. */
export const groupRoutes = new Hono<In>()
  .get(
    '/recipient-groups',
    operation({ summary: 'Các nhóm nơi nhận', permission: 'directory.read', answer: groupList }),
    (c) => reply(c, 200, listGroups(c.var.ctx)),
  )
  .get(
    '/recipient-groups/:id',
    operation({ summary: 'Một nhóm nơi nhận', permission: 'directory.read', answer: groupAnswer }),
    input('param', groupParam),
    async (c) => {
      const found = await readGroup(c.var.ctx, c.req.valid('param').id)
      c.header('ETag', etag(found.version))
      return c.json(found, 200)
    },
  )
  .post(
    '/recipient-groups',
    operation({
      summary: 'Lập nhóm nơi nhận',
      permission: 'groups.manage',
      answer: groupAnswer,
      status: 201,
    }),
    input('json', groupInput),
    (c) => {
      c.header('ETag', etag(1))
      return reply(c, 201, createGroup(c.var.ctx, c.req.valid('json')))
    },
  )
  .put(
    '/recipient-groups/:id',
    operation({
      version: 'must',
      summary: 'Sửa nhóm nơi nhận',
      permission: 'groups.manage',
      answer: groupAnswer,
    }),
    input('param', groupParam),
    input('json', groupInput),
    async (c) => {
      const { id } = c.req.valid('param')
      const saved = await saveGroup(c.var.ctx, id, ifMatch(c), c.req.valid('json'))
      c.header('ETag', etag(saved.version))
      return c.json(saved, 200)
    },
  )
  .delete(
    '/recipient-groups/:id',
    operation({ summary: 'Xóa nhóm nơi nhận', permission: 'groups.manage', answer: groupGone }),
    input('param', groupParam),
    (c) => reply(c, 200, removeGroup(c.var.ctx, c.req.valid('param').id)),
  )
