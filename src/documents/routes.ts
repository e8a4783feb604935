import { Hono } from 'hono'
import { z } from 'zod'
import { etag, ifMatch, input, operation, reply } from '../core/http.ts'
import type { In } from '../core/http.ts'
import { createDraft, discardDraft, restoreDraft, saveDraft } from './drafts.ts'
import { downloadQuery, fileParam } from '../files/schema.ts'
import { serveFile } from '../files/serve.ts'
import { findFile } from './files.ts'
import { getIncoming, listIncoming } from './incoming.ts'
import { listDocuments } from './list.ts'
import { getDocument } from './read.ts'
import { incomingRegister, outgoingRegister } from './registers.ts'
import { cancelNumber, reserveNumber } from './reserve.ts'
import {
  cancelInput,
  incomingRegisterQuery,
  incomingRegisterRow,
  outgoingRegisterQuery,
  outgoingRegisterRow,
  registerOf,
  reservationInput,
  reserved,
} from './register-schema.ts'
import {
  documentAnswer,
  documentList,
  documentListQuery,
  draftInput,
  incomingAnswer,
  incomingList,
  incomingListQuery,
} from './schema.ts'

const id = z.object({ id: z.string() })
const saved = z.object({ id: z.string(), version: z.number() })

/** Outgoing documents, incoming documents and both registers, below `/api/c/{committee}`. */
export const documentRoutes = new Hono<In>()
  .get(
    '/documents',
    operation({ summary: 'Danh sách văn bản đi', permission: 'documents.read', answer: documentList }),
    input('query', documentListQuery),
    (c) => reply(c, 200, listDocuments(c.get('ctx'), c.req.valid('query'))),
  )
  .post(
    '/documents',
    operation({ summary: 'Tạo dự thảo', permission: 'documents.draft', answer: saved, status: 201 }),
    input('json', draftInput),
    (c) => {
      c.header('ETag', etag(1))
      return reply(c, 201, createDraft(c.get('ctx'), c.req.valid('json')))
    },
  )
  .get(
    '/documents/:id',
    operation({ summary: 'Một văn bản đi', permission: 'documents.read', answer: documentAnswer }),
    async (c) => {
      const found = await getDocument(c.get('ctx'), c.req.param('id'))
      c.header('ETag', etag(found.version))
      return c.json(found, 200)
    },
  )
  .put(
    '/documents/:id',
    operation({ version: 'must', summary: 'Lưu dự thảo', permission: 'documents.draft', answer: saved }),
    input('json', draftInput),
    async (c) => {
      const done = await saveDraft(c.get('ctx'), c.req.param('id'), ifMatch(c), c.req.valid('json'))
      c.header('ETag', etag(done.version))
      return c.json(done, 200)
    },
  )
  .delete(
    '/documents/:id',
    operation({ summary: 'Bỏ dự thảo', permission: 'documents.draft', answer: id }),
    (c) => reply(c, 200, discardDraft(c.get('ctx'), c.req.param('id'))),
  )
  .post(
    '/documents/:id/restoration',
    operation({ summary: 'Khôi phục dự thảo đã bỏ', permission: 'documents.draft', answer: id }),
    (c) => reply(c, 200, restoreDraft(c.get('ctx'), c.req.param('id'))),
  )
  .post(
    '/number-reservations',
    operation({
      summary: 'Giữ số cho văn bản mật hoặc văn bản giấy',
      permission: 'documents.issue',
      answer: reserved,
      status: 201,
    }),
    input('json', reservationInput),
    (c) => reply(c, 201, reserveNumber(c.get('ctx'), c.req.valid('json'))),
  )
  .post(
    '/number-reservations/:id/cancellation',
    operation({ summary: 'Hủy số đang giữ', permission: 'documents.issue', answer: id, status: 201 }),
    input('json', cancelInput),
    (c) => reply(c, 201, cancelNumber(c.get('ctx'), c.req.param('id'), c.req.valid('json').reason)),
  )
  .get(
    '/files/:sha256',
    operation({
      summary: 'Tải xuống một tệp của cơ quan',
      permission: 'documents.read',
      media: 'application/octet-stream',
    }),
    input('param', fileParam),
    input('query', downloadQuery),
    async (c) => {
      const { ctx } = c.var
      return serveFile(c, ctx.files, await findFile(ctx, c.req.valid('param').sha256))
    },
  )
  .get(
    '/incoming',
    operation({ summary: 'Danh sách văn bản đến', permission: 'documents.read', answer: incomingList }),
    input('query', incomingListQuery),
    (c) => reply(c, 200, listIncoming(c.get('ctx'), c.req.valid('query'))),
  )
  .get(
    '/incoming/:id',
    operation({ summary: 'Một văn bản đến', permission: 'documents.read', answer: incomingAnswer }),
    (c) => reply(c, 200, getIncoming(c.get('ctx'), c.req.param('id'))),
  )
  .get(
    '/registers/outgoing',
    operation({
      summary: 'Sổ đăng ký văn bản đi',
      permission: 'registers.read',
      answer: registerOf(outgoingRegisterRow),
    }),
    input('query', outgoingRegisterQuery),
    (c) => reply(c, 200, outgoingRegister(c.get('ctx'), c.req.valid('query'))),
  )
  .get(
    '/registers/incoming',
    operation({
      summary: 'Sổ đăng ký văn bản đến',
      permission: 'registers.read',
      answer: registerOf(incomingRegisterRow),
    }),
    input('query', incomingRegisterQuery),
    (c) => reply(c, 200, incomingRegister(c.get('ctx'), c.req.valid('query'))),
  )
