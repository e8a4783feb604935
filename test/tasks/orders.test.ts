import { expect, test } from 'vitest'
import { addDays, dayAt } from '../../src/core/dates.ts'
import { openPlace } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import { staff } from '../support/people.ts'
import type { Person } from '../support/people.ts'

/** A weekday so many days ahead or more, as days off are refused. */
function weekday(from: string, ahead: number): string {
  const day = addDays(from, ahead)
  return [0, 6].includes(new Date(day).getUTCDay()) ? weekday(from, ahead + 1) : day
}

test('lists of tasks come by what presses or by what was given last, page after page; others both ways', async () => {
  const instance = await startInstance()
  try {
    const commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
    const { leader, chief, head, board } = await staff(instance, commune)
    const start = dayAt(instance.clock.now)
    const given: string[] = []
    // The later one was given, the sooner it is due.
    for (const ahead of [40, 30, 20, 10]) {
      instance.clock.now += 60_000
      const body = { title: 'Báo cáo', product: 'Báo cáo', lead: { kind: 'unit', id: board } }
      const dueOn = weekday(start, ahead)
      const { status, body: task } = await chief.caller.post(`${commune.api}/tasks`, { ...body, dueOn })
      expect(status).toBe(201)
      given.push(task.id)
    }
    const walk = async ({ caller }: Person, list: string): Promise<string[]> => {
      const ids: string[] = []
      for (let cursor = ''; ;) {
        const { status, body } = await caller.get(`${commune.api}/${list}&limit=1${cursor}`)
        expect([list, status]).toEqual([list, 200])
        ids.push(...body.items.map(({ id }: { id: string }) => id))
        if (body.next === undefined) return ids
        cursor = `&cursor=${encodeURIComponent(body.next)}`
      }
    }
    const back = given.toReversed()
    const period = `from=${start}&to=${addDays(start, 60)}`
    const first = given.slice(0, 2)
    expect(await walk(head, 'tasks?list=unit')).toEqual(back)
    expect(await walk(head, 'tasks?list=unit&order=newest')).toEqual(back)
    // Pressing is another order than that of giving: the one that is due first stands first whenever it was given.
    instance.clock.now += 60_000
    const late = await chief.caller.post(`${commune.api}/tasks`, {
      title: 'Báo cáo',
      product: 'Báo cáo',
      lead: { kind: 'unit', id: board },
      dueOn: weekday(start, 50),
    })
    const id: string = late.body.id
    for (const [who, list] of [
      [head, 'tasks?list=unit'],
      [chief, 'tasks?list=given'],
      [leader, 'task-board?list=all'],
    ] as const) {
      expect(await walk(who, list)).toEqual([...back, id])
      expect(await walk(who, `${list}&order=newest`)).toEqual([id, ...back])
    }
    expect(await walk(leader, `task-board?list=given&${period}`)).toEqual([...given, id])
    expect(await walk(leader, `task-board?list=given&${period}&order=newest`)).toEqual([id, ...back])
    expect(await walk(leader, `task-board?list=due&${period}&order=newest`)).toEqual([id, ...given])
    for (const one of first) {
      instance.clock.now += 60_000
      const { status } = await chief.caller.post(`${commune.api}/tasks/${one}/cancellation`, {
        reason: 'Thôi',
      })
      expect(status).toBeLessThan(300)
    }
    expect(await walk(leader, 'task-board?list=ended')).toEqual(first.toReversed())
    expect(await walk(leader, 'task-board?list=ended&order=oldest')).toEqual(first)
    for (const wrong of [
      'tasks?order=oldest',
      'task-board?list=all&order=oldest',
      'task-board?list=ended&order=due',
    ])
      expect([wrong, (await leader.caller.get(`${commune.api}/${wrong}`)).status]).toEqual([wrong, 422])
  } finally {
    await instance.stop()
  }
})
