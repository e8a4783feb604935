import { Hono } from 'hono'
import { input, operation, reply } from '../core/http.ts'
import type { In } from '../core/http.ts'
import { acceptDelivery } from './accept.ts'
import { deliveredFile, getArrival, listArrivals } from './arrivals.ts'
import { deliveryBoard } from './board.ts'
import { downloadQuery, sheetParam } from '../files/schema.ts'
import { serveFile } from '../files/serve.ts'
import { getDesk } from './desk.ts'
import { issueDocument } from './issue.ts'
import { refuseDelivery } from './refuse.ts'
import { remindRecipients } from './remind.ts'
import {
  acceptAnswer,
  acceptInput,
  arrivalAnswer,
  arrivalList,
  arrivalQuery,
  boardAnswer,
  boardQuery,
  deskAnswer,
  idAnswer,
  issueAnswer,
  issueInput,
  refuseInput,
  remindAnswer,
  remindInput,
} from './schema.ts'

/** Issuing, delivery boards, arrivals and the desk, below `/api/c/{committee}`. */
export const exchangeRoutes = new Hono<In>()
  .get('/desk', operation({ summary: 'Bàn làm việc', permission: 'desk.read', answer: deskAnswer }), (c) =>
    reply(c, 200, getDesk(c.get('ctx'))),
  )
  .post(
    '/documents/:id/issue',
    operation({
      summary: 'Ban hành: lấy số, ngày và gửi',
      permission: 'documents.issue',
      answer: issueAnswer,
    }),
    input('json', issueInput),
    (c) => reply(c, 200, issueDocument(c.get('ctx'), c.req.param('id'), c.req.valid('json').version)),
  )
  .get(
    '/documents/:id/deliveries',
    operation({
      summary: 'Tình hình gửi nhận của một văn bản',
      permission: 'documents.read',
      answer: boardAnswer,
    }),
    input('query', boardQuery),
    (c) => reply(c, 200, deliveryBoard(c.get('ctx'), c.req.param('id'), c.req.valid('query'))),
  )
  .post(
    '/documents/:id/reminders',
    operation({
      summary: 'Nhắc nơi nhận chưa tiếp nhận',
      permission: 'documents.issue',
      answer: remindAnswer,
      status: 201,
    }),
    input('json', remindInput),
    (c) => reply(c, 201, remindRecipients(c.get('ctx'), c.req.param('id'), c.req.valid('json').recipients)),
  )
  .get(
    '/deliveries',
    operation({ summary: 'Văn bản gửi đến cơ quan', permission: 'deliveries.read', answer: arrivalList }),
    input('query', arrivalQuery),
    (c) => reply(c, 200, listArrivals(c.get('ctx'), c.req.valid('query'))),
  )
  .get(
    '/deliveries/:id',
    operation({ summary: 'Một văn bản gửi đến', permission: 'deliveries.read', answer: arrivalAnswer }),
    (c) => reply(c, 200, getArrival(c.get('ctx'), c.req.param('id'))),
  )
  .get(
    '/deliveries/:id/files/:sha256',
    operation({
      summary: 'Tải xuống một tệp của văn bản gửi đến',
      permission: 'deliveries.read',
      media: 'application/octet-stream',
    }),
    input('param', sheetParam),
    input('query', downloadQuery),
    async (c) => {
      const { id, sha256 } = c.req.valid('param')
      const { ctx } = c.var
      return serveFile(c, ctx.files, await deliveredFile(ctx, id, sha256))
    },
  )
  .post(
    '/deliveries/:id/acceptance',
    operation({
      summary: 'Tiếp nhận, vào sổ',
      permission: 'deliveries.decide',
      answer: acceptAnswer,
      status: 201,
    }),
    input('json', acceptInput),
    (c) => reply(c, 201, acceptDelivery(c.get('ctx'), c.req.param('id'), c.req.valid('json'))),
  )
  .post(
    '/deliveries/:id/refusal',
    operation({
      summary: 'Từ chối tiếp nhận',
      permission: 'deliveries.decide',
      answer: idAnswer,
      status: 201,
    }),
    input('json', refuseInput),
    (c) => reply(c, 201, refuseDelivery(c.get('ctx'), c.req.param('id'), c.req.valid('json'))),
  )
