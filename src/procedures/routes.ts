import { z } from 'zod'
import { resource } from '../core/domain.ts'
import { idAnswer } from '../core/fields.ts'
import { route } from '../core/route.ts'
import { procedures } from './permissions.ts'
import {
  adaptInput,
  approvalInput,
  baseList,
  createInput,
  draftInput,
  handInput,
  holdersInput,
  libraryAnswer,
  overlayAnswer,
  overlayInput,
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
  handDown: route(
    'POST /procedures/{id}/recipients',
    {
      summary: 'Chuyển lần ban hành đã phê duyệt xuống cấp dưới để điều chỉnh, áp dụng',
      permission: approve,
      body: handInput,
      answer: z.object({ id: z.string(), recipients: z.number() }),
    },
    async (ctx, { id, body }) => (await import('./bases/hand.ts')).handDown(ctx, id, body.handles),
  ),
  listBases: route(
    'GET /procedure-bases',
    { summary: 'Quy trình cấp trên chuyển xuống', permission: read, answer: baseList },
    async (ctx) => (await import('./bases/list.ts')).listBases(ctx),
  ),
  adaptBase: route(
    'POST /procedure-bases/{id}/adaptations',
    {
      summary: 'Lập bản điều chỉnh từ quy trình gốc của cơ quan hoặc của cấp trên',
      permission: write,
      body: adaptInput,
      answer: z.object({ id: z.string(), draftId: z.string() }),
      status: 201,
    },
    async (ctx, { id, body }) => (await import('./bases/adapt.ts')).adaptBase(ctx, id, body),
  ),
  readOverlay: route(
    'GET /procedure-versions/{id}/overlay',
    {
      summary: 'Một lần ban hành khác quy trình gốc ở đâu, và trên lần mới của quy trình gốc thì sao',
      permission: read,
      answer: overlayAnswer,
    },
    async (ctx, { id }) => (await import('./bases/read.ts')).readOverlay(ctx, id),
  ),
  saveOverlay: route(
    'PUT /procedure-versions/{id}/overlay',
    {
      summary: 'Lưu các điều chỉnh trên quy trình gốc',
      permission: write,
      body: overlayInput,
      answer: savedAnswer,
      version: 'must',
    },
    async (ctx, { id, version, body }) =>
      (await import('./bases/adapt.ts')).saveOverlay(ctx, id, version, body),
  ),
  rebaseVersion: route(
    'POST /procedure-versions/{id}/rebase',
    {
      summary: 'Đưa bản điều chỉnh sang lần ban hành mới nhất của quy trình gốc',
      permission: write,
      answer: savedAnswer,
      version: 'must',
    },
    async (ctx, { id, version }) => (await import('./bases/adapt.ts')).rebaseVersion(ctx, id, version),
  ),
})
