import { resource } from '../../core/domain.ts'
import { PERSONAL } from '../../core/limit.ts'
import { route } from '../../core/route.ts'
import { links } from '../../directory/permissions.ts'
import { stepsAnswer } from '../../directory/schema.ts'
import { vouched, vouchInput } from '../../organisation/invitations/schema.ts'
import {
  foundingGone,
  foundingList,
  foundingQuery,
  foundingShown,
  foundingsGone,
  foundingsInput,
  foundingsMade,
  foundingTaken,
} from './schema.ts'

const permission = links.manage
/** Nobody guesses 256 bits; this only keeps the noise of trying away from the databases. */
const limits = { address: { max: 120, seconds: 600 } }

/** A superior brings its subordinates in one act; the last two are the other side of a link. */
export const foundingRoutes = resource('subordinates', 'Mời cơ quan cấp dưới', {
  inviteSubordinates: route(
    'POST /subordinates',
    {
      summary: 'Mời nhiều cơ quan cấp dưới theo danh sách',
      permission,
      body: foundingsInput,
      answer: foundingsMade,
      status: 201,
      problems: ['conflict'],
      limits: { person: PERSONAL.inviteSubordinates },
    },
    async (ctx, { body }) => (await import('./invite.ts')).inviteSubordinates(ctx, body.items),
  ),
  listFoundings: route(
    'GET /subordinates',
    {
      summary: 'Các cơ quan cấp dưới đã mời',
      permission,
      query: foundingQuery,
      answer: foundingList,
    },
    async (ctx, { query }) => (await import('./invite.ts')).listFoundings(ctx, query),
  ),
  withdrawFounding: route(
    'DELETE /subordinates/{id}',
    { summary: 'Thu lại lời mời một cơ quan', permission, answer: foundingGone },
    async (ctx, { id }) => (await import('./withdraw.ts')).withdrawFounding(ctx, id),
  ),
  withdrawFoundings: route(
    'POST /subordinates/withdrawal',
    { summary: 'Thu lại mọi lời mời cơ quan chưa ai nhận', permission, answer: foundingsGone },
    async (ctx) => (await import('./withdraw.ts')).withdrawFoundings(ctx),
  ),
  vouchFounding: route(
    'POST /subordinates/{id}/vouching',
    {
      summary: 'Xác nhận tài khoản vừa mở lời mời là người của cơ quan được mời',
      permission,
      body: vouchInput,
      answer: vouched,
      problems: ['conflict'],
    },
    async (ctx, { id, body }) => (await import('./vouch.ts')).vouchFounding(ctx, id, body.at),
  ),
  readFounding: route(
    'GET /foundings/{token}',
    {
      summary: 'Xem lời mời đăng ký cơ quan',
      permission: 'public',
      answer: foundingShown,
      problems: ['not_found', 'gone'],
      limits,
    },
    async (call, { token }) => (await import('./take.ts')).readFounding(call, token),
  ),
  takeFounding: route(
    'POST /foundings/{token}/acceptance',
    {
      summary: 'Đăng ký cơ quan theo lời mời của cấp trên',
      permission: 'signed-in',
      body: foundingTaken,
      answer: stepsAnswer,
      status: 201,
      problems: ['not_found', 'forbidden', 'conflict', 'gone'],
      // A room full of first administrators takes its invitations up at once, and asks until it is believed.
      limits: { address: { max: 1200, seconds: 600 } },
    },
    async (visit, { token, body }) => (await import('./take.ts')).takeFounding(visit, token, body),
  ),
})
