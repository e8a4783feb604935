import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPlace } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'

let instance: Instance
let place: Place
beforeAll(async () => {
  instance = await startInstance()
  place = await openPlace(instance, 'Đảng ủy xã Lịch')
})
afterAll(() => instance.stop())

const year = async (of: number) => (await place.clerk.get(`${place.api}/calendar?year=${of}`)).body
type Day = { date: string; kind: string; as?: string; source?: string; provisional: boolean }

test('the calendar of a year tells each day off and worked out of turn, with its document', async () => {
  const { days, week, confirmedThrough } = await year(2026)
  expect(confirmedThrough).toBe('2026-12-31')
  expect(week.find(({ day }: { day: string }) => day === 'sat')).toEqual({ day: 'sat', windows: [] })
  expect(days.find(({ date }: Day) => date === '2026-08-22')).toMatchObject({
    kind: 'worked',
    as: 'mon',
    provisional: false,
  })
  expect(days.find(({ date }: Day) => date === '2026-02-16')).toMatchObject({ kind: 'off', to: '2026-02-20' })
  expect(days.filter(({ source }: Day) => source === undefined)).toEqual([])
})

test('what is not announced is provisional', async () => {
  const { days } = await year(2029)
  expect(days.length).toBeGreaterThan(8)
  expect(days.filter(({ provisional }: Day) => !provisional)).toEqual([])
})

test('a deadline is counted and explained line by line', async () => {
  const count = async (asked: string) =>
    (await place.clerk.get(`${place.api}/calendar-deadlines?${asked}`)).body
  const told = await count('from=2026-04-29T09:10:00Z&n=1&u=wd')
  expect(told).toMatchObject({ due: '2026-05-04T10:00:00.000Z', provisional: false })
  expect(told.lines.join(' ')).toContain('Ngày Chiến thắng')
  expect((await count('from=2029-04-29T09:10:00Z&n=1&u=wd')).provisional).toBe(true)
})
