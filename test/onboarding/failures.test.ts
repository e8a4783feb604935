import { afterAll, beforeAll, expect, test } from 'vitest'
import { setOperator } from '../../src/onboarding/operators.ts'
import { signUpPerson } from '../support/committee.ts'
import { Caller, startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'

let instance: Instance
let operator: Caller
beforeAll(async () => {
  instance = await startInstance()
  operator = await signUpPerson(instance, 'Trần Vận Hành', 'van-hanh@example.vn')
  await setOperator(instance.platform, 'van-hanh@example.vn', true)
})
afterAll(() => instance.stop())

const failure = (more: object = {}) => ({
  screen: '/:handle/van-ban-den/:id',
  name: 'TypeError',
  frames: ['paint assets/page-B3x_9-.js:1:2040', 'assets/app-C.js:2:15'],
  ...more,
})
/** Somebody at an address of their own, signed in nowhere. */
const stranger = () => new Caller(instance.app.fetch)
const shown = async () => (await operator.get('/api/operator/state')).body.failures

test('an error that a browser met is counted once by its place, for the operator, and told once in the log', async () => {
  for (const _ of [1, 2, 3]) expect((await stranger().post('/api/failures', failure())).status).toBe(200)
  expect(await shown()).toMatchObject([{ ...failure(), count: 3 }])
})

test.each([
  ['an address', { screen: '/xa-tan-lap/van-ban-den/0192-abc' }],
  ['a name of its own', { name: 'Nguyễn Văn An' }],
  ['words', { frames: ['Về việc bố trí cán bộ'] }],
  ['a place elsewhere', { frames: ['at f (https://elsewhere.example/assets/x.js:1:1)'] }],
  ['no place', { frames: [] }],
])('%s is not taken', async (_, more) => {
  const before = await shown()
  expect((await stranger().post('/api/failures', failure(more))).status).toBe(422)
  expect(await shown()).toEqual(before)
})

test('whoever tells much is stopped, and what is kept has an end', async () => {
  const one = stranger()
  const tell = (caller: Caller, n: number) =>
    caller.post('/api/failures', failure({ frames: [`assets/app-C.js:7:${n}`] }))
  const statuses = []
  for (let n = 0; n < 25; n++) statuses.push((await tell(one, n)).status)
  expect(statuses.filter((status) => status === 429)).toHaveLength(5)
  for (let n = 100; n < 310; n++) await tell(stranger(), n)
  const [{ n }] = (await instance.platform.control.execute('select count(*) n from screen_failure'))
    .rows as unknown as [{ n: number }]
  expect(n).toBe(200)
  expect(await shown()).toHaveLength(20)
})

test('what has not happened for a month is forgotten', async () => {
  instance.clock.now += 31 * 86_400_000
  await stranger().post('/api/failures', failure({ frames: ['assets/new-A.js:1:1'] }))
  expect(await shown()).toMatchObject([{ frames: ['assets/new-A.js:1:1'], count: 1 }])
})
