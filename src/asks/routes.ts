import { resource } from '../core/domain.ts'
import { idAnswer } from '../core/fields.ts'
import { bytes, BYTES, route } from '../core/route.ts'
import { KINDS } from '../files/rules.ts'
import { downloadQuery } from '../files/schema.ts'
import { asks } from './permissions.ts'
import {
  arrivedAnswer,
  arrivedList,
  arrivedQuery,
  askedAnswer,
  askInput,
  moveInput,
  nothingInput,
  reasonedInput,
  refuseInput,
  seenAnswer,
  sendingAnswer,
  sendingList,
  sendingQuery,
  stepInput,
  steppedAnswer,
  takeInput,
  takenAnswer,
} from './schema.ts'

/** Tasks that a committee asks of others, and those that are asked of it. */
export const askRoutes = resource('asks', 'Việc liên cơ quan', {
  listSendings: route(
    'GET /asks',
    {
      summary: 'Nhiệm vụ đã giao cho cơ quan cấp dưới',
      permission: asks.read,
      query: sendingQuery,
      answer: sendingList,
    },
    async (ctx, { query }) => (await import('./sendings.ts')).listSendings(ctx, query),
  ),
  askCommittees: route(
    'POST /asks',
    {
      summary: 'Giao nhiệm vụ cho các cơ quan cấp dưới',
      permission: asks.ask,
      body: askInput,
      answer: askedAnswer,
      status: 201,
    },
    async (ctx, { body }) => (await import('./ask.ts')).askCommittees(ctx, body),
  ),
  getSending: route(
    'GET /asks/{id}',
    {
      summary: 'Một lần giao: từng nơi và số việc bên dưới',
      permission: asks.read,
      answer: sendingAnswer,
    },
    async (ctx, { id }) => (await import('./sendings.ts')).getSending(ctx, id),
  ),
  recogniseAsks: route(
    'POST /asks/{id}/recognition',
    { summary: 'Công nhận kết quả', permission: asks.ask, body: stepInput, answer: steppedAnswer },
    async (ctx, { id, body }) => (await import('./steps.ts')).recogniseAsks(ctx, id, body),
  ),
  returnAsks: route(
    'POST /asks/{id}/return',
    { summary: 'Trả lại kết quả', permission: asks.ask, body: reasonedInput, answer: steppedAnswer },
    async (ctx, { id, body }) => (await import('./steps.ts')).returnAsks(ctx, id, body),
  ),
  grantAsks: route(
    'POST /asks/{id}/extension',
    { summary: 'Đồng ý gia hạn', permission: asks.ask, body: stepInput, answer: steppedAnswer },
    async (ctx, { id, body }) => (await import('./steps.ts')).grantAsks(ctx, id, body),
  ),
  denyAsks: route(
    'POST /asks/{id}/extension-refusal',
    { summary: 'Không gia hạn', permission: asks.ask, body: reasonedInput, answer: steppedAnswer },
    async (ctx, { id, body }) => (await import('./steps.ts')).denyAsks(ctx, id, body),
  ),
  moveAsks: route(
    'POST /asks/{id}/deadline',
    { summary: 'Đổi hạn việc đã giao', permission: asks.ask, body: moveInput, answer: steppedAnswer },
    async (ctx, { id, body }) => (await import('./steps.ts')).moveAsks(ctx, id, body),
  ),
  recallAsks: route(
    'POST /asks/{id}/recall',
    { summary: 'Thu hồi nhiệm vụ đã giao', permission: asks.ask, body: reasonedInput, answer: steppedAnswer },
    async (ctx, { id, body }) => (await import('./steps.ts')).recallAsks(ctx, id, body),
  ),
  restoreAsks: route(
    'POST /asks/{id}/restoration',
    {
      summary: 'Giao lại nhiệm vụ đã thu hồi',
      permission: asks.ask,
      body: stepInput,
      answer: steppedAnswer,
    },
    async (ctx, { id, body }) => (await import('./steps.ts')).restoreAsks(ctx, id, body),
  ),
  listArrived: route(
    'GET /arrived-asks',
    { summary: 'Nhiệm vụ cấp trên giao', permission: asks.receive, query: arrivedQuery, answer: arrivedList },
    async (ctx, { query }) => (await import('./arrived.ts')).listArrived(ctx, query),
  ),
  getArrived: route(
    'GET /arrived-asks/{id}',
    { summary: 'Một nhiệm vụ cấp trên giao', permission: asks.read, answer: arrivedAnswer },
    async (ctx, { id }) => (await import('./arrived.ts')).getArrived(ctx, id),
  ),
  downloadAsked: bytes(
    'GET /arrived-asks/{id}/files/{sha256}',
    {
      summary: 'Tải xuống tệp gửi kèm nhiệm vụ, đợt lấy ý kiến',
      permission: asks.read,
      query: downloadQuery,
      gives: KINDS.map(({ type }) => type),
      answer: BYTES,
      problems: ['gone'],
    },
    async (ctx, { id, sha256, request }) => {
      const [{ findAskedFile }, { serveFile }] = await Promise.all([
        import('./files.ts'),
        import('../files/serve.ts'),
      ])
      return serveFile(request, ctx, await findAskedFile(ctx, id, sha256))
    },
  ),
  takeAsk: route(
    'POST /arrived-asks/{id}/acceptance',
    {
      summary: 'Tiếp nhận và giao, cùng văn bản gửi kèm',
      permission: asks.take,
      body: takeInput,
      answer: takenAnswer,
      status: 201,
    },
    async (ctx, { id, body }) => (await import('./take.ts')).takeAsk(ctx, id, body),
  ),
  refuseAsk: route(
    'POST /arrived-asks/{id}/refusal',
    { summary: 'Trả lại nơi giao', permission: asks.take, body: refuseInput, answer: idAnswer },
    async (ctx, { id, body }) => (await import('./take.ts')).refuseAsk(ctx, id, body.reason),
  ),
  seeAsk: route(
    'POST /arrived-asks/{id}/sight',
    {
      summary: 'Ghi nhận thay đổi của nơi giao',
      permission: asks.take,
      body: nothingInput,
      answer: seenAnswer,
    },
    async (ctx, { id }) => (await import('./see.ts')).seeAsk(ctx, id),
  ),
  askOfTask: route(
    'GET /tasks/{id}/ask',
    { summary: 'Nơi giao nhiệm vụ này và các việc giao tiếp', permission: asks.read, answer: arrivedAnswer },
    async (ctx, { id }) => (await import('./arrived.ts')).askOfTask(ctx, id),
  ),
})
