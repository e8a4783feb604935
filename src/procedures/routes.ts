import { z } from 'zod'
import { resource } from '../core/domain.ts'
import { idAnswer } from '../core/fields.ts'
import { route } from '../core/route.ts'
import { procedures } from './permissions.ts'
import {
  approvalInput,
  createInput,
  draftInput,
  holdersInput,
  libraryAnswer,
  procedureAnswer,
  procedureList,
  reasonInput,
  savedAnswer,
  versionAnswer,
} from './schema.ts'

const { read, write, review, approve } = procedures

/** Processes under control: how they are written, checked, approved, given to people and withdrawn. */
export const procedureRoutes = resource('procedures', 'Quy trình', {
  listProcedures: route(
    'GET /procedures',
    { summary: 'Các quy trình của cơ quan', permission: read, answer: procedureList },
    async (ctx) => (await import('./list.ts')).listProcedures(ctx),
  ),
  listLibrary: route(
    'GET /procedure-library',
    { summary: 'Các quy trình mẫu để bắt đầu', permission: read, answer: libraryAnswer },
    async (ctx) => (await import('./write.ts')).listLibrary(ctx),
  ),
  createProcedure: route(
    'POST /procedures',
    {
      summary: 'Lập quy trình, từ mẫu hoặc từ bảng trống',
      permission: write,
      body: createInput,
      answer: z.object({ id: z.string(), draftId: z.string() }),
      status: 201,
    },
    async (ctx, { body }) => (await import('./write.ts')).createProcedure(ctx, body),
  ),
  readProcedure: route(
    'GET /procedures/{id}',
    {
      summary: 'Một quy trình: các lần ban hành, vai trò, người đã đọc',
      permission: read,
      answer: procedureAnswer,
    },
    async (ctx, { id }) => (await import('./read.ts')).readProcedure(ctx, id),
  ),
  draftProcedure: route(
    'POST /procedures/{id}/drafts',
    { summary: 'Soạn lần ban hành mới', permission: write, answer: idAnswer, status: 201 },
    async (ctx, { id }) => (await import('./write.ts')).draftProcedure(ctx, id),
  ),
  giveHolders: route(
    'PUT /procedures/{id}/holders',
    {
      summary: 'Giao người giữ các vai trò của quy trình',
      permission: write,
      body: holdersInput,
      answer: idAnswer,
    },
    async (ctx, { id, body }) => (await import('./holders.ts')).giveHolders(ctx, id, body.holders),
  ),
  withdrawProcedure: route(
    'POST /procedures/{id}/withdrawal',
    { summary: 'Bãi bỏ quy trình', permission: approve, body: reasonInput, answer: idAnswer },
    async (ctx, { id, body }) => (await import('./control.ts')).withdrawProcedure(ctx, id, body.reason),
  ),
  readVersion: route(
    'GET /procedure-versions/{id}',
    {
      summary: 'Một lần ban hành của quy trình và kết quả kiểm tra',
      permission: read,
      answer: versionAnswer,
    },
    async (ctx, { id }) => (await import('./read.ts')).readVersion(ctx, id),
  ),
  saveVersion: route(
    'PUT /procedure-versions/{id}',
    {
      summary: 'Lưu dự thảo quy trình',
      permission: write,
      body: draftInput,
      answer: savedAnswer,
      version: 'must',
    },
    async (ctx, { id, version, body }) => (await import('./write.ts')).saveVersion(ctx, id, version, body),
  ),
  submitVersion: route(
    'POST /procedure-versions/{id}/submission',
    { summary: 'Trình soát xét', permission: write, answer: idAnswer },
    async (ctx, { id }) => (await import('./control.ts')).submitVersion(ctx, id),
  ),
  returnVersion: route(
    'POST /procedure-versions/{id}/return',
    { summary: 'Trả lại dự thảo', permission: review, body: reasonInput, answer: idAnswer },
    async (ctx, { id, body }) => (await import('./control.ts')).returnVersion(ctx, id, body.reason),
  ),
  reviewVersion: route(
    'POST /procedure-versions/{id}/review',
    { summary: 'Soát xét', permission: review, answer: idAnswer },
    async (ctx, { id }) => (await import('./control.ts')).reviewVersion(ctx, id),
  ),
  approveVersion: route(
    'POST /procedure-versions/{id}/approval',
    {
      summary: 'Phê duyệt, có hiệu lực từ một ngày',
      permission: approve,
      body: approvalInput,
      answer: z.object({ id: z.string(), hash: z.string() }),
    },
    async (ctx, { id, body }) => (await import('./control.ts')).approveVersion(ctx, id, body),
  ),
  acknowledgeVersion: route(
    'POST /procedure-versions/{id}/receipt',
    { summary: 'Xác nhận đã đọc và hiểu', permission: read, answer: idAnswer },
    async (ctx, { id }) => (await import('./control.ts')).acknowledgeVersion(ctx, id),
  ),
})
