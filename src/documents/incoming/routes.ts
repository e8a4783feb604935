import { resource } from '../../core/domain.ts'
import { route } from '../../core/route.ts'
import { documents } from '../permissions.ts'
import { incomingAnswer, incomingList, incomingListQuery } from './schema.ts'

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
})
