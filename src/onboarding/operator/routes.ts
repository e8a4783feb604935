import { resource } from '../../core/domain.ts'
import { route } from '../../core/route.ts'
import {
  actAnswer,
  overviewAnswer,
  overviewQuery,
  reportList,
  reportQuery,
  settleAnswer,
  settleInput,
  stateAnswer,
  whyInput,
} from './schema.ts'

const permission = 'operator'

/** What whoever runs the instance sees and does, apart from every committee: none of their papers, none of their people. */
export const operatorRoutes = resource('operator', 'Quản lý hệ thống', {
  overview: route(
    'GET /operator/committees',
    { summary: 'Các cơ quan trên hệ thống', permission, query: overviewQuery, answer: overviewAnswer },
    async (visit, { query }) => (await import('./overview.ts')).overview(visit, query),
  ),
  confirmRoot: route(
    'POST /operator/committees/{handle}/confirmation',
    {
      summary: 'Xác nhận một cơ quan là gốc',
      permission,
      answer: actAnswer,
      version: 'may',
      problems: ['conflict', 'stale'],
    },
    async (visit, { handle, version }) => (await import('./acts.ts')).confirm(visit, handle, version),
  ),
  withdrawConfirmation: route(
    'POST /operator/committees/{handle}/withdrawal',
    { summary: 'Thu hồi xác nhận một cơ quan', permission, body: whyInput, answer: actAnswer },
    async (visit, { handle, body }) => (await import('./acts.ts')).withdraw(visit, handle, body.why),
  ),
  suspendCommittee: route(
    'POST /operator/committees/{handle}/suspension',
    { summary: 'Tạm dừng một cơ quan', permission, body: whyInput, answer: actAnswer },
    async (visit, { handle, body }) => (await import('./acts.ts')).suspend(visit, handle, true, body.why),
  ),
  resumeCommittee: route(
    'POST /operator/committees/{handle}/resumption',
    {
      summary: 'Cho một cơ quan hoạt động lại',
      permission,
      body: whyInput,
      answer: actAnswer,
      problems: ['conflict'],
    },
    async (visit, { handle, body }) => (await import('./acts.ts')).suspend(visit, handle, false, body.why),
  ),
  listReports: route(
    'GET /operator/reports',
    { summary: 'Các cơ quan bị báo, chưa xử lý', permission, query: reportQuery, answer: reportList },
    async (visit, { query }) => (await import('./reports.ts')).listReports(visit, query),
  ),
  settleReport: route(
    'POST /operator/reports/{id}/settlement',
    {
      summary: 'Ghi kết quả xử lý một báo cáo',
      permission,
      body: settleInput,
      answer: settleAnswer,
    },
    async (visit, { id, body }) => (await import('./reports.ts')).settleReport(visit, id, body.outcome),
  ),
  readState: route(
    'GET /operator/state',
    { summary: 'Tình trạng và giới hạn của hệ thống', permission, answer: stateAnswer },
    async (visit) => (await import('./state.ts')).readState(visit),
  ),
})
