import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPlace } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'
import { seat, staff } from '../support/people.ts'
import type { Person } from '../support/people.ts'

/** Who reads tasks: the office all of them, a head those of the unit, everybody what they do, gave or have a part in. */
type Reader = Person & { as: 'office' | 'head' | 'one'; unit: string | null }
type Subject = { kind: 'unit' | 'person'; id: string; unit: string | null }
type Made = { lead: Subject; cooperate: Subject[]; inform: Subject[]; giver: Person }

let instance: Instance
let place: Place
let readers: Reader[]
let subjects: Subject[]
let givers: Person[]
beforeAll(async () => {
  instance = await startInstance()
  place = await openPlace(instance, 'Đảng ủy xã Tân Lập')
  const { board, office, chief, leader, head, specialist, other } = await staff(instance, place)
  const second = await seat(instance, place, 'Thào Thị Trưởng', ['unit_head'], office)
  const archivist = await seat(instance, place, 'Vũ Thị Lưu', ['archivist'], office)
  readers = [
    { ...chief, as: 'office', unit: office },
    { ...leader, as: 'office', unit: null },
    { ...head, as: 'head', unit: board },
    { ...second, as: 'head', unit: office },
    { ...specialist, as: 'one', unit: board },
    { ...other, as: 'one', unit: office },
    { ...archivist, as: 'one', unit: office },
  ]
  subjects = [
    { kind: 'unit', id: board, unit: board },
    { kind: 'unit', id: office, unit: office },
    ...[head, specialist].map(({ id }) => ({ kind: 'person' as const, id, unit: board })),
    ...[second, other, archivist].map(({ id }) => ({ kind: 'person' as const, id, unit: office })),
  ]
  givers = [chief, leader]
})
afterAll(() => instance.stop())

/** The rule, written a second time (work-model §5). */
function reads({ id, as, unit }: Reader, { lead, cooperate, inform, giver }: Made): boolean {
  if (as === 'office' || giver.id === id) return true
  if (as === 'head' && lead.unit === unit) return true
  const mine = (one: Subject): boolean =>
    one.kind === 'person' ? one.id === id : unit !== null && one.id === unit
  return (lead.kind === 'person' && lead.id === id) || [...cooperate, ...inform].some(mine)
}

const wanted = fc.record({
  lead: fc.nat(6),
  cooperate: fc.uniqueArray(fc.nat(6), { maxLength: 2 }),
  inform: fc.uniqueArray(fc.nat(6), { maxLength: 2 }),
  giver: fc.nat(1),
})
let n = 0

test('nobody finds by list, search, page, step or refusal a task that is out of their reach; everybody finds their own', async () => {
  await fc.assert(
    fc.asyncProperty(wanted, async (given) => {
      const taken = new Set([given.lead])
      const fresh = (all: number[]): Subject[] =>
        all.flatMap((one) => (taken.has(one) ? [] : (taken.add(one), [subjects[one]!])))
      const made: Made = {
        lead: subjects[given.lead]!,
        cooperate: fresh(given.cooperate),
        inform: fresh(given.inform),
        giver: givers[given.giver]!,
      }
      const word = `kinviec${'abcdefghijklmnopqrstuvwxyz'[n++ % 26]}${n}`
      const ref = ({ kind, id }: Subject) => ({ kind, id })
      const body = {
        title: `Việc ${word}`,
        dueOn: '2026-03-20',
        lead: ref(made.lead),
        cooperate: made.cooperate.map(ref),
        inform: made.inform.map(ref),
      }
      const done = await made.giver.caller.post(`${place.api}/tasks`, body)
      expect(done.status).toBe(201)
      const { id } = done.body as { id: string }
      for (const reader of readers) {
        const see = async (path: string) => reader.caller.get(`${place.api}/${path}`)
        const ids = async (path: string): Promise<string[]> =>
          ((await see(path)).body.items as { id: string }[]).map((one) => one.id)
        const may = reads(reader, made)
        const told = {
          page: (await see(`tasks/${id}`)).status === 200,
          deadline: (await see(`tasks/${id}/deadline`)).status === 200,
          search: JSON.stringify((await see(`search?q=${word}`)).body).includes(id),
        }
        expect([reader.name, made, told]).toEqual([
          reader.name,
          made,
          { page: may, deadline: may, search: may },
        ])
        const lists = [...(await ids('tasks?list=unit&limit=100')), ...(await ids('work'))]
        const step = may ? undefined : await reader.caller.post(`${place.api}/tasks/${id}/acceptance`, {})
        const board = reader.as === 'one' ? (await see('task-board')).status : 403
        expect({
          listed: !may && lists.includes(id),
          step: step === undefined || [403, 404].includes(step.status),
          named: JSON.stringify(step?.body ?? '').includes(word),
          board,
        }).toEqual({ listed: false, step: true, named: false, board: 403 })
      }
    }),
    { numRuns: 12 },
  )
}, 120_000)
