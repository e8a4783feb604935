import { resource } from '../core/domain.ts'
import { route } from '../core/route.ts'
import { kinds } from './permissions.ts'
import { kindAnswer, kindEdit, kindInput, kindList } from './schema.ts'

/** Kinds of plans: of the product, and of the committee. */
export const kindRoutes = resource('kinds', 'Loại chương trình, kế hoạch', {
  listWorkKinds: route(
    'GET /kinds',
    { summary: 'Các loại chương trình, kế hoạch', permission: kinds.read, answer: kindList },
    async (ctx) => (await import('./kinds.ts')).listWorkKinds(ctx),
  ),
  createWorkKind: route(
    'POST /kinds',
    { summary: 'Thêm loại', permission: kinds.manage, body: kindInput, answer: kindAnswer, status: 201 },
    async (ctx, { body }) => (await import('./kinds.ts')).createWorkKind(ctx, body),
  ),
  editWorkKind: route(
    'PUT /kinds/{id}',
    {
      summary: 'Đổi tên loại, ngừng sử dụng',
      permission: kinds.manage,
      body: kindEdit,
      answer: kindAnswer,
      version: 'must',
    },
    async (ctx, { id, body, version }) => (await import('./kinds.ts')).editWorkKind(ctx, id, version, body),
  ),
})
