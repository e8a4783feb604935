import { resource } from '../core/domain.ts'
import { bytes, BYTES, route } from '../core/route.ts'
import { KINDS } from '../files/rules.ts'
import { downloadQuery } from '../files/schema.ts'
import { rounds } from './permissions.ts'
import {
  concludedAnswer,
  nothingInput,
  openedAnswer,
  openInput,
  opinionAnswer,
  opinionInput,
  roundAnswer,
  roundList,
  uptakeAnswer,
  uptakeInput,
} from './schema.ts'

/** Opinions asked in writing on a draft: who is asked, what they say, what became of it. */
export const roundRoutes = resource('rounds', 'Lấy ý kiến dự thảo', {
  listRounds: route(
    'GET /documents/{id}/rounds',
    { summary: 'Các đợt lấy ý kiến về một dự thảo', permission: rounds.read, answer: roundList },
    async (ctx, { id }) => (await import('./list.ts')).listRounds(ctx, id),
  ),
  openRound: route(
    'POST /documents/{id}/rounds',
    {
      summary: 'Mở đợt lấy ý kiến: đơn vị, cán bộ trong cơ quan và cơ quan ngoài',
      permission: rounds.manage,
      body: openInput,
      answer: openedAnswer,
      status: 201,
      problems: ['stale'],
    },
    async (ctx, { id, body }) => (await import('./open.ts')).openRound(ctx, id, body),
  ),
  getRound: route(
    'GET /rounds/{id}',
    {
      summary: 'Bảng tổng hợp ý kiến, tiếp thu, giải trình của một đợt',
      permission: rounds.read,
      answer: roundAnswer,
    },
    async (ctx, { id }) => (await import('./read.ts')).getRound(ctx, id),
  ),
  giveOpinion: route(
    'POST /rounds/{id}/opinion',
    {
      summary: 'Góp ý dự thảo: ý kiến chung và từng ý kiến',
      permission: rounds.answer,
      body: opinionInput,
      answer: opinionAnswer,
    },
    async (ctx, { id, body }) => (await import('./answer.ts')).giveOpinion(ctx, id, body),
  ),
  takeUp: route(
    'POST /rounds/{id}/uptakes',
    {
      summary: 'Tiếp thu, giải trình, ghi nhận từng ý kiến',
      permission: rounds.manage,
      body: uptakeInput,
      answer: uptakeAnswer,
    },
    async (ctx, { id, body }) => (await import('./uptake.ts')).takeUp(ctx, id, body),
  ),
  concludeRound: route(
    'POST /rounds/{id}/conclusion',
    {
      summary: 'Kết thúc lấy ý kiến; không nhận thêm ý kiến',
      permission: rounds.manage,
      body: nothingInput,
      answer: concludedAnswer,
    },
    async (ctx, { id }) => (await import('./conclude.ts')).concludeRound(ctx, id),
  ),
  downloadRoundFile: bytes(
    'GET /rounds/{id}/files/{sha256}',
    {
      summary: 'Tải xuống tệp dự thảo đang lấy ý kiến',
      permission: rounds.read,
      query: downloadQuery,
      gives: KINDS.map(({ type }) => type),
      answer: BYTES,
      problems: ['gone'],
    },
    async (ctx, { id, sha256, request }) => {
      const [{ findRoundFile }, { serveFile }] = await Promise.all([
        import('./files.ts'),
        import('../files/serve.ts'),
      ])
      return serveFile(request, ctx, await findRoundFile(ctx, id, sha256))
    },
  ),
})
