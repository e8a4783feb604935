import { resource } from '../core/domain.ts'
import { idAnswer } from '../core/fields.ts'
import { route } from '../core/route.ts'
import { deliveries } from '../exchange/permissions.ts'
import { handling } from './permissions.ts'
import {
  assignInsideInput,
  assignPaperInput,
  directInput,
  handBackInput,
  handlingAnswer,
  insideAnswer,
  insideTaken,
  nothingInput,
  proposeInput,
  ruleInput,
  ruleList,
  ruleMarks,
  rulePreview,
  recallReplied,
  recallReply,
  steppedAnswer,
} from './schema.ts'

/** What is done with an incoming document after it is in the book. */
export const handlingRoutes = resource('handling', 'Giải quyết văn bản đến', {
  getHandling: route(
    'GET /incoming/{id}/handling',
    {
      summary: 'Văn bản đến đang được giải quyết thế nào',
      permission: handling.read,
      answer: handlingAnswer,
    },
    async (ctx, { id }) => (await import('./read.ts')).getHandling(ctx, id),
  ),
  answerRecall: route(
    'POST /deliveries/{id}/recall-answer',
    {
      summary: 'Trả lời yêu cầu thu hồi của nơi gửi',
      permission: deliveries.decide,
      body: recallReply,
      answer: recallReplied,
      status: 201,
    },
    async (ctx, { id, body }) => (await import('./recall.ts')).answerRecall(ctx, id, body),
  ),
  listInside: route(
    'GET /documents/{id}/units',
    {
      summary: 'Văn bản đi đã gửi đơn vị nào trong cơ quan, đơn vị làm đến đâu',
      permission: handling.read,
      answer: insideAnswer,
    },
    async (ctx, { id }) => (await import('./inside/read.ts')).listInside(ctx, id),
  ),
  noteInside: route(
    'POST /documents/{id}/units/{unitId}/receipt',
    {
      summary: 'Đơn vị nhận văn bản của cơ quan',
      permission: handling.takeInside,
      body: nothingInput,
      answer: insideTaken,
    },
    async (ctx, { id, unitId }) => (await import('./inside/take.ts')).noteInside(ctx, id, unitId),
  ),
  assignInside: route(
    'POST /documents/{id}/units/{unitId}/assignment',
    {
      summary: 'Đơn vị nhận văn bản và giao người thực hiện',
      permission: handling.takeInside,
      body: assignInsideInput,
      answer: insideTaken,
    },
    async (ctx, { id, unitId, body }) =>
      (await import('./inside/take.ts')).assignInside(ctx, id, unitId, body),
  ),
  submitPaper: route(
    'POST /incoming/{id}/submission',
    { summary: 'Trình phân phối', permission: handling.submit, body: nothingInput, answer: steppedAnswer },
    async (ctx, { id }) => (await import('./steps.ts')).submitPaper(ctx, id),
  ),
  proposePaper: route(
    'POST /incoming/{id}/proposal',
    {
      summary: 'Đề xuất chủ trì, phối hợp, để biết, hạn và trình bút phê',
      permission: handling.route,
      body: proposeInput,
      answer: steppedAnswer,
    },
    async (ctx, { id, body }) => (await import('./steps.ts')).proposePaper(ctx, id, body),
  ),
  assignPaper: route(
    'POST /incoming/{id}/assignment',
    {
      summary: 'Phân công văn bản thường xuyên theo quy định',
      permission: handling.route,
      body: assignPaperInput,
      answer: steppedAnswer,
    },
    async (ctx, { id, body }) => (await import('./direct.ts')).assignPaper(ctx, id, body),
  ),
  directPaper: route(
    'POST /incoming/{id}/direction',
    {
      summary: 'Bút phê: ý kiến chỉ đạo, chủ trì, phối hợp, để biết, hạn',
      permission: handling.direct,
      body: directInput,
      answer: steppedAnswer,
    },
    async (ctx, { id, body }) => (await import('./direct.ts')).directPaper(ctx, id, body),
  ),
  handBackPaper: route(
    'POST /incoming/{id}/hand-back',
    {
      summary: 'Trả lại Chánh Văn phòng để đề xuất lại',
      permission: handling.handBack,
      body: handBackInput,
      answer: steppedAnswer,
    },
    async (ctx, { id, body }) => (await import('./steps.ts')).handBackPaper(ctx, id, body.reason),
  ),
  acknowledgePaper: route(
    'POST /incoming/{id}/acknowledgement',
    {
      summary: 'Ghi đã biết văn bản gửi để biết',
      permission: handling.acknowledge,
      body: nothingInput,
      answer: steppedAnswer,
    },
    async (ctx, { id }) => (await import('./acknowledge.ts')).acknowledgePaper(ctx, id),
  ),
  keepPaper: route(
    'POST /incoming/{id}/keeping',
    { summary: 'Lưu hồ sơ', permission: handling.keep, body: nothingInput, answer: steppedAnswer },
    async (ctx, { id }) => (await import('./steps.ts')).keepPaper(ctx, id),
  ),
  listRules: route(
    'GET /routing-rules',
    { summary: 'Quy tắc phân phối văn bản đến', permission: handling.read, answer: ruleList },
    async (ctx) => (await import('./rules/rules.ts')).listRules(ctx),
  ),
  addRule: route(
    'POST /routing-rules',
    {
      summary: 'Đặt quy tắc: văn bản có các dấu hiệu này được phân công ngay khi vào sổ',
      permission: handling.rules,
      body: ruleInput,
      answer: idAnswer,
      status: 201,
    },
    async (ctx, { body }) => (await import('./rules/rules.ts')).addRule(ctx, body),
  ),
  previewRule: route(
    'GET /routing-rules/preview',
    {
      summary: 'Quy tắc như thế này đã gặp những văn bản nào trong sổ',
      permission: handling.rules,
      query: ruleMarks,
      answer: rulePreview,
    },
    async (ctx, { query }) => (await import('./rules/preview.ts')).previewRule(ctx, query),
  ),
  restoreRule: route(
    'POST /routing-rules/{id}/restoration',
    {
      summary: 'Dùng lại một quy tắc đã bỏ',
      permission: handling.rules,
      body: nothingInput,
      answer: idAnswer,
    },
    async (ctx, { id }) => (await import('./rules/rules.ts')).restoreRule(ctx, id),
  ),
  endRule: route(
    'DELETE /routing-rules/{id}',
    { summary: 'Bỏ một quy tắc phân phối', permission: handling.rules, answer: idAnswer },
    async (ctx, { id }) => (await import('./rules/rules.ts')).endRule(ctx, id),
  ),
})
