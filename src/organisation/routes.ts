import { Hono } from 'hono'
import type { Context as Call } from 'hono'
import { etag, ifMatch, input, operation, reply } from '../core/http.ts'
import type { In } from '../core/http.ts'
import { closeIssuer, createIssuer, editIssuer } from './issuers.ts'
import { readOrganisation } from './organisation.ts'
import { closePosition, createPosition, editPosition } from './positions.ts'
import {
  idParam,
  issuerAnswer,
  issuerEdit,
  issuerInput,
  organisationAnswer,
  positionAnswer,
  positionEdit,
  positionInput,
  termAnswer,
  termEdit,
  termInput,
  unitAnswer,
  unitEdit,
  unitInput,
} from './schema.ts'
import { editTerm, openTerm } from './term-changes.ts'
import { closeUnit, createUnit, editUnit } from './units.ts'

const permission = 'organisation.manage'
const param = input('param', idParam)

/** Closing needs no version, but honours one. */
const ifGiven = (c: Call<In>): number | undefined =>
  c.req.header('if-match') === undefined ? undefined : ifMatch(c)

/** Tells the version of what a verb gives back, for the next edit. */
const versioned = <T extends { version: number }>(c: Call<In>, work: Promise<T>): Promise<T> =>
  work.then((made) => {
    c.header('ETag', etag(made.version))
    return made
  })

/** Units, positions, issuers and terms, below `/api/c/{committee}`. */
export const organisationRoutes = new Hono<In>()
  .get(
    '/organisation',
    operation({
      summary: 'Tổ chức của cơ quan',
      permission: 'organisation.read',
      answer: organisationAnswer,
    }),
    (c) => reply(c, 200, readOrganisation(c.var.ctx)),
  )
  .post(
    '/units',
    operation({ summary: 'Lập đơn vị', permission, answer: unitAnswer, status: 201 }),
    input('json', unitInput),
    (c) => reply(c, 201, versioned(c, createUnit(c.var.ctx, c.req.valid('json')))),
  )
  .patch(
    '/units/:id',
    operation({ version: 'must', summary: 'Sửa, chuyển, xếp thứ tự đơn vị', permission, answer: unitAnswer }),
    param,
    input('json', unitEdit),
    (c) =>
      reply(
        c,
        200,
        versioned(c, editUnit(c.var.ctx, c.req.valid('param').id, ifMatch(c), c.req.valid('json'))),
      ),
  )
  .delete(
    '/units/:id',
    operation({ version: 'may', summary: 'Ngừng hoạt động một đơn vị', permission, answer: unitAnswer }),
    param,
    (c) => reply(c, 200, versioned(c, closeUnit(c.var.ctx, c.req.valid('param').id, ifGiven(c)))),
  )
  .post(
    '/positions',
    operation({ summary: 'Thêm chức vụ', permission, answer: positionAnswer, status: 201 }),
    input('json', positionInput),
    (c) => reply(c, 201, versioned(c, createPosition(c.var.ctx, c.req.valid('json')))),
  )
  .patch(
    '/positions/:id',
    operation({ version: 'must', summary: 'Sửa, xếp thứ tự chức vụ', permission, answer: positionAnswer }),
    param,
    input('json', positionEdit),
    (c) =>
      reply(
        c,
        200,
        versioned(c, editPosition(c.var.ctx, c.req.valid('param').id, ifMatch(c), c.req.valid('json'))),
      ),
  )
  .delete(
    '/positions/:id',
    operation({ version: 'may', summary: 'Thôi dùng một chức vụ', permission, answer: positionAnswer }),
    param,
    (c) => reply(c, 200, versioned(c, closePosition(c.var.ctx, c.req.valid('param').id, ifGiven(c)))),
  )
  .post(
    '/issuers',
    operation({ summary: 'Thêm cơ quan ban hành', permission, answer: issuerAnswer, status: 201 }),
    input('json', issuerInput),
    (c) => reply(c, 201, versioned(c, createIssuer(c.var.ctx, c.req.valid('json')))),
  )
  .patch(
    '/issuers/:id',
    operation({ version: 'must', summary: 'Sửa cơ quan ban hành', permission, answer: issuerAnswer }),
    param,
    input('json', issuerEdit),
    (c) =>
      reply(
        c,
        200,
        versioned(c, editIssuer(c.var.ctx, c.req.valid('param').id, ifMatch(c), c.req.valid('json'))),
      ),
  )
  .delete(
    '/issuers/:id',
    operation({ version: 'may', summary: 'Ngừng một cơ quan ban hành', permission, answer: issuerAnswer }),
    param,
    (c) => reply(c, 200, versioned(c, closeIssuer(c.var.ctx, c.req.valid('param').id, ifGiven(c)))),
  )
  .post(
    '/terms',
    operation({ summary: 'Mở nhiệm kỳ mới', permission, answer: termAnswer, status: 201 }),
    input('json', termInput),
    (c) => reply(c, 201, versioned(c, openTerm(c.var.ctx, c.req.valid('json')))),
  )
  .patch(
    '/terms/:id',
    operation({ version: 'must', summary: 'Sửa nhiệm kỳ', permission, answer: termAnswer }),
    param,
    input('json', termEdit),
    (c) =>
      reply(
        c,
        200,
        versioned(c, editTerm(c.var.ctx, c.req.valid('param').id, ifMatch(c), c.req.valid('json'))),
      ),
  )
