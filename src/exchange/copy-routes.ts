import { resource } from '../core/domain.ts'
import { route } from '../core/route.ts'
import { copyInput, copyMade, copyOutlook } from '../documents/copies/schema.ts'
import { documents } from '../documents/permissions.ts'

/** Copies of papers: made of one that came or of one of ours, and sent on in the same step. */
export const copyRoutes = resource('copies', 'Bản sao', {
  incomingCopyOutlook: route(
    'GET /incoming/{id}/copying',
    {
      summary: 'Sao một văn bản đến được thế nào: hình thức, số kế tiếp, người ký, nơi nhận',
      permission: documents.issue,
      answer: copyOutlook,
    },
    async (ctx, { id }) => (await import('./copy-outlook.ts')).copyOutlookOf(ctx, 'incoming', id),
  ),
  copyIncoming: route(
    'POST /incoming/{id}/copies',
    {
      summary: 'Sao lục, trích sao văn bản đến: cấp số BS và gửi',
      permission: documents.issue,
      body: copyInput,
      answer: copyMade,
      status: 201,
      limits: { committee: 'papersAnHour' },
    },
    async (ctx, { id, body }) => (await import('./copy.ts')).copyPaper(ctx, 'incoming', id, body),
  ),
  documentCopyOutlook: route(
    'GET /documents/{id}/copying',
    {
      summary: 'Sao một văn bản của cơ quan được thế nào: hình thức, số kế tiếp, người ký, nơi nhận',
      permission: documents.issue,
      answer: copyOutlook,
    },
    async (ctx, { id }) => (await import('./copy-outlook.ts')).copyOutlookOf(ctx, 'document', id),
  ),
  copyDocument: route(
    'POST /documents/{id}/copies',
    {
      summary: 'Sao y, trích sao văn bản của cơ quan: cấp số BS và gửi',
      permission: documents.issue,
      body: copyInput,
      answer: copyMade,
      status: 201,
      limits: { committee: 'papersAnHour' },
    },
    async (ctx, { id, body }) => (await import('./copy.ts')).copyPaper(ctx, 'document', id, body),
  ),
})
