import { resource } from '../core/domain.ts'
import { idAnswer } from '../core/fields.ts'
import { route } from '../core/route.ts'
import { letters } from './permissions.ts'
import {
  deviceAnswer,
  deviceInput,
  inboxAnswer,
  lettersAnswer,
  lettersQuery,
  reachAnswer,
  wishes,
} from './schema.ts'

const limits = { person: { max: 60, seconds: 600 } }

/** How a person is reached outside the page, and what became of what was sent. */
export const reachRoutes = resource('reach', 'Thông báo', {
  readReach: route(
    'GET /reach',
    { summary: 'Thông báo của tôi: nhận gì, qua đâu', permission: 'signed-in', answer: reachAnswer },
    async (visit) => (await import('./settings.ts')).readReach(visit),
  ),
  chooseWishes: route(
    'PUT /reach/wishes',
    {
      summary: 'Chọn nhận thông báo gì, qua đâu',
      permission: 'signed-in',
      body: wishes,
      answer: wishes,
      limits,
    },
    async (visit, { body }) => (await import('./settings.ts')).chooseWishes(visit, body),
  ),
  addDevice: route(
    'POST /reach/devices',
    {
      summary: 'Nhận thông báo trên thiết bị này',
      permission: 'signed-in',
      body: deviceInput,
      answer: deviceAnswer,
      status: 201,
      problems: ['conflict'],
      limits,
    },
    async (visit, { body }) => (await import('./settings.ts')).addDevice(visit, body),
  ),
  removeDevice: route(
    'DELETE /reach/devices/{id}',
    {
      summary: 'Thôi nhận thông báo trên một thiết bị',
      permission: 'signed-in',
      answer: deviceAnswer,
      problems: ['not_found'],
    },
    async (visit, { id }) => (await import('./settings.ts')).removeDevice(visit, id),
  ),
  listLetters: route(
    'GET /letters',
    {
      summary: 'Thư, thông báo đã gửi và chưa gửi được',
      permission: letters.manage,
      query: lettersQuery,
      answer: lettersAnswer,
    },
    async (ctx, { query }) => (await import('./list.ts')).listLetters(ctx, query),
  ),
  resendLetter: route(
    'POST /letters/{id}/sending',
    {
      summary: 'Gửi lại thư bị từ chối',
      permission: letters.manage,
      answer: idAnswer,
      problems: ['conflict'],
    },
    async (ctx, { id }) => (await import('./list.ts')).resendLetter(ctx, id),
  ),
  readInbox: route(
    'GET /inbox',
    {
      summary: 'Hộp thư thử: chỉ có trên máy dùng thử',
      permission: 'public',
      answer: inboxAnswer,
      problems: ['not_found'],
    },
    async (call) => (await import('./inbox.ts')).readInbox(call),
  ),
})
