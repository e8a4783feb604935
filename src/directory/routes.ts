import { resource } from '../core/domain.ts'
import { PERSONAL } from '../core/limit.ts'
import { route } from '../core/route.ts'
import { links } from './permissions.ts'
import {
  codeAnswer,
  codeEdit,
  codeInput,
  directoryAnswer,
  directoryEntry,
  directoryQuery,
  instanceAnswer,
  kindsAnswer,
  linkOutcome,
  linksAnswer,
  linksQuery,
  meAnswer,
  superiorAnswer,
  superiorInput,
} from './schema.ts'

const manage = links.manage

/** What a person may do before choosing a committee: see who they are and look around. */
export const directoryRoutes = resource('directory', 'Danh bạ', {
  listKinds: route(
    'GET /committee-kinds',
    { summary: 'Các loại hình cơ quan', permission: 'public', answer: kindsAnswer },
    async (call) => (await import('./kinds.ts')).listKinds(call),
  ),
  readInstance: route(
    'GET /instance',
    {
      summary: 'Máy chủ này đã có cơ quan nào đăng ký chưa',
      permission: 'public',
      answer: instanceAnswer,
    },
    async (call) => (await import('./find.ts')).readInstance(call),
  ),
  whoAmI: route(
    'GET /me',
    {
      summary: 'Người đang đăng nhập và các cơ quan của họ',
      permission: 'signed-in',
      answer: meAnswer,
    },
    async (visit) => (await import('./me.ts')).whoAmI(visit),
  ),
  searchDirectory: route(
    'GET /directory',
    {
      summary: 'Tìm cơ quan trong danh bạ',
      permission: 'signed-in',
      query: directoryQuery,
      answer: directoryAnswer,
    },
    async (visit, { query }) => (await import('./find.ts')).searchDirectory(visit, query),
  ),
  lookUp: route(
    'GET /directory/{handle}',
    { summary: 'Một cơ quan trong danh bạ', permission: 'signed-in', answer: directoryEntry },
    async (visit, { handle }) => (await import('./find.ts')).lookUp(visit, handle),
  ),
})

/** A committee's own entry in the directory and its links up and down. */
export const linkRoutes = resource('links', 'Mã định danh và liên kết', {
  addCode: route(
    'POST /codes',
    {
      summary: 'Thêm mã định danh',
      permission: manage,
      body: codeInput,
      answer: codeAnswer,
      status: 201,
    },
    async (ctx, { body }) => (await import('./codes.ts')).addCode(ctx, body),
  ),
  editCode: route(
    'PATCH /codes/{code}',
    {
      summary: 'Sửa ngày hiệu lực của mã định danh',
      permission: manage,
      body: codeEdit,
      answer: codeAnswer,
    },
    async (ctx, { code, body }) => (await import('./codes.ts')).editCode(ctx, code, body),
  ),
  listLinks: route(
    'GET /links',
    {
      summary: 'Cấp trên và các cơ quan cấp dưới trực thuộc',
      permission: links.read,
      query: linksQuery,
      answer: linksAnswer,
    },
    async (ctx, { query }) => (await import('./list-links.ts')).listLinks(ctx, query),
  ),
  askSuperior: route(
    'PUT /superior',
    {
      summary: 'Đề nghị một cơ quan làm cấp trên trực tiếp',
      permission: manage,
      body: superiorInput,
      answer: superiorAnswer,
      limits: { person: PERSONAL.askSuperior },
    },
    async (ctx, { body }) => (await import('./superior.ts')).askSuperior(ctx, body.handle),
  ),
  leaveSuperior: route(
    'DELETE /superior',
    { summary: 'Thôi liên kết với cấp trên', permission: manage, answer: superiorAnswer },
    async (ctx) => (await import('./superior.ts')).leaveSuperior(ctx),
  ),
  acceptLink: route(
    'POST /links/{handle}/acceptance',
    {
      summary: 'Chấp nhận một cơ quan là cấp dưới trực thuộc',
      permission: manage,
      answer: linkOutcome,
      version: 'may',
      problems: ['stale'],
    },
    async (ctx, { handle, version }) => (await import('./links.ts')).acceptLink(ctx, handle, version),
  ),
  confirmSubordinate: route(
    'POST /links/{handle}/confirmation',
    {
      summary: 'Xác nhận thông tin của một cơ quan cấp dưới trực thuộc',
      permission: manage,
      answer: linkOutcome,
      version: 'may',
      problems: ['stale'],
    },
    async (ctx, { handle, version }) => (await import('./links.ts')).confirmSubordinate(ctx, handle, version),
  ),
  refuseChanges: route(
    'DELETE /links/{handle}/changes',
    {
      summary: 'Không xác nhận thay đổi của một cơ quan cấp dưới trực thuộc',
      permission: manage,
      answer: linkOutcome,
    },
    async (ctx, { handle }) => (await import('./links.ts')).refuseChanges(ctx, handle),
  ),
  refuseLink: route(
    'POST /links/{handle}/refusal',
    {
      summary: 'Từ chối hoặc chấm dứt liên kết với một cơ quan cấp dưới',
      permission: manage,
      answer: linkOutcome,
    },
    async (ctx, { handle }) => (await import('./links.ts')).refuseLink(ctx, handle),
  ),
})
