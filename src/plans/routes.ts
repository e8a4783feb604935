import { resource } from '../core/domain.ts'
import { idAnswer } from '../core/fields.ts'
import { route } from '../core/route.ts'
import { plans } from './permissions.ts'
import {
  closeInput,
  issuedAnswer,
  issueInput,
  planAnswer,
  planInput,
  planList,
  planQuery,
  resultsAnswer,
  savedAnswer,
} from './schema.ts'

/** Programmes and plans: from the papers they stand on to the tasks they make. */
export const planRoutes = resource('plans', 'Chương trình, kế hoạch', {
  listPlans: route(
    'GET /plans',
    { summary: 'Các chương trình, kế hoạch', permission: plans.read, query: planQuery, answer: planList },
    async (ctx, { query }) => (await import('./list.ts')).listPlans(ctx, query),
  ),
  getPlan: route(
    'GET /plans/{id}',
    { summary: 'Một chương trình, kế hoạch', permission: plans.read, answer: planAnswer },
    async (ctx, { id }) => (await import('./read.ts')).getPlan(ctx, id),
  ),
  createPlan: route(
    'POST /plans',
    {
      summary: 'Soạn chương trình, kế hoạch',
      permission: plans.write,
      body: planInput,
      answer: savedAnswer,
      status: 201,
    },
    async (ctx, { body }) => (await import('./save.ts')).createPlan(ctx, body),
  ),
  savePlan: route(
    'PUT /plans/{id}',
    {
      summary: 'Lưu dự thảo kế hoạch',
      permission: plans.write,
      body: planInput,
      answer: savedAnswer,
      version: 'must',
    },
    async (ctx, { id, body, version }) => (await import('./save.ts')).savePlan(ctx, id, version, body),
  ),
  removePlan: route(
    'DELETE /plans/{id}',
    { summary: 'Xóa dự thảo kế hoạch', permission: plans.write, answer: idAnswer, version: 'must' },
    async (ctx, { id, version }) => (await import('./save.ts')).removePlan(ctx, id, version),
  ),
  issuePlan: route(
    'POST /plans/{id}/issue',
    {
      summary: 'Ban hành kế hoạch, giao các nhiệm vụ',
      permission: plans.issue,
      body: issueInput,
      answer: issuedAnswer,
    },
    async (ctx, { id, body }) => (await import('./issue.ts')).issuePlan(ctx, id, body.version),
  ),
  closePlan: route(
    'POST /plans/{id}/closure',
    {
      summary: 'Kết thúc kế hoạch đã xong các nhiệm vụ',
      permission: plans.issue,
      body: closeInput,
      answer: idAnswer,
    },
    async (ctx, { id, body }) => (await import('./issue.ts')).closePlan(ctx, id, body.note),
  ),
  documentResults: route(
    'GET /documents/{id}/results',
    { summary: 'Kết quả thực hiện một văn bản đi', permission: plans.read, answer: resultsAnswer },
    async (ctx, { id }) => (await import('./results.ts')).documentResults(ctx, id),
  ),
  incomingResults: route(
    'GET /incoming/{id}/results',
    { summary: 'Kết quả thực hiện một văn bản đến', permission: plans.read, answer: resultsAnswer },
    async (ctx, { id }) => (await import('./results.ts')).incomingResults(ctx, id),
  ),
})
