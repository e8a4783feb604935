import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPlace } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'
import { staff } from '../support/people.ts'
import type { Staff } from '../support/people.ts'

let instance: Instance
let place: Place
let people: Staff
beforeAll(async () => {
  instance = await startInstance()
  place = await openPlace(instance, 'Đảng ủy xã Tân Lập')
  people = await staff(instance, place)
})
afterAll(() => instance.stop())

/** Days of March 2026, working ones and off (07, 08, 14, 15 are a weekend). */
const day = fc
  .constantFrom('03-04', '03-05', '03-07', '03-09', '03-14', '03-16', '03-20')
  .map((one) => `2026-${one}`)
const OFF = ['2026-03-07', '2026-03-14']
const FIRST = '2026-03-06'

type Move =
  | { kind: 'ask'; day: string }
  | { kind: 'grant' }
  | { kind: 'deny' }
  | { kind: 'report' }
  | { kind: 'return' }
const move: fc.Arbitrary<Move> = fc.oneof(
  day.map((one): Move => ({ kind: 'ask', day: one })),
  fc.constantFrom<Move>({ kind: 'grant' }, { kind: 'deny' }, { kind: 'report' }, { kind: 'return' }),
)

/** What the rule says: the first day stays; the current one becomes what was asked for, only when that is granted. */
type Model = { due: string; wanted?: string | undefined; state: 'doing' | 'reported' | 'returned' }
function follow(model: Model, { kind, ...given }: Move): Model | undefined {
  const works = model.state !== 'reported'
  if (kind === 'ask') {
    const { day: asked } = given as { day: string }
    const fits = works && model.wanted === undefined && asked > model.due && !OFF.includes(asked)
    return fits ? { ...model, wanted: asked } : undefined
  }
  if (kind === 'report') return works ? { ...model, state: 'reported' } : undefined
  if (kind === 'return') return works ? undefined : { ...model, state: 'returned' }
  if (model.wanted === undefined) return undefined
  return { ...model, wanted: undefined, due: kind === 'grant' ? model.wanted : model.due }
}

const REQUEST = (one: Move): [path: string, body: object] => {
  if (one.kind === 'ask') return ['extension', { dueOn: one.day, reason: 'Chờ số liệu' }]
  if (one.kind === 'report') return ['report', { text: 'Xong' }]
  if (one.kind === 'return') return ['return', { reason: 'Thiếu' }]
  return [one.kind === 'grant' ? 'extension/approval' : 'extension/refusal', { reason: 'Theo kế hoạch' }]
}

test('whatever is asked and answered: the first day stays, the current one is the last granted', async () => {
  const { leader, specialist } = people
  await fc.assert(
    fc.asyncProperty(fc.array(move, { maxLength: 8 }), async (moves) => {
      const lead = { kind: 'person', id: specialist.id }
      const { id } = (
        await leader.caller.post(`${place.api}/tasks`, { title: 'Việc có hạn', lead, dueOn: FIRST })
      ).body
      await specialist.caller.post(`${place.api}/tasks/${id}/acceptance`, {})
      let model: Model = { due: FIRST, state: 'doing' }
      for (const one of moves) {
        const [path, body] = REQUEST(one)
        const caller = one.kind === 'ask' || one.kind === 'report' ? specialist.caller : leader.caller
        const answer = await caller.post(`${place.api}/tasks/${id}/${path}`, body)
        const next = follow(model, one)
        expect([one, answer.status === 200]).toEqual([one, next !== undefined])
        model = next ?? model
        const { body: shown } = await leader.caller.get(`${place.api}/tasks/${id}`)
        expect(shown).toMatchObject({ firstDueOn: FIRST, dueOn: model.due, state: model.state })
        expect(shown.wanted?.dueOn).toBe(model.wanted)
      }
    }),
    { numRuns: 25 },
  )
})
