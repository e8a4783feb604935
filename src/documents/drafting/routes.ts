import { resource } from '../../core/domain.ts'
import { route } from '../../core/route.ts'
import { books, documents, drafts } from '../permissions.ts'
import {
  compareQuery,
  comparison,
  handAnswer,
  handInput,
  issuingAnswer,
  issuingInput,
  numberAnswer,
  numberInput,
  versionList,
  voidAnswer,
  voidInput,
} from './schema.ts'

/** A draft on its way: handed on from person to person, given its number, compared with what it was. */
export const draftingRoutes = resource('outgoing', 'Văn bản đi', {
  handOver: route(
    'POST /documents/{id}/hand-overs',
    {
      summary: 'Chuyển dự thảo sang bước, người tiếp theo',
      permission: drafts.hand,
      body: handInput,
      answer: handAnswer,
      status: 201,
      problems: ['stale'],
    },
    async (ctx, { id, body }) => (await import('./hand.ts')).handOver(ctx, id, body),
  ),
  numberDraft: route(
    'POST /documents/{id}/number',
    {
      summary: 'Cấp số, ngày cho dự thảo; giữ cho đến khi phát hành',
      permission: documents.issue,
      body: numberInput,
      answer: numberAnswer,
      status: 201,
      problems: ['stale'],
    },
    async (ctx, { id, body }) => (await import('./number.ts')).numberDraft(ctx, id, body),
  ),
  voidNumber: route(
    'POST /documents/{id}/number/void',
    {
      summary: 'Hủy số đang giữ cho dự thảo',
      permission: documents.issue,
      body: voidInput,
      answer: voidAnswer,
      status: 201,
    },
    async (ctx, { id, body }) => (await import('./void.ts')).voidNumber(ctx, id, body.reason),
  ),
  listVersions: route(
    'GET /documents/{id}/versions',
    { summary: 'Các bản của một dự thảo', permission: documents.read, answer: versionList },
    async (ctx, { id }) => (await import('./compare.ts')).listVersions(ctx, id),
  ),
  compareVersions: route(
    'GET /documents/{id}/comparison',
    {
      summary: 'So hai bản của một dự thảo',
      permission: documents.read,
      query: compareQuery,
      answer: comparison,
    },
    async (ctx, { id, query }) => (await import('./compare.ts')).compareVersions(ctx, id, query),
  ),
  readIssuing: route(
    'GET /issuing-rules',
    { summary: 'Cách cấp số, phát hành của cơ quan', permission: documents.read, answer: issuingAnswer },
    async (ctx) => (await import('./rules.ts')).readIssuing(ctx),
  ),
  setIssuing: route(
    'PUT /issuing-rules',
    {
      summary: 'Đặt cách cấp số, phát hành',
      permission: books.manage,
      body: issuingInput,
      answer: issuingAnswer,
      version: 'must',
    },
    async (ctx, { version, body }) => (await import('./rules.ts')).setIssuing(ctx, version, body),
  ),
})
