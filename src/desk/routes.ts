import { resource } from '../core/domain.ts'
import { route } from '../core/route.ts'
import { desk } from './permissions.ts'
import {
  deskAnswer,
  pulseAnswer,
  searchAnswer,
  searchQuery,
  shellAnswer,
  visitAnswer,
  workAnswer,
} from './schema.ts'

/** What every screen begins with, what waits, and one search over everything: made of what all domains bring. */
export const deskRoutes = resource('desk', 'Bàn làm việc', {
  readShell: route(
    'GET /',
    {
      summary: 'Cơ quan đang làm việc, đồng chí là ai ở đó và việc đang chờ',
      permission: desk.read,
      answer: shellAnswer,
    },
    async (ctx) => (await import('./shell.ts')).readShell(ctx),
  ),
  getDesk: route(
    'GET /desk',
    { summary: 'Bàn làm việc', permission: desk.read, answer: deskAnswer },
    async (ctx) => (await import('./desk.ts')).getDesk(ctx),
  ),
  visitDesk: route(
    'PUT /desk/visit',
    {
      summary: 'Ghi đã xem bàn làm việc: việc đến sau là việc mới',
      permission: desk.read,
      answer: visitAnswer,
    },
    async (ctx) => (await import('./visit.ts')).visitDesk(ctx),
  ),
  listMyWork: route(
    'GET /work',
    { summary: 'Việc của tôi', permission: desk.read, answer: workAnswer },
    async (ctx) => (await import('./work.ts')).listMyWork(ctx),
  ),
  readPulse: route(
    'GET /pulse',
    {
      summary: 'Có gì mới trên bàn làm việc: hỏi mỗi phút một lần',
      permission: desk.read,
      answer: pulseAnswer,
      tagged: true,
    },
    async (ctx) => (await import('./pulse.ts')).readPulse(ctx),
  ),
  search: route(
    'GET /search',
    {
      summary: 'Tìm trong văn bản đến, văn bản đi và danh bạ',
      permission: desk.read,
      query: searchQuery,
      answer: searchAnswer,
    },
    async (ctx, { query }) => (await import('./search.ts')).search(ctx, query),
  ),
})
