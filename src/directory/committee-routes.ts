import { Hono } from 'hono'
import { input, operation, reply } from '../core/http.ts'
import type { In } from '../core/http.ts'
import { listLinks } from './list-links.ts'
import { addCode, editCode } from './codes.ts'
import { editCommittee } from './edit.ts'
import { acceptLink, refuseLink } from './links.ts'
import {
  codeAnswer,
  codeEdit,
  codeInput,
  codeParam,
  committeeEdit,
  committeeFacts,
  handleParam,
  linkOutcome,
  linksAnswer,
  linksQuery,
  superiorAnswer,
  superiorInput,
} from './schema.ts'
import { askSuperior, leaveSuperior } from './superior.ts'

/** A committee's own entry in the directory and its links up and down, below `/api/c/{committee}`. */
export const committeeRoutes = new Hono<In>()
  .patch(
    '/committee',
    operation({
      summary: 'Sửa tên, địa danh của cơ quan',
      permission: 'organisation.manage',
      answer: committeeFacts,
    }),
    input('json', committeeEdit),
    (c) => reply(c, 200, editCommittee(c.var.ctx, c.req.valid('json'))),
  )
  .post(
    '/codes',
    operation({
      summary: 'Thêm mã định danh',
      permission: 'organisation.manage',
      answer: codeAnswer,
      status: 201,
    }),
    input('json', codeInput),
    (c) => reply(c, 201, addCode(c.var.ctx, c.req.valid('json'))),
  )
  .patch(
    '/codes/:code',
    operation({
      summary: 'Sửa ngày hiệu lực của mã định danh',
      permission: 'organisation.manage',
      answer: codeAnswer,
    }),
    input('param', codeParam),
    input('json', codeEdit),
    (c) => reply(c, 200, editCode(c.var.ctx, c.req.valid('param').code, c.req.valid('json'))),
  )
  .get(
    '/links',
    operation({
      summary: 'Cấp trên và các cơ quan cấp dưới trực thuộc',
      permission: 'organisation.read',
      answer: linksAnswer,
    }),
    input('query', linksQuery),
    (c) => reply(c, 200, listLinks(c.var.ctx, c.req.valid('query'))),
  )
  .put(
    '/superior',
    operation({
      summary: 'Đề nghị một cơ quan làm cấp trên trực tiếp',
      permission: 'organisation.manage',
      answer: superiorAnswer,
    }),
    input('json', superiorInput),
    (c) => reply(c, 200, askSuperior(c.var.ctx, c.req.valid('json').handle)),
  )
  .delete(
    '/superior',
    operation({
      summary: 'Thôi liên kết với cấp trên',
      permission: 'organisation.manage',
      answer: superiorAnswer,
    }),
    (c) => reply(c, 200, leaveSuperior(c.var.ctx)),
  )
  .post(
    '/links/:handle/acceptance',
    operation({
      summary: 'Chấp nhận một cơ quan là cấp dưới trực thuộc',
      permission: 'organisation.manage',
      answer: linkOutcome,
    }),
    input('param', handleParam),
    (c) => reply(c, 200, acceptLink(c.var.ctx, c.req.valid('param').handle)),
  )
  .post(
    '/links/:handle/refusal',
    operation({
      summary: 'Từ chối hoặc chấm dứt liên kết với một cơ quan cấp dưới',
      permission: 'organisation.manage',
      answer: linkOutcome,
    }),
    input('param', handleParam),
    (c) => reply(c, 200, refuseLink(c.var.ctx, c.req.valid('param').handle)),
  )
