import { resource } from '../../core/domain.ts'
import { route } from '../../core/route.ts'
import { organisation } from '../../organisation/permissions.ts'
import { books } from '../permissions.ts'
import { documentTypeAnswer, documentTypeEdit, documentTypeList } from './schema.ts'

/** The committee's catalogue of document types. */
export const typeRoutes = resource('types', 'Tên loại văn bản', {
  listTypes: route(
    'GET /document-types',
    { summary: 'Danh mục tên loại văn bản', permission: organisation.read, answer: documentTypeList },
    async (ctx) => (await import('./types.ts')).listTypes(ctx),
  ),
  editType: route(
    'PATCH /document-types/{id}',
    {
      summary: 'Sửa ký hiệu, dãy số của một tên loại',
      permission: books.manage,
      body: documentTypeEdit,
      answer: documentTypeAnswer,
      version: 'must',
    },
    async (ctx, { id, version, body }) => (await import('./types.ts')).editType(ctx, id, version, body),
  ),
})
