import { resource } from '../../core/domain.ts'
import { idAnswer } from '../../core/fields.ts'
import { route } from '../../core/route.ts'
import { documents, drafts } from '../permissions.ts'
import { inForceList, inForceQuery, similarList, similarQuery } from '../issued/schema.ts'
import {
  documentAnswer,
  formatAnswer,
  documentList,
  documentListQuery,
  draftInput,
  savedAnswer,
} from './schema.ts'

/** Outgoing documents: drafts and what became of them. */
export const outgoingRoutes = resource('outgoing', 'Văn bản đi', {
  listDocuments: route(
    'GET /documents',
    {
      summary: 'Danh sách văn bản đi',
      permission: documents.read,
      query: documentListQuery,
      answer: documentList,
    },
    async (ctx, { query }) => (await import('./list.ts')).listDocuments(ctx, query),
  ),
  listInForce: route(
    'GET /documents-in-force',
    {
      summary: 'Văn bản còn hiệu lực hôm nay, theo tên loại',
      permission: documents.read,
      query: inForceQuery,
      answer: inForceList,
    },
    async (ctx, { query }) => (await import('../issued/in-force.ts')).listInForce(ctx, query),
  ),
  listSimilar: route(
    'GET /similar-documents',
    {
      summary: 'Văn bản còn hiệu lực có nội dung gần với một trích yếu, cùng tên loại trước',
      permission: documents.read,
      query: similarQuery,
      answer: similarList,
    },
    async (ctx, { query }) => (await import('../issued/similar.ts')).listSimilar(ctx, query),
  ),
  createDraft: route(
    'POST /documents',
    {
      summary: 'Tạo dự thảo',
      permission: documents.draft,
      body: draftInput,
      answer: savedAnswer,
      status: 201,
    },
    async (ctx, { body }) => (await import('./drafts.ts')).createDraft(ctx, body),
  ),
  getDocument: route(
    'GET /documents/{id}',
    { summary: 'Một văn bản đi', permission: documents.read, answer: documentAnswer },
    async (ctx, { id }) => (await import('./read.ts')).getDocument(ctx, id),
  ),
  checkFormat: route(
    'GET /documents/{id}/format',
    {
      summary: 'Kiểm tra thể thức theo chữ trong tệp dự thảo',
      permission: drafts.read,
      answer: formatAnswer,
    },
    async (ctx, { id }) => (await import('./format.ts')).checkFormat(ctx, id),
  ),
  saveDraft: route(
    'PUT /documents/{id}',
    {
      summary: 'Lưu dự thảo',
      permission: drafts.write,
      body: draftInput,
      answer: savedAnswer,
      version: 'must',
    },
    async (ctx, { id, version, body }) => (await import('./drafts.ts')).saveDraft(ctx, id, version, body),
  ),
  discardDraft: route(
    'DELETE /documents/{id}',
    { summary: 'Bỏ dự thảo', permission: drafts.write, answer: idAnswer },
    async (ctx, { id }) => (await import('./drafts.ts')).discardDraft(ctx, id),
  ),
  restoreDraft: route(
    'POST /documents/{id}/restoration',
    { summary: 'Khôi phục dự thảo đã bỏ', permission: drafts.write, answer: idAnswer },
    async (ctx, { id }) => (await import('./drafts.ts')).restoreDraft(ctx, id),
  ),
})
