import { Hono } from 'hono'
import { input, operation, reply } from '../core/http.ts'
import type { In } from '../core/http.ts'
import { asGuest, atDoor } from '../directory/enter.ts'
import type { AtDoor } from '../directory/enter.ts'
import { byAddress, limited } from '../identity/limit.ts'
import type { Platform } from '../platform/platform.ts'
import { departMember, returnMember } from './departure.ts'
import {
  invitationGone,
  invitationInput,
  invitationList,
  invitationMade,
  invitationQuery,
  invitationShown,
  joined,
  linkParam,
} from './invitation-schema.ts'
import { invite, listInvitations, withdrawInvitation } from './invitations.ts'
import { acceptInvitation, readInvitation } from './join.ts'
import { memberAnswer, returnInput } from './member-schema.ts'
import { idParam } from './schema.ts'

const manage = 'organisation.manage'
/** Nobody guesses 256 bits; this only keeps the noise of trying away from the databases. */
const TRIES = { max: 120, seconds: 600 }

/** How people come, go and come back, below `/api/c/{committee}`. */
export const comingRoutes = new Hono<In>()
  .get(
    '/invitations',
    operation({ summary: 'Lời mời đã gửi', permission: manage, answer: invitationList }),
    input('query', invitationQuery),
    (c) => reply(c, 200, listInvitations(c.var.ctx, c.req.valid('query'))),
  )
  .post(
    '/invitations',
    operation({
      summary: 'Mời một người bằng đường dẫn',
      permission: manage,
      answer: invitationMade,
      status: 201,
    }),
    input('json', invitationInput),
    (c) => reply(c, 201, invite(c.var.ctx, c.req.valid('json'))),
  )
  .delete(
    '/invitations/:id',
    operation({ summary: 'Thu lại lời mời', permission: manage, answer: invitationGone }),
    input('param', idParam),
    (c) => reply(c, 200, withdrawInvitation(c.var.ctx, c.req.valid('param').id)),
  )
  .post(
    '/members/:id/departure',
    operation({ summary: 'Cán bộ thôi công tác ở cơ quan', permission: manage, answer: memberAnswer }),
    input('param', idParam),
    (c) => reply(c, 200, departMember(c.var.ctx, c.req.valid('param').id)),
  )
  .post(
    '/members/:id/return',
    operation({ summary: 'Cán bộ trở lại công tác', permission: manage, answer: memberAnswer }),
    input('param', idParam),
    input('json', returnInput),
    (c) => reply(c, 200, returnMember(c.var.ctx, c.req.valid('param').id, c.req.valid('json').roles)),
  )

/** The other side of a link, below `/api/invitations`: whoever holds it reads it; signed in, takes it up. */
export const invitationRoutes = (platform: Platform) =>
  new Hono<In & AtDoor>()
    .get(
      '/:committee/:token',
      operation({ summary: 'Xem lời mời', permission: 'public', answer: invitationShown }),
      limited(platform, byAddress('invitations', TRIES)),
      atDoor(platform),
      input('param', linkParam),
      (c) => reply(c, 200, readInvitation(c.var.door, c.req.valid('param').token)),
    )
    .post(
      '/:committee/:token/acceptance',
      operation({ summary: 'Nhận lời mời', permission: 'signed-in', answer: joined }),
      limited(platform, byAddress('invitations', TRIES)),
      asGuest(platform),
      input('param', linkParam),
      (c) => reply(c, 200, acceptInvitation(c.var.ctx, c.req.valid('param').token)),
    )
