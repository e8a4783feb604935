import { resource } from '../../core/domain.ts'
import { idAnswer } from '../../core/fields.ts'
import { route } from '../../core/route.ts'
import { absences } from '../permissions.ts'
import { absenceAnswer, absenceInput, absenceList, absenceQuery } from './schema.ts'

/** Who is away, and who works for them in that time. */
export const absenceRoutes = resource('absences', 'Vắng mặt, làm thay', {
  listAbsences: route(
    'GET /absences',
    {
      summary: 'Ai vắng mặt hôm nay và sắp tới, ai làm thay',
      permission: absences.read,
      query: absenceQuery,
      answer: absenceList,
    },
    async (ctx, { query }) => (await import('./list.ts')).listAbsences(ctx, query),
  ),
  beginAbsence: route(
    'POST /absences',
    {
      summary: 'Báo vắng mặt, giao người làm thay',
      permission: absences.manage,
      body: absenceInput,
      answer: absenceAnswer,
      status: 201,
    },
    async (ctx, { body }) => (await import('./absences.ts')).beginAbsence(ctx, body),
  ),
  endAbsence: route(
    'DELETE /absences/{id}',
    {
      summary: 'Kết thúc vắng mặt trước hạn, hoặc bỏ khi chưa đến ngày',
      permission: absences.manage,
      answer: idAnswer,
      version: 'may',
      problems: ['stale'],
    },
    async (ctx, { id, version }) => (await import('./absences.ts')).endAbsence(ctx, id, version),
  ),
})
