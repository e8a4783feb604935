import { afterAll, beforeAll, expect, test } from 'vitest'
import { Caller, startInstance } from './support/instance.ts'
import type { Instance } from './support/instance.ts'

let instance: Instance
beforeAll(async () => {
  instance = await startInstance()
})
afterAll(() => instance.stop())

test('a person creates an account and signs in', async () => {
  const caller = new Caller(instance.app.fetch)
  const answer = await caller.post('/api/auth/sign-up/email', {
    name: 'Nguyễn Thị Hoa',
    email: 'hoa@example.vn',
    password: 'mật khẩu đủ dài',
  })
  expect(answer.status).toBe(200)
  expect((await caller.get('/api/auth/get-session')).body).toBeNull()
  const credentials = { email: 'hoa@example.vn', password: 'mật khẩu đủ dài' }
  expect((await caller.post('/api/auth/sign-in/email', credentials)).status).toBe(200)
  const session = await caller.get('/api/auth/get-session')
  expect(session.body.user.name).toBe('Nguyễn Thị Hoa')
})

test('an unknown path answers with a problem in Vietnamese', async () => {
  const answer = await new Caller(instance.app.fetch).get('/api/nothing')
  expect(answer.status).toBe(404)
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  expect(answer.body.code).toBe('not_found')
})
