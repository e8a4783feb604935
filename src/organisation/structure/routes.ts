import { resource } from '../../core/domain.ts'
import { route } from '../../core/route.ts'
import { committeeEdit, committeeFacts } from '../../directory/schema.ts'
import { organisation } from '../permissions.ts'
import {
  issuerAnswer,
  issuerEdit,
  issuerInput,
  organisationAnswer,
  positionAnswer,
  positionEdit,
  positionInput,
  termAnswer,
  termEdit,
  termInput,
  unitAnswer,
  unitClosing,
  unitEdit,
  unitInput,
} from './schema.ts'

const permission = organisation.manage

/** What a committee is made of: itself, its units, positions, issuers and terms. */
export const structureRoutes = resource('organisation', 'Tổ chức', {
  readOrganisation: route(
    'GET /organisation',
    { summary: 'Tổ chức của cơ quan', permission: organisation.read, answer: organisationAnswer },
    async (ctx) => (await import('./organisation.ts')).readOrganisation(ctx),
  ),
  editCommittee: route(
    'PATCH /committee',
    { summary: 'Sửa tên, địa danh của cơ quan', permission, body: committeeEdit, answer: committeeFacts },
    async (ctx, { body }) => (await import('../edit-committee.ts')).editCommittee(ctx, body),
  ),
  createUnit: route(
    'POST /units',
    { summary: 'Lập đơn vị', permission, body: unitInput, answer: unitAnswer, status: 201 },
    async (ctx, { body }) => (await import('./units.ts')).createUnit(ctx, body),
  ),
  editUnit: route(
    'PATCH /units/{id}',
    {
      summary: 'Sửa, chuyển, xếp thứ tự, ngừng hoặc mở lại đơn vị',
      permission,
      body: unitEdit,
      answer: unitAnswer,
      version: 'must',
    },
    async (ctx, { id, version, body }) => (await import('./units.ts')).editUnit(ctx, id, version, body),
  ),
  closeUnit: route(
    'DELETE /units/{id}',
    {
      summary: 'Ngừng hoạt động một đơn vị',
      permission,
      query: unitClosing,
      answer: unitAnswer,
      version: 'may',
    },
    async (ctx, { id, version, query }) =>
      (await import('./units.ts')).closeUnit(ctx, id, version, query.heir),
  ),
  createPosition: route(
    'POST /positions',
    { summary: 'Thêm chức vụ', permission, body: positionInput, answer: positionAnswer, status: 201 },
    async (ctx, { body }) => (await import('./positions.ts')).createPosition(ctx, body),
  ),
  editPosition: route(
    'PATCH /positions/{id}',
    {
      summary: 'Sửa, xếp thứ tự chức vụ',
      permission,
      body: positionEdit,
      answer: positionAnswer,
      version: 'must',
    },
    async (ctx, { id, version, body }) =>
      (await import('./positions.ts')).editPosition(ctx, id, version, body),
  ),
  closePosition: route(
    'DELETE /positions/{id}',
    { summary: 'Ngừng sử dụng một chức vụ', permission, answer: positionAnswer, version: 'may' },
    async (ctx, { id, version }) => (await import('./positions.ts')).closePosition(ctx, id, version),
  ),
  createIssuer: route(
    'POST /issuers',
    { summary: 'Thêm cơ quan ban hành', permission, body: issuerInput, answer: issuerAnswer, status: 201 },
    async (ctx, { body }) => (await import('./issuers.ts')).createIssuer(ctx, body),
  ),
  editIssuer: route(
    'PATCH /issuers/{id}',
    {
      summary: 'Sửa cơ quan ban hành',
      permission,
      body: issuerEdit,
      answer: issuerAnswer,
      version: 'must',
    },
    async (ctx, { id, version, body }) => (await import('./issuers.ts')).editIssuer(ctx, id, version, body),
  ),
  closeIssuer: route(
    'DELETE /issuers/{id}',
    { summary: 'Ngừng một cơ quan ban hành', permission, answer: issuerAnswer, version: 'may' },
    async (ctx, { id, version }) => (await import('./issuers.ts')).closeIssuer(ctx, id, version),
  ),
  openTerm: route(
    'POST /terms',
    { summary: 'Mở nhiệm kỳ mới', permission, body: termInput, answer: termAnswer, status: 201 },
    async (ctx, { body }) => (await import('./terms.ts')).openTerm(ctx, body),
  ),
  editTerm: route(
    'PATCH /terms/{id}',
    { summary: 'Sửa nhiệm kỳ', permission, body: termEdit, answer: termAnswer, version: 'must' },
    async (ctx, { id, version, body }) => (await import('./terms.ts')).editTerm(ctx, id, version, body),
  ),
})
