import { resource } from '../core/domain.ts'
import { idAnswer } from '../core/fields.ts'
import { bytes, BYTES, route } from '../core/route.ts'
import { KINDS } from '../files/rules.ts'
import { downloadQuery } from '../files/schema.ts'
import {
  calendarAnswer,
  calendarInput,
  calendarQuery,
  countedAnswer,
  countedQuery,
  recountInput,
  recountList,
  recountsQuery,
  setAnswer,
} from './calendar-schema.ts'
import { caseAnswer } from './page-schema.ts'
import { cases } from './permissions.ts'
import {
  caseLinks,
  caseList,
  completeInput,
  figuresAnswer,
  figuresQuery,
  linkInput,
  linksQuery,
  listQuery,
  moveInput,
  moveList,
  movedAnswer,
  movesQuery,
  orderInput,
  standingAnswer,
  standingQuery,
  startInput,
  workList,
  workQuery,
} from './schema.ts'
import { scheduleInput, scheduleList, schedulesQuery } from './schedules/schema.ts'

/** Cases: processes as they run. */
export const caseRoutes = resource('cases', 'Hồ sơ quy trình', {
  listCases: route(
    'GET /cases',
    {
      summary: 'Hồ sơ quy trình: việc vướng trước, rồi theo hạn',
      permission: cases.read,
      query: listQuery,
      answer: caseList,
    },
    async (ctx, { query }) => (await import('./list.ts')).listCases(ctx, query),
  ),
  startCase: route(
    'POST /cases',
    {
      summary: 'Mở hồ sơ theo quy trình',
      permission: cases.start,
      body: startInput,
      answer: movedAnswer,
      status: 201,
    },
    async (ctx, { body }) => (await import('./start.ts')).startCase(ctx, body),
  ),
  listWork: route(
    'GET /case-work',
    {
      summary: 'Việc trong các quy trình đang chờ tôi',
      permission: cases.act,
      query: workQuery,
      answer: workList,
    },
    async (ctx, { query }) => (await import('./list.ts')).listWork(ctx, query),
  ),
  readStanding: route(
    'GET /case-standing',
    {
      summary: 'Hồ sơ đang chạy của quy trình: bao nhiêu, quá hạn, vướng',
      permission: cases.read,
      query: standingQuery,
      answer: standingAnswer,
    },
    async (ctx, { query }) => (await import('./list.ts')).readStanding(ctx, query.procedure),
  ),
  readFigures: route(
    'GET /case-figures',
    {
      summary: 'Số liệu một tháng của quy trình',
      permission: cases.figures,
      query: figuresQuery,
      answer: figuresAnswer,
    },
    async (ctx, { query }) => (await import('./figures.ts')).readFigures(ctx, query),
  ),
  listMoves: route(
    'GET /case-moves',
    {
      summary: 'Hồ sơ đang chạy theo lần ban hành cũ: chuyển được sang lần đang hiệu lực hay không, vì sao',
      permission: cases.manage,
      query: movesQuery,
      answer: moveList,
    },
    async (ctx, { query }) => (await import('./moves.ts')).listMoves(ctx, query),
  ),
  moveCase: route(
    'POST /cases/{id}/moves',
    {
      summary: 'Chuyển hồ sơ sang lần ban hành đang hiệu lực',
      permission: cases.manage,
      body: moveInput,
      answer: movedAnswer,
    },
    async (ctx, { id, body }) => (await import('./moves.ts')).moveCase(ctx, id, body),
  ),
  readCase: route(
    'GET /cases/{id}',
    { summary: 'Một hồ sơ: đang ở đâu, ai giữ, hạn, diễn biến', permission: cases.read, answer: caseAnswer },
    async (ctx, { id }) => (await import('./read.ts')).readCase(ctx, id),
  ),
  downloadCaseFile: bytes(
    'GET /cases/{id}/files/{sha256}',
    {
      summary: 'Tải xuống một tệp đính kèm trong hồ sơ',
      permission: cases.read,
      query: downloadQuery,
      gives: KINDS.map(({ type }) => type),
      answer: BYTES,
      problems: ['gone'],
    },
    async (ctx, { id, sha256, request }) =>
      (await import('./files.ts')).downloadCaseFile(ctx, id, sha256, request),
  ),
  completeStep: route(
    'POST /cases/{id}/steps',
    { summary: 'Xử lý một bước của hồ sơ', permission: cases.act, body: completeInput, answer: movedAnswer },
    async (ctx, { id, body }) => (await import('./move.ts')).completeStep(ctx, id, body),
  ),
  orderCase: route(
    'POST /cases/{id}/orders',
    {
      summary: 'Bỏ qua bước, giao lại, đổi thời hạn, rút hồ sơ',
      permission: cases.manage,
      body: orderInput,
      answer: movedAnswer,
    },
    async (ctx, { id, body }) => (await import('./move.ts')).orderCase(ctx, id, body),
  ),
  listSchedules: route(
    'GET /case-schedules',
    {
      summary: 'Lịch tự mở hồ sơ của một quy trình',
      permission: cases.start,
      query: schedulesQuery,
      answer: scheduleList,
    },
    async (ctx, { query }) => (await import('./schedules/schedules.ts')).listSchedules(ctx, query),
  ),
  addSchedule: route(
    'POST /case-schedules',
    {
      summary: 'Đặt lịch tự mở hồ sơ: hằng tuần, hằng tháng, hằng quý, hằng năm',
      permission: cases.manage,
      body: scheduleInput,
      answer: idAnswer,
      status: 201,
    },
    async (ctx, { body }) => (await import('./schedules/schedules.ts')).addSchedule(ctx, body),
  ),
  stopSchedule: route(
    'DELETE /case-schedules/{id}',
    { summary: 'Dừng lịch tự mở hồ sơ', permission: cases.manage, answer: idAnswer },
    async (ctx, { id }) => (await import('./schedules/schedules.ts')).stopSchedule(ctx, id),
  ),
  listCaseLinks: route(
    'GET /case-links',
    {
      summary: 'Hồ sơ gắn với một văn bản hoặc một hồ sơ khác',
      permission: cases.read,
      query: linksQuery,
      answer: caseLinks,
    },
    async (ctx, { query }) => (await import('./links.ts')).listCaseLinks(ctx, query),
  ),
  linkCase: route(
    'POST /cases/{id}/links',
    {
      summary: 'Gắn văn bản hoặc hồ sơ khác với hồ sơ, từ một bước',
      permission: cases.act,
      body: linkInput,
      answer: idAnswer,
      status: 201,
    },
    async (ctx, { id, body }) => (await import('./links.ts')).linkCase(ctx, id, body),
  ),
  unlinkCase: route(
    'DELETE /case-links/{id}',
    { summary: 'Bỏ gắn văn bản với hồ sơ', permission: cases.act, answer: idAnswer },
    async (ctx, { id }) => (await import('./links.ts')).unlinkCase(ctx, id),
  ),
  readCalendar: route(
    'GET /calendar',
    {
      summary: 'Thời gian làm việc của một năm: ngày nghỉ, ngày làm bù, căn cứ',
      permission: cases.calendar,
      query: calendarQuery,
      answer: calendarAnswer,
    },
    async (ctx, { query }) => (await import('./calendar.ts')).readCalendar(ctx, query),
  ),
  setCalendar: route(
    'PUT /calendar',
    {
      summary: 'Đặt ngày nghỉ, ngày trực, giờ làm việc riêng của cơ quan',
      permission: cases.manage,
      body: calendarInput,
      answer: setAnswer,
      version: 'must',
    },
    async (ctx, { version, body }) => (await import('./calendar-set.ts')).setCalendar(ctx, version, body),
  ),
  listRecounts: route(
    'GET /calendar-recounts',
    {
      summary: 'Hạn của hồ sơ đang chạy khác đi theo lịch làm việc mới: bước nào, từ đâu đến đâu, vì sao',
      permission: cases.manage,
      query: recountsQuery,
      answer: recountList,
    },
    async (ctx, { query }) => (await import('./recounts.ts')).listRecounts(ctx, query),
  ),
  recountCase: route(
    'POST /cases/{id}/recounts',
    {
      summary: 'Duyệt tính lại hạn của hồ sơ theo lịch làm việc mới',
      permission: cases.manage,
      body: recountInput,
      answer: movedAnswer,
    },
    async (ctx, { id, body }) => (await import('./recounts.ts')).recountCase(ctx, id, body),
  ),
  countDeadline: route(
    'GET /calendar-deadlines',
    {
      summary: 'Hạn của một thời hạn bắt đầu từ một lúc, giải thích từng ngày',
      permission: cases.calendar,
      query: countedQuery,
      answer: countedAnswer,
    },
    async (ctx, { query }) => (await import('./calendar.ts')).countDeadline(ctx, query),
  ),
})
