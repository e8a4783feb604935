import { resource } from '../../core/domain.ts'
import { idAnswer } from '../../core/fields.ts'
import { route } from '../../core/route.ts'
import { directory } from '../../directory/permissions.ts'
import { groups } from '../permissions.ts'
import { groupAnswer, groupInput, groupList } from './schema.ts'

/** Saved groups of recipients. */
export const groupRoutes = resource('groups', 'Nhóm nơi nhận', {
  listGroups: route(
    'GET /recipient-groups',
    { summary: 'Các nhóm nơi nhận', permission: directory.read, answer: groupList },
    async (ctx) => (await import('./groups.ts')).listGroups(ctx),
  ),
  readGroup: route(
    'GET /recipient-groups/{id}',
    { summary: 'Một nhóm nơi nhận', permission: directory.read, answer: groupAnswer },
    async (ctx, { id }) => (await import('./groups.ts')).readGroup(ctx, id),
  ),
  createGroup: route(
    'POST /recipient-groups',
    {
      summary: 'Lập nhóm nơi nhận',
      permission: groups.manage,
      body: groupInput,
      answer: groupAnswer,
      status: 201,
    },
    async (ctx, { body }) => (await import('./groups.ts')).createGroup(ctx, body),
  ),
  saveGroup: route(
    'PUT /recipient-groups/{id}',
    {
      summary: 'Sửa nhóm nơi nhận',
      permission: groups.manage,
      body: groupInput,
      answer: groupAnswer,
      version: 'must',
    },
    async (ctx, { id, version, body }) => (await import('./groups.ts')).saveGroup(ctx, id, version, body),
  ),
  removeGroup: route(
    'DELETE /recipient-groups/{id}',
    { summary: 'Xóa nhóm nơi nhận', permission: groups.manage, answer: idAnswer },
    async (ctx, { id }) => (await import('./groups.ts')).removeGroup(ctx, id),
  ),
})
