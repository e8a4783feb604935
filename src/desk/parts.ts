import type { Context } from '../core/context.ts'
import type { Count, DeskPart, PulsePart, SearchPart, WorkPart } from '../core/part.ts'

type Parts = { desk: DeskPart; counts: Count; pulse: PulsePart; search: SearchPart; work: WorkPart }

type Loads = readonly (() => Promise<unknown>)[]
const loaded = new WeakMap<Loads, unknown[]>()

/** What the domains bring to a desk, to the counts or to a search; loaded when first asked for, and kept. */
export async function parts<Kind extends keyof Parts>(
  { house }: Context,
  kind: Kind,
): Promise<Parts[Kind][]> {
  const loads = house.parts[kind]
  const known = loaded.get(loads) ?? (await Promise.all(loads.map((load) => load())))
  loaded.set(loads, known)
  return known as Parts[Kind][]
}
