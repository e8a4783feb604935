import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, dayAt } from '../../src/core/dates.ts'
import { runJobs } from '../../src/jobs.ts'
import type { Mail } from '../../src/platform/mail.ts'
import { openPlace } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'
import { mailingTo } from '../support/mails.ts'
import { staff } from '../support/people.ts'
import type { Person, Staff } from '../support/people.ts'

let instance: Instance
let commune: Place
let people: Staff
const mails: Mail[] = []
const DAY = 86_400_000

beforeAll(async () => {
  instance = await startInstance(mailingTo(mails))
  commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
  people = await staff(instance, commune)
  await instance.platform.control.execute('update user set emailVerified = 1')
})
afterAll(() => instance.stop())

const today = (): string => dayAt(instance.clock.now)
const { get, post } = {
  get: async (who: Person, path: string) => (await who.caller.get(`${commune.api}/${path}`)).body,
  post: async (who: Person, path: string, body: object) => {
    const answer = await who.caller.post(`${commune.api}/${path}`, body)
    expect([path, answer.status, answer.body]).toEqual([path, expect.toSatisfy((n) => n < 300), answer.body])
    return answer.body
  },
}
/** A weekday so many days ahead or more, as days off are refused. */
function weekday(ahead: number): string {
  const day = addDays(today(), ahead)
  return [0, 6].includes(new Date(day).getUTCDay()) ? weekday(ahead + 1) : day
}
const give = async (lead: object, dueOn: string): Promise<string> =>
  (await post(people.chief, 'tasks', { title: 'Báo cáo sơ kết quý', product: 'Báo cáo', lead, dueOn })).id

/** The morning of a day: eight o'clock in Vietnam. */
async function morningOf(day: string): Promise<void> {
  await instance.settle()
  instance.clock.now = Math.max(instance.clock.now, Date.parse(`${day}T01:00:00Z`))
  await runJobs(instance.platform)
  await instance.settle()
  instance.clock.now += 120_000
  await runJobs(instance.platform)
  await instance.settle()
}

test('what is due in a period is told by unit and person, on time by its day now and by its first, and opens its list', async () => {
  const { specialist, other, board, chief } = people
  const due = weekday(5)
  const person = (one: Person) => ({ kind: 'person', id: one.id })
  const quick = await give(person(specialist), due)
  const moved = await give(person(specialist), due)
  await give({ kind: 'unit', id: board }, due)
  const slow = await give(person(other), due)
  for (const [who, id] of [
    [specialist, quick],
    [specialist, moved],
    [other, slow],
  ] as const)
    await post(who, `tasks/${id}/acceptance`, {})
  await post(specialist, `tasks/${quick}/report`, { text: 'Đã gửi báo cáo' })
  await post(chief, `tasks/${quick}/approval`, {})
  const later = weekday(12)
  await post(specialist, `tasks/${moved}/extension`, { dueOn: later, reason: 'Chờ số liệu' })
  await post(chief, `tasks/${moved}/extension/approval`, {})
  instance.clock.now = Date.parse(`${addDays(due, 1)}T03:00:00Z`)
  await post(specialist, `tasks/${moved}/report`, { text: 'Đã xong' })
  await post(other, `tasks/${slow}/report`, { text: 'Xong muộn' })

  const figures = await get(chief, `task-figures?from=${addDays(due, -20)}&to=${addDays(later, 1)}`)
  expect(figures.total).toEqual({
    all: 4,
    onTime: 2,
    late: 1,
    overdue: 1,
    open: 0,
    firstOnTime: 1,
    extended: 1,
  })
  expect(figures.units.map(({ name, all, overdue }: never) => [name, all, overdue])).toEqual(
    expect.arrayContaining([
      ['Ban Xây dựng Đảng', 3, 1],
      ['Văn phòng', 1, 0],
    ]),
  )
  expect(figures.persons.find(({ id }: { id: string }) => id === specialist.id)).toMatchObject({
    all: 2,
    onTime: 2,
  })
  expect(figures.waiting).toEqual({ accept: 1, judge: 2 })
  expect(figures.transitHours).toBeGreaterThanOrEqual(0)
  const period = `from=${addDays(due, -20)}&to=${addDays(later, 1)}`
  for (const [query, ids] of [
    [`unitId=${board}&verdict=onTime`, [quick, moved]],
    [`personId=${other.id}`, [slow]],
    ['verdict=late', [slow]],
  ] as const) {
    const { items } = await get(chief, `task-board?list=due&${period}&${query}`)
    expect([query, items.map(({ id }: { id: string }) => id).toSorted()]).toEqual([
      query,
      [...ids].toSorted(),
    ])
  }
  const book = await get(chief, `task-board?list=given&from=${addDays(due, -20)}&to=${due}&limit=3`)
  expect(book.items).toHaveLength(3)
  const rest = await get(
    chief,
    `task-board?list=given&from=${addDays(due, -20)}&to=${due}&cursor=${encodeURIComponent(book.next)}`,
  )
  expect([...book.items, ...rest.items].map(({ id }: { id: string }) => id)).toHaveLength(4)
  expect(book.items[0].result).toBe('Đã gửi báo cáo')
  const wrong = await chief.caller.get(`${commune.api}/task-figures?from=2026-02-02&to=2026-02-01`)
  expect([wrong.status, wrong.body.fields[0].field]).toEqual([422, 'to'])
})

test('days before and after its day, who does a task, heads its unit and runs the office are told, each once a morning', async () => {
  const { specialist, head, chief } = people
  const due = weekday(40)
  await give({ kind: 'person', id: specialist.id }, due)
  const emails = new Map<string, string>()
  for (const one of [specialist, head, chief])
    emails.set((await one.caller.get('/api/me')).body.user.email, one.name)
  const told = async (day: string) => {
    await morningOf(addDays(day, -1))
    mails.length = 0
    await morningOf(day)
    const names = mails
      .filter(({ subject }) => subject.startsWith('Nhiệm vụ'))
      .map(({ to }) => emails.get(to))
    await morningOf(day)
    expect(mails.filter(({ subject }) => subject.startsWith('Nhiệm vụ'))).toHaveLength(names.length)
    return new Set(names)
  }
  expect(await told(addDays(due, -7))).toEqual(new Set([specialist.name]))
  expect(await told(addDays(due, -4))).toEqual(new Set())
  expect(await told(addDays(due, -1))).toEqual(new Set([specialist.name]))
  expect(await told(addDays(due, 1))).toEqual(new Set([specialist.name, head.name]))
  const late = (who: Person) => get(who, 'work')
  const asked = ({ items }: { items: { ask: string; dueOn: string }[] }) =>
    items.filter((one) => one.dueOn === due).map(({ ask }) => ask)
  expect(asked(await late(head))).toEqual(['overdue'])
  expect(asked(await late(chief))).toEqual([])
  expect(await told(addDays(due, 3))).toEqual(new Set([specialist.name, head.name, chief.name]))
  instance.clock.now += DAY
  expect(asked(await late(chief))).toEqual(['overdue'])
  expect(JSON.stringify(mails)).not.toContain('Báo cáo sơ kết')
})
