import { resource } from '../../core/domain.ts'
import { PERSONAL } from '../../core/limit.ts'
import { route } from '../../core/route.ts'
import { organisation } from '../permissions.ts'
import {
  invitationGone,
  invitationInput,
  invitationList,
  invitationMade,
  invitationQuery,
  invitationShown,
  invitationsGone,
  invitationsInput,
  invitationsMade,
  joined,
  vouched,
  vouchInput,
} from './schema.ts'

const permission = organisation.manage

/** Nobody guesses 256 bits; this only keeps the noise of trying away from the databases. */
const limits = { address: { max: 120, seconds: 600 } }

/** How people come; the last two are the other side of a link: whoever holds it reads it; signed in, takes it up. */
export const invitationRoutes = resource('invitations', 'Lời mời', {
  listInvitations: route(
    'GET /invitations',
    { summary: 'Lời mời đã gửi', permission, query: invitationQuery, answer: invitationList },
    async (ctx, { query }) => (await import('./invitations.ts')).listInvitations(ctx, query),
  ),
  invite: route(
    'POST /invitations',
    {
      summary: 'Mời một người bằng đường dẫn',
      permission,
      body: invitationInput,
      answer: invitationMade,
      status: 201,
      limits: { person: PERSONAL.invite },
    },
    async (ctx, { body }) => (await import('./invitations.ts')).invite(ctx, body),
  ),
  inviteMany: route(
    'POST /invitations/list',
    {
      summary: 'Mời nhiều người theo danh sách',
      permission,
      body: invitationsInput,
      answer: invitationsMade,
      status: 201,
      limits: { person: PERSONAL.inviteMany },
    },
    async (ctx, { body }) => (await import('./many.ts')).inviteMany(ctx, body.items),
  ),
  withdrawInvitations: route(
    'POST /invitations/withdrawal',
    { summary: 'Thu lại mọi lời mời chưa ai nhận', permission, answer: invitationsGone },
    async (ctx) => (await import('./many.ts')).withdrawInvitations(ctx),
  ),
  withdrawInvitation: route(
    'DELETE /invitations/{id}',
    { summary: 'Thu lại lời mời', permission, answer: invitationGone },
    async (ctx, { id }) => (await import('./invitations.ts')).withdrawInvitation(ctx, id),
  ),
  vouch: route(
    'POST /invitations/{id}/vouching',
    {
      summary: 'Xác nhận tài khoản vừa mở lời mời là đúng người được mời',
      permission,
      body: vouchInput,
      answer: vouched,
      problems: ['conflict'],
    },
    async (ctx, { id, body }) => (await import('./vouch.ts')).vouch(ctx, id, body.at),
  ),
  readInvitation: route(
    'GET /invitations/{committee}/{token}',
    { summary: 'Xem lời mời', permission: 'door', answer: invitationShown, problems: ['gone'], limits },
    async (door, { token }) => (await import('./join.ts')).readInvitation(door, token),
  ),
  acceptInvitation: route(
    'POST /invitations/{committee}/{token}/acceptance',
    {
      summary: 'Chấp nhận lời mời',
      permission: 'guest',
      answer: joined,
      problems: ['conflict', 'gone'],
      // A whole office takes its invitations up in one morning, and asks until it is believed.
      limits: { address: { max: 1200, seconds: 600 } },
    },
    async (ctx, { token }) => (await import('./join.ts')).acceptInvitation(ctx, token),
  ),
})
