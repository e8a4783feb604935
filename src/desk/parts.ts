import type { Context } from '../core/context.ts'
import type { Count, DeskPart, PulsePart, SearchPart, WorkPart } from '../core/part.ts'

type Parts = { desk: DeskPart; counts: Count; pulse: PulsePart; search: SearchPart; work: WorkPart }

/** What the domains bring to a desk, to the counts or to a search; loaded when first asked for. */
export async function parts<Kind extends keyof Parts>(
  { house }: Context,
  kind: Kind,
): Promise<Parts[Kind][]> {
  return (await Promise.all(house.parts[kind].map((load) => load()))) as Parts[Kind][]
}
