import { eq } from 'drizzle-orm'
import { member } from '../core/tables.ts'
import type { State } from '../processes/case.ts'
import type { Template } from '../processes/template.ts'
import type { Database } from '../platform/database.ts'
import type { People } from '../procedures/people.ts'
import { around, findCase, inForce, keptOf } from './load.ts'
import type { Kept } from './store.ts'
import { workingTime } from './working-time.ts'

/** A case as it is when its steps call. */
export type Calling = { kept: Kept; template: Template; state: State }

/** A process that is called, with who fills its roles. */
export type Called = People & {
  found: Awaited<ReturnType<typeof inForce>>[number] | undefined
  calendar: Kept['calendar']
  /** Whether who opened the caller still works here. */
  here: boolean
}

/** A case that is moved by another. */
export type Known = { kept: Kept & { state: State }; people: People }

/** What is in force of processes by their codes, in one trip for all that a transition calls. */
export async function processesCalled(
  db: Database,
  at: number,
  { kept, state }: Calling,
  codes: readonly string[],
): Promise<Map<string, Called>> {
  const host = { tenant: db, clock: () => at }
  const asked = codes.map((code) => {
    const which = { code, unit: kept.unitId }
    return [inForce(host, which), around(db, which).held] as const
  })
  const { heads, own } = around(db, { procedure: kept.procedureId })
  const starter = db.select({ leftAt: member.leftAt }).from(member).where(eq(member.id, state.starter))
  const [heading, layers, starters, ...found] = await db.batch([heads, own, starter, ...asked.flat()])
  const all = { heads: heading, calendar: workingTime(layers[0]), here: starters[0]?.leftAt === null }
  return new Map(
    codes.map((code, i) => {
      const [rows, held] = found.slice(2 * i) as [Awaited<ReturnType<typeof inForce>>, People['held']]
      return [code, { found: rows[0], held, ...all }]
    }),
  )
}

/** Cases by their ids, with who fills their roles, in one trip. */
export async function readCases(db: Database, ids: readonly string[]): Promise<Known[]> {
  const { heads, own } = around(db, { caseId: '' })
  const asked = ids.map((id) => [findCase(db, id), around(db, { caseId: id }).held] as const)
  const [heading, layers, ...found] = await db.batch([heads, own, ...asked.flat()])
  return ids.flatMap((_, i) => {
    const [[one], held] = found.slice(2 * i) as [Awaited<ReturnType<typeof findCase>>, People['held']]
    return one === undefined ? [] : { kept: keptOf(one, layers), people: { held, heads: heading } }
  })
}
