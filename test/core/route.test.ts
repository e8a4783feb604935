import { expect, test } from 'vitest'
import { z } from 'zod'
import { EVERYONE, permissions } from '../../src/core/access.ts'
import { route } from '../../src/core/route.ts'

const may = permissions('things', { read: EVERYONE })
const says = { summary: 'Một vật', permission: may.read, answer: z.object({ id: z.string() }) }

test('a verb whose answer is not that of its schema does not compile', () => {
  const good = route('GET /things/{id}', says, (_, { id }) => Promise.resolve({ id }))
  expect(good).toMatchObject({ method: 'GET', path: '/things/{id}' })
  // @ts-expect-error: the schema says a text
  route('GET /things/{id}', says, () => Promise.resolve({ id: 1 }))
  // @ts-expect-error: the schema says there is an id
  route('GET /things/{id}', says, () => Promise.resolve({}))
})

test('a route without permission or summary, and a part its path has not, do not compile', () => {
  // @ts-expect-error: no permission
  route('GET /things', { summary: 'Các vật', answer: says.answer }, () => Promise.resolve({ id: '' }))
  // @ts-expect-error: no summary
  route('GET /things', { permission: may.read, answer: says.answer }, () => Promise.resolve({ id: '' }))
  // @ts-expect-error: the path has no name
  expect(route('GET /things/{id}', says, (_, { name }) => Promise.resolve({ id: name }))).toBeDefined()
  // @ts-expect-error: not a method with a path
  route('/things', says, () => Promise.resolve({ id: '' }))
})

test('who may ask decides what the verb gets', () => {
  const open = { ...says, permission: 'public' as const }
  // @ts-expect-error: nobody is known yet
  expect(route('GET /open', open, (call) => Promise.resolve({ id: call.person.id }))).toBeDefined()
  expect(route('GET /in', says, (ctx) => Promise.resolve({ id: ctx.committee.id }))).toBeDefined()
})
