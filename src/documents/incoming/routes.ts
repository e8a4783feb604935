import { resource } from '../../core/domain.ts'
import { route } from '../../core/route.ts'
import { documents, incomingPapers } from '../permissions.ts'
import {
  editedAnswer,
  incomingAnswer,
  incomingEdit,
  incomingList,
  incomingListQuery,
  registerAnswer,
  registerInput,
  twinList,
  twinQuery,
} from './schema.ts'

/** Incoming documents: this committee's own copies of what it accepted. */
export const incomingRoutes = resource('incoming', 'Văn bản đến', {
  listIncoming: route(
    'GET /incoming',
    {
      summary: 'Danh sách văn bản đến',
      permission: documents.read,
      query: incomingListQuery,
      answer: incomingList,
    },
    async (ctx, { query }) => (await import('./list.ts')).listIncoming(ctx, query),
  ),
  getIncoming: route(
    'GET /incoming/{id}',
    { summary: 'Một văn bản đến', permission: documents.read, answer: incomingAnswer },
    async (ctx, { id }) => (await import('./read.ts')).getIncoming(ctx, id),
  ),
  registerIncoming: route(
    'POST /incoming',
    {
      summary: 'Vào sổ văn bản giấy, thư điện tử',
      permission: incomingPapers.register,
      body: registerInput,
      answer: registerAnswer,
      status: 201,
    },
    async (ctx, { body }) => (await import('./register.ts')).registerIncoming(ctx, body),
  ),
  listTwins: route(
    'GET /incoming-twins',
    {
      summary: 'Văn bản đã vào sổ có thể trùng',
      permission: incomingPapers.register,
      query: twinQuery,
      answer: twinList,
    },
    async (ctx, { query }) => (await import('./twins.ts')).listTwins(ctx, query),
  ),
  editIncoming: route(
    'PATCH /incoming/{id}',
    {
      summary: 'Sửa đơn vị nhận, ghi chú của văn bản đến',
      permission: incomingPapers.edit,
      body: incomingEdit,
      answer: editedAnswer,
      version: 'must',
    },
    async (ctx, { id, body, version }) => (await import('./edit.ts')).editIncoming(ctx, id, version, body),
  ),
})
