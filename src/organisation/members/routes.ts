import { resource } from '../../core/domain.ts'
import { route } from '../../core/route.ts'
import { organisation } from '../permissions.ts'
import { memberAnswer, memberEdit, memberList, memberQuery, returnInput } from './schema.ts'

const permission = organisation.manage

/** The people who have an account here: where they stand, what they may do, and how they go and come back. */
export const memberRoutes = resource('members', 'Cán bộ', {
  listMembers: route(
    'GET /members',
    {
      summary: 'Cán bộ của cơ quan theo thứ tự',
      permission: organisation.read,
      query: memberQuery,
      answer: memberList,
    },
    async (ctx, { query }) => (await import('./list.ts')).listMembers(ctx, query),
  ),
  editMember: route(
    'PATCH /members/{id}',
    {
      summary: 'Giao đơn vị, chức vụ, thứ tự, vai trò',
      permission,
      body: memberEdit,
      answer: memberAnswer,
      version: 'must',
    },
    async (ctx, { id, version, body }) => (await import('./edit.ts')).editMember(ctx, id, version, body),
  ),
  departMember: route(
    'POST /members/{id}/departure',
    { summary: 'Cán bộ thôi công tác ở cơ quan', permission, answer: memberAnswer },
    async (ctx, { id }) => (await import('./departure.ts')).departMember(ctx, id),
  ),
  returnMember: route(
    'POST /members/{id}/return',
    { summary: 'Cán bộ trở lại công tác', permission, body: returnInput, answer: memberAnswer },
    async (ctx, { id, body }) => (await import('./departure.ts')).returnMember(ctx, id, body.roles),
  ),
})
