import { placesMeant } from '../asks/places.ts'
import type { Place } from '../asks/places.ts'
import type { Context } from '../core/context.ts'
import type { SubjectRef } from '../tasks/schema.ts'
import type { Subject } from '../tasks/subjects.ts'
import type { LeadRef, PlanInput } from './schema.ts'
import type { OwnerKind } from './tables.ts'

/** Who is to do a line, as it is kept: a committee by its handle. */
export type Owner = { kind: OwnerKind; id: string; name: string }

/** What all committees directly below are called as the owners of a line. */
export const ALL_BELOW = 'Tất cả cấp dưới trực thuộc'

/** Units and persons that the lines name. */
export const namedHere = ({ lines }: Pick<PlanInput, 'lines'>): SubjectRef[] =>
  lines.flatMap(({ lead }) => (lead === undefined || isBelow(lead) ? [] : [lead as SubjectRef]))

/** Whether a line is for committees below, so that it is asked of them. */
export const isBelow = ({ kind }: { kind: OwnerKind }): boolean => kind === 'committee' || kind === 'below'

/**
 * Finds the committees that lines of a plan name, if any does.
 * @returns what gives the owner that a line names, among these units and persons and the committees directly below;
 *   undefined where it is not there
 */
export async function ownersMeant(ctx: Context, { lines }: Pick<PlanInput, 'lines'>) {
  const committees = lines.flatMap(({ lead }) => (lead?.kind === 'committee' ? [lead.id] : []))
  const below =
    committees.length === 0
      ? []
      : places(await placesMeant(ctx, { to: [...new Set(committees)], below: false }))
  return (ref: LeadRef | undefined, here: readonly Subject[]): Owner | undefined => {
    if (ref === undefined) return undefined
    if (ref.kind === 'below') return { kind: 'below', id: 'all', name: ALL_BELOW }
    if (ref.kind === 'committee') {
      const place = below.find(({ handle }) => handle === ref.id)
      return place && { kind: 'committee', id: place.handle, name: place.name }
    }
    return here.find((one) => one.kind === ref.kind && one.id === ref.id)
  }
}

/** Those directly below, whatever becomes of them until the plan is issued. */
const places = ({ under }: Awaited<ReturnType<typeof placesMeant>>): Place[] => [
  ...under.ready,
  ...under.suspended,
]
