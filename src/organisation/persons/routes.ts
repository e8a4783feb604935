import { resource } from '../../core/domain.ts'
import { route } from '../../core/route.ts'
import { persons } from '../permissions.ts'
import { personAnswer, personClosing, personEdit, personInput, personList, personQuery } from './schema.ts'

const permission = persons.manage

/** The roll of persons, with or without an account. */
export const personRoutes = resource('persons', 'Danh sách nhân sự', {
  listPersons: route(
    'GET /persons',
    {
      summary: 'Danh sách nhân sự theo tên',
      permission: persons.read,
      query: personQuery,
      answer: personList,
    },
    async (ctx, { query }) => (await import('./list.ts')).listPersons(ctx, query),
  ),
  addPerson: route(
    'POST /persons',
    {
      summary: 'Thêm người vào danh sách nhân sự',
      permission,
      body: personInput,
      answer: personAnswer,
      status: 201,
    },
    async (ctx, { body }) => (await import('./persons.ts')).addPerson(ctx, body),
  ),
  editPerson: route(
    'PATCH /persons/{id}',
    {
      summary: 'Sửa tên, đơn vị, ngày, tài khoản của một người',
      permission,
      body: personEdit,
      answer: personAnswer,
      version: 'must',
    },
    async (ctx, { id, version, body }) => (await import('./persons.ts')).editPerson(ctx, id, version, body),
  ),
  closePerson: route(
    'DELETE /persons/{id}',
    {
      summary: 'Ghi một người thôi thuộc đơn vị từ một ngày',
      permission,
      query: personClosing,
      answer: personAnswer,
      version: 'may',
    },
    async (ctx, { id, version, query }) =>
      (await import('./persons.ts')).closePerson(ctx, id, version, query.on),
  ),
})
