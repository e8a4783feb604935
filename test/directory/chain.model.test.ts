import fc from 'fast-check'
import { sql } from 'drizzle-orm'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from '../../migrations/apply.ts'
import type { Statement } from '../../src/core/batch.ts'
import { confirmRows, endConfirmation } from '../../src/directory/confirm.ts'
import { chainOf, vouched } from '../../src/directory/vouch.ts'
import { connect, noTrips } from '../../src/platform/database.ts'
import type { Database, OpenDatabase } from '../../src/platform/database.ts'
import { makeFile } from '../../src/platform/file-database.ts'

/*
 * The chain of confirmation against a model of it in plain words: whatever happens in whatever order to eight
 * committees, the directory says of each what the model says. Links may stand in circles here, which the verbs refuse:
 * a circle vouches for nobody.
 */
const RUNS = Number(process.env.PROPERTY_RUNS ?? 120)
const SIZE = 8

let folder: string
let file: OpenDatabase
let control: Database
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chain-'))
  file = makeFile(join(folder, 'control.db'))
  await migrate(file, 'control')
  control = connect(file, 'control', noTrips())
})
afterAll(async () => {
  file.close()
  await rm(folder, { recursive: true })
})

/** One committee as the model knows it. */
type One = { working: boolean; superior?: number; accepted: boolean; heir?: number; by?: 'operator' | number }

/** Whether a committee is confirmed: the words of SECURITY.md. */
function isConfirmed(all: One[], id: number, seen: readonly number[] = []): boolean {
  const one = all[id]!
  if (seen.includes(id) || !one.working || one.heir !== undefined) return false
  if (one.by === 'operator') return true
  if (one.by === undefined || !one.accepted || one.superior !== one.by) return false
  return standsAbove(all, one.by, [...seen, id])
}

/** Whether a superior lends its confirmation: itself, or, where it was merged, through its heir. */
function standsAbove(all: One[], id: number, seen: readonly number[]): boolean {
  const { heir } = all[id]!
  if (heir === undefined) return isConfirmed(all, id, seen)
  return !seen.includes(id) && standsAbove(all, heir, [...seen, id])
}

type Step = {
  kind: 'operator' | 'withdraw' | 'ask' | 'accept' | 'leave' | 'suspend' | 'resume' | 'merge'
  a: number
  b: number
}
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(
    'operator',
    'withdraw',
    'ask',
    'accept',
    'accept',
    'leave',
    'suspend',
    'resume',
    'merge',
  ),
  a: fc.nat(SIZE - 1),
  b: fc.nat(SIZE - 1),
})

function inModel(all: One[], { kind, a, b }: Step): void {
  const one = all[a]!
  const endOf = (by: One['by']) => {
    if (by !== undefined && one.by === by) delete one.by
  }
  if (kind === 'operator') one.by = 'operator'
  if (kind === 'withdraw') endOf('operator')
  if (kind === 'ask' && a !== b) {
    endOf(one.superior)
    Object.assign(one, { superior: b, accepted: false })
  }
  if (kind === 'accept' && one.superior !== undefined && !one.accepted) {
    one.accepted = true
    if (one.by !== 'operator') one.by = one.superior
  }
  if (kind === 'leave') {
    endOf(one.superior)
    delete one.superior
    one.accepted = false
  }
  if (kind === 'suspend') one.working = false
  if (kind === 'resume' && one.heir === undefined) one.working = true
  if (kind === 'merge' && a !== b && all[b]!.working && !leadsTo(all, b, a))
    Object.assign(one, { heir: b, working: false })
}

const leadsTo = (all: One[], from: number, to: number): boolean =>
  from === to || (all[from]!.heir !== undefined && leadsTo(all, all[from]!.heir, to))

const name = (id: number) => `c${id}`

/** The same in the directory, by the statements of the verbs. */
function inDirectory({ kind, a, b }: Step, before: One): Statement[] {
  const id = name(a)
  const set = (columns: ReturnType<typeof sql>) =>
    control.run(sql`update committee set ${columns} where id = ${id}`)
  const superior = before.superior === undefined ? [] : endConfirmation(control, id, name(before.superior))
  const by = { actor: 'người thử', at: 1 }
  if (kind === 'operator') return confirmRows(control, id, { byId: null, ...by })
  if (kind === 'withdraw') return endConfirmation(control, id, null)
  if (kind === 'ask' && a !== b)
    return [set(sql`superiorId = ${name(b)}, superiorState = 'pending'`), ...superior]
  if (kind === 'accept' && before.superior !== undefined && !before.accepted)
    return [
      set(sql`superiorState = 'accepted'`),
      ...confirmRows(control, id, { byId: name(before.superior), ...by }),
    ]
  if (kind === 'leave') return [set(sql`superiorId = null, superiorState = null`), ...superior]
  if (kind === 'suspend') return [set(sql`state = 'suspended'`)]
  if (kind === 'resume' && before.heir === undefined) return [set(sql`state = 'ready'`)]
  return []
}

async function begin(): Promise<One[]> {
  const row = sql`insert into committee (id, handle, name, kind, suffix, place, sortKey, state, createdBy, createdAt)
    select 'c' || value, 'c' || value, 'c' || value, 'commune', 'ĐU', '', '', 'ready', '', 0 from json_each(${JSON.stringify(Array.from({ length: SIZE }, (_, i) => i))})`
  await control.batch([
    control.run(sql`delete from committee`),
    control.run(sql`delete from confirmation`),
    control.run(row),
  ])
  return Array.from({ length: SIZE }, () => ({ working: true, accepted: false }))
}

test('says of every committee what the model says, after every step', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const all = await begin()
      for (const one of steps) {
        const before = structuredClone(all[one.a]!)
        inModel(all, one)
        const merged = one.kind === 'merge' && all[one.a]!.heir === one.b && before.heir !== one.b
        const statements = merged
          ? [
              control.run(
                sql`update committee set heirId = ${name(one.b)}, state = 'suspended' where id = ${name(one.a)}`,
              ),
            ]
          : inDirectory(one, before)
        if (statements.length > 0) await control.batch(statements as [Statement, ...Statement[]])
        const rows = await control.all<{ id: string; ok: number }>(
          sql`select id, ${vouched(sql`committee.id`)} as ok from committee order by id`,
        )
        expect(rows.map(({ ok }) => ok === 1)).toEqual(all.map((_, id) => isConfirmed(all, id)))
      }
      for (const id of all.keys()) {
        const links = await chainOf(control, sql`${name(id)}`)
        const whole = links.some(({ handle }) => handle === null)
        expect(whole, `the chain of ${name(id)}`).toBe(isConfirmed(all, id))
      }
    }),
    { numRuns: RUNS },
  )
}, 120_000)
